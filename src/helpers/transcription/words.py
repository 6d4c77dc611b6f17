"""Where words stand in a report, whatever lies between their letters.

Words are looked up by their letters and figures alone, so that line breaks, hyphens at the end of
a line, spaces that do not break, spaces between thousands and decimal commas make no difference.
They begin and end where words of the report do: "5 forms" is not in "15 forms".
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.transcription.numbers import folded
from helpers.transcription.report import CONTENTS, LITERATURE, NOTE, PAGE, Piece

# Text that breaks the running text of a page is kept behind it.
_ORDER = {NOTE: 1, LITERATURE: 1, CONTENTS: 2, PAGE: 3}


@dataclass(frozen=True)
class Span:
    """Where words begin and end: piece and offset of the first and behind the last letter."""

    piece: int
    start: int
    last_piece: int
    end: int


class Words:
    """The letters of a report in one row."""

    _n_body = 0

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces, self._offsets = array("L"), array("L")
        self._begins = bytearray()
        letters: list[str] = []
        for n in sorted(range(len(pieces)), key=lambda n: _ORDER.get(pieces[n].kind, 0)):
            self._add(n, folded(pieces[n].text), letters)
            if _ORDER.get(pieces[n].kind, 0) < _ORDER[CONTENTS]:
                self._n_body = len(self._begins)
        self._begins.append(1)
        self._letters = "".join(letters)

    def _add(self, n: int, text: str, letters: list[str]) -> None:
        inside = False
        for offset, letter in enumerate(text):
            if letter.isalnum():
                letters.append(letter)
                self._pieces.append(n)
                self._offsets.append(offset)
                self._begins.append(not inside)
            inside = letter.isalnum()

    def find(self, words: str) -> Iterator[Span]:
        """Every place of some words, the running text first.

        >>> from helpers.transcription.report import TEXT
        >>> report = Words([Piece("Of 23\u00a0000 organi-", TEXT), Piece("sations, 5.", TEXT)])
        >>> list(report.find("23000 organisations"))
        [Span(piece=0, start=3, last_piece=1, end=7)]
        >>> list(report.find("3000 organisations"))
        []
        """
        wanted = "".join(each for each in folded(words) if each.isalnum())
        place = self._letters.find(wanted) if wanted else -1
        while place >= 0:
            end = place + len(wanted)
            if self._begins[place] and self._begins[end]:
                last = end - 1
                yield Span(self._pieces[place], self._offsets[place],
                           self._pieces[last], self._offsets[last] + 1)  # fmt: skip
            place = self._letters.find(wanted, place + 1)

    def is_unique(self, words: str) -> bool:
        """Do words stand once in the running text, notes and tables?"""
        wanted = "".join(each for each in folded(words) if each.isalnum())
        n_found, place = 0, self._letters.find(wanted, 0, self._n_body) if wanted else -1
        while place >= 0 and n_found < 2:
            n_found += self._begins[place] and self._begins[place + len(wanted)]
            place = self._letters.find(wanted, place + 1, self._n_body)
        return n_found == 1
