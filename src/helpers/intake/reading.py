"""Files as they come, read as text: CSV of any tool and workbooks; the file itself is only read.

A CSV may be UTF-8 with or without a mark or cp1251, separated by commas, semicolons or tabs, begin
with a line `sep=;` and end with Ctrl-Z. What else is found is refused with its name: guessing an
encoding would put wrong letters into answers. Rows are numbered as a spreadsheet shows them: the
heading is row 1.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import InputError, Problem

if TYPE_CHECKING:
    import polars as pl

BATCH = 100_000
LONGEST_CELL = 1 << 24
# What a workbook unpacks to is held in memory: the fullest sheet of thirty questions has this.
MOST_UNPACKED = 500_000_000
_SEPARATORS = ",;\t"
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]")
_NOT_TEXT = {
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls) or one with a password: save it as .xlsx or "
    "as CSV UTF-8, without a password",
    b"\xff\xfe": "UTF-16: save it as CSV UTF-8",
    b"\xfe\xff": "UTF-16: save it as CSV UTF-8",
    b"\x1f\x8b": "packed by gzip: unpack it",
    b"%PDF": "a PDF: export the answers as CSV or XLSX",
    b"<": "a web page or XML: export the answers as CSV or XLSX",
}


@dataclass
class Source:
    """One file: its hash, its headings, and what was noticed while its rows were numbered."""

    path: Path
    sha256: str
    headings: tuple[str, ...]
    # Rows that cannot be read, and the reason by a rule: `row_shape` or `blank_row`.
    unreadable: dict[int, tuple[str, str]] = field(default_factory=dict)
    # What is told of the whole file: a rule and its detail.
    remarks: list[tuple[str, str]] = field(default_factory=list)
    n_rows: int = 0
    # All rows after the heading, text in columns c0, c1, …
    lines: pl.LazyFrame | None = None

    @property
    def name(self) -> str:
        """The name of the file, as the report and the clean table give it."""
        return self.path.name

    def batches(self) -> Iterator[pl.DataFrame]:
        """The rows in order, with their number in `row`."""
        import polars as pl

        start = 2
        for batch in self.lines.collect_batches(chunk_size=BATCH, maintain_order=True):
            numbers = pl.int_range(start, start + batch.height, dtype=pl.Int64)
            start += batch.height
            yield batch.with_columns(row=numbers)
        if start - 2 != self.n_rows:
            raise _refusal(
                self.path, f"two readers count {self.n_rows} and {start - 2} rows: quotes do not "
                "pair up; open it in a spreadsheet and save it as CSV UTF-8"
            )  # fmt: skip

    def distinct(self, column: str) -> list[str]:
        """What stands in a column, each text once."""
        import polars as pl

        texts = self.lines.select(pl.col(column).str.strip_chars().unique()).collect()
        return texts.to_series().drop_nulls().sort().to_list()

    def require_unchanged(self) -> None:
        """Raise `InputError` when the file is not the one that was read first."""
        if sha256_of(self.path) != self.sha256:
            raise _refusal(self.path, "the file changed while it was read: run the intake again")


def open_source(path: Path, scratch: Path) -> Source:
    """Look through one file.

    `scratch` is a directory for a copy in UTF-8 where a CSV needs one. Raises `InputError` for a
    file that is missing, empty, of another kind or encoding, or whose quotes do not pair up.
    """
    if not path.is_file():
        what = "a directory: name the files in it" if path.is_dir() else "no such file"
        raise _refusal(path, what)
    with path.open("rb") as file:
        start = file.read(8)
    if not start.strip():
        raise _refusal(path, "the file is empty")
    if start[:4] == b"PK\x03\x04":
        return _open_workbook(path)
    for magic, cause in _NOT_TEXT.items():
        if start.lstrip().startswith(magic):
            raise _refusal(path, f"not a CSV or XLSX but {cause}")
    return _open_csv(path, scratch)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refusal(path: Path, message: str, row: int | None = None) -> InputError:
    return InputError([Problem(path.name, row, None, message)])


def _open_csv(path: Path, scratch: Path) -> Source:
    csv.field_size_limit(LONGEST_CELL)
    encoding = _encoding(path)
    text, source = path, Source(path, sha256_of(path), ())
    first = _first_line(path, encoding)
    said = first.lower().strip().strip('"')
    n_skip = 1 if said.startswith("sep=") else 0
    has_old_ends = "\r" in first and not first.endswith("\n")
    if encoding != "utf-8" or n_skip or has_old_ends or _ends_with_ctrl_z(path):
        text = scratch / f"{source.sha256}.csv"
        _copy_as_utf8(path, text, encoding, n_skip, has_line_feeds=not has_old_ends)
    separator = said[4:5] if n_skip and said[4:5] else _separator(text)
    if encoding == "cp1251":
        lost = _lost_letters(text)
        source.remarks.append(("old_letters", f"read as cp1251, which has no Kazakh letters{lost}"))
    _number_rows(source, text, separator)
    source.lines = _lines_of(text, separator, len(source.headings))
    return source


def _encoding(path: Path) -> str:
    """ "utf-8", "utf-8-sig" or "cp1251". Raises `InputError` for another one."""
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        is_marked = file.read(3) == codecs.BOM_UTF8
        file.seek(0)
        try:
            while chunk := file.read(1 << 20):
                if b"\0" in chunk:
                    raise _refusal(path, "not text: it contains zero bytes; save it as CSV UTF-8")
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _old_encoding(path)
    return "utf-8-sig" if is_marked else "utf-8"


def _old_encoding(path: Path) -> str:
    """cp1251, if the bytes are spread as its Russian letters are; KOI8-R and cp866 are not."""
    with path.open("rb") as file:
        high = [byte for byte in file.read(1 << 20) if byte >= 0x80]
    small = sum(byte >= 0xE0 for byte in high)
    large = sum(0xC0 <= byte < 0xE0 for byte in high)
    if small + large >= 0.9 * len(high) and small > large:
        return "cp1251"
    if small + large >= 0.9 * len(high):
        cause = "its bytes look like KOI8-R"
    elif sum(0xA0 <= byte < 0xB0 for byte in high) > len(high) / 4:
        cause = "its bytes look like cp866 (CSV of MS-DOS)"
    else:
        cause = "its encoding is none of UTF-8 and cp1251, or the file is damaged"
    raise _refusal(path, f"{cause}: save it as CSV UTF-8")


def _lost_letters(text: Path) -> str:
    """How many lines have a "?" inside a word, as letters that cp1251 lacks become."""
    with text.open(encoding="utf-8") as file:
        at = [number for number, line in enumerate(file, start=1) if _LOST.search(line)]
    if not at:
        return ""
    return f'; {len(at)} lines have "?" inside a word, the first is {at[0]}: letters are lost there'


def _first_line(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        return file.readline()


def _ends_with_ctrl_z(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 16))
        return file.read().rstrip(b"\r\n").endswith(b"\x1a")


def _copy_as_utf8(
    path: Path, to: Path, encoding: str, n_skip: int, *, has_line_feeds: bool
) -> None:
    with path.open(encoding=encoding, newline="") as file, to.open("w", newline="") as copy:
        for _ in range(n_skip):
            file.readline()
        while chunk := file.read(1 << 20):
            chunk = chunk.replace("\x1a", "")
            copy.write(chunk if has_line_feeds else chunk.replace("\r", "\n"))


def _separator(path: Path) -> str:
    """The separator with which the heading has the most cells."""
    widths = {}
    for separator in _SEPARATORS:
        # A cell without end is told when the rows are counted.
        with path.open(encoding="utf-8", newline="") as file, suppress(csv.Error):
            widths[separator] = len(next(csv.reader(file, delimiter=separator), ()))
    return max(_SEPARATORS, key=lambda each: widths.get(each, 0))


def _number_rows(source: Source, text: Path, separator: str) -> None:
    """Read the heading, count rows, and find those with another number of cells."""
    with text.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=separator, strict=True)
        try:
            source.headings = tuple(next(rows, ()))
            width = len(source.headings)
            for number, row in enumerate(rows, start=2):
                source.n_rows += 1
                if not any(row):
                    source.unreadable[number] = ("blank_row", "")
                elif len(row) != width:
                    shape = f"{len(row)} cells, the heading has {width}"
                    source.unreadable[number] = ("row_shape", shape)
        except csv.Error as error:
            raise _refusal(
                source.path, f"quotes do not pair up from here on ({error}); open it in a "
                "spreadsheet and save it as CSV UTF-8", source.n_rows + 2
            ) from error  # fmt: skip


def _lines_of(text: Path, separator: str, width: int) -> pl.LazyFrame:
    import polars as pl

    return pl.scan_csv(
        text,
        has_header=False,
        skip_rows=1,
        separator=separator,
        schema=dict.fromkeys((f"c{index}" for index in range(width)), pl.String),
        truncate_ragged_lines=True,
        raise_if_empty=False,
    )


def _open_workbook(path: Path) -> Source:
    """The first sheet with rows; a workbook is read whole, and Excel ends it at 1,048,576 rows."""
    import polars as pl
    from python_calamine import CalamineError, CalamineWorkbook

    _require_workbook(path)
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheets = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names}
        filled = [name for name, sheet in sheets.items() if sheet.height]
        rows = sheets[filled[0]].to_python(skip_empty_area=False) if filled else []
        merged = (sheets[filled[0]].merged_cell_ranges if filled else None) or []
    except CalamineError as error:
        raise _refusal(path, f"the workbook cannot be opened: {error}") from error
    if not rows:
        raise _refusal(path, "the workbook is empty")
    cells = [[_as_text(cell) for cell in row] for row in rows]
    source = Source(path, sha256_of(path), tuple(cell or "" for cell in cells[0]))
    source.remarks += [("not_read", f"sheet {name!r} was not read") for name in filled[1:]]
    if below := [last[0] + 1 for _, last in merged if last[0] > 0]:
        source.remarks.append(("merged_cells", f"{len(below)} areas, the first to row {below[0]}"))
    while len(cells) > 1 and not any(cells[-1]):
        cells.pop()
    source.n_rows = len(cells) - 1
    columns = [f"c{index}" for index in range(len(source.headings))]
    frame = pl.DataFrame(cells[1:], schema=dict.fromkeys(columns, pl.String), orient="row")
    source.lines = frame.lazy()
    return source


def _require_workbook(path: Path) -> None:
    """Raise `InputError` for another archive, as whole exports are often packed."""
    import zipfile

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            size = sum(member.file_size for member in archive.infolist())
        if size > MOST_UNPACKED:
            megabytes = f"{MOST_UNPACKED // 1_000_000} MB"
            raise _refusal(path, f"unpacks to more than {megabytes}: save it as CSV UTF-8")
        if not {"xl/workbook.xml", "content.xml"} & set(names):
            inside = ", ".join(name for name in names if name.endswith((".csv", ".xlsx")))
            cause = "a workbook of another program (.numbers, .xlsb): save it as .xlsx"
            if inside:
                cause = f"a ZIP archive: unpack it and name the files ({inside})"
            raise _refusal(path, cause)


def _as_text(cell: object) -> str | None:
    """A cell as a CSV would have it: whole numbers without a point, dates as in ISO 8601."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
