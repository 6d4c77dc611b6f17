"""Ways through the site."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.project.words import words
from bookmaker.rendering.embedded.numbering import Heading, Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.pandoc import texts
from bookmaker.rendering.embedded.web.furniture import chapters, contents, neighbours

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
            for a in BeautifulSoup(neighbours(BOOK, page, words=words("en")), "html.parser")("a")
        ]
        for page in BOOK
    ]
    assert rels == [["next"], ["prev", "next"], ["prev"]]
