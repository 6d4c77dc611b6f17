"""Files of every usual making are read alike; others are refused by name."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime

import pytest

from helpers.errors import InputError
from helpers.intake import reading
from helpers.intake.reading import open_source

HEADING = ["Отметка времени", "Сколько, всего?", "Тіл"]
ROWS = [["03.10.2024", "12", "қазақ; орыс"], ["04.10.2024", 'сказал "да"\nи ушёл', ""]]
TEXT = (
    'Отметка времени,"Сколько, всего?",Тіл\n03.10.2024,12,қазақ; орыс\n'
    '04.10.2024,"сказал ""да""\nи ушёл",\n'
)


def read(path, scratch):
    """Headings and rows of a file, blanks as "", rows by number."""
    source = open_source(path, scratch)
    rows = {}
    for batch in source.batches():
        for *cells, number in batch.rows():
            rows[number] = [cell or "" for cell in cells]
    return source, rows


def made(tmp_path, data: bytes, name: str = "a.csv"):
    """A file of these bytes."""
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").replace('да""\r\n', 'да""\n').encode(),
        (TEXT + "\x1a").encode(),
        TEXT.replace("\n", "\r").encode(),
        ("sep=,\r\n" + TEXT).encode(),
    ],
    ids=["utf-8", "with mark", "windows", "ctrl-z", "old mac", "sep"],
)
def test_the_same_whatever_wrote_it(data, tmp_path):
    """Marks, line ends and signs at the ends change nothing."""
    source, rows = read(made(tmp_path, data), tmp_path)
    assert list(source.headings) == HEADING
    assert {n: [c.replace("\r", "") for c in row] for n, row in rows.items()} == {
        2: ROWS[0],
        3: ROWS[1],
    }
    assert source.n_rows == 2


@pytest.mark.parametrize("separator", [";", "\t"])
def test_separators(separator, tmp_path):
    """The heading tells which sign separates."""
    text = separator.join(["имя", "а, б", "в"]) + "\n" + separator.join(["1", "2", "3"]) + "\n"
    source, rows = read(made(tmp_path, text.encode()), tmp_path)
    assert source.headings == ("имя", "а, б", "в")
    assert rows == {2: ["1", "2", "3"]}


def test_russian_windows(tmp_path):
    """cp1251 is read, and the report says what it cannot hold."""
    text = "Регион;Сколько человек работает в вашей организации?\nАкмолинская область;12\n"
    source, rows = read(made(tmp_path, text.encode("cp1251")), tmp_path)
    assert source.headings[1].startswith("Сколько человек")
    assert rows[2][0] == "Акмолинская область"
    assert source.remarks == [("old_letters", "read as cp1251, which has no Kazakh letters")]
    lost = text + "Қызылорда облысы, Маңғыстау;3\n"
    source, _ = read(made(tmp_path, lost.encode("cp1251", errors="replace")), tmp_path)
    ((_, told),) = source.remarks
    assert '1 lines have "?" inside a word, the first is 3' in told


RUSSIAN = "Регион;Сколько человек работает в вашей организации?\nАкмолинская область;12\n"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (RUSSIAN.encode("cp866"), "cp866 (CSV of MS-DOS): save it as CSV UTF-8"),
        (RUSSIAN.encode("koi8-r"), "KOI8-R: save it as CSV UTF-8"),
        (RUSSIAN.encode("utf-16"), "UTF-16: save it as CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file (.xls)"),
        (b"<html><table><tr><td>1", "a web page or XML"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"  \n", "the file is empty"),
        (b"PK\x03\x04rubbish", "the workbook cannot be opened"),
        (b"a,b\n1,\x002\n", "it contains zero bytes"),
        (b'a,b\n1,2\n3,"4\n5,6\n', "row 3: quotes do not pair up"),
    ],
    ids=["cp866", "koi8", "utf-16", "xls", "html", "pdf", "empty", "zip", "zero", "quotes"],
)
def test_what_cannot_be_read_is_named(data, cause, tmp_path):
    """A refusal says what the file is and how to save it."""
    with pytest.raises(InputError, match=re.escape(cause)):
        read(made(tmp_path, data), tmp_path)


def test_merged_cells_are_told(tmp_path):
    """What was written once for two rows is in the first alone."""
    from openpyxl import Workbook

    workbook = Workbook()
    for row in (["staff", "region"], [5, "Абай"], [6, None]):
        workbook.active.append(row)
    workbook.active.merge_cells("B2:B3")
    workbook.save(tmp_path / "a.xlsx")
    source = open_source(tmp_path / "a.xlsx", tmp_path)
    assert source.remarks == [("merged_cells", "1 areas, the first to row 3")]


def test_a_workbook_of_another_program(tmp_path):
    """It is an archive, too, and nothing in it can be read."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.numbers", "w") as archive:
        archive.writestr("Index/Document.iwa", "")
    with pytest.raises(InputError, match=r"another program .* save it as"):
        open_source(tmp_path / "a.numbers", tmp_path)


