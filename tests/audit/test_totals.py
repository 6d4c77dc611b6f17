"""Sums and other arithmetic against the printed number."""

import pytest

from helpers.audit.totals import check_totals, judge_total
from tests.audit.small_ledgers import index_of, row


def judged(printed, formula, *inputs, rule="half_up", **cells):
    """The verdict of a number with a formula over inputs `a`, `b`, …"""
    index = index_of(*inputs, row("sum", printed, formula=formula, **cells))
    return judge_total(index, index.ledger["sum"], rule=rule)


COUNTS = (row("a", "7"), row("b", "3"), row("c", "4"))
PERCENTS = tuple(row(name, "33", kind="percent") for name in "abc")


def test_a_sum_of_counts_is_equal_or_contradicts():
    """A count is not rounded, so one too many is a contradiction, with the gap as arithmetic."""
    assert judged("14", "a + b + c", *COUNTS).verdict == "exact"
    over, short = judged("13", "a + b + c", *COUNTS), judged("17", "a + b + c", *COUNTS)
    assert (over.verdict, over.case) == ("contradiction", "total_over")
    assert (short.verdict, short.case) == ("contradiction", "total_short")
    assert over.statements[-1].values["gap"].value == 1
    assert short.statements[-1].values["gap"].value == 3
    assert over.recomputed == 14


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("96", "contradiction"),
        ("98", "exact"),
        ("99", "exact"),
        ("101", "rounding"),
        ("102", "contradiction"),
    ],
)
def test_percentages_added_up_may_miss_by_their_rounding(printed, verdict):
    """Three prints of 33 are 97.5 up to 100.5, by other rules to more than 96 and less than 102."""
    assert judged(printed, "a + b + c", *PERCENTS, kind="percent").verdict == verdict


def test_a_count_from_a_rounded_percentage_follows_within_its_rounding():
    """33 % of 90 is 29.25 to 30.15 people: 30 follows, 31 does not."""
    inputs = (row("share", "33", kind="percent"), row("base", "90", kind="base"))
    assert judged("30", "share * base / 100", *inputs).verdict == "exact"
    assert judged("31", "share * base / 100", *inputs).verdict == "contradiction"


def test_a_computed_percentage_may_be_rounded_itself():
    """A difference of percentages with more decimals prints as its rounding."""
    inputs = (row("a", "45.85", kind="percent"), row("b", "20.00", kind="percent"))
    assert judged("26", "a - b", *inputs, kind="percent").verdict == "exact"
    found = judged("25", "a - b", *inputs, kind="percent")
    assert (found.verdict, found.rule) == ("rounding", "truncated")


@pytest.mark.parametrize(
    ("unit", "case"),
    [("organisations", "total_short"), ("mentions", "total_short"), ("cases", "total_units")],
)
def test_a_sum_over_different_units_says_so(unit, case):
    """Six participants may make nine statements: the sum fails, and may do so for that reason.

    It may also hold for that reason, which is said too.
    """
    found = judged("15", "a + b + c", *COUNTS, unit=unit)
    verdict = "units" if case == "total_units" else "contradiction"
    assert (found.verdict, found.case, found.recomputed) == (verdict, case, 14)
    assert (found.statements[-1].key == "other_units") == (case == "total_units")
    assert found.against == ("a", "b", "c")
    equal = judged("14", "a + b + c", *COUNTS, unit=unit)
    assert equal.verdict == "exact"
    assert (equal.statements[-1].key == "units_one_each") == (case == "total_units")


@pytest.mark.parametrize(
    ("printed", "formula", "verdict"),
    [
        ("13", "a + b + d", "units"),  # 10 and any number of statements
        ("10", "a + b + d", "units"),
        ("9", "a + b + d", "contradiction"),  # 7 and 3 alone are more
        ("6", "a + b - d", "units"),
        ("11", "a + b - d", "contradiction"),
        ("3", "d - a", "units"),
        ("30", "a + d - e", "units"),
    ],
)
def test_parts_in_the_same_unit_may_fail_by_themselves(printed, formula, verdict):
    """What is counted in another unit can be any number, but never less than none."""
    others = (row("d", "9", unit="statements"), row("e", "1", unit="cases"))
    found = judged(printed, formula, *COUNTS, *others)
    assert found.verdict == verdict
    assert (found.statements[-1].key == "own_unit") == (verdict == "contradiction")


def test_a_product_may_change_the_unit():
    """7 forms of 3 questions each are 21 answers, and no other number of answers."""
    assert judged("20", "a * b", *COUNTS, unit="mentions").verdict == "contradiction"
    assert judged("20", "a * b", *COUNTS, unit="answers").verdict == "contradiction"


def test_the_check_leaves_shares_and_repeats_to_others():
    """One finding for each sum; none where there is no sum."""
    index = index_of(
        *COUNTS,
        row("sum", "15", formula="a + b + c"),
        row("again", "7", formula="a"),
        row("share", "50", kind="percent", formula="100 * a / sum"),
    )
    (finding,) = check_totals(index)
    assert (finding.status, finding.claim_ids) == ("inconsistent", ("sum", "a", "b", "c"))
    assert check_totals(index_of(*COUNTS)) == ()


def test_percentages_of_respondents_are_not_negative():
    """0 and 1 add up to 0.5 at least when they are rounded, so never to a printed 0."""
    inputs = (row("a", "0", kind="percent"), row("b", "1", kind="percent"))
    assert judged("0", "a + b", *inputs, kind="percent").verdict == "contradiction"
    assert judged("2", "a + b", *inputs, kind="percent").verdict == "exact"
