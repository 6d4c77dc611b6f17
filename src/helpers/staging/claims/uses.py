"""Where does the book use a printed number? In which section, figure and table.

Read off the staged pages, so that a sentence that names a number and a figure that draws it are
found without being listed: `{{< var name >}}` in prose, and the claims in a figure's data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bookmaker.project import shortcodes
from bookmaker.project.lines import FRONT_MATTER, Line, lines_of, outside_code
from bookmaker.project.notebooks import STAGED_TAG, joined, read_notebook
from helpers.staging.claims.links import HEADING, LedgerEntry, entry_of
from helpers.staging.figures.files import Listed, plain

_IDENTIFIER = re.compile(r"#(?P<id>[\w:.-]+)")


@dataclass(frozen=True)
class Prose:
    """The Markdown of one staged page, without its code."""

    page: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A section whose prose gives a number.

    page       source of the page, such as "notebooks/01_sector_picture.ipynb"
    title      title of the page as plain text
    anchor     id of the nearest heading above; empty when the page begins without one
    heading    that heading as plain text
    """

    page: str
    title: str
    anchor: str
    heading: str


@dataclass(frozen=True)
class Drawn:
    """A figure or table that draws a number: its label, its title, and the source of its page."""

    label: str
    title: str
    page: str


@dataclass(frozen=True)
class Use:
    """Everything in the book that uses one claim, in the order of the book."""

    prose: tuple[Section, ...] = ()
    floats: tuple[Drawn, ...] = ()


def staged_prose(directory: Path, sources: Iterable[str]) -> tuple[Prose, ...]:
    """The prose of pages of a staged project; what staging added below figures is left out."""
    return tuple(
        Prose(source, tuple(outside_code(_lines(directory / source, source)))) for source in sources
    )


def _lines(path: Path, source: str) -> tuple[Line, ...]:
    if path.suffix != ".ipynb":
        return lines_of(FRONT_MATTER.sub("", path.read_text(encoding="utf-8")), source)
    cells = [
        joined(cell["source"])
        for cell in read_notebook(path, source)["cells"]
        if cell["cell_type"] == "markdown"
        and STAGED_TAG not in (cell.get("metadata") or {}).get("tags", ())
    ]
    return lines_of("\n\n".join(cells), source)


def uses(
    prose: Iterable[Prose],
    floats: Iterable[Listed],
    entries: Mapping[str, LedgerEntry],
) -> dict[str, Use]:
    """Where is each number used? By the name of its entry; what the book does not use is absent.

    A section is named once however often it uses a number.
    """
    sections: dict[str, list[Section]] = {}
    drawn: dict[str, list[Drawn]] = {}
    for page in prose:
        for section, name in _names(page):
            if entry := entry_of(name, entries):
                sections.setdefault(entry.name, []).append(section)
    for listed in floats:
        for claim_id in listed.claims:
            each = Drawn(listed.label, listed.title, listed.source)
            drawn.setdefault(claim_id, []).append(each)
    return {
        name: Use(
            tuple(dict.fromkeys(sections.get(name, ()))),
            tuple(dict.fromkeys(drawn.get(name, ()))),
        )
        for name in {**sections, **drawn}
    }


def _names(page: Prose) -> Iterator[tuple[Section, str]]:
    """Every variable of a page with the section it stands in."""
    title, anchor, heading = "", "", ""
    taken: dict[str, int] = {}
    for line in page.lines:
        if match := HEADING.match(line.text):
            heading = plain(match["text"])
            anchor = _anchor(match, taken)
            title = title or heading
        for found in shortcodes.find(line):
            words = found["body"].split()
            if words[:1] == ["var"] and len(words) > 1:
                yield Section(page.page, title, anchor, heading), words[1]


def _anchor(heading: re.Match[str], taken: dict[str, int]) -> str:
    """A heading's own id, else the one that Pandoc makes of its text."""
    own = _IDENTIFIER.search(heading["attributes"] or "")
    if own:
        return own["id"]
    automatic = automatic_id(plain(heading["text"]))
    taken[automatic] = taken.get(automatic, -1) + 1
    return f"{automatic}-{taken[automatic]}" if taken[automatic] else automatic


def automatic_id(text: str) -> str:
    """The id that Pandoc gives a heading that has none of its own.

    >>> automatic_id("2. What it can, and cannot, carry")
    'what-it-can-and-cannot-carry'
    """
    kept = re.sub(r"[^\w\s.-]", "", text.lower())
    return re.sub(r"^[\W\d_]+", "", re.sub(r"\s+", "-", kept.strip())) or "section"
