"""Printed and recomputed side by side, as the chapter shows them."""

from __future__ import annotations

import csv

import pytest

from helpers import paths
from helpers.chapters import recomputed
from helpers.errors import ArgumentError
from helpers.synthetic.watermark import COLUMN, MARK
from tests.cases.released import study_from_rows

pytestmark = pytest.mark.usefixtures("own_outputs")


@pytest.fixture(scope="module")
def rows():
    """A study whose rows pass for real ones."""
    return study_from_rows(marked=False)


@pytest.fixture(scope="module")
def numbers(rows):
    """All numbers of it."""
    return recomputed.numbers(rows)


def test_every_printed_number_has_a_row(rows, numbers):
    """In the report's order, with the verdict on the printed one."""
    assert list(numbers["claim_id"]) == list(rows.ledger)
    row = numbers.set_index("claim_id").loc["staff_total_youth"]
    assert (row["printed"], row["recomputed"], row["difference"]) == ("1,387", "1,388", "+1")
    assert row["verdict"] == "≠ contradiction"


def test_a_withheld_number_says_why_and_nothing_else(numbers):
    """Neither value nor difference, in any column."""
    withheld = numbers[numbers["outcome"] == "withheld"]
    assert set(withheld["recomputed"]) == set(withheld["difference"]) == {"—"}
    assert withheld["recomputed_value"].isna().all()
    assert "withheld: small, or tells of a small one" in set(withheld["said"])


def test_outcomes_add_up(rows, numbers):
    """By chapter, and in the numbers of the prose."""
    outcomes = recomputed.outcomes(numbers)
    assert outcomes.to_numpy().sum() == len(rows.ledger)
    told = recomputed.recomputed_numbers(rows, numbers)
    counted = int(told["n_recomputed"])
    assert counted + int(told["n_recomputed_not_counted"]) == len(rows.ledger)
    assert counted - int(told["n_recomputed_withheld"]) == int(told["n_recomputed_released"])
    parts = ("same", "rounded", "differs")
    assert sum(int(told[f"n_placed_{part}"]) for part in parts) == int(told["n_placed"])


def test_a_table_has_what_rows_can_answer(rows, numbers):
    """Each row leads to its entry in the ledger; its file names the claims."""
    shown = str(recomputed.show_numbers(numbers, rows, name="tbl-r", chapters=["2"]))
    assert "(../ledger.qmd#claim-difficulty_finance)" in shown
    with (paths.tables("en") / "tbl-r.csv").open(encoding="utf-8", newline="") as file:
        names = [row["claim_id"] for row in csv.DictReader(file)]
    in_chapter = numbers[numbers["chapter"] == "2"]
    assert names == list(in_chapter[in_chapter["outcome"] != "not_counted"]["claim_id"])


def test_the_table_of_outcomes_ends_with_all(rows, numbers):
    """The sum of the chapters."""
    shown = str(recomputed.show_outcomes(recomputed.outcomes(numbers), rows, name="tbl-o"))
    assert shown.splitlines()[-1].startswith("| All |")


def test_the_picture_has_a_mark_for_each_released_number(rows, numbers):
    """Places in an order are none; a number that comes back is on the line."""
    recomputed.draw_differences(numbers, rows, name="fig-d")
    with (paths.figures("en") / "fig-d.csv").open(encoding="utf-8", newline="") as file:
        drawn = list(csv.DictReader(file))
    assert not {row["kind"] for row in drawn} & {"rank", "date"}
    assert {float(row["off_pct"]) for row in drawn if row["outcome"] == "same"} == {0}
    assert "NGO staff by age: total" in (paths.figures("en") / "fig-d.svg").read_text("utf-8")


def test_made_up_rows_are_marked(numbers):
    """In the picture and in the data of the tables."""
    made_up = study_from_rows()
    drawing = recomputed.draw_differences(numbers, made_up, name="fig-m")
    assert MARK in drawing.svg
    recomputed.show_numbers(numbers, made_up, name="tbl-m", chapters=["2"])
    text = (paths.tables("en") / "tbl-m.csv").read_text(encoding="utf-8")
    assert COLUMN in text.splitlines()[0]


def test_without_questionnaires_there_is_nothing_to_compare(study):
    """The message says which book has them."""
    with pytest.raises(ArgumentError, match="`make book DATA=microdata` has them"):
        recomputed.numbers(study)
