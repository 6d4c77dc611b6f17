"""Numbers the prose needs that follow from several claims: sums, gaps, what is left of a base.

`data/published/derived.csv`, one row per number:

    name       snake_case; a name ending in _pct is a percentage, in _low_pct or _high_pct the end
               of a range of percentages
    chapter    chapter of the book that uses it: an id of the codebook
    formula    arithmetic over claim_ids
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path

from helpers import paths
from helpers.errors import ArgumentError, Problem
from helpers.ledger import csv_files, formulas
from helpers.ledger.claims import Ledger


@dataclass(frozen=True)
class Derived:
    """A named formula over claims and its exact value."""

    name: str
    chapter: str
    formula: str
    value: Fraction


def load(ledger: Ledger, path: Path = paths.DERIVED) -> tuple[Derived, ...]:
    """Read, check and compute the derived numbers.

    Raises `InputError` with every problem: file and columns, a name used twice or equal to a
    claim's, an unknown chapter, and a formula that does not parse or names an unknown claim.
    """
    if ledger.codebook.may_lack(path):
        return ()
    columns = [column.name for column in fields(Derived) if column.name != "value"]
    rows, problems = csv_files.read_rows(path, columns)
    problems += csv_files.check_unique(path, rows, "name")
    chapters = tuple(ledger.codebook.labels["chapters"])
    found = []
    for row in rows:
        problems += csv_files.check_known(
            path, row, "chapter", known=chapters, where="the codebook's chapters"
        )
        if row["name"] in ledger:
            message = f"{row['name']!r} is a claim_id already; choose another name"
            problems.append(Problem(path.name, str(row.number), "name", message))
        try:
            names = formulas.names_in(row["formula"])
            value = formulas.evaluate(row["formula"], {name: ledger[name].value for name in names})
        except ArgumentError as error:
            problems.append(Problem(path.name, str(row.number), "formula", str(error)))
            continue
        found.append(Derived(**row.cells, value=value))
    csv_files.raise_problems(path, problems)
    return tuple(found)
