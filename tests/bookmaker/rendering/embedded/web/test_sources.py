"""How to cite a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from bookmaker.project.description import Book, read_book
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.pandoc import texts
from bookmaker.rendering.embedded.web.sources import (
    bibtex,
    in_words,
    mark_languages,
    source_languages,
)
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


BIBLIOGRAPHY = """\
@report{voice,
  title = {Голос {гражданского} сектора},
  langid = {russian},
}

@article{wilson1927,
  year = {1927},
  langid = {english},
}

@misc{other,
  langid = {french},
}
"""
PAGE = '<div id="ref-voice" class="csl-entry">a</div><div id="ref-wilson1927" class="csl-entry">b'


def test_a_reference_in_another_language_says_so(tmp_path: Path) -> None:
    """Those in the book's own language need no mark."""
    (tmp_path / "a.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    book = SimpleNamespace(directory=tmp_path, bibliography=("a.bib",), language="en")
    marked = mark_languages(PAGE, book)
    assert marked == PAGE.replace(
        '"ref-voice" class="csl-entry"', r'"ref-voice" class="csl-entry" lang="ru"'
    )
    book.language = "ru"
    assert mark_languages(PAGE, book).count('lang="en"') == 1


def test_a_source_without_a_language_of_ours_has_none() -> None:
    """A language that no edition has is left to the reader's program."""
    assert source_languages(BIBLIOGRAPHY) == {"voice": "ru", "wilson1927": "en"}
