"""Shares in words, "every third", against the printed share."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.audit.checks import run_checks
from helpers.audit.other_ends import allowance, find_other_ends
from helpers.audit.rankings import judge_rank
from helpers.audit.shares_in_words import (
    judge_one_in,
    nearest_simple_share,
    shares_called_one_in,
)
from helpers.audit.verdicts import judge_all
from helpers.audit.wording import explain
from helpers.editions import Edition
from helpers.errors import ArgumentError
from tests.audit.findings import keys, report_index, text
from tests.audit.small_ledgers import index_of, row

CELLS = {"variable": "asked", "category": "yes"}


def one_in(n, *rows, unit="one in N"):
    """The verdict of "one in N" beside other rows, read as a report that rounds half up."""
    rank = row("rank", n, kind="rank", unit=unit, base="base", **CELLS)
    index = index_of(row("base", "100", kind="base"), rank, *rows)
    return judge_one_in(index, index.ledger["rank"], rule="half_up")


def count(printed):
    return row("yes", printed, base="base", **CELLS)


def percent(printed):
    return row("yes", printed, kind="percent", unit="percent", **CELLS)


@settings(deadline=None)
@given(st.integers(1, 400), st.integers(1, 400))
def test_the_nearest_simple_share_is_the_nearest(part, whole):
    """Against all of 1/2, 1/3, … 1/401 and what these leave of one, by trying each."""
    share = Fraction(min(part, whole), max(part, whole))
    parts = [Fraction(1, n) for n in range(2, 402)]
    simple = [*parts, *(1 - each for each in parts), Fraction(1)]
    nearest = min(abs(share - each) for each in simple)
    assert nearest_simple_share(share) == max(
        each for each in simple if abs(share - each) == nearest
    )


@given(st.integers(1, 99), st.integers(2, 99))
def test_a_share_is_one_in_n_when_that_is_the_nearest(part, n):
    """Both ways to ask give one answer."""
    share = Fraction(part, 100)
    assert shares_called_one_in(n).contains(share) == (
        nearest_simple_share(share) == Fraction(1, n)
    )


@pytest.mark.parametrize("share", [Fraction(-1, 100), Fraction(101, 100)])
def test_what_is_no_share_is_near_to_none(share):
    """The message says what a share is."""
    with pytest.raises(ArgumentError, match=r"share is .*; a share lies between 0 and 1"):
        nearest_simple_share(share)
    with pytest.raises(ArgumentError, match="one in 1 is no share to be near to"):
        shares_called_one_in(1)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("37", "exact"),  # 3.7 from a third, 13 from a half
        ("30", "exact"),  # 3.3 from a third, 5 from a quarter
        ("27", "contradiction"),  # a quarter is nearer
        ("42", "contradiction"),  # a half is nearer
    ],
)
def test_every_third_of_a_count(printed, expected):
    """From 29.17 up to 41.67 of a hundred."""
    assert one_in("3", count(printed)).verdict == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("41", "contradiction"), ("42", "exact"), ("58", "exact"), ("59", "contradiction")],
)
def test_nearly_half_is_near_to_a_half_on_either_side(printed, expected):
    """From 41.67 up to 58.33 of a hundred; beyond, a third and two thirds are nearer."""
    assert one_in("2", count(printed)).verdict == expected


@pytest.mark.parametrize(
    ("n", "printed", "expected"),
    [
        ("3", "35", "exact"),
        ("18", "6", "rounding"),  # 1 of 18 is 5.6 %
        ("21", "6", "contradiction"),  # more than 5 % even if 6 was rounded up
        ("300", "0", "rounding"),  # 1 of 300 is 0.3 %
        ("0", "50", "contradiction"),
    ],
)
def test_one_in_n_of_a_percentage(n, printed, expected):
    """The percentage is rounded itself, so N may follow from a share that prints so."""
    assert one_in(n, percent(printed)).verdict == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (count("51"), "exact"),
        (count("90"), "exact"),  # 100 / 90 rounds to one in one, and is more than half all the same
        (count("50"), "contradiction"),
        (count("0"), "contradiction"),
        (percent("51"), "exact"),
        (percent("50"), "rounding"),  # 50.4 % prints so
        (percent("49"), "contradiction"),  # less than 50 %, even if digits were cut off
    ],
)
def test_more_than_half(number, expected):
    """The share is above one half; how far does not matter."""
    assert one_in("2", number, unit="more than one in N").verdict == expected


def test_a_count_is_no_rounded_number():
    """6 of 100 is one in 17, never one in 18; nobody is no share at all."""
    assert one_in("18", count("6")).verdict == "contradiction"
    assert keys(one_in("18", count("0"))) == ["one_in_none"]


def test_arithmetic_can_be_checked_by_hand():
    """Count, base and share are shown with the printed words."""
    more = one_in("2", count("66"), unit="more than one in N")
    assert text(more) == "66 / 100 = 66%, printed: more than one in 2."
    assert text(one_in("3", count("37"))) == (
        "37 / 100 = 37%; of 1/2, 1/3, 1/4 … and 2/3, 3/4 … the nearest is 1/3; printed: one in 3."
    )
    assert text(one_in("18", percent("6"))) == (
        "6 / 100 = 6%; of 1/2, 1/3, 1/4 … and 2/3, 3/4 … the nearest is 1/17; printed: one in 18. "
        "It follows for some shares that round to 6%."
    )


def test_without_a_share_nothing_follows():
    """No number, or a mean."""
    assert one_in("3").verdict == "not_derivable"
    mean = row("yes", "2.5", kind="mean", unit="points", **CELLS)
    assert one_in("3", mean).verdict == "not_derivable"


def test_ranking_words_are_judged_by_their_unit(study):
    """The report's "every third" for 37 of 100 is a share, no position."""
    index = report_index(study)
    found = judge_rank(index, index.ledger["technology_limits_one_in"], rule="half_up")
    assert (found.verdict, found.case) == ("exact", "one_in_right")


@pytest.mark.parametrize(
    ("printed", "unit", "number", "expected"),
    [
        ("3/4", "one in N", "75", "exact"),
        ("3/4", "one in N", "55", "contradiction"),
        ("1/5", "more than one in N", "21", "exact"),
        ("1/5", "more than one in N", "19", "contradiction"),
        ("2/5", "one in N", "41", "exact"),
    ],
)
def test_a_share_may_be_printed_as_a_fraction(printed, unit, number, expected):
    """Three quarters, over a fifth; what is said of it and of its other end shows it."""
    index = index_of(
        row("base", "100", kind="base"),
        row("part", number, variable="asked", category="yes", base="base"),
        row("said", printed, kind="rank", unit=unit, variable="asked", category="yes", base="base"),
    )
    verdict = judge_one_in(index, index.ledger["said"], rule="half_up")
    assert verdict.verdict == expected
    assert printed in text(verdict)
    ends = find_other_ends(index, judge_all(index), run_checks(index))
    for end in ends.get("part", ()):
        assert explain(allowance(index, end, rule="half_up"), Edition("en"))
