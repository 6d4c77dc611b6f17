"""A workbook gives the text of its cells, or one sentence within seconds."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from helpers.ledger import workbooks
from helpers.ledger.workbooks import Cell, read_tables
from tests.cases.small_study import problems_of


def write_book(path: Path, *sheets: list[list[object]], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    book.save(path)
    return path


def write_zip(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def change_sheet(path: Path, old: bytes, new: bytes) -> Path:
    """Change the XML of a workbook's first sheet, as no spreadsheet would write it."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert old in parts[name]
    return write_zip(path, **parts | {name: parts[name].replace(old, new)})


def test_cells_are_text_of_a_kind(tmp_path: Path) -> None:
    """Whole numbers without a point, fifteen digits, dates in ISO form; empty rows are kept."""
    rows = [[], ["6.0", 6.0, 0.1 + 0.2, datetime(2024, 12, 2), True, None]]
    (table,) = read_tables(write_book(tmp_path / "a.xlsx", rows, []))
    assert table.rows[1] == [
        Cell("6.0"),
        *(Cell("6", "number"), Cell("0.3", "number"), Cell("2024-12-02", "date")),
        *(Cell("TRUE", "truth"),),
    ]
    assert not any(cell.text for cell in table.rows[0])


def test_merged_areas_are_told(tmp_path: Path) -> None:
    """As first and last row, first and last column, from 0."""
    rows = [["a", "b"], ["c", "d"], ["e", "f"]]
    (table,) = read_tables(write_book(tmp_path / "a.xlsx", rows, merged="B2:B3"))
    assert table.merged == ((1, 2, 1, 1),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "this is an old Excel file (.xls) or one with a"),
        (b"PK\x03\x04" + b"\0" * 600, "the archive is damaged or locked"),
    ],
)
def test_what_is_no_workbook_of_today_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    """With what to save it as."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    (problem,) = problems_of(read_tables, path)
    assert problem.startswith(f"a.xlsx: {said}")
    assert "save it" in problem


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/document.xml", "this is a Word document"),
        ("xl/workbook.bin", "this is a workbook of another kind"),
        ("claims.csv", "unpack it and name a file of it (claims.csv)"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, part: str, said: str) -> None:
    """A document, a binary workbook, a packed CSV."""
    (problem,) = problems_of(read_tables, write_zip(tmp_path / "a.xlsx", **{part: b"x"}))
    assert said in problem


def test_a_workbook_that_unfolds_is_refused_unopened(tmp_path: Path) -> None:
    """By the size that it states, and by the bytes that come when it states another one."""
    path = tmp_path / "a.xlsx"
    write_zip(path, **{"xl/workbook.xml": b"", "xl/media/a": b"\0" * (workbooks.MOST_UNPACKED + 1)})
    assert "unpacks to more than 200 MB" in problems_of(read_tables, path)[0]
    write_zip(path, **{"xl/workbook.xml": b"", "xl/media/a": b"\0" * 1_000_000})
    lying = path.read_bytes().replace((1_000_000).to_bytes(4, "little"), b"\x09\0\0\0")
    path.write_bytes(lying)
    assert "the archive is damaged" in problems_of(read_tables, path)[0]


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c><v>1</v></c>' + b"<c/>" * 20 + b"</row>",
        b'<row r="9"><c r="&#88;FD1048576"><v>1</v></c></row>',
    ],
)
def test_two_cells_far_apart_are_refused(tmp_path: Path, row: bytes) -> None:
    """A few bytes would stand for all that lies between; so no memory is asked for."""
    path = write_book(tmp_path / "a.xlsx", [["a"]])
    change_sheet(path, b"</sheetData>", row + b"</sheetData>")
    (problem,) = problems_of(read_tables, path)
    assert "cells span an area of more than 6,000,000 cells" in problem


def test_an_ods_whose_cells_repeat_is_refused(tmp_path: Path) -> None:
    """But for empty ones at the ends, which LibreOffice always writes."""
    cell = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="16383"/>'
    for attribute, n_problems in (("", 0), (' table:number-columns-repeated="16000"', 1)):
        row = f'<table:table-row table:number-rows-repeated="500">{cell.format(attribute)}{empty}'
        name = "urn:oasis:names:tc:opendocument:xmlns"
        content = (
            f'<office:document-content xmlns:office="{name}:office:1.0" '
            f'xmlns:table="{name}:table:1.0" xmlns:text="{name}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="S">{row}</table:table-row>'
            "</table:table></office:spreadsheet></office:body></office:document-content>"
        )
        path = write_zip(
            tmp_path / "a.ods",
            mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
            **{"content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"},
        )
        assert len(problems_of(read_tables, path)) == n_problems
