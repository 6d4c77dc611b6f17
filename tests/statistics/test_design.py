"""Weights meet their margins, cost what Kish says, and are refused for made-up rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError
from helpers.statistics.design import (
    Design,
    join_sparse,
    kish_effect,
    margin_columns,
    rake,
    rao_scott,
    weighted_mean,
)
from helpers.synthetic.watermark import SyntheticDataError, mark

ROWS = pd.DataFrame({"region": list("nnnssse"), "zero": list("ynnynny")})
MARGINS = {"region": {"n": 30, "s": 50, "e": 20}, "zero": {"y": 40, "n": 60}}


def test_raked_weights_meet_every_margin():
    """The weighted counts are the population's, of both margins at once."""
    weights = pd.Series(rake(ROWS, MARGINS))
    for column, numbers in MARGINS.items():
        assert weights.groupby(ROWS[column]).sum().to_dict() == pytest.approx(numbers)


def test_raking_leaves_odds_ratios_as_they_were():
    """Raking multiplies rows and columns, so that the cells' cross-products stay."""
    weights = pd.Series(rake(ROWS, MARGINS))
    cell = weights.groupby([ROWS["region"], ROWS["zero"]]).sum()
    ratio = cell["n", "n"] * cell["s", "y"] / (cell["n", "y"] * cell["s", "n"])
    assert ratio == pytest.approx(1)  # two to one in both regions


@pytest.mark.parametrize(
    ("margins", "message"),
    [
        ({"region": {"n": 30, "s": 50}}, r"column region: .* the same categories \(e\)"),
        ({**MARGINS, "zero": {"y": 40, "n": 61}}, r"add up alike; these do not: region 100, zero"),
    ],
)
def test_margins_that_cannot_be_met_are_named(margins, message):
    """A category without a margin and margins of two sizes stop it."""
    with pytest.raises(ArgumentError, match=message):
        rake(ROWS, margins)


def test_margins_that_contradict_the_rows_do_not_run_for_ever():
    """Everybody of the north reports zero, and the margins ask for more north than zero."""
    rows = pd.DataFrame({"region": list("nnss"), "zero": list("yynn")})
    with pytest.raises(ArgumentError, match="not met after"):
        rake(rows, {"region": {"n": 60, "s": 40}, "zero": {"y": 50, "n": 50}})


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=30))
@settings(max_examples=40, deadline=None)
def test_kish_is_one_for_equal_weights_only(weights):
    """The effect is 1 + the squared coefficient of variation."""
    given_weights = np.array(weights)
    expected = 1 + (given_weights.std() / given_weights.mean()) ** 2
    assert kish_effect(weights) == pytest.approx(expected)


def test_without_weights_the_mean_is_the_plain_one():
    """Equal weights give the mean, s / sqrt(n) and a design effect of 1."""
    values = np.array([1.0, 4.0, 4.0, 7.0])
    found = weighted_mean(values, Design(np.full(4, 3.0)))
    assert found == pytest.approx((4.0, values.std(ddof=1) / 2, 1.0))


def test_rows_without_an_answer_are_no_part_of_a_share():
    """A missing answer leaves the mean of the others, and their number."""
    values = [1, 0, 1, np.nan]
    with_gap = weighted_mean(values, Design(np.ones(4)))
    assert with_gap.value == pytest.approx(2 / 3)


def test_what_the_margins_explain_does_not_vary():
    """The share of a margin itself is known: its standard error is 0."""
    margins = {"region": MARGINS["region"]}
    design = Design(rake(ROWS, margins), margins=margin_columns(ROWS, margins))
    found = weighted_mean(ROWS["region"] == "n", design)
    assert found.value == pytest.approx(0.3)
    assert found.se == pytest.approx(0, abs=1e-12)


def test_with_equal_weights_the_first_order_is_nearly_pearson():
    """One design effect, n / (n - 1), in a two by two table that is independent."""
    rows = pd.DataFrame({"a": list("xxyy") * 10, "b": list("uvuv") * 10})
    found = rao_scott(rows, "a", "b", Design(np.ones(40)))
    assert found.pearson == pytest.approx(0)
    rows.loc[0, "b"] = "v"
    found = rao_scott(rows, "a", "b", Design(np.ones(40)))
    assert found.first == pytest.approx(found.pearson, rel=0.05)
    assert (found.df, found.df1) == (1, pytest.approx(1))


def test_made_up_rows_have_no_weights_and_no_tests():
    """Refused in code, whatever the margins."""
    rows = mark(ROWS)
    with pytest.raises(SyntheticDataError, match="a set of weights was asked of synthetic rows"):
        rake(rows, MARGINS)
    with pytest.raises(SyntheticDataError, match="a test of independence was asked"):
        rao_scott(rows, "region", "zero", Design(np.ones(7)))


def test_sparse_categories_are_joined_until_there_are_enough():
    """What is below the least is one group, which takes the smallest other if it must."""
    assert join_sparse({"a": 5, "b": 6}, 5) == {"a": "a", "b": "b"}
    assert set(join_sparse({"a": 1, "b": 1, "c": 9, "d": 6}, 5).items()) == {
        *{("a", "others"), ("b", "others"), ("c", "c"), ("d", "others")}
    }
