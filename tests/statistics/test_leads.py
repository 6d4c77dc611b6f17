"""A lead survives chance only if it does so however few respondents gave both answers."""

from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import ArgumentError
from helpers.statistics.intervals import wilson_interval
from helpers.statistics.leads import lead_interval, possible_overlaps


@st.composite
def two_counts(draw):
    """Two counts of one group of at most 60."""
    n = draw(st.integers(1, 60))
    return draw(st.integers(0, n)), draw(st.integers(0, n)), n


def newcombe(both, only_one, only_two, neither):
    """Method 10 of Newcombe (1998) without its continuity correction, from the printed 2 x 2."""
    n = both + only_one + only_two + neither
    one, two = both + only_one, both + only_two
    product = one * (n - one) * two * (n - two)
    phi = (both * neither - only_one * only_two) / sqrt(product) if product else 0
    (l1, u1), (l2, u2) = wilson_interval(one, n), wilson_interval(two, n)
    p1, p2 = one / n, two / n
    below = (p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2
    above = (u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2
    return p1 - p2 - sqrt(max(below, 0)), p1 - p2 + sqrt(max(above, 0))


def test_the_published_example():
    """36 named both, 12 only the one, 2 only the other, nobody neither: 0.0569 to 0.3404."""
    low, high = lead_interval(48, 38, 50)
    assert (round(low, 4), round(high, 4)) == (0.0569, 0.3404)
    assert lead_interval(48, 38, 50, n_both=36) == (low, high)


@given(two_counts())
def test_every_overlap_has_the_interval_of_its_two_by_two_table(counts):
    """The more named both, the narrower, within the rounding of floating point."""
    count, other, n = counts
    widths = []
    for both in possible_overlaps(count, other, n):
        found = lead_interval(count, other, n, n_both=both)
        table = newcombe(both, count - both, other - both, n - count - other + both)
        assert found == pytest.approx(table, abs=1e-7)
        widths.append(found.high - found.low)
    assert all(wide >= narrow - 1e-7 for wide, narrow in pairwise(widths))


def test_intervals_that_overlap_can_be_those_of_a_lead_beyond_chance():
    """54 and 39 of 100: 44–64 % and 30–49 % overlap, and yet the lead can be beyond chance."""
    assert wilson_interval(54, 100).low < wilson_interval(39, 100).high
    few, many = (lead_interval(54, 39, 100, n_both=both) for both in (0, 39))
    assert few.low < 0 < many.low


def test_an_overlap_that_cannot_be_is_refused():
    """81 and 76 of 100 have at least 57 and at most 76 in common."""
    with pytest.raises(ArgumentError, match="of 100, 81 and 76 can have 57 to 76 in common"):
        lead_interval(81, 76, 100, n_both=56)


@given(two_counts())
def test_no_overlap_gives_a_wider_interval(counts):
    """The interval holds that of every number of respondents who may have given both answers."""
    count, other, n = counts
    low, high = lead_interval(count, other, n)
    for both in range(max(0, count + other - n), min(count, other) + 1):
        inner = newcombe(both, count - both, other - both, n - count - other + both)
        assert low - 1e-9 <= inner[0] <= inner[1] <= high + 1e-9


@given(two_counts())
def test_swapping_the_answers_turns_the_interval_round(counts):
    """Who leads by 10 to 20 points is followed by as much; and the lead itself lies inside."""
    count, other, n = counts
    low, high = lead_interval(count, other, n)
    back = lead_interval(other, count, n)
    assert (low, high) == pytest.approx((-back.high, -back.low))
    assert -1 <= low <= (count - other) / n <= high <= 1


@given(two_counts())
def test_intervals_apart_are_a_lead_beyond_chance(counts):
    """Two answers whose own intervals do not meet are never called a tie."""
    count, other, n = counts
    if wilson_interval(count, n).low > wilson_interval(other, n).high:
        assert lead_interval(count, other, n).low > 0


def test_counts_outside_the_group_are_refused():
    """The message of `wilson_interval` names the number."""
    with pytest.raises(ArgumentError, match="count is 12, above n_respondents 10"):
        lead_interval(5, 12, 10)
