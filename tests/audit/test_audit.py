"""The audit of a ledger holds every verdict and every finding, by claim and by verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.audit import Audit, audit
from helpers.audit.checks import CHECKS
from helpers.audit.results import VERDICTS
from helpers.errors import ArgumentError
from helpers.ledger.town_facts import TownFact, levels_of
from helpers.study import Study
from tests.cases.small_study import LEDGER, load_ledger


@pytest.fixture
def small(tmp_path: Path) -> Audit:
    """The audit of the small ledger, whose 72 % is 73.3 %."""
    return audit(load_ledger(tmp_path))


def test_every_claim_has_one_verdict_in_the_order_of_the_ledger(small: Audit) -> None:
    """None is left out, and none is typed: they are computed from the file."""
    assert [each.claim_id for each in small.verdicts] == [row["claim_id"] for row in LEDGER]
    assert small.verdict_of("zero_pct").verdict == "contradiction"
    assert small.has_contradictions


def test_verdicts_are_grouped_from_worst_to_best(small: Audit) -> None:
    """Every verdict has its group, also one without claims."""
    groups = small.by_verdict()
    assert tuple(groups) == VERDICTS
    assert [each.claim_id for each in groups["contradiction"]] == ["zero_pct"]
    assert groups["base"] == ()
    assert sum(map(len, groups.values())) == len(LEDGER)


def test_checks_without_anything_to_compare_are_there(small: Audit) -> None:
    """A check that applies to nothing says so instead of being left out."""
    assert [each.check for each in small.checks] == list(CHECKS)
    applies = {each.check: each.applies for each in small.checks}
    assert applies["shares"]
    assert not applies["rankings"]


def test_findings_are_found_by_claim(small: Audit) -> None:
    """Those of every check that compared the claim; an unknown one has none."""
    found = {each.check for each in small.findings_of("zero_pct")}
    assert "shares" in found
    assert small.findings_of("nil") == ()
    assert {each.status for each in small.inconsistent()} == {"inconsistent"}


def test_an_unknown_claim_and_rule_are_named(small: Audit, tmp_path: Path) -> None:
    """The message says what was asked for."""
    with pytest.raises(ArgumentError, match="no claim 'nil' was audited"):
        small.verdict_of("nil")
    with pytest.raises(ArgumentError, match="rounding rule 'nearby' is unknown"):
        audit(load_ledger(tmp_path), rule="nearby")


def test_one_digit_changes_the_verdict(tmp_path: Path) -> None:
    """73 % is what 357 of 487 print as."""
    found = audit(load_ledger(tmp_path, zero_pct={"printed": "73"}))
    assert found.verdict_of("zero_pct").verdict == "exact"
    assert not found.has_contradictions


def test_the_rule_is_an_argument(tmp_path: Path) -> None:
    """74 % follows when the report rounds up, and by another rule than assumed when it does not."""
    ledger = load_ledger(tmp_path, zero_pct={"printed": "74"})
    assert audit(ledger, rule="up").verdict_of("zero_pct").verdict == "exact"
    assert audit(ledger).verdict_of("zero_pct").verdict == "rounding"


def test_levels_are_those_of_the_towns(study: Study) -> None:
    """Of all that is said of towns, the level of interaction."""
    facts = (
        TownFact("esik", "interaction_level", "low", "two words"),
        TownFact("esik", "environmental_problem", "waste", "two words"),
    )
    assert levels_of(facts) == {"esik": "low"}
    assert len(study.levels) == 7
