"""What people said, turned into codes, never copied: `data/published/quotes.csv`.

One row per quote the report prints, in its order: chapter, section, theme, direction, region and
gender where stated, and a paraphrase in three languages, short and in our own words. `find` holds
consecutive words of the report, to search for in its PDF. Every code is checked against the
codebook, whose `quote_rules` say how the quotes were coded and what is left out so that nobody is
easier to find than in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.errors import Problem
from helpers.ledger import codebook as codebooks
from helpers.ledger import csv_files
from helpers.ledger.codebook import Codebook
from helpers.ledger.csv_files import Row

PARAPHRASE_WORDS = (5, 40)
FIND_WORDS = (2, 4)

# Who speaks where the report states no gender.
REPRESENTATIVE = "representative"


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
    paraphrase_ru: str
    paraphrase_kk: str
    paraphrase_en: str
    find: str

    @property
    def speaker(self) -> str:
        """A gender of the codebook, or `REPRESENTATIVE`."""
        return self.gender or REPRESENTATIVE

    def paraphrase(self, language: str) -> str:
        """What was said, in our own words."""
        return getattr(self, f"paraphrase_{language}")


def load(path: Path = paths.QUOTES, codebook: Codebook | None = None) -> tuple[Quote, ...]:
    """Read and check the quotes, in the order of the report.

    Raises `InputError` with every problem: file and columns, an id used twice, an unknown chapter,
    theme, direction, region or gender, a paraphrase too short or too long in one of the languages,
    a `find` of another number of words.
    """
    codes = codebook or codebooks.load()
    if codes.may_lack(path):
        return ()
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
        problems += [
            Problem(path.name, str(row.number), column, fault)
            for column, fault in _length_faults(row)
        ]
    csv_files.raise_problems(path, problems)
    return tuple(Quote(**row.cells) for row in rows)


def _length_faults(row: Row) -> Iterator[tuple[str, str]]:
    allowed = {f"paraphrase_{language}": PARAPHRASE_WORDS for language in LANGUAGES}
    for column, (fewest, most) in (allowed | {"find": FIND_WORDS}).items():
        n_words = len(row[column].split())
        if not fewest <= n_words <= most:
            whose = "of the report" if column == "find" else "of your own"
            yield column, f"{n_words} words; write {fewest} to {most} {whose}"
