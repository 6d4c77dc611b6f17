"""What people said, turned into codes, never copied: `data/published/quotes.csv`.

One row per quote the report prints: theme, direction, region, gender and age where stated, a
paraphrase of at most 12 English words. `find` holds consecutive words of the report, to search for
in its PDF. Every code is checked against the codebook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path

from helpers import paths
from helpers.errors import Problem
from helpers.ledger import codebook as codebooks
from helpers.ledger import csv_files
from helpers.ledger.codebook import Codebook
from helpers.ledger.csv_files import Row

PARAPHRASE_WORDS_MAX = 12

_AGE = re.compile(r"\d{2}(-\d{2})?")


@dataclass(frozen=True)
class Quote:
    """One quote the report prints, coded; empty text where the report states nothing."""

    quote_id: str
    chapter: str
    section: str
    theme: str
    direction: str
    region: str
    gender: str
    age_band: str
    paraphrase: str
    find: str


def load(path: Path = paths.QUOTES, codebook: Codebook | None = None) -> tuple[Quote, ...]:
    """Read and check the quotes, in the order of the report.

    Raises `InputError` with every problem: file and columns, an id used twice, an unknown chapter,
    theme, direction, region, gender, an age that is no number or range, a paraphrase too long.
    """
    codes = codebook or codebooks.load()
    known = {
        "chapter": (codes.labels["chapters"], False),
        "theme": (codes.labels["quote_themes"], False),
        "direction": (codes.labels["directions"], False),
        "region": ({place.id: place for place in codes.regions()}, True),
        "gender": (codes.labels["genders"], True),
    }
    rows, problems = csv_files.read_rows(path, [field.name for field in fields(Quote)])
    problems += csv_files.check_unique(path, rows, "quote_id")
    for row in rows:
        for column, (ids, empty) in known.items():
            problems += csv_files.check_known(
                path, row, column, known=tuple(ids), where=f"the codebook ({column})", empty=empty
            )
        problems += _check_quote(path, row)
    csv_files.raise_problems(path, problems)
    return tuple(Quote(**row.cells) for row in rows)


def _check_quote(path: Path, row: Row) -> list[Problem]:
    n_words = len(row["paraphrase"].split())
    faults = {
        "age_band": f"{row['age_band']!r} is no age; write 50 or 25-30"
        if row["age_band"] and not _AGE.fullmatch(row["age_band"])
        else "",
        "paraphrase": f"{n_words} words; write 1 to {PARAPHRASE_WORDS_MAX} of your own"
        if not 1 <= n_words <= PARAPHRASE_WORDS_MAX
        else "",
    }
    return [
        Problem(path.name, str(row.number), column, fault)
        for column, fault in faults.items()
        if fault
    ]
