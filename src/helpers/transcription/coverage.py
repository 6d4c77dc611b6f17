"""Is a ledger all of a report's numbers? Its rows beside their words, and what no row covers.

A row is proved where its number, in figures or in words of any of the three languages, stands in or
beside the words of `find`; without such words, where the number stands in its table. Whatever else
the report prints is uncovered, explained by a rule of the transcription or by none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from helpers.editions import KNOWN
from helpers.interface import marked
from helpers.ledger.roles import WORDS
from helpers.transcription.drafting import places_of
from helpers.transcription.number_words import SOLE, is_superlative, ordinals, ranks_of
from helpers.transcription.numbers import DATE, FIGURES, SHARE, find_numbers, folded
from helpers.transcription.report import ITEM, TEXT, Piece, Report, Say, unsaid
from helpers.transcription.rules import Place, reason_of
from helpers.transcription.words import Span, Words

Cells = Mapping[str, str]
# Words between a row's `find` and its number, at most.
NEAR = 10
# In letters: no ten words are longer.
_FAR = 200
# Places of the same words that are looked at, at most; a row so vague proves little.
_MOST_PLACES = 2000
SHARE_UNIT = "one in N"

NO_WORDS = marked("its words “{find}” are not in the report")
NO_NUMBER = marked("{printed} does not stand beside “{find}”")
OTHERWISE = marked("the report prints {found}, not {printed}")
NO_FIND = marked("it has no words to find, and {printed} is not left in {location}")
NO_PLACE = marked("it has no words to find; copy two to five words of the report")
UNREADABLE = marked("{printed} is no number and no date")

_HEDGED = re.compile(
    r"^(?:about|around|less than|more than|at most|at least|fewer than|over|under|[~≈<>≤≥]=?)\s*",
    re.IGNORECASE,
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_LEADING = ("основн", "главн", "ведущ", "main", "top", "leading", "chief", "негізгі")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Fault:
    """A row that is not proved: its id, a sentence and the values of the sentence."""

    claim_id: str
    sentence: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Uncovered:
    """A number in no row: where it stands, and the rule that explains it ("" for none)."""

    place: Place
    reason: str


@dataclass(frozen=True)
class Coverage:
    """What came of holding a ledger against its report; `ranks` are superlatives and ordinals in
    words that no row covers, which may be ranks."""

    n_rows: int
    faults: tuple[Fault, ...]
    unexplained: tuple[Uncovered, ...]
    explained: tuple[Uncovered, ...]
    ranks: tuple[tuple[Piece, int, int], ...]
    n_marks: int

    @property
    def is_proved(self) -> bool:
        """Whether every row stands beside its words and every other number is explained."""
        return not self.faults and not self.unexplained


@dataclass(frozen=True)
class _Candidate:
    """A number, or a word that may stand for one: an ordinal, a superlative, "the only"."""

    piece: int
    start: int
    end: int
    form: str
    printed: str
    value: Fraction | None


def hold_against(rows: Sequence[Cells], report: Report, *, say: Say = unsaid) -> Coverage:
    """Hold the rows of a ledger against a report.

    >>> piece = Piece("Of 23\u00a0000 forms 5 were empty", TEXT, "A")
    >>> row = dict.fromkeys(("kind", "unit"), "") | {"claim_id": "a", "printed": "23000"}
    >>> row |= {"find": "of 23000 forms", "location": "text", "section": "A"}
    >>> found = hold_against([row], Report("a", (piece,), "line", "en"))
    >>> found.faults, [each.place.number.printed for each in found.unexplained]
    ((), ['5'])
    """
    search = _Search(report)
    faults = []
    for n, row in enumerate(rows, start=1):
        say(f"row {n} of {len(rows)}")
        if fault := search.prove(row):
            faults.append(fault)
    uncovered = [Uncovered(place, reason_of(place)) for place in search.uncovered()]
    return Coverage(
        len(rows),
        tuple(faults),
        tuple(each for each in uncovered if not each.reason),
        tuple(each for each in uncovered if each.reason),
        tuple(search.uncovered_ranks()),
        sum(piece.marks for piece in report.pieces),
    )


class _Search:
    """Rows are proved one after the other; each takes a number that no other row has taken."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = Words(report.pieces)
        self.candidates: dict[int, list[_Candidate]] = {}
        self.taken: set[tuple[int, int]] = set()
        self.spans: dict[int, list[tuple[int, int]]] = {}
        self.tables: dict[str, list[int]] = {}
        for n, piece in enumerate(report.pieces):
            self.tables.setdefault(folded(piece.location), []).append(n)

    def prove(self, row: Cells) -> Fault | None:
        """None where the row's number stands in its place, which is then taken."""
        if _wanted(row) is None:
            return _fault(row, UNREADABLE)
        if not row["find"].strip():
            return self._prove_in_table(row)
        spans = list(islice(self.words.find(row["find"]), _MOST_PLACES))
        if not spans:
            return _fault(row, NO_WORDS)
        if row["unit"] in WORDS.among_first:  # how many are named together is counted, not printed
            return None
        near = sorted(self._near(row, spans), key=lambda each: each[0])
        if not near:
            return _fault(row, NO_NUMBER)
        candidate = near[0][1]
        self._take(candidate)
        if _is_otherwise(row, candidate):
            return _fault(row, OTHERWISE, found=candidate.printed)
        return None

    def _prove_in_table(self, row: Cells) -> Fault | None:
        location = folded(row["location"])
        if location == "text":
            return _fault(row, NO_PLACE)
        for n in self.tables.get(location, ()):
            for candidate in self._of_piece(n):
                if (n, candidate.start) not in self.taken and _fits(row, candidate):
                    self._take(candidate)
                    return None
        return _fault(row, NO_FIND, location=row["location"])

    def _near(self, row: Cells, spans: Sequence[Span]) -> Iterator[tuple[tuple, _Candidate]]:
        """Fitting numbers in or beside the words, each with how well it fits."""
        for order, span in enumerate(spans):
            other = folded(self.report.pieces[span.piece].section) != folded(row["section"])
            elsewhere = folded(self.report.pieces[span.piece].location) != folded(row["location"])
            for n in range(min(span.piece, span.last_piece), max(span.piece, span.last_piece) + 1):
                for candidate in self._around(n, span):
                    if not _fits(row, candidate):
                        continue
                    n_between = self._between(candidate, span)
                    if n_between > NEAR:
                        continue
                    is_taken = (n, candidate.start) in self.taken
                    faults = (
                        other,
                        elsewhere,
                        n_between > 0,
                        _is_otherwise(row, candidate),
                        is_taken,
                    )
                    yield (*faults, n_between, order, candidate.start), candidate
                    if not any(faults):
                        return  # nothing fits better

    def _around(self, n: int, span: Span) -> list[_Candidate]:
        """The candidates of a piece that are near enough to a span to be counted out to it."""
        found = self._of_piece(n)
        low = span.start - _FAR if n == span.piece else 0
        high = span.end + _FAR if n == span.last_piece else len(self.report.pieces[n].text)
        first = bisect_left(found, low, key=lambda each: each.start)
        return found[first : bisect_right(found, high, key=lambda each: each.start)]

    def _between(self, candidate: _Candidate, span: Span) -> int:
        """How many words lie between a number and a span; 0 inside, more than `NEAR` elsewhere."""
        text = self.report.pieces[candidate.piece].text
        start = span.start if candidate.piece == span.piece else 0
        end = span.end if candidate.piece == span.last_piece else len(text)
        if candidate.end <= start:
            return 1 + len(_WORD.findall(text[candidate.end : start]))
        if candidate.start >= end:
            return 1 + len(_WORD.findall(text[end : candidate.start]))
        return 0

    def _take(self, candidate: _Candidate) -> None:
        self.taken.add((candidate.piece, candidate.start))
        self.spans.setdefault(candidate.piece, []).append((candidate.start, candidate.end))

    def _of_piece(self, n: int) -> list[_Candidate]:
        if n not in self.candidates:
            found = _candidates(self.report, n)
            self.candidates[n] = sorted(found, key=lambda each: each.start)
        return self.candidates[n]

    def uncovered(self) -> Iterator[Place]:
        """The report's numbers that no row took, in its order."""
        for n, piece in enumerate(self.report.pieces):
            for place in places_of(piece, self.report):
                if not self._is_covered(n, place.number.start, place.number.end):
                    yield place

    def uncovered_ranks(self) -> Iterator[tuple[Piece, int, int]]:
        """Superlatives and ordinals in words of the running text that no row took."""
        language = self.report.language
        for n, piece in enumerate(self.report.pieces):
            if piece.kind not in (TEXT, ITEM):
                continue
            for word in ranks_of(folded(piece.text), language):
                if not self._is_covered(n, *word.span()):
                    yield piece, *word.span()

    def _is_covered(self, piece: int, start: int, end: int) -> bool:
        spans = self.spans.get(piece, ())
        return any(start < its_end and its_start < end for its_start, its_end in spans)


