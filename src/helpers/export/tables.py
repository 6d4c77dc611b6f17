"""What is exported, in one language: tables whose columns say what they hold and what codes mean.

A `Table` is made for a reader who knows nothing of this repository: every column has a title, every
code its words in the language of the study. Cells are Python values: text, whole numbers, floats,
ids of `Field.codes`, None where nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, partial
from string import ascii_lowercase
from typing import TYPE_CHECKING, Literal

from helpers import paths
from helpers.audit.index import LedgerIndex
from helpers.audit.verdicts import judge_all
from helpers.bounds.blocks import SOURCES
from helpers.disclosure import tables as counts
from helpers.errors import BookError
from helpers.export.columns import (
    NO,
    NO_ANSWER,
    TABLES,
    TITLES,
    TITLES_IN,
    TOTAL,
    UNPRINTED_WORDS,
    WORDS,
    YES,
)
from helpers.microdata.tabulating import UNPRINTED
from helpers.synthetic import watermark
from helpers.synthetic.rows import BLOCKS, make_rows

if TYPE_CHECKING:
    import pandas as pd

    from helpers.study import Study

Kind = Literal["text", "integer", "number", "code", "flag"]
Cell = str | int | float | None

# Letters of a name: 32 in Stata, where the list of labels of a column is named after it with up to
# two digits more.
NAME_MAX = 30
# What SPSS or Stata would read as a command.
_RESERVED = frozenset(("all", "and", "by", "byte", "double", "eq", "float", "ge", "gt", "if", "in"))
_RESERVED |= {"int", "le", "long", "lt", "ne", "not", "or", "str", "strl", "to", "using", "with"}
# What SPSS has for the missing code that is .a in Stata; .b is one more, and so on.
_FIRST_MISSING = -9


@dataclass(frozen=True)
class Field:
    """One column.

    kind         `code`: an id of `codes`; `flag`: 0 or 1, whose words are in `codes`
    codes        id -> words, in the order of display
    missing      those of the codes that count as no answer, with the letter each has in Stata
    references   table and column that hold each value, as "places.place"
    """

    name: str
    title: str
    kind: Kind = "text"
    description: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    is_ordered: bool = False
    references: str = ""

    @property
    def short_name(self) -> str:
        """Its name in SPSS and Stata, which allow few letters.

        >>> Field("training_topic__project_management", "").short_name
        'training_topic__project_manage'
        """
        return f"{self.name}_" if self.name in _RESERVED else self.name[:NAME_MAX]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each code in SPSS and Stata: from 1, missing ones below zero.

        >>> Field("q", "", "code", codes={"a": "", "x": "", "b": ""}, missing={"x": "a"}).numbers
        {'a': 1, 'b': 2, 'x': -9}
        """
        if self.kind == "flag":
            return {code: int(code) for code in self.codes}
        valid = [code for code in self.codes if code not in self.missing]
        numbers = {code: number for number, code in enumerate(valid, start=1)}
        first = _FIRST_MISSING - ord("a")
        return numbers | {code: first + ord(letter) for code, letter in self.missing.items()}


