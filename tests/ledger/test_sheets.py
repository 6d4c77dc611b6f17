"""Somebody else's ledger is read in any dress of one meaning, else refused in one sentence."""

from __future__ import annotations

import csv
import io
import os
import threading
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from helpers.errors import InputError
from helpers.ledger.claims import COLUMNS
from helpers.ledger.sheets import FIRST_DAYS, OLD_LETTERS, ROUNDED_CELLS, read_sheet
from tests.cases.small_study import claim, csv_text, problems_of

ROWS = (
    claim("all", "size", "1327", section="Кто ответил на вопросы", kind="base"),
    claim("share", "size", "72.5", kind="percent", formula="100 * part / all", find="две трети"),
    claim("mean", "score", "6.0", kind="mean", note="a, b; c\td"),
    claim("start", "start", "2024-12", kind="date"),
)
TABLE = [list(COLUMNS), *([row[column] for column in COLUMNS] for row in ROWS)]
PRINTED, KIND = COLUMNS.index("printed"), COLUMNS.index("kind")


def text_of(table: list[list[str]], sign: str = ",", end: str = "\n") -> str:
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=sign, lineterminator=end).writerows(table)
    return sheet.getvalue()


PLAIN = text_of(TABLE)


def read(folder: Path, content: str | bytes) -> list[dict[str, str]]:
    path = folder / "claims.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    sheet = read_sheet(path, COLUMNS)
    assert [str(problem) for problem in sheet.problems] == []
    return [row.cells for row in sheet.rows]


def faults(folder: Path, content: str | bytes) -> list[str]:
    try:
        path = folder / "claims.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return [str(problem) for problem in read_sheet(path, COLUMNS).problems]
    except InputError as error:
        return [str(problem) for problem in error.problems]


def changed(printed: dict[int, str]) -> list[list[str]]:
    """The table with other printed numbers in some of its rows, counted from 0 at the heading."""
    table = [list(row) for row in TABLE]
    for number, text in printed.items():
        table[number][PRINTED] = text
    return table


