"""What the words of the ledger mean: variables, categories, places and units, in three languages.

`data/published/codebook.yaml` is a mapping with the sections

    chapters, sources, units      id -> label
    quote_themes, directions, genders                id -> label
    pathways, addressees, measure_origins            id -> label
    places       id -> kind (region, city, town), label; iso for regions and cities; region, lon,
                 lat (degrees, WGS 84) for towns
    variables    id -> label, source, answer, asked, location (text, or the report's figures and
                 tables: `table 1, figure 4`), and where they apply categories
                 (id -> label, in the order of display), descriptions (category -> what stands
                 behind it, a label), not_published (a label), notes
    quote_codes  theme or direction -> definition and a made-up example, a label each
    roles        what the checks must know of some ids: see `helpers.ledger.roles`
    quote_rules  how the quotes were coded, one label per rule
    report_language   what the report is written in: ru, kk or en; without it, as the book is

where a label is a mapping of the languages ru, kk, en to a text.

For the audit of somebody else's report (`load` with fewer `needed` sections) few lines are enough:

    variables:
      gender: {label: Gender, answer: single}

A label is then a text, or a text in some of the languages, which is shown in the others, too;
without any the id is shown. Sections and categories may be plain lists of ids. What is left out
altogether (chapters, sources, units, places, a variable's categories) is not checked. Such a
codebook serves a book, too, when it says `complete: false` and has chapters; that study may then do
without the data files that it does not need (quotes, measures and others).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bookmaker.project import yaml_text
from helpers import paths
from helpers.editions import KNOWN, LANGUAGES, SOURCE
from helpers.errors import ArgumentError, InputError, Problem
from helpers.ledger import roles
from helpers.ledger.csv_files import suggest
from helpers.ledger.roles import WORDS, Roles

ANSWERS = ("single", "multiple", "ordinal", "count", "mean")
PLACE_KINDS = ("region", "city", "town")
LABEL_SECTIONS = (
    *("chapters", "sources", "units"),
    *("quote_themes", "directions", "genders"),
    *("pathways", "addressees", "measure_origins"),
)
SECTIONS = ("variables", "places", *LABEL_SECTIONS)
LEDGER_SECTIONS = ("variables",)
# What a book needs of a codebook that is not complete: the ledger's page has a part per chapter.
BOOK_SECTIONS = (*LEDGER_SECTIONS, "chapters")

# In which language a label is shown where it is missing in the reader's.
NEAREST = {"ru": ("en", "kk"), "kk": ("ru", "en"), "en": ("ru", "kk")}

# What a second coder is told of each theme and direction.
CODE_PARTS = ("definition", "example")

Label = Mapping[str, str]


@dataclass(frozen=True)
class Variable:
    """One question, count or score of the study."""

    id: str
    label: Label
    source: str
    answer: str
    asked: str
    location: str
    categories: Mapping[str, Label] = field(default_factory=dict)
    descriptions: Mapping[str, Label] = field(default_factory=dict)
    not_published: Label = field(default_factory=dict)
    notes: str = ""


@dataclass(frozen=True)
class Place:
    """A region or city of the first administrative level, or a town of the focus groups."""

    id: str
    kind: str
    label: Label
    iso: str = ""
    region: str = ""
    lon: float | None = None
    lat: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Codebook:
    """All labels a reader sees, by section and id.

    One that is not `complete` was read for the audit alone: of sections that it lacks any id holds.
    """

    variables: Mapping[str, Variable]
    places: Mapping[str, Place]
    labels: Mapping[str, Mapping[str, Label]]
    quote_rules: tuple[Label, ...] = ()
    quote_codes: Mapping[str, Mapping[str, Label]] = field(default_factory=dict)
    roles: Roles = WORDS
    complete: bool = True
    report_language: str = SOURCE

    def label(self, section: str, key: str, language: str) -> str:
        """Label of an id of one of the sections that map ids to labels, `variables` or `places`.

        Raises `ArgumentError` for a section or an id that the codebook does not hold; one that need
        not be complete has the id itself for a label.
        """
        try:
            if section in ("variables", "places"):
                return getattr(self, section)[key].label[language]
            return self.labels[section][key][language]
        except KeyError:
            if self.is_open(section) and language in LANGUAGES:
                return key
            raise ArgumentError(self._unknown(section, key, language)) from None

    def is_open(self, section: str) -> bool:
        """Whether any id holds in a section, since the codebook lists none and need not."""
        if section in ("variables", "places"):
            return not (self.complete or getattr(self, section))
        return not (self.complete or self.labels.get(section, True))

    def may_lack(self, path: Path) -> bool:
        """Whether a data file is not there and need not be, as in a study without quotes."""
        return not (self.complete or path.exists())

    def _unknown(self, section: str, key: str, language: str) -> str:
        sections = {"variables": self.variables, "places": self.places, **self.labels}
        if section not in sections:
            sections_there = ", ".join(sections)
            return f"no section {section!r} in the codebook; choose one of {sections_there}"
        if key not in sections[section]:
            hint = suggest(str(key), sections[section])
            return f"no {key!r} in the codebook's {section}; {hint}"
        return f"no label of {key!r} in {language!r}; choose one of {', '.join(LANGUAGES)}"

    def category_label(self, variable: str, category: str, language: str) -> str:
        """Label of a category of a variable."""
        if self.is_open("variables") or not (self.complete or self.variables[variable].categories):
            return category
        return self.variables[variable].categories[category][language]

    def description(self, variable: str, category: str, language: str) -> str:
        """What stands behind a category, in a few words; empty where nothing is written."""
        return self.variables[variable].descriptions.get(category, {}).get(language, "")

    def regions(self) -> tuple[Place, ...]:
        """The 20 regions and cities of the first level, in the codebook's order."""
        return tuple(place for place in self.places.values() if place.kind != "town")

    def towns(self) -> tuple[Place, ...]:
        """The towns of the focus groups, in the codebook's order."""
        return tuple(place for place in self.places.values() if place.kind == "town")


