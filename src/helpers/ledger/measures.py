"""What the report says should be done: `data/published/measures.csv`, one row per measure.

    measure_id     stable snake_case id
    pathway        the pathway of chapter 4 it belongs to, empty where it belongs to none
    origin         where the report names it, an id of the codebook's `measure_origins`
    addressee      who would do it: ids of the codebook's `addressees`, separated by spaces, the
                   first one first; `unnamed` stands alone
    find           two to five consecutive words of the report, to search for in its PDF
    claims         claim_ids that bear on the need it answers, separated by spaces
    quote_themes   themes of quotes that do, separated by spaces
    leaflet        `yes` for one that the leaflet shows, else empty
    measure_*      the measure in our own words, in English, Russian, Kazakh

Addressees, evidence and choice for the leaflet are ours; how strong the evidence is, is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.errors import Problem
from helpers.ledger import csv_files
from helpers.ledger.claims import Ledger
from helpers.ledger.csv_files import Row

MEASURE_WORDS_MAX = 20
UNNAMED = "unnamed"


@dataclass(frozen=True)
class Measure:
    """One measure the report names; the fields are the columns of the file."""

    measure_id: str
    pathway: str
    origin: str
    addressee: str
    find: str
    claims: str
    quote_themes: str
    leaflet: str
    measure_en: str
    measure_ru: str
    measure_kk: str

    def text(self, language: str) -> str:
        """The measure in our own words."""
        return getattr(self, f"measure_{language}")

    @property
    def addressees(self) -> tuple[str, ...]:
        """Who would carry it out."""
        return tuple(self.addressee.split())

    @property
    def in_leaflet(self) -> bool:
        """Whether the leaflet shows it."""
        return bool(self.leaflet)


def load_measures(ledger: Ledger, path: Path = paths.MEASURES) -> tuple[Measure, ...]:
    """Read and check the measures, in the order of the file.

    Raises `InputError` with every problem: file and columns, an id used twice, an unknown pathway,
    origin, addressee, claim or theme, `unnamed` beside a name, a `find` of other than two to five
    words, a measure that is missing or too long.
    """
    if ledger.codebook.may_lack(path):
        return ()
    rows, problems = csv_files.read_rows(path, [field.name for field in fields(Measure)])
    problems += csv_files.check_unique(path, rows, "measure_id")
    labels = ledger.codebook.labels
    lists = {
        "pathway": (labels["pathways"], "the codebook"),
        "origin": (labels["measure_origins"], "the codebook"),
        "addressee": (labels["addressees"], "the codebook"),
        "claims": (dict.fromkeys(ledger), "the list of claims"),
        "quote_themes": (labels["quote_themes"], "the codebook"),
        "leaflet": (("", "yes"), "the marks"),
    }
    for row in rows:
        for column, (known, where) in lists.items():
            for each in row[column].split() or [""]:
                single = Row(row.number, {column: each})
                is_needed = column in ("origin", "addressee")
                problems += csv_files.check_known(
                    path, single, column, known=known, where=where, empty=not is_needed
                )
        problems += [Problem(path.name, str(row.number), *fault) for fault in _faults(row)]
    csv_files.raise_problems(path, problems)
    return tuple(Measure(**row.cells) for row in rows)


def _faults(row: Row) -> Iterator[tuple[str, str]]:
    if UNNAMED in row["addressee"].split() and row["addressee"] != UNNAMED:
        yield "addressee", f"{UNNAMED!r} stands beside a name; keep one of them"
    n_words = len(row["find"].split())
    if not 2 <= n_words <= 5:
        yield "find", f"{n_words} words; write two to five"
    for language in LANGUAGES:
        n_words = len(row[f"measure_{language}"].split())
        if not 1 <= n_words <= MEASURE_WORDS_MAX:
            message = f"{n_words} words; write 1 to {MEASURE_WORDS_MAX} of your own"
            yield f"measure_{language}", message
