"""What a world has for each claim, read from the ledger's own words."""

from fractions import Fraction

import pytest

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.world_numbers import WorldNumbers
from helpers.bounds.worlds import World
from tests.audit.small_ledgers import ledger_of, row

ASKED = {"variable": "colour", "base": "survey_size"}
LEDGER = ledger_of(
    row("survey_size", "10", kind="base"),
    row("red", "4", category="red", **ASKED),
    row("red_pct", "40", category="red", kind="percent", unit="percent", **ASKED),
    row(
        "both_pct",
        "90",
        variable="colour",
        category="both",
        kind="percent",
        unit="percent",
        formula="100 * (red + blue) / survey_size",
    ),
    row("blue", "5", category="blue", **ASKED),
    row("red_again", "4", variable="colour", category="red", formula="red"),
    sources={"colour": "survey", "survey_size": "survey"},
    answers={"colour": "single"},
)
COUNTS = {"survey_size": 12, "red": 4, "blue": 6, "base_of:colour:": 11}


def numbers(bases="stated", dropped=()):
    """A world of twelve, four red and six blue."""
    world = World("survey", 12, COUNTS, dropped=dropped)
    return WorldNumbers(world, LEDGER, Assumptions("nearest", bases))


def test_a_percentage_is_its_part_of_its_base():
    """4 of 12, and 4 + 6 of 12 where a formula adds answers up."""
    found = numbers()
    assert (found.part(LEDGER["red_pct"]), found.base(LEDGER["red_pct"])) == (4, 12)
    assert (found.part(LEDGER["both_pct"]), found.base(LEDGER["both_pct"])) == (Fraction(10), 12)


def test_a_base_may_be_shared_by_a_question():
    """Under that reading it is the world's own number."""
    assert numbers(bases="question").base(LEDGER["red_pct"]) == 11


def test_a_repeat_is_the_first_print():
    """One quantity has one number."""
    found = numbers()
    assert found.name(LEDGER["red_again"]) == found.name(LEDGER["red_pct"]) == "red"
    assert found.value("red_again") == 4


def test_sums_of_answers_are_no_answers():
    """Each answer by the name of its number, and the base that the question states."""
    found = numbers()
    assert found.answers()["colour", ""] == {"red": "red", "blue": "blue"}
    assert found.question_base("colour", "") == 12


@pytest.mark.parametrize(("dropped", "kept"), [((), True), (("red",), False)])
def test_a_number_given_up_is_not_kept(dropped, kept):
    """The world says which."""
    assert numbers(dropped=dropped).kept(LEDGER["red"]) is kept