def _candidates(report: Report, n: int) -> Iterator[_Candidate]:
    """The report's language first; words of another one count only where a row asks for them."""
    text = report.pieces[n].text
    small = folded(text)
    seen: set[tuple[int, int]] = set()
    for language in (report.language, *(each for each in KNOWN if each != report.language)):
        for number in find_numbers(text, language, grouped_by_space=report.grouped_by_space):
            own = language == report.language
            if (number.start, number.end) in seen or (not own and number.form == FIGURES):
                continue
            seen.add((number.start, number.end))
            yield _Candidate(n, number.start, number.end, number.form, number.printed, number.value)
        for word in _WORD.finditer(small):
            yield from _ranking(n, word, language)


def _ranking(n: int, word: re.Match[str], language: str) -> Iterator[_Candidate]:
    rank = ordinals(language).get(word[0])
    if rank:
        yield _Candidate(n, *word.span(), "rank", str(rank), Fraction(rank))
    elif is_superlative(word[0], language) or word[0].startswith(_LEADING):
        yield _Candidate(n, *word.span(), "rank", word[0], None)
    elif word[0].startswith(SOLE):
        yield _Candidate(n, *word.span(), "words", "1", Fraction(1))


def _wanted(row: Cells) -> Fraction | str | None:
    """The number or date of a row; None for neither."""
    return _number_in(row["printed"])


