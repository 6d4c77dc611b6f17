"""A report as it was read: pieces of text in its order, each with its section and its place.

A piece is a paragraph, a list item, a heading, a caption, a row of a table or a note. Its text is
plain: no marks of Markdown, no marks of footnotes, cells of a row parted by tabs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.transcription.numbers import folded

HEADING, TEXT, ITEM, ROW, CAPTION, NOTE, PAGE = (
    "heading", "text", "item", "row", "caption", "note", "page",
)  # fmt: skip
CONTENTS, LITERATURE = "contents", "literature"
Say = Callable[[str], None]
LINE, PAGES, PARAGRAPH = "line", "page", "paragraph"

_NAMES = {
    "table": r"tables?|таблиц\w{0,3}|табл|(?<![0-9][- ])кесте",
    "figure": r"figures?|fig|рисун\w{1,4}|рис|(?<![0-9][- ])сурет",
    "box": r"box|вставк\w{1,2}",
    "chart": r"charts?|graphs?|диаграмм\w{1,3}|график\w{0,2}",
    "map": r"map|карт[аеуы]",
    "annex": r"annex",
    "appendix": r"appendix|приложени\w{1,2}",
}
_LABEL = r"(?:[A-Za-zА-Я]?\.?[0-9]+(?:\.[0-9]+)*[a-zа-я]?|[A-Z])(?![\w%])"
_NAMED = "|".join(f"(?P<{name}>{words})" for name, words in _NAMES.items())
LABELLED = re.compile(rf"(?i:\b(?:{_NAMED}))\.?[ \u00a0]*(?:№ ?|No\.? ?)?(?P<label>{_LABEL})")
LABELLED_KAZAKH = re.compile(r"\b(?P<label>[0-9]+)[ -]*(?P<what>кесте|сурет|диаграмма|қосымша)\w*")
_KAZAKH = {"кесте": "table", "сурет": "figure", "диаграмма": "chart", "қосымша": "annex"}
_LONGEST_CAPTION = 300
_LONGEST_PIECE = 4000
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\x02"))
_CONTENTS = (
    "содержание", "оглавление", "список таблиц", "список рисунков", "contents", "table of contents",
    "list of tables", "list of figures", "мазмұны", "кестелер тізімі", "суреттер тізімі",
)  # fmt: skip
_LITERATURE = (
    "литература", "список литературы", "список источников", "источники", "библиография",
    "references", "bibliography", "works cited", "literature", "sources", "әдебиет",
    "әдебиеттер тізімі", "пайдаланылған әдебиеттер",
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A piece of a report. `places` are offsets in its text with the line or page that begins
    there; `heads` are the headings of the columns of its table, and `marks` counts the footnote
    marks that stood in it."""

    text: str
    kind: str
    section: str = ""
    chapter: str = ""
    location: str = "text"
    places: tuple[tuple[int, int], ...] = ((0, 0),)
    heads: tuple[str, ...] = ()
    marks: int = 0

    def place(self, offset: int) -> int:
        """The line, page or paragraph on which an offset of the text stands."""
        return max((start, place) for start, place in self.places if start <= max(offset, 0))[1]


@dataclass(frozen=True)
class Report:
    """All pieces of a report; `unit` says what its places count: line, page or paragraph."""

    name: str
    pieces: tuple[Piece, ...]
    unit: str
    language: str

    @property
    def grouped_by_space(self) -> bool:
        """Whether a plain space may part thousands: not where commas do."""
        commas = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
        return self.language != "en" or not any(commas.search(each.text) for each in self.pieces)


def unsaid(words: str) -> None:
    """Progress that nobody asked for."""


def clean(text: str) -> str:
    """A text without signs that nobody sees; letters in one piece."""
    return unicodedata.normalize("NFC", text).translate(_UNSEEN)


def guess_language(text: str) -> str:
    """In which of the three languages is most of a text written?

    >>> guess_language("Из 100 анкет"), guess_language("Сауалнаманың жүз жауабы, өңірлер үшін")
    ('ru', 'kk')
    """
    small = folded(text[:200_000])
    cyrillic = sum("а" <= each <= "я" for each in small)
    kazakh = sum(each in "әғқңөұүһі" for each in small)
    if sum("a" <= each <= "z" for each in small) > cyrillic + kazakh:
        return "en"
    return "kk" if kazakh * 20 > cyrillic else "ru"


def location_of(text: str) -> str:
    """The location that the beginning of a caption names; empty for any other text.

    >>> [location_of(text) for text in ("Таблица 2 Штат", "Table A1: Trust", "2-кесте")]
    ['table 2', 'table A1', 'table 2']
    """
    text = text.strip()
    if found := LABELLED.match(text):
        name = next(each for each in _NAMES if found[each])
        return f"{name} {found['label']}"
    if found := LABELLED_KAZAKH.match(text):
        return f"{_KAZAKH[found['what']]} {found['label']}"
    return ""


