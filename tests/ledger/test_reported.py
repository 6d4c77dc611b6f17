"""A printed number's rounding range, checked by hand and against the decimal module."""

import decimal
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError, BookError
from helpers.ledger.reported import (
    ROUNDING_RULES,
    Reported,
    ValueRange,
    bases_that_reproduce,
    counts_that_print_as,
    parse_reported,
    rounding_range,
    to_fraction,
    to_whole,
)

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)

# The trusted oracle: what the decimal module prints under each rule, both ways of a tie included.
DECIMAL_ROUNDINGS = {
    "nearest": (decimal.ROUND_HALF_UP, decimal.ROUND_HALF_DOWN),
    "half_up": (decimal.ROUND_HALF_UP,),
    "half_down": (decimal.ROUND_HALF_DOWN,),
    "half_even": (decimal.ROUND_HALF_EVEN,),
    "truncated": (decimal.ROUND_DOWN,),
    "up": (decimal.ROUND_UP,),
}

decimals_printed = st.integers(0, 2)
# One digit more than is ever printed, so that ties and exact values are frequent.
values = st.integers(-3000, 3000).map(lambda n: Decimal(n).scaleb(-3))
rounding_rules = st.sampled_from(sorted(DECIMAL_ROUNDINGS))


def prints(value, decimals, rule):
    """Texts the decimal module prints for a value under a rule."""
    step = Decimal(1).scaleb(-decimals)
    return {str(value.quantize(step, rounding=how)) for how in DECIMAL_ROUNDINGS[rule]}


def percent_prints_as(count, base, printed, rule):
    """Brute force: is 100 count / base in the rounding range?"""
    return rounding_range(printed, rule).contains(Fraction(100 * count, base))


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [("72", 72, 0), ("6.0", 6, 1), ("-0.25", Fraction(-1, 4), 2), ("0", 0, 0), ("007.50", 7.5, 2)],
)
def test_text_becomes_value_and_decimals(text, value, decimals):
    """A number is read exactly, and the decimals printed are counted, trailing zeros included."""
    number = parse_reported(text)
    assert (number.text, number.value, number.decimals) == (text, value, decimals)
    assert number.unit == Fraction(1, 10**decimals)


def test_trailing_zero_distinguishes_numbers():
    """`6.0` is another report than `6`, although the values are equal."""
    assert parse_reported("6.0") != parse_reported("6")
    assert rounding_range("6.0", "nearest") == ValueRange(Fraction("5.95"), Fraction("6.05"))
    assert rounding_range("6", "nearest") == ValueRange(Fraction("5.5"), Fraction("6.5"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("7,5", r"'7,5' has decimal comma; write 7\.5$"),
        ("1 327", r"thousands space; write 1327$"),
        ("1\u00a0327", r"thousands space; write 1327$"),
        ("1\u202f327,5", r"thousands space, decimal comma; write 1327\.5$"),
        ("1,327", r"write 1\.327, or 1327 if the comma groups thousands"),
        ("72 %", r"'72 %' has percent sign; write 72$"),
        (" 72", r"surrounding space; write 72$"),
        ("72\n", r"surrounding space; write 72$"),
        ("\u22125", r"typographic minus; write -5$"),
        ("+5", r"plus sign; write 5$"),
        (".5", r"no digit before the point; write 0\.5$"),
        ("5.", r"no digit after the point; write 5$"),
        ("", r"'' is empty; write the number as printed"),
        ("  ", r"is empty"),
        ("about 5", r"'about 5' is not a number; write digits with a decimal point"),
        ("1e3", r"is not a number"),
        ("1_000", r"is not a number"),
        ("NaN", r"is not a number"),
        ("1,327,000", r"is not a number"),
        ("\u0665", r"is not a number"),
    ],
)
def test_malformed_text_is_refused_with_its_mend(text, message):
    """What is not a plain number is refused; the message names the value and what to write."""
    with pytest.raises(ArgumentError, match=message):
        parse_reported(text)


@pytest.mark.parametrize("value", [6.0, 6, None, Decimal("6.0")])
def test_numbers_already_parsed_are_refused_as_print(value):
    """A printed number arrives as text, since any other type has lost its trailing zeros."""
    with pytest.raises(ArgumentError, match="is not text; trailing zeros count"):
        parse_reported(value)


