"""Numbers that a ledger may leave out, and why: the rules of the transcription in data/README.md.

A rule is certain where the place alone decides (a caption's label, a page number): such a number is
not drafted. Where it depends on what is meant ("one", which often counts nothing), it is drafted,
and only explains why a ledger may lack it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from helpers.interface import marked
from helpers.transcription.number_words import ONE
from helpers.transcription.numbers import DATE, FIGURES, WORDS, Number, folded
from helpers.transcription.report import (
    CONTENTS,
    HEADING,
    ITEM,
    LABELLED,
    LABELLED_KAZAKH,
    LITERATURE,
    NOTE,
    PAGE,
    ROW,
    TEXT,
    Piece,
)

# What each rule leaves out, in the words of data/README.md.
REASONS = {
    "page": marked("page numbers and running heads"),
    "contents": marked("lists of contents"),
    "heading": marked("numbers of headings"),
    "label": marked("numbers of figures and tables"),
    "item": marked("numbers of list items"),
    "row_number": marked("numbers of the rows of a table"),
    "row_label": marked("limits of groups in the first column of a table"),
    "mark": marked("footnote marks"),
    "literature": marked("years, volumes and pages of cited literature"),
    "law": marked("numbers and articles of a law"),
    "address": marked("figures in an address or a name"),
    "age": marked("ages of speakers"),
    "ordinal": marked("ordinals in figures"),
    "one_of": marked("“one of” and similar phrases that count nothing"),
    "one": marked("“one” in words, which often counts nothing"),
}
# These depend on what is meant.
UNCERTAIN = frozenset({"one"})

_HEADING_NUMBER = re.compile(r"\s*[0-9]{1,2}(?:(?:\.[0-9]{1,2})+\.?|[.)])\s")
_HEADING_WORD = re.compile(
    r"\s*(?:(?:Chapter|Section|Part|Глава|Раздел|Часть|Тарау|Бөлім)\s+[0-9]{1,2}\b"
    r"|[0-9]{1,2}(?=\s+[A-ZА-ЯӘҒҚҢӨҰҮҺІ][a-zа-яёәғқңөұүһі]))"
)
_ITEM_NUMBER = re.compile(r"^\s*[0-9]{1,3}[.)](?=\s)|(?<=[.;:]\s)[0-9]{1,2}[.)](?=\s+[A-ZА-Я])"
                          r"|(?<=«)[0-9]{1,2}\.(?=\s)")  # fmt: skip
_NUMBER_HEADS = frozenset({"№", "no", "no.", "n", "nr", "#", "№ п/п", "п/п", "р/с", "р/с №", ""})
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|10\.[0-9]{4,}/)\S+|\S+@\S+", re.IGNORECASE)
# Of software: 1.31.0. With groups of three it is a number.
_VERSION = re.compile(r"(?<![\w.])(?!\d{1,3}(?:\.\d{3})+(?![\w.]))\d+(?:\.\d+){2,}(?!\d)")
_LAW = re.compile(
    r"(?:\b(?:пп?|ст|ч|подп|art|arts|ss?|para)\.|\b(?:стать\w{1,3}|пункт\w{0,3}|подпункт\w{0,3}"
    r"|articles?|paragraph|бап\w*|тармақ\w*)|№|\bno\.)\s*$",
    re.IGNORECASE,
)
_LAW_KAZAKH = re.compile(r"-?\s*(?:бап|бабы|тармақ|тармағы)\w*")
_SEVERAL_LABELS = re.compile(
    r"\b(?:tables|figures|таблиц(?:ах|ами|ам)|рисунк(?:ах|ами|ам))\s[0-9]+"
    r"(?:,\s[0-9]+)*(?:\s?[–-]\s?|\s(?:and|и)\s)$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(r"[0-9](?:\s?[-–—]\s?|,\s|\s(?:и|and|және)\s)$")
_PAGES = re.compile(r"(?:\b(?:pp?|с|стр|бб?|vol|т|iss|вып)\.?|№|\bno\.)\s*$", re.IGNORECASE)
_SPEAKER = r"(?:мужчина|женщина|юноша|девушка|man|woman|male|female|ер адам|әйел)"
_AGE = re.compile(rf"^\W{{0,6}}{_SPEAKER}\b[^.]{{0,30}}$", re.IGNORECASE)
# Where lines run together, as in a PDF, the comma tells a speaker from a sentence.
_AGE_CLOSE = re.compile(rf"\b{_SPEAKER},\s(?:[0-9]{{1,2}}\s?[-–—]\s?)?$", re.IGNORECASE)
_SPEAKER_LINE = 120
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|-(?:й|я|е|го|му|м|ой|ый|ая|ое|ые|ых|х|ая|ю|ую|ші|шы)\b")
_NAME_BEFORE = re.compile(r"[^\W\d_]-?$")
_NAME_AFTER = re.compile(r"[A-Za-z](?<![eE])")
_OF_ONE = {
    "en": re.compile(r"\s+(?:of|another|by one|or (?:more|another))\b"),
    "ru": re.compile(r"\s+(?:из|и\s+т\w{1,3}\s+же|раз)\b"),
    "kk": re.compile(r"\s+(?:рет|ғана)\b"),
}
_ONE_BEFORE = {
    "en": re.compile(r"\b(?:no|any|each|every|this|that|which|the)[ -]$"),
    "ru": re.compile(r"\b(?:ни|еще|еще и|не)\s$"),
    "kk": re.compile(r"\b(?:бір|әр|кез келген|ешқандай)\s$"),
}


@dataclass(frozen=True)
class Place:
    """A number in its piece, with the text before and after it."""

    piece: Piece
    number: Number
    language: str

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.piece.text[: self.number.start]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.piece.text[self.number.end :]

    @property
    def column(self) -> int:
        """The cell of a row it stands in, counted from 0."""
        return self.before.count("\t")

    @property
    def head(self) -> str:
        """The heading of its column; empty outside tables."""
        heads = self.piece.heads
        if self.piece.kind != ROW or len(heads) != self.piece.text.count("\t") + 1:
            return ""
        return heads[self.column]


def reason_of(place: Place) -> str:
    """By which rule may a number be left out? Its id in `REASONS`, empty where by none.

    >>> from helpers.transcription.numbers import find_numbers
    >>> piece = Piece("Table 2 shows 40 of them", TEXT)
    >>> [reason_of(Place(piece, n, "en")) for n in find_numbers(piece.text, "en")]
    ['label', '']
    """
    for reason, applies in _RULES.items():
        if applies(place):
            return reason
    return ""


def _kind(*kinds: str) -> Callable[[Place], bool]:
    return lambda place: place.piece.kind in kinds


def _is_heading_number(place: Place) -> bool:
    text, end = place.piece.text, place.number.end
    if place.piece.kind != HEADING or place.number.form != FIGURES:
        return False
    patterns = (_HEADING_NUMBER, _HEADING_WORD)
    return any((found := each.match(text)) and end <= found.end() for each in patterns)


def _is_label(place: Place) -> bool:
    for pattern in (LABELLED, LABELLED_KAZAKH):
        for found in pattern.finditer(place.piece.text):
            start, end = found.span("label")
            if start <= place.number.start < end:
                return True
    words = place.before[-60:]
    return bool(_SEVERAL_LABELS.search(words))


def _is_item_number(place: Place) -> bool:
    if place.piece.kind not in (TEXT, ITEM) or place.number.form != FIGURES:
        return False
    starts = (found.span() for found in _ITEM_NUMBER.finditer(place.piece.text))
    return any(start <= place.number.start < end for start, end in starts)


def _is_row_number(place: Place) -> bool:
    if place.piece.kind != ROW or place.column or "\t" not in place.after:
        return False
    cell = place.piece.text.split("\t")[0].strip()
    head = place.piece.heads[0] if place.piece.heads else "-"
    return folded(head).strip() in _NUMBER_HEADS and cell.rstrip(".)").isdecimal()


def _is_row_label(place: Place) -> bool:
    return place.piece.kind == ROW and place.column == 0 and bool(re.search("[0-9]", place.after))


def _is_literature(place: Place) -> bool:
    """In a note or a list of sources: what is neither a date nor followed by a word it counts."""
    if place.piece.kind not in (NOTE, LITERATURE):
        return False
    if place.number.form != FIGURES:
        return place.number.form != DATE
    text = place.number.printed
    if _is_year(text) or _PAGES.search(place.before[-8:]):
        return True
    return not re.match(r"\s?%|\s+[^\W\d_]{2,}", place.after) or bool(
        re.match(r"\s*[-–(]", place.after)
    )


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and "1800" <= text <= "2100"


def _is_law(place: Place) -> bool:
    if place.number.form != FIGURES:
        return False
    before = place.before[-30:]
    while found := _RANGE_BEFORE.search(before):
        before = before[: found.start() + 1].rstrip("0123456789")
    return bool(_LAW.search(before) or _LAW_KAZAKH.match(place.after))


def _is_address(place: Place) -> bool:
    text, start, end = place.piece.text, place.number.start, place.number.end
    if place.number.form != FIGURES:
        return False
    names = (*_ADDRESS.finditer(text), *_VERSION.finditer(text))
    if any(found.start() <= start < found.end() for found in names):
        return True
    return bool(_NAME_BEFORE.search(text[:start]) or (_NAME_AFTER.match(text[end:])
                and not _ORDINAL.match(text[end:])))  # fmt: skip


def _is_age(place: Place) -> bool:
    if len(place.number.printed) > 2:
        return False
    is_line = len(place.piece.text) < _SPEAKER_LINE and _AGE.search(place.before)
    return bool(is_line or _AGE_CLOSE.search(place.before[-40:]))


def _is_ordinal(place: Place) -> bool:
    return place.number.form == FIGURES and bool(_ORDINAL.match(place.after))


def _is_one(place: Place) -> bool:
    word = folded(place.piece.text[place.number.start : place.number.end])
    return place.number.form == WORDS and word in ONE


def _is_one_of(place: Place) -> bool:
    if not _is_one(place):
        return False
    after, before = folded(place.after), folded(place.before)
    return bool(_OF_ONE[place.language].match(after) or _ONE_BEFORE[place.language].search(before))


_RULES: dict[str, Callable[[Place], bool]] = {
    "page": _kind(PAGE),
    "contents": _kind(CONTENTS),
    "label": _is_label,
    "heading": _is_heading_number,
    "item": _is_item_number,
    "row_number": _is_row_number,
    "row_label": _is_row_label,
    "law": _is_law,
    "literature": _is_literature,
    "address": _is_address,
    "age": _is_age,
    "ordinal": _is_ordinal,
    "one_of": _is_one_of,
    "one": _is_one,
}
