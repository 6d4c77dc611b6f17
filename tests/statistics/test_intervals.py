"""Wilson intervals against their formula, bounds against every way the unknown can turn out."""

from fractions import Fraction
from itertools import combinations, pairwise, product
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError, BookError
from helpers.statistics.intervals import (
    Interval,
    Stratum,
    no_assumption_bounds,
    over_representation_bounds,
    post_stratified_bounds,
    wilson_interval,
)

TOLERANCE = 1e-9

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)


@st.composite
def parts(draw, largest=500):
    """A count and the number it is part of."""
    whole = draw(st.integers(1, largest))
    return draw(st.integers(0, whole)), whole


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_published_examples(count, n, low, high):
    """Newcombe (1998), table I, method 3, to the four decimals printed there."""
    assert wilson_interval(count, n) == pytest.approx((low, high), abs=5e-5)


@repeatable
@given(parts(), st.floats(0.5, 0.999))
def test_wilson_equals_that_of_statsmodels(part, confidence):
    """The interval is Wilson's at every count, sample size and confidence."""
    from statsmodels.stats.proportion import proportion_confint

    expected = proportion_confint(*part, alpha=1 - confidence, method="wilson")
    assert wilson_interval(*part, confidence=confidence) == pytest.approx(expected, abs=TOLERANCE)


@repeatable
@given(parts())
def test_wilson_stays_a_proportion_around_the_share(part):
    """Ends lie in 0 to 1 and hold the share; a count of 0 or n reaches 0 or 1 exactly."""
    count, n = part
    low, high = wilson_interval(count, n)
    assert 0 <= low <= count / n <= high <= 1
    assert (low == 0) == (count == 0)
    assert (high == 1) == (count == n)


@repeatable
@given(parts())
def test_wilson_mirrors_yes_and_no(part):
    """The interval of the no answers is the mirror of the interval of the yes answers."""
    count, n = part
    yes, no = wilson_interval(count, n), wilson_interval(n - count, n)
    assert (1 - no.high, 1 - no.low) == pytest.approx(yes, abs=TOLERANCE)


