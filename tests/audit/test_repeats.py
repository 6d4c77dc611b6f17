"""One quantity printed in several places."""

import pytest

from helpers.audit.repeats import check_repeats, judge_repeat, judge_second_print, rules_that_agree
from tests.audit.small_ledgers import index_of, row


@pytest.mark.parametrize(
    ("printed", "other", "verdict", "rule"),
    [
        ("10", "10", "exact", "half_up"),
        ("10.0", "10", "exact", "half_up"),
        ("9", "10", "contradiction", ""),
        ("66", "65.85", "exact", "half_up"),
        ("65", "65.85", "rounding", "truncated"),
        ("65.9", "65.85", "exact", "half_up"),
        ("65.84", "65.85", "contradiction", ""),
        ("64", "65.85", "contradiction", ""),
    ],
)
def test_prints_are_equal_or_one_is_a_rounding_of_the_other(printed, other, verdict, rule):
    """Equal digits, or fewer digits of the same number, whichever of the two has more."""
    for one, two in ((printed, other), (other, printed)):
        index = index_of(
            row("first", two, kind="percent"), row("again", one, kind="percent", formula="first")
        )
        found = judge_repeat(index, index.ledger["again"], rule="half_up")
        assert (found.verdict, found.rule) == (verdict, rule)


def test_a_second_print_without_formula_is_held_against_the_first():
    """Same variable, category, place and unit: one quantity, whatever the formula column says."""
    cells = {"variable": "q", "category": "yes"}
    index = index_of(row("one", "12", **cells), row("two", "14", **cells), row("alone", "3"))
    assert judge_second_print(index, index.ledger["two"], rule="half_up").verdict == "contradiction"
    assert judge_second_print(index, index.ledger["one"], rule="half_up") is None
    assert judge_second_print(index, index.ledger["alone"], rule="half_up") is None


def test_a_mean_is_no_second_print_of_a_total():
    """70 people in all and 3.5 on average share question and unit; a base and a count are one."""
    cells = {"variable": "staff", "unit": "people"}
    index = index_of(
        row("all", "70", kind="total", **cells), row("avg", "3.5", kind="mean", **cells)
    )
    assert check_repeats(index) == ()
    again = index_of(row("all", "70", kind="base", **cells), row("again", "71", **cells))
    assert [finding.status for finding in check_repeats(again)] == ["inconsistent"]


def test_the_ends_of_a_range_are_two_quantities():
    """Other categories, other quantities: 2 to 6 times a year do not contradict each other."""
    index = index_of(
        row("low", "2", variable="q", category="from"),
        row("high", "6", variable="q", category="to"),
    )
    assert check_repeats(index) == ()


def test_all_prints_of_a_quantity_are_one_finding():
    """Three prints, one of which differs: one finding that names all three."""
    index = index_of(
        row("size", "100"),
        row("again", "100", formula="size"),
        row("third", "101", formula="again"),
    )
    (finding,) = check_repeats(index)
    assert (finding.status, finding.claim_ids) == ("inconsistent", ("size", "again", "third"))
    assert len(finding.statements) == 1
    assert check_repeats(index_of(row("one", "1"))) == ()


@pytest.mark.parametrize(
    ("unit", "case", "verdict", "status"),
    [
        ("forms", "repeat_differs", "contradiction", "inconsistent"),
        ("cases", "other_units", "units", "units"),
    ],
)
def test_prints_in_different_units_say_so(unit, case, verdict, status):
    """12 forms are 12 organisations; 12 cases may hold 14 statements, and both be right."""
    index = index_of(row("first", "14"), row("again", "12", formula="first", unit=unit))
    found = judge_repeat(index, index.ledger["again"], rule="half_up")
    assert (found.verdict, found.case, found.against) == (verdict, case, ("first",))
    (finding,) = check_repeats(index)
    assert (finding.status, finding.ends) == (status, ("first", "again"))
    assert (finding.statements[-1].key == "other_units") == (case == "other_units")
    equal = index_of(row("first", "14"), row("again", "14", formula="first", unit=unit))
    assert judge_repeat(equal, equal.ledger["again"], rule="half_up").verdict == "exact"


def test_one_print_that_differs_in_its_own_unit_is_enough():
    """Beside 12 cases, 13 statements still are not 14."""
    index = index_of(
        row("first", "14", unit="statements"),
        row("again", "12", formula="first", unit="cases"),
        row("third", "13", formula="first", unit="statements"),
    )
    (finding,) = check_repeats(index)
    assert finding.status == "inconsistent"


def test_no_rule_makes_equally_long_prints_agree():
    """9 and 10 could both round 9.5, but then the two prints follow different rules."""
    assert rules_that_agree("9", "10", "half_up") == ()


def test_a_share_in_words_repeats_the_same_share_only():
    """3/4 is 3/4, and no rounding of anything else."""
    assert rules_that_agree("3/4", "3/4", "half_up")[0] == "half_up"
    assert rules_that_agree("3/4", "33", "half_up") == ()
