"""Reading a CSV file strictly: UTF-8, one header, exactly the promised columns.

What is wrong with the file as a whole (missing, empty, another encoding, other columns) is raised
at once, because nothing can be said about its rows; rows of another length are collected. The file
is read once from its beginning, line by line, so that a large file of another kind is refused by
its first line, and a pipe is read like a file.

`helpers.ledger.sheets` reads other people's files, in whatever dress a spreadsheet gave them.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from helpers import paths
from helpers.errors import InputError, Problem
from helpers.spreadsheets import typed

# More problems than anybody mends at a time; a file of a million bad rows stays a short report.
MOST_PROBLEMS = 500

# A line of text in no data file is so long; something else was given, or a quote is not closed.
LONGEST_LINE = 1_000_000
LONGEST_HEADER = 10_000

# Looking for a similar id in a long list takes as long as reading a small file.
MOST_COMPARED = 500

_HEAD = 1 << 16
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(rb"\r\n|\r|\n")
_AS_UTF_8 = "save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')"


class NotUtf8Error(InputError):
    """A byte in the file belongs to no text in UTF-8."""


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

    Returns the well-formed rows in file order (empty ones are passed over) and one `Problem` for
    every line of another length. Cells keep their text exactly, but for the apostrophe that keeps
    a spreadsheet from taking one for a formula.
    Raises `InputError` when the file is missing, cannot be read, is empty, no text, not UTF-8, or
    has other columns, and as soon as there are more problems than `MOST_PROBLEMS`.
    """
    with opened(path, columns) as lines:
        records = _records(path, lines, columns)
        check_header(path, next(records, (1, []))[1], columns)
        return _split_rows(path, records, columns)


def records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Records of any columns, heading first, with the line each begins on, as `read_rows` has them.

    Whatever reads cells for another purpose than `read_rows` must part them as it does.
    Raises `InputError` for a file that cannot be read or is no CSV.
    """
    with opened(path, ()) as lines:
        for number, cells in _records(path, lines, None):
            yield number, [typed(cell) for cell in cells]


def _by_row(problem: Problem) -> int:
    """Sorting key: problems in the order of their rows, the whole file's first."""
    return int(problem.row or 0)


def raise_problems(path: Path, found: Iterable[Problem]) -> None:
    """Raise `InputError` with the problems, in the order of their rows, if there are any.

    Of more than `MOST_PROBLEMS` the first ones found are raised and the others are not looked for.
    """
    problems = list(islice(found, MOST_PROBLEMS + 1))
    if not problems:
        return
    listed = sorted(problems[:MOST_PROBLEMS], key=_by_row)
    if len(problems) > MOST_PROBLEMS:
        message = f"there are more than these {MOST_PROBLEMS} problems; mend them and try again"
        listed.append(Problem(path.name, "", "", message))
    raise InputError(listed)


def check_unique(path: Path, rows: Sequence[Row], column: str) -> Iterator[Problem]:
    """Which rows repeat an id of an earlier row? One `Problem` for each."""
    first: dict[str, int] = {}
    for row in rows:
        earlier = first.setdefault(row[column], row.number)
        if earlier != row.number:
            message = f"{row[column]!r} stands in row {earlier} already; give each row its own id"
            yield Problem(path.name, str(row.number), column, message)


def check_known(
    path: Path, row: Row, column: str, *, known: Collection[str], where: str, empty: bool = False
) -> list[Problem]:
    """Is a cell one of the known ids? `where` says in the error which list the ids come from.

    For a long list give a mapping or a set, in which an id is found at once.
    """
    value = row[column]
    if value in known or (empty and not value):
        return []
    message = f"{value!r} is not in {where}; {suggest(value, known)}"
    return [Problem(path.name, str(row.number), column, message)]


