"""Bounds over the published report: the engine against the oracle's own model of it.

Queries of four kinds: whether a question was answered; numbers without an end; places; and joins of
what the report counts by place, of households and of staff.
"""

from __future__ import annotations

from functools import cache

import pytest

from helpers.bounds import Assumptions, bounds
from helpers.ledger import claims
from tests.oracles.answer_patterns import Condition, Measure, Query, Range
from tests.oracles.real_report import BLOCKS, CITIES, OUTSIDE, survey_with
from tests.oracles.solved_worlds import SolvedWorlds

# Solves worlds for many seconds.
pytestmark = pytest.mark.slow

READING = ("either", "stated")


def gave(question: str, *answers: str) -> Condition:
    """One of the answers was given."""
    return ("=", question, answers) if len(answers) == 1 else ("in", question, answers)


def missing(question: str) -> Condition:
    """No answer was given."""
    return ("is missing", question)


def answered(question: str) -> Condition:
    """An answer was given."""
    return ("is answered", question)


def both(*conditions: Condition) -> Condition:
    """All hold."""
    return ("and", *conditions)


def one_of(*conditions: Condition) -> Condition:
    """At least one holds."""
    return ("or", *conditions)


def no(condition: Condition) -> Condition:
    """It does not hold."""
    return ("not", condition)


def count(condition: Condition) -> Query:
    """How many."""
    return Query(Measure("count", condition))


def share(condition: Condition, given: Condition | None = None) -> Query:
    """Which share."""
    return Query(Measure("share", condition, given))


SIZE_OF = Query(Measure("size"))
FINANCE = gave("difficulty", "finance")
NEED_FINANCE = gave("need", "finance")
AKMOLA = gave("survey_region", "akmola")
ZERO = gave("financial_report", "zero")
ZHETYSU = ("=", "place", ("zhetysu",))
REGION_AKMOLA = ("=", "place", ("akmola",))
WOMEN = gave("household_head", "women")

