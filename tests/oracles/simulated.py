"""Reports of invented surveys, written as ledgers by the contract, and the rounding they use.

A `Report` collects rows; `load` writes them to a file and reads it as any ledger is read. `rounded`
prints a number by whole-number arithmetic, independently of `helpers.ledger.reported`.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import count
from pathlib import Path

from helpers.ledger import claims
from helpers.ledger.claims import Ledger
from helpers.ledger.codebook import Codebook, Place, Variable
from tests.cases.small_study import claim

CATEGORIES = ("one", "two", "three", "none", "not_answered")
TOWNS = ("esik", "talgar")

# Variable -> answer type and source.
QUESTIONS = {
    "size": ("count", "survey"),
    "single": ("single", "survey"),
    "ordinal": ("ordinal", "survey"),
    "shares": ("single", "survey"),
    "multiple": ("multiple", "survey"),
    "local": ("single", "survey"),
    "staff": ("count", "survey"),
    "score": ("mean", "survey"),
    "history": ("count", "background"),
}
UNITS = ("respondents", "organisations", "forms", "people", "percent", "points", "mentions")
UNITS += ("rank", "one in N", "among the first N", "towns", "US dollars", "year")
UNITS += ("participants", "statements", "cases")

_file_numbers = count()


WHOLE_BY = {
    "half_up": lambda units: math.floor(units + Fraction(1, 2)),
    "half_even": round,
    "half_down": lambda units: math.ceil(units - Fraction(1, 2)),
    "truncated": math.floor,
    "up": math.ceil,
}


def rounded(value: Fraction, decimals: int, rule: str) -> str:
    """A number as a report prints it under a rule; for numbers of zero and above.

    >>> [rounded(Fraction(5, 2), 0, r) for r in ("half_up", "half_even", "truncated", "up")]
    ['3', '2', '2', '3']
    """
    whole = WHOLE_BY[rule](value * 10**decimals)
    digits = str(whole).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


class Report:
    """The rows of a ledger, each named by its variable and its place in the report."""

    def __init__(self, rows: Iterable[dict[str, str]] = ()) -> None:
        self.rows = list(rows)

    def __repr__(self) -> str:
        """The cells that tell rows apart, a line each, as a failing test shows them."""
        columns = ("claim_id", "category", "kind", "printed", "base", "formula")
        return "\n" + "\n".join(", ".join(row[c] for c in columns) for row in self.rows)

    def add(self, variable: str, kind: str, printed: object, **cells: str) -> str:
        """Append a row and return its claim_id. Counts are of respondents unless told otherwise."""
        claim_id = f"{variable}_{len(self.rows) + 1}"
        units = {"percent": "percent", "rank": "rank", "mean": "points"}
        known = {"kind": kind, "unit": units.get(kind, "respondents")} | cells
        self.rows.append(claim(claim_id, variable, str(printed), **known))
        return claim_id

    def change(self, claim_id: str, **cells: str) -> None:
        """Write other cells into one row."""
        self.rows = self.changed(claim_id, **cells).rows

    def changed(self, claim_id: str, **cells: str) -> Report:
        """A copy in which one row has other cells."""
        return Report(row | cells if row["claim_id"] == claim_id else row for row in self.rows)

    def without(self, claim_id: str) -> Report:
        """A copy that lacks one row."""
        return Report(row for row in self.rows if row["claim_id"] != claim_id)


def load(report: Report, folder: Path, order: Sequence[str] = ()) -> Ledger:
    """The report written to a new file and read back as a ledger; `order` of ids if not its own."""
    path = Path(folder) / f"claims_{next(_file_numbers)}.csv"
    write(path, sorted(report.rows, key=lambda row: order.index(row["claim_id"]) if order else 0))
    return claims.load(path, CODEBOOK)


def write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Rows as a file of claims."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, claims.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _label(text: str) -> dict[str, str]:
    return dict.fromkeys(("ru", "kk", "en"), text)


def _variable(name: str, answer: str, source: str) -> Variable:
    categories = {each: _label(each) for each in CATEGORIES}
    return Variable(name, _label(name), source, answer, "everybody", "text", categories)


CODEBOOK = Codebook(
    variables={name: _variable(name, *cells) for name, cells in QUESTIONS.items()},
    places={town: Place(town, "town", _label(town)) for town in TOWNS},
    labels={
        "chapters": {"1": _label("Picture")},
        "sources": {"survey": _label("survey"), "background": _label("background")},
        "units": {unit: _label(unit) for unit in UNITS},
    },
)