# The codebook of a ledger that has none: nothing is known of any id.
EMPTY = Codebook({}, {}, {section: {} for section in LABEL_SECTIONS}, complete=False)


def load(path: Path = paths.CODEBOOK, *, needed: Sequence[str] = SECTIONS) -> Codebook:
    """Read and check the codebook.

    `needed` are the sections that must be there; `LEDGER_SECTIONS` are enough for a ledger alone,
    whose codebook need not be complete otherwise: labels in one language, or none, as the module
    says. With all `SECTIONS`, as by default, every label has all languages.
    Raises `InputError` with every problem found: a file that is missing, empty, not UTF-8 or not
    YAML; a key written twice or not text; a missing section, label, language, region code or
    coordinate; an unknown answer type, source, kind of place or region.
    """
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    return _load(path.absolute(), stamp, tuple(needed))


@cache
def _load(path: Path, _stamp: int, needed: Sequence[str]) -> Codebook:
    content, problems = _read(path)
    content = {section: {} for section in SECTIONS} | content
    is_complete = set(SECTIONS) <= set(needed) and content.get("complete", True) is not False
    if not is_complete:
        content = _completed(content)
        needed = needed if set(needed) <= set(BOOK_SECTIONS) else BOOK_SECTIONS
    problems += _check(path.name, content, needed, complete=is_complete)
    if problems:
        raise InputError(problems)
    variables = {key: Variable(id=key, **entry) for key, entry in content["variables"].items()}
    places = {key: Place(id=key, **entry) for key, entry in content["places"].items()}
    labels = {section: content[section] for section in LABEL_SECTIONS}
    rules, codes = content.get("quote_rules") or (), content.get("quote_codes") or {}
    return Codebook(
        *(variables, places, labels, tuple(rules), codes, Roles.of(content.get("roles"))),
        complete=is_complete,
        report_language=content.get("report_language", SOURCE),
    )


