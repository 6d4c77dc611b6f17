"""Each aspect finds what is planted in a book that has none of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from helpers.review.faults import Built, faults_of, read_built

CHAPTER = "notebooks/01_sector.html"


@pytest.fixture(scope="module")
def built(book: Path, site: Path) -> Built:
    """The fixture book; its description has no keywords, so they are given here."""
    found = read_built(book, site)
    return replace(found, documents={"pdf": replace(found.documents["pdf"], keywords="k")})


def paper(**changes: object) -> Callable[[Built], Built]:
    """The book with another PDF."""
    return lambda built: replace(
        built, documents={"pdf": replace(built.documents["pdf"], **changes)}
    )


def page(old: str, new: str) -> Callable[[Built], Built]:
    """The book with another chapter."""

    def change(built: Built) -> Built:
        html = str(built.pages[CHAPTER])
        assert old in html
        changed = BeautifulSoup(html.replace(old, new), "html.parser")
        return replace(built, pages={**built.pages, CHAPTER: changed})

    return change


def translated(built: Built) -> Built:
    """The same English text as the Kazakh edition."""
    pages = {
        name: BeautifulSoup(str(page).replace('lang="en"', 'lang="kk"'), "html.parser")
        for name, page in built.pages.items()
    }
    return replace(built, book=replace(built.book, language="kk"), pages=pages)


def test_a_whole_book_has_no_fault(built: Built) -> None:
    """Nothing is found where nothing is wrong."""
    assert [faults for faults in faults_of(built).values() if faults] == []


@pytest.mark.parametrize(
    ("change", "aspect", "says"),
    [
        (paper(title="Other"), "title, authors and credits", "pdf: its title is 'Other'"),
        (paper(authors=""), "title, authors and credits", "pdf: its authors are ''"),
        (paper(words=""), "title, authors and credits", "pdf: 'A fund paid.' is missing"),
        (paper(language=""), "language, keywords and dates", "pdf: its language is ''"),
        (paper(keywords=""), "language, keywords and dates", "pdf: has no keywords"),
        (paper(date="D:1970"), "language, keywords and dates", "pdf: its date is D:1970"),
        (paper(pictures=("",)), "pictures without words or without PNG", "1 of 1 pictures"),
        (paper(vector_only=2), "pictures without words or without PNG", "2 pictures are SVG only"),
        (paper(heads=("Chapter 6.",)), "chapters and running heads", "a running head 'Chapter 6.'"),
        (paper(headings=("Index",)), "chapters and running heads", "its heading 'Index'"),
        (paper(words=""), "cells of tables lost on paper", f"pdf: {CHAPTER}#tbl-"),
        (paper(overlaps=("page 2: 9 words",)), "words that lie on each other", "pdf, page 2: 9"),
        (page(' alt="', ' data-alt="'), "pictures without words or without PNG", "has no words"),
        (translated, "English words", "index.html: "),
    ],
)
def test_what_is_wrong_is_found(
    built: Built, change: Callable[[Built], Built], aspect: str, says: str
) -> None:
    """Each fault is in its aspect, with the file or the page."""
    found = faults_of(change(built))[aspect]
    assert any(says in fault for fault in found), found
