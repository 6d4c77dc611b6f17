"""The least and the largest of sums and ratios, each end reached and proved."""

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers.bounds import corrections, extremes, model, towns
from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.programme import Programme
from helpers.scale.schemes import SCHEMES

READING = Assumptions("either", "question", replace(SCHEMES["3/2/1"], missing="zero"))


def groups():
    """A part within a whole of 3 to 5, at least 1 in it; 9 in the block."""
    programme = Programme()
    programme.variable("size", 9, 9)
    programme.variable("part", 1, 9)
    programme.variable("whole", 3, 5)
    programme.require({"part": 1, "whole": -1}, None, 0, rule="made up")
    return programme


def test_a_sum_has_its_ends_and_their_worlds():
    """From 1 to 5, and each world holds its end."""
    found = extremes.extremes(groups(), {"part": 1}, block="survey")
    assert (found.low, found.high, found.status) == (1, 5, "proved")
    assert (found.low_world.counts["part"], found.high_world.counts["part"]) == (1, 5)
    assert not found.is_forced


def test_a_ratio_of_unknown_numbers_is_exact():
    """1 of 5 at least, all at most; twice the whole halves both."""
    found = extremes.ratio_extremes(groups(), {"part": 1}, {"whole": 1}, block="survey")
    assert (found.low, found.high) == (Fraction(1, 5), 1)
    half = extremes.ratio_extremes(groups(), {"part": 1}, {"whole": 1}, factor=2, block="survey")
    assert (half.low, half.high) == (Fraction(1, 10), Fraction(1, 2))


def test_a_ratio_of_nobody_is_infeasible():
    """No world has somebody in the group."""
    empty = groups()
    empty.variable("nobody", 0, 0)
    found = extremes.ratio_extremes(empty, {"part": 1}, {"nobody": 1}, block="survey")
    assert (found.low, found.high, found.status) == (None, None, "infeasible")


def test_no_time_leaves_open_what_must_be_given_up(study):
    """Said as an error with its mend, since no bound can be meant without it."""
    whole = model.programme_of(block_of(study.ledger, "form_a"), READING)
    least, _ = corrections.least_dropped(whole, seconds=1e-6)
    assert least is None
    with pytest.raises(extremes.UndecidedError, match="give the solver more seconds"):
        extremes.optimal(whole, seconds=1e-6)


def test_an_open_end_is_said(study):
    """A bound that was not proved is wider than the truth, and its status says so."""
    limited, _ = extremes.optimal(model.programme_of(block_of(study.ledger, "form_a"), READING))
    found = extremes.extremes(limited, towns.size_terms("talgar"), block="form_a", seconds=1e-6)
    assert found.status == "undecided"
    assert not found.is_forced
