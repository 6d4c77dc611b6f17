"""What KoboToolbox, ODK and typed-in paper bring along, on few rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.confidential.names import write_names
from helpers.errors import ArgumentError, InputError
from helpers.instruments import copies
from helpers.microdata.clean import read_wave
from tests.intake import exports
from tests.intake.conftest import lines


@pytest.fixture
def told(intake, restricted, tmp_path):
    """Read rows of a table, say what was told of them: the table and (row, rule) of its lines."""

    def read(heading: list[str], *rows: list[str], name: str = "survey"):
        path = exports.write_csv(tmp_path / "rows.csv", [heading, *rows])
        table = intake(path, options=("--instrument", name))[name]
        noted = lines(restricted, name).filter(
            ~lines(restricted, name)["rule"].is_in(["not_asked"])
        )
        return table, [tuple(row) for row in noted.select("row", "rule").rows() if row[0]]

    return read


def test_versions_and_reviews(told):
    """The latest version of a submission stays, a rejected one goes."""
    heading = ["_uuid", "_submission_time", "_validation_status", "staff"]
    table, noted = told(
        heading,
        ["a", "2024-10-01T10:00:00", "", "5"],
        ["a", "2024-10-02T10:00:00", "", "6"],
        ["b", "2024-10-02T10:00:00", "validation_status_not_approved", "7"],
        ["c", "2024-10-02T10:00:00", "validation_status_approved", "8"],
    )
    assert table["staff"].to_list() == [6, 8]
    assert table["row"].to_list() == [1, 2]
    assert noted == [(2, "resubmitted"), (4, "rejected")]


def test_split_and_summary_columns_beside_each_other(told, instruments):
    """Where both are exported they have to agree; labels are as good as codes."""
    label = {choice.name: choice.label["kk"] for choice in instruments["survey"]["need"].choices}
    heading = ["need", "need/finance", "need/training", "need/staff", "need/infrastructure"]
    table, noted = told(
        heading,
        ["finance staff", "1", "0", "1", "0"],
        [f"{label['finance']} {label['training']}", "1", "1", "0", "0"],
        ["finance", "0", "1", "0", "0"],
        ["", "", "", "", ""],
        ["training", "", "TRUE", "", ""],
        ["training", "0", "maybe", "0", "0"],
    )
    read = table.select("source", "need__finance", "need__training", "need__staff").rows()
    assert read[0] == ("rows.csv:2", 1, 0, 1)
    assert read[1] == ("rows.csv:3", 1, 1, 0)
    assert ("rows.csv:6", 0, 1, 0) in read
    assert (4, "columns_disagree") in noted
    assert (5, "blank_row") in noted
    assert (7, "not_a_tick") in noted


def test_a_name_in_the_register_is_the_organisation_of_its_bin(told, restricted, capsys):
    """Who gives the name in one year and the BIN in another is found again."""
    (restricted / "2024").mkdir(parents=True)
    registered = [("жасыл", "00000000000000aa"), ("қор", "1"), ("қор", "2")]
    write_names(restricted / "2024" / "names.txt", registered)
    heading = ["organisation_name", "staff", "difficulty_words"]
    table, _ = told(
        heading,
        ["ОФ «Жасыл»", "5", "Нас путают с «Жасыл»"],
        ["ҚҚ «Қор»", "6", ""],
        ["Другое имя", "7", ""],
    )
    assert table["organisation"][0] == "00000000000000aa"
    assert table["organisation"][1] is None
    assert len(table["organisation"][2]) == 16
    assert table["difficulty_words"][0] == "Нас путают с «[организация]»"
    assert "no longer in it" not in capsys.readouterr().out


def test_a_table_that_loses_files_is_told(intake, tmp_path, capsys):
    """One command makes one table; what an earlier one had is not added to it."""
    for name in ("may.csv", "june.csv"):
        intake(exports.write_csv(tmp_path / name, [["staff", "staff_women"], ["5", "1"]]))
    assert "also made of may.csv, whose rows are no longer in it" in capsys.readouterr().out


def test_paper_forms_by_number(told, instruments):
    """Columns headed by the numbers of the printed form."""
    numbers = instruments["form_a"].numbers
    heading = [f"{numbers[name]}." for name in ("place", "interaction_frequency")]
    table, noted = told(heading, ["Капчагай", "regular"], name="form_a")
    assert table.select("place", "interaction_frequency").row(0) == ("konaev", "regular")
    assert noted == [(2, "old_name")]


def test_a_row_that_the_author_leaves_out(told, restricted):
    """By a line of the mapping file, and the report says so."""
    (restricted / "2024").mkdir(parents=True)
    mapping = restricted / "2024" / "mapping.csv"
    mapping.write_text("file,heading,answer,means\nrows.csv,*,3,-\n", encoding="utf-8")
    table, noted = told(["staff", "staff_women"], ["5", "1"], ["6", "2"])
    assert table["staff"].to_list() == [5]
    assert noted == [(3, "asked_out")]


def test_a_value_typed_into_the_wrong_cell_is_not_shown(told, restricted):
    """Somebody's telephone number where a number was asked for."""
    told(["staff", "staff_women"], ["+7 701 123 45 67", "1"])
    shown = lines(restricted, "survey").filter(rule="not_a_number")["value"].to_list()
    assert shown == ["[телефон]"]


