"""What a formula is, and how ranges travel through it."""

from fractions import Fraction

import pytest

from helpers.audit.shapes import Ratio, is_repeat, range_of, ratio_of
from helpers.ledger.reported import ValueRange


@pytest.mark.parametrize(
    ("formula", "ratio"),
    [
        ("100 * part / whole", Ratio(100, "part", "whole")),
        ("part / whole * 100", Ratio(100, "part", "whole")),
        ("100 * (part / whole)", Ratio(100, "part", "whole")),
        ("(part * 100) / whole", Ratio(100, "part", "whole")),
        ("100 * (one + two) / (one + two + three)", Ratio(100, "one + two", "one + two + three")),
        ("points / forms", Ratio(1, "points", "forms")),
        ("one + two", None),
        ("one", None),
        ("one / 2", None),
        ("100 * (100 * one / two)", None),
        ("one / two + three", None),
        ("", None),
    ],
)
def test_only_a_part_over_a_base_is_a_ratio(formula, ratio):
    """A ratio has a base that other respondents could have made; halving a number has none."""
    assert ratio_of(formula) == ratio


@pytest.mark.parametrize(
    ("formula", "repeat"), [("other", True), ("one + two", False), ("2 * one", False), ("", False)]
)
def test_a_formula_that_is_one_name_is_a_repeat(formula, repeat):
    """Only a bare claim id says that two prints are of one quantity."""
    assert is_repeat(formula) is repeat


def test_a_sum_of_rounded_numbers_lies_between_the_sums_of_their_ends():
    """An end belongs to the sum's range only when it belongs to every part's."""
    half = Fraction(1, 2)
    rounded = ValueRange(32 + half, 33 + half, high_included=False)
    found = range_of("one + two", {"one": rounded, "two": rounded})
    assert found == ValueRange(Fraction(65), Fraction(67), True, False)


def test_a_difference_turns_the_ends_round():
    """The smallest difference takes the largest subtrahend."""
    ranges = {
        "one": ValueRange(Fraction(10), Fraction(11), high_included=False),
        "two": ValueRange(Fraction(3), Fraction(4), high_included=False),
    }
    assert range_of("one - two", ranges) == ValueRange(Fraction(6), Fraction(8), False, False)


def test_a_base_that_may_be_zero_gives_no_range():
    """Nothing bounds a quotient whose divisor can be zero."""
    ranges = {
        "one": ValueRange(Fraction(1), Fraction(2)),
        "two": ValueRange(Fraction(-1), Fraction(1)),
    }
    assert range_of("one / two", ranges) is None
    assert range_of("one / (two + 2)", ranges) == ValueRange(Fraction(1, 3), Fraction(2))


def test_a_base_that_may_come_near_zero_gives_no_range():
    """One that prints as 1 when everything is rounded up may be as small as one likes."""
    near_zero = ValueRange(Fraction(0), Fraction(1), low_included=False)
    assert range_of("one / two", {"one": near_zero, "two": near_zero}) is None
