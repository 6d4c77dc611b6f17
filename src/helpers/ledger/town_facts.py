"""What the report states about a town: `data/published/town_facts.csv`.

One row per statement: place, variable, category, each checked against the codebook; `find` holds
consecutive words of the report, to search for in its PDF.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from helpers import paths
from helpers.ledger import codebook as codebooks
from helpers.ledger import csv_files
from helpers.ledger.codebook import Codebook
from helpers.ledger.roles import WORDS, Roles


@dataclass(frozen=True)
class TownFact:
    """A category of a variable said of a town."""

    place: str
    variable: str
    category: str
    find: str


def load_town_facts(
    path: Path = paths.TOWN_FACTS, codebook: Codebook | None = None
) -> tuple[TownFact, ...]:
    """Read and check what is said of towns, in the order of the file.

    Raises `InputError` with every problem: file and columns, an unknown town, variable or category.
    """
    codes = codebook or codebooks.load()
    if codes.may_lack(path):
        return ()
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
    csv_files.raise_problems(path, problems)
    return tuple(TownFact(**row.cells) for row in rows)


def levels_of(town_facts: Iterable[TownFact], roles: Roles = WORDS) -> dict[str, str]:
    """The level that the report's words give each town, by town."""
    return {fact.place: fact.category for fact in town_facts if fact.variable in roles.levels}