def test_refusals(intake, tmp_path, restricted):
    """Nothing is written outside the restricted directory, and nothing on a doubt."""
    path = exports.write_csv(tmp_path / "a.csv", [["place", "staff"], ["Есик", "1"]])
    with pytest.raises(ArgumentError, match="clean questionnaires stay inside data/restricted"):
        intake(path, options=("--out", str(tmp_path / "elsewhere")))
    with pytest.raises(InputError, match=r"cannot be told .* say --instrument survey\|form_a"):
        intake(path)
    with pytest.raises(ArgumentError, match="no instrument"):
        intake(path, options=("--instrument", "form"))
    with pytest.raises(ArgumentError, match=r"two files are called a\.csv"):
        intake(path, path)
    assert not (restricted / "2024" / "clean").exists()


def test_a_file_that_is_not_what_is_said(intake, tmp_path, tables, instruments):
    """Another questionnaire, letters decoded twice, a row above the headings."""
    cells = exports.google(tables["survey"], instruments["survey"], "ru")
    path = exports.write_csv(tmp_path / "a.csv", cells)
    with pytest.raises(InputError, match=r"not form_a by its headings .*leave --instrument out"):
        intake(path, options=("--instrument", "form_a"))
    twice = [[cell.encode().decode("latin-1") for cell in row] for row in cells]
    with pytest.raises(
        InputError, match=r"wrong encoding \('Отметка времени'\?\): export it again"
    ):
        intake(exports.write_csv(tmp_path / "b.csv", twice))
    titled = [["Ответы", *[""] * (len(cells[0]) - 1)], *cells]
    with pytest.raises(InputError, match="row 1 has to hold the headings: delete what"):
        intake(exports.write_csv(tmp_path / "c.csv", titled))


def test_two_exports_below_each_other(told):
    """The second heading is no questionnaire."""
    heading = ["_uuid", "staff", "staff_women"]
    table, noted = told(heading, ["a", "5", "1"], heading, ["b", "6", "1"])
    assert table["staff"].to_list() == [5, 6]
    assert noted == [(3, "heading_again")]


def test_cells_under_the_wrong_heading(told, restricted):
    """Where most of a column means nothing, one line says so first."""
    told(["local_impact", "staff"], *([str(number), "5"] for number in range(9)))
    (line,) = lines(restricted, "survey").filter(rule="mostly_unread").to_dicts()
    assert (line["row"], line["column"], line["detail"]) == (0, "local_impact", "9 of 9")


