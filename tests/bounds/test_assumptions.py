"""Readings of printed numbers: which values print so, and what else may be assumed."""

from itertools import product

import pytest

from helpers.bounds.assumptions import BASES, ROUNDINGS, TOTALS, UNITS, WEAKEST, Assumptions
from helpers.bounds.blocks import SOURCES, block_of
from helpers.bounds.corrections import least_dropped
from helpers.bounds.model import programme_of
from helpers.errors import ArgumentError
from helpers.ledger.reported import rounding_range


@pytest.mark.parametrize(
    ("field", "value"),
    [("rounding", "up"), ("bases", "none"), ("units", "mixed"), ("totals", "known")],
)
def test_an_unknown_reading_is_refused(field, value):
    """With the readings there are."""
    with pytest.raises(ArgumentError, match=f"{field} '{value}' is unknown; use "):
        Assumptions(**{field: value})


def test_either_rounding_holds_both():
    """The range of either is the two ranges together."""
    for printed in ("57", "7.5", "0", "8"):
        either = Assumptions("either").range_of(printed)
        for rule in ("nearest", "truncated"):
            span = rounding_range(printed, rule)
            assert either.low <= span.low
            assert either.high >= span.high


@pytest.mark.slow
def test_the_weakest_reading_assumes_least(study):
    """No other reading can hold more of the report's numbers, in any body of data."""
    readings = [
        Assumptions(rounding, bases, units=units, totals=totals)
        for rounding, bases, units, totals in product(ROUNDINGS, BASES, UNITS, TOTALS)
    ]
    for name in SOURCES:
        block = block_of(study.ledger, name)
        dropped = {each: least_dropped(programme_of(block, each))[0] for each in readings}
        assert dropped[WEAKEST] == min(dropped.values())
