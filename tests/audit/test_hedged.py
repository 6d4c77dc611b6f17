"""Rough numbers and limits are held against other numbers, and take part in no test of digits."""

from dataclasses import replace

import pytest

from helpers.audit.checks import run_checks
from helpers.audit.hedged import involves_hedge, judge_hedged
from helpers.audit.index import LedgerIndex
from helpers.audit.verdicts import judge, judge_all
from tests.audit.findings import text
from tests.audit.small_ledgers import ledger_of, row


def index_of(hedge, printed, **cells):
    """Two counts of 200 and a hedged number."""
    ledger = ledger_of(
        row("part", "150"),
        row("whole", "200", kind="base"),
        row("said", printed, **cells),
    )
    claims = {**ledger.claims, "said": replace(ledger["said"], hedge=hedge)}
    return LedgerIndex.of(replace(ledger, claims=claims))


@pytest.mark.parametrize(
    ("hedge", "printed", "expected"),
    [
        ("about", "80", "exact"),
        ("about", "70", "exact"),
        ("about", "60", "contradiction"),
        ("more_than", "70", "exact"),
        ("more_than", "75", "contradiction"),
        ("at_least", "75", "exact"),
        ("less_than", "75", "contradiction"),
        ("at_most", "75", "exact"),
    ],
)
def test_a_hedged_percentage_is_judged_by_its_formula(hedge, printed, expected):
    """150 of 200 is 75 %: about 70 and about 80, and more than 70."""
    cells = {"kind": "percent", "unit": "percent", "formula": "100 * part / whole"}
    verdict = judge(index_of(hedge, printed, **cells), "said")
    assert verdict.verdict == expected
    assert "150 / 200" in text(verdict) or "100 × 150 / 200" in text(verdict)


def test_a_hedged_second_print_is_held_against_the_first():
    """More than 100 is right of 150, more than 160 is not; the first print is the other end."""
    for printed, expected in (("100", "exact"), ("160", "contradiction")):
        index = index_of("more_than", printed, variable="part")
        verdict = judge(index, "said")
        assert (verdict.verdict, verdict.against) == (
            expected,
            ("part",) if expected != "exact" else (),
        )
        assert f"more than {printed}" in text(verdict)


def test_a_first_print_that_is_hedged_is_held_against_the_second():
    """Which comes first makes no difference."""
    ledger = ledger_of(row("said", "160", variable="part"), row("part", "150"))
    claims = {**ledger.claims, "said": replace(ledger["said"], hedge="more_than")}
    index = LedgerIndex.of(replace(ledger, claims=claims))
    assert judge(index, "part").verdict == "contradiction"


def test_a_sum_of_hedged_parts_is_hedged():
    """About 150 and 60 can be 205, and cannot be 300."""
    for total, expected in (("205", "exact"), ("300", "contradiction")):
        ledger = ledger_of(
            row("a", "150"), row("b", "60"), row("c", total, kind="total", formula="a + b")
        )
        claims = {**ledger.claims, "a": replace(ledger["a"], hedge="about")}
        index = LedgerIndex.of(replace(ledger, claims=claims))
        assert involves_hedge(index, index.ledger["c"])
        assert judge(index, "c").verdict == expected


def test_alone_it_follows_from_nothing():
    """Without formula and without another print."""
    index = index_of("about", "70")
    assert judge_hedged(index, index.ledger["said"], rule="half_up") is None
    assert judge(index, "said").verdict == "not_derivable"
    assert len(judge_all(index)) == 3
    assert run_checks(index)
