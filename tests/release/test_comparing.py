"""Printed numbers beside those of the questionnaires."""

from __future__ import annotations

from fractions import Fraction

import pytest

from helpers.disclosure import Cell
from helpers.release.comparing import OUTCOMES, Comparison, compare
from tests.cases.released import study_from_rows


@pytest.mark.parametrize(
    ("claim", "cell", "outcome", "difference"),
    [
        ("zero_reports", None, "not_counted", None),
        ("zero_reports", Cell((), Fraction(357)), "same", 0),
        ("zero_reports", Cell((), Fraction(350)), "differs", -7),
        ("zero_reports_pct", Cell((), Fraction(722, 10)), "rounded", Fraction(1, 5)),
        ("zero_reports", Cell((), None, "protected"), "withheld", None),
    ],
)
def test_the_outcome_of_a_number(study, claim, cell, outcome, difference):
    """What is withheld has no difference."""
    found = compare(study.ledger[claim], cell)
    assert (found.outcome, found.difference) == (outcome, difference)


def test_every_number_of_the_report_has_an_outcome():
    """They add up to the ledger."""
    compared = Comparison(study_from_rows())
    counts = compared.counts()
    assert list(counts) == list(OUTCOMES)
    assert sum(counts.values()) == len(compared.study.ledger) == len(compared.rows())


def test_numbers_are_said_with_their_sign():
    """One decimal more than printed, unless whole; nothing of what is withheld."""
    compared = Comparison(study_from_rows())
    assert compared.value_text("staff_total_youth") == "1,388"
    assert compared.difference_text("staff_total_youth") == "+1"
    assert compared.difference_text("staff_women") == "0"
    assert compared.value_text("staff_women_pct") == "65.9%"
    assert compared.difference_text("staff_women_pct") == "+0.9"
    withheld = next(e for e in compared.rows() if e.outcome == "withheld").claim.claim_id
    assert compared.value_text(withheld) == compared.difference_text(withheld) == ""
