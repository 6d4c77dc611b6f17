"""The Excel file: every cell, no formula; LibreOffice sees the same."""

from __future__ import annotations

import csv
import shutil
import subprocess

import openpyxl
import pytest

from helpers.export.plain import with_labels
from helpers.export.workbook import write_workbook


def shown(cell: object) -> str:
    """A cell as a sheet shows it."""
    return (
        ""
        if cell is None
        else str(int(cell) if isinstance(cell, float) and cell == int(cell) else cell)
    )


def test_every_cell_is_there(exported, tables, russian):
    """The codebook first; what a column holds is the comment of its heading."""
    book = openpyxl.load_workbook(exported / "ru" / "tables.xlsx")
    assert book.sheetnames == list(tables)
    assert book.sheetnames[0] == "codebook"
    for sheet, table in zip(book, tables.values(), strict=True):
        worded = with_labels(table, russian)
        assert [cell.value for cell in sheet[1]] == [one.name for one in worded.fields]
        assert [cell.comment.text for cell in sheet[1]] == [one.title for one in worded.fields]
        for found, row in zip(
            sheet.iter_rows(min_row=2, values_only=True), worded.rows, strict=True
        ):
            # Excel keeps 15 digits of a number.
            wanted = [pytest.approx(c, rel=1e-15) if isinstance(c, float) else c for c in row]
            assert list(found) == wanted


def test_no_cell_is_a_formula(awkward, tmp_path):
    """Nor becomes one when somebody edits it."""
    write_workbook([awkward], tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["awkward"]["F2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_the_same_tables_give_the_same_bytes(awkward, tmp_path):
    """No time of writing is in them."""
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook([awkward], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_sees_every_cell(awkward, tmp_path):
    """As text, where it is text: it computes nothing."""
    write_workbook([awkward], tmp_path / "awkward.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "awkward.xlsx")], check=True, capture_output=True)
    with (tmp_path / "awkward.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [one.name for one in awkward.fields]
    for found, row in zip(rows[1:], awkward.rows, strict=True):
        for cell, wanted in zip(found, row, strict=True):
            if isinstance(wanted, float):
                assert float(cell) == pytest.approx(wanted, rel=1e-12)
            else:
                assert cell == shown(wanted)
