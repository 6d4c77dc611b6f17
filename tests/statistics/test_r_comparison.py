"""Our statistics are R's, on a public data set, within the recorded tolerance."""

from __future__ import annotations

import csv

import pytest

from tests.statistics.r_comparison.make_table import NOTES, TABLE, distance, is_of_hessian
from tests.statistics.r_comparison.quantities import quantities

with TABLE.open(encoding="utf-8", newline="") as file:
    RECORDED = {row["quantity"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def ours():
    return quantities()


def test_every_quantity_is_as_near_to_r_as_the_table_says(ours):
    """Computed anew, each is within its tolerance of R's value where the table says so."""
    off = {
        name: distance(ours[name], float(row["r"]))
        for name, row in RECORDED.items()
        if row["agrees"] == "yes"
        and distance(ours[name], float(row["r"])) > float(row["tolerance"])
    }
    assert not off


def test_the_table_is_of_these_quantities(ours):
    """No quantity is missing from the table, and what was recorded as ours is still ours."""
    assert set(RECORDED) == set(ours)
    for name, row in RECORDED.items():
        assert float(row["ours"]) == pytest.approx(ours[name], rel=1e-6, abs=1e-12)


def test_what_differs_says_why():
    """A quantity that does not agree, or agrees only loosely, carries its reason."""
    assert {name for name, row in RECORDED.items() if row["agrees"] == "no"} == set(NOTES)
    assert all(row["note"] for name, row in RECORDED.items() if is_of_hessian(name))
