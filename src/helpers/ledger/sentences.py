"""The report's main sentences, and the numbers that should carry them.

`data/published/sentences.csv`, one row per sentence in the order of the report:

    sentence_id    stable snake_case id
    chapter        id from the codebook
    section        the report's heading, as printed
    find           two to five consecutive words of the report, to search for in its PDF
    scope          whom the sentence speaks of, one of `SCOPES`
    test           what the sentence says in numbers, one of `TESTS`
    threshold      the share it names, as arithmetic: `1/2`, or over claim_ids
    count, base    what is counted, of how many, as formulas over claim_ids
    against        for `top`: claim_ids of the other answers, separated by spaces
    also           further claims that bear on the sentence, separated by spaces
    assessment     the best it may get, when the note says what the numbers leave open, or empty
    paraphrase_*   the sentence in our own words, in English, Russian, Kazakh
    note_*         what no test says; a formula in braces is replaced by its value

Where the words can be read in several ways, `count`, `base` and `threshold` hold several readings,
separated by `;`, the plainest first. Where no number is printed but others leave it between two, a
count or threshold is a range, `LOW to HIGH`, both of them formulas; a count may also be
`bounds(QUERY)`, what the printed numbers imply for a query of `helpers.bounds`.

The tests, for every reading:

    share_above    the share lies above the threshold: "most", "the majority"; words that name no
                   share, "many", "often", "a high share", are tried with 1/4, 1/3 and 1/2
    share_about    the share is one in N: "every third", "nearly half"; the rule is that of
                   `helpers.audit.shares_in_words`
    top            each of the claims in `count` is larger than every claim in `against`
    equal          each reading but the last prints as the same whole percentage as the last
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError, Problem
from helpers.interface import marked
from helpers.ledger import csv_files, formulas
from helpers.ledger.claims import Ledger
from helpers.ledger.csv_files import Row

SCOPES = ("respondents", "questionnaires", "organisations", "participants", "register")
TESTS = ("share_above", "share_about", "top", "equal")
ASSESSMENT_WORDS = {
    "stands": marked("stands"),
    "stands_with_caveat": marked("stands with a caveat"),
    "undetermined": marked("undetermined by the printed numbers"),
    "not_supported": marked("not supported by the printed numbers"),
}
ASSESSMENTS = tuple(ASSESSMENT_WORDS)

PARAPHRASE_WORDS_MAX = 20
_WITH_THRESHOLD = ("share_above", "share_about")
# In the order in which a sentence names its claims; the notes of all languages name the same.
_ARITHMETIC = ("count", "against", "base", "threshold", "note_en", "also")
_SLOT = re.compile(r"\{([^{}]*)\}")
_ONE_IN = re.compile(r"1/([2-9]|[1-9]\d+)")
_QUERY = re.compile(r"bounds\((.*)\)")

Fault = tuple[str, str]


@dataclass(frozen=True)
class Sentence:
    """One sentence of the report; the fields are the columns of the file."""

    sentence_id: str
    chapter: str
    section: str
    find: str
    scope: str
    test: str
    threshold: str
    count: str
    base: str
    against: str
    also: str
    assessment: str
    paraphrase_en: str
    paraphrase_ru: str
    paraphrase_kk: str
    note_en: str
    note_ru: str
    note_kk: str

    def paraphrase(self, language: str) -> str:
        """The sentence in our own words."""
        return getattr(self, f"paraphrase_{language}")

    def note(self, language: str, write: Callable[[str], str]) -> str:
        """The note, with each formula in braces replaced by what `write` makes of it."""
        return _SLOT.sub(lambda slot: write(slot[1]), getattr(self, f"note_{language}"))

    def readings(self) -> tuple[tuple[str, str], ...]:
        """Count and base of each reading; a single one is used for all readings."""
        counts, bases = _readings(self.count), _readings(self.base)
        n_readings = max(len(counts), len(bases))
        spread = [cells * n_readings if len(cells) == 1 else cells for cells in (counts, bases)]
        return tuple(zip(*spread, strict=True))

    def thresholds(self) -> tuple[str, ...]:
        """What the share is held against, one after the other; none where the test needs none."""
        return tuple(_readings(self.threshold))

    def note_formulas(self) -> tuple[str, ...]:
        """The formulas in the braces of the note; every language has the same."""
        return tuple(dict.fromkeys(_SLOT.findall(self.note_en)))

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Every claim that bears on the sentence, each once."""
        parts = [
            part
            for column in _ARITHMETIC
            for part in _parts(column, getattr(self, column), self.test)
        ]
        return _names(parts)