MISSING = (
    ("survey", count(missing("difficulty"))),
    ("survey", count(one_of(gave("obstacle", "none"), missing("obstacle")))),
    ("survey", count(both(FINANCE, missing("need")))),
    ("survey", count(missing("need"))),
    ("survey", count(missing("training_topic"))),
    ("survey", count(one_of(missing("difficulty"), missing("need")))),
    ("survey", count(both(answered("need"), missing("obstacle")))),
    ("survey", count(both(no(FINANCE), NEED_FINANCE))),
    ("survey", share(gave("need", "training"), answered("need"))),
    ("survey", share(NEED_FINANCE, answered("need"))),
    ("survey", count(missing("local_impact"))),
    ("survey", share(gave("local_impact", "yes"), answered("local_impact"))),
    ("survey", count(one_of(missing("funding_source"), gave("funding_source", "none")))),
    ("survey", share(missing("obstacle"), missing("need"))),
    ("survey", count(both(missing("staff_size"), gave("need", "staff")))),
    ("survey", count(missing("technology_limits"))),
    ("survey", count(answered("participation_level"))),
    ("survey", count(no(one_of(NEED_FINANCE, gave("need", "training"))))),
    ("survey", share(FINANCE, NEED_FINANCE)),
    ("survey", Query(Measure("count", FINANCE), Measure("count", missing("need")))),
    ("register", count(missing("financial_report"))),
    ("register", share(ZERO, answered("financial_report"))),
)
WITHOUT_END = (
    ("form_b", SIZE_OF),
    ("form_a", SIZE_OF),
    ("form_b", count(missing("inclusion_barrier"))),
    ("form_b", count(answered("inclusion_barrier"))),
    ("form_b", count(missing("inclusion_measure"))),
    ("form_b", count(missing("education"))),
    ("form_b", share(gave("inclusion_barrier", "knowledge"))),
    ("form_b", share(gave("education", "higher"))),
    ("form_b", share(gave("education", "higher"), answered("education"))),
    ("form_b", share(gave("organisation_type", "ngo"), gave("education", "higher"))),
    ("form_b", count(both(gave("inclusion_barrier", "none"), missing("inclusion_measure")))),
    ("form_a", count(missing("interaction_frequency"))),
    ("form_a", count(missing("monitoring_participation"))),
    ("form_a", count(answered("influence_level"))),
    ("form_a", share(gave("decision_making", "yes"))),
    ("form_a", share(gave("proposal", "support"), answered("proposal"))),
    ("form_a", share(gave("decision_making", "yes"), gave("influence_level", "active"))),
)
PLACES = (
    ("register", count(gave("register_region", "shymkent"))),
    ("register", share(gave("register_region", *CITIES))),
    ("register", count(gave("register_region", "akmola"))),
    ("register", count(gave("register_region", "akmola", "zhetysu", "almaty_region"))),
    ("register", count(missing("register_region"))),
    ("register", count(no(gave("register_region", *CITIES)))),
    ("register", share(ZERO, gave("register_region", "almaty_city"))),
    ("survey", count(gave("survey_region", *CITIES))),
    ("survey", count(gave("survey_region", "karaganda"))),
    ("survey", count(missing("survey_region"))),
    ("survey", share(gave("survey_location", OUTSIDE), AKMOLA)),
    ("survey", count(both(AKMOLA, no(gave("survey_location", OUTSIDE))))),
    ("survey", count(both(gave("survey_region", "almaty_city"), missing("need")))),
    ("survey", share(AKMOLA, gave("survey_location", OUTSIDE))),
)
JOINED = (
    ("survey", count(both(AKMOLA, FINANCE))),
    ("register", count(both(gave("register_region", "atyrau"), ZERO))),
    ("register", share(ZERO, gave("register_region", "akmola"))),
    ("survey", share(NEED_FINANCE, AKMOLA)),
    ("survey", count(both(gave("survey_location", OUTSIDE), NEED_FINANCE))),
    ("households", count(both(WOMEN, REGION_AKMOLA))),
    ("households", share(WOMEN, ZHETYSU)),
    ("households", count(both(missing("household_head"), ZHETYSU))),
    ("households", count(WOMEN)),
    ("households", share(gave("household_head", "remainder"), REGION_AKMOLA)),
    ("households", share(WOMEN, answered("household_head"))),
    ("staff", share(gave("staff_gender", "women"))),
    ("staff", share(gave("staff_gender", "women"), answered("staff_gender"))),
    ("staff", share(gave("staff_age", "age_18_30"))),
    ("staff", count(missing("staff_gender"))),
    ("staff", count(both(gave("staff_gender", "women"), gave("staff_age", "age_18_30")))),
)
QUERIES = (*MISSING, *WITHOUT_END, *PLACES, *JOINED)


def worlds_of(block: str, query: Query) -> SolvedWorlds:
    """The oracle's worlds; of the survey, with the questions named."""
    return _worlds_of(block, tuple(query.questions) if block == "survey" else ())


@cache
def _worlds_of(block: str, questions: tuple[str, ...]) -> SolvedWorlds:
    report = survey_with(questions) if block == "survey" else BLOCKS[block]
    return SolvedWorlds(report, *READING)


@pytest.fixture(scope="module")
def ledger():
    return claims.load()


@pytest.mark.parametrize(
    ("block", "query"), QUERIES, ids=[query.text(block) for block, query in QUERIES]
)
def test_bounds_of_the_report_are_the_oracle_s(block, query, ledger, record_property):
    """Both ends, and whether there is one."""
    found = bounds(query.text(block), ledger, Assumptions(*READING, units="apart"))
    expected = worlds_of(block, query).bounds(query)
    record_property("oracle comparisons", {"published report": 1})
    assert Range(found.low, found.high, found.status, found.unreached) == expected


@pytest.mark.parametrize(
    ("block", "query", "low", "high"),
    [
        (*MISSING[0], 0, 24),
        (*MISSING[1], 36, 76),
        (*MISSING[2], 0, 19),
        (*JOINED[0], 0, 21),
        (*JOINED[1], 0, 55),
    ],
)
def test_the_oracle_gives_what_a_reader_can_reckon(block, query, low, high):
    """100 - 76 name no money; 25 say none, and 24 name the most frequent obstacle; …"""
    found = worlds_of(block, query).bounds(query)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("question", [each.name for each in BLOCKS["survey"].questions])
def test_each_question_of_the_survey_can_be_answered_as_printed(question):
    """Nothing is given up, so that questions can be taken one by one."""
    assert SolvedWorlds(survey_with((question,)), *READING).n_dropped == 0