def is_caption(text: str) -> bool:
    """Is a paragraph a caption? "Table 2 shows that …" is a sentence.

    >>> is_caption("Table 2. Staff of organisations"), is_caption("Table 2 shows the staff.")
    (True, False)
    """
    found = LABELLED.match(text.strip()) or LABELLED_KAZAKH.match(text.strip())
    if not found or len(text) > _LONGEST_CAPTION:
        return False
    rest = text.strip()[found.end() :]
    if re.match(r"\s*[.:)\u2013\u2014|-]", rest) or not rest.strip():
        return True
    word = rest.split()[0]
    return not rest.rstrip().endswith(".") and (word[0].isupper() or not word[0].isalpha())


def arranged(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with their sections, chapters, captions and lists of contents told apart."""
    parts = [part for piece in pieces for part in _parts(piece)]
    return _with_locations(_with_sections(parts))


def _parts(piece: Piece) -> Iterator[Piece]:
    """A piece of endless length is cut behind a sentence or a word: work grows with its square."""
    text, start = piece.text, 0
    while len(text) - start > _LONGEST_PIECE:
        window = text[start : start + _LONGEST_PIECE]
        cut = max(window.rfind(". ") + 1, window.rfind("\t")) or window.rfind(" ")
        end = start + (cut if cut > 0 else _LONGEST_PIECE)
        yield _part(piece, start, end)
        start = end
    yield piece if start == 0 else _part(piece, start, len(text))


def _part(piece: Piece, start: int, end: int) -> Piece:
    places = [(max(at - start, 0), place) for at, place in piece.places if at < end]
    before = [place for at, place in piece.places if at <= start][-1:]
    kept = [(0, place) for place in before] + [each for each in places if each[0] > 0]
    marks = piece.marks if start == 0 else 0
    return replace(piece, text=piece.text[start:end], places=tuple(kept), marks=marks)


def _with_sections(pieces: Sequence[Piece]) -> list[Piece]:
    section, chapter, special, found = "", "", "", []
    for piece in pieces:
        if piece.kind == HEADING:
            name = folded(piece.text).strip(" .:*0123456789")
            special = CONTENTS if name in _CONTENTS else LITERATURE if name in _LITERATURE else ""
            section = piece.text.strip()
            if piece.chapter or not chapter:
                chapter = section
        elif is_caption(piece.text) and special != CONTENTS and piece.kind != ROW:
            piece = replace(piece, kind=CAPTION, location=location_of(piece.text))
        kind = piece.kind
        if special and kind != HEADING:
            kind = special
        elif kind != HEADING and re.search(
            r"(?:\t|\.{4,}|(?:\. ){4,}|…{2,})\s*[0-9]+$", piece.text
        ):
            kind = CONTENTS if kind != ROW else kind
        found.append(replace(piece, kind=kind, section=section, chapter=chapter))
    return found


def _with_locations(pieces: list[Piece]) -> list[Piece]:
    """Rows get the location of the caption beside their table, on the side the report prefers."""
    tables = _tables(pieces)
    sides = [(_caption(pieces, first - 1, -1), _caption(pieces, last + 1, 1))
             for first, last in tables]  # fmt: skip
    only_above = sum(bool(above) and not below for above, below in sides)
    only_below = sum(bool(below) and not above for above, below in sides)
    found = list(pieces)
    for (first, last), (above, below) in zip(tables, sides, strict=True):
        preferred = (below, above) if only_below > only_above else (above, below)
        location = preferred[0] or preferred[1] or "text"
        rows = [n for n in range(first, last + 1) if found[n].kind == ROW]
        heads = found[rows[0]].heads or _heads(found[rows[0]])
        for n in rows:
            own = found[n].heads or heads
            found[n] = replace(found[n], location=location, heads=own)
    return found


def _heads(row: Piece) -> tuple[str, ...]:
    """The first row as headings of columns; none where it holds numbers already."""
    cells = tuple(row.text.split("\t"))
    return () if any(re.fullmatch(r"\s*[0-9.,\s]+%?\s*", cell) for cell in cells) else cells


def _tables(pieces: list[Piece]) -> list[tuple[int, int]]:
    """First and last row of each table; a page may break one."""
    found: list[list[int]] = []
    for n, piece in enumerate(pieces):
        if piece.kind != ROW:
            continue
        between = pieces[found[-1][1] + 1 : n] if found else pieces
        if found and all(each.kind == PAGE for each in between):
            found[-1][1] = n
        else:
            found.append([n, n])
    return [(first, last) for first, last in found]


def _caption(pieces: list[Piece], n: int, step: int) -> str:
    while 0 <= n < len(pieces) and pieces[n].kind in (PAGE, NOTE):
        n += step
    if 0 <= n < len(pieces) and pieces[n].kind == CAPTION:
        location = pieces[n].location
        return location if location.startswith(("table", "annex", "appendix", "box")) else ""
    return ""
