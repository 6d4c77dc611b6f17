"""Somebody else's ledger, in whatever dress a spreadsheet gave it.

`csv_files` holds the project's own files to one form. A file that came by mail is read here as far
as its meaning is certain: CSV separated by commas, semicolons (so writes a Russian Excel), tabs or
bars, in UTF-8, UTF-16 or cp1251, with `sep=;` or blank rows above the heading, headings in other
letters, order or between spaces, blank rows and columns, rows that lack their empty cells at the
end; and a workbook (XLSX, ODS), of which the sheet with the heading is read. What may mean two
things is refused in one sentence that names the cause and what to click. What was read although it
looks unlike the project's files is not told, but for what the reader should know (`remarks`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from helpers.errors import InputError, Problem
from helpers.interface import marked
from helpers.ledger import csv_files, spreadsheet_cells, workbooks
from helpers.ledger.csv_files import MOST_PROBLEMS, NotUtf8Error, Row
from helpers.ledger.workbooks import Cell, Table
from helpers.spreadsheets import typed

# How far below its beginning a heading is looked for.
MOST_ABOVE = 20
MOST_OLD_BYTES = 100_000_000
# Columns that a spreadsheet may cut off behind the last filled cell.
MAY_END_EMPTY = ("base", "formula", "find", "note")

ROUNDED_CELLS = marked(
    "Numbers of {file} stand in number cells, which keep no trailing zeros: 6.0 has become 6 "
    "(first: row {row}, {value}). Where the report prints zeros at the end, format the column "
    "printed as text and type them again."
)
FIRST_DAYS = marked(
    "{file}, row {row}: {value} is read as a day. If the report prints the month alone, format the "
    "cell as text and type it again, such as 2024-12."
)
OLD_LETTERS = marked(
    "{file} is read as cp1251 (Windows, Cyrillic), which has no Kazakh letters. To keep all "
    "letters, save it as CSV UTF-8."
)

_SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SEP = re.compile(r"(?i)\A\ufeff?\"?sep=(.)\"?[,;\t|]*\s*\Z|\A\ufeff?\"?sep=\"?\s*\Z")
_HEADING_ENDS = "\ufeff\u200b\u2060'\""

_WORD = re.compile(r"[^\W\d_]+")
# What a Russian text in cp1251 has beside letters.
_SAID = re.compile(r"[\x00-\x7fА-яЁёІі«»„“”‘’‚–—…№§°±·×\u00a0\u00ad]*")
_LOST = re.compile(r"[А-Яа-яЁё]+\?+[а-яё][А-Яа-яЁё?]*")
_RUSSIAN = re.compile(r"[А-Яа-яЁёІі]+")
_CASE = re.compile(r"[А-ЯЁ]?[а-яёі]+|[А-ЯЁІ]+")
_COMMON = set("оеаинтсрвл")


@dataclass(frozen=True)
class Remark:
    """What a reader should know of a file that could be read; `text` has slots for the rest."""

    text: str
    file: str
    row: int = 0
    value: str = ""


@dataclass(frozen=True)
class Sheet:
    """A file's rows, what is wrong with some of them, and what should be known of it."""

    rows: list[Row]
    problems: list[Problem]
    remarks: tuple[Remark, ...] = ()


def read_sheet(path: Path, columns: Sequence[str]) -> Sheet:
    """Which rows does somebody's ledger hold, as the project would write them?

    `columns` are those of a ledger, kind and printed among them.
    Cells are mended as far as that is certain (`spreadsheet_cells`). `problems` are rows that
    cannot be told apart into cells and cells whose text is lost. Raises `InputError` for a file
    that cannot be read or has no such columns.
    """
    head = _head(path)
    if workbooks.is_workbook(head):
        return _of_workbook(path, columns)
    try:
        return _of_text(path, columns, _wide_encoding(head))
    except NotUtf8Error:
        text = _old_text(path)
        if lost := _LOST.search(text):
            raise _lost_letters(path, text, lost) from None
        if not _is_russian(text):
            raise
    sheet = _of_text(path, columns, "cp1251")
    return Sheet(sheet.rows, sheet.problems, (Remark(OLD_LETTERS, path.name), *sheet.remarks))


