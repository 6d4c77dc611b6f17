"""Readings of printed numbers: which values print so, and what else may be assumed."""

import pytest

from helpers.bounds.assumptions import Assumptions
from helpers.errors import ArgumentError
from helpers.ledger.reported import rounding_range


@pytest.mark.parametrize(("field", "value"), [("rounding", "up"), ("bases", "none")])
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
