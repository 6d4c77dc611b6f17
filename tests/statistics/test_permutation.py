"""Permutation tests count the ways to deal scores out: all of them, or random ones with a seed."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError
from helpers.statistics.permutation import compare_groups, compare_two
from helpers.synthetic.watermark import SyntheticDataError, mark

SCORES = st.lists(st.integers(0, 9), min_size=1, max_size=5)


@given(SCORES, SCORES)
@settings(max_examples=60, deadline=None)
def test_two_groups_are_counted_as_enumeration_counts_them(first, second):
    """Score by score, as many ways are as far apart as when every way is listed."""
    scores, n = [*first, *second], len(first)
    observed = abs(Fraction(sum(first), n) - Fraction(sum(second), len(second)))
    ways = list(combinations(range(len(scores)), n))
    far = 0
    for way in ways:
        own = sum(scores[place] for place in way)
        rest = sum(scores) - own
        far += abs(Fraction(own, n) - Fraction(rest, len(second))) >= observed
    found = compare_two(first, second)
    assert (found.p, found.n_ways) == (pytest.approx(far / len(ways)), len(ways))


def test_scores_with_halves_are_exact():
    """A lattice of halves is counted as well as one of whole numbers."""
    half = Fraction(1, 2)
    doubled = compare_two([1, 2, 5], [3, 4])
    assert compare_two([half, 1, 5 * half], [3 * half, 2]).p == doubled.p


def test_two_large_groups_are_still_exact():
    """Forty and sixty forms have more ways than can be listed, and are counted."""
    found = compare_two([9] * 20 + [3] * 20, [9] * 30 + [3] * 30)
    assert found.is_exact
    assert found.p == 1.0


def test_few_ways_are_listed_and_many_drawn():
    """Two groups by either function have the same p; with many ways p is a seeded share."""
    rows = pd.DataFrame({"score": [1, 2, 3, 4, 5, 6], "town": list("aaabbb")})
    listed = compare_groups(rows, "score", "town")
    assert listed.is_exact
    assert listed.p == compare_two([1, 2, 3], [4, 5, 6]).p
    many = pd.concat([rows] * 8, ignore_index=True)
    drawn = compare_groups(many, "score", "town", draws=99)
    assert not drawn.is_exact
    assert drawn == compare_groups(many, "score", "town", draws=99)
    assert drawn.p >= 1 / 100


def test_groups_alike_have_a_p_of_one():
    """No way is nearer together than groups with the same mean."""
    rows = pd.DataFrame({"score": [1, 3, 1, 3, 2, 2], "town": list("aabbcc")})
    assert compare_groups(rows, "score", "town").p == 1.0


def test_a_group_is_needed_on_both_sides():
    """An empty group and a single one are refused with a reason."""
    with pytest.raises(ArgumentError, match="without scores"):
        compare_two([], [1])
    with pytest.raises(ArgumentError, match="town has one group"):
        compare_groups(pd.DataFrame({"score": [1.0, 2.0], "town": ["a", "a"]}), "score", "town")


def test_made_up_rows_are_refused():
    """Towns of synthetic rows differ as they were made to."""
    rows = mark(pd.DataFrame({"score": [1, 2], "town": ["a", "b"]}))
    with pytest.raises(SyntheticDataError, match="a permutation test was asked"):
        compare_groups(rows, "score", "town")
