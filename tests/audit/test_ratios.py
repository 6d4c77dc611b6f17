"""Ratios of a part and a base, and which whole numbers print as a percentage."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.audit.ratios import RULES, counts_of, rules_that_give, share_of
from helpers.ledger.reported import counts_that_print_as
from tests.audit.small_ledgers import index_of, row

repeatable = settings(derandomize=True, deadline=None, max_examples=200)


def test_only_percentages_and_means_are_shares():
    """A count that is a quotient is no rounded number, and a percent needs its hundred."""
    index = index_of(
        row("one", "6"),
        row("two", "3"),
        row("count", "2", formula="one / two"),
        row("fraction", "2", kind="percent", formula="one / two"),
    )
    assert share_of(index, index.ledger["count"]) is None
    assert share_of(index, index.ledger["fraction"]) is None


def test_the_rules_of_a_value_begin_with_the_assumed_one():
    """12.5 prints as 13 half up and up, as 12 to even, down and cut."""
    value = Fraction(25, 2)
    assert rules_that_give(value, "13", "half_up") == ("half_up", "up")
    assert rules_that_give(value, "12", "truncated") == ("truncated", "half_even", "half_down")


@repeatable
@given(st.integers(-300, 12000), st.integers(0, 3), st.integers(1, 1200), st.sampled_from(RULES))
def test_counts_in_whole_numbers_are_those_of_fractions(units, decimals, base, rule):
    """The quick search gives what `counts_that_print_as` gives, negative and large ones too."""
    printed = f"{Decimal(units).scaleb(-decimals):f}"
    assert counts_of(printed, base, rule) == counts_that_print_as(printed, base, rule=rule)
