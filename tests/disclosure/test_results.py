"""Results and means: what is refused, rounded, or told as a class."""

from __future__ import annotations

from fractions import Fraction

import pytest

from helpers.disclosure import DisclosureError, load_rules
from helpers.disclosure.results import check_means, check_result
from helpers.errors import ArgumentError

RULES = load_rules()


def test_a_result_without_its_sizes_fails() -> None:
    """The rules cannot be checked, so that forgetting them is no way round."""
    with pytest.raises(DisclosureError, match="result gap: give `n` and `groups`"):
        check_result("gap", {"n": 100, "p": 0.2}, RULES)


def test_counts_in_a_result_fail() -> None:
    """Counts go through the gate as tables, where they are protected."""
    result = {"n": 100, "groups": [50, 50], "p": 0.2, "observed": [3, 47]}
    with pytest.raises(DisclosureError, match="observed holds a whole number"):
        check_result("gap", result, RULES)


def test_statistics_are_rounded_and_sizes_left_out() -> None:
    """Three significant digits, p to three decimals and never 0."""
    result = {"n": 100, "groups": {"a": 60, "b": 40}, "p": 0.00001, "difference": 0.123456, "df": 3}
    assert check_result("gap", result, RULES) == {
        "n": 100,
        "n_groups": 2,
        "p": 0.001,
        "difference": 0.123,
        "df": 3,
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"n": 19}, "fewer than 20"),
        ({"groups": [96, 4]}, "a group of fewer than 5"),
        ({"coefficients": {"a": 1.0}, "groups": [91, 9]}, "a group of fewer than 10"),
        ({"coefficients": {str(n): 1.0 for n in range(21)}}, "fewer than 5 rows a coefficient"),
        ({"coefficients": {"a": 1.0, "b": 2.0}, "cells": 2}, "as many coefficients as cells"),
    ],
)
def test_what_rests_on_few_is_refused_with_its_rule(change: dict, reason: str) -> None:
    """The book shows the reason in place of the number."""
    result = {"n": 100, "groups": [50, 50], "p": 0.2, **change}
    assert reason in check_result("gap", result, RULES)["refused"]


def test_a_mean_at_the_end_of_its_scale_is_withheld() -> None:
    """It tells what everybody said."""
    found = check_means("score", {"x": [9] * 10, "y": [3, 5] * 10}, RULES, scale=(0, 9))
    assert found["x"].value is None
    assert found["y"].value == 4


def test_means_are_rounded_by_the_number_of_forms() -> None:
    """Half a point below twenty forms, a tenth from there on."""
    found = check_means("m", {"x": [4, 5, 5] * 3, "y": [4, 5, 5] * 10}, RULES, scale=(0, 9))
    assert found["x"].value == Fraction(9, 2)
    assert found["y"].value == Fraction(47, 10)


def test_a_value_outside_the_scale_is_no_mean() -> None:
    """A wrong scale would make the rule void."""
    with pytest.raises(ArgumentError, match="a value of 'x' is outside"):
        check_means("m", {"x": [10]}, RULES, scale=(0, 9))
