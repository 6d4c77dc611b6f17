"""Reading a CSV file strictly: UTF-8, one header, exactly the promised columns.

What is wrong with the file as a whole (missing, empty, another encoding, other columns) is raised
at once, because nothing can be said about its rows; rows of another length are collected.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import InputError, Problem


@dataclass(frozen=True)
class Row:
    """One record of a CSV file: the line a text editor shows it on (the first of several when a
    cell holds line breaks), and its cells by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read_rows(path: Path, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Which rows does a file hold, and which of its lines have the wrong number of cells?

    Returns the well-formed rows in file order (blank lines are passed over) and one `Problem` for
    every line of another length. Cells keep their text exactly.
    Raises `InputError` when the file is missing, empty, not UTF-8, or has other columns.
    """
    records = _records(path)
    _check_header(path, next(records, (1, []))[1], columns)
    return _split_rows(path, records, columns)


def by_row(problem: Problem) -> int:
    """Sorting key: problems in the order of their rows, the whole file's first."""
    return int(problem.row or 0)


def check_unique(path: Path, rows: Sequence[Row], column: str) -> list[Problem]:
    """Which rows repeat an id of an earlier row? One `Problem` for each."""
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(row[column], row.number)
        if earlier != row.number:
            message = f"{row[column]!r} stands in row {earlier} already; give each row its own id"
            problems.append(Problem(path.name, str(row.number), column, message))
    return problems


def check_known(
    path: Path, row: Row, column: str, *, known: Sequence[str], where: str, empty: bool = False
) -> list[Problem]:
    """Is a cell one of the known ids? `where` says in the error which list the ids come from."""
    value = row[column]
    if value in known or (empty and not value):
        return []
    message = f"{value!r} is not in {where}; {suggest(value, known)}"
    return [Problem(path.name, str(row.number), column, message)]


def suggest(value: str, known: Sequence[str]) -> str:
    """What may have been meant: the nearest known id, or the first few.

    >>> suggest("cuont", ["count", "percent"])
    "did you mean 'count'?"
    """
    import difflib

    near = difflib.get_close_matches(value, list(known), n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    shown = ", ".join(list(known)[:8])
    return (
        f"use one of: {shown}" + (", …" if len(known) > 8 else "") if known else "none is defined"
    )


def _text(path: Path) -> str:
    """The file's text; a byte-order mark, which spreadsheets add, is passed over."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise _whole_file(path, "the file is missing; restore it from git") from error
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        message = (
            f"byte {error.object[error.start]:#04x} is not UTF-8; save the file as UTF-8 "
            "(in a spreadsheet: 'CSV UTF-8')"
        )
        raise InputError([Problem(path.name, str(row), "", message)]) from error
    if not text.strip():
        raise _whole_file(path, "the file is empty; restore it from git")
    return text


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each begins on, so that an open quote is reported where it opens."""
    lines = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    while True:
        number = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"the row that begins here is not CSV: {error}; close its quotes"
            raise InputError([Problem(path.name, str(number), "", message)]) from error
        yield number, cells


def _check_header(path: Path, header: list[str], columns: Sequence[str]) -> None:
    if header == list(columns):
        return
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    parts = [f"missing: {', '.join(missing)}"] if missing else []
    parts += [f"unknown: {', '.join(unknown)}"] if unknown else []
    repeated = len(header) > len(columns)
    what = "; ".join(parts) or ("one stands twice" if repeated else "they stand in another order")
    message = f"the columns are not as agreed ({what}); write exactly: {','.join(columns)}"
    raise InputError([Problem(path.name, "1", missing[0] if missing else "", message)])


def _split_rows(
    path: Path, records: Iterator[tuple[int, list[str]]], columns: Sequence[str]
) -> tuple[list[Row], list[Problem]]:
    rows, problems = [], []
    for number, cells in records:
        if not cells:
            continue
        if len(cells) == len(columns):
            rows.append(Row(number, dict(zip(columns, cells, strict=True))))
            continue
        message = f"{len(cells)} cells instead of {len(columns)}; quote cells that hold a comma"
        problems.append(Problem(path.name, str(number), "", message))
    if not rows and not problems:
        raise _whole_file(path, "there is a header and no row; restore the file from git")
    return rows, problems


def _whole_file(path: Path, message: str) -> InputError:
    return InputError([Problem(path.name, "", "", message)])