@lru_cache
def _number_in(cell: str) -> Fraction | str | None:
    printed = _HEDGED.sub("", cell.strip())
    if _DATE.fullmatch(printed):
        return printed
    try:
        return Fraction(printed)
    except (ValueError, ZeroDivisionError):
        return None


def _fits(row: Cells, candidate: _Candidate) -> bool:
    """Is a candidate worth what the row prints?"""
    wanted = _wanted(row)
    if isinstance(wanted, str):
        return candidate.form == DATE and candidate.printed == wanted
    if candidate.form == SHARE:
        return candidate.value == (1 / wanted if wanted and wanted.denominator == 1 else wanted)
    if row["kind"] == "rank" and not row["unit"].endswith(SHARE_UNIT):
        return candidate.value == wanted or (candidate.form == "rank" and candidate.value is None)
    return candidate.form != "rank" and candidate.value == wanted


def _is_otherwise(row: Cells, candidate: _Candidate) -> bool:
    """6 where the report prints 6.0: zeros at the end say how exact a number is."""
    printed = _HEDGED.sub("", row["printed"].strip())
    return candidate.form == FIGURES and "/" not in printed and candidate.printed != printed


def _fault(row: Cells, sentence: str, **values: str) -> Fault:
    return Fault(row["claim_id"], sentence,
                 {"printed": row["printed"], "find": row["find"], **values})  # fmt: skip
