"""The quotes coded again by somebody else: `second_coding.csv` of the published data, if any.

A second coder fills the blank sheet (`blank`), reading the quotes in the report, where `find` leads
to them, and not the codes of `quotes.csv`. What is left empty is a quote that was not coded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from helpers import paths, spreadsheets
from helpers.errors import Problem
from helpers.ledger import codebook as codebooks
from helpers.ledger import csv_files
from helpers.ledger.codebook import Codebook
from helpers.ledger.quotes import Quote

# What is coded, and in which section of the codebook its codes stand.
CODED = {"theme": "quote_themes", "direction": "directions"}


@dataclass(frozen=True)
class SecondCode:
    """What a second coder says of one quote; empty text where nothing is said."""

    quote_id: str
    find: str
    theme: str
    direction: str


COLUMNS = tuple(field.name for field in fields(SecondCode))


def blank(quotes: Iterable[Quote]) -> str:
    """The sheet to fill, as CSV: one row per quote, its codes empty."""
    rows = ((quote.quote_id, quote.find, "", "") for quote in quotes)
    return spreadsheets.csv_of([COLUMNS, *rows])


def load(
    quotes: Iterable[Quote], path: Path = paths.SECOND_CODING, codebook: Codebook | None = None
) -> tuple[SecondCode, ...]:
    """Read and check a filled sheet; nothing where there is none, or no cell is filled.

    Raises `InputError` with every problem by row and column: other columns, a quote that is not
    there or stands there twice, `find` that is another quote's, a code that the codebook does not
    have. A sheet other than the published one must exist.
    """
    if path == paths.SECOND_CODING and not path.exists():
        return ()
    codes = codebook or codebooks.load()
    by_id = {quote.quote_id: quote for quote in quotes}
    rows, problems = csv_files.read_rows(path, COLUMNS)
    problems += csv_files.check_unique(path, rows, "quote_id")
    for row in rows:
        unknown = csv_files.check_known(
            path, row, "quote_id", known=tuple(by_id), where="quotes.csv"
        )
        problems += unknown
        if not unknown and row["find"] != by_id[row["quote_id"]].find:
            words = by_id[row["quote_id"]].find
            message = f"{row['find']!r} is another quote's; write {words!r}, or move the codes"
            problems.append(Problem(path.name, str(row.number), "find", message))
        for column, section in CODED.items():
            problems += csv_files.check_known(
                path,
                row,
                column,
                known=tuple(codes.labels[section]),
                where=f"the codebook ({section})",
                empty=True,
            )
    csv_files.raise_problems(path, problems)
    coded = [SecondCode(**row.cells) for row in rows]
    return tuple(each for each in coded if each.theme or each.direction)