def _completed(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a short codebook means; what means nothing stays, for the checks to name it."""
    full = dict(content)
    for section in LABEL_SECTIONS:
        full[section] = _completed_labels(content[section])
    for section, complete in (("variables", _completed_variable), ("places", _completed_place)):
        entries = _by_id(content[section])
        if isinstance(entries, dict):
            entries = {key: complete(key, entry) for key, entry in entries.items()}
        full[section] = entries
    return full


def _by_id(listed: object) -> object:
    """A plain list of ids as ids without anything; an empty section as one without ids."""
    if isinstance(listed, list) and all(_is_plain(each) for each in listed):
        return {str(each): None for each in listed}
    return {} if listed is None else listed


def _is_plain(value: object) -> bool:
    """Whether a value is a text or a whole number; YAML makes truths and dates of some texts."""
    return isinstance(value, str | int) and not isinstance(value, bool)


def _completed_labels(labels: object) -> object:
    listed = _by_id(labels)
    if not isinstance(listed, dict):
        return listed
    return {key: _completed_label(label, key) for key, label in listed.items()}


def _completed_label(label: object, key: str) -> object:
    """A label in all languages, each missing one in the nearest; without any it is the id."""
    if label is None or _is_plain(label):
        return dict.fromkeys(LANGUAGES, str(key if label in (None, "") else label))
    if not isinstance(label, dict):
        return label
    there = {name: str(text) for name, text in label.items() if _is_plain(text)}
    there = {name: text for name, text in there.items() if name in LANGUAGES and text.strip()}
    if not there:
        return label
    return {
        name: next(there[each] for each in (name, *NEAREST[name]) if each in there)
        for name in LANGUAGES
    }


def _completed_variable(key: str, entry: object) -> object:
    if isinstance(entry, str):
        entry = {"answer": entry}
    if not isinstance(entry, dict):
        return entry
    full = {"source": "", "asked": "", "location": ""} | entry
    full["label"] = _completed_label(entry.get("label"), key)
    if isinstance(entry.get("answer"), str):
        full["answer"] = entry["answer"].strip().lower()
    for name in ("categories", "descriptions"):
        if name in entry:
            full[name] = _completed_labels(entry[name])
    if "not_published" in entry:
        full["not_published"] = _completed_label(entry["not_published"], "")
    return full


def _completed_place(key: str, entry: object) -> object:
    if not isinstance(entry, dict) or not {"kind", "label", "region"} & set(entry):
        entry = {"label": entry}
    kind = "town" if "region" in entry else "region"
    return {"kind": kind} | entry | {"label": _completed_label(entry.get("label"), key)}


def _read(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    if not path.exists():
        raise _whole(path, f"the file is missing; {_mend(path)}")
    content, problems = yaml_text.parse(yaml_text.read_text(path, mend=_mend(path)), path.name)
    if not isinstance(content, dict):
        raise _whole(path, f"the file is empty or no mapping; {_mend(path)}")
    return content, problems


def _mend(path: Path) -> str:
    return "restore it from git" if paths.is_published(path) else "name a codebook"


def _whole(path: Path, message: str) -> InputError:
    return InputError([Problem(path.name, "", "", message)])


def _check(
    file: str, content: dict[str, Any], needed: Sequence[str], *, complete: bool
) -> list[Problem]:
    empty = {section for section in needed if not content[section]}
    missing = [s for s in SECTIONS if s in empty or not isinstance(content[s], dict)]
    if missing:
        message = "the section is missing; write it" if complete else _SHORTEST
        return [Problem(file, "", key, message) for key in missing]
    found = []
    for section in LABEL_SECTIONS:
        for key, label in content[section].items():
            found += _check_label(label, f"{section}.{key}")
    for key, place in content["places"].items():
        found += _check_place(key, place, content["places"], complete=complete)
    for key, variable in content["variables"].items():
        found += _check_variable(key, variable, content["sources"], complete=complete)
    found += _check_coding(content)
    if (language := content.get("report_language", SOURCE)) not in KNOWN:
        found.append(("report_language", f"{language!r}: write {', '.join(KNOWN)}"))
    if not found:
        found += roles.faults(content.get("roles"), _ids(content))
    return [Problem(file, "", key, message) for key, message in found]


def _ids(content: Mapping[str, Any]) -> dict[str, set[str]]:
    """The ids that roles may name, by what they are ids of."""
    categories = {id for each in content["variables"].values() for id in each.get("categories", ())}
    named = {name: set(content[name]) for name in ("units", "sources", "variables")}
    return named | {"categories": categories}


_SHORTEST = (
    "the section is missing or no mapping; write ids with a label and the type of answer each, "
    "such as gender: {label: Gender, answer: single}"
)


def _check_label(label: object, key: str) -> list[tuple[str, str]]:
    if isinstance(label, bool):
        return [(key, f"YAML reads this as {str(label).lower()}, not as text; put it in quotes")]
    if not isinstance(label, dict):
        return [(key, f"{label!r} is no label; write {{ru: …, kk: …, en: …}}")]
    if not set(label) & set(LANGUAGES):
        return [(key, f"there is no label in {', '.join(LANGUAGES)}; write one")]
    return [
        (f"{key}.{language}", "the label is missing; write it")
        for language in LANGUAGES
        if not isinstance(label.get(language), str) or not label[language].strip()
    ]


def _check_coding(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the sections for coders, which a codebook may leave out."""
    rules, codes = content.get("quote_rules") or [], content.get("quote_codes") or {}
    if not isinstance(rules, list) or not isinstance(codes, dict):
        return [("quote_rules, quote_codes", "write a list of labels, and ids with entries")]
    found = []
    for number, rule in enumerate(rules, start=1):
        found += _check_label(rule, f"quote_rules.{number}")
    wanted = {**content["quote_themes"], **content["directions"]} if codes else {}
    for key in {**wanted, **codes}:
        entry = codes.get(key)
        if key not in wanted:
            found.append((f"quote_codes.{key}", f"no theme or direction; {suggest(key, wanted)}"))
        elif not isinstance(entry, dict) or set(entry) != set(CODE_PARTS):
            mend = f"write {' and '.join(CODE_PARTS)}, a label each"
            found.append((f"quote_codes.{key}", f"the entry is missing or incomplete; {mend}"))
        else:
            for part in CODE_PARTS:
                found += _check_label(entry[part], f"quote_codes.{key}.{part}")
    return found


def _check_keys(key: str, entry: object, kind: type) -> list[tuple[str, str]]:
    fields = kind.__dataclass_fields__
    if not isinstance(entry, dict):
        return [(key, f"{entry!r} is no entry; write its keys below it")]
    needed = [n for n in ("label", "kind", "source", "answer", "asked", "location") if n in fields]
    found = [
        (f"{key}.{name}", "the key is missing; write it") for name in needed if name not in entry
    ]
    unknown = [name for name in entry if name not in fields or name == "id"]
    return found + [(f"{key}.{name}", "the key is unknown; remove it") for name in unknown]


def _check_place(
    key: str, place: object, places: Mapping, *, complete: bool
) -> list[tuple[str, str]]:
    where = f"places.{key}"
    found = _check_keys(where, place, Place)
    if found:
        return found
    if place["kind"] not in PLACE_KINDS:
        found.append((f"{where}.kind", f"{place['kind']!r}: write {', '.join(PLACE_KINDS)}"))
    if place["kind"] == "town" and place.get("region") not in list(places):
        found.append((f"{where}.region", f"{place.get('region')!r} is no place of this file"))
    if not complete:
        return found + _check_label(place["label"], where)
    degrees = ("lon", "lat") if place["kind"] == "town" else ()
    wrong = [name for name in degrees if not isinstance(place.get(name), int | float)]
    found += [(f"{where}.{name}", f"{place.get(name)!r}: write degrees") for name in wrong]
    if place["kind"] in ("region", "city") and not place.get("iso"):
        found.append((f"{where}.iso", "the code is missing; write KZ-10 or the like"))
    return found + _check_label(place["label"], where)


def _check_variable(
    key: str, variable: object, sources: Mapping, *, complete: bool
) -> list[tuple[str, str]]:
    where = f"variables.{key}"
    found = _check_keys(where, variable, Variable)
    if found:
        return found
    if variable["answer"] not in ANSWERS:
        found.append((f"{where}.answer", f"{variable['answer']!r}: write {', '.join(ANSWERS)}"))
    is_open = not complete and (not sources or variable["source"] == "")
    if not is_open and variable["source"] not in list(sources):
        found.append((f"{where}.source", f"{variable['source']!r} is not in sources"))
    categories = variable.get("categories", {})
    if not isinstance(categories, dict):
        mend = "write ids with a label each, or remove the key"
        return [*found, (f"{where}.categories", f"{categories!r}: {mend}")]
    for category, label in categories.items():
        found += _check_label(label, f"{where}.categories.{category}")
    descriptions = variable.get("descriptions", {})
    if not isinstance(descriptions, dict):
        mend = "write ids of categories with a text each, or remove the key"
        return [*found, (f"{where}.descriptions", f"{descriptions!r}: {mend}")]
    for category, text in descriptions.items():
        if category not in categories:
            found.append((f"{where}.descriptions.{category}", "no such category; remove it"))
        found += _check_label(text, f"{where}.descriptions.{category}")
    if "not_published" in variable:
        found += _check_label(variable["not_published"], f"{where}.not_published")
    return found + _check_label(variable["label"], where)
