"""Queries in words: each is read as meant, or the fault and its mend are said."""

import pytest
from hypothesis import given, settings

from helpers.bounds.queries import Difference, QueryError
from helpers.bounds.query_parser import parse_query
from helpers.ledger import codebook
from tests.bounds.test_conditions import CONDITIONS, PATTERNS

CODES = codebook.load()

BAD = [
    ("dificulty = finance", "no question 'dificulty'; did you mean 'difficulty'"),
    ("difficulty = money", "difficulty has no answer 'money'; choose from finance, staff"),
    ("difficulty finance", "after 'difficulty' write = or !="),
    ("difficulty = finance and influence_level = active", "joins the blocks survey and form_a"),
    ("(difficulty = finance", "a parenthesis is not closed"),
    ("", "the query is empty"),
    ("difficulty = finance need = finance", "'need' is left over"),
    ("difficulty = finance given need = finance", "'given' goes with a share"),
    ("interaction_score = high", "'interaction_score' is no question that respondents answered"),
    ("size of almaty", "'almaty' is no block and no town"),
    ("mean score of almaty", "'almaty' is no town on the scale"),
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
def test_a_bad_query_says_why(text, message):
    """What was wrong, the word received, and how to mend it."""
    with pytest.raises(QueryError) as caught:
        parse_query(text, CODES)
    assert message in str(caught.value)


def test_a_fault_is_shown_at_its_place():
    """With the query, and a mark below the word."""
    with pytest.raises(QueryError) as caught:
        parse_query("need = finance and dificulty = staff", CODES)
    _, query, mark = str(caught.value).splitlines()
    assert query[mark.index("^") :].startswith("dificulty")


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, PATTERNS)
def test_a_condition_means_what_its_text_means(condition, pattern):
    """Written out and read again, it holds for the same answers, and its text stays the same."""
    query = parse_query(str(condition), CODES)
    assert query.condition.holds(pattern) == condition.holds(pattern)
    again = parse_query(str(query), CODES)
    assert str(again) == str(query)


@pytest.mark.parametrize(
    ("text", "measure", "block", "said"),
    [
        ("size of esik", "size", "form_a", "size of esik"),
        ("SIZE OF survey", "size", "survey", "size of survey"),
        ("mean score of esik", "mean", "form_a", "mean score of esik"),
        ("'need' = \"finance\"", "count", "survey", "count of need = finance"),
        ("not not need = finance", "count", "survey", "count of need = finance"),
    ],
)
def test_measures_are_read(text, measure, block, said):
    """Words in any case, ids in quotes if one likes, a denial denied."""
    query = parse_query(text, CODES)
    assert (query.measure, query.block, str(query)) == (measure, block, said)


def test_a_difference_has_two_measures():
    """Of one block, in words or with a sign."""
    for sign in ("minus", "-"):
        query = parse_query(f"need = finance {sign} need = training", CODES)
        assert isinstance(query, Difference)
        assert query.block == "survey"
        assert str(query) == "count of need = finance minus count of need = training"
