"""What KoboToolbox, ODK and typed-in paper bring along, on few rows."""

from __future__ import annotations

import pytest

from helpers.errors import ArgumentError, InputError
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
    with pytest.raises(InputError, match=r"cannot be told .*say it by --instrument survey\|form_a"):
        intake(path)
    with pytest.raises(ArgumentError, match="no instrument 'form'"):
        intake(path, options=("--instrument", "form"))
    with pytest.raises(ArgumentError, match="two files are called a.csv"):
        intake(path, path)
    assert not (restricted / "2024" / "clean").exists()
