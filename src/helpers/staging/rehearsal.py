"""What kind of book it is, on every page of a staged one, whoever renders it.

A rehearsal has a banner below the title of each page, the book's title says what it is, and in
print the letters are behind the text of every page. A book from questionnaires says on each page
where its numbers are from, and has nothing behind the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookmaker.project.description import chapters_of
from bookmaker.project.lines import FRONT_MATTER
from bookmaker.project.notebooks import joined
from helpers import interface
from helpers.interface import marked
from helpers.synthetic.watermark import BANNER, MARK


@dataclass(frozen=True)
class Notice:
    """What each page says of the book: letters for its title, and a callout of a kind."""

    mark: str
    text: str
    kind: str = "note"
    is_behind_print: bool = False


REHEARSAL = Notice(MARK, BANNER, "warning", is_behind_print=True)
QUESTIONNAIRES = Notice(
    marked("Counted anew from the questionnaires"),
    marked(
        "Numbers are counted from the questionnaires wherever the rules of confidentiality let "
        "them out; all others stand as the report prints them. The part “From the questionnaires” "
        "has both side by side."
    ),
)

_TITLE = re.compile(r"\s*(# [^\n]*\n)?")


def mark_project(
    description: Mapping[str, Any], directory: Path, language: str, notice: Notice = REHEARSAL
) -> dict[str, Any]:
    """Put the banner on every staged page and return the description with the mark in it."""
    for chapter in chapters_of(description):
        path = directory / chapter.source
        if path.suffix == ".ipynb":
            path.write_text(_marked_notebook(path, language, notice), encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            path.write_text(with_banner(text, language, notice), encoding="utf-8")
    described = deepcopy(dict(description))
    book = described["book"]
    book["title"] = f"{book['title']} ({interface.text(notice.mark, language)})"
    if notice.is_behind_print:
        _mark_print(described, language)
    return described


def with_banner(text: str, language: str, notice: Notice = REHEARSAL) -> str:
    """A page with the banner after its head and title.

    >>> print(with_banner("# Title\\n\\nText\\n", "en").splitlines()[2])
    ::: {.callout-warning appearance="simple"}
    """
    front = FRONT_MATTER.match(text)
    end = _TITLE.match(text, front.end() if front else 0).end()
    return f"{text[:end].rstrip()}\n\n{banner(language, notice)}\n{text[end:]}"


def banner(language: str, notice: Notice = REHEARSAL) -> str:
    """The banner itself, a callout."""
    text = f"**{interface.text(notice.mark, language)}.** {interface.text(notice.text, language)}"
    return f'::: {{.callout-{notice.kind} appearance="simple"}}\n{text}\n:::\n'


def _marked_notebook(path: Path, language: str, notice: Notice) -> str:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    first["source"] = with_banner(joined(first["source"]), language, notice)
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
