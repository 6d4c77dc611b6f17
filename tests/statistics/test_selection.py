"""Breakdown points against every way the silent could answer."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError
from helpers.statistics.intervals import no_assumption_bounds
from helpers.statistics.selection import bounded_selection, majority_breakdown

repeatable = settings(derandomize=True, deadline=None)


@st.composite
def surveys(draw):
    """Yes answers, respondents, those who skipped the question, and the population; 1 answered."""
    n_answered = draw(st.integers(1, 15))
    n_missing = draw(st.integers(0, 4))
    n_respondents = n_answered + n_missing
    n_population = n_respondents + draw(st.integers(0, 20))
    return draw(st.integers(0, n_answered)), n_respondents, n_missing, n_population


def test_finance_by_hand():
    """76 of 100 among 487: 244 are a majority, 168 of 387 silent make it."""
    found = majority_breakdown(76, 100, n_population=487)
    assert (found.needed, found.n_silent) == (168, 387)
    assert found.share == Fraction(168, 387)
    assert found.gap == Fraction(168, 387) - Fraction(76, 100)
    assert found.response == Fraction(76, 244) / Fraction(24, 243)


@repeatable
@given(surveys())
def test_breakdown_by_counting(survey):
    """The first number of yes answers among the silent for which yes has more than half."""
    count, n, missing, population = survey
    n_silent = population - n + missing
    verdicts = [2 * (count + more) > population for more in range(n_silent + 1)]
    found = majority_breakdown(count, n, n_population=population, n_item_missing=missing)
    if len(set(verdicts)) == 1:
        assert found is None
        return
    assert found.needed == verdicts.index(True)
    assert found.share == Fraction(found.needed, n_silent)
    assert found.share - found.gap == Fraction(count, n - missing)


@repeatable
@given(surveys())
def test_response_by_counting(survey):
    """At a bare majority of yes, so many of each side are there, and so many of them answered."""
    count, n, missing, population = survey
    found = majority_breakdown(count, n, n_population=population, n_item_missing=missing)
    if found is None or found.response is None:
        return
    yes, no = count + found.needed, population - count - found.needed
    assert yes > population / 2 >= yes - 1
    if not no:
        assert found.response == 0
        return
    answered = [Fraction(count, yes), Fraction(n - missing - count, no)]
    often, seldom = answered if found.gap < 0 else answered[::-1]
    assert found.response * seldom == often


@repeatable
@given(surveys(), st.integers(0, 10))
def test_bounded_selection_by_counting(survey, tenths):
    """Every answer of the silent within the deviation lies inside; some lie within one unit."""
    count, n, missing, population = survey
    n_silent, own = population - n + missing, Fraction(count, n - missing)
    low, high = bounded_selection(
        count, n, n_population=population, n_item_missing=missing, deviation=Fraction(tenths, 10)
    )
    shares = [
        Fraction(count + more, population)
        for more in range(n_silent + 1)
        if not n_silent or abs(Fraction(more, n_silent) - own) <= Fraction(tenths, 10)
    ]
    assert all(low <= share <= high for share in shares)
    if shares:
        assert min(shares) - low < Fraction(1, population)
        assert high - max(shares) < Fraction(1, population)


@repeatable
@given(surveys())
def test_bounded_selection_joins_its_neighbours(survey):
    """No deviation: the respondents' share. Any deviation: the no-assumption bounds."""
    count, n, missing, population = survey
    given_ = {"n_population": population, "n_item_missing": missing}
    own = Fraction(count, n - missing)
    assert bounded_selection(count, n, deviation=0, **given_) == (own, own)
    assert bounded_selection(count, n, deviation=1, **given_) == no_assumption_bounds(
        count, n, **given_
    )


@repeatable
@given(surveys())
def test_breakdown_is_where_the_band_reaches_half(survey):
    """Just before the gap the band lies on one side of half, at it the other side is reached."""
    count, n, missing, population = survey
    given_ = {"n_population": population, "n_item_missing": missing}
    found = majority_breakdown(count, n, **given_)
    if found is None:
        return
    low, high = bounded_selection(count, n, deviation=abs(found.gap), **given_)
    majority = Fraction(population // 2 + 1, population)
    assert (low if found.gap < 0 else high) == majority


@pytest.mark.parametrize("deviation", [2, "-0.1", "33"])
def test_deviations_that_are_no_proportions_are_refused(deviation):
    """33 is the usual slip for 0.33."""
    with pytest.raises(ArgumentError, match=r"deviation is .*; give a proportion from 0 to 1"):
        bounded_selection(60, 100, n_population=487, deviation=deviation)


def test_floats_are_refused():
    """Exact bounds need exact numbers."""
    with pytest.raises(ArgumentError, match=r"deviation is 0\.1, not an exact number"):
        bounded_selection(60, 100, n_population=487, deviation=0.1)


@pytest.mark.parametrize("function", [bounded_selection, majority_breakdown])
def test_a_question_that_nobody_answered_is_refused(function):
    """There is no share from which the silent could deviate."""
    more = {"deviation": 0} if function is bounded_selection else {}
    with pytest.raises(ArgumentError, match="nobody answered the question"):
        function(0, 5, n_population=9, n_item_missing=5, **more)
