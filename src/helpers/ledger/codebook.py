"""What the words of the ledger mean: variables, categories, places and units, in three languages.

`data/published/codebook.yaml` is a mapping with the sections

    chapters, sources, units      id -> label
    quote_themes, directions, genders, pathways      id -> label
    places       id -> kind (region, city, town), label; iso for regions and cities; region, lon,
                 lat (degrees, WGS 84) for towns
    variables    id -> label, source, answer, asked, location (text, or the report's figures and
                 tables: `table 1, figure 4`), and where they apply categories
                 (id -> label, in the order of display), not_published (a label), notes
    quote_rules  how the quotes were coded, one text per rule

where a label is a mapping of the languages ru, kk, en to a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from helpers import paths
from helpers.errors import InputError, Problem
from helpers.ledger.codebook_checks import _check, _read

LANGUAGES = ("ru", "kk", "en")

ANSWERS = ("single", "multiple", "ordinal", "count", "mean")

PLACE_KINDS = ("region", "city", "town")

LABEL_SECTIONS = (
    *("chapters", "sources", "units"),
    *("quote_themes", "directions", "genders", "pathways"),
)

SECTIONS = ("variables", "places", *LABEL_SECTIONS)

LEDGER_SECTIONS = ("variables", "chapters", "sources", "units")

# YAML is read slowly; a codebook of a thousand questions is a tenth of this.
MOST_BYTES = 10_000_000

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
    """All labels a reader sees, by section and id."""

    variables: Mapping[str, Variable]
    places: Mapping[str, Place]
    labels: Mapping[str, Mapping[str, Label]]
    quote_rules: tuple[str, ...] = ()

    def label(self, section: str, key: str, language: str) -> str:
        """Label of an id of one of the sections that map ids to labels, `variables` or `places`."""
        if section in ("variables", "places"):
            return getattr(self, section)[key].label[language]
        return self.labels[section][key][language]

    def category_label(self, variable: str, category: str, language: str) -> str:
        """Label of a category of a variable."""
        return self.variables[variable].categories[category][language]

    def regions(self) -> tuple[Place, ...]:
        """The 20 regions and cities of the first level, in the codebook's order."""
        return tuple(place for place in self.places.values() if place.kind != "town")

    def towns(self) -> tuple[Place, ...]:
        """The towns of the focus groups, in the codebook's order."""
        return tuple(place for place in self.places.values() if place.kind == "town")


def load(path: Path = paths.CODEBOOK, *, needed: Sequence[str] = SECTIONS) -> Codebook:
    """Read and check the codebook.

    `needed` are the sections that must be there; `LEDGER_SECTIONS` are enough for a ledger alone.
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
    problems += _check(path.name, content, needed)
    if problems:
        raise InputError(problems)
    variables = {key: Variable(id=key, **entry) for key, entry in content["variables"].items()}
    places = {key: Place(id=key, **entry) for key, entry in content["places"].items()}
    labels = {section: content[section] for section in LABEL_SECTIONS}
    return Codebook(variables, places, labels, tuple(content.get("quote_rules") or ()))


class _Loader(yaml.SafeLoader):
    """Collects keys written twice and keys that are no text, which YAML lets pass silently."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.faults: list[tuple[int, str, str]] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen = set()
        for key, _ in node.value:
            name, kind = str(key.value), key.tag.rpartition(":")[2]
            if name in seen:
                self._note(key, f"{name!r} is written twice; keep one")
            if kind != "str":
                self._note(key, f"YAML reads {name} as {kind}, not as text; put it in quotes")
            seen.add(name)
        return super().construct_mapping(node, deep=deep)

    def _note(self, key: yaml.Node, message: str) -> None:
        self.faults.append((key.start_mark.line + 1, str(key.value), message))


def _mend(path: Path) -> str:
    return "restore it from git" if paths.is_published(path) else "name a codebook"


def _whole(path: Path, row: str, message: str) -> InputError:
    return InputError([Problem(path.name, row, "", message)])
