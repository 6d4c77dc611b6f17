"""Tables of a workbook (XLSX, ODS) as cells of text, and what its cells cannot tell.

A cell that holds a number holds no trailing zeros, and one shown as 72.5 % holds 0.725: neither can
be known from the number, so the reader is told. What a workbook unpacks to, and the area that its
cells span, is looked at before anything is opened: a few kilobytes can stand for gigabytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from helpers.errors import InputError, Problem

# A ledger of 100,000 numbers unpacks to half of these bytes, and has a quarter of these cells.
MOST_UNPACKED = 200_000_000
MOST_CELLS = 6_000_000
MOST_MERGED = 10_000

_ARCHIVE = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d+)[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d+)[\"']")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
# A place may not be written so that it is not found.
_HIDDEN = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^>]*?\br\s*=\s*[\"'][^\"'>]*&")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})")


@dataclass(frozen=True)
class Cell:
    """A cell's text, and of which kind it is in the workbook: text, number, date or truth."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """One sheet: its rows from the first on, padded to one width, and its merged areas.

    An area is its first and last row and its first and last column, counted from 0.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so is a workbook, an archive, or an old workbook."""
    return head.startswith((_ARCHIVE, _OLD))


def read_tables(path: Path) -> list[Table]:
    """The sheets of a workbook that hold anything, in its order.

    Raises `InputError` for an old or locked workbook, another archive, a damaged one, and one that
    unpacks to more than `MOST_UNPACKED` bytes or spans more than `MOST_CELLS` cells.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _require_workbook(path)
    try:
        # From bytes: what opens a file without Python could open respondents' files, too.
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        return [_table(path, sheet) for sheet in sheets if sheet.height]
    except (CalamineError, OSError, ValueError) as error:
        raise _refusal(path, f"the workbook cannot be opened ({error}); {_SAVE}") from error


_SAVE = "save it anew as XLSX, or as CSV UTF-8"


def _refusal(path: Path, message: str) -> InputError:
    return InputError([Problem(path.name, "", "", message)])


def _require_workbook(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4) == _OLD:
            cause = "this is an old Excel file (.xls) or one with a password"
            raise _refusal(path, f"{cause}; save it as XLSX without a password")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_kind(path, archive.namelist())
            _check_size(path, archive)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
        raise _refusal(path, f"the archive is damaged or locked ({error}); {_SAVE}") from error


def _check_kind(path: Path, names: Sequence[str]) -> None:
    inside = [name for name in names if name.lower().endswith((".csv", ".xlsx", ".ods"))]
    if "word/document.xml" in names:
        fault = "this is a Word document; copy its table into a spreadsheet and save that as XLSX"
    elif "xl/workbook.bin" in names or any(name.endswith(".iwa") for name in names):
        fault = f"this is a workbook of another kind (.xlsb, .numbers); {_SAVE}"
    elif not {"xl/workbook.xml", "content.xml"} & set(names):
        files = f" ({', '.join(inside[:5])})" if inside else ""
        fault = f"this is a ZIP archive and no workbook; unpack it and name a file of it{files}"
    else:
        return
    raise _refusal(path, fault)


def _check_size(path: Path, archive: zipfile.ZipFile) -> None:
    """Unpack every part within the limit; the sizes that an archive states may be wrong."""
    left = MOST_UNPACKED
    for member in archive.infolist():
        if member.file_size > left:
            raise _too_large(path)
        is_looked_at = _SHEET.fullmatch(member.filename) or member.filename == "content.xml"
        parts = []
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                left -= len(chunk)
                if is_looked_at:
                    parts.append(chunk)
        if left < 0:
            raise _too_large(path)
        if is_looked_at:
            _check_area(path, member.filename, b"".join(parts))


def _too_large(path: Path) -> InputError:
    megabytes = MOST_UNPACKED // 1_000_000
    return _refusal(path, f"the workbook unpacks to more than {megabytes} MB; {_SAVE}")


def _check_area(path: Path, part: str, content: bytes) -> None:
    n_cells = _n_repeated(content) if part == "content.xml" else _n_spanned(content)
    if n_cells > MOST_CELLS or _HIDDEN.search(content):
        message = f"cells span an area of more than {MOST_CELLS:,} cells ({part})"
        mend = "delete the empty rows and columns below and beside the table and save it anew"
        raise _refusal(path, f"{message}; {mend}")


def _n_spanned(content: bytes) -> int:
    n_rows = n_columns = n_placed = 0
    for letters, digits in _CELL.findall(content):
        if len(letters) > 3 or len(digits) > 7:
            return MOST_CELLS + 1
        n_rows = max(n_rows, int(digits))
        n_columns = max(n_columns, _column(letters.upper()))
        n_placed += 1
    n_unplaced = len(_ANY_CELL.findall(content)) - n_placed
    if n_unplaced:
        n_columns = max(n_columns, n_unplaced)
        n_rows = max([n_rows, 1, *map(int, _ROW.findall(content))])
    return n_rows * n_columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _n_repeated(content: bytes) -> int:
    """How many cells an ODS stands for, whole empty rows at its end left out."""
    total = 0
    for row in _ODS_ROW.finditer(content):
        if b"office:value" not in row[2] and b"<text:p" not in row[2]:
            continue
        width = full = 0
        for cell in _ODS_CELL.finditer(row[2]):
            width += _repeats(cell[1])
            full = width if not cell[2] or b"office:value" in cell[1] else full
        total += full * _repeats(row[1])
        if total > MOST_CELLS:
            break
    return total


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _table(path: Path, sheet: Any) -> Table:
    rows = sheet.to_python(skip_empty_area=False)
    areas = sheet.merged_cell_ranges or []
    if len(areas) > MOST_MERGED:
        raise _refusal(path, f"more than {MOST_MERGED:,} merged areas; unmerge the cells")
    merged = tuple((top, bottom, left, right) for (top, left), (bottom, right) in areas)
    return Table(sheet.name, [[_cell(value) for value in row] for row in rows], merged)


def _cell(value: object) -> Cell:
    """A value as a CSV would have it: whole numbers without a point, dates in ISO form.

    >>> _cell(0.1 + 0.2), _cell(1327.0), _cell(datetime(2024, 12, 2)).text
    (Cell(text='0.3', kind='number'), Cell(text='1327', kind='number'), '2024-12-02')
    """
    if isinstance(value, bool):
        return Cell(str(value).upper(), "truth")
    if isinstance(value, int | float):
        # A spreadsheet shows fifteen digits; the sixteenth is the binary number's.
        return Cell(f"{value:.15g}", "number")
    if isinstance(value, datetime) and value.time() == time():
        return Cell(value.date().isoformat(), "date")
    if isinstance(value, date | time):
        return Cell(str(value), "date")
    return Cell(str(value), "date" if value.__class__.__name__ == "timedelta" else "text")
