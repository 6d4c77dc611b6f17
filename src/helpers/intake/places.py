"""Towns and regions by any of their names: three languages, abbreviations, before 2022.

A name is read as a bare name and a kind, "область" or "город", so that the region and the city of
Almaty stay apart. Other names stand in `data/instruments/place_names.yaml`, for whoever knows one
that is missing. What an old name leaves open is a line of the report and no guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bookmaker.project import yaml_text
from helpers import paths
from helpers.intake.wording import plain
from helpers.ledger import codebook as codebooks

NAMES = paths.INSTRUMENTS / "place_names.yaml"

_KINDS = {
    "region": "область обл облыс облысы обылысы region oblast oblysy",
    "city": "город гор г қаласы қала қ city town",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
# Between the abbreviated "г" and a name, the point may have been left out.
_JOINED = re.compile(r"^(г|гор|обл)\.(?=\S)", re.IGNORECASE)


class Place(NamedTuple):
    """What a name means: places, and whether it is a name of the past."""

    units: tuple[str, ...]
    is_former: bool = False


@dataclass
class PlaceNames:
    """All names: (bare name, kind or "") -> places."""

    known: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    former: set[tuple[str, str]] = field(default_factory=set)
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bare: Mapping[str, str] = field(default_factory=dict)
    divided: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    units: frozenset[str] = frozenset()

    def find(self, text: str, among: Iterable[str]) -> Place:
        """The places of a question that a text names: none, one, or several where it is open."""
        name, kind = _parted(text)
        asked = set(among)
        units = self.known.get((name, kind), set()) & asked
        if not kind and len(units) > 1 and self.bare.get(name) in units:
            units = {self.bare[name]}
        if not units and (open_units := self.ambiguous.get(name)):
            return Place(open_units, is_former=True)
        return Place(tuple(sorted(units)), (name, kind) in self.former)


@cache
def load_place_names(path: Path = NAMES) -> PlaceNames:
    """Names of the codebook's places and those in the file."""
    data = yaml_text.load_mapping(path)
    places = codebooks.load().places
    names = PlaceNames(
        bare=data["bare"],
        divided=data["divided"],
        before=data["before"].isoformat(),
        units=frozenset(places),
    )
    for place in places.values():
        for name in place.label.values():
            _add(names, place.id, name, _own_kinds(place)[:1])
    for part in ("names", "former"):
        for place_id, spellings in data[part].items():
            for name in spellings:
                keys = _add(names, place_id, name, _own_kinds(places[place_id]))
                names.former.update(keys if part == "former" else ())
    for entry in data["ambiguous"]:
        for name in entry["names"]:
            names.ambiguous[_parted(name)[0]] = tuple(entry["units"])
    return names


def _own_kinds(place: codebooks.Place) -> tuple[str, ...]:
    """A region also goes by the names of its towns."""
    return ("region", "city") if place.kind == "region" else ("city",)


def _add(names: PlaceNames, place: str, text: str, kinds: tuple[str, ...]) -> set[tuple[str, str]]:
    name, said = _parted(text)
    keys = {(name, kind) for kind in ("", *([said] if said else kinds))}
    for key in keys:
        names.known[key].add(place)
    return keys


def _parted(text: str) -> tuple[str, str]:
    """The bare name and the kind that the text gives, "" where it gives none."""
    words = plain(_JOINED.sub(r"\1 ", text.strip())).split()
    kinds = [_KIND_OF[word] for word in words if word in _KIND_OF]
    bare = [word for word in words if word not in _KIND_OF]
    return " ".join(bare) or " ".join(words), kinds[0] if kinds else ""
