"""A first ledger of a report: a row for each number, with what the report itself says of it.

Variable, category, place, base and formula stay empty: they are what a person knows. What the rules
of the transcription leave out for certain is counted by reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.ledger.claims import COLUMNS
from helpers.transcription.guesses import guess
from helpers.transcription.number_words import ranks_of
from helpers.transcription.numbers import SHARE, WORDS, find_numbers, folded
from helpers.transcription.report import HEADING, TEXT, Piece, Report, Say, unsaid
from helpers.transcription.rules import UNCERTAIN, Place, reason_of
from helpers.transcription.words import Words

MARKS, RANKS = "mark", "rank"
FEWEST_WORDS, MOST_WORDS = 2, 5
_SIZES = (3, 2, 4, 5)
_LONGEST_SLUG = 24
_WORD = re.compile(r"\S+")
# A phrase does not go on behind these.
_PHRASE_END = re.compile(r"[.!?;:)»”]\s|[,(«]$|\s[-–—]$")
_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia "
        "a g q n o u u h i".replace("_", "").split(" "),
        strict=True,
    )
)


@dataclass(frozen=True)
class Draft:
    """The rows of a first ledger, cells by column, and how many numbers each rule passed over."""

    rows: tuple[dict[str, str], ...]
    passed_over: Counter[str]


def draft(report: Report, *, say: Say = unsaid) -> Draft:
    """A row for each number of a report that no rule leaves out for certain, in its order.

    >>> piece = Piece("Table 1 counts about 70 forms", TEXT, "Staff")
    >>> report = Report("a.md", (piece,), "line", "en")
    >>> row, = draft(report).rows
    >>> [row[column] for column in ("claim_id", "printed", "unit", "find")]
    ['staff_1_forms', 'about 70', 'forms', 'about 70 forms']
    """
    words = Words(report.pieces)
    passed_over: Counter[str] = Counter()
    rows, n_rows = [], Counter()
    before = ""
    for n, piece in enumerate(report.pieces, start=1):
        say(f"piece {n} of {len(report.pieces)}")
        passed_over[MARKS] += piece.marks
        passed_over[RANKS] += _n_ranks(piece, report.language)
        for place in places_of(piece, report):
            reason = reason_of(place)
            if reason and reason not in UNCERTAIN:
                passed_over[reason] += 1
                continue
            n_rows[slug(piece.section)] += 1
            rows.append(_row(place, words, n_rows[slug(piece.section)], before))
        before = piece.text
    return Draft(_with_unique_ids(rows), +passed_over)


def places_of(piece: Piece, report: Report) -> Iterator[Place]:
    """The numbers of a piece, each with what stands around it."""
    grouped = report.grouped_by_space
    for number in find_numbers(piece.text, report.language, grouped_by_space=grouped):
        yield Place(piece, number, report.language)


def slug(text: str, most: int = _LONGEST_SLUG) -> str:
    """A text as a part of an id: small Latin letters, digits and _, cut between words.

    >>> slug("Нужды для НПО: 100 анкет"), slug("2.1 Trust")
    ('nuzhdy_dlia_npo_100', '2_1_trust')
    """
    latin = "".join(_LETTERS.get(letter, letter) for letter in text.lower())
    words = re.findall("[a-z0-9]+", latin)
    found = ""
    for word in words:
        if found and len(found) + len(word) >= most:
            break
        found = f"{found}_{word}".strip("_")[: 2 * most]
    return found


def _row(place: Place, words: Words, n: int, before: str) -> dict[str, str]:
    piece, number, found = place.piece, place.number, guess(place)
    section = slug(piece.section) or "report"
    parts = (section if section[0].isalpha() else f"s{section}", str(n), slug(found.unit, 12))
    cells = {
        "claim_id": "_".join(part for part in parts if part),
        "chapter": _chapter(piece.chapter),
        "section": piece.section or _chapter(piece.chapter),
        "location": piece.location,
        "kind": found.kind,
        "printed": f"{found.hedge} {number.printed}".strip(),
        "unit": found.unit,
        "find": _find(place, words) or _find_behind(before, piece.text, words),
        "note": _note(place),
    }
    return {column: cells.get(column, "") for column in COLUMNS}


def _chapter(heading: str) -> str:
    numbered = re.match(r"\s*(?:\w+ )?([0-9]{1,2})[.\s:]", f"{heading} ")
    return numbered[1] if numbered else slug(heading) or "report"


def _note(place: Place) -> str:
    written = place.piece.text[place.number.start : place.number.end]
    if place.number.form == WORDS:
        return f'number written as a word ("{written}")'
    if place.number.form == SHARE:
        return f'a share ("{written}")'
    return "section heading" if place.piece.kind == HEADING else ""


def _find(place: Place, words: Words) -> str:
    """Two to five words around a number, the only ones of the report where that can be."""
    text, number = place.piece.text, place.number
    spans = [found.span() for found in _WORD.finditer(text)]
    first = next(n for n, (_, end) in enumerate(spans) if end > number.start)
    last = max(n for n, (start, _) in enumerate(spans) if start < number.end)
    windows = _windows(text, spans, first, last)
    shown = next((each for each in windows if words.is_unique(each)), "")
    if not shown and windows:
        shown = max(windows, key=len)
    return _trimmed(shown)


def _find_behind(before: str, alone: str, words: Words) -> str:
    """A number alone in its row, found by the words before it; none where others lie between."""
    shown = " ".join([*before.split()[-2:], *alone.split()])
    is_short = FEWEST_WORDS <= len(shown.split()) <= MOST_WORDS
    return _trimmed(shown) if is_short and any(words.find(shown)) else ""


def _windows(text: str, spans: Sequence[tuple[int, int]], first: int, last: int) -> list[str]:
    """Two to five words with the number in them: first those that a reader takes for one phrase."""
    found = []
    for order, size in enumerate(_SIZES):
        middle = first - (size - (last - first + 1)) // 2
        for begin in range(max(last - size + 1, 0), min(first, len(spans) - size) + 1):
            window = text[spans[begin][0] : spans[begin + size - 1][1]]
            ends = not _PHRASE_END.search(window) and window[0].isalnum()
            found.append((not ends, order, abs(begin - middle), begin, " ".join(window.split())))
    return [window for *_, window in sorted(found)]


def _trimmed(words: str) -> str:
    return words.strip(" ,;:.")


def _n_ranks(piece: Piece, language: str) -> int:
    """How many superlatives and ordinals in words are in a piece of running text?"""
    if piece.kind not in (TEXT, "item"):
        return 0
    return sum(1 for _ in ranks_of(folded(piece.text), language))


def _with_unique_ids(rows: list[dict[str, str]]) -> tuple[dict[str, str], ...]:
    """Two sections may have one heading: the second's rows get a number of their own."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row["claim_id"]] += 1
        if seen[row["claim_id"]] > 1:
            row["claim_id"] = f"{row['claim_id']}_{seen[row['claim_id']]}"
            seen[row["claim_id"]] += 1
    return tuple(rows)
