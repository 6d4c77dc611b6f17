"""Codes of a file as themes and directions of the codebook: by name, or by a small file.

A code is recognised by the id of a theme or direction or by any of its labels in the three
languages; capitals, spaces and the group that ATLAS.ti writes before a name ("Themes::Openness") do
not matter. Any other code is asked for in a file that is written for the author to fill in, in a
spreadsheet; nothing is guessed:

    code      the coder's own name of it
    means     a theme or direction, by id or label; `-` for "leave it out"

The file stands below data/restricted, because coders name codes with words that were said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers import paths, spreadsheets
from helpers.coding.segments import Segment
from helpers.errors import ArgumentError, BookError, Problem
from helpers.ledger import csv_files
from helpers.ledger.codebook import Codebook
from helpers.ledger.second_coding import CODED

FIELDS = ("code", "means")
LEFT_OUT = "-"

# The variable whose categories name some of the themes in the report's own words.
PRINTED_THEMES = "statement_theme"

# One coder's answers to one question: unit -> the codes given to it, never none.
Answers = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Coding:
    """All that coders said: by question (theme, direction) and coder, and where each unit is.

    Coders are numbered from 1 in the order of their names, so that no list has to name them.
    """

    answers: Mapping[str, Mapping[int, Answers]]
    segments: Mapping[str, Segment]
    synthetic: bool = False

    @property
    def coders(self) -> tuple[int, ...]:
        """The coders' numbers."""
        return tuple(self.answers["theme"])


def coded(segments: Sequence[Segment], codebook: Codebook, mapping: Path | None = None) -> Coding:
    """The segments' codes as themes and directions of the codebook.

    Raises `BookError` for codes that are neither, after writing them into `mapping` for the author
    to fill in; `InputError` for a line of `mapping` that cannot be used.
    """
    names = {name for segment in segments for name in segment.codes}
    meanings = _meanings(names, codebook, _read(mapping, codebook))
    unknown = sorted(names - set(meanings))
    if unknown:
        raise BookError(_ask(unknown, mapping, codebook))
    numbers = {
        name: number for number, name in enumerate(sorted({s.coder for s in segments}), start=1)
    }
    answers = {question: {number: {} for number in numbers.values()} for question in CODED}
    places: dict[str, Segment] = {}
    for segment in segments:
        known = places.setdefault(segment.unit, segment)
        if segment.speaker and not known.speaker:
            places[segment.unit] = segment
        for question, section in CODED.items():
            given = {meanings[name] for name in segment.codes} & set(codebook.labels[section])
            if given:
                of_coder = answers[question][numbers[segment.coder]]
                of_coder[segment.unit] = of_coder.get(segment.unit, frozenset()) | given
    return Coding(answers, places, any(segment.synthetic for segment in segments))


def plain(name: str) -> str:
    """A name as it is compared.

    >>> plain("  Opaque   FUNDING ")
    'opaque funding'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("ё", "е").split())


def known_names(codebook: Codebook) -> dict[str, str]:
    """Every name of a theme or direction, as compared, and its id; none that two of them have."""
    labels = {
        key: label for section in CODED.values() for key, label in codebook.labels[section].items()
    }
    found: dict[str, set[str]] = {}
    for key, label in labels.items():
        for name in (key, *label.values()):
            found.setdefault(plain(name), set()).add(key)
    printed = codebook.variables.get(PRINTED_THEMES)
    for key, label in (printed.categories if printed else {}).items():
        for name in label.values() if key in labels else ():
            found.setdefault(plain(name), set()).add(key)
    return {name: min(keys) for name, keys in found.items() if len(keys) == 1}


def _meanings(names: Iterable[str], codebook: Codebook, own: Mapping[str, str]) -> dict[str, str]:
    known = known_names(codebook)
    found = {}
    for name in names:
        whole, last = plain(name), plain(name.rpartition("::")[2])
        meaning = own.get(whole) or known.get(whole) or known.get(last)
        if meaning:
            found[name] = meaning
    return found


def _read(path: Path, codebook: Codebook) -> dict[str, str]:
    """The author's own names, as compared, and what they mean; nothing where there is no file."""
    if not path.exists():
        return {}
    rows, problems = csv_files.read_rows(path, FIELDS)
    known, found = known_names(codebook), {}
    for row in rows:
        means = row["means"].strip()
        meaning = LEFT_OUT if means == LEFT_OUT else known.get(plain(means), "")
        if means and not meaning:
            ids = [key for section in CODED.values() for key in codebook.labels[section]]
            message = f"{means!r} is no theme or direction; {csv_files.suggest(means, ids)}"
            problems.append(Problem(path.name, str(row.number), "means", message))
        found[plain(row["code"])] = meaning
    csv_files.raise_problems(path, problems)
    return found


def _ask(unknown: Collection[str], mapping: Path, codebook: Codebook) -> str:
    check_restricted(mapping)
    lines = []
    if mapping.exists():
        rows, _ = csv_files.read_rows(mapping, FIELDS)
        lines = [tuple(row.cells.values()) for row in rows]
    there = {plain(code) for code, _ in lines}
    lines += [(name, "") for name in unknown if plain(name) not in there]
    spreadsheets.write_csv(mapping, [FIELDS, *lines], marked=True)
    n_codes = f"{len(unknown)} codes are" if len(unknown) > 1 else "1 code is"
    return (
        f"{n_codes} no theme or direction of the codebook by name; say in {_shown(mapping)} what "
        "each of them is (or - to leave it out), and run this again; "
        + "; ".join(f"{kind}s: {', '.join(codebook.labels[CODED[kind]])}" for kind in CODED)
    )


def _shown(path: Path) -> str:
    """A file below data/restricted as a reader finds it."""
    below = path.resolve().relative_to(paths.RESTRICTED.resolve())
    return f"data/restricted/{below.as_posix()}"


def check_restricted(path: Path) -> None:
    """Raises `ArgumentError` for a file that would stand outside data/restricted."""
    if not path.resolve().is_relative_to(paths.RESTRICTED.resolve()):
        raise ArgumentError(
            f"{path.name}: what was said, and codes named with words that were said, stay below "
            "data/restricted; name a file there"
        )
