"""Percentages and means against numerator and base."""

from fractions import Fraction

import pytest

from helpers.audit.ratios import share_of
from helpers.audit.shares import (
    check_shares,
    decimals_that_tell,
    judge_share,
)
from helpers.audit.wording import explain
from helpers.editions import Edition
from tests.audit.small_ledgers import index_of, row


def judged(part, base, printed, *, rule="half_up", more=(), **known):
    """The verdict of a printed percentage of `part` in `base`."""
    cells = {"category": "yes", "kind": "percent", "unit": "percent"}
    index = index_of(
        row("whole", base, variable="q", kind="base"),
        row("part", part, variable="q", category="yes"),
        row("share", printed, variable="q", formula="100 * part / whole", **cells),
        *more,
        **known,
    )
    return judge_share(index, share_of(index, index.ledger["share"]), rule=rule)


@pytest.mark.parametrize(
    ("part", "base", "printed", "verdict", "rule"),
    [
        ("37", "100", "37", "exact", "half_up"),
        ("70", "96", "73", "exact", "half_up"),  # 72.92
        ("1", "8", "13", "exact", "half_up"),  # 12.5
        ("1", "8", "12", "rounding", "half_even"),  # 12.5, which cutting gives too
        ("756", "1148", "65", "rounding", "truncated"),  # 65.85
        ("1", "3", "34", "rounding", "up"),
        ("1", "8", "12.50", "exact", "half_up"),
        ("357", "487", "72", "contradiction", ""),
        ("0", "10", "0", "exact", "half_up"),
    ],
)
def test_a_share_is_judged_on_its_stated_base_first(part, base, printed, verdict, rule):
    """Exact under the assumed rule, rounding under another, and the rule is named."""
    found = judged(part, base, printed)
    assert (found.verdict, found.rule) == (verdict, rule)


def test_the_assumed_rule_is_an_argument():
    """A report that cuts digits off is exact when it is taken to do so."""
    assert judged("756", "1148", "65", rule="truncated").verdict == "exact"
    assert judged("756", "1148", "66", rule="truncated").verdict == "rounding"


def test_every_other_base_that_works_is_listed():
    """20 of 50 is 40 %; 42 % needs 47 or 48 (42.55, 41.67), fewer than were asked."""
    found = judged("20", "50", "42")
    assert found.verdict == "base"
    assert found.bases["half_up"] == range(48, 49)
    assert found.bases["truncated"] == range(47, 48)
    assert [each.key for each in found.statements][-2:] == ["bases_half_up", "bases_truncated"]


def test_a_base_beyond_the_respondents_known_is_no_explanation():
    """72 % of 357 needs 493 to 499; the report knows of 487."""
    found = judged("357", "487", "72")
    needed = {each.key: each.values for each in found.statements}
    assert needed["share_needs_counts"]["counts"] == range(349, 354)
    assert needed["bases_over"]["bases"] == range(493, 500)
    assert needed["bases_over"]["limit"] == 487
    assert found.bases == {}


def test_a_larger_base_of_the_same_source_counts_as_known():
    """With 500 asked elsewhere in the same source and unit, the base of 493 to 499 is possible."""
    more = [row("asked", "500", variable="other", kind="base")]
    sources = {"q": "register", "other": "register"}
    assert judged("357", "487", "72", more=more, sources=sources).verdict == "base"
    elsewhere = {"q": "register", "other": "survey"}
    assert judged("357", "487", "72", more=more, sources=elsewhere).verdict == "contradiction"


def test_a_base_cannot_be_smaller_than_the_answers_to_the_question():
    """20 yes and 29 no are 49 answers to a single-answer question: a base of 48 is too small."""
    more = [row("no", "29", variable="q", category="no")]
    assert judged("20", "50", "42", more=more, answers={"q": "single"}).verdict == "contradiction"
    assert judged("20", "50", "42", more=more, answers={"q": "multiple"}).verdict == "base"


def test_a_part_of_rounded_numbers_has_no_other_base():
    """Where a side is not counted, no number of respondents could have been another one."""
    index = index_of(
        row("whole", "50", kind="percent"),
        row("part", "20", kind="percent"),
        row("share", "42", kind="percent", formula="100 * part / whole"),
    )
    found = judge_share(index, share_of(index, index.ledger["share"]), rule="half_up")
    assert (found.verdict, found.bases) == ("contradiction", {})


def test_a_mean_is_a_share_without_the_hundred():
    """25 points of 4 forms are 6.25: printed 6.3 half up, 6.2 to even."""
    rows = [row("points", "25", unit="points"), row("forms", "4", kind="base", unit="forms")]
    for printed, verdict, rule in (("6.3", "exact", "half_up"), ("6.2", "rounding", "half_even")):
        index = index_of(*rows, row("mean", printed, kind="mean", formula="points / forms"))
        found = judge_share(index, share_of(index, index.ledger["mean"]), rule="half_up")
        assert (found.verdict, found.rule) == (verdict, rule)


@pytest.mark.parametrize(
    ("value", "printed", "decimals"),
    [("79", "79", 0), ("73.3", "72", 1), ("43.476", "43", 2), ("12.49996", "12", 5)],
)
def test_a_value_is_shown_with_enough_decimals_to_see_the_side(value, printed, decimals):
    """43.476 shown as 43.5 would seem to round up."""
    assert decimals_that_tell(Fraction(value), printed) == decimals


def test_the_check_reports_each_share_once():
    """The finding names the share and what it is made of; without shares there is none."""
    index = index_of(
        row("whole", "10", kind="base"),
        row("part", "5"),
        row("share", "50", kind="percent", formula="100 * part / whole"),
    )
    (finding,) = check_shares(index)
    assert (finding.status, finding.claim_ids) == ("consistent", ("share", "part", "whole"))
    assert check_shares(index_of(row("one", "1"))) == ()


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("100 * ((a) - (b) + (c)) / whole", "((30) − (20) + (10)) / 100"),
        ("100 * (a) / whole", "30 / 100"),
        ("100 * 20 / whole", "20 / 100"),
        ("100 * (a + b) / (whole - c)", "(30 + 20) / (100 − 10)"),
    ],
)
def test_a_side_of_several_claims_stands_in_brackets(formula, shown):
    """The arithmetic reads as it computes, however the formula is written."""
    rows = (row("a", "30"), row("b", "20"), row("c", "10"), row("whole", "100", kind="base"))
    index = index_of(*rows, row("share", "20", kind="percent", unit="percent", formula=formula))
    found = judge_share(index, share_of(index, index.ledger["share"]), rule="half_up")
    assert explain(found.statements, Edition("en")).startswith(f"{shown} = ")
