"""How to cite a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bookmaker.project.description import Book, read_book
from bookmaker.project.pandoc import texts
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.web.how_to_cite import bibtex, in_words
from tests.cases.small_books import write_project

DAY = date(2026, 3, 1)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book by an organisation."""
    pages = {"index.qmd": "# A", "n/needs.qmd": "# B"}
    return read_book(write_project(tmp_path, pages, author="R & D team", subtitle="A <b>book</b>"))


def leaf(number: str = "2") -> Leaf:
    """A chapter."""
    page = Page("n/needs.qmd", ())
    return Leaf(page, "n/needs.html", [], title=texts("Needs & wants"), number=number)


def test_a_chapter_is_cited_in_its_book(book: Book) -> None:
    """Who, when, what, where; a chapter without a number has none."""
    said = in_words(book, leaf(), is_front=False, day=DAY)
    assert said == "R & D team (2026). Needs & wants. In: Small: A <b>book</b>, chapter 2."
    assert in_words(book, leaf(""), is_front=False, day=None).endswith("A <b>book</b>.")


def test_the_front_page_is_cited_as_the_book(book: Book) -> None:
    """No chapter, no "In"."""
    assert in_words(book, leaf(""), is_front=True, day=DAY) == (
        "R & D team (2026). Small: A <b>book</b>."
    )
    assert bibtex(book, leaf(""), is_front=True, day=DAY).startswith("@book{small-needs,")


def test_the_book_says_whose_study_it_tells(tmp_path: Path) -> None:
    """The left part of the footer, in words and as a note; a chapter's reference stays short."""
    footer = {"left": "The study: A. Author & co.", "right": "Ours."}
    site = write_project(tmp_path, {"index.qmd": "# A"}, **{"page-footer": footer})
    book = read_book(site)
    assert in_words(book, leaf(), is_front=True, day=None) == "Small. The study: A. Author & co."
    assert r"note = {The study: A. Author \& co.}" in bibtex(book, leaf(), is_front=True, day=None)
    assert "Author" not in in_words(book, leaf(), is_front=False, day=None)


def test_bibtex_is_safe_for_tex(book: Book) -> None:
    """Names of organisations stay in one piece, and special characters are escaped."""
    lines = bibtex(book, leaf(), is_front=False, day=DAY).split("\n")
    assert lines == [
        "@incollection{small-needs,",
        r"  author = {{R \& D team}},",
        r"  title = {Needs \& wants},",
        "  booktitle = {Small: A <b>book</b>},",
        "  chapter = {2},",
        "  year = {2026}",
        "}",
    ]