def test_columns_of_one_choice_that_disagree(told):
    """Which is right is not known: the question is missing, not "not ticked"."""
    ticks, numbers = ["need/finance", "need__finance", "need/training"], ["staff"] * 3
    table, noted = told(
        [*ticks, *numbers, "staff_men"],
        ["0", "1", "1", "5", "6", "6", "1"],
        ["1", "1", "0", "5", "5", "5", "1"],
    )
    assert table["need__finance"].to_list() == [None, 1]
    assert table["need__training"].to_list() == [None, 0]
    assert table["staff"].to_list() == [None, 5]
    assert noted == [(2, "columns_disagree"), (2, "columns_disagree")]


def test_a_row_of_totals(told):
    """The sum below a table is nobody's questionnaire."""
    table, noted = told(["_uuid", "staff"], ["a", "5"], ["Итого:", "5"], ["", "7"])
    assert table["staff"].to_list() == [5, 7]
    assert noted == [(3, "total_row")]


def test_a_misspelt_answer_is_told(told, restricted):
    """It stays with the words of "other", and the mapping file asks whether it is the answer."""
    table, noted = told(["staff", "difficulty"], ["5", "финнсовые сложности; лес"])
    assert table["difficulty_other"].to_list() == ["финнсовые сложности; лес"]
    assert noted == [(2, "near_answer")]
    path = restricted / "2024" / "mapping.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("сложности,", "сложности,финансовые сложности"), encoding="utf-8")
    table, noted = told(["staff", "difficulty"], ["5", "финнсовые сложности; лес"])
    assert table.select("difficulty__finance", "difficulty_other").rows() == [(1, "лес")]
    assert noted == []


def test_answers_of_another_question(told, restricted):
    """A column of nothing but "other" is told, as are headings that are numbers."""
    told(["staff", "difficulty"], *([str(row), f"тема {row}"] for row in range(1, 8)))
    (line,) = lines(restricted, "survey").filter(rule="mostly_other").to_dicts()
    assert (line["column"], line["detail"]) == ("difficulty", "7 of 7")
    told(["4", "staff_men"], ["5", "1"])
    (line,) = lines(restricted, "survey").filter(rule="by_number").to_dicts()
    assert (line["column"], line["detail"]) == ("4", "staff")


def test_dates_that_are_none(told):
    """Only what can be read both ways is said to be."""
    heading = ["submitted", "staff"]
    _, noted = told(heading, ["10/3/2024", "5"], ["31.02.2024", "6"], ["октябрь 2024", "7"])
    assert noted == [(2, "ambiguous_date"), (3, "not_a_date"), (4, "not_a_date")]


def test_what_stands_beside_the_questionnaires(intake, restricted):
    """`*.csv` also finds the mapping file, which is none of them."""
    directory = restricted / "2024"
    directory.mkdir(parents=True)
    path = exports.write_csv(directory / "a.csv", [["staff", "staff_men"], ["5", "1"]])
    own = exports.write_csv(directory / "mapping.csv", [["file", "heading", "answer", "means"]])
    assert intake(path, own)["survey"]["staff"].to_list() == [5]


def test_an_answer_that_was_not_asked_for(told):
    """Paper has no skip rules; what stands there is kept and noted."""
    table, noted = told(["obstacle", "obstacle_words"], ["none", "Всё же мешает погода"])
    assert table["obstacle_words"].to_list() == ["Всё же мешает погода"]
    assert noted == [(2, "not_concerned")]


def test_the_questions_of_a_wave_are_kept(told, restricted, instruments):
    """Those of a table taken in earlier stay as they were."""
    told(["staff"], ["5"])
    path = restricted / "2024" / "clean" / copies.FILE
    assert copies.read_copy(path) == {"survey": instruments["survey"]}
    other = replace(instruments["form_b"], title={"en": "As it was", "ru": "", "kk": ""})
    copies.write_copy(path, {"form_b": other})
    told(["staff"], ["5"])
    kept = copies.read_copy(path)
    assert (kept["form_b"].title["en"], set(kept)) == ("As it was", {"survey", "form_b"})


def test_headings_without_answers_replace_no_table(told):
    """What was taken in before stays."""
    told(["staff"], ["5"])
    with pytest.raises(InputError, match="no row is left: the file has headings only"):
        told(["staff"])
    assert read_wave("2024")["survey"]["staff"].tolist() == [5]
