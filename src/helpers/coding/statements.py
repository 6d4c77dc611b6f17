"""Coded segments from the files of one or several coders: spreadsheets and REFI-QDA projects.

A spreadsheet (CSV) has a row for each quote, coder and code, with the columns `COLUMNS` and, if
wanted, `MORE_COLUMNS`; a row without theme and direction is a quote that was not coded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from helpers.coding import refi
from helpers.coding.segments import Segment
from helpers.errors import InputError, Problem
from helpers.ledger import csv_files

COLUMNS = ("quote_id", "coder", "theme", "direction")
# Who spoke, as a number or letter; what was said; the mark of made-up rows.
MORE_COLUMNS = ("speaker", "text", "synthetic")

KINDS = (".csv", ".qdpx")


def read_files(files: Sequence[Path], *, by_file: bool = False) -> tuple[Segment, ...]:
    """Read the segments of all files; with `by_file` each is one coder's, whoever it names.

    Raises `InputError` for a file that is missing, of another kind or faulty, by row and column.
    """
    found: list[Segment] = []
    for number, path in enumerate(files, start=1):
        if path.suffix.lower() not in KINDS:
            mend = "name a CSV file or a REFI-QDA project (.qdpx)"
            raise InputError([Problem(path.name, "", "", f"neither CSV nor .qdpx; {mend}")])
        is_table = path.suffix.lower() == ".csv"
        segments = _read_table(path) if is_table else refi.read_project(path)
        coder = f"file {number}"
        found += [replace(each, coder=coder) if by_file else each for each in segments]
    return tuple(found)


def _read_table(path: Path) -> Iterator[Segment]:
    rows, problems = csv_files.read_rows(path, _columns_of(path))
    problems += [
        Problem(path.name, str(row.number), column, "the cell is empty; fill it")
        for row in rows
        for column in ("quote_id", "coder")
        if not row[column].strip()
    ]
    csv_files.raise_problems(path, problems)
    for row in rows:
        cells: Mapping[str, str] = row.cells
        yield Segment(
            unit=cells["quote_id"].strip(),
            coder=cells["coder"].strip(),
            codes=tuple(filter(None, (cells[name].strip() for name in ("theme", "direction")))),
            place=f"{path.name}:{row.number}",
            speaker=cells.get("speaker", "").strip(),
            text=cells.get("text", ""),
            synthetic="synthetic" in cells,
        )


def _columns_of(path: Path) -> tuple[str, ...]:
    """The agreed columns in the file's own order; the agreed order where others are there."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = file.readline(csv_files.LONGEST_HEADER).strip()
    except (OSError, UnicodeDecodeError):
        return COLUMNS
    # With semicolons or tabs it is refused, too, but for these and not for its columns.
    for sign in ",;\t":
        header = tuple(first.split(sign))
        has_all = set(COLUMNS) <= set(header) <= {*COLUMNS, *MORE_COLUMNS}
        if has_all and len(set(header)) == len(header):
            return header
    return COLUMNS
