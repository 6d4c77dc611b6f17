"""Blocks: which numbers belong together, and what they measure."""

import pytest

from helpers.bounds.blocks import SOURCES, Question, are_apart, block_of
from helpers.errors import ArgumentError
from tests.audit.small_ledgers import ledger_of, row

KNOWN = {
    "sources": {"colour": "survey", "need": "form_b", "survey_size": "design"},
    "answers": {"colour": "single", "need": "multiple"},
}


@pytest.fixture
def block():
    """A survey of ten: red and blue, red printed twice, their sum, a percentage without count."""
    asked = {"variable": "colour", "base": "survey_size"}
    return block_of(
        ledger_of(
            row("survey_size", "10", kind="base"),
            row("red", "4", category="red", **asked),
            row("blue", "5", category="blue", **asked),
            row("red_again", "4", category="red", **asked),
            row("any", "9", category="any", formula="red + blue", **asked),
            row("red_pct", "40", category="red", kind="percent", unit="percent", **asked),
            row("green_pct", "10", category="green", kind="percent", unit="percent", **asked),
            row("money", "3", variable="need", category="money"),
            **KNOWN,
        ),
        "survey",
    )


def test_a_block_holds_its_own_numbers_and_its_size(block):
    """What form B says is not the survey's."""
    names = [claim.claim_id for claim in block.claims]
    assert "money" not in names
    assert names[0] == "survey_size"
    assert len(names) == 7


def test_a_quantity_is_named_by_its_first_count(block):
    """A repeat and a percentage are the same one; without a count the answer names it."""
    named = {name: block.quantity(block.ledger[name]) for name in block.ledger}
    assert named["red"] == named["red_again"] == named["red_pct"] == "red"
    assert named["green_pct"] == "colour:green:"


def test_sums_of_answers_are_no_answers(block):
    """Nor do they take room in the base."""
    (question,) = block.questions.values()
    assert question.answers == {"red": "red", "blue": "blue", "green": "colour:green:"}
    assert (question.base, question.is_single) == ("survey_size", True)
    assert question.together == (("one answer", ("red", "blue", "colour:green:")),)


def test_none_goes_with_no_other_answer():
    """Where several are allowed; counts of people need not fit into anything."""
    answers = {"money": "m", "staff": "s", "none": "n"}
    several = Question("need", "", "multiple", answers, "size")
    assert several.exclusive == ("none",)
    assert [names for _, names in several.together] == [("m", "n"), ("s", "n")]
    assert Question("staff", "", "count", answers, "size").together == ()


def test_blocks_of_the_report_share_no_question(study):
    """So that no number is asked to hold in two of them."""
    asked = [key for name in SOURCES for key in block_of(study.ledger, name).questions]
    assert len(asked) == len(set(asked))


def test_an_unknown_block_is_named():
    """With those there are."""
    with pytest.raises(ArgumentError, match="block 'forms' is unknown; use register, survey"):
        block_of(ledger_of(), "forms")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("participants", "statements", True),
        ("cases", "statements", True),
        ("households", "forms", True),
        ("statements", "statements", False),
        ("participants", "respondents", False),
        ("organisations", "mentions", False),
    ],
)
def test_units_that_can_count_different_things(one, other, apart):
    """Households, statements and cases, beside any other unit, in either order."""
    assert are_apart(one, other) == are_apart(other, one) == apart