def load(ledger: Ledger, path: Path = paths.SENTENCES) -> tuple[Sentence, ...]:
    """Read and check the sentences, in the order of the report.

    Raises `InputError` with every problem: file and columns, an id used twice, an unknown chapter,
    scope, test or assessment, a formula that does not parse, names an unknown claim or divides by
    zero, cells that the test needs or cannot use, a `find` of other than two to five words, and a
    paraphrase that is missing or too long.
    """
    if ledger.codebook.may_lack(path):
        return ()
    rows, problems = csv_files.read_rows(path, [field.name for field in fields(Sentence)])
    problems += csv_files.check_unique(path, rows, "sentence_id")
    known = {
        "chapter": (tuple(ledger.codebook.labels["chapters"]), "the codebook's chapters"),
        "scope": (SCOPES, "the scopes"),
        "test": (TESTS, "the tests"),
        "assessment": (("", *ASSESSMENTS), "the assessments"),
    }
    for row in rows:
        for column, (ids, where) in known.items():
            problems += csv_files.check_known(path, row, column, known=ids, where=where)
        faults = [*_faults_of_text(row), *_faults_of_test(row), *_faults_of_claims(row, ledger)]
        problems += [Problem(path.name, str(row.number), *fault) for fault in faults]
    csv_files.raise_problems(path, problems)
    return tuple(Sentence(**row.cells) for row in rows)


def evaluate(formula: str, ledger: Ledger) -> Fraction:
    """What a formula of a sentence gives, exactly. Raises `ArgumentError` as `formulas` does."""
    names = formulas.names_in(formula)
    return formulas.evaluate(formula, {name: ledger[name].value for name in names})


def evaluate_range(cell: str, ledger: Ledger) -> tuple[Fraction, Fraction]:
    """What a formula or a range of two gives: the least and the largest it can be."""
    low, high = (evaluate(end, ledger) for end in ends_of(cell))
    return low, high


def ends_of(cell: str) -> tuple[str, str]:
    """The formulas of the least and the largest value; one that is no range is both.

    >>> ends_of("0 to zero_reports"), ends_of("zero_reports")
    (('0', 'zero_reports'), ('zero_reports', 'zero_reports'))
    """
    low, _, high = cell.partition(" to ")
    return low.strip(), (high or low).strip()


def query_in(count: str) -> str:
    """The query whose bounds a count is; empty when it is a formula or a range."""
    found = _QUERY.fullmatch(count)
    return found[1] if found else ""


def _faults_of_text(row: Row) -> Iterator[Fault]:
    n_words = len(row["find"].split())
    if not 2 <= n_words <= 5:
        yield "find", f"{n_words} words; write two to five"
    if not row["section"].strip():
        yield "section", "the heading is missing; copy it"
    for language in LANGUAGES:
        column = f"paraphrase_{language}"
        n_words = len(row[column].split())
        if not 1 <= n_words <= PARAPHRASE_WORDS_MAX:
            yield column, f"{n_words} words; write 1 to {PARAPHRASE_WORDS_MAX} of your own"
    slots = {tuple(sorted(_SLOT.findall(row[f"note_{language}"]))) for language in LANGUAGES}
    written = {bool(row[f"note_{language}"]) for language in LANGUAGES}
    if len(slots) > 1 or len(written) > 1:
        yield "note_en", "the languages differ; write each note with the same formulas"


def _faults_of_test(row: Row) -> Iterator[Fault]:
    test = row["test"]
    if test not in TESTS:
        return  # what it needs is not known
    needed = {
        "threshold": test in _WITH_THRESHOLD,
        "count": True,
        "base": True,
        "against": test == "top",
    }
    for column, is_needed in needed.items():
        if bool(row[column]) != is_needed:
            yield column, f"test {test} {'needs it' if is_needed else 'cannot use it; empty it'}"
    if row["assessment"] and not row["note_en"]:
        yield "assessment", "a number decides; a limit on what it may say needs a note"
    n_readings = {len(_readings(row[column])) for column in ("count", "base")}
    if len(n_readings - {1}) > 1:
        yield "count", "count and base have other numbers of readings; separate each with ;"
    if test == "equal" and max(n_readings) < 2:
        yield "count", "test equal needs a reading to compare with, after ;"
    if test == "share_about" and not all(_ONE_IN.fullmatch(n) for n in _readings(row["threshold"])):
        yield "threshold", "test share_about names one in N; write 1/2, 1/3 and so on"


def _faults_of_claims(row: Row, ledger: Ledger) -> Iterator[Fault]:
    for column in _ARITHMETIC:
        for part in _parts(column, row[column], row["test"]):
            try:
                value = evaluate(part, ledger)
            except ArgumentError as error:
                yield column, str(error)
                continue
            if column == "base" and value <= 0:
                yield column, f"{part} is {value}; a base is at least 1"


def _parts(column: str, cell: str, test: str) -> list[str]:
    """The formulas of a cell: between semicolons, ends of a range, a list's, a note's braces."""
    if column == "note_en":
        return _SLOT.findall(cell)
    parts = []
    for reading in _readings(cell):
        is_list = column in ("against", "also") or (column == "count" and test == "top")
        if is_list and " to " not in reading:
            parts += reading.split()
        elif not query_in(reading):
            parts += dict.fromkeys(ends_of(reading))
    return parts


def _readings(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _names(parts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in formulas.names_in(part)))
