"""A file that cannot be used says why and what to do; one that can is read as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from helpers.errors import InputError
from helpers.register.reading import RegisterFile, read_register
from helpers.register.rules import load_rules
from tests.register import made_up

NUMBER = made_up.number(1)
HEADING = ["БИН", "Наименование", "Год"]


def read(path: Path, content: str | bytes | dict[str, list[list[object]]]) -> RegisterFile:
    """A CSV of text or bytes, or a workbook of sheets."""
    if isinstance(content, dict):
        book = Workbook()
        book.remove(book.active)
        for name, rows in content.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(path)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_register(path, load_rules(), path.parent)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7", "not a CSV or XLSX but a PDF"),
        (b"", "the file is empty"),
        ("Наименование,Регион\nПример,Алматы\n", "they name name, region"),
        (f"{NUMBER},Пример,2023\n", "no row at the top names the BIN"),
        ("БИН,Год\n", "no rows below the heading"),
        (f"БИН,БСН,Год\n{NUMBER},,2023\n", "it means 'bin', and so does «БИН»"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, content: str | bytes, message: str) -> None:
    """Each names the file and the mend."""
    with pytest.raises(InputError, match=message) as caught:
        read(tmp_path / "register.csv", content)
    assert "register.csv" in str(caught.value)


def test_a_message_shows_no_cell_of_a_file_without_heading(tmp_path: Path) -> None:
    """Row 1 may be an organisation."""
    with pytest.raises(InputError) as caught:
        read(tmp_path / "register.csv", f"{NUMBER},ОФ «Пример»,2023\n")
    assert "Пример" not in str(caught.value)
    assert NUMBER not in str(caught.value)


def test_a_register_on_the_second_sheet_is_named(tmp_path: Path) -> None:
    """The first sheet with rows is read, and the message says which others there are."""
    sheets = {"Титул": [["Реестр"]], "Реестр НПО": [HEADING, [NUMBER, "Пример", 2023]]}
    with pytest.raises(InputError, match="sheet 'Реестр НПО' was not read"):
        read(tmp_path / "register.xlsx", sheets)


def test_a_heading_below_a_title(tmp_path: Path) -> None:
    """Rows keep the numbers of the spreadsheet."""
    rows = [["Реестр на 2024 год", None, None], [None] * 3, HEADING, [NUMBER, "Пример", 2023]]
    file = read(tmp_path / "register.xlsx", {"Лист1": rows})
    assert file.rows.select("row", "bin", "year").rows() == [(4, NUMBER, "2023")]


@pytest.mark.parametrize("kind", [int, float, str])
def test_a_bin_as_a_number_of_a_workbook(tmp_path: Path, kind: type) -> None:
    """Also where the spreadsheet shows it as 6.0124E+11: the cell holds all digits."""
    file = read(tmp_path / "register.xlsx", {"Лист1": [HEADING, [kind(NUMBER), "Пример", 2023]]})
    assert file.rows["bin"].to_list() == [NUMBER]


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "cp1251")])
def test_separators_and_encodings(tmp_path: Path, separator: str, encoding: str) -> None:
    """As Excel writes a CSV in Kazakhstan."""
    name = "Общественный фонд «Пример и другие слова»"
    text = f"{separator.join(HEADING)}\n{separator.join((NUMBER, name, '2023'))}\n"
    file = read(tmp_path / "register.csv", text.encode(encoding))
    assert file.rows.select("bin", "name", "year").rows() == [(NUMBER, name, "2023")]


def test_headings_are_compared_by_their_words(tmp_path: Path) -> None:
    """Numbering, case, marks; what no rule names is left alone and said."""
    text = f"1. бин;«Отчётный  ГОД»;Акции\n{NUMBER};2023;5\n"
    file = read(tmp_path / "register.csv", text)
    assert set(file.columns) == {"bin", "year"}
    assert file.ignored == ("Акции",)
