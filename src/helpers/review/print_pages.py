"""White space of a printed book: the pages that end early, or have a hole in the middle.

A page is short when its lowest line stands in the upper two thirds of the text block, unless a
chapter ends there; it has a hole when more than a third of the text block is white between two
things on it, wherever it stands. Title, imprint and contents are left out. What a page holds is
read from its drawing commands, so that no program beside the tests' own is needed; the text block
reaches as far as the book's pages do, and running heads and feet, which Typst marks as such, are
no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import BookError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

LEAST_FULL = 2 / 3
MOST_WHITE = 1 / 3

_STRING = re.compile(rb"\((?:[^\\()]|\\.)*\)", re.DOTALL)
_COMMAND = re.compile(rb"(/[^\s/<>()\[\]]+)|((?:[-+.\d]+\s+)*)([A-Za-z]+\*?)")
_PATH = frozenset([b"m", b"l", b"c", b"v", b"y"])
_PAINTED = frozenset([b"f", b"f*", b"F", b"B", b"B*", b"b", b"b*", b"S", b"s"])
_SHOWN = frozenset([b"Tj", b"TJ", b"Do"])
# A run of dots leads from a title in the contents to its page.
_LEADER = re.compile(r"(?:\. ?){8}")

Matrix = tuple[float, float, float, float, float, float]
Span = tuple[float, float]

_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


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

    reader = PdfReader(pdf)
    opening = _opening_pages(reader)
    if not opening:
        raise BookError(f"{pdf.name} has no bookmarks of its chapters; set it with an outline")
    spans = {number: ink(reader.pages[number]) for number in range(opening[0], len(reader.pages))}
    held = [span for page in spans.values() for span in page]
    low, high = min(bottom for bottom, _ in held), max(top for _, top in held)
    ends = {*(number - 1 for number in opening), len(reader.pages) - 1}
    return [
        Sheet(number + 1, *_fullness(page, low, high), ends=number in ends)
        for number, page in spans.items()
    ]


def _fullness(spans: Sequence[Span], low: float, high: float) -> tuple[float, float]:
    reached, hole = high, 0.0
    for bottom, top in sorted(spans, key=lambda span: -span[1]):
        hole = max(hole, reached - top)
        reached = min(reached, bottom)
    return (high - reached) / (high - low), hole / (high - low)


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


def ink(page: PageObject) -> list[Span]:
    """Bottom and top of everything drawn on a page, in points from its lower edge.

    Text counts by its base line, what cuts other things off not at all.
    """
    content = page.get_contents()
    data = _STRING.sub(b" ", content.get_data()) if content is not None else b""
    return list(_drawn(data))


def _drawn(data: bytes) -> Iterator[Span]:
    marks: list[bool] = []
    pen, is_furniture = _Pen(), False
    for name, operands, command in _COMMAND.findall(data):
        if name:
            is_furniture |= name == b"/Pagination"
        elif command in (b"BDC", b"BMC"):
            marks.append(is_furniture)
            is_furniture = False
        elif command == b"EMC":
            marks.pop()
        else:
            drawn = pen.obey(command, operands)
            if drawn and not any(marks):
                yield min(drawn), max(drawn)


class _Pen:
    """Where things are drawn: the matrices of graphics and text, and the heights of a path."""

    def __init__(self) -> None:
        self.matrix = self.line = _UNMOVED
        self.stack: list[Matrix] = []
        self.path: list[float] = []

    def obey(self, command: bytes, operands: bytes) -> list[float]:
        """Do one command; returns the heights of what it paints, if it paints."""
        if command in _PATH:
            numbers = [float(number) for number in operands.split()]
            self.path += [self._height(*numbers[k : k + 2]) for k in range(0, len(numbers), 2)]
        elif command == b"re":
            x, y, width, height = map(float, operands.split())
            self.path += [self._height(x, y), self._height(x + width, y + height)]
        elif command == b"q":
            self.stack.append(self.matrix)
        elif command == b"Q":
            self.matrix = self.stack.pop()
        elif command == b"cm":
            self.matrix = _times(operands, self.matrix)
        elif command in (b"BT", b"Tm"):
            self.line = _times(operands, self.matrix) if operands else self.matrix
        elif command == b"Td":
            self.line = _times(b"1 0 0 1 " + operands, self.line)
        elif command in _SHOWN:
            return [self._height(0, 0), self._height(1, 1)] if command == b"Do" else [self.line[5]]
        elif command in _PAINTED or command == b"n":
            drawn, self.path = self.path, []
            return [] if command == b"n" else drawn
        return []

    def _height(self, x: float, y: float) -> float:
        return self.matrix[1] * x + self.matrix[3] * y + self.matrix[5]


def _times(operands: bytes, matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = map(float, operands.split())
    p, q, r, s, t, u = matrix
    return (
        *(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )
