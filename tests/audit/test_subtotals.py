"""Percentages that add up others, by their formula or by their number."""

import pytest

from helpers.audit.subtotals import hidden_subtotal, parts_of
from tests.audit.small_ledgers import index_of, row


def parts(*answers):
    """The categories that are parts of a question, of (category, percentage, formula) answers."""
    cells = {"variable": "asked", "kind": "percent", "unit": "percent"}
    rows = [row(n, pct, category=n, formula=f, **cells) for n, pct, f in answers]
    index = index_of(*rows)
    return [claim.category for claim in parts_of(index, index.percents("asked"))]


NEVER, ONCE, TWICE = ("never", "14", ""), ("once", "20", ""), ("twice", "66", "")


@pytest.mark.parametrize(
    "formula", ["once + twice", "100 - never", "100 - (never)", "(once + twice)"]
)
def test_a_sum_of_answers_is_no_part(formula):
    """However it is written: as a sum, or as what is left of 100."""
    assert parts(NEVER, ONCE, TWICE, ("any", "86", formula)) == ["never", "once", "twice"]


def test_a_sum_of_sums_is_no_part():
    """All but never is at least once, and so is what that leaves."""
    sums = ("any", "86", "once + twice"), ("all", "100", "any + never"), ("no", "14", "100 - any")
    assert parts(NEVER, ONCE, TWICE, *sums) == ["never", "once", "twice"]


def test_the_rest_of_a_question_is_a_part():
    """ "No" as 100 minus "yes" is all that is left, and so is a third answer after two."""
    assert parts(("yes", "60", ""), ("no", "40", "100 - yes")) == ["yes", "no"]
    assert parts(NEVER, ONCE, ("more", "66", "100 - never - once")) == ["never", "once", "more"]


def test_a_repeat_and_a_ratio_are_parts():
    """They print an answer once more, or say what it is a share of."""
    other = row("count", "14", variable="other")
    index = index_of(
        other,
        row("a", "14", variable="q", category="a", kind="percent", formula="100 * count / count"),
        row("b", "14", variable="q", category="b", kind="percent", formula="a"),
    )
    assert len(parts_of(index, index.percents("q"))) == 2


def hidden(*printed, rule="half_up"):
    """The hidden subtotal of printed percentages, and what it adds up."""
    rows = [row(f"a{n}", text, kind="percent") for n, text in enumerate(printed)]
    found = hidden_subtotal(list(index_of(*rows).ledger.values()), rule)
    return found and (found[0].printed, [part.printed for part in found[1]])


def test_a_percentage_that_equals_others_may_be_their_sum():
    """86.5 is 19.8 + 27.1 + 39.6; with 13.5 these are 100."""
    printed = "13.5", "19.8", "27.1", "39.6", "86.5"
    assert hidden(*printed) == ("86.5", ["19.8", "27.1", "39.6"])
    assert hidden("13.5", "19.8", "27.1", "39.6", "86.6") == ("86.6", ["19.8", "27.1", "39.6"])


@pytest.mark.parametrize(
    "printed",
    [
        ("40", "40", "40"),  # none is the sum of two others
        ("13.5", "19.8", "27.1", "39.6", "88.0"),  # beyond rounding
        ("60", "60"),
        ("70", "40", "30", "60", "20"),  # without 70 still more than 100
        ("30", "20", "50"),  # no more than 100, though 50 is 30 + 20
    ],
)
def test_other_sums_are_no_subtotals(printed):
    """Too many percent stay too many."""
    assert hidden(*printed) is None
