"""The questions of a scale: alpha of textbook numbers, correlations, and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.errors import ArgumentError
from helpers.statistics.items import item_statistics
from helpers.synthetic.watermark import SyntheticDataError, mark


def test_alpha_of_parallel_questions_is_spearman_brown():
    """Two questions of the same variance that correlate by r have 2r / (1 + r)."""
    points = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 3, 2, 4]})
    r = points["a"].corr(points["b"])
    found = item_statistics(points)
    assert found.alpha == pytest.approx(2 * r / (1 + r))
    assert found.item_rest == pytest.approx({"a": r, "b": r})


def test_gaps_are_left_out():
    """Who left one question out is in none of the numbers."""
    points = pd.DataFrame({"a": [1, 2, 3, None], "b": [1, 3, 2, 4]})
    assert item_statistics(points).n_respondents == 3


def test_a_question_that_all_answer_alike_has_no_correlation():
    """Not a number rather than 0 or an error."""
    found = item_statistics(pd.DataFrame({"a": [1, 1, 1], "b": [1, 2, 3]}))
    assert found.item_rest["a"] != found.item_rest["a"]


@pytest.mark.parametrize(
    "points", [pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 1], "b": [2, 2]})]
)
def test_what_has_no_alpha_says_so(points):
    """One question, and respondents who do not differ."""
    with pytest.raises(ArgumentError, match="alpha needs two questions"):
        item_statistics(points)


def test_made_up_rows_have_no_alpha():
    """It would be that of the generator."""
    with pytest.raises(SyntheticDataError, match="alpha was asked"):
        item_statistics(mark(pd.DataFrame({"a": [1, 2], "b": [2, 1]})))