def test_argument_error_is_ours_and_a_value_error():
    """Callers may catch the project's errors or Python's."""
    assert issubclass(ArgumentError, BookError)
    assert issubclass(ArgumentError, ValueError)


@pytest.mark.parametrize(
    ("printed", "rule", "shown"),
    [
        ("72", "exact", "[72, 72]"),
        ("72", "nearest", "[71.5, 72.5]"),
        ("72", "half_up", "[71.5, 72.5)"),
        ("72", "half_down", "(71.5, 72.5]"),
        ("72", "half_even", "[71.5, 72.5]"),
        ("73", "half_even", "(72.5, 73.5)"),
        ("72", "truncated", "[72, 73)"),
        ("72", "up", "(71, 72]"),
        ("-72", "half_up", "(-72.5, -71.5]"),
        ("-72", "half_down", "[-72.5, -71.5)"),
        ("-73", "half_even", "(-73.5, -72.5)"),
        ("-72", "truncated", "(-73, -72]"),
        ("-72", "up", "[-72, -71)"),
        ("0", "nearest", "[-0.5, 0.5]"),
        ("0.0", "half_up", "(-0.05, 0.05)"),
        ("0.0", "half_down", "[-0.05, 0.05]"),
        ("-0", "half_even", "[-0.5, 0.5]"),
        ("0", "truncated", "(-1, 1)"),
        ("0", "up", "[0, 0]"),
        ("4.8", "nearest", "[4.75, 4.85]"),
    ],
)
def test_rounding_range_by_hand(printed, rule, shown):
    """Each row of the module's table, above, below and at zero."""
    assert str(rounding_range(printed, rule)) == shown


@repeatable
@given(values, decimals_printed, rounding_rules)
def test_a_value_lies_in_the_range_of_its_own_print(value, decimals, rule):
    """Whatever the decimal module prints for a value has that value in its range."""
    for printed in prints(value, decimals, rule):
        assert rounding_range(printed, rule).contains(value)


@repeatable
@given(values, st.integers(-30, 30), decimals_printed, rounding_rules)
def test_a_range_holds_only_values_that_print_so(value, steps, decimals, rule):
    """A neighbouring print has the value in its range exactly if the value can print so."""
    texts = prints(value, decimals, rule)
    near = Decimal(min(texts)) + steps * Decimal(1).scaleb(-decimals)
    same = any(Decimal(text) == near for text in texts)
    assert rounding_range(str(near), rule).contains(value) == same


def test_unknown_rule_is_refused():
    """A rule is one of the listed names; the message lists them."""
    with pytest.raises(ArgumentError, match="rounding rule 'bankers' is unknown; use exact, near"):
        rounding_range("72", "bankers")


def test_value_range_ends():
    """An end belongs to the range only if included, and a range can be empty."""
    half_open = ValueRange(Fraction(1), Fraction(3), low_included=False)
    assert [half_open.contains(number) for number in (1, 2, 3)] == [False, True, True]
    assert list(half_open.integers()) == [2, 3]
    assert list(ValueRange(Fraction("1.5"), Fraction("1.9")).integers()) == []
    assert ValueRange(Fraction(1), Fraction(1), low_included=False).is_empty
    assert ValueRange(Fraction(2), Fraction(1)).is_empty
    assert not ValueRange(Fraction(1), Fraction(1)).is_empty


@repeatable
@given(st.fractions(-9, 9, max_denominator=4), st.fractions(-9, 9, max_denominator=4), st.data())
def test_integers_of_a_range_by_brute_force(low, high, data):
    """`integers` gives the whole numbers that `contains` accepts."""
    span = ValueRange(low, high, data.draw(st.booleans()), data.draw(st.booleans()))
    assert list(span.integers()) == [n for n in range(-12, 13) if span.contains(n)]


def test_published_share_of_zero_reports_by_hand():
    """357 of 487 is 73.3 %: 72 % needs 349 to 353 rounded, 351 to 355 truncated, neither 357."""
    assert counts_that_print_as("72", 487, rule="nearest") == range(349, 354)
    assert counts_that_print_as("72", 487, rule="truncated") == range(351, 356)
    assert counts_that_print_as("72", 487, rule="up") == range(346, 351)
    assert counts_that_print_as("73", 487, rule="nearest")[-1] == 357
    assert bases_that_reproduce(357, "72", max_base=1327, rule="nearest") == range(493, 500)