def test_wilson_narrows_with_more_respondents_and_less_confidence():
    """More answers or a lower confidence leave a shorter interval."""
    widths = [high - low for low, high in (wilson_interval(n // 2, n) for n in (10, 100, 1000))]
    assert all(one > next_one for one, next_one in pairwise(widths))
    wide, narrow = wilson_interval(30, 100, confidence=0.99), wilson_interval(30, 100)
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize("confidence", [95, 0, 1, -0.5, float("nan")])
def test_wilson_refuses_a_confidence_that_is_no_proportion(confidence):
    """95 is the usual slip for 0.95; the message gives the mend."""
    with pytest.raises(ArgumentError, match=r"confidence is .*proportion .* such as 0\.95"):
        wilson_interval(30, 100, confidence=confidence)


def test_no_assumption_bounds_by_hand():
    """60 yes of 100 among 487: at least 60, at most 60 + 387; 5 who skipped it widen the top."""
    assert no_assumption_bounds(60, 100, n_population=487) == (
        Fraction(60, 487),
        Fraction(447, 487),
    )
    assert no_assumption_bounds(60, 100, n_population=487, n_item_missing=5).high == Fraction(
        452, 487
    )


def test_no_assumption_bounds_for_item_non_response_alone():
    """With all of the population responding, only those who skipped the question are unknown."""
    bounds = no_assumption_bounds(60, 100, n_population=100, n_item_missing=5)
    assert bounds == Interval(Fraction(60, 100), Fraction(65, 100))


def test_no_assumption_bounds_close_when_nobody_is_silent():
    """A complete census leaves the share itself."""
    assert no_assumption_bounds(0, 7, n_population=7) == (0, 0)
    assert no_assumption_bounds(7, 7, n_population=7) == (1, 1)


@repeatable
@given(parts(12), st.integers(0, 12), st.integers(0, 12))
def test_no_assumption_bounds_by_brute_force(part, n_missing, n_silent):
    """The bounds are the smallest and largest share over all answers the silent could give."""
    count, n_answered = part
    n_respondents = n_answered + n_missing
    n_population = n_respondents + n_silent
    shares = [Fraction(count + n_yes, n_population) for n_yes in range(n_missing + n_silent + 1)]
    bounds = no_assumption_bounds(
        count, n_respondents, n_population=n_population, n_item_missing=n_missing
    )
    assert bounds == (min(shares), max(shares))


@repeatable
@given(parts(100))
def test_no_assumption_width_is_the_silent_share(part):
    """The distance of the bounds depends on who is silent, not on what was answered."""
    count, n = part
    low, high = no_assumption_bounds(count, n, n_population=487)
    assert high - low == Fraction(487 - n, 487)


@repeatable
@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2), st.integers(0, 4), st.data())
def test_respondents_outside_the_population_by_brute_force(n_yes, n_no, n_missing, n_more, data):
    """Over every choice of the respondents that are outside, and every answer of the silent."""
    answers = "y" * n_yes + "n" * n_no + "?" * n_missing
    n_outside = data.draw(st.integers(0, len(answers)))
    n_population = len(answers) + n_more
    if not answers:
        return
    counts = set()
    for inside in combinations(answers, len(answers) - n_outside):
        n_unknown = inside.count("?") + n_population - len(inside)
        counts |= {inside.count("y") + more for more in range(n_unknown + 1)}
    bounds = no_assumption_bounds(
        n_yes,
        len(answers),
        n_population=n_population,
        n_item_missing=n_missing,
        n_outside=n_outside,
    )
    assert bounds == (Fraction(min(counts), n_population), Fraction(max(counts), n_population))


def test_more_outside_than_respondents_are_refused():
    """Those outside the population are some of the respondents."""
    with pytest.raises(ArgumentError, match="n_outside is 101, above n_respondents 100"):
        no_assumption_bounds(60, 100, n_population=487, n_outside=101)


def test_wilson_with_a_finite_population():
    """76 of 100 among 487 by the score test with the variance of a draw without replacement.

    At each end (0.76 - p)^2 = z^2 p (1 - p)/100 x 387/486.
    """
    z = NormalDist().inv_cdf(0.975)
    for p in wilson_interval(76, 100, n_population=487):
        assert (0.76 - p) ** 2 == pytest.approx(z**2 * p * (1 - p) / 100 * 387 / 486, abs=TOLERANCE)
    assert wilson_interval(76, 100, n_population=100) == (0.76, 0.76)
    with pytest.raises(ArgumentError, match="n_respondents is 100, above n_population 99"):
        wilson_interval(76, 100, n_population=99)


@repeatable
@given(st.lists(st.integers(1, 6), min_size=3, max_size=3), st.data())
def test_post_stratified_by_brute_force(sizes, data):
    """The extremes over every split of the count and every register of so many in each place."""
    n, population = sum(sizes), 60
    count = data.draw(st.integers(0, n))
    ranges = [
        sorted(data.draw(st.lists(st.integers(size, 20), min_size=2, max_size=2)))
        for size in sizes[:2]
    ]
    splits = [
        split for split in product(*(range(size + 1) for size in sizes)) if sum(split) == count
    ]
    estimates = []
    for one, two in product(*(range(low, high + 1) for low, high in ranges)):
        registered = (one, two, population - one - two)
        estimates += [
            sum(
                Fraction(place * yes, population * size)
                for place, yes, size in zip(registered, split, sizes, strict=True)
            )
            for split in splits
        ]
    strata = [
        Stratum(size, Fraction(low, population), Fraction(high, population))
        for size, (low, high) in zip(sizes, ranges, strict=False)
    ]
    assert post_stratified_bounds(count, n, strata) == (min(estimates), max(estimates))


def test_post_stratified_shares_above_one_are_refused():
    """Two groups cannot be more than the population."""
    strata = [Stratum(3, "0.1", "0.6"), Stratum(3, "0.1", "0.6")]
    with pytest.raises(ArgumentError, match="the largest shares of the groups are more than 1"):
        post_stratified_bounds(5, 10, strata)


def test_over_representation_by_hand():
    """A fifth of the answers, a tenth of the population: 9/16 if none of it said yes, or 7/16."""
    bounds = over_representation_bounds(
        50, 100, n_group_respondents=20, group_share_low="0.1", group_share_high="0.1"
    )
    assert bounds == (
        Fraction(1, 10) + Fraction(9, 10) * Fraction(30, 80),
        Fraction(9, 10) * Fraction(50, 80),
    )


def test_over_representation_extremes_of_the_share():
    """A group that could be all or nothing of the population leaves either group's own share."""
    bounds = over_representation_bounds(
        10, 100, n_group_respondents=21, group_share_low=0, group_share_high=1
    )
    assert bounds == (0, Fraction(10, 21))


@repeatable
@given(parts(40), st.data())
def test_over_representation_vanishes_at_the_sample_share(part, data):
    """If the group's population share is its share of the answers, no split moves the estimate."""
    count, n = part
    assume(n > 1)
    n_group = data.draw(st.integers(1, n - 1))
    share = Fraction(n_group, n)
    bounds = over_representation_bounds(
        count, n, n_group_respondents=n_group, group_share_low=share, group_share_high=share
    )
    assert bounds == (Fraction(count, n), Fraction(count, n))


@repeatable
@given(parts(25), st.data())
def test_over_representation_by_brute_force(part, data):
    """The bounds are the extremes over all splits of the count and a grid of shares."""
    count, n = part
    assume(n > 1)
    n_group = data.draw(st.integers(1, n - 1))
    ends = sorted(data.draw(st.lists(st.integers(0, 8), min_size=2, max_size=2)))
    shares = [Fraction(eighth, 8) for eighth in range(ends[0], ends[1] + 1)]
    estimates = [
        s * Fraction(a, n_group) + (1 - s) * Fraction(count - a, n - n_group)
        for a in range(n_group + 1)
        if 0 <= count - a <= n - n_group
        for s in shares
    ]
    bounds = over_representation_bounds(
        count,
        n,
        n_group_respondents=n_group,
        group_share_low=shares[0],
        group_share_high=shares[-1],
    )
    assert bounds == (min(estimates), max(estimates))


SHARES = {"group_share_low": 0, "group_share_high": 1}
CALLS = {
    "wilson": wilson_interval,
    "no_assumption": lambda count, n: no_assumption_bounds(count, n, n_population=487),
    "over_representation": lambda count, n: over_representation_bounds(
        count, n, n_group_respondents=1, **SHARES
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize(
    ("count", "n", "message"),
    [
        (101, 100, "count is 101, above n_respondents 100; give the count first"),
        (-1, 100, "count is -1; give a whole number of at least 0"),
        (1.0, 100, r"count is 1\.0; give a whole number"),
        ("1", 100, "count is '1'; give a whole number"),
        (True, 100, "count is True; give a whole number"),
        (0, 0, "n_respondents is 0; give a whole number of at least 1"),
        (0, -5, "n_respondents is -5; give a whole number"),
        (50, 100.0, r"n_respondents is 100\.0; give a whole number"),
    ],
)
def test_impossible_counts_are_refused(call, count, n, message):
    """Every function names the argument, the value and the mend."""
    with pytest.raises(ArgumentError, match=message) as caught:
        call(count, n)
    assert isinstance(caught.value, BookError)


def test_numpy_counts_are_whole_numbers():
    """Counts out of a DataFrame work as they are."""
    assert wilson_interval(np.int64(81), np.int64(263)) == wilson_interval(81, 263)


def test_more_respondents_than_population_are_refused():
    """The sample is part of the population; a swapped pair is named."""
    with pytest.raises(ArgumentError, match="n_respondents is 487, above n_population 100"):
        no_assumption_bounds(60, 487, n_population=100)


def test_item_non_response_belongs_to_the_respondents():
    """Yes answers and skipped questions cannot exceed the questionnaires returned."""
    with pytest.raises(ArgumentError, match="count 60 and n_item_missing 41 together exceed"):
        no_assumption_bounds(60, 100, n_population=487, n_item_missing=41)
    with pytest.raises(ArgumentError, match="n_item_missing is -1; give a whole number"):
        no_assumption_bounds(60, 100, n_population=487, n_item_missing=-1)


@pytest.mark.parametrize(
    ("n_group", "message"),
    [
        (0, "n_group_respondents is 0; give a whole number of at least 1"),
        (100, "n_group_respondents is 100 of 100 respondents; some must lie outside"),
    ],
)
def test_groups_of_nobody_or_everybody_are_refused(n_group, message):
    """Reweighting needs answers inside and outside the group."""
    with pytest.raises(ArgumentError, match=message):
        over_representation_bounds(50, 100, n_group_respondents=n_group, **SHARES)


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        ("0.3", "0.1", r"group shares are 0\.3 and 0\.1; .* the lower one first"),
        ("-0.1", "0.1", "give proportions from 0 to 1"),
        ("0.1", "21", "give proportions from 0 to 1"),
        (0.1, "0.3", r"group_share_low is 0\.1, not an exact number"),
    ],
)
def test_impossible_shares_are_refused(low, high, message):
    """Shares are exact proportions in ascending order."""
    with pytest.raises(ArgumentError, match=message):
        over_representation_bounds(
            50, 100, n_group_respondents=21, group_share_low=low, group_share_high=high
        )
