"""The mark of a rehearsal on every page of a staged book, whoever renders it.

A banner stands below the title of each page, the book's title says what it is, and in print the
letters are behind the text of every page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from bookmaker.project.description import chapters_of
from bookmaker.project.lines import FRONT_MATTER
from bookmaker.project.notebooks import joined
from helpers import interface
from helpers.synthetic.watermark import BANNER, MARK

_TITLE = re.compile(r"\s*(# [^\n]*\n)?")


def mark_project(description: Mapping[str, Any], directory: Path, language: str) -> dict[str, Any]:
    """Put the banner on every staged page and return the description with the mark in it."""
    for chapter in chapters_of(description):
        path = directory / chapter.source
        if path.suffix == ".ipynb":
            path.write_text(_marked_notebook(path, language), encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            path.write_text(with_banner(text, language), encoding="utf-8")
    marked = deepcopy(dict(description))
    book = marked["book"]
    book["title"] = f"{book['title']} ({interface.text(MARK, language)})"
    _mark_print(marked, language)
    return marked


def with_banner(text: str, language: str) -> str:
    """A page with the banner after its head and title.

    >>> print(with_banner("# Title\\n\\nText\\n", "en").splitlines()[2])
    ::: {.callout-warning appearance="simple"}
    """
    front = FRONT_MATTER.match(text)
    end = _TITLE.match(text, front.end() if front else 0).end()
    return f"{text[:end].rstrip()}\n\n{banner(language)}\n{text[end:]}"


def banner(language: str) -> str:
    """The banner itself, a callout."""
    text = f"**{interface.text(MARK, language)}.** {interface.text(BANNER, language)}"
    return f'::: {{.callout-warning appearance="simple"}}\n{text}\n:::\n'


def _marked_notebook(path: Path, language: str) -> str:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    first["source"] = with_banner(joined(first["source"]), language)
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _mark_print(description: dict[str, Any], language: str) -> None:
    """Letters behind every page of the PDF."""
    typst = description.get("format", {}).get("typst")
    if not isinstance(typst, dict):
        return
    before = typst.setdefault("include-before-body", {})
    if isinstance(before, dict):
        before["text"] = before.get("text", "") + page_mark(language)


def page_mark(language: str) -> str:
    """Typst for letters behind the text of every page."""
    return (
        '#set page(background: rotate(-38deg, text(26pt, weight: "bold", '
        f'fill: rgb("#8a1c0030"), [{interface.text(MARK, language)}])))\n'
    )
