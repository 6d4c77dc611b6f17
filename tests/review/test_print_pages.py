"""Pages of a printed book that end early are told from those that a chapter ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typst

from bookmaker.rendering.embedded.paper.whole_book import ASSETS
from helpers.errors import BookError
from helpers.review.print_pages import BOTTOM, TOP, Sheet, sheets

# Rectangles of a share of the text block's height, with nothing between them.
HEAD = """\
#set document(title: "Shares")
#set page(paper: "a4", margin: (top: 27mm, bottom: 25mm), header: [Head], footer: [Foot])
#set block(spacing: 0pt)
#let part(share) = block(width: 10mm, height: share * (297mm - 52mm), fill: black)
#let chapter = place(heading(text(size: 1pt)[Chapter]))
#outline()
#pagebreak()
"""
PAGES = """\
#chapter #part(100%)
#part(60%) #pagebreak()
#part(70%) #pagebreak()
#part(20%) #v(50%) #part(30%)
#part(10%)
#pagebreak()
#chapter #part(100%)
"""
OUTLINE = "#set outline(title: none)\n#show outline: [A \\. . . . . . . . . . . . 3]\n"


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    """Six pages of two chapters behind a page of contents."""
    directory = tmp_path_factory.mktemp("print")
    (directory / "a.typ").write_text(OUTLINE + HEAD + PAGES, encoding="utf-8")
    typst.compile(str(directory / "a.typ"), output=str(directory / "a.pdf"))
    return sheets(directory / "a.pdf")


def test_the_text_block_is_that_of_the_book() -> None:
    """Its margins are measured by their numbers in the layout."""
    layout = (ASSETS / "book.typ").read_text(encoding="utf-8")
    top, bottom = re.search(r"top: (\d+)mm, bottom: (\d+)mm", layout).groups()
    assert (int(top) * 72 / 25.4, int(bottom) * 72 / 25.4) == (TOP, BOTTOM)


def test_contents_and_furniture_do_not_count(measured: list[Sheet]) -> None:
    """The first page of a chapter is the first measured; heads and feet fill nothing."""
    assert [sheet.number for sheet in measured] == [2, 3, 4, 5, 6, 7]
    assert measured[-1].filled == pytest.approx(1, abs=0.01)


def test_a_page_is_as_full_as_its_lowest_ink(measured: list[Sheet]) -> None:
    """And its hole is the tallest white above that."""
    found = [(round(sheet.filled, 1), round(sheet.hole, 1)) for sheet in measured]
    assert found[1:4] == [(0.6, 0), (0.7, 0), (1, 0.5)]


def test_a_page_that_ends_a_chapter_may_be_short(measured: list[Sheet]) -> None:
    """Others may not, and a hole is white anywhere."""
    assert [sheet.number for sheet in measured if sheet.is_white] == [3, 5]
    assert [sheet.number for sheet in measured if sheet.ends] == [6, 7]


def test_a_hole_in_the_last_page_of_a_chapter_is_white_too() -> None:
    """Between two things on one page no reason is to be seen."""
    assert Sheet(1, filled=1.0, hole=0.5, ends=True).is_white
    assert not Sheet(1, filled=0.2, hole=0.0, ends=True).is_white


def test_a_book_without_bookmarks_is_an_error(tmp_path: Path) -> None:
    """Without them no page ends a chapter, and nothing could be judged."""
    (tmp_path / "a.typ").write_text("Words.", encoding="utf-8")
    typst.compile(str(tmp_path / "a.typ"), output=str(tmp_path / "a.pdf"))
    with pytest.raises(BookError, match=r"a\.pdf has no bookmarks of its chapters"):
        sheets(tmp_path / "a.pdf")
