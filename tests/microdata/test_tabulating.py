"""Rows counted again print what the report prints."""

from fractions import Fraction

import pandas as pd
import pytest

from helpers.bounds.blocks import block_of
from helpers.disclosure.released import Cell
from helpers.microdata import tabulating
from helpers.synthetic import rows
from tests.audit.small_ledgers import ledger_of, row


@pytest.mark.parametrize("block", rows.BLOCKS)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_every_number_that_is_kept_comes_back(study, block, seed):
    """Rows counted again give the ledger, but for the numbers that were given up."""
    frame = rows.make_rows(study.ledger, block, seed=seed)
    again = tabulating.tabulate(frame, study.ledger)
    changed = {name for name in study.ledger if again[name].printed != study.ledger[name].printed}
    assert changed <= set(frame.attrs["given_up"])
    assert set(frame.attrs["given_up"]) <= set(study.ledger)


def test_all_claims_of_the_questionnaires_are_counted_anew(study):
    """Counts, bases, shares and means: nothing is carried over unseen, but words and ranks."""
    counted = set()
    for block in rows.BLOCKS:
        frame = rows.make_rows(study.ledger, block)
        counted |= set(tabulating.values_of(frame, study.ledger))
    asked = {
        claim.claim_id
        for block in rows.BLOCKS
        for claim in (*block_of(study.ledger, block).claims, *block_of(study.ledger, block).means)
    }
    assert asked - counted == set()


def test_other_rows_print_other_numbers():
    """Two of three say red: 66.7 %, printed with the report's digits; a money claim stays."""
    asked = {"variable": "colour", "category": "red", "base": "answered"}
    ledger = ledger_of(
        row("answered", "10", variable="colour", kind="base"),
        row("red", "4", **asked),
        row("red_pct", "40", kind="percent", formula="100 * red / answered", **asked),
        row("budget", "7", kind="money"),
    )
    frame = pd.DataFrame({"colour": ["red", "red", "blue"]})
    assert tabulating.values_of(frame, ledger)["red_pct"] == Fraction(200, 3)
    again = tabulating.tabulate(frame, ledger)
    printed = {name: again[name].printed for name in again}
    assert printed == {"answered": "3", "red": "2", "red_pct": "67", "budget": "7"}


def test_a_base_that_repeats_another_is_that_one():
    """One left the question out: "of 3 asked" stays 3, or its answers would have two bases."""
    ledger = ledger_of(
        row("asked", "9", variable="survey_size", kind="base"),
        row("of_asked", "9", variable="colour", kind="base", formula="asked"),
        row("red", "4", variable="colour", category="red", base="of_asked"),
    )
    frame = pd.DataFrame({"survey_language": ["ru"] * 3, "colour": ["red", "blue", None]})
    values = tabulating.values_of(frame, ledger)
    assert values == {"asked": 3, "of_asked": 3, "red": 1}


ORDER = (
    row("first", "1", variable="colour", category="red", kind="rank", unit="rank"),
    row("part", "2", variable="colour", category="blue", base="answered"),
    row("answered", "6", variable="colour", kind="base"),
    row("words", "3", variable="colour", category="blue", kind="rank", unit="one in N",
        base="answered"),
    row("red", "3", variable="colour", category="red", base="answered"),
)  # fmt: skip


def test_places_and_words_follow_from_counts():
    """Two of six are one in three, and three are the most; "none" stands in no order."""
    frame = pd.DataFrame({"colour": ["red"] * 3 + ["blue"] * 2 + ["none"] * 4})
    ledger = ledger_of(*ORDER)
    found = tabulating.counted_in(frame, ledger)
    words = tabulating.words_of(frame, ledger, found)
    assert words["first"].value == 1
    assert words["words"].value == Fraction(9, 2)
    assert set(words["first"].cells) == {("colour", ("red",)), ("colour", ("blue",))}


def test_of_the_first_n_it_is_told_how_many_would_have_to_be_named():
    """Red and blue are named; green, left out, has more than blue, so that three would have to be.

    Two suffice for red: "among the first two" and "among the first three" are both true of it.
    """
    said = {"variable": "colour", "kind": "rank", "unit": "among the first N"}
    names = ("red", "blue")
    ledger = ledger_of(
        *(row(f"{name}_named", "2", category=name, **said) for name in names),
        *(row(name, "1", variable="colour", category=name) for name in names),
    )
    frame = pd.DataFrame({"colour": ["red"] * 4 + ["green"] * 3 + ["blue"] * 2})
    found = tabulating.counted_in(frame, ledger)
    words = tabulating.words_of(frame, ledger, found)
    assert {name: each.value for name, each in words.items()} == {"red_named": 2, "blue_named": 3}
    prints = [tabulating.prints_as(ledger["red_named"], Cell((), Fraction(n))) for n in (1, 2, 3)]
    assert prints == [True, True, False]


def test_a_number_names_the_cells_it_follows_from():
    """A share rests on its part and on its base."""
    asked = {"variable": "colour", "category": "red", "base": "answered"}
    ledger = ledger_of(
        row("answered", "10", variable="colour", kind="base"),
        row("red_pct", "40", kind="percent", **asked),
    )
    frame = pd.DataFrame({"colour": ["red", "blue"]})
    cells = tabulating.counted_in(frame, ledger)["red_pct"].cells
    assert cells == (("colour", ("red",)), ("colour", ("",)))


@pytest.mark.parametrize(
    ("claim", "value", "step", "prints"),
    [
        ("difficulty_finance", 76, None, True),
        ("difficulty_finance", 75, None, False),
        ("staff_women_pct", Fraction(658, 10), None, True),
        ("influence_active_one_in", Fraction(22, 10), None, True),
        ("monitoring_regular_one_in", Fraction(19, 10), None, True),
        ("monitoring_regular_one_in", Fraction(21, 10), None, False),
        ("scale_kokshetau", 7, "0.5", True),
        ("scale_kokshetau", 6, "0.5", False),
    ],
)
def test_a_value_prints_as_a_number_or_does_not(study, claim, value, step, prints):
    """Counts as they are; shares and means rounded, in words, or to the step of a release."""
    cell = Cell((step,) if step else (), Fraction(value))
    assert tabulating.prints_as(study.ledger[claim], cell) is prints
