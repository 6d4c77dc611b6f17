"""Queries: what is asked in words is what the engine answers."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import codebook
from helpers.errors import ArgumentError
from helpers.feasibility.assumptions import Assumptions
from helpers.feasibility.bounds import bounds
from helpers.feasibility.conditions import And, Is, Missing, Not, Or
from helpers.feasibility.queries import QueryError
from helpers.feasibility.query_parser import parse_query
from helpers.scoring_schemes import SCHEMES

CODES = codebook.load()
TOWNS = Assumptions("either", "question", replace(SCHEMES["3/2/1"], missing="zero"))

# Query, least and largest answer, each with the arithmetic that gives it.
ANSWERS = [
    ("difficulty = finance and need = finance", 57, 76),  # 76 + 81 - 100, 76
    ("technology_limits = 'yes' and survey_location = outside_three_cities", 21, 37),
    ("difficulty = finance or need = finance", 81, 100),
    ("not (difficulty = finance)", 24, 24),
    ("difficulty != finance", 24, 24),
    ("obstacle = none and obstacle = finance", 0, 0),  # exclusive
    ("obstacle in (finance, none)", 33, 33),
    ("local_impact is missing", 0, 0),  # non-response is printed as an answer of its own
    ("share of need = finance given difficulty = finance", Fraction(57, 76), 1),
    ("share of difficulty = finance", Fraction(76, 100), Fraction(76, 100)),
    ("size of survey", 100, 100),
    ("size of discussion", 96, 96),
    ("share of focus_gender = women", Fraction(70, 96), Fraction(70, 96)),
    ("financial_report = zero", 349, 357),  # 72 % of 487 or the count: one of them is given up
    ("difficulty = finance minus need = finance", -5, -5),
]


@pytest.mark.parametrize(("text", "low", "high"), ANSWERS)
def test_answers_are_those_of_arithmetic(study, text, low, high):
    """By hand, from the printed counts; proved."""
    found = bounds(text, study.ledger)
    assert (found.low, found.high, found.status) == (low, high, "proved")


def test_a_gap_between_regions_and_cities_has_no_sign(study):
    """37 of 84 and none of 16, or 21 of 84 and all 16."""
    share = "share of technology_limits = yes given"
    where = "survey_location = outside_three_cities"
    found = bounds(f"{share} {where} minus {share} not {where}", study.ledger)
    assert (found.low, found.high) == (Fraction(21, 84) - 1, Fraction(37, 84))


@pytest.mark.slow
def test_towns_have_sizes_and_means(study):
    """Under a scheme; a mean lies where it prints."""
    size = bounds("size of talgar", study.ledger, TOWNS)
    assert (size.low, size.high, size.status) == (1, 44, "proved")
    mean = bounds("mean score of esik", study.ledger, TOWNS)
    assert Fraction(475, 100) <= mean.low <= mean.high < Fraction(49, 10)


def test_an_empty_group_has_no_share(study):
    """Nobody chose "none" together with another answer."""
    text = "share of need = finance given obstacle = none and obstacle = finance"
    found = bounds(text, study.ledger)
    assert (found.low, found.high, found.status) == (None, None, "infeasible")


BAD = [
    ("dificulty = finance", "no question 'dificulty'; did you mean 'difficulty'"),
    ("difficulty = money", "difficulty has no answer 'money'; choose from finance, staff"),
    ("difficulty finance", "after 'difficulty' write = or !="),
    ("difficulty = finance and influence_level = active", "joins the blocks survey and form_a"),
    ("(difficulty = finance", "a parenthesis is not closed"),
    ("", "the query is empty"),
    ("difficulty = finance need = finance", "'need' is left over"),
    ("difficulty = finance given need = finance", "'given' goes with a share"),
    ("staff_gender = women", "'staff_gender' is no question that respondents answered"),
    ("size of almaty", "'almaty' is no block and no town"),
    ("mean score of almaty", "'almaty' is no town on the scale"),
    ("mean score of tekeli", "the report prints no score of tekeli"),
    ("difficulty = finance; need = finance", "';' has no meaning here"),
    ("need in finance", "after 'in' write answers in parentheses"),
    ("need is finance", "after 'is' write missing or answered"),
    ("difficulty =", "an answer to difficulty is missing here"),
    ("(" * 10_000 + "need = finance", "in 5000 at most"),
    ("(" * 1000 + "need = finance", "more than 50 parentheses"),
    ("size of survey minus size of form_a", "joins the blocks survey and form_a"),
    ("registration_year = x", "registration_year has no answer 'x'"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_a_bad_query_says_why(study, text, message):
    """What was wrong, the word received, and how to mend it."""
    with pytest.raises(QueryError) as caught:
        bounds(text, study.ledger, TOWNS)
    assert message in str(caught.value)


def test_a_query_about_towns_needs_a_scheme(study):
    """Points are not printed, so that the reader must say which."""
    with pytest.raises(QueryError, match="rest on points per answer; say which"):
        bounds("size of talgar", study.ledger)


def test_a_difference_of_groups_of_unknown_size_is_refused(study):
    """It is no linear question, and no answer is better than a wrong one."""
    share = "share of need = training given difficulty = finance"
    text = f"{share} and need = finance minus share of need = training"
    with pytest.raises(QueryError, match="ask for the two parts one by one"):
        bounds(text, study.ledger)


def test_a_question_printed_without_numbers_is_named(study):
    """Table 1 is missing from the text, so that nothing bounds its answers."""
    with pytest.raises(ArgumentError, match="'registration_year' is no question of survey"):
        bounds("registration_year is missing", study.ledger)


ATOMS = st.sampled_from(
    [
        Is("need", ("finance",)),
        Is("need", ("finance", "training")),
        Is("local_impact", ("yes",)),
        Missing("local_impact"),
    ]
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.tuples(inner, inner)),
        st.builds(Or, st.tuples(inner, inner)),
    ),
    max_leaves=6,
)
PATTERNS = st.fixed_dictionaries(
    {
        "need": st.frozensets(st.sampled_from(["finance", "training", "staff"])),
        "local_impact": st.sampled_from([frozenset(), frozenset({"yes"}), frozenset({"no"})]),
    }
)


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, PATTERNS)
def test_a_condition_means_what_its_text_means(condition, pattern):
    """Written out and read again, it holds for the same answers, and its text stays the same."""
    query = parse_query(str(condition), CODES)
    assert query.condition.holds(pattern) == condition.holds(pattern)
    again = parse_query(str(query), CODES)
    assert str(again) == str(query)


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, CONDITIONS, PATTERNS)
def test_logic_is_classical(one, other, pattern):
    """De Morgan's laws hold, for those who did not answer, too."""
    both = Not(And((one, other)))
    either = Or((Not(one), Not(other)))
    assert both.holds(pattern) == either.holds(pattern)