DRESSES = {
    "semicolons": text_of(TABLE, ";", "\r\n"),
    "tabs": text_of(TABLE, "\t"),
    "bars": text_of(TABLE, "|"),
    "sep": "sep=;\r\n" + text_of(TABLE, ";"),
    "quoted sep": '"sep=;";;;\r\n' + text_of(TABLE, ";"),
    "two marks": "\ufeff\ufeff" + PLAIN,
    "marks and sep": "\ufeffsep=,\n\ufeff" + PLAIN,
    "Ctrl-Z": PLAIN + "\x1a",
    "blank rows above": "\n,,,\n" + PLAIN,
    "blank rows above and sep": "sep=;\n;;;\n" + text_of(TABLE, ";"),
    "blank rows below": PLAIN + "," * 13 + "\n\n , ,\n",
    "blank columns behind": text_of([[*row, "", ""] for row in TABLE]),
    "blank column before": text_of([["", *row] for row in TABLE]),
    "spaces in headings": text_of([[f"\u00a0{name} " for name in COLUMNS], *TABLE[1:]]),
    "other headings": text_of([[name.replace("_", " ").upper() for name in COLUMNS], *TABLE[1:]]),
    "another order": text_of([row[::-1] for row in TABLE]),
    "spaces in cells": text_of([[f" {cell}\u00a0" for cell in row] for row in TABLE]),
    "ends cut off": text_of([TABLE[0], *(row if row[-1] else row[:-1] for row in TABLE[1:])]),
    "decimal commas": text_of(changed({1: "1\u00a0327", 2: "72,5 %", 3: "6,0", 4: "дек.24"}), ";"),
    "old line ends": text_of(TABLE, end="\r"),
    "UTF-16": text_of(TABLE, "\t", "\r\n").encode("utf-16"),
    "UTF-16 without a mark": PLAIN.encode("utf-16-le"),
    "UTF-16 from the other end": PLAIN.encode("utf-16-be"),
    "cp1251": text_of(TABLE, ";", "\r\n").encode("cp1251"),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_a_dress_of_one_meaning_changes_no_cell(tmp_path: Path, dress: str) -> None:
    """Whatever a spreadsheet adds, the rows are those that the project itself would write."""
    assert read(tmp_path, DRESSES[dress]) == list(ROWS)


def test_rows_keep_the_numbers_of_their_lines(tmp_path: Path) -> None:
    """Blank lines above the heading count, as an editor shows them."""
    path = tmp_path / "claims.csv"
    path.write_text("sep=,\n\n" + PLAIN, encoding="utf-8")
    assert [row.number for row in read_sheet(path, COLUMNS).rows] == [4, 5, 6, 7]


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    """It is read once from its beginning."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(DRESSES["sep"], "utf-8"))
    writer.start()
    sheet = read_sheet(pipe, COLUMNS)
    writer.join()
    assert [row.cells for row in sheet.rows] == list(ROWS)


RUSSIAN = PLAIN.replace("Раздел", "Ответы участников")
KAZAKH = PLAIN.replace("Раздел", "Өңір тұрғындары")


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "mac-cyrillic", "iso8859-5"])
def test_another_cyrillic_encoding_is_not_guessed(tmp_path: Path, encoding: str) -> None:
    """Read as cp1251 its letters would be others; the byte and the row are named."""
    (fault,) = faults(tmp_path, RUSSIAN.encode(encoding))
    assert "is not UTF-8; save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')" in fault


def test_letters_that_are_not_russian_are_not_guessed(tmp_path: Path) -> None:
    """German ones are Cyrillic in cp1251; Kazakh ones are not in it, or were lost to it."""
    german = csv_text(COLUMNS, [claim("a", "b", "1", section="Größe für alle", find="two words")])
    assert "0xf6 is not UTF-8" in faults(tmp_path, german.encode("latin-1"))[0]
    assert "is not UTF-8" in faults(tmp_path, KAZAKH.encode("kz1048"))[0]
    (fault,) = faults(tmp_path, KAZAKH.encode("cp1251", "replace"))
    assert fault.startswith("claims.csv, row 3: 'т?р")
    assert "has lost letters that cp1251 lacks, such as Kazakh ones; save the" in fault


def test_a_file_in_cp1251_is_told(tmp_path: Path) -> None:
    """Its reader should know that no Kazakh letter can be in it."""
    path = tmp_path / "claims.csv"
    path.write_bytes(DRESSES["cp1251"])
    assert [each.text for each in read_sheet(path, COLUMNS).remarks] == [OLD_LETTERS]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("My ledger\n" + PLAIN, "row 1: this is no heading, row 2 is; delete the rows above it"),
        ("a log line\n" * 9, "row 1, column claim_id: the columns are not as agreed (missing: "),
        (text_of([row[:-1] for row in TABLE]), "column note: the columns are not as agreed (mis"),
        (text_of([[*row, "x"] for row in TABLE]), "(unknown: x); write exactly: claim_id,"),
        (text_of([[*row, row[0]] for row in TABLE]), "(one stands twice)"),
        (PLAIN.replace("72.5", "72,5"), "column printed: 15 cells instead of 14; quote cells"),
        (PLAIN.replace("72.5", "72,5"), "is it 72,5? Write 72.5"),
        (text_of(TABLE, ";").replace("72.5", "a;b"), "quote cells that hold a semicolon"),
        (text_of([["", *TABLE[0]], *(["!", *row] for row in TABLE[1:])]), "'!' stands in a column"),
        (PLAIN + "x,y\n", "row 6: 2 cells instead of 14"),
        (PLAIN + '"' * 500_001, "close its quotes"),
        ("," * 1_000_000 + PLAIN, "row 1: the line is longer than 10000 characters"),
        ("", "the file is empty; write header and rows"),
        (",,,\n" * 3, "the columns are not as agreed"),
        (text_of(TABLE[:1]), "there is a header and no row; add a row for each entry"),
    ],
)
def test_what_may_mean_two_things_is_refused(tmp_path: Path, content: str, said: str) -> None:
    """The sentence says where, what stands there, and what to do."""
    assert said in faults(tmp_path, content)[0]


def test_an_empty_cell_too_many_moves_no_cell(tmp_path: Path) -> None:
    """An unquoted comma pushes the row to the right, where its last cells may be empty."""
    table = [list(row) for row in TABLE]
    table[1].insert(PRINTED, "")
    table[1][-1] = ""
    assert "row 2: 15 cells instead of 14" in faults(tmp_path, text_of(table))[0]


def test_points_are_doubtful_where_commas_part_decimals(tmp_path: Path) -> None:
    """1.327 beside 72,5 may be a thousand; alone it has a decimal point, as the ledger says."""
    assert read(tmp_path, text_of(changed({1: "1.327"})))[0]["printed"] == "1.327"
    (fault,) = faults(tmp_path, text_of(changed({1: "1.327", 2: "72,5"}), ";"))
    assert fault.startswith(
        "claims.csv, row 2, column printed: '1.327' may have a decimal point or be 1327, "
        "since row 3 has a decimal comma (72,5)"
    )


def write_book(folder: Path, *sheets: list[list[object]], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    if merged:
        book.worksheets[0].merge_cells(merged)
    path = folder / "claims.xlsx"
    book.save(path)
    return path


def test_a_workbook_of_texts_is_read_as_it_is(tmp_path: Path) -> None:
    """Wherever the table stands on its sheet, and whichever sheet it is; rows are the sheet's."""
    table = [[None, *row] for row in TABLE]
    path = write_book(tmp_path, [["Read me"]], [[], [], *table])
    sheet = read_sheet(path, COLUMNS)
    assert [row.cells for row in sheet.rows] == list(ROWS)
    assert [row.number for row in sheet.rows] == [4, 5, 6, 7]
    assert (sheet.problems, sheet.remarks) == ([], ())


def test_a_number_merged_over_rows_is_no_number_of_each(tmp_path: Path) -> None:
    """Two rows never print one number, so the reader says which of them does."""
    letter = get_column_letter(PRINTED + 1)
    area = f"{letter}2:{letter}3"
    (fault,) = problems_of(read_sheet, write_book(tmp_path, TABLE, merged=area), COLUMNS)
    assert "row 2, column printed" in fault
    assert "merged over several rows" in fault


@pytest.mark.parametrize("content", ["=I2/2", "#DIV/0!"])
def test_a_formula_without_a_result_and_an_error_are_named(tmp_path: Path, content: str) -> None:
    """Both come as an empty cell, whose cause is not to be seen."""
    table = changed({1: content})
    (fault, *_) = read_sheet(write_book(tmp_path, table), COLUMNS).problems
    assert "a formula whose result was not saved" in str(fault)


def test_a_cell_merged_over_rows_holds_for_each(tmp_path: Path) -> None:
    """One merged over columns may belong to any of them."""
    sections = "C2:C4"
    rows = read_sheet(write_book(tmp_path, TABLE, merged=sections), COLUMNS).rows
    assert [row["section"] for row in rows[:3]] == ["Кто ответил на вопросы"] * 3
    (fault,) = problems_of(read_sheet, write_book(tmp_path, TABLE, merged="B2:D2"), COLUMNS)
    assert fault.startswith("claims.xlsx, row 2, column chapter: '1' stands in a cell merged over")


def test_number_cells_are_told_once(tmp_path: Path) -> None:
    """6.0 has become 6 there; a share below one may be a percentage that the cell shows."""
    table = changed({1: 1327, 2: 72.5, 3: 6.0})
    sheet = read_sheet(write_book(tmp_path, table), COLUMNS)
    assert [row["printed"] for row in sheet.rows[:3]] == ["1327", "72.5", "6"]
    assert [(each.text, each.row, each.value) for each in sheet.remarks] == [
        (ROUNDED_CELLS, 3, "72.5")
    ]
    (problem,) = read_sheet(write_book(tmp_path, changed({2: 0.725})), COLUMNS).problems
    assert str(problem).startswith(
        "claims.xlsx, row 3, column printed: 0.725 may be 0.725% or 72.5%, if the cell shows "
    )


def test_dates_of_a_workbook_are_days(tmp_path: Path) -> None:
    """The first of a month may be a month, which is told; elsewhere a date destroyed an id."""
    sheet = read_sheet(write_book(tmp_path, changed({4: datetime(2024, 12, 1)})), COLUMNS)
    assert sheet.rows[3]["printed"] == "2024-12-01"
    assert [each.text for each in sheet.remarks] == [FIRST_DAYS]
    table = changed({})
    table[1][1] = datetime(2026, 2, 1)
    (problem,) = read_sheet(write_book(tmp_path, table), COLUMNS).problems
    assert "column chapter: '2026-02-01' is a date that the spreadsheet made" in str(problem)


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ((TABLE, TABLE), "several sheets have the heading of a ledger ('Sheet', 'Sheet1'); keep"),
        (([["a"]],), "no sheet has the heading of a ledger (sheets: 'Sheet'); write these"),
    ],
)
def test_the_sheet_with_the_heading_is_read(tmp_path: Path, sheets: tuple, said: str) -> None:
    """There is exactly one."""
    (problem,) = problems_of(read_sheet, write_book(tmp_path, *sheets), COLUMNS)
    assert said in problem