def suggest(value: str, known: Collection[str]) -> str:
    """What may have been meant: the nearest known id, or the first few.

    Of a long list only ids that begin with the same letters are compared.

    >>> suggest("cuont", ["count", "percent"])
    "did you mean 'count'?"
    """
    import difflib

    compared = known
    if len(known) > MOST_COMPARED:
        compared = islice((each for each in known if each[:4] == value[:4]), MOST_COMPARED)
    near = difflib.get_close_matches(value[:200], list(compared), n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    shown = ", ".join(islice(known, 8))
    return (
        f"use one of: {shown}" + (", …" if len(known) > 8 else "") if known else "none is defined"
    )


@contextmanager
def opened(
    path: Path, columns: Sequence[str], *, encoding: str = "utf-8-sig"
) -> Iterator[Iterator[str]]:
    """The file's lines; a byte-order mark, which spreadsheets add, is passed over.

    Raises `InputError` for a file that cannot be read, and `NotUtf8Error`, as its lines are asked
    for, where bytes are not of the encoding.
    """
    try:
        with path.open("rb", buffering=_HEAD) as file:
            head = file.peek(_HEAD)[:_HEAD].removeprefix(codecs.BOM_UTF8)
            is_known = columns and head.startswith(",".join(columns).encode())
            if encoding == "utf-8-sig" and not is_known:
                _check_head(path, head)
            with io.TextIOWrapper(file, encoding=encoding, newline="") as text:
                yield _lines(path, text)
    except FileNotFoundError as error:
        mend = _mend(path, "restore it from git", "check its name")
        raise _whole_file(path, f"the file is missing; {mend}") from error
    except IsADirectoryError as error:
        raise _whole_file(path, "this is a directory; name a CSV file in it") from error
    except OSError as error:
        raise _whole_file(path, f"cannot be read: {error.strerror}; check the file") from error


def _check_head(path: Path, head: bytes) -> None:
    """Recognise by its first bytes what is no text in UTF-8, and an empty file."""
    start = head[:16]
    every_second_is_zero = len(start) > 1 and any(start[::2]) != any(start[1::2])
    if start.startswith(_UTF_16_MARKS) or every_second_is_zero:
        fault = f"the file is UTF-16; {_AS_UTF_8}"
    elif start.startswith(b"PK\x03\x04"):
        fault = f"this is a spreadsheet or another archive, not text; {_AS_UTF_8}"
    elif b"\0" in head:
        fault = "this is no text but a binary file; name a CSV file"
    elif not head.strip() and len(head) < _HEAD:
        fault = f"the file is empty; {_mend(path, 'restore it from git', 'write header and rows')}"
    else:
        return
    raise _whole_file(path, fault)


def _lines(path: Path, text: io.TextIOWrapper) -> Iterator[str]:
    number, longest = 1, LONGEST_HEADER
    try:
        while line := text.readline(longest):
            if len(line) == longest and line[-1] not in "\r\n":
                message = f"the line is longer than {longest} characters; is this the right file?"
                raise InputError([Problem(path.name, str(number), "", message)])
            yield line
            number, longest = number + 1, LONGEST_LINE
    except UnicodeDecodeError as error:
        row = number + len(_LINE_END.findall(error.object[: error.start]))
        if error.encoding.startswith("utf-16"):
            message = f"the file is UTF-16 and damaged here; {_AS_UTF_8}"
            raise InputError([Problem(path.name, str(row), "", message)]) from error
        message = f"byte {error.object[error.start]:#04x} is not UTF-8; {_AS_UTF_8}"
        raise NotUtf8Error([Problem(path.name, str(row), "", message)]) from error


def _records(
    path: Path, lines: Iterator[str], columns: Sequence[str] | None
) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each begins on, so that an open quote is reported where it opens.

    What spreadsheets add is passed over: a line `sep=;` above, empty columns to the right, Ctrl-Z
    at the end. A Russian Excel separates by semicolons, also where it says "CSV UTF-8 (comma)".
    """
    first = next(lines, "")
    n_above = int(first.strip().lower().removeprefix('"')[:4] == "sep=")
    heading = next(lines, "") if n_above else first
    sign = max(",;\t", key=heading.count)
    if columns is not None:
        sign = next((each for each in ";\t" if _is_heading(heading, columns, each)), ",")
    return parsed(path, chain([heading], lines), sign, n_above=n_above)


def parsed(
    path: Path, lines: Iterable[str], sign: str, *, n_above: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """Records of lines of which the first is the heading, with the line each begins on.

    `n_above` lines of the file stand above the heading. Columns at its end that are empty in the
    heading and in a record are left out, so is Ctrl-Z. Raises `InputError` for quotes that do not
    pair up, with the row where they open.
    """
    below = (line.rstrip("\x1a") for line in lines if line.strip("\r\n") != "\x1a")
    records = csv.reader(below, delimiter=sign, strict=True)
    n_empty = 0
    while True:
        number = records.line_num + n_above + 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"the row that begins here is not CSV: {error}; close its quotes"
            raise InputError([Problem(path.name, str(number), "", message)]) from error
        if records.line_num == 1:
            n_empty = _n_empty(cells)
        has_empty = n_empty and len(cells) > n_empty and not any(cells[-n_empty:])
        yield number, cells[:-n_empty] if has_empty else cells


def _is_heading(line: str, columns: Sequence[str], sign: str) -> bool:
    cells = [cell.strip('"') for cell in line.strip("\r\n").split(sign)]
    return len(columns) > 1 and cells[: len(cells) - _n_empty(cells)] == list(columns)


def _n_empty(cells: Sequence[str]) -> int:
    """How many cells at the end are empty."""
    return next((n for n, cell in enumerate(reversed(cells)) if cell), 0)


def check_header(path: Path, header: list[str], columns: Sequence[str], *, row: int = 1) -> None:
    """Raise `InputError` unless the heading, which stands in `row`, is the agreed columns."""
    if header == list(columns):
        return
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    parts = [f"missing: {', '.join(missing)}"] if missing else []
    parts += [f"unknown: {', '.join(unknown)}"] if unknown else []
    repeated = len(header) > len(columns)
    what = "; ".join(parts) or ("one stands twice" if repeated else "they stand in another order")
    message = f"the columns are not as agreed ({what}); write exactly: {','.join(columns)}"
    raise InputError([Problem(path.name, str(row), missing[0] if missing else "", message)])


def _split_rows(
    path: Path, records: Iterator[tuple[int, list[str]]], columns: Sequence[str]
) -> tuple[list[Row], list[Problem]]:
    rows, problems, above = [], [], [""] * len(columns)
    for number, cells in records:
        # A spreadsheet keeps rows that once held something.
        if not any(cells):
            continue
        if len(cells) == len(columns):
            # Cells often repeat the one above; kept once, a long file takes half the memory.
            texts = map(typed, cells)
            above = [old if old == new else new for old, new in zip(above, texts, strict=True)]
            rows.append(Row(number, dict(zip(columns, above, strict=True))))
            continue
        message = f"{len(cells)} cells instead of {len(columns)}; quote cells that hold a comma"
        problems.append(Problem(path.name, str(number), "", message))
        if len(problems) > MOST_PROBLEMS:
            raise_problems(path, problems)
    if not rows and not problems:
        mend = _mend(path, "restore the file from git", "add a row for each entry")
        raise _whole_file(path, f"there is a header and no row; {mend}")
    return rows, problems


def _mend(path: Path, own: str, other: str) -> str:
    """What to do about a file of this repository, and about somebody's own."""
    return own if paths.is_published(path) else other


def _whole_file(path: Path, message: str) -> InputError:
    return InputError([Problem(path.name, "", "", message)])
