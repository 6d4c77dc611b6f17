"""The mark of a rehearsal on every page of a staged book."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.project.notebooks import joined, read_notebook
from helpers.staging.rehearsal import QUESTIONNAIRES, mark_project, page_mark, with_banner
from tests.cases.small_books import code, markdown, write_notebook

MARK = "SYNTHETIC ROWS, NO RESPONDENTS"
BANNER = '::: {.callout-warning appearance="simple"}'
DESCRIPTION = {
    "project": {"type": "book"},
    "book": {"title": "Small", "chapters": ["index.qmd", "notebooks/01.ipynb"]},
    "format": {"html": {}, "typst": {"include-before-body": {"text": "#set text(9pt)\n"}}},
}


@pytest.mark.parametrize(
    ("page", "before"),
    [
        ("# Title {#sec-a}\n\nText\n", "# Title {#sec-a}"),
        ("---\nlang: en\n---\n\n# Title\n\nText\n", "---\nlang: en\n---\n\n# Title"),
        ("Text\n", ""),
    ],
)
def test_the_banner_stands_below_the_title(page: str, before: str) -> None:
    """Whatever a page begins with, its text follows."""
    marked = with_banner(page, "en")
    assert marked.startswith(f"{before}\n\n{BANNER}\n**{MARK}.** Rehearsal on synthetic")
    assert marked.rpartition("\n:::\n")[2].strip() == "Text"


@pytest.fixture
def marked(tmp_path: Path) -> dict:
    """A project of a page and a notebook, marked; its description."""
    (tmp_path / "index.qmd").write_text("# Front\n\nText\n", encoding="utf-8")
    cells = [code("setup()"), markdown("# One\n\nFirst"), markdown("Second")]
    write_notebook(tmp_path / "notebooks" / "01.ipynb", *cells)
    return mark_project(DESCRIPTION, tmp_path, "en")


def test_every_page_carries_the_banner_once(tmp_path: Path, marked: dict) -> None:
    """Of a notebook the first Markdown cell, below the chapter's title."""
    assert marked["book"]["chapters"] == DESCRIPTION["book"]["chapters"]
    assert (tmp_path / "index.qmd").read_text(encoding="utf-8").count(MARK) == 1
    cells = read_notebook(tmp_path / "notebooks" / "01.ipynb", "01.ipynb")["cells"]
    sources = [joined(cell["source"]) for cell in cells]
    assert [source.count(MARK) for source in sources] == [0, 1, 0]
    assert sources[1].startswith(f"# One\n\n{BANNER}\n")


def test_title_and_print_say_it_too(marked: dict) -> None:
    """What stood before the pages of the PDF stays; the description given is left as it was."""
    assert marked["book"]["title"] == f"Small ({MARK})"
    before = marked["format"]["typst"]["include-before-body"]["text"]
    assert before == "#set text(9pt)\n" + page_mark("en")
    assert DESCRIPTION["book"]["title"] == "Small"


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_mark_is_in_the_books_language(language: str) -> None:
    """Behind the text of every page."""
    assert (MARK in page_mark(language)) == (language == "en")
    assert page_mark(language).startswith("#set page(background: rotate(")


def test_a_book_from_questionnaires_says_so_and_has_no_letters(tmp_path: Path) -> None:
    """A note on every page, nothing behind the print."""
    (tmp_path / "index.qmd").write_text("# Front\n\nText\n", encoding="utf-8")
    description = {**DESCRIPTION, "book": {"title": "Small", "chapters": ["index.qmd"]}}
    found = mark_project(description, tmp_path, "en", QUESTIONNAIRES)
    page = (tmp_path / "index.qmd").read_text(encoding="utf-8")
    assert page.startswith('# Front\n\n::: {.callout-note appearance="simple"}\n**Counted anew')
    assert found["book"]["title"] == "Small (Counted anew from the questionnaires)"
    assert found["format"] == DESCRIPTION["format"]
    assert MARK not in page
