"""The text of a PDF as lines and pieces: what its pages print, with sizes of letters as evidence.

Larger letters than those of the running text are headings, smaller ones at the foot of a page are
notes, a small number behind a word is a footnote mark. Gaps wide as letters are high part cells of
a table. A line that stands on top or at the foot of many pages, and a lone number there, belongs to
the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.transcription.report import (
    CAPTION,
    HEADING,
    ITEM,
    NOTE,
    PAGE,
    ROW,
    TEXT,
    Piece,
    Say,
    clean,
    is_caption,
)

MOST_PAGES = 3000
MOST_LETTERS = 20_000_000
_LARGER, _SMALLER, _MARK = 1.08, 0.93, 0.8
_GAP = 1.3  # of a letter's height: between words of justified lines there is less
_FEWEST_REPEATS = 3
_END = re.compile(r"[.!?:;»”\"]$")
_ITEM = re.compile(r"\s*(?:[•▪●◦‣–-]|[0-9]{1,2}[.)])\s+")


@dataclass(frozen=True)
class Line:
    """A printed line: its text (cells parted by tabs), page, letters' height, marks taken out."""

    text: str
    page: int
    size: float
    is_bold: bool = False
    marks: int = 0
    is_edge: bool = False


def pieces_of_pdf(path: Path, say: Say) -> Iterator[Piece]:
    """The pieces of a PDF. Raises `ValueError` with a sentence for one that cannot be used."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(path) as document:
            if len(document) > MOST_PAGES:
                raise ValueError(f"{len(document):,} pages are too many; give a part of them")
            lines = list(_lines(document, say))
    except PdfiumError as error:
        if "password" in str(error).lower():
            message = "is encrypted; save it without a password (print it to a file)"
        else:
            message = "is broken, or no PDF; open it in a viewer and print it to a file"
        raise ValueError(message) from error
    if not any(line.text.strip() for line in lines):
        raise ValueError("has no text, only pictures of pages; let a scanner's program read them")
    return pieces_of_lines(lines)


def _lines(document: Any, say: Say) -> Iterator[Line]:
    n_letters = 0
    for number, page in enumerate(document, start=1):
        say(f"page {number} of {len(document)}")
        text = page.get_textpage()
        n_letters += text.count_chars()
        if n_letters > MOST_LETTERS:
            raise ValueError("holds more text than a report; give a part of its pages")
        found = list(_lines_of_page(text, number))
        for n, line in enumerate(found):
            yield Line(*line, is_edge=n in (0, 1, len(found) - 1, len(found) - 2))
        text.close()
        page.close()


def _lines_of_page(text: Any, page: int) -> Iterator[tuple]:
    from pypdfium2.raw import FPDFText_GetFontSize, FPDFText_GetFontWeight

    letters = text.get_text_range(errors="ignore")
    # Signs beyond the first plane are one letter here and two in the page: then no measures.
    is_even = len(letters) == text.count_chars()
    start = 0
    for line in re.split(r"(?<=\n)", letters):
        bare = line.rstrip("\r\n")
        places = [start + n for n, each in enumerate(bare) if not each.isspace()]
        start += len(line)
        if not places:
            continue
        if not is_even:
            yield clean(bare), page, 0.0, False, 0
            continue
        boxes = [_box(text, place) for place in places]
        sizes = [
            FPDFText_GetFontSize(text.raw, place) for place in places[:: max(len(places) // 5, 1)]
        ]
        size = Counter(round(each, 1) for each in sizes).most_common(1)[0][0]
        weight = FPDFText_GetFontWeight(text.raw, places[len(places) // 2])
        words, marks = _measured(letters, places, boxes)
        yield clean(words), page, size, weight >= 600, marks


def _box(text: Any, place: int) -> tuple[float, float, float, float]:
    return text.get_charbox(place, loose=True)


def _measured(letters: str, places: Sequence[int], boxes: Sequence[tuple]) -> tuple[str, int]:
    """The words of a line, cells parted by tabs, and how many footnote marks were taken out."""
    height = sorted(top - bottom for _, bottom, _, top in boxes)[len(boxes) // 2] or 1.0
    words, marks, before = "", 0, None
    for place, (left, bottom, right, top) in zip(places, boxes, strict=True):
        is_mark = letters[place].isdigit() and top - bottom < _MARK * height and words
        if is_mark:
            marks += before != place - 1 or not words.endswith("\ue000")
            words = words.removesuffix("\ue000") + "\ue000"
            before, end = place, right
            continue
        if before is not None and place - before > 1:
            gap = left - end
            words += "\t" if gap > _GAP * height else " "
        elif before is not None and left - end > _GAP * height:
            words += "\t"
        words += letters[place]
        before, end = place, right
    return words.replace("\ue000", ""), marks


def pieces_of_lines(lines: Sequence[Line]) -> Iterator[Piece]:
    """Lines put together to pieces.

    >>> lines = [Line("1 Staff", 1, 16), Line("Of 100 organi-", 1, 11), Line("sations", 1, 11)]
    >>> [(piece.kind, piece.text) for piece in pieces_of_lines(lines)]
    [('heading', '1 Staff'), ('text', 'Of 100 organisations')]
    """
    body = _body_size(lines)
    repeated = _repeated(lines)
    largest = max((line.size for line in lines if len(line.text) > 3), default=body)
    waiting: list[Line] = []
    kind = ""
    for line in lines:
        new = _kind_of(line, body, repeated, waiting[-1] if waiting else None, kind)
        before = waiting[-1] if waiting else None
        if before and (new != kind or not _goes_on(before, line, kind)):
            yield _joined(waiting, kind, largest)
            waiting = []
        waiting.append(line)
        kind = new
    if waiting:
        yield _joined(waiting, kind, largest)


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _repeated(lines: Sequence[Line]) -> frozenset[str]:
    counts = Counter(_without_digits(line.text) for line in lines if line.is_edge)
    return frozenset(text for text, n in counts.items() if n >= _FEWEST_REPEATS)


def _without_digits(text: str) -> str:
    return re.sub("[0-9]+", "#", text.strip())


def _kind_of(
    line: Line, body: float, repeated: frozenset[str], before: Line | None, kind: str
) -> str:
    text = line.text.strip()
    if line.is_edge and (text.isdecimal() or _without_digits(text) in repeated):
        return PAGE
    if is_caption(text):
        return CAPTION
    if "\t" in text:
        return ROW
    is_large = line.size > body * _LARGER
    is_bold_line = line.is_bold and len(text) < 100 and not _END.search(text)
    if (is_large or (is_bold_line and line.size >= body * _SMALLER)) and re.search(r"\w", text):
        return HEADING
    if line.size and line.size < body * _SMALLER:
        goes_on = kind == NOTE and before is not None and before.page == line.page
        return NOTE if goes_on or re.match(r"\s*[0-9]{1,3}\s?\D", text) else TEXT
    return ITEM if _ITEM.match(text) else TEXT


def _goes_on(before: Line, line: Line, kind: str) -> bool:
    """Does a line go on with the piece before it?"""
    if kind == NOTE:
        return not re.match(r"\s*[0-9]{1,3}\s?[A-ZА-ЯӘҒҚҢӨҰҮҺІ]", line.text)
    if kind == HEADING:
        return (
            before.page == line.page
            and before.size == line.size
            and not re.match(r"\s*[0-9]+[.)\s]", line.text)
        )
    return kind == TEXT and abs(before.size - line.size) < 0.2


def _joined(lines: Sequence[Line], kind: str, largest: float) -> Piece:
    text, places = "", []
    for line in lines:
        words = line.text.strip()
        if kind == NOTE and not text:
            words = re.sub(r"^[0-9]{1,3}\s?(?=\D)", "", words)
        if kind == ITEM and not text:
            words = re.sub(r"^[•▪●◦‣–-]\s+", "", words)
        if re.search(r"[^\W\d_][-\u2010]$", text) and words[:1].islower():
            text = text[:-1]
        elif text:
            text += " "
        places.append((len(text), line.page))
        text += words
    chapter = "top" if kind == HEADING and lines[0].size > largest * 0.95 else ""
    kept = TEXT if kind == CAPTION else kind
    return Piece(text, kept, chapter=chapter, places=tuple(places),
                 marks=sum(line.marks for line in lines) + (kind == NOTE))  # fmt: skip
