"""Shares in words, "every third", against the printed share."""

import pytest

from helpers.audit.rankings import judge_rank
from helpers.audit.shares_in_words import judge_one_in
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


@pytest.mark.parametrize(
    ("printed", "expected"), [("37", "exact"), ("27", "rounding"), ("20", "contradiction")]
)
def test_every_third_of_a_count(printed, expected):
    """100/37 = 2.7 rounds to 3; 100/27 = 3.7 is 3 only with its decimals cut off; 100/20 is 5."""
    assert one_in("3", count(printed)).verdict == expected


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
    """Base, count and quotient are shown with the printed words."""
    more = one_in("2", count("66"), unit="more than one in N")
    assert text(more) == "100 / 66 = 1.5, printed: more than one in 2."
    assert text(one_in("3", count("37"))) == "100 / 37 = 2.7, printed: one in 3."
    assert text(one_in("18", percent("6"))) == (
        "100 / 6 = 16.7, printed: one in 18. It follows for some shares that round to 6%."
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
