"""The verdicts of the published ledger follow its digits: change one, and the right ones move."""

from dataclasses import fields

import pytest

from helpers.audit.shares import RULES
from helpers.ledger.claims import Claim
from helpers.study import open_study
from tests.oracles.mutations import (
    CHANGED,
    UNTOUCHED,
    changes,
    moves,
    printed_otherwise,
    statuses_of,
    table,
    verdicts_of,
)
from tests.oracles.oracle import Oracle

# Audits the whole ledger many times.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def published():
    """The ledger, the levels of its towns, and the verdicts found by trial for any ledger."""
    study = open_study("en")
    levels = study.levels
    variables = study.codebook.variables.values()
    questions = {each.id: (each.answer, each.source) for each in variables}
    one_each = study.codebook.roles.one_each
    columns = [field.name for field in fields(Claim)]

    def tried(ledger, rule="half_up"):
        rows = [{name: getattr(claim, name) for name in columns} for claim in ledger.values()]
        return Oracle(rows, rule, questions=questions, levels=levels, one_each=one_each).verdicts()

    return study.ledger, levels, tried


@pytest.mark.parametrize("rule", RULES)
def test_every_verdict_is_found_by_trial(published, rule):
    """Under each rule the verdicts of all claims are those of an engine that tries everything."""
    ledger, levels, tried = published
    assert verdicts_of(ledger, levels, rule) == tried(ledger, rule)


@pytest.mark.parametrize("claim_id", CHANGED.values(), ids=CHANGED)
def test_the_verdicts_that_move_are_the_right_ones(published, claim_id):
    """For every digit, replaced by every other digit, all verdicts are those found by trial."""
    ledger, levels, tried = published
    before, moved = tried(ledger), 0
    for printed in changes(ledger[claim_id].printed):
        other = printed_otherwise(ledger, claim_id, printed)
        expected = tried(other)
        assert verdicts_of(other, levels, "half_up") == expected, printed
        moved += expected != before
    assert moved


@pytest.mark.parametrize("claim_id", UNTOUCHED)
def test_some_numbers_move_nothing(published, claim_id):
    """What the report prints once, and nothing else depends on, can be any number."""
    ledger, levels, _ = published
    verdicts, statuses = (ask(ledger, levels, "half_up") for ask in (verdicts_of, statuses_of))
    assert verdicts[claim_id] == "not_derivable"
    for printed in changes(ledger[claim_id].printed):
        other = printed_otherwise(ledger, claim_id, printed)
        assert verdicts_of(other, levels, "half_up") == verdicts
        assert statuses_of(other, levels, "half_up") == statuses


def test_the_table_names_claim_digit_and_verdicts(published):
    """65 forms hold fewer answers than are printed; with 75 three percentages follow."""
    ledger, levels, _ = published
    found = [move for move in moves(ledger, levels, ["monitoring_base"]) if move.after == "75"]
    *_, row = table(found).splitlines()
    assert row.startswith(
        "| monitoring_base | 65 → 75 | monitoring_base: contradiction → not deriv"
    )
    assert "monitoring_rare_pct: base → exact" in row
    assert "single_answers: inconsistent → open" in row


def test_changes_are_made_one_digit_at_a_time():
    """Signs and points stay, no zero comes to stand in front, and no number becomes zero."""
    assert len(list(changes("4.8"))) == 18
    assert list(changes("1")) == list("23456789")
    assert all(len(each) == 3 and each[0] != "0" for each in changes("100"))
