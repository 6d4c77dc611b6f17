"""Whether one answer is ahead of another is asked of their difference, not of two intervals."""

from dataclasses import replace

import pytest

from helpers.chapters import answers
from helpers.errors import ArgumentError
from helpers.statistics.leads import lead_interval
from helpers.synthetic.watermark import WITHHELD

TOPICS = [("training_finance", "training_local_bodies")]


def test_a_lead_is_judged_with_the_fewest_and_the_most_that_gave_both(study):
    """54 and 39 of 100 have 0 to 39 in common, and the interval is that of the difference."""
    (row,) = answers.leads(study, TOPICS).to_dict("records")
    assert (row["lead"], row["few"], row["many"]) == (15, 0, 39)
    for kind in ("few", "many"):
        ends = lead_interval(54, 39, 100, n_both=row[kind])
        assert (row[f"{kind}_low"], row[f"{kind}_high"]) == pytest.approx([100 * x for x in ends])


@pytest.mark.parametrize(
    "pair",
    [
        ("participation_high", "participation_medium"),  # one answer each, printed as percentages
        ("obstacle_none", "obstacle_no_interest"),  # "no obstacles" excludes every obstacle
    ],
)
def test_answers_that_exclude_each_other_have_nobody_in_common(study, pair):
    """Then the overlap is known, and there is one interval."""
    (row,) = answers.leads(study, [pair]).to_dict("records")
    assert (row["few"], row["many"]) == (0, 0)
    assert (row["few_low"], row["few_high"]) == (row["many_low"], row["many_high"])


@pytest.mark.usefixtures("own_outputs")
def test_the_ends_are_shown_outward(study):
    """−3.87 to 32.80 points is written −4 to 33, in the table and in the prose."""
    leads = answers.leads(study, TOPICS)
    assert "−4 to 33" in str(answers.show_leads(leads, study, name="tbl-x"))
    numbers = answers.lead_numbers(leads, study)
    name = "training_finance_over_training_local_bodies"
    ends = [numbers[f"{name}_{kind}_{end}"] for kind in ("few", "many") for end in ("low", "high")]
    assert ends == ["−4", "33", "7", "22"]


@pytest.mark.usefixtures("own_outputs")
def test_made_up_rows_have_no_interval(study):
    """It would measure how they were made."""
    made_up = replace(study, data="synthetic")
    leads = answers.leads(made_up, TOPICS)
    assert leads[["few_low", "many_high"]].isna().all(axis=None)
    assert set(answers.lead_numbers(leads, made_up).values()) == {WITHHELD}
    assert WITHHELD in str(answers.show_leads(leads, made_up, name="tbl-x"))


@pytest.mark.parametrize(
    "pair",
    [
        ("training_finance", "influence_active"),  # another base
        ("training_finance", "staff_women"),  # staff gave no answers
    ],
)
def test_counts_of_others_have_no_lead(study, pair):
    """The message names both numbers."""
    with pytest.raises(ArgumentError, match=f"{pair[0]} and {pair[1]} are not counts of the same"):
        answers.leads(study, [pair])
