"""A change of a share: R and statsmodels agree, and dependence between the waves is counted.

The constants are R's (4.2.2): Wilson's ends from `prop.test(x, n, correct=FALSE)`, put together by
the formula of Newcombe's method 10 with `cor()` of the rows of the panel, `fisher.test`,
`binom.test(to_no, to_no + to_yes)` for McNemar's exact test, and `p.adjust(p, "holm")`.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import ArgumentError
from helpers.statistics.changes import (
    Flows,
    change_bounds,
    change_interval,
    change_p_value,
    paired_change,
)
from helpers.statistics.families import holm
from helpers.statistics.intervals import Interval, no_assumption_bounds

# then, of how many, now, of how many: low, high, Fisher's p
INDEPENDENT = {
    (48, 80, 56, 70): (0.0524314724, 0.333872654, 0.01252112975),
    (76, 100, 60, 120): (-0.3744397825, -0.1324131862, 8.929781165e-05),
    (0, 10, 3, 20): (-0.1442045492, 0.3604188647, 0.5320197044),
    (37, 100, 37, 90): (-0.09591365385, 0.1768939692, 0.6550897482),
}
# yes twice, to no, to yes, no twice: low, high, McNemar's p
PAIRED = {
    (36, 2, 12, 0): (0.056929584, 0.340427603, 0.01293945313),
    (20, 5, 9, 6): (-0.07976083933, 0.2710566313, 0.4239501953),
    (8, 4, 4, 14): (-0.175458399, 0.175458399, 1.0),
}


@pytest.mark.parametrize("counts", INDEPENDENT)
def test_independent_waves_as_r_has_them(counts):
    low, high, p_value = INDEPENDENT[counts]
    assert change_interval(*counts) == pytest.approx((low, high), abs=1e-8)
    assert change_p_value(*counts) == pytest.approx(p_value, rel=1e-8)


@pytest.mark.parametrize("flows", PAIRED)
def test_a_panel_as_r_has_it(flows):
    low, high, p_value = PAIRED[flows]
    found = paired_change(Flows(*flows))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-8)
    assert found.p_value == pytest.approx(p_value, rel=1e-8)
    assert found.difference == Fraction(flows[2] - flows[1], sum(flows))


def test_waves_that_share_organisations_as_r_has_them():
    """40 of 100 and 120 are the same and answer alike, so that chance parts the waves less."""
    found = change_interval(76, 100, 60, 120, panel=Flows(20, 5, 9, 6))
    assert found == pytest.approx((-0.3698964565, -0.1375626784), abs=1e-8)


@st.composite
def two_waves(draw):
    n_then, n_now = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    return draw(st.integers(0, n_then)), n_then, draw(st.integers(0, n_now)), n_now


@given(two_waves())
def test_without_a_panel_it_is_newcombes_interval_of_statsmodels(counts):
    """One formula for both, so the independent case is checked against the library's."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    then, n_then, now, n_now = counts
    found = change_interval(*counts)
    expected = confint_proportions_2indep(now, n_now, then, n_then, method="newcomb")
    assert found == pytest.approx(expected, abs=1e-7)
    assert found.low <= now / n_now - then / n_then <= found.high


@given(st.tuples(*[st.integers(0, 12)] * 4).filter(any))
def test_waves_of_the_same_organisations_have_the_interval_of_pairs(numbers):
    """Where everybody answered twice, the overlapping waves are the panel."""
    flows = Flows(*numbers)
    then, now, n = flows.stayed_yes + flows.to_no, flows.stayed_yes + flows.to_yes, flows.size
    whole = change_interval(then, n, now, n, panel=flows)
    paired = paired_change(flows)
    assert whole == pytest.approx((max(-1, paired.low), min(1, paired.high)), abs=1e-7)


def test_a_panel_that_is_not_among_the_respondents_is_refused():
    with pytest.raises(ArgumentError, match="a panel of 9 with 8 yes cannot be among them"):
        change_interval(5, 10, 5, 10, panel=Flows(8, 0, 0, 1))


def test_nobody_twice_is_no_panel():
    with pytest.raises(ArgumentError, match="nobody answered twice"):
        paired_change(Flows(0, 0, 0, 0))


def test_nobody_who_changed_says_nothing_of_a_direction():
    assert paired_change(Flows(3, 0, 0, 4)).p_value == 1


def test_without_an_assumption_the_silent_of_both_waves_decide():
    """60 of 100 then, 80 of 100 now, 400 silent each time: the change can have either sign."""
    then = no_assumption_bounds(60, 100, n_population=500)
    now = no_assumption_bounds(80, 100, n_population=500)
    assert change_bounds(then, now) == Interval(Fraction(-19, 25), Fraction(21, 25))


def test_holm_as_r_has_it():
    names = dict(zip("abcde", (0.01, 0.04, 0.03, 0.005, 0.2), strict=True))
    expected = dict(zip("abcde", (0.04, 0.09, 0.09, 0.025, 0.2), strict=True))
    assert holm(names) == pytest.approx(expected)
    assert holm({}) == {}
