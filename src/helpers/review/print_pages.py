"""White space of a printed book: the pages that end early, or have a hole in the middle.

A page is short when its lowest line stands in the upper two thirds of the text block, unless a
chapter ends there; it has a hole when more than a third of the text block is white between two
things on it, wherever it stands. Title, imprint and contents are left out. The text block is what
the margins of `book.typ` leave; running heads and feet stand in the margins.
"""

from __future__ import annotations

import re
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import BookError

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdfium2 import PdfPage

LEAST_FULL = 2 / 3
MOST_WHITE = 1 / 3

# Points of a page above and below its text.
TOP, BOTTOM = 27 * 72 / 25.4, 25 * 72 / 25.4

# A run of dots leads from a title in the contents to its page.
_LEADER = re.compile(r"(?:\. ?){8}")

Span = tuple[float, float]


class Sheet(NamedTuple):
    """One page: its number in the file, and how much of the text block is full, 0 to 1.

    `filled` is where the lowest ink stands, counted from the top; `hole` the tallest white between
    two things on the page, or above the first; `ends` says whether a chapter ends here.
    """

    number: int
    filled: float
    hole: float
    ends: bool

    @property
    def is_white(self) -> bool:
        """Whether a reader sees a page that is half empty without a reason."""
        return self.hole > MOST_WHITE or (self.filled < LEAST_FULL and not self.ends)


def sheets(pdf: Path) -> list[Sheet]:
    """How full every page of the text is, in the order of the book.

    Raises `BookError` for a PDF without bookmarks, whose chapters nobody could tell.
    """
    from pypdf import PdfReader
    from pypdfium2 import PdfDocument

    reader = PdfReader(pdf)
    opening = _opening_pages(reader)
    if not opening:
        raise BookError(f"{pdf.name} has no bookmarks of its chapters; set it with an outline")
    ends = {*(number - 1 for number in opening), len(reader.pages) - 1}
    with PdfDocument(pdf) as document:
        return [
            Sheet(number + 1, *_fullness(document[number]), ends=number in ends)
            for number in range(opening[0], len(document))
        ]


def _fullness(page: PdfPage) -> tuple[float, float]:
    high = page.get_height() - TOP
    reached, hole = high, 0.0
    for bottom, top in sorted(_ink(page, high), key=lambda span: -span[1]):
        hole = max(hole, reached - top)
        reached = min(reached, bottom)
    return (high - reached) / (high - BOTTOM), hole / (high - BOTTOM)


def _ink(page: PdfPage, high: float) -> list[Span]:
    """Bottom and top of what is drawn in the text block, in points from the lower edge."""
    from pypdfium2.raw import FPDF_PAGEOBJ_FORM

    drawn = (each for each in page.get_objects(max_depth=5) if each.type != FPDF_PAGEOBJ_FORM)
    bounds = [each.get_bounds() for each in drawn]
    # Letters of the first line reach into the margin a little.
    return [
        (max(bottom, BOTTOM), min(top, high))
        for _, bottom, _, top in bounds
        if bottom < high - 1 and top > BOTTOM
    ]


def _opening_pages(reader: PdfReader) -> list[int]:
    """Indexes of the pages that open a chapter, in order, without the contents before the first."""
    opened = {
        reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    }
    return list(
        dropwhile(
            lambda number: _LEADER.search(reader.pages[number].extract_text()), sorted(opened)
        )
    )
