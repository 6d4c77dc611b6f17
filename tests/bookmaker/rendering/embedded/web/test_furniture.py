"""Ways through the site."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.project.description import read_book
from bookmaker.project.language import LANGUAGES, words_of
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Heading, Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.pandoc import texts
from bookmaker.rendering.embedded.web import ASSETS
from bookmaker.rendering.embedded.web.furniture import (
    chapters,
    colophon,
    contents,
    downloads,
    neighbours,
    script_words,
)
from tests.cases.small_books import write_project

LEVELS = st.lists(st.integers(2, 5), max_size=12)


def leaf(name: str, number: str = "") -> Leaf:
    """A page called like its file."""
    page = Page(f"{name}.qmd", ())
    return Leaf(page, f"{name}.html", [], title=texts(f"{name} & co"), number=number)


BOOK = [leaf("index"), leaf("n/one", "1"), leaf("n/two", "2")]


@given(LEVELS)
def test_a_table_of_contents_lists_every_heading_once(levels: list[int]) -> None:
    """However levels jump, the lists are well nested and in order."""
    headings = [Heading(level, f"h{i}", "", f"t{i}") for i, level in enumerate(levels)]
    html = contents(headings, 5)
    assert html.count("<ul>") == html.count("</ul>")
    assert html.count("<li>") == html.count("</li>") == len(levels)
    links = BeautifulSoup(html, "html.parser").find_all("a")
    assert [link["href"] for link in links] == [f"#{heading.identifier}" for heading in headings]


def test_deeper_headings_than_asked_for_are_left_out() -> None:
    """`toc-depth` counts heading levels."""
    assert "deep" not in contents([Heading(2, "a", "1.1", "A"), Heading(4, "deep", "", "B")], 3)


def test_the_page_being_read_is_marked() -> None:
    """Exactly one entry is current, and links are relative to the page."""
    html = BeautifulSoup(chapters(BOOK, BOOK[1]), "html.parser")
    assert [a["href"] for a in html.find_all("a")] == ["../index.html", "one.html", "two.html"]
    assert [a["href"] for a in html.find_all("a", attrs={"aria-current": "page"})] == ["one.html"]
    assert "n/one & co" in html.get_text()


def test_neighbours_end_with_the_book() -> None:
    """The first page has no page before it, the last none after."""
    rels = [
        [
            a["rel"][0]
            for a in BeautifulSoup(neighbours(BOOK, page, words=words_of("en")), "html.parser")("a")
        ]
        for page in BOOK
    ]
    assert rels == [["next"], ["prev", "next"], ["prev"]]


@pytest.mark.parametrize("language", sorted(path.stem for path in LANGUAGES.iterdir()))
def test_scripts_get_every_word_they_say(language: str) -> None:
    """A word that book.js asks for and does not get would be shown as "undefined"."""
    given = json.loads(script_words(words_of(language)))
    script = (ASSETS / "book.js").read_text(encoding="utf-8")
    assert all(f'"{key}"' in script or f"words.{key}" in script for key in given)
    assert script_words({**words_of(language), "copy": "</script>"}).count("</script>") == 0


def test_the_book_is_offered_in_its_formats(tmp_path: Path) -> None:
    """Each download leads from the page to the file at the top."""
    book = read_book(write_project(tmp_path, {"index.qmd": "# A"}, downloads=["pdf", "epub"]))
    leaf = Leaf(Page("n/a.qmd", ()), "n/a.html", [])
    links = BeautifulSoup(downloads(book, leaf), "html.parser").find_all("a")
    assert [link["href"] for link in links] == ["../small.pdf", "../small.epub"]


def test_the_colophon_says_of_which_day_the_sources_are(tmp_path: Path) -> None:
    """The date is the sources', in the page's language; without one the line ends earlier."""
    book = read_book(write_project(tmp_path, {"index.qmd": "# A"}, lang="ru"))
    said = colophon(book, Imprint("Собрано", date(2026, 3, 1)))
    assert "1 марта 2026" in said
    assert colophon(book, Imprint("x")).endswith(".</p>")


def test_the_script_is_small_and_asks_nobody() -> None:
    """Under 12 kB, and no address of another host in it."""
    script = (ASSETS / "book.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 12_000
    assert "//" not in script.replace("// ", "")
