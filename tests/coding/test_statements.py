"""Spreadsheets of coded quotes, and files of another kind."""

import pytest

from helpers.coding import statements
from tests.cases import coded_projects
from tests.cases.small_study import problems_of


def test_a_row_is_a_quote_a_coder_and_a_code(tmp_path):
    """Further columns may be there, in any order; words are carried along, never shown."""
    path = coded_projects.table(
        tmp_path / "a.csv",
        [("s1", "q1", "anna", "openness", "", "нас позвали"), ("s2", "q2", "anna", "", "", "")],
        "speaker,quote_id,coder,theme,direction,text",
    )
    one, two = statements.read_files([path])
    assert (one.unit, one.coder, one.codes, one.speaker) == ("q1", "anna", ("openness",), "s1")
    assert (one.place, one.text) == ("a.csv:2", "нас позвали")
    assert two.codes == ()
    assert "позвали" not in repr(one)


def test_each_file_can_be_a_coder_s(tmp_path):
    """Where all of them bear the same name."""
    rows = [("q1", "user", "openness", "")]
    files = [coded_projects.table(tmp_path / f"{name}.csv", rows) for name in "ab"]
    assert {each.coder for each in statements.read_files(files)} == {"user"}
    assert len({each.coder for each in statements.read_files(files, by_file=True)}) == 2


@pytest.mark.parametrize(
    ("name", "columns", "rows", "message"),
    [
        ("a.xlsx", "", [], "a.xlsx: neither CSV nor .qdpx"),
        ("a.csv", "quote_id,coder,theme", [("q1", "a", "x")], "missing: direction"),
        ("a.csv", "quote_id;coder;theme;direction", [], "there is a header and no row"),
        (
            "a.csv",
            "quote_id,coder,theme,direction",
            [("q1", "", "openness", "")],
            "a.csv, row 2, column coder: the cell is empty",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named(name, columns, rows, message, tmp_path):
    """By row and column, with its mend."""
    path = coded_projects.table(tmp_path / name, rows, columns)
    (problem,) = problems_of(statements.read_files, [path])
    assert message in problem


def test_semicolons_are_read(tmp_path):
    """A spreadsheet of another country saves them, whichever columns there are."""
    path = tmp_path / "a.csv"
    path.write_text("quote_id;coder;theme;direction;speaker\nq1;anna;openness;;s1\n")
    (coded,) = statements.read_files([path])
    assert coded.coder == "anna"


def test_a_missing_table_is_named(tmp_path):
    """As any other file."""
    (problem,) = problems_of(statements.read_files, [tmp_path / "no.csv"])
    assert "the file is missing" in problem