def _head(path: Path) -> bytes:
    """The first bytes; none of what is no plain file, such as a pipe, which is read once."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(64)
    except OSError:
        pass  # said where the file is read
    return b""


def _wide_encoding(head: bytes) -> str:
    """UTF-16 by its mark, or by the zeros that a Latin heading has in it; else UTF-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[:32:2], head[1:32:2]
    if len(head) >= 8 and all(even) and not any(odd):
        return "utf-16-le"
    if len(head) >= 8 and all(odd) and not any(even):
        return "utf-16-be"
    return "utf-8-sig"


def _old_text(path: Path) -> str:
    """A file that is no UTF-8, read as cp1251; nothing of a pipe or of a very large file."""
    if not path.is_file() or path.stat().st_size > MOST_OLD_BYTES:
        return ""
    return path.read_bytes().decode("cp1251", "replace")


def _lost_letters(path: Path, text: str, lost: re.Match[str]) -> InputError:
    row = text.count("\n", 0, lost.start()) + 1
    message = (
        f"{lost[0]!r} has lost letters that cp1251 lacks, such as Kazakh ones; save the "
        "spreadsheet anew as CSV UTF-8 (Excel: CSV UTF-8; LibreOffice: character set UTF-8)"
    )
    return InputError([Problem(path.name, str(row), "", message)])