@dataclass(frozen=True)
class Table:
    """Rows of cells in the order of `fields`; `key` is the column that names a row, if any.

    Raises `BookError` for two columns that SPSS or Stata could not tell apart.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[Cell]]
    key: str = ""

    def __post_init__(self) -> None:
        known: dict[str, str] = {}
        for one in self.fields:
            other = known.setdefault(one.short_name.lower(), one.name)
            if other != one.name:
                raise BookError(
                    f"{self.name}: {other} and {one.name} are the same in SPSS and Stata, where "
                    f"names have {NAME_MAX} letters; give one of them another id in codebook.yaml"
                )

    def column(self, name: str) -> list[Cell]:
        """The cells of a column."""
        place = [each.name for each in self.fields].index(name)
        return [row[place] for row in self.rows]


def tables_of(study: Study) -> tuple[Table, ...]:
    """All tables in the study's language, the codebook of their columns and codes first.

    Raises `BookError` for a rehearsal, and for a release that was not attacked.
    """
    if paths.DATA == "synthetic":
        raise BookError("a rehearsal is not for export; leave out DATA, made-up rows come anyway")
    tables = [
        _claims(study),
        _variables(study),
        _categories(study),
        _places(study),
        _quotes(study),
        _sentences(study),
        _town_facts(study),
        _pathways(study),
        *(_made_up(study, block) for block in BLOCKS if _is_printed(study, block)),
        *_released(study),
    ]
    return (_codebook(study, tables), *tables)


class _Columns:
    """Makes the columns of one table: titles and words by the name of the column."""

    def __init__(self, study: Study, table: str) -> None:
        self.study, self.table = study, table

    def _title(self, name: str) -> str:
        return self.study.text(TITLES_IN.get((self.table, name), TITLES[name]))

    def plain(self, name: str, kind: Kind = "text") -> Field:
        """A column without codes."""
        return Field(name, self._title(name), kind)

    def plains(self, names: str) -> Iterator[Field]:
        """Columns of text."""
        return (self.plain(name) for name in names.split())

    def words(self, name: str, words: str = "") -> Field:
        """A column whose ids have words in `columns.WORDS`."""
        codes = {id: self.study.text(text) for id, text in WORDS[words or name].items()}
        return Field(name, self._title(name), "code", codes=codes)

    def coded(self, name: str, section: str) -> Field:
        """A column of ids of a section of the codebook."""
        labels = self.study.codebook.labels
        ids = labels[section] if section in labels else getattr(self.study.codebook, section)
        codes = {id: self.study.label(section, id) for id in ids}
        refers = {"variables": "variables.variable", "places": "places.place"}
        return Field(
            name, self._title(name), "code", codes=codes, references=refers.get(section, "")
        )

    def made(
        self, columns: Iterable[Field], rows: Iterable[Sequence[Cell]], key: str = ""
    ) -> Table:
        """The table of these columns; empty text becomes None."""
        cells = [tuple(None if cell == "" else cell for cell in row) for row in rows]
        return Table(self.table, self.study.text(TABLES[self.table]), tuple(columns), cells, key)


def _claims(study: Study) -> Table:
    of = _Columns(study, "claims")
    columns = [
        of.plain("claim_id"),
        of.plain("name"),
        of.coded("chapter", "chapters"),
        *of.plains("section location"),
        of.coded("variable", "variables"),
        of.plain("category"),
        of.coded("place", "places"),
        of.words("kind"),
        of.plain("printed"),
        of.words("hedge"),
        of.plain("value", "number"),
        of.coded("unit", "units"),
        *of.plains("base formula"),
        of.plain("recomputed", "number"),
        of.words("verdict"),
        *of.plains("find note"),
    ]
    ledger, rows = study.printed_ledger, []
    verdicts = judge_all(LedgerIndex.of(ledger, study.levels))
    for claim, judged in zip(ledger.values(), verdicts, strict=True):
        more = {
            "name": study.name(claim.claim_id),
            "value": None if claim.kind == "date" else float(claim.value),
            "recomputed": _float(ledger.recompute(claim.claim_id)),
            "verdict": judged.verdict,
        }
        rows.append(_cells(claim, columns, more))
    return of.made(columns, rows, "claim_id")


def _variables(study: Study) -> Table:
    of = _Columns(study, "variables")
    columns = [
        *of.plains("variable label"),
        of.coded("source", "sources"),
        of.words("answer"),
        *of.plains("asked location not_published notes"),
    ]
    language = study.language
    rows = [
        (
            *(each.id, each.label[language], each.source, each.answer, each.asked, each.location),
            *(each.not_published.get(language, ""), each.notes),
        )
        for each in study.codebook.variables.values()
    ]
    return of.made(columns, rows, "variable")


def _categories(study: Study) -> Table:
    of = _Columns(study, "categories")
    columns = [of.coded("variable", "variables"), *of.plains("category label description")]
    rows = [
        (
            *(variable.id, category, label[study.language]),
            study.codebook.description(variable.id, category, study.language),
        )
        for variable in study.codebook.variables.values()
        for category, label in variable.categories.items()
    ]
    return of.made(columns, rows)


def _places(study: Study) -> Table:
    of = _Columns(study, "places")
    columns = [
        *of.plains("place label"),
        of.words("kind", "place_kind"),
        of.plain("iso"),
        of.coded("region", "places"),
        *(of.plain(name, "number") for name in ("lon", "lat")),
    ]
    rows = [
        (
            *(each.id, each.label[study.language], each.kind, each.iso, each.region),
            each.lon,
            each.lat,
        )
        for each in study.codebook.places.values()
    ]
    return of.made(columns, rows, "place")


def _quotes(study: Study) -> Table:
    of = _Columns(study, "quotes")
    columns = [
        of.plain("quote_id"),
        of.coded("chapter", "chapters"),
        of.plain("section"),
        of.coded("theme", "quote_themes"),
        of.coded("direction", "directions"),
        of.coded("region", "places"),
        of.coded("gender", "genders"),
        *of.plains("paraphrase find"),
    ]
    rows = [
        (
            *(each.quote_id, each.chapter, each.section, each.theme, each.direction),
            *(each.region, each.gender, each.paraphrase(study.language), each.find),
        )
        for each in study.quotes
    ]
    return of.made(columns, rows, "quote_id")


def _sentences(study: Study) -> Table:
    of = _Columns(study, "sentences")
    columns = [
        of.plain("sentence_id"),
        of.coded("chapter", "chapters"),
        *of.plains("section paraphrase"),
        of.words("scope"),
        of.words("test"),
        *of.plains("threshold count base against also"),
        of.words("assessment"),
        *of.plains("note find"),
    ]
    rows = []
    for each in study.sentences:
        more = {
            "paraphrase": each.paraphrase(study.language),
            # The formulas stay in their braces: whoever reads this has the numbers to put there.
            "note": each.note(study.language, lambda formula: f"{{{formula}}}"),
        }
        rows.append(_cells(each, columns, more))
    return of.made(columns, rows, "sentence_id")


def _town_facts(study: Study) -> Table:
    of = _Columns(study, "town_facts")
    columns = [
        of.coded("place", "places"),
        of.coded("variable", "variables"),
        *of.plains("category label find"),
    ]
    rows = [
        (
            *(each.place, each.variable, each.category),
            study.category_label(each.variable, each.category),
            each.find,
        )
        for each in study.town_facts
    ]
    return of.made(columns, rows)


def _pathways(study: Study) -> Table:
    of = _Columns(study, "pathways")
    columns = [
        of.coded("pathway", "pathways"),
        of.words("evidence"),
        *of.plains("item name reason"),
    ]
    rows = []
    for each in study.pathways:
        is_claim = each.evidence == "claim"
        name = study.name(each.item) if is_claim else study.label("quote_themes", each.item)
        rows.append((each.pathway, each.evidence, each.item, name, each.reason))
    return of.made(columns, rows)


def _is_printed(study: Study, block: str) -> bool:
    """Whether the report prints numbers of these questionnaires at all."""
    variables = study.codebook.variables
    claims = study.printed_ledger.values()
    return any(variables[claim.variable].source in SOURCES[block] for claim in claims)


def _made_up(study: Study, block: str) -> Table:
    """Rows that print what the report prints, and carry the mark; always the same ones."""
    frame = make_rows(study.printed_ledger, block)
    of = _Columns(study, f"synthetic_{block}")
    columns = [_asked(study, of, name, frame[name]) for name in frame.columns]
    mark = study.text(watermark.MARK)
    cells = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    rows = [
        [
            mark if one.name == watermark.COLUMN else _native(cell)
            for one, cell in zip(columns, row, strict=True)
        ]
        for row in cells
    ]
    return of.made(columns, rows)


def _asked(study: Study, of: _Columns, name: str, column: pd.Series) -> Field:
    """The column of a question, or of one of its answers."""
    codes = study.codebook
    variable, _, category = name.partition("__")
    if category:
        title = f"{study.label('variables', variable)}: {study.category_label(variable, category)}"
        flags = {"0": study.text(NO), "1": study.text(YES)}
        about = codes.description(variable, category, study.language)
        return Field(name, title, "flag", about, flags)
    if name == "place" or name.endswith("_place"):
        labels = of.coded("place", "places")
        question = name.removesuffix("_place")
        asked = f"{study.label('variables', question)}: " if question in codes.variables else ""
        return Field(
            name, asked + labels.title, "code", codes=labels.codes, references="places.place"
        )
    if name not in codes.variables:
        return of.plain(name, "text" if name == watermark.COLUMN else "integer")
    categories = codes.variables[name].categories
    labels = {id: study.category_label(name, id) for id in categories}
    if not categories:  # a question on regions, whose answers are places
        labels = dict(of.coded("place", "places").codes)
    if UNPRINTED in set(column.dropna()):
        labels[UNPRINTED] = study.text(UNPRINTED_WORDS)
    # A letter means the same in every column.
    letters = dict(zip((UNPRINTED, *sorted(codes.roles.unanswered)), ascii_lowercase, strict=False))
    return Field(
        *(name, study.label("variables", name), "code"),
        codes=labels,
        missing={code: letters[code] for code in labels if code in letters},
        is_ordered=codes.variables[name].answer == "ordinal",
    )


def _released(study: Study) -> Iterator[Table]:
    """Counts from questionnaires, as the gate let them out; nothing else of them is read."""
    release = study.release
    if release is None:
        return
    from helpers.disclosure import history, released

    if not release.attack:
        raise BookError("what the questionnaires released was not attacked; build the book again")
    if not release.synthetic:  # made-up rows are nobody's, and theirs is not kept
        history.require_record(paths.release())
    of = _Columns(study, "released")
    columns = [
        *of.plains("table unit dimensions key label"),
        of.plain("value", "number"),
        *of.plains("exact withheld"),
    ]
    mark = f"{watermark.COLUMN}: " if release.synthetic else ""
    anew = (replace(cell, key=(claim_id,)) for claim_id, cell in release.claims.items())
    claims = released.Table("claims", ("claim_id",), tuple(anew), unit="")
    rows = [
        (
            *(mark + table.name, table.unit, " × ".join(table.dimensions), " × ".join(cell.key)),
            "; ".join(map(partial(_in_words, study), table.dimensions, cell.key)),
            *(_float(cell.value), "" if cell.value is None else str(cell.value), cell.withheld),
        )
        for table in (*release.tables.values(), claims)
        for cell in table.cells
    ]
    yield of.made(columns, rows)


def _in_words(study: Study, dimension: str, key: str) -> str:
    """An answer of a released table, with its question; its id where the codebook has no words."""
    codes = study.codebook
    if dimension == "claim_id":
        return study.name(key)
    variable, _, category = dimension.partition("=")
    known = codes.variables[variable].categories if variable in codes.variables else {}
    question = study.text(TITLES.get(variable, variable))
    if variable in codes.variables:
        question = study.label("variables", variable)
    if category:
        question = f"{question}: {known[category][study.language]}"
        known = {}
    words = {counts.TOTAL: TOTAL, counts.NOT_ANSWERED: NO_ANSWER}
    if category:
        words |= {counts.LEFT: NO, counts.TICKED: YES, counts.NO_ANSWER: NO_ANSWER}
    if key in words:
        return f"{question}: {study.text(words[key])}"
    if key in codes.places:
        return f"{question}: {study.label('places', key)}"
    return f"{question}: {known[key][study.language] if key in known else key}"


def _codebook(study: Study, tables: Iterable[Table]) -> Table:
    """One row per column without codes, and one per code of the others."""
    of = _Columns(study, "codebook")
    columns = [
        *of.plains("table field short_name title description type code"),
        of.plain("number_spss", "integer"),
        *of.plains("code_stata label"),
        Field("is_missing", study.text(TITLES["is_missing"]), "flag", codes=_yes_no(study)),
    ]
    rows = []
    for table in tables:
        for one in table.fields:
            about = (table.name, one.name, one.short_name, one.title, one.description, one.kind)
            if not one.codes:
                rows.append((*about, None, None, None, None, 0))
            for code, label in one.codes.items():
                number, letter = one.numbers[code], one.missing.get(code)
                stata = f".{letter}" if letter else str(number)
                rows.append((*about, code, number, stata, label, int(code in one.missing)))
    return of.made(columns, rows)


def _cells(of: object, columns: Iterable[Field], more: Mapping[str, Cell]) -> list[Cell]:
    """A row of the attributes of an object, with `more` that is worked out."""
    return [more[one.name] if one.name in more else getattr(of, one.name) for one in columns]


def _yes_no(study: Study) -> dict[str, str]:
    return {"0": study.text(NO), "1": study.text(YES)}


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _native(cell: object) -> Cell:
    """A cell of a frame as Python has it."""
    return int(cell) if cell is not None and not isinstance(cell, str) else cell