def test_a_packed_export(tmp_path):
    """Tools pack CSV into an archive; the message names what is in it."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("survey.csv", "a,b\n")
    with pytest.raises(InputError, match=r"a ZIP archive: unpack it .*\(survey\.csv\)"):
        open_source(tmp_path / "export.zip", tmp_path)


def test_a_file_that_is_not_there(tmp_path):
    """The name of the file is in the message, its directory is not."""
    with pytest.raises(InputError, match=r"nothing was built:\n  b.csv: no such file$"):
        open_source(tmp_path / "b.csv", tmp_path)


def test_cells_of_a_workbook(tmp_path):
    """Numbers, dates, ticks and errors as a CSV would have them; other sheets are told."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["когда", "сколько", "да", "доля", None])
    book.active.append([datetime(2024, 10, 3, 14, 15, 4), 12, True, 0.5, None])
    book.active.append([date(2024, 10, 4), None, False, "=1/0", None])
    book.active.append([None, " ", None, None, None])
    book.create_sheet("ещё").append(["a"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    source, rows = read(path, tmp_path)
    assert source.headings == ("когда", "сколько", "да", "доля")
    assert rows[2] == ["2024-10-03T14:15:04", "12", "True", "0.5"]
    assert rows[3][:3] == ["2024-10-04", "", "False"]
    assert source.remarks == [("not_read", "sheet 'ещё' was not read")]


def test_torn_and_blank_rows_are_known_by_number(tmp_path):
    """Rows are numbered as a spreadsheet shows them."""
    source, _ = read(made(tmp_path, b"a,b\n1,2\n\n1,2,3\n4\n,\n5,6\n"), tmp_path)
    assert {row: rule for row, (rule, _) in source.unreadable.items()} == {
        3: "blank_row",
        4: "row_shape",
        5: "row_shape",
        6: "blank_row",
    }
    assert source.unreadable[4][1] == "3 cells, the heading has 2"


def test_a_file_that_changes_meanwhile(tmp_path):
    """What was read must be what is named in the manifest."""
    path = made(tmp_path, TEXT.encode())
    source = open_source(path, tmp_path)
    path.write_bytes(TEXT.encode() + b"1,2,3\n")
    with pytest.raises(InputError, match="the file changed while it was read"):
        source.require_unchanged()


def test_an_archive_that_unpacks_for_ever(tmp_path, monkeypatch):
    """A workbook of a few kilobytes can hold gigabytes; it is not unpacked to find out."""
    import zipfile

    monkeypatch.setattr(reading, "MOST_UNPACKED", 1_000_000)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 2_000_000)
    with pytest.raises(InputError, match=r"a\.xlsx: unpacks to more than 1 MB: save it as CSV"):
        open_source(tmp_path / "a.xlsx", tmp_path)


def test_a_cell_without_end(tmp_path, monkeypatch):
    """Is named, in the heading and below it."""
    monkeypatch.setattr(reading, "LONGEST_CELL", 1000)
    limit = csv.field_size_limit()
    for text in (f"{'a' * 2000},b\n1,2\n", f"a,b\n1,{'a' * 2000}\n"):
        (tmp_path / "a.csv").write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"row 2: .*larger than field limit"):
            open_source(tmp_path / "a.csv", tmp_path)
    csv.field_size_limit(limit)
