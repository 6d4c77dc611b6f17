"""What stands around the text of a page."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.project.description import Book, read_book
from bookmaker.project.language import LANGUAGES, words_of
from bookmaker.project.pandoc import texts
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Heading, Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.web import THEME
from bookmaker.rendering.embedded.web.page import (
    ASSETS,
    Site,
    colophon,
    contents,
    page_html,
    script_words,
)
from tests.cases.small_books import write_project

LEVELS = st.lists(st.integers(2, 5), max_size=12)


def leaf(name: str, number: str = "", part: str = "") -> Leaf:
    """A page called like its file."""
    page = Page(f"{name}.qmd", ())
    title = texts(f"{name} & co")
    return Leaf(page, f"{name}.html", [], title=title, number=number, part=part)


BOOK = [leaf("index"), leaf("n/one", "1", "R & D"), leaf("n/two", "2", "R & D")]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book that is offered in two formats, by an organisation."""
    pages = {"index.qmd": "# A", "n/one.qmd": "# B", "n/two.qmd": "# C"}
    about = {"author": "R & D team", "subtitle": "A <b>book</b>", "downloads": ["pdf", "epub"]}
    return read_book(write_project(tmp_path, pages, **about))


def page(book: Book, leaf: Leaf, *, day: date | None = None) -> BeautifulSoup:
    """A page of that book, parsed."""
    site = Site(book, BOOK, ["site_libs/book.css", "site_libs/book.js"], Imprint("Made", day))
    return BeautifulSoup(page_html(site, leaf, "<p id='own'>text</p>"), "html.parser")


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


def test_the_page_being_read_is_marked(book: Book) -> None:
    """Exactly one entry is current, and links are relative to the page."""
    chapters = page(book, BOOK[1]).select_one("#quarto-sidebar ul")
    assert [a["href"] for a in chapters.find_all("a")] == ["../index.html", "one.html", "two.html"]
    current = chapters.find_all("a", attrs={"aria-current": "page"})
    assert [a["href"] for a in current] == ["one.html"]
    assert "n/one & co" in chapters.get_text()


@pytest.mark.parametrize("menu", ["#quarto-sidebar", ".menu"])
def test_a_part_names_its_chapters_wherever_they_are_listed(book: Book, menu: str) -> None:
    """The front page stands before all parts, and in the list itself."""
    entries = page(book, BOOK[0]).select(f"{menu} ul:not(.downloads, ul ul) > li")
    assert [entry.find(["a", "span"]).get_text() for entry in entries] == ["index & co", "R & D"]
    links = [[link["href"] for link in entry.select(":scope > ul a")] for entry in entries]
    assert links == [[], ["n/one.html", "n/two.html"]]


def test_neighbours_end_with_the_book(book: Book) -> None:
    """The first page has no page before it, the last none after, for readers and for programs."""
    pages = [page(book, leaf) for leaf in BOOK]
    wanted = [["next"], ["prev", "next"], ["prev"]]
    rels = [[a["rel"][0] for a in each.select(".page-navigation a")] for each in pages]
    heads = [[a["rel"][0] for a in each.select("link[rel=prev], link[rel=next]")] for each in pages]
    assert rels == heads == wanted


def test_text_of_the_book_is_shown_and_not_obeyed(book: Book) -> None:
    """A title with a tag in it is text everywhere, the way to cite it included."""
    front = page(book, BOOK[0], day=date(2026, 3, 1))
    assert front.find("b") is None
    assert front.select_one(".subtitle").get_text() == "A <b>book</b>"
    assert front.select_one(".copyable").get_text() == "R & D team (2026). Small: A <b>book</b>."


def test_a_chapters_own_text_stands_as_it_is(book: Book) -> None:
    """It is HTML already."""
    assert page(book, BOOK[1]).select_one("main p#own").get_text() == "text"


@pytest.mark.parametrize("language", sorted(path.stem for path in LANGUAGES.iterdir()))
def test_scripts_get_every_word_they_say(language: str) -> None:
    """A word that a script asks for and does not get would be shown as "undefined"."""
    given = json.loads(script_words(words_of(language)))
    scripts = (ASSETS / "book.js", THEME / "enlarge.js")
    script = "".join(path.read_text(encoding="utf-8") for path in scripts)
    assert all(f'"{key}"' in script or f"words.{key}" in script for key in given)
    assert script_words({**words_of(language), "copy": "</script>"}).count("</script>") == 0


def test_the_book_is_offered_in_its_formats(book: Book) -> None:
    """Each download leads from the page to the file at the top."""
    links = page(book, BOOK[1]).select(".sidebar .downloads a")
    assert [link["href"] for link in links] == ["../small.pdf", "../small.epub"]


def test_the_colophon_says_of_which_day_the_sources_are(tmp_path: Path) -> None:
    """The date is the sources', in the page's language; without one the line ends earlier."""
    book = read_book(write_project(tmp_path, {"index.qmd": "# A"}, lang="ru"))
    assert "1 марта 2026" in colophon(book, Imprint("Собрано", date(2026, 3, 1)))
    assert re.fullmatch(r"x, Pagefind [\d.]+\.", colophon(book, Imprint("x")))


def test_the_script_is_small_and_asks_nobody() -> None:
    """Under 12 kB, and no address of another host in it."""
    script = (ASSETS / "book.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 12_000
    assert "//" not in script.replace("// ", "")
