"""The texts of the book as their translators see them, in one catalogue for each page.

A page is a notebook (its Markdown cells, and the captions and alternative texts in the heads of its
code cells), a `.qmd` file, or the book's own description `_quarto.yml` (title, subtitle, footer,
keywords). The notes of `claims.csv`, and what the code itself says (`source_texts`), have
catalogues of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bookmaker.project import yaml_text
from bookmaker.project.description import FOOTER_SIDES, read_description
from bookmaker.project.lines import read_text
from bookmaker.project.notebooks import read_notebook
from helpers import paths
from helpers.interface import CATALOGUE
from helpers.ledger import csv_files
from helpers.translation.segments import replaced, segments_of
from helpers.translation.source_texts import PATTERNS, texts_in

# Book-wide texts are in a catalogue of this name.
BOOK = "book"
# The ledger's notes on printed numbers are in a catalogue of this name.
CLAIMS = "claims"
OPTIONS = {"fig-cap": "caption", "tbl-cap": "caption", "fig-alt": "alt"}
_OPTION = re.compile(r"^#\| (?P<key>fig-cap|tbl-cap|fig-alt): *(?P<value>.+)$", re.MULTILINE)
# Where the code is whose own texts are translated.
SOURCES = ("src",)
# Keys of `_quarto.yml` that readers see.
_BOOK_TEXTS = (
    ("book", "title"),
    ("book", "subtitle"),
    ("book", "author"),
    *(("book", "page-footer", side) for side in FOOTER_SIDES),
)
_KEYWORDS = ("format", "typst", "keywords")

Translate = Callable[[str, str], str]


@dataclass(frozen=True)
class Entry:
    """A text to translate, what it is (heading, caption, …), and where it stands."""

    text: str
    kind: str
    place: str
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others of its catalogue."""
        return self.context, self.text


@dataclass(frozen=True)
class Source:
    """The files that the texts of a page are read from, some of which may be missing, and how."""

    files: tuple[Path, ...]
    texts: Callable[[], list[Entry]]


def entries(root: Path = paths.ROOT) -> dict[str, list[Entry]]:
    """Every page's texts, by the name of its catalogue, in the order of the page."""
    found = {page: source.texts() for page, source in sources(root).items()}
    return {page: texts for page, texts in found.items() if texts or page != CLAIMS}


def sources(root: Path = paths.ROOT) -> dict[str, Source]:
    """What the texts of every page are read from, by the name of its catalogue, in their order."""
    described = (root / "_quarto.yml", root / "_quarto-microdata.yml")
    found = {BOOK: Source(described, lambda: _book_entries(*described))}
    for path in sorted(root.glob("*.qmd")):
        found[path.stem] = Source((path,), partial(_page_entries, path))
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        found[path.stem] = Source((path,), lambda path=path: list(_notebook_entries(path)))
    code = tuple(_code(root))
    found[CATALOGUE] = Source(code, lambda: list(_source_entries(root, code)))
    ledger = root / "data" / "published" / "claims.csv"
    found[CLAIMS] = Source((ledger,), lambda: list(_note_entries(root, ledger)))
    return found


def translated_page(text: str, translate: Translate) -> str:
    """A `.qmd` page in another language."""
    return replaced(text, lambda segment: translate(segment.text, segment.kind))


def translated_notebook(notebook: Mapping[str, Any], translate: Translate) -> dict[str, Any]:
    """A notebook with translated prose, captions and alternative texts; code stays as it is."""
    return {**notebook, "cells": [_translated_cell(c, translate) for c in notebook["cells"]]}


def translated_book(description: Mapping[str, Any], translate: Translate) -> dict[str, Any]:
    """The book's description with its texts translated."""
    result = json.loads(json.dumps(description))
    for *parents, key in _BOOK_TEXTS:
        holder = _below(result, parents)
        if holder and isinstance(holder.get(key), str):
            holder[key] = translate(holder[key], "book")
    for part in _parts(result):
        part["part"] = translate(part["part"], "book")
    for name in ("typst", "docx", "epub"):
        holder = _below(result, ["format", name])
        if holder and "keywords" in holder:
            holder["keywords"] = [translate(word, "book") for word in holder["keywords"]]
    return result


def _translated_cell(cell: Mapping[str, Any], translate: Translate) -> dict[str, Any]:
    whole = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return {**cell, "source": translated_page(whole, translate)}
    if cell["cell_type"] != "code":
        return dict(cell)

    def option(match: re.Match[str]) -> str:
        source = yaml_text.load(match["value"], f"#| {match['key']}")
        text = translate(source, OPTIONS[match["key"]])
        if text == source:
            return match[0]
        return f"#| {match['key']}: {json.dumps(text, ensure_ascii=False)}"

    return {**cell, "source": _OPTION.sub(option, whole)}


def _code(root: Path) -> list[Path]:
    folders = [root / folder for folder in SOURCES]
    return [
        path
        for folder in folders
        for path in sorted(path for pattern in PATTERNS for path in folder.rglob(pattern))
    ]


def _source_entries(root: Path, code: Iterable[Path]) -> Iterator[Entry]:
    for path in code:
        file = path.relative_to(root).as_posix()
        # Without its line: code that moves is no change of a text.
        for context, text in texts_in(path, file):
            yield Entry(text, "", file, context)


def _note_entries(root: Path, path: Path) -> Iterator[Entry]:
    if path.is_file():
        # Only its notes are needed: `ledger.claims` checks the rest and needs the codebook.
        rows = csv_files.records(path)
        _, header = next(rows, (1, []))
        notes = [dict(zip(header, cells, strict=False)).get("note") for _, cells in rows]
        place = path.relative_to(root).as_posix()
        yield from (Entry(note, "note", place) for note in dict.fromkeys(notes) if note)


def _notebook_entries(path: Path) -> Iterator[Entry]:
    cells = read_notebook(path, f"notebooks/{path.name}")["cells"]
    for number, cell in enumerate(cells, start=1):
        source, place = "".join(cell["source"]), f"notebooks/{path.name}:{number}"
        if cell["cell_type"] == "markdown":
            for segment in segments_of(source):
                yield Entry(segment.text, segment.kind, place)
        elif cell["cell_type"] == "code":
            for match in _OPTION.finditer(source):
                yield Entry(yaml_text.load(match["value"], place), OPTIONS[match["key"]], place)


def _page_entries(path: Path) -> list[Entry]:
    text = read_text(path, path.name)
    return [
        Entry(each.text, each.kind, f"{path.name}:{text.count(chr(10), 0, each.start) + 1}")
        for each in segments_of(text)
    ]


def _book_entries(path: Path, more: Path) -> list[Entry]:
    description = read_description(path)
    texts = [_below(description, parents).get(key, "") for *parents, key in _BOOK_TEXTS]
    texts += [part["part"] for part in _parts(description)]
    if more.is_file():
        added = read_description(more)
        texts += [part["part"] for part in _parts(added)]
    texts += _below(description, list(_KEYWORDS[:-1])).get(_KEYWORDS[-1], [])
    return [Entry(text, "book", "_quarto.yml") for text in texts if text]


def _parts(description: Mapping[str, Any]) -> list[dict[str, Any]]:
    listed = _below(description, ["book"]).get("chapters") or []
    return [entry for entry in listed if isinstance(entry, dict) and entry.get("part")]


def _below(content: Any, keys: list[str]) -> dict[str, Any]:
    for key in keys:
        content = content.get(key) if isinstance(content, dict) else None
    return content if isinstance(content, dict) else {}