def test_a_tie_tells_half_up_from_half_down():
    """29 of 40 is 72.5 %: printed 72 only if a tie goes down, 73 only if it goes up."""
    assert 29 in counts_that_print_as("72", 40, rule="half_down")
    assert 29 not in counts_that_print_as("72", 40, rule="half_up")
    assert 29 not in counts_that_print_as("73", 40, rule="half_down")
    assert 29 in counts_that_print_as("73", 40, rule="half_up")
    assert bases_that_reproduce(29, "72", max_base=40, rule="half_down") == range(40, 41)


def test_counts_stay_within_their_base():
    """A count is part of its base: 100 % never needs more, and 101 % or -5 % have no count."""
    assert counts_that_print_as("100", 487, rule="nearest") == range(485, 488)
    assert counts_that_print_as("0", 487, rule="nearest") == range(0, 3)
    assert len(counts_that_print_as("101", 487, rule="nearest")) == 0
    assert len(counts_that_print_as("-5", 487, rule="nearest")) == 0
    assert len(counts_that_print_as("33", 7, rule="nearest")) == 0


percents = st.integers(-20, 1100).map(lambda n: str(Decimal(n).scaleb(-1)))
whole_percents = st.integers(-2, 110).map(str)


@repeatable
@given(percents | whole_percents, st.integers(1, 120), st.sampled_from(ROUNDING_RULES))
def test_counts_by_brute_force(printed, base, rule):
    """The counts are those of 0..base whose percentage lies in the rounding range."""
    found = [k for k in range(base + 1) if percent_prints_as(k, base, printed, rule)]
    assert list(counts_that_print_as(printed, base, rule=rule)) == found


@repeatable
@given(
    st.integers(0, 60),
    percents | whole_percents,
    st.integers(1, 120),
    st.sampled_from(ROUNDING_RULES),
)
def test_bases_by_brute_force(count, printed, max_base, rule):
    """The bases are those from the count up to the limit that give the printed percentage."""
    first = max(count, 1)
    found = [b for b in range(first, max_base + 1) if percent_prints_as(count, b, printed, rule)]
    assert list(bases_that_reproduce(count, printed, max_base=max_base, rule=rule)) == found


def test_zero_count_fits_every_base():
    """Nobody is 0 % of any base, and never 1 % when rounded to nearest."""
    assert bases_that_reproduce(0, "0", max_base=487, rule="nearest") == range(1, 488)
    assert len(bases_that_reproduce(0, "1", max_base=487, rule="nearest")) == 0


@pytest.mark.parametrize("base", [0, -1, 487.0, "487", True, None])
def test_impossible_bases_are_refused(base):
    """A base is a whole number of at least 1; the message names it and the value."""
    with pytest.raises(ArgumentError, match=r"base is .*; give a whole number of at least 1"):
        counts_that_print_as("72", base, rule="nearest")


def test_impossible_counts_are_refused():
    """A negative count and a limit below 1 are named with their values."""
    with pytest.raises(ArgumentError, match="count is -1; give a whole number of at least 0"):
        bases_that_reproduce(-1, "72", max_base=487, rule="nearest")
    with pytest.raises(ArgumentError, match="max_base is 0; give a whole number of at least 1"):
        bases_that_reproduce(1, "72", max_base=0, rule="nearest")


def test_whole_numbers_of_numpy_count():
    """Counts out of a DataFrame are numpy integers, which are whole numbers too."""
    assert to_whole(np.int64(487), "base", at_least=1) == 487
    assert counts_that_print_as("72", np.int64(487), rule="nearest") == range(349, 354)


def test_exact_numbers_only():
    """Text, whole numbers, Decimal and Fraction are exact; a float or a NaN is refused."""
    assert to_fraction("6.0", "score") == to_fraction(Decimal(6), "score") == 6
    assert to_fraction(Fraction(1, 3), "score") == Fraction(1, 3)
    for value in (0.1, np.float64(0.5), Decimal("NaN"), None):
        with pytest.raises(ArgumentError, match=r"score is .*, not an exact number; give"):
            to_fraction(value, "score")


def test_reported_is_frozen():
    """A printed number cannot be changed after it was read."""
    with pytest.raises(AttributeError, match="cannot assign"):
        Reported("6.0", Decimal("6.0"), 1).text = "6"
