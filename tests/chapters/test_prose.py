"""What the chapters conclude from printed numbers in their prose holds by these numbers."""

from fractions import Fraction
from itertools import product

import pytest

from helpers.chapters import answers
from helpers.statistics.survey import survey_intervals
from helpers.study import Study

TOPICS = ("projects", "youth", "legal", "local_bodies", "specialised", "teams", "gender", "other")


@pytest.fixture(name="value")
def fixture_value(study: Study):
    """The printed value of a claim."""
    return lambda claim_id: study.ledger[claim_id].value


def test_the_participants_share_of_women_lies_outside_that_of_the_staff(value) -> None:
    """70 of 96 is 72.9 %; with all 240 of unknown gender women are 71.8 % of all staff."""
    most = (value("staff_women") + value("staff_gender_unknown")) / value("staff_total")
    least = value("staff_women") / value("staff_total")
    assert Fraction(1, 2) < least
    assert most < value("focus_women") / value("focus_participants")


@pytest.mark.parametrize(
    ("first", "second"),
    [("difficulty_finance", "difficulty_staff"), ("need_finance", "need_training")],
)
def test_the_silent_can_turn_the_order_round(study: Study, value, first, second) -> None:
    """If all of them gave the second answer and none the first, the second would come first."""
    silent = study.size("register") - study.size("survey")
    assert value(first) < value(second) + silent


def test_whether_the_first_topic_leads_the_next_depends_on_how_many_chose_both(study) -> None:
    """Up to the fifth topic only with the most in common; from the sixth on with the fewest."""
    pairs = [("training_finance", f"training_{topic}") for topic in TOPICS]
    leads = answers.leads(study, pairs)
    assert (leads["many_low"] > 0).all()
    assert (leads["few_low"] > 0).tolist() == [False] * 4 + [True] * 4
    assert leads["lead"].is_monotonic_increasing


@pytest.mark.parametrize(
    "pair",
    [
        ("difficulty_staff", "difficulty_regulation"),
        ("participation_high", "participation_medium"),
        ("obstacle_none", "obstacle_no_interest"),
    ],
)
def test_answers_that_cannot_be_told_apart_differ_by_chance_at_every_overlap(study, pair) -> None:
    """Zero lies in the interval of the difference, with the fewest and the most in common."""
    (row,) = answers.leads(study, [pair]).to_dict("records")
    assert all(row[f"{kind}_low"] < 0 < row[f"{kind}_high"] for kind in ("few", "many"))


def test_gender_is_behind_the_fifth_topic_at_every_overlap(study) -> None:
    """By more than chance even with the fewest in common."""
    (row,) = answers.leads(study, [("training_local_bodies", "training_gender")]).to_dict("records")
    assert row["few_low"] > 0


def test_what_counts_as_weak_decides_whether_contact_is_weak_in_most_cases(value) -> None:
    """Low and none are fewer than half; with medium, which falls short of wishes, more."""
    weak = value("participation_low") + value("participation_none")
    assert weak < 50 < weak + value("participation_medium")


def test_the_best_answer_has_the_majority_of_contact_and_monitoring_but_not_of_influence(value):
    """42 of 79 and 43 of 73, but 33 of 70 answers."""
    assert value("frequency_regular") > value("frequency_periodic") + value("frequency_rare")
    assert value("monitoring_regular") > value("monitoring_rare") + value("monitoring_none")
    assert value("influence_active") < value("influence_limited") + value("influence_minimal")


def test_ranges_over_the_weights_of_akmola_leave_money_first(study: Study) -> None:
    """Difficulties and needs: the range of the first lies above those of all others."""
    for first, *others in (
        ("difficulty_finance", "difficulty_staff", "difficulty_regulation"),
        ("need_finance", "need_training", "need_staff"),
    ):
        ranges = {name: survey_intervals(study, study.ledger[name])["akmola"] for name in others}
        lead = survey_intervals(study, study.ledger[first])["akmola"]
        assert all(lead.low > each.high for each in ranges.values())


def test_staff_and_regulation_can_come_in_either_order_with_weights_of_akmola(value) -> None:
    """All who named one of the two can be from Akmola Region, and none who named the other."""
    in_akmola, register = value("survey_akmola"), value("register_size")
    elsewhere = value("survey_size") - in_akmola
    share = in_akmola / register

    def weighted(count: Fraction, inside: Fraction) -> Fraction:
        return share * inside / in_akmola + (1 - share) * (count - inside) / elsewhere

    staff, regulation = value("difficulty_staff"), value("difficulty_regulation")
    ends = product((0, min(staff, in_akmola)), (0, min(regulation, in_akmola)))
    orders = {weighted(staff, a) > weighted(regulation, b) for a, b in ends}
    assert orders == {True, False}
