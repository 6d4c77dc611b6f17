"""The mapping file: what it asks, what it is told, what it keeps."""

from __future__ import annotations

import pytest

from helpers.errors import InputError
from helpers.intake.mapping import Mapping, read_mapping


def test_asked_filled_and_read_again(tmp_path):
    """Lines that are there stay as they are; each is asked for once."""
    path = tmp_path / "mapping.csv"
    mapping = Mapping(path)
    mapping.ask("a.csv", "Ваш, регион")
    mapping.ask("a.csv", "Ваш, регион")
    mapping.ask("a.csv", "Роль", "иногда")
    assert mapping.write()
    assert path.read_text(encoding="utf-8-sig") == (
        'file,heading,answer,means\na.csv,"Ваш, регион",,\na.csv,Роль,иногда,\n'
    )
    path.write_text(
        'file;heading;answer;means\na.csv;"Ваш, регион";;survey_region\na.csv;Роль;иногда;\n*;;;\n'
        ";*;12;-\n",
        encoding="utf-8",
    )
    again = read_mapping(path)
    assert again.heading("a.csv", "Ваш, регион") == "survey_region"
    assert again.answer("a.csv", "Роль", "иногда") == ""
    assert again.rows_left_out("a.csv") == {12}
    again.ask("a.csv", "Роль", "иногда")
    assert not again.write()


def test_answers_that_a_spreadsheet_would_compute(tmp_path):
    """They are written as text, and read as they were; spaces do not matter."""
    mapping = Mapping(tmp_path / "mapping.csv")
    mapping.ask("a.csv", "Два\n слова", "=1+1")
    mapping.ask("a.csv", "Число", "-3")
    mapping.write()
    text = mapping.path.read_text(encoding="utf-8-sig")
    assert text.splitlines()[1:] == ["a.csv,Два слова,'=1+1,", "a.csv,Число,-3,"]
    mapping.path.write_text(text.replace("1+1,", "1+1,other"), encoding="utf-8")
    assert read_mapping(mapping.path).answer("a.csv", "Два  слова", " =1+1") == "other"


def test_as_spreadsheets_save_it(tmp_path):
    """Tabs are read; letters that may be lost are not."""
    path = tmp_path / "mapping.csv"
    text = "file\theading\tanswer\tmeans\na.csv\tРегион\t\tstaff\n"
    path.write_text(text, encoding="utf-8")
    assert read_mapping(path).heading("a.csv", "Регион") == "staff"
    path.write_text(text.replace("\t", ";"), encoding="cp1251")
    with pytest.raises(InputError, match="CSV UTF-8"):
        read_mapping(path)


def test_another_table_is_refused(tmp_path):
    """The message shows the columns that it has to have."""
    path = tmp_path / "mapping.csv"
    path.write_text("heading,question\n", encoding="utf-8")
    with pytest.raises(InputError, match="expected 'file,heading,answer,means'"):
        read_mapping(path)
