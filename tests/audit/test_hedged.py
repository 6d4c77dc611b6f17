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


def rough(index_rows, hedges, **known):
    """The index of rows, some of them with a word before their number."""
    ledger = ledger_of(*index_rows, **known)
    hedged = {name: replace(ledger[name], hedge=hedge) for name, hedge in hedges.items()}
    return LedgerIndex.of(replace(ledger, claims={**ledger.claims, **hedged}))


def statuses_of(index):
    """What verdicts and checks say that is neither consistent nor silent."""
    verdicts = {v.claim_id: v.verdict for v in judge_all(index) if v.verdict != "not_derivable"}
    found = [(c.check, f.status) for c in run_checks(index) for f in c.findings]
    return verdicts, [each for each in found if each[1] != "consistent"]


@pytest.mark.parametrize("name", ["asked", "score"])
def test_a_rough_mean_or_base_is_put_to_no_test_of_digits(name):
    """28 whole answers have no mean of 5.19 and no median of 5.3."""
    cells = {"base": "asked", "unit": "points", "variable": "score"}
    rows = [
        row("asked", "28", kind="base"),
        row("score", "5.19", kind="mean", **cells),
        row("spread", "0.01", kind="sd", **cells),
        row("middle", "5.3", kind="median", **cells | {"variable": "middle"}),
    ]
    verdicts, _ = statuses_of(rough(rows, {}))
    assert (verdicts["score"], verdicts["middle"]) == ("contradiction", "contradiction")
    left = {} if name == "asked" else {"middle": "contradiction"}
    verdicts, found = statuses_of(rough(rows, {name: "about"}))
    assert (verdicts, [check for check, _ in found]) == (left, ["spreads"] * len(left))


def test_a_deviation_is_not_tested_with_a_rough_mean():
    """A deviation of 0.01 beside a mean of about 5.18 may be that of another mean."""
    cells = {"base": "asked", "unit": "points", "variable": "score"}
    rows = [
        row("asked", "28", kind="base"),
        row("score", "5.18", kind="mean", **cells),
        row("spread", "0.01", kind="sd", **cells),
    ]
    assert "spread" in statuses_of(rough(rows, {}))[0]
    assert statuses_of(rough(rows, {"score": "about"})) == ({}, [])


@pytest.mark.parametrize(
    ("hedges", "part", "is_over"),
    [
        ({}, "29", True),
        ({"asked": "at_least"}, "30", False),
        ({"asked": "at_most"}, "30", True),
        ({"asked": "about"}, "30", True),
        ({"part": "less_than"}, "40", False),
        ({"part": "more_than"}, "28", True),
        ({"part": "at_least"}, "28", False),
    ],
)
def test_a_part_is_more_than_its_base_when_the_words_leave_nothing_else(hedges, part, is_over):
    """Of 28, less than 40 is possible and more than 28 is not; verdict and check agree."""
    rows = [row("asked", "28", kind="base"), row("part", part, base="asked")]
    verdicts, found = statuses_of(rough(rows, hedges))
    assert ("part" in verdicts) is is_over
    assert (("subsets", "inconsistent") in found) is is_over


def test_answers_beside_a_rough_one_are_not_said_to_be_too_few():
    """10 and 5 of 28 leave 13, unless about 12 gave a third answer."""
    cells = {"variable": "reads", "base": "asked"}
    rows = [
        row("asked", "28", kind="base"),
        *(row(x, n, category=x, **cells) for x, n in (("a", "10"), ("b", "5"), ("c", "12"))),
    ]
    known = {"answers": {"reads": "single"}}
    assert ("single_answers", "open") in statuses_of(rough(rows[:-1], {}, **known))[1]
    assert statuses_of(rough(rows, {"c": "about"}, **known)) == ({}, [])


def test_a_rough_repeat_in_another_unit_counts_other_things():
    """About 14 requests and 12 visits are no contradiction."""
    rows = [row("visits", "12"), row("requests", "14", unit="requests", formula="visits")]
    assert statuses_of(rough(rows, {"requests": "about"}))[0] == {"requests": "units"}
    rows[1]["unit"] = rows[0]["unit"]
    assert statuses_of(rough(rows, {"requests": "about"}))[0] == {"requests": "contradiction"}
