"""Pandoc with one of the book's filters, in a directory with the words that filters read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from bookmaker.project import pandoc
from bookmaker.project.language import words_of

FILTERS = Path(pandoc.__file__).parents[1] / "filters"


def facts(language: str = "en", **changes: Any) -> dict[str, Any]:
    """What staging writes for filters."""
    return {
        "language": language,
        "title": "A book",
        "subtitle": "",
        "authors": ["A. Author"],
        "date": "",
        "credits": ["The study: A.", "A fund paid.", "CC BY."],
        "keywords": ["water"],
        "words": words_of(language),
        "sources": "Sources as of May 1, 2026",
        "identifier": "urn:uuid:1",
        "editions": [],
        "parts": {},
        "scripts": [],
        "pages": {},
        **changes,
    }


def filtered(directory: Path, text: str, name: str, to: str, *, about: dict[str, Any]) -> str:
    """A Markdown text in a format of text, through a filter."""
    return _pandoc(directory, text, name, ["--to", to], about=about)


def packed(
    directory: Path, text: str, name: str, product: str, *, about: dict[str, Any]
) -> dict[str, bytes]:
    """The files within a DOCX or EPUB of a Markdown text, through a filter."""
    _pandoc(directory, text, name, ["--output", product], about=about)
    with zipfile.ZipFile(directory / product) as file:
        return {each: file.read(each) for each in file.namelist()}


def _pandoc(
    directory: Path, text: str, name: str, arguments: list[str], *, about: dict[str, Any]
) -> str:
    (directory / "_book.json").write_text(json.dumps(about), encoding="utf-8")
    fixed = ["--from", "markdown", "--wrap=none", "--metadata=title:A book"]
    return pandoc.run(
        text, [*fixed, f"--lua-filter={FILTERS / name}", *arguments], directory=directory
    )