def _is_russian(text: str) -> bool:
    """Whether bytes that are no UTF-8 are, beyond doubt, Russian words in cp1251.

    Every sign is one that Russian texts have; no word mixes alphabets or has a capital inside, as
    KOI8-R, cp866, MacCyrillic and Western letters give when they are read so; words are long
    enough and made of the most frequent letters.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not _SAID.fullmatch(text) or not words:
        return False
    letters = "".join(words).lower()
    n_common = sum(letter in _COMMON for letter in letters)
    return (
        all(_RUSSIAN.fullmatch(word) and _CASE.fullmatch(word) for word in words)
        and any(len(word) >= 4 for word in words)
        and n_common >= 0.45 * len(letters)
    )


def _of_text(path: Path, columns: Sequence[str], encoding: str) -> Sheet:
    with csv_files.opened(path, columns, encoding=encoding) as lines:
        n_above, heading, sign = _find_heading(path, lines, columns)
        records = csv_files.parsed(path, chain([heading], lines), sign, n_above=n_above)
        cells = next(records, (1, []))[1]
        places = _places(path, n_above + 1, cells, columns)
        numbered = ((n, [Cell(typed(each)) for each in record]) for n, record in records)
        return _sheet(path, columns, places, numbered, sign=sign)


def _find_heading(path: Path, lines: Iterator[str], columns: Sequence[str]) -> tuple[int, str, str]:
    """How many lines stand above the heading, the heading, and the sign that parts its cells."""
    above: list[str] = []
    for line in lines:
        first = _SEP.match(line) if not any(above) else None
        if not first and line.strip(' ,;\t|\r\n\ufeff"'):
            sign = max(_SIGNS, key=lambda each: _n_known(line.split(each), columns))
            below = (next(lines, "") for _ in range(MOST_ABOVE))
            if not _n_known(line.split(sign), columns):
                _refuse_rows_above(path, len(above) + 1, below, columns)
            return len(above), line, sign
        above.append("sep" if first else "")
        if len(above) > 1000:
            break
    return len(above), "", ","


def _refuse_rows_above(path: Path, row: int, below: Iterable[str], columns: Sequence[str]) -> None:
    for number, line in enumerate(below, start=row + 1):
        sign = max(_SIGNS, key=lambda each: _n_known(line.split(each), columns))
        if _n_known(line.split(sign), columns) > len(columns) // 2:
            message = f"this is no heading, row {number} is; delete the rows above it"
            raise InputError([Problem(path.name, str(row), "", message)])


def _name(heading: str) -> str:
    """A heading as the ledger's columns are written.

    >>> _name("\\ufeff Claim ID\\u00a0")
    'claim_id'
    """
    text = spreadsheet_cells.trimmed(heading.strip(_HEADING_ENDS)).strip(_HEADING_ENDS)
    return re.sub(r"[\s_-]+", "_", text).lower()


def _n_known(cells: Iterable[str], columns: Sequence[str]) -> int:
    names = {_name(cell.strip("\r\n")) for cell in cells}
    return len(names.intersection(columns))


def _places(path: Path, row: int, cells: Sequence[str], columns: Sequence[str]) -> list[str]:
    """By position, the column that a cell belongs to; empty below an empty heading."""
    names = [_name(cell) for cell in cells]
    filled = [name for name in names if name]
    if sorted(filled) == sorted(columns):
        return names
    csv_files.check_header(path, filled, columns, row=row)
    return names


def _sheet(
    path: Path,
    columns: Sequence[str],
    places: Sequence[str],
    records: Iterable[tuple[int, Sequence[Cell]]],
    *,
    sign: str = ",",
) -> Sheet:
    """The rows of records below a heading, whose cells belong to the columns `places`."""
    rows: list[Row] = []
    problems: list[Problem] = []
    remarks: dict[str, Remark] = {}
    prints: list[tuple[int, str]] = []
    empty = dict.fromkeys(columns, Cell(""))
    for number, record in records:
        if not any(spreadsheet_cells.trimmed(cell.text) for cell in record):
            continue
        if fault := _fault_of_shape(record, places, sign):
            problems.append(Problem(path.name, str(number), *fault))
            if len(problems) > MOST_PROBLEMS:
                csv_files.raise_problems(path, problems)
            continue
        cells = empty | {place: cell for place, cell in zip(places, record, strict=False) if place}
        rows.append(_row(number, cells, rows[-1].cells if rows else {}))
        prints.append((number, "" if rows[-1]["kind"] == "date" else cells["printed"].text))
        problems += _faults_of_kinds(path, rows[-1], cells)
        for remark in _remarks(path, rows[-1], cells):
            remarks.setdefault(remark.text, remark)
    if not rows and not problems:
        message = "there is a header and no row; add a row for each entry"
        raise InputError([Problem(path.name, "", "", message)])
    problems += _two_notations(path, prints)
    return Sheet(rows, problems, tuple(remarks.values()))


def _row(number: int, cells: dict[str, Cell], above: dict[str, str]) -> Row:
    """Cells often repeat the one above; kept once, a long file takes half the memory."""
    texts = spreadsheet_cells.mended({column: cell.text for column, cell in cells.items()})
    for column, text in texts.items():
        if above.get(column) == text:
            texts[column] = above[column]
    return Row(number, texts)


def _fault_of_shape(
    record: Sequence[Cell], places: Sequence[str], sign: str
) -> tuple[str, str] | None:
    """A column and what is wrong, when cells do not stand below the headings."""
    astray = [cell.text for cell, place in zip(record, places, strict=False) if not place]
    cut_off = [place for place in places[len(record) :] if place]
    n_cells, n_columns = len(record), sum(map(bool, places))
    said = f"{n_cells} cells instead of {n_columns}; quote cells that hold a {_SIGNS[sign]}"
    if set(cut_off) - set(MAY_END_EMPTY):
        mend = "write the others, empty where nothing stands, and no line break between them"
        return "", f"{n_cells} cells instead of {n_columns}; {mend}"
    if n_cells <= len(places) and not any(map(str.strip, astray)):
        return None
    if sign == "," and n_cells == len(places) + 1:
        at = places.index("printed")
        whole, decimals = record[at].text.strip(), record[at + 1].text.strip()
        if re.fullmatch(r"\W*\d+", whole) and re.fullmatch(r"\d+\s?%?", decimals):
            return "printed", f"{said}: is it {whole},{decimals}? Write {whole}.{decimals}"
    if n_cells > len(places):
        return "", said
    value = next(text for text in astray if text.strip())
    return "", f"{value!r} stands in a column without a heading; move it to note or delete it"


def _faults_of_kinds(path: Path, row: Row, cells: dict[str, Cell]) -> Iterator[Problem]:
    """Cells of a workbook whose kind says that what was typed is lost."""
    for column, cell in cells.items():
        text, fault = cell.text, ""
        if cell.kind == "date" and column != "printed":
            fault = f"{text!r} is a date that the spreadsheet made of what was typed"
        elif cell.kind == "truth":
            fault = f"{text!r} is a truth value that the spreadsheet made of what was typed"
        elif column == "printed" and cell.kind == "number" and _may_be_share(row, text):
            hundredfold = f"{100 * float(text):.15g}"
            fault = f"{text} may be {text}% or {hundredfold}%, if the cell shows percentages"
        if fault:
            message = f"{fault}; {spreadsheet_cells.AS_TEXT}"
            yield Problem(path.name, str(row.number), column, message)


def _may_be_share(row: Row, text: str) -> bool:
    return row["kind"] == "percent" and 0 < abs(float(text)) <= 1


def _remarks(path: Path, row: Row, cells: dict[str, Cell]) -> Iterator[Remark]:
    kind, printed = cells["printed"].kind, row["printed"]
    if kind == "number" and row["kind"] not in ("date", "year", "count", "base", "rank"):
        yield Remark(ROUNDED_CELLS, path.name, row.number, printed)
    if kind == "date" and row["kind"] == "date" and printed.endswith("-01"):
        yield Remark(FIRST_DAYS, path.name, row.number, printed)


def _two_notations(path: Path, prints: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """Where a file has decimal commas, a point before three digits may part thousands."""
    comma = next((each for each in prints if spreadsheet_cells.has_decimal_comma(each[1])), None)
    for number, text in prints if comma else ():
        if spreadsheet_cells.may_be_thousands(text):
            message = (
                f"{text!r} may have a decimal point or be {text.replace('.', '')}, since row "
                f"{comma[0]} has a decimal comma ({comma[1]}); write all with decimal points, "
                "no sign between thousands"
            )
            yield Problem(path.name, str(number), "printed", message)


def _of_workbook(path: Path, columns: Sequence[str]) -> Sheet:
    tables = workbooks.read_tables(path)
    found = [(table, at) for table in tables if (at := _heading_of(table, columns)) is not None]
    if len(found) > 1:
        names = ", ".join(repr(table.name) for table, _ in found)
        message = f"several sheets have the heading of a ledger ({names}); keep one"
        raise InputError([Problem(path.name, "", "", message)])
    if not found:
        names = ", ".join(repr(table.name) for table in tables[:5]) or "none holds anything"
        message = f"no sheet has the heading of a ledger (sheets: {names})"
        mend = f"write these columns into its first row: {','.join(columns)}"
        raise InputError([Problem(path.name, "", "", f"{message}; {mend}")])
    table, at = found[0]
    places = _places(path, at + 1, [cell.text for cell in table.rows[at]], columns)
    rows, problems = _unmerged(path, table, at, places)
    csv_files.raise_problems(path, problems)  # the rows beside them would be judged by half
    records = ((number, rows[number - 1]) for number in range(at + 2, len(rows) + 1))
    sheet = _sheet(path, columns, places, records)
    return Sheet(sheet.rows, [*sheet.problems, *_without_result(path, sheet.rows)], sheet.remarks)


def _without_result(path: Path, rows: Iterable[Row]) -> Iterator[Problem]:
    """Of a formula a workbook keeps the last result, if any; an error is kept as nothing."""
    for row in rows:
        if row["claim_id"] and not row["printed"]:
            cause = "the cell is empty, an error, or a formula whose result was not saved"
            mend = "type the number as printed"
            yield Problem(path.name, str(row.number), "printed", f"{cause}; {mend}")


def _heading_of(table: Table, columns: Sequence[str]) -> int | None:
    for number, row in enumerate(table.rows[: MOST_ABOVE + 1]):
        if _n_known((cell.text for cell in row), columns) > len(columns) // 2:
            return number
    return None


def _unmerged(
    path: Path, table: Table, at: int, places: Sequence[str]
) -> tuple[list[list[Cell]], list[Problem]]:
    """What stands in a cell merged over rows holds for each; one over columns is doubtful, and so
    is a number that would be printed in several rows."""
    rows = [list(row) for row in table.rows]
    problems = []
    for top, bottom, left, right in table.merged:
        is_inside = top > at and top < len(rows) and left < len(places)
        if not is_inside or not rows[top][left].text:
            continue
        if left == right and places[left] not in ("claim_id", "printed"):
            for number in range(top + 1, min(bottom, len(rows) - 1) + 1):
                rows[number][left] = rows[top][left]
            continue
        lines = "rows" if left == right else "columns"
        message = (
            f"{rows[top][left].text!r} stands in a cell merged over several {lines}; unmerge it "
            "(Home > Merge & Center; Главная > Объединить и поместить в центре)"
        )
        problems.append(Problem(path.name, str(top + 1), places[left], message))
    return rows, problems
