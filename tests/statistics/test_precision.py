"""Widths of a next survey's intervals, against the test that they invert."""

from fractions import Fraction
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError
from helpers.statistics.intervals import wilson_interval
from helpers.statistics.precision import interval_width, respondents_needed

repeatable = settings(derandomize=True, deadline=None)


def width_by_inversion(share, n, population=None, confidence=0.95):
    """From the least to the largest share that the score test does not reject, by bisection.

    Its variance is that of a draw without replacement, p (1 - p)/n x (N - n)/(N - 1).
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    left = 1 if population is None else (population - n) / (population - 1)

    def rejected(p):
        return (share - p) ** 2 > z * z * p * (1 - p) / n * left

    def edge(inside, outside):
        for _ in range(80):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if rejected(middle) else (middle, outside)
        return inside

    return edge(share, 1.0) - edge(share, 0.0)


@repeatable
@given(st.integers(1, 99), st.integers(1, 400), st.sampled_from([None, 487, 23335]))
def test_width_is_that_of_the_inverted_test(hundredths, n, population):
    """At every share and number, with and without the finite population."""
    share = Fraction(hundredths, 100)
    expected = width_by_inversion(float(share), n, population)
    assert interval_width(share, n, n_population=population) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("population", [None, 487])
def test_width_is_that_of_the_interval(population):
    """76 of 100 in the survey: the same interval as for the printed number."""
    low, high = wilson_interval(76, 100, n_population=population)
    width = interval_width("0.76", 100, n_population=population)
    assert high - low == pytest.approx(width, abs=1e-9)


def test_a_census_leaves_nothing_to_chance():
    """All 487 of 487: no width."""
    assert interval_width("0.5", 487, n_population=487) == 0


@repeatable
@given(st.integers(2, 40), st.sampled_from([None, 487]))
def test_needed_is_the_least_number_that_is_enough(points, population):
    """Counted up from one, the first number whose interval is narrow enough."""
    width = Fraction(points, 100)
    if points < 4 and population is None:
        return  # thousands, which counting one by one makes slow
    n = next(
        n for n in range(1, 5000) if interval_width("0.5", n, n_population=population) <= width
    )
    assert respondents_needed(width, n_population=population) == n


@pytest.mark.parametrize("width", ["0", "-0.1", "0.0000001"])
def test_widths_out_of_reach_are_refused(width):
    """No number of questionnaires leaves nothing, or next to nothing, to chance."""
    with pytest.raises(ArgumentError, match="is out of reach; give a proportion above 0"):
        respondents_needed(width)


@pytest.mark.parametrize(
    ("share", "n", "given_", "message"),
    [
        ("1.2", 100, {}, "share 1.2 and confidence 0.95 must be proportions"),
        ("0.5", 100, {"confidence": 95}, "share 0.5 and confidence 95 must be proportions"),
        ("0.5", 0, {}, "n_respondents is 0; give a whole number of at least 1"),
        ("0.5", 500, {"n_population": 487}, "n_population is 487; give a whole number of at least"),
    ],
)
def test_impossible_plans_are_refused(share, n, given_, message):
    """The message names the argument and the value."""
    with pytest.raises(ArgumentError, match=message):
        interval_width(share, n, **given_)
