"""Queries: what is asked in words is what the engine answers."""

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest

from helpers.bounds import bounds
from helpers.bounds.asking import pattern_of
from helpers.bounds.assumptions import WEAKEST, Assumptions
from helpers.bounds.queries import QueryError
from helpers.errors import ArgumentError
from helpers.ledger import codebook
from helpers.ledger.claims import Ledger
from helpers.ledger.roles import WORDS
from helpers.scale.schemes import SCHEMES
from tests.audit.small_ledgers import ledger_of, row

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
    ("local_impact is missing", 10, 10),  # printed as not answered
    ("local_impact is answered", 90, 90),
    ("technology_limits is missing", 0, 63),  # whoever did not say yes said no or nothing
    ("difficulty is missing", 0, 24),  # 100 - 76; the others can be among the 24
    ("difficulty is answered", 76, 100),
    ("not (difficulty is missing)", 76, 100),
    ("obstacle is missing", 11, 51),  # 100 - 25 - 64 mentions; 100 - 25 - 24
    ("obstacle = none or obstacle is missing", 36, 76),
    ("difficulty = finance and need is missing", 0, 19),
    ("difficulty != finance and difficulty is answered", 0, 24),
    ("need = training and difficulty is missing", 0, 24),
    ("share of need = training given need is answered", Fraction(50, 100), Fraction(50, 81)),
    ("survey_region = akmola and difficulty = finance", 0, 21),
    ("survey_region = almaty_city", 0, 16),  # 16 are in the three cities
    ("survey_region = almaty_region", 0, 21),  # Akmola has the most
    ("survey_region = akmola and not survey_location = outside_three_cities", 0, 0),
    ("register_region = atyrau and financial_report = zero", 0, 55),
    ("register_region in (almaty_city, astana)", 105, 105),
    ("staff_gender = women and staff_age = age_18_30", 0, 603),  # 603 - (1388 - 756) < 0
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
    """By hand, from the printed counts and their stated bases; proved."""
    found = bounds(text, study.ledger, Assumptions())
    assert (found.low, found.high, found.status) == (low, high, "proved")


def test_the_weakest_reading_excludes_least(study):
    """72 % may be of any base: 8 of 11 prints so, and no smaller number does; or 357 is right."""
    found = bounds("financial_report = zero", study.ledger, WEAKEST)
    assert (found.low, found.high, found.status) == (8, 357, "proved")


def test_a_gap_between_regions_and_cities_has_no_sign(study):
    """37 of 84 and none of 16, or 21 of 84 and all 16."""
    share = "share of technology_limits = yes given"
    where = "survey_location = outside_three_cities"
    found = bounds(f"{share} {where} minus {share} not {where}", study.ledger)
    assert (found.low, found.high) == (Fraction(21, 84) - 1, Fraction(37, 84))


def test_shares_of_staff_are_of_people(study):
    """756 women of 1,388, and of the 1,148 whose gender is stated; their 65.9 % is printed 65."""
    reading = Assumptions(rounding="either")
    found = bounds("share of staff_gender = women", study.ledger, reading)
    assert (found.low, found.high) == (Fraction(756, 1388), Fraction(756, 1388))
    stated = "share of staff_gender = women given staff_gender is answered"
    assert bounds(stated, study.ledger, reading).low == Fraction(756, 1148)


def test_households_are_told_apart_by_region(study):
    """34 of the 61 of Zhetysu, or of the least that hold all answers."""
    found = bounds("household_head = women and place = zhetysu", study.ledger)
    assert (found.low, found.high) == (34, 34)
    share = bounds("share of household_head = women given place = zhetysu", study.ledger)
    assert share.low == Fraction(34, 61)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("staff_gender = women and need = finance", "count different things.*ask about one of"),
        ("organisation_type = ngo and place = zhetysu", "prints none of these questions by place"),
        ("place = talgar and decision_making = yes", "and not by 'decision_making'"),
        ("statement_theme = openness", "'statement_theme' is no question of discussion"),
    ],
)
def test_what_cannot_be_linked_is_said(study, query, message):
    """With the questions named."""
    with pytest.raises(ArgumentError, match=message):
        bounds(query, study.ledger, TOWNS)


def test_households_are_linked_to_forms_by_a_reading(study):
    """Each respondent one household, or nothing is known of both."""
    query = "household_head = women and organisation_type = ngo"
    with pytest.raises(ArgumentError, match="or take a respondent for a household: units the same"):
        bounds(query, study.ledger, WEAKEST)
    assert bounds(query, study.ledger, replace(WEAKEST, units="same")).high == 40


def test_what_nothing_limits_has_no_end():
    """A count of five, and not of how many: any number, as small a share as one likes."""
    five = row("five", "5", variable="colour", category="red")
    ledger = ledger_of(five, sources={"colour": "survey"}, answers={"colour": "single"})
    codes = {"colour": SimpleNamespace(source="survey", answer="single", categories={"red": {}})}
    ledger = Ledger(ledger, SimpleNamespace(variables=codes, places={}, roles=WORDS))
    size = bounds("size of survey", ledger)
    assert (size.low, size.high, size.unreached, size.high_world) == (5, None, ("high",), None)
    share = bounds("share of colour = red", ledger)
    assert (share.low, share.high, share.unreached, share.low_world) == (0, 1, ("low",), None)
    among_red = bounds("share of colour = red given colour = red", ledger)
    assert (among_red.low, among_red.high, among_red.status) == (1, 1, "proved")


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


def test_a_town_without_a_printed_mean_is_named(study):
    """Its forms are counted by no number; the towns that have one are."""
    with pytest.raises(QueryError, match="the report prints no score of tekeli; choose from"):
        bounds("mean score of tekeli", study.ledger, TOWNS)


def test_a_cell_is_read_back():
    """Several answers of one question, and none of another."""
    name = "cell:difficulty=finance&difficulty=staff&need="
    assert pattern_of(name) == {"difficulty": {"finance", "staff"}, "need": set()}


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
