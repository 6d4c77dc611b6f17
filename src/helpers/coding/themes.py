"""Codes of a file as themes and directions of the codebook: by name, or by a small file.

A code is recognised by the id of a theme or direction or by any of its labels in the three
languages; capitals, spaces and the group that ATLAS.ti writes before a name ("Themes::Openness") do
not matter. Any other code is asked for in a file of this kind, which is written for the author to
fill in; nothing is guessed:

    codes:
      the coder's own name: opaque_funding    # id or label of a theme or direction
      a code of something else: "-"           # left out

The file stands below data/restricted, because coders name codes with words that were said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers import paths
from helpers.coding.segments import Segment
from helpers.errors import ArgumentError, BookError, InputError, Problem
from helpers.ledger.codebook import Codebook
from helpers.ledger.csv_files import suggest
from helpers.ledger.second_coding import CODED

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

    Raises `BookError` for codes that are neither, after writing those into `mapping`, if given, for
    the author to fill in; `InputError` for a line of `mapping` that cannot be used.
    """
    names = {name for segment in segments for name in segment.codes}
    meanings = _meanings(names, codebook, {} if mapping is None else _read(mapping, codebook))
    unknown = sorted(names - set(meanings))
    if unknown:
        raise BookError(_ask(unknown, mapping))
    numbers = {
        name: number for number, name in enumerate(sorted({s.coder for s in segments}), start=1)
    }
    answers = {question: {number: {} for number in numbers.values()} for question in CODED}
    places: dict[str, Segment] = {}
    for segment in segments:
        places.setdefault(segment.unit, segment)
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
    import yaml

    if not path.exists():
        return {}
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
        entries = dict(content["codes"] or {})
    except (yaml.YAMLError, ValueError, KeyError, TypeError, OSError):
        message = "no file of codes; write `codes:` and below it a line `name: theme` for each"
        raise InputError([Problem(path.name, "", "", message)]) from None
    known = known_names(codebook)
    found, problems = {}, []
    for number, (name, value) in enumerate(entries.items(), start=1):
        meaning = LEFT_OUT if value == LEFT_OUT else known.get(plain(str(value or "")), "")
        if value and not meaning:
            ids = [key for section in CODED.values() for key in codebook.labels[section]]
            message = f"{str(value)!r} is no theme or direction; {suggest(str(value), ids)}"
            problems.append(Problem(path.name, f"entry {number}", "codes", message))
        found[plain(str(name))] = meaning
    if problems:
        raise InputError(problems)
    return found


def _ask(unknown: Collection[str], mapping: Path | None) -> str:
    n_codes = f"{len(unknown)} codes are" if len(unknown) > 1 else "1 code is"
    fault = f"{n_codes} no theme or direction of the codebook by name"
    if mapping is None:
        return (
            f"{fault}; add --mapping data/restricted/<wave>/codes.yaml, where they are listed for "
            "you to say which theme or direction each one is"
        )
    import yaml

    check_restricted(mapping)
    entries = {}
    if mapping.exists():
        entries = yaml.safe_load(mapping.read_text(encoding="utf-8-sig"))["codes"] or {}
    entries |= {name: entries.get(name) for name in unknown}
    head = (
        "# The theme or direction of each code: an id or label of the codebook, or - for neither.\n"
    )
    body = yaml.safe_dump({"codes": entries}, allow_unicode=True, sort_keys=False, width=1000)
    mapping.parent.mkdir(parents=True, exist_ok=True)
    mapping.write_text(head + body, encoding="utf-8")
    return f"{fault}; say in {mapping.name} what each of them is (or -), and run this again"


def check_restricted(path: Path) -> None:
    """Raises `ArgumentError` for a file that would stand outside data/restricted."""
    if not path.resolve().is_relative_to(paths.RESTRICTED.resolve()):
        raise ArgumentError(
            f"{path.name}: what was said, and codes named with words that were said, stay below "
            "data/restricted; name a file there"
        )
