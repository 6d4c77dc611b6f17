"""Answers of one respondent hang together; the tests of several answers take that into account."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers.errors import ArgumentError
from helpers.statistics.several_answers import marginal_statistic, named_alike, same_by_group
from helpers.synthetic.watermark import SyntheticDataError, mark


def test_the_published_example_of_bilder_and_loughin():
    """Kansas farmers' sources of veterinary information by education: X^2 is 30.84.

    The counts are those of Loughin & Scherer (1998), Biometrics 54, 630-637: 262 farmers in five
    levels of education; the statistic is that of MRCV's MI.test on their rows.
    """
    counts = [
        *[[19, 38, 29, 47, 40], [2, 6, 8, 8, 4], [1, 13, 10, 17, 14]],
        *[[19, 29, 40, 53, 29], [3, 4, 8, 6, 6]],
    ]
    sizes = np.array([88, 16, 31, 113, 14])
    statistic, df = marginal_statistic(np.array(counts), sizes)
    assert statistic == pytest.approx(30.8359391868)
    assert df == 20


def test_one_answer_is_pearson():
    """With a single answer the sum is the usual chi-square of a two by two table."""
    rows = pd.DataFrame({"q__a": [1] * 12 + [0] * 8 + [1] * 5 + [0] * 15, "g": ["x", "y"] * 20})
    rows["g"] = ["x"] * 20 + ["y"] * 20
    found = same_by_group(rows, ["q__a"], "g")
    from scipy.stats import chi2_contingency

    pearson = chi2_contingency(pd.crosstab(rows["q__a"], rows["g"]), correction=False)
    assert found.statistic == pytest.approx(pearson.statistic)


def test_an_answer_given_twice_is_one_answer():
    """Two answers that always go together count once: the sum doubles, the corrected one stays."""
    rows = pd.DataFrame({"q__a": [1] * 12 + [0] * 8 + [1] * 5 + [0] * 15})
    rows["q__b"], rows["g"] = rows["q__a"], ["x"] * 20 + ["y"] * 20
    alone = same_by_group(rows, ["q__a"], "g")
    twice = same_by_group(rows, ["q__a", "q__b"], "g")
    assert twice.statistic == pytest.approx(2 * alone.statistic)
    assert twice.corrected == pytest.approx(alone.corrected)
    assert twice.df_corrected == pytest.approx(alone.df_corrected)
    assert twice.p > twice.p_first


def test_who_left_the_question_out_is_not_counted():
    """Rows without an answer, and without a group, are left out of the test."""
    rows = pd.DataFrame({"q__a": [1, 0, 1, 0, None, 1], "q__b": [0, 0, 1, 1, None, 1]})
    rows["g"] = ["x", "x", "y", "y", "y", None]
    assert same_by_group(rows, ["q__a", "q__b"], "g").n_respondents == 4
    assert named_alike(rows, ["q__a", "q__b"]).n_respondents == 5


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (pd.DataFrame({"q__a": [1, 0], "q__b": [1, 1], "g": ["x", "x"]}), "two groups"),
        (pd.DataFrame({"q__a": [1, 1], "q__b": [0, 0], "g": ["x", "y"]}), "an answer that some"),
    ],
)
def test_nothing_to_compare_is_said(rows, message):
    """One group, and answers that all or nobody named, have no test."""
    with pytest.raises(ArgumentError, match=message):
        same_by_group(rows, ["q__a", "q__b"], "g")


def test_q_needs_somebody_who_chose():
    """Where everybody named all or nothing no answer can be ahead."""
    with pytest.raises(ArgumentError, match="somebody who named one"):
        named_alike(pd.DataFrame({"q__a": [1, 0], "q__b": [1, 0]}), ["q__a", "q__b"])


def test_made_up_rows_are_refused():
    """Neither question is answered for synthetic rows."""
    rows = mark(pd.DataFrame({"q__a": [1, 0], "q__b": [0, 1], "g": ["x", "y"]}))
    with pytest.raises(SyntheticDataError, match="Cochran's Q was asked of synthetic rows"):
        named_alike(rows, ["q__a", "q__b"])
    with pytest.raises(SyntheticDataError, match="several answers by group"):
        same_by_group(rows, ["q__a", "q__b"], "g")
