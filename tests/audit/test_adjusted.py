"""Percentages that were made to add up to 100, by hand and against all counts."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.audit.adjusted import Answer, adjustment_of
from helpers.audit.ratios import RULES
from tests.oracles.simulated import rounded

repeatable = settings(derandomize=True, deadline=None, max_examples=150)


def adjusted(*printed, base, counts=(), rule="half_up"):
    known = counts or [None] * len(printed)
    return adjustment_of([Answer(*each) for each in zip(printed, known, strict=True)], base, rule)


def test_a_tenth_more_by_hand():
    """2, 18, 68 and 1 of 89 are 2.2, 20.2, 76.4 and 1.1, which add up to 99.9."""
    found = adjusted("2.3", "20.2", "76.4", "1.1", base=89)
    (changed,) = found.changed
    assert (found.n_changed, found.total) == (1, Fraction("99.9"))
    assert (changed.position, changed.honest, changed.counts) == (0, "2.2", range(2, 3))


def test_a_tenth_less_by_hand():
    """Of 7, 3, 3 and 1 are 42.9, 42.9 and 14.3, which add up to 100.1: 14.2 is a tenth less."""
    found = adjusted("42.9", "42.9", "14.2", base=7)
    assert (found.total, found.changed[0].honest) == (Fraction("100.1"), "14.3")


def test_which_of_equal_ones_was_raised_shows_in_their_digits():
    """Thirds are 33.3 each, and one of them is printed as 33.4."""
    found = adjusted("33.3", "33.3", "33.4", base=3)
    assert [each.position for each in found.changed] == [2]


def test_printed_counts_are_held_to():
    """With 2 of 89 printed the percentage was raised; with 3 of 89 it is no rounding at all."""
    printed = "2.3", "20.2", "76.4", "1.1"
    assert adjusted(*printed, base=89, counts=(2, 18, 68, 1)).n_changed == 1
    assert adjusted(*printed, base=89, counts=(3, 17, 68, 1)) is None


@pytest.mark.parametrize(
    ("printed", "base"),
    [
        (("2.3", "20.2", "76.4", "1.0"), 89),  # add up to 99.9
        (("2.4", "20.2", "76.3", "1.1"), 89),  # 2.4 is two tenths off
        (("50.0", "50.0"), 10),  # nothing was changed
        (("2", "20.2", "76.7", "1.1"), 89),  # not rounded in one go
    ],
)
def test_other_percentages_were_not_adjusted(printed, base):
    """They do not add up, are further off, or need no change."""
    assert adjusted(*printed, base=base) is None


def by_brute_force(printed, base, rule):
    """The fewest answers that differ by one unit, all in one direction, of all counts."""
    best = None
    for counts in product(range(base + 1), repeat=len(printed) - 1):
        last = base - sum(counts)
        if last < 0:
            continue
        honest = [rounded(Fraction(100 * k, base), 1, rule) for k in (*counts, last)]
        off = [10 * (Fraction(p) - Fraction(h)) for p, h in zip(printed, honest, strict=True)]
        if set(off) <= {0, 1} or set(off) <= {0, -1}:
            number = sum(each != 0 for each in off)
            best = number if best is None else min(best, number)
    return best


@st.composite
def tables(draw):
    """Printed percentages of a question that add up to 100, more or less honestly."""
    base, rule = draw(st.integers(2, 13)), draw(st.sampled_from(RULES))
    cuts = sorted(draw(st.lists(st.integers(0, base), min_size=2, max_size=2)))
    counts = cuts[0], cuts[1] - cuts[0], base - cuts[1]
    units = [int(10 * Fraction(rounded(Fraction(100 * k, base), 1, rule))) for k in counts]
    place = draw(st.integers(0, 2))
    units[place] += draw(st.sampled_from([0, 1000 - sum(units), 1000 - sum(units)]))
    other = (place + 1) % 3
    shift = draw(st.sampled_from([0, 0, 1]))
    units[place], units[other] = units[place] + shift, units[other] - shift
    return [f"{max(each, 0) / 10:.1f}" for each in units], base, rule


@repeatable
@given(tables())
def test_the_search_agrees_with_trying_all_counts(table):
    """The fewest changes are those of brute force, where any are needed and the sum is 100."""
    printed, base, rule = table
    expected = by_brute_force(printed, base, rule)
    needs_change = sum(map(Fraction, printed)) == 100 and expected != 0
    if not needs_change or (expected or 0) > len(printed) // 2:
        expected = None
    found = adjusted(*printed, base=base, rule=rule)
    assert (found and found.n_changed) == expected
