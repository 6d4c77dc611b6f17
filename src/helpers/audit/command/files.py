"""Any ledger file with what explains it: its codebook and the levels printed for its places.

A codebook named for the file, or `codebook.yaml` beside it, is the file's own, and every id must
be in it. A file without one, a copy of the project's ledger too, has an empty codebook: ids are
taken as they are, nothing is known of the type of a question, and checks that need it leave the
question out. Columns, numbers, formulas and bases are checked for every file.

The project's own files are held to their form; any other is read as a spreadsheet gave it
(`helpers.ledger.sheets`). Levels come from `town_facts.csv` beside the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from helpers import paths
from helpers.errors import InputError, Problem
from helpers.interface import marked, text
from helpers.ledger import claims, csv_files, sheets, town_facts
from helpers.ledger import codebook as codebooks
from helpers.ledger.claims import Ledger
from helpers.ledger.codebook import Codebook
from helpers.ledger.csv_files import Row
from helpers.ledger.sheets import Remark
from helpers.ledger.town_facts import TownFact, levels_of

NO_CODEBOOK = marked(
    "{file} has no codebook beside it, so no question has a type, and ids are taken as they are. "
    "Left out are therefore the checks of what the answers to one question add up to, of several "
    "answers each, of one answer to two questions, and of levels; numbers, bases, percentages and "
    "formulas are checked. A codebook is named by --codebook FILE, or lies beside the ledger as "
    "codebook.yaml; a line for each question is enough (answer: {answers}):"
)
UNSAID = marked(
    "{file}: without a variable or a unit, so far: {n} (first: {names}). Such a number is judged "
    "by its formula and its base alone."
)
MOST_SHOWN = 2


@dataclass(frozen=True)
class LedgerFile:
    """A ledger, the levels of its places, and what a reader should know of how it was read."""

    path: Path
    ledger: Ledger
    levels: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_codebook: bool = True
    remarks: tuple[Remark, ...] = ()


def open_file(path: Path = paths.CLAIMS, *, codebook: Path | None = None) -> LedgerFile:
    """Read and check a ledger with its codebook.

    Raises `InputError` with every problem of the first file that has any.
    """
    path = path.absolute()
    try:
        own = codebook or _beside(path, paths.CODEBOOK.name)
        facts = _beside(path, paths.TOWN_FACTS.name)
    except OSError as error:  # a name too long for the file system, among others
        message = f"cannot be read: {error.strerror}; check its name"
        raise InputError([Problem(path.name[:80], "", "", message)]) from error
    codes = _codebook_of(own)
    remarks: list[Remark] = []

    def read(path: Path, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
        if paths.is_published(path):
            return csv_files.read_rows(path, columns)
        sheet = sheets.read_sheet(path, columns)
        remarks.extend(sheet.remarks)
        return sheet.rows, sheet.problems

    ledger = claims.load(path, codes, accept_unknown=not own, read=read)
    levels = _levels(facts, codes if own else None)
    unknown = {} if own else unknown_ids(ledger)
    return LedgerFile(path, ledger, levels, unknown, bool(own), tuple(remarks))


def _codebook_of(own: Path | None) -> Codebook:
    if own is None:
        return codebooks.EMPTY
    is_published = paths.is_published(own)
    needed = codebooks.SECTIONS if is_published else codebooks.LEDGER_SECTIONS
    return codebooks.load(own, needed=needed)


def notices(file: LedgerFile, language: str) -> list[str]:
    """What a reader should know of how a ledger was read, a paragraph each; often nothing."""
    said = [
        text(each.text, language).format(file=each.file, row=each.row, value=each.value)
        for each in file.remarks
    ]
    unsaid = [name for name, claim in file.ledger.items() if not (claim.variable and claim.unit)]
    if unsaid:
        names = ", ".join(unsaid[:MOST_SHOWN])
        said.append(text(UNSAID, language).format(file=file.path.name, n=len(unsaid), names=names))
    if not file.has_codebook:
        answers = ", ".join(codebooks.ANSWERS)
        notice = text(NO_CODEBOOK, language).format(file=file.path.name, answers=answers)
        said.append("\n".join([notice, *_shortest_codebook(file)]))
    return said


def _shortest_codebook(file: LedgerFile) -> list[str]:
    """A codebook of the ledger's first questions, to be continued."""
    shown = file.unknown.get("variable", ())[:MOST_SHOWN]
    lines = [f"  {each}: {{label: {each}, answer: single}}" for each in shown]
    return ["variables:", *lines]


def unknown_ids(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Which ids of a ledger are not in its codebook? By column, in the order of the ledger.

    Categories of an unknown variable are not listed beside it.
    """
    codes = ledger.codebook
    known = {
        "chapter": codes.labels["chapters"],
        "variable": codes.variables,
        "unit": codes.labels["units"],
        "place": codes.places,
    }
    found: dict[str, dict[str, None]] = {column: {} for column in (*known, "category")}
    for claim in ledger.values():
        for column, ids in known.items():
            value = getattr(claim, column)
            if value and value not in ids:
                found[column][value] = None
        variable = codes.variables.get(claim.variable)
        if variable and claim.category and claim.category not in variable.categories:
            found["category"][claim.category] = None
    return {column: tuple(ids) for column, ids in found.items() if ids}


def _beside(path: Path, name: str) -> Path | None:
    found = path.with_name(name) if path.name else path / name
    return found if found.is_file() else None


def _levels(facts: Path | None, codes: Codebook | None) -> dict[str, str]:
    """Without a codebook of the file's own its places are taken as they are, too."""
    if facts is None:
        return {}
    if codes:
        return levels_of(town_facts.load_town_facts(facts, codes), codes.roles)
    rows, problems = csv_files.read_rows(facts, [column.name for column in fields(TownFact)])
    csv_files.raise_problems(facts, problems)
    return levels_of(TownFact(**row.cells) for row in rows)
