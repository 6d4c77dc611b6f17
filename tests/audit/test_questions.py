"""Percentages of one question against each other, on every base and under every rule."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.audit.groups import questions_of
from helpers.audit.questions import (
    Answer,
    Shares,
    best_fit,
    check_question_bases,
    full_fit,
    judge_shares,
    n_that_follow,
    shares_of,
)
from helpers.audit.results import RoundingRule
from helpers.audit.shares import RULES
from helpers.ledger.reported import rounding_range
from tests.audit.findings import about, keys, report_index, statuses, text
from tests.audit.small_ledgers import index_of, row

repeatable = settings(derandomize=True, deadline=None, max_examples=200)

MONITORING = (Answer("57", 43), Answer("29", 22), Answer("10", 8))
INFLUENCE = (Answer("44", 33), Answer("38", 28), Answer("12", 9))


def asked(*answers, base="", answer="single", **known):
    """A question with (category, count, percent) answers; a count of None is not printed."""
    rows = [row("base", base, kind="base", unit="forms")] if base else []
    cells = {"variable": "asked", "base": "base" if base else "", "unit": "forms"}
    for category, count, percent in answers:
        rows += [row(category, count, category=category, **cells)] if count else []
        more = cells | {"kind": "percent", "unit": "percent", "category": category}
        rows.append(row(f"{category}_pct", percent, **more))
    return index_of(*rows, answers={"asked": answer, "base": ""}, **known)


def judged(*answers, **cells):
    """Status, and the key of each sentence with the rule it speaks of."""
    (found,) = check_question_bases(asked(*answers, **cells))
    rules = (each.values.get("rule", RoundingRule("")).rule for each in found.statements)
    return found.status, [
        f"{key} {rule}".strip() for key, rule in zip(keys(found), rules, strict=True)
    ]


def test_bases_by_hand():
    """43, 22 and 8 print as 57, 29 and 10 on 75 when digits are cut off; ordinarily two do."""
    shares = Shares(MONITORING, 65, True, range(73, 80), True)
    assert best_fit(shares, "truncated") == ("truncated", 3, (range(75, 76),))
    assert best_fit(shares, "half_up") == ("half_up", 2, (range(75, 78),))
    assert [n_that_follow(shares, base, "half_up") for base in (65, 74, 75, 79)] == [0, 0, 2, 1]


def test_influence_by_hand():
    """33 of 75 is 44 %, but 28 is then 37.3 %: all three follow only when it is rounded up."""
    shares = Shares(INFLUENCE, 74, True, range(74, 80), True)
    assert best_fit(shares, "half_up") == ("half_up", 2, (range(74, 76),))
    assert best_fit(shares, "up") == ("up", 3, (range(75, 76),))
    assert judge_shares(shares, "half_up")[0] == "inconsistent"


def test_percentages_follow_on_the_stated_base():
    """19 and 31 of 50 are 38 % and 62 %."""
    answers = ("one", "19", "38"), ("two", "31", "62")
    assert judged(*answers, base="50") == ("consistent", ["question_stated_all half_up"])


def test_percentages_follow_under_another_rule():
    """2 and 1 of 3 are 66 % and 33 % when digits are cut off."""
    answers = ("one", "2", "66"), ("two", "1", "33")
    expected = ["question_stated_some half_up", "question_fit truncated"]
    assert judged(*answers, base="3") == ("open", expected)


def test_a_stated_base_that_gives_them_under_no_rule_is_inconsistent():
    """19 and 31 of 50 are not 40 % and 65 %, and of the larger bases none gives both."""
    answers = ("one", "19", "40"), ("two", "31", "65")
    status, said = judged(*answers, base="50")
    assert (status, said[-1]) == ("inconsistent", "question_none")


def test_without_a_stated_base_one_has_to_be_guessed():
    """The ledger knows of 79 forms; 61 and 15 print as 79 % and 19 % on 77 of them."""
    known = {"sources": {"asked": "form", "forms": "form"}}
    index = index_of(
        row("forms", "79", kind="base", unit="forms"),
        row("yes", "61", variable="asked", category="yes", unit="forms"),
        row("no", "15", variable="asked", category="no", unit="forms"),
        row("yes_pct", "79", variable="asked", category="yes", kind="percent"),
        row("no_pct", "19", variable="asked", category="no", kind="percent"),
        answers={"asked": "single"},
        **known,
    )
    (found,) = check_question_bases(index)
    assert found.status == "open"
    assert text(found).startswith("Bases on which all of them follow with ordinary rounding: 77.")


@pytest.mark.parametrize("percent", [("one", None, "40"), ("one", "4", "40")])
def test_one_percentage_alone_is_no_question_of_agreement(percent):
    """It is checked against its own count and base elsewhere."""
    assert check_question_bases(asked(percent, base="10")) == ()


def test_percentages_on_several_bases_are_not_compared():
    """Shares of women and of the young may rest on different numbers of people."""
    index = index_of(
        row("all", "10", kind="base"),
        row("young", "5", kind="base"),
        row("one", "40", variable="asked", category="one", kind="percent", base="all"),
        row("two", "40", variable="asked", category="two", kind="percent", base="young"),
    )
    assert check_question_bases(index) == ()


def test_without_counts_whole_numbers_must_fit_into_the_base():
    """Of 3, only 33 % and 67 % of one and two are possible, and 33 % four times is too much."""
    fits = ("one", None, "33"), ("two", None, "67")
    assert judged(*fits, base="3")[0] == "consistent"
    four = tuple((name, None, "33") for name in ("one", "two", "three", "four"))
    assert judged(*four, base="3")[0] == "inconsistent"
    assert judged(*four, base="3", answer="multiple")[0] == "consistent"


def test_without_counts_no_whole_number_may_fit():
    """No number of 10 is 38 %."""
    status, said = judged(("one", None, "38"), ("two", None, "40"), base="10")
    assert (status, said[0]) == ("inconsistent", "question_stated_some half_up")


PERSECUTION = tuple(zip("abcd", [None] * 4, ("90.8", "4.1", "3.1", "2.0"), strict=True))
SURVEY = {"asked": "survey", "size": "survey"}


def unstated(*answers, size, **known):
    """A question without a base or counts, in a survey of so many."""
    rows = [row("size", size, kind="base")]
    for category, _, percent in answers:
        cells = {"variable": "asked", "kind": "percent", "category": category}
        rows.append(row(f"{category}_pct", percent, **cells))
    return index_of(*rows, sources=SURVEY, answers={"asked": "single"}, **known)


def test_fewer_answers_than_stated_are_one_open_finding():
    """90.8, 4.1, 3.1 and 2.0 are all of 98, so 3 of 101 gave no answer."""
    (found,) = check_question_bases(asked(*PERSECUTION, base="101"))
    assert found.status == "open"
    assert text(found).endswith(
        "All 4 follow together on fewer than 101 with ordinary rounding: 98; "
        "without an answer then: 3."
    )


def test_more_answers_than_stated_are_none():
    """The same percentages of 97 would need one more respondent than there were."""
    assert judged(*PERSECUTION, base="97")[0] == "inconsistent"


def test_counts_too_may_rest_on_fewer_answers():
    """24 and 73 are 24.7 % and 75.3 % of 97, printed with a base of 101."""
    answers = ("one", "24", "24.7"), ("two", "73", "75.3")
    status, said = judged(*answers, base="101")
    assert (status, said[-1]) == ("open", "question_valid half_up")


@pytest.mark.parametrize(("size", "status"), [("98", "consistent"), ("101", "open")])
def test_without_a_base_a_question_is_held_against_its_survey(size, status):
    """All follow on the 98 of the survey, or on 98 of 101."""
    (found,) = check_question_bases(unstated(*PERSECUTION, size=size))
    assert found.status == status


def test_percentages_that_no_base_up_to_the_survey_gives():
    """78.8, 14.0, 4.0 and 3.0 need a larger survey than 101."""
    answers = zip("abcd", [None] * 4, ("78.8", "14.0", "4.0", "3.0"), strict=True)
    (found,) = check_question_bases(unstated(*answers, size="101"))
    assert found.status == "inconsistent"
    assert keys(found)[-1] == "question_none"


def test_a_survey_too_large_to_tell_says_nothing():
    """Of 1000 respondents every percentage with one decimal is possible; above 100 none is one."""
    assert check_question_bases(unstated(*PERSECUTION, size="1000")) == ()
    growth = ("one", None, "112.4"), ("two", None, "96.1")
    assert check_question_bases(unstated(*growth, size="101")) == ()


NATURE = ("2.3", "20.2", "76.4", "1.1")


@pytest.mark.parametrize("counts", [[None] * 4, ["2", "18", "68", "1"]])
def test_percentages_adjusted_to_add_up_are_named_as_that(counts):
    """2.3 is a tenth more than 2 of 89; rounded, all add up to 99.9."""
    (found,) = check_question_bases(asked(*zip("abcd", counts, NATURE, strict=True), base="89"))
    assert (found.status, keys(found)[1:]) == ("open", ["question_adjusted", "percent_adjusted"])
    assert text(found).endswith("all would add up to 99.9%. 2 of 89 give 2.2%; printed 2.3%.")


def test_a_slip_that_leaves_another_sum_is_no_adjustment():
    """2.4 is two tenths off, and 2.3 with 20.3 adds up to 100.1."""
    for printed in (("2.4", "20.2", "76.3", "1.1"), ("2.3", "20.3", "76.4", "1.1")):
        answers = zip("abcd", [None] * 4, printed, strict=True)
        assert judged(*answers, base="89")[0] == "inconsistent"


def test_sums_of_percentages_are_left_out_of_the_common_base():
    """86 % that adds up 20 and 66 is no third answer, declared or not."""
    cells = {"variable": "asked", "kind": "percent", "base": "base"}
    for formula in ("once + twice", "100 - never", ""):
        index = index_of(
            row("base", "50", kind="base"),
            row("never", "14", category="never", **cells),
            row("once", "20", category="once", **cells),
            row("twice", "66", category="twice", **cells),
            row("any", "86", category="any", formula=formula, **cells),
            answers={"asked": "single"},
        )
        (question,) = questions_of(index)
        assert len(shares_of(index, question).answers) == 3
        assert statuses(check_question_bases(index)) == ["consistent"]


def test_sums_of_answers_are_left_out():
    """79 % for the first two answers together is no third answer."""
    index = index_of(
        row("base", "100", kind="base"),
        row("one", "10", variable="asked", category="one", base="base"),
        row("two", "69", variable="asked", category="two", base="base"),
        row("one_pct", "10", variable="asked", category="one", kind="percent", base="base"),
        row("both_pct", "79", variable="asked", category="both", kind="percent", base="base")
        | {"formula": "100 * (one + two) / base"},
    )
    assert [shares_of(index, question) for question in questions_of(index)] == [None]


def test_the_reports_percentages(study):
    """Five questions print several: two agree, one needs a guessed base, two disagree."""
    findings = check_question_bases(report_index(study))
    assert statuses(findings) == [
        "consistent",  # level of participation: 38, 36, 15, 10 of 100
        "consistent",  # frequency: 53, 30, 16 of 79
        "inconsistent",  # influence: 44, 38, 12 of 74
        "inconsistent",  # monitoring: 57, 29, 10 of 65
        "open",  # decisions: 79, 19 of 76
    ]
    assert text(about(findings, "monitoring_base")) == (
        "57%, 29%, 10%: 0 of 3 follow on the stated base of 65 with ordinary rounding. "
        "At most 2 of 3 follow together with ordinary rounding; bases: 75 to 77. "
        "Bases on which all of them follow with further digits cut off: 75."
    )
    assert "Bases on which all of them follow with everything rounded up: 75." in text(
        about(findings, "influence_base")
    )
    assert "ordinary rounding: 77. " in text(about(findings, "decisions_yes"))


@st.composite
def questions(draw):
    """Answers of a simulated question, printed under one rule, and who answered."""
    counts = draw(st.lists(st.integers(0, 60), min_size=2, max_size=5))
    base = max(1, sum(counts) + draw(st.integers(0, 20)))
    rule = draw(st.sampled_from(RULES))
    printed = [_print(Fraction(100 * count, base), rule) for count in counts]
    known = draw(st.booleans())
    pairs = zip(printed, counts, strict=True)
    answers = tuple(Answer(text, count if known else None) for text, count in pairs)
    return answers, base, rule


def _print(value, rule):
    """The whole percentage that a value prints as: brute force over all of them."""
    return next(str(n) for n in range(101) if rounding_range(str(n), rule).contains(value))


@repeatable
@given(questions())
def test_any_simulated_question_is_consistent_under_its_rule(question):
    """Summarise any answers, round them by any rule: all follow on their base under that rule."""
    answers, base, rule = question
    bases = range(1, base + 5)
    assert judge_shares(Shares(answers, base, True, bases, True), rule)[0] == "consistent"
    fit = best_fit(Shares(answers, base, True, bases, True), rule)
    assert fit.n_follow == len(answers)
    assert any(base in each for each in fit.bases)


@repeatable
@given(questions(), st.integers(1, 40))
def test_the_bases_of_all_agree_with_trying_every_base(question, other):
    """The search for bases that give all percentages finds those of the one that counts them."""
    answers, base, rule = question
    shares = Shares(answers, None, False, range(other, other + base), True)
    best, found = best_fit(shares, rule), full_fit(shares, rule)
    assert found == (best if best.n_follow == len(answers) else None)


@repeatable
@given(questions(), st.integers(1, 40))
def test_the_search_agrees_with_trying_every_base(question, other):
    """The stretches of bases give the same maximum as each base by itself."""
    answers, base, rule = question
    bases = range(other, other + base)
    shares = Shares(answers, None, False, bases, True)
    follow = {each: n_that_follow(shares, each, rule) for each in bases}
    most = max(follow.values())
    best = {each for each, number in follow.items() if number == most} if most else set()
    fit = best_fit(shares, rule)
    assert (fit.n_follow, {each for span in fit.bases for each in span}) == (most, best)
