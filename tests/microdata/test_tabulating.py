"""Rows counted again print what the report prints."""

from fractions import Fraction

import pandas as pd
import pytest

from helpers.bounds.blocks import block_of
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
