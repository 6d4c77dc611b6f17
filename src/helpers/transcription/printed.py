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
from statistics import median
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
_LARGER, _SMALLER, _BOLD = 1.08, 0.93, 600
# In heights of the tallest letter: a raised figure; a gap that justifying a line does not make.
_MARK, _RAISED, _GAP = 0.75, 0.2, 1.7
_SAME_SIZE = 0.2
# In widths of a line: a cell of a table, the last line of a paragraph.
_NARROW, _SHORT = 0.75, 0.9
# In lines: how far a cell may go on from the nearest row on either side.
_NEAR = 10
_FEWEST_REPEATS = 3
_END = re.compile(r"[.!?:;»”\"]$")
_TENS = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[-\u2010\u00ad\x02\ufffe]",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[•▪●◦‣–-]|[0-9]{1,2}[.)])\s+")


@dataclass(frozen=True)
class Line:
    """A printed line: its text (cells parted by tabs), page, letters' height, marks taken out."""

    text: str
    page: int
    size: float
    is_bold: bool = False
    marks: int = 0
    is_note: bool = False
    left: float = 0.0
    right: float = 0.0
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
            yield clean(bare), page, 0.0, False, 0, False, 0.0, 0.0
            continue
        letter_boxes = [Box(*text.get_charbox(place)) for place in places]
        some = places[:: max(len(places) // 5, 1)]
        sizes = [round(FPDFText_GetFontSize(text.raw, place), 1) for place in some]
        size = Counter(sizes).most_common(1)[0][0]
        weight = FPDFText_GetFontWeight(text.raw, places[len(places) // 2])
        words, marks, is_note = measured([letters[each] for each in places], letter_boxes, places)
        ends = letter_boxes[0].left, max(box.right for box in letter_boxes)
        words = clean(_TENS.sub(r"\1-", words))
        yield words, page, size, weight >= _BOLD, marks, is_note, *ends


@dataclass(frozen=True)
class Box:
    """Where the ink of a letter is on its page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Of the ink; a raised figure is about half as high as another."""
        return self.top - self.bottom


def measured(
    letters: Sequence[str], boxes: Sequence[Box], places: Sequence[int]
) -> tuple[str, int, bool]:
    """The words of a line, cells parted by tabs; its footnote marks, taken out; and whether it
    begins with one, as a note does. `places` of neighbouring letters follow on each other.

    >>> row = [Box(10 * n, 0, 10 * n + 8, 7) for n in range(3)] + [Box(29, 4, 32, 7.5)]
    >>> measured("of31", row, [0, 1, 3, 4])
    ('of 3', 1, False)
    """
    height = max(box.height for box in boxes) or 1.0
    base = median(box.bottom for box in boxes)
    raised = [
        letter.isdigit() and box.height < _MARK * height and box.bottom > base + _RAISED * height
        for letter, box in zip(letters, boxes, strict=True)
    ]
    words, marks, end, before = "", 0, boxes[0].right, places[0]
    for n, (letter, box) in enumerate(zip(letters, boxes, strict=True)):
        if words and box.left - end > _GAP * height:
            words += "\t"
        elif places[n] - before > 1:
            words += " "
        if raised[n]:
            marks += n == 0 or not raised[n - 1]
        else:
            words += letter
        end, before = box.right, places[n]
    return words.strip(" "), marks, raised[0]


def pieces_of_lines(lines: Sequence[Line]) -> Iterator[Piece]:
    """Lines put together to pieces.

    >>> lines = [Line("1 Staff", 1, 16), Line("Of 100 organi-", 1, 11), Line("sations", 1, 11)]
    >>> [(piece.kind, piece.text) for piece in pieces_of_lines(lines)]
    [('heading', '1 Staff'), ('text', 'Of 100 organisations')]
    """
    body = _body_size(lines)
    repeated = _repeated(lines)
    largest = max((line.size for line in lines if len(line.text) > 3), default=body)
    widest = max((line.right - line.left for line in lines), default=0.0)
    kinds = list(_kinds(lines, body, repeated))
    _close_tables(lines, kinds, widest)
    waiting: list[Line] = []
    for n, line in enumerate(lines):
        if waiting and (kinds[n] != kinds[n - 1] or not _goes_on(lines[n - 1], line, kinds[n])):
            yield _joined(waiting, kinds[n - 1], largest)
            waiting = []
        waiting.append(line)
    if waiting:
        yield _joined(waiting, kinds[-1], largest)


def _kinds(lines: Sequence[Line], body: float, repeated: frozenset[str]) -> Iterator[str]:
    kind, before = "", None
    for line in lines:
        kind = _kind_of(line, body, repeated, before, kind)
        yield kind
        before = line


def _close_tables(lines: Sequence[Line], kinds: list[str], widest: float) -> None:
    """A narrow line with rows of a table near above and below is a cell that goes on."""
    for n, line in enumerate(lines):
        is_narrow = line.right - line.left < _NARROW * widest
        if kinds[n] in (TEXT, HEADING, ITEM) and is_narrow:
            above, below = kinds[max(n - _NEAR, 0) : n], kinds[n + 1 : n + 1 + _NEAR]
            if ROW in above and ROW in below:
                kinds[n] = ROW


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
    if line.is_note:
        return NOTE
    if is_caption(text):
        return CAPTION
    if "\t" in text:
        return ROW
    is_large = line.size > body * _LARGER
    is_bold_line = line.is_bold and len(text) < 100 and not _END.search(text)
    if (is_large or (is_bold_line and line.size >= body * _SMALLER)) and re.search(r"\w", text):
        return HEADING
    if line.size and line.size < body * _SMALLER:
        is_below = kind == NOTE and before is not None and before.page == line.page
        return NOTE if is_below or re.match(r"\s*[0-9]{1,3}\s?\D", text) else TEXT
    return ITEM if _ITEM.match(text) else TEXT


def _goes_on(before: Line, line: Line, kind: str) -> bool:
    """Does a line go on with the piece before it?"""
    if kind == NOTE:
        return not line.is_note and not re.match(r"\s*[0-9]{1,3}\s?[A-ZА-ЯӘҒҚҢӨҰҮҺІ]", line.text)
    if kind == HEADING:
        return (
            before.page == line.page
            and before.size == line.size
            and not re.match(r"\s*[0-9]+[.)\s]", line.text)
        )
    if kind != TEXT or abs(before.size - line.size) > _SAME_SIZE:
        return False
    # The last line of a paragraph is short, and ends a sentence.
    return before.right >= _SHORT * line.right or not _END.search(before.text.strip())


def _joined(lines: Sequence[Line], kind: str, largest: float) -> Piece:
    text, places = "", []
    for line in lines:
        words = line.text.strip()
        if kind == NOTE and not text:
            words = re.sub(r"^[0-9]{1,3}\s?(?=\D)", "", words)
        if kind == ITEM and not text:
            words = re.sub(r"^[•▪●◦‣–-]\s+", "", words)
        if re.search(r"[^\W\d_][-\u2010]$", text) and words[:1].islower():
            # "Twenty-" and "five" are a number with its hyphen, not a word that was parted.
            text = text if _TENS.search(text[-9:]) else text[:-1]
        elif text:
            text += " "
        places.append((len(text), line.page))
        text += words
    chapter = "top" if kind == HEADING and lines[0].size > largest * 0.95 else ""
    kept = TEXT if kind == CAPTION else kind
    return Piece(text, kept, chapter=chapter, places=tuple(places),
                 marks=sum(line.marks for line in lines))  # fmt: skip
