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
    programme = unlimited()
    programme.require({"whole": 1}, None, 5, rule="made up")
    return programme


def unlimited():
    """The same without a largest whole; the solver's own ends are 99."""
    programme = Programme()
    programme.variable("size", 9, 9)
    for name, least in (("part", 1), ("whole", 3)):
        programme.variable(name, 0, 99)
        programme.require({name: 1}, least, None, rule="made up")
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


def test_a_sum_without_limit_has_no_end():
    """Where only the solver's variables have one; the other end stays."""
    found = extremes.extremes(unlimited(), {"part": 1}, block="survey")
    assert (found.low, found.high, found.unreached, found.status) == (1, None, ("high",), "proved")
    falling = extremes.extremes(unlimited(), {"part": 2, "whole": -3}, block="survey")
    assert (falling.low, falling.high, falling.unreached) == (None, -3, ("low",))


def test_a_ratio_without_limit_comes_near_to_its_end():
    """1 of ever more comes near to none; 2 of 3 and then half of those added, to a half."""
    found = extremes.ratio_extremes(unlimited(), {"part": 1}, {"whole": 1}, block="survey")
    assert (found.low, found.high, found.unreached) == (0, 1, ("low",))
    half = unlimited()
    half.require({"part": 2, "whole": -1}, 1, None, rule="made up")
    found = extremes.ratio_extremes(half, {"part": 1}, {"whole": 1}, block="survey")
    assert (found.low, found.high, found.unreached) == (Fraction(1, 2), 1, ("low",))


def test_a_number_that_is_merely_large_keeps_its_end():
    """Near the solver's own end, and limited by a row."""
    large = unlimited()
    large.require({"whole": 1}, None, 98, rule="made up")
    found = extremes.extremes(large, {"part": 1}, block="survey")
    assert (found.high, found.unreached) == (98, ())


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
