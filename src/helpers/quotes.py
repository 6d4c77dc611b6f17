"""What people said and what was coded by town: texts turned into codes, never copied.

Three small files of `data/published/`, each checked against the codebook:

    quotes.csv       one row per quote the report prints: theme, direction, region, gender and age
                     where stated, a paraphrase of at most 12 English words
    town_facts.csv   one row per statement about a town: place, variable, category
    pathways.csv     which claim or quote theme bears on which recommendation of chapter 4

`find` holds consecutive words of the report, to search for in its PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from helpers import codebook as codebooks
from helpers import csv_files, paths
from helpers.claims import Ledger
from helpers.codebook import Codebook
from helpers.csv_files import Row
from helpers.errors import InputError, Problem

PARAPHRASE_WORDS_MAX = 12
EVIDENCE = ("claim", "quote_theme")
_AGE = re.compile(r"\d{2}(-\d{2})?")
# The variable of town facts that gives a town its level in words.
LEVEL = "interaction_level"


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


@dataclass(frozen=True)
class TownFact:
    """A category of a variable said of a town."""

    place: str
    variable: str
    category: str
    find: str


@dataclass(frozen=True)
class Support:
    """A claim or quote theme that bears on a pathway of chapter 4; the choice is ours."""

    pathway: str
    evidence: str
    item: str
    reason: str


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
    return tuple(_collect(Quote, rows, problems))


def load_town_facts(
    path: Path = paths.TOWN_FACTS, codebook: Codebook | None = None
) -> tuple[TownFact, ...]:
    """Read and check what is said of towns. Raises `InputError` as `load` does."""
    codes = codebook or codebooks.load()
    towns = tuple(place.id for place in codes.towns())
    rows, problems = csv_files.read_rows(path, [field.name for field in fields(TownFact)])
    for row in rows:
        problems += csv_files.check_known(path, row, "place", known=towns, where="the towns")
        known = tuple(codes.variables)
        problems += csv_files.check_known(path, row, "variable", known=known, where="the codebook")
        if row["variable"] in codes.variables:
            categories = tuple(codes.variables[row["variable"]].categories)
            where = f"the categories of {row['variable']}"
            problems += csv_files.check_known(path, row, "category", known=categories, where=where)
    return tuple(_collect(TownFact, rows, problems))


def levels_of(town_facts: Iterable[TownFact]) -> dict[str, str]:
    """The level that the report's words give each town, by town."""
    return {fact.place: fact.category for fact in town_facts if fact.variable == LEVEL}


def load_pathways(ledger: Ledger, path: Path = paths.PATHWAYS) -> tuple[Support, ...]:
    """Read and check what bears on each pathway. Raises `InputError` as `load` does."""
    codes = ledger.codebook
    items = {"claim": tuple(ledger), "quote_theme": tuple(codes.labels["quote_themes"])}
    rows, problems = csv_files.read_rows(path, [field.name for field in fields(Support)])
    for row in rows:
        known = tuple(codes.labels["pathways"])
        problems += csv_files.check_known(path, row, "pathway", known=known, where="the codebook")
        problems += csv_files.check_known(
            path, row, "evidence", known=EVIDENCE, where="the kinds of evidence"
        )
        if row["evidence"] in items:
            known, where = items[row["evidence"]], f"the list of {row['evidence']}s"
            problems += csv_files.check_known(path, row, "item", known=known, where=where)
    return tuple(_collect(Support, rows, problems))


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


def _collect(kind: type, rows: list[Row], problems: list[Problem]) -> list:
    if problems:
        raise InputError(sorted(problems, key=csv_files.by_row))
    return [kind(**row.cells) for row in rows]
