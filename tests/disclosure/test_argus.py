"""tau-Argus withholds what the totals of one table would give away, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.disclosure.argus import complementary
from helpers.disclosure.tables import CountTable


def test_a_second_cell_of_a_row_and_of_a_column_is_withheld() -> None:
    """One withheld cell of a two-way table takes three more with it."""
    counts = {(a, b): 20 for a in "xyz" for b in "pqr"} | {("x", "p"): 2}
    values = CountTable("t", ("a", "b"), counts).values()
    found = complementary(values, {("x", "p"): 5}, [("", "")])
    assert len(found) == 3
    assert ("", "") not in found


def test_one_dimension_and_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its solvers' logs and programmes hold the counts; none stays where it ran."""
    monkeypatch.chdir(tmp_path)
    one = CountTable("t", ("a",), {("x",): 2, ("y",): 30, ("z",): 40}).values()
    assert complementary(one, {("x",): 5}, [("",)]) == {("y",)}
    counts = {(a, b, c): 20 for a in "xy" for b in "pq" for c in "mn"} | {("x", "p", "m"): 2}
    three = CountTable("t", ("a", "b", "c"), counts).values()
    assert len(complementary(three, {("x", "p", "m"): 5})) == 7
    assert list(tmp_path.iterdir()) == []


def test_four_dimensions_are_left_to_the_attack() -> None:
    """So is a table without a cell to protect."""
    counts = {(a, "p", "m", "u"): 20 for a in "xy"}
    four = CountTable("t", ("a", "b", "c", "d"), counts).values()
    assert complementary(four, {("x", "p", "m", "u"): 5}) == set()
    assert complementary(four, {}) == set()
