"""Medians and deviations that whole numbers can have: published examples and every small sample."""

import statistics
from fractions import Fraction
from itertools import combinations_with_replacement
from math import isqrt

import pytest

from helpers.audit.shares import RULES
from helpers.audit.spreads import check_spreads, is_possible_median, is_possible_sd
from helpers.audit.verdicts import judge
from helpers.errors import ArgumentError
from helpers.ledger.roles import Roles
from tests.audit.findings import statuses, text
from tests.audit.small_ledgers import index_of, row
from tests.oracles.simulated import rounded

SAMPLES = [each for n in (2, 3, 5, 6) for each in combinations_with_replacement(range(4), n)]


def root_of(variance, decimals, rule):
    """The printed square root of a fraction, from exact whole numbers."""
    scale = 10 ** (decimals + 8)
    root = Fraction(isqrt(variance.numerator * scale**2 // variance.denominator), scale)
    return rounded(root, decimals, rule)


@pytest.mark.parametrize("rule", RULES)
def test_no_sample_is_called_impossible(rule):
    """Summed up and rounded under a rule, by either divisor, and as the median it has."""
    for sample in SAMPLES:
        n, mean = len(sample), Fraction(sum(sample), len(sample))
        printed_mean = rounded(mean, 2, rule)
        for divisor in (n - 1, n):
            variance = sum((each - mean) ** 2 for each in sample) / divisor
            if root_of(variance, 2, rule) == root_of(variance + Fraction(1, 10**7), 2, rule):
                printed = root_of(variance, 2, rule)
                found = is_possible_sd(
                    printed, printed_mean, n, rule=rule, is_binary=max(sample) < 2
                )
                assert found is not False, (sample, printed)
        median = Fraction(statistics.median(map(Fraction, sample)))
        assert is_possible_median(rounded(median, 1, rule), n, rule=rule), sample


def test_what_no_small_sample_has_is_found():
    """Of answers of 0 and 1 the deviations are listed; no other print is possible."""
    n, decimals = 20, 2
    for total in range(n + 1):
        mean = rounded(Fraction(total, n), decimals, "half_up")
        possible = {
            root_of((total - Fraction(total**2, n)) / divisor, decimals, "half_up")
            for divisor in (n - 1, n)
        }
        for cents in range(100):
            printed = f"0.{cents:02d}"
            found = is_possible_sd(printed, mean, n, rule="half_up", is_binary=True)
            assert found == (printed in possible), (total, printed)


def test_parity_is_what_grimmer_sees():
    """A sum of 3 of 3 numbers has odd sums of squares only: 3, 5, 9; 0.71 would need 4."""
    assert is_possible_sd("1.00", "1.00", 3, rule="half_up")
    assert is_possible_sd("0.00", "1.00", 3, rule="half_up")
    assert not is_possible_sd("0.71", "1.00", 3, rule="half_up")


@pytest.mark.parametrize(
    ("printed", "n", "expected"),
    [
        ("3", 21, True),
        ("3.5", 21, False),
        ("3.5", 20, True),
        ("3.25", 20, False),
        ("3.3", 7, False),
    ],
)
def test_a_median_is_a_whole_number_or_midway(printed, n, expected):
    """Midway only between two answers in the middle."""
    assert is_possible_median(printed, n, rule="half_up") is expected


def test_too_few_digits_say_nothing_and_bad_arguments_are_named():
    """A mean of no digits among ten thousand has too many sums to try."""
    assert is_possible_sd("1.2", "3", 10_000, rule="half_up") is None
    assert is_possible_sd("1.2", "3.33", 4, rule="half_up") is None  # the mean itself is impossible
    with pytest.raises(ArgumentError, match="give at least 0 and 2"):
        is_possible_sd("1.2", "3", 1, rule="half_up")


def index_with(*rows, **roles):
    """Fifty respondents, and rows about them."""
    return index_of(
        row("base", "50", kind="base", unit="people"), *rows, roles=Roles.of(roles), answers={}
    )


def test_an_impossible_deviation_is_a_contradiction_with_its_mean_and_base():
    """22 of 50 have a deviation of 0.50, not 0.45."""
    cells = {"variable": "yes", "base": "base", "unit": "points"}
    for printed, expected in (("0.50", "consistent"), ("0.45", "inconsistent")):
        index = index_with(
            row("mean", "0.44", kind="mean", **cells),
            row("sd", printed, kind="sd", **cells),
            binary=["yes"],
        )
        (found,) = check_spreads(index)
        assert (found.status, set(found.claim_ids)) == (expected, {"base", "mean", "sd"})
        verdict = judge(index, "sd")
        assert (verdict.verdict == "contradiction") == (expected == "inconsistent")
        assert "answers of 0 or 1" in text(verdict)


def test_money_and_weighted_sources_are_left_out():
    """Their values need not be whole numbers."""
    median = row("median", "3.25", kind="median", variable="age", base="base", unit="years")
    assert statuses(check_spreads(index_with(median))) == ["inconsistent"]
    assert check_spreads(index_with(median, measured=["years"])) == ()
    weighted = index_of(
        row("base", "50", kind="base", unit="people"),
        median,
        sources={"age": "panel"},
        roles=Roles.of({"weighted": ["panel"]}),
    )
    assert check_spreads(weighted) == ()
