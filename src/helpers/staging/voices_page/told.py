"""In which chapters is a voice told, and where on the page? Read off the staged chapters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bookmaker.project.notebooks import joined, read_notebook
from helpers.paths import VOICES_PAGE
from helpers.staging.claims.links import HEADING
from helpers.staging.figures.files import plain

# What `helpers.chapters.voices.show_quotes` writes: the id of a list, and links to its voices.
_LIST = re.compile(r"\{#(?P<id>quotes-[\w-]+)\}")
_LINK = re.compile(rf"\]\((?:\.\./)*{re.escape(VOICES_PAGE)}#voice-(?P<id>\w+)")


class Told(NamedTuple):
    """A place that tells a voice: an address in the project, and the title of its page."""

    address: str
    title: str


def told(directory: Path, sources: Iterable[str]) -> dict[str, tuple[Told, ...]]:
    """Where do the notebooks of a staged project tell each voice? By its id; each page once."""
    found: dict[str, dict[str, Told]] = {}
    for source in sources:
        if source.endswith(".ipynb"):
            for quote_id, place in _told_in(directory / source, source):
                found.setdefault(quote_id, {}).setdefault(source, place)
    return {quote_id: tuple(places.values()) for quote_id, places in found.items()}


def _told_in(path: Path, source: str) -> Iterator[tuple[str, Told]]:
    title, anchor = "", ""
    for text in _texts(path, source):
        for line in text.splitlines():
            heading = HEADING.match(line)
            if heading and not title:
                title = plain(heading["text"])
            if listed := _LIST.search(line):
                anchor = listed["id"]
            for link in _LINK.finditer(line):
                yield link["id"], Told(f"{source}#{anchor}" if anchor else source, title)
        anchor = ""


def _texts(path: Path, source: str) -> Iterator[str]:
    """What the cells of a notebook say, and what their code shows."""
    for cell in read_notebook(path, source)["cells"]:
        if cell["cell_type"] == "markdown":
            yield joined(cell["source"])
        for output in cell.get("outputs", ()):
            yield joined(output.get("data", {}).get("text/markdown", ""))
