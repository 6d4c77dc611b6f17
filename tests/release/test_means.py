"""A town's mean leaves rounded, or not at all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers.disclosure import load_rules
from helpers.release.means import released_mean


@pytest.mark.parametrize(
    ("mean", "n_forms", "value"),
    [
        ("7.1", 10, "7"),
        ("6.4", 12, "6.5"),
        ("6.43", 40, "6.4"),
        ("6", 4, None),
        ("8.9", 10, None),
        ("0.1", 10, None),
        ("8.5", 40, "8.5"),
    ],
)
def test_the_rule_for_means(mean, n_forms, value):
    """Few forms are rounded coarsely; too few, or forms at an end of the scale, are withheld."""
    cell = released_mean(Fraction(mean), n_forms, load_rules())
    assert cell.value == (None if value is None else Fraction(value))
    assert cell.withheld == ("mean" if value is None else "")


def test_the_numbers_are_those_of_the_rules():
    """Not of this module."""
    rules = replace(load_rules(), mean_respondents=3, mean_fine_from=4)
    assert released_mean(Fraction(5), 2, rules).withheld
    assert released_mean(Fraction("5.17"), 4, rules).value == Fraction("5.2")
