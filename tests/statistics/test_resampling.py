"""Resampled means against enumeration, whole-number convolution, scipy's drawing and the normal."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product
from math import comb
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from helpers.errors import ArgumentError
from helpers.paths import ROOT
from helpers.statistics.lattice_sums import MOST_POINTS
from helpers.statistics.resampling import ResampledMean, counts_of, resampled_mean
from helpers.synthetic.watermark import SyntheticDataError

# Simulates what is computed.
pytestmark = pytest.mark.slow

HALF = Fraction(1, 2)
SCALE = {Fraction(k, 2): 12 - abs(k - 7) for k in range(2, 19)}  # 1 to 9 in halves, skewed

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)

scores = st.fractions(-5, 9, max_denominator=6)
score_counts = st.dictionaries(scores, st.integers(1, 12), min_size=1, max_size=5)


@st.composite
def tiny_samples(draw):
    """Up to five scores, one by one."""
    return draw(
        st.lists(st.sampled_from([Fraction(k, 2) for k in range(7)]), min_size=1, max_size=5)
    )


def by_enumeration(sample):
    """Every way of drawing n of n scores, all equally likely."""
    n = len(sample)
    chances = {}
    for drawn in product(sample, repeat=n):
        mean = sum(drawn) / Fraction(n)
        chances[mean] = chances.get(mean, 0) + Fraction(1, n**n)
    return chances


def by_whole_numbers(counts):
    """The convolution without rounding: a power of one large whole number.

    The counts stand side by side in it, far enough apart that none carries over into the next.
    """
    n, bits = sum(counts.values()), sum(counts.values()) * sum(counts.values()).bit_length()
    power = sum(count << (bits * place) for place, count in counts.items()) ** n
    mask = (1 << bits) - 1
    return {
        Fraction(s, n): Fraction((power >> (bits * s)) & mask, n**n)
        for s in range(n * max(counts) + 1)
    }


def off_by(resampled: ResampledMean, exactly):
    """The sum of all differences of probabilities."""
    found = resampled.distribution
    assert set(found) <= set(exactly) | {mean for mean, chance in found.items() if chance < 1e-12}
    return float(sum(abs(chance - Fraction(found.get(x, 0.0))) for x, chance in exactly.items()))


def ends_by_definition(exactly, confidence):
    """Both percentiles from exact probabilities, word by word."""
    tail = (1 - confidence) / 2
    low = min(x for x in exactly if sum(p for y, p in exactly.items() if y <= x) >= tail)
    high = max(x for x in exactly if sum(p for y, p in exactly.items() if y >= x) >= tail)
    return low, high


def binomial_at_most(n, p, k):
    """P(at most k of n), without rounding."""
    return sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k + 1))


def test_two_respondents_by_hand():
    """One 0 and one 1: the mean of two draws is 0, a half and 1 with 1/4, 1/2 and 1/4."""
    resampled = resampled_mean({Fraction(0): 1, Fraction(1): 1})
    assert list(resampled.distribution) == [0, HALF, 1]
    assert list(resampled.distribution.values()) == pytest.approx([0.25, 0.5, 0.25], abs=1e-14)
    assert (resampled.mean, resampled.step, resampled.n_respondents) == (HALF, HALF, 2)
    assert resampled.percentile_interval(0.95)[:2] == (0, 1)
    assert resampled.percentile_interval(0.4)[:2] == (HALF, HALF)
    assert resampled.percentile_interval(0.4).held == pytest.approx(0.5)


def test_a_probability_that_is_met_exactly_counts_at_both_ends():
    """With a quarter at either end, the middle half is 0 to 1: no end is favoured by rounding."""
    resampled = resampled_mean({0: 1, 1: 1})
    assert resampled.percentile_interval(0.5)[:2] == (0, 1)
    assert resampled.percentile_interval(Fraction(51, 100))[:2] == (0, 1)
    assert resampled.percentile_interval("0.49")[:2] == (HALF, HALF)


def test_probabilities_between_lattice_points():
    """Nothing lies below the first mean, all at the last, and between two the lower one counts."""
    resampled = resampled_mean({0: 1, 1: 1})
    asked = [-1, "-0.01", 0, Decimal("0.49"), HALF, "0.99", 1, 7]
    found = [resampled.probability_at_most(x) for x in asked]
    assert found == pytest.approx([0, 0, 0.25, 0.25, 0.75, 0.75, 1, 1], abs=1e-14)
    assert found[-2:] == [1.0, 1.0]


@pytest.mark.parametrize("n", [1, 7, 1_000_000])
def test_equal_scores_have_no_chance(n):
    """If all say the same, every resampled mean is that, and the interval is one point."""
    resampled = resampled_mean({Fraction(5, 2): n, Fraction(9): 0})
    assert resampled.distribution == {Fraction(5, 2): 1.0}
    assert resampled.percentile_interval() == (Fraction(5, 2), Fraction(5, 2), 1.0)
    assert [resampled.probability_at_most(x) for x in ("2.4", "2.5", 3)] == [0, 1, 1]


@repeatable
@given(tiny_samples(), st.sampled_from([Fraction(19, 20), Fraction(9, 10), HALF, Fraction(1, 4)]))
def test_enumeration_of_tiny_samples(sample, confidence):
    """Distribution, every probability and both percentiles equal those of all n^n drawings."""
    exactly = by_enumeration(sample)
    resampled = resampled_mean({score: sample.count(score) for score in sample})
    assert off_by(resampled, exactly) <= resampled.error
    assert resampled.percentile_interval(confidence)[:2] == ends_by_definition(exactly, confidence)
    for x in exactly:
        below = sum(chance for mean, chance in exactly.items() if mean <= x)
        assert resampled.probability_at_most(x) == pytest.approx(float(below), abs=1e-13)


@pytest.mark.parametrize(
    "counts",
    [
        {0: 40, 2: 30, 3: 30},
        {0: 1, 16: 96},
        {0: 1, 1: 1, 16: 98},  # almost all on a coarser lattice, so f is near 1 elsewhere, too
        {0: 100, 2: 99, 3: 1},
        {0: 10, 1: 300, 2: 90},
        dict.fromkeys(range(17), 6),
    ],
)
def test_the_stated_error_holds_against_whole_numbers(counts):
    """All probabilities together are less off than `error`, which itself is below 1e-11."""
    resampled = resampled_mean({Fraction(place): count for place, count in counts.items()})
    exactly = by_whole_numbers(counts)
    assert off_by(resampled, exactly) <= resampled.error < 1e-11
    confidence = Fraction(19, 20)
    chances = [exactly[x] for x in sorted(exactly)]
    sums = np.cumsum(np.array([float(chance) for chance in chances]))
    low, high, held = resampled.percentile_interval(confidence)
    assert low == Fraction(int((sums >= 0.025).argmax()), sum(counts.values()))
    between = sum(chance for x, chance in exactly.items() if low <= x <= high)
    assert held == pytest.approx(float(between), abs=1e-11)
    assert held >= 0.95


@pytest.mark.parametrize(("n", "n_yes"), [(5_000, 1_000), (40_000, 8_000), (1_000_000, 3)])
def test_the_window_is_right_where_it_leaves_means_out(n, n_yes):
    """Far fewer points than the sum can reach, and the same probabilities as the binomial's."""
    resampled = resampled_mean({0: n - n_yes, 1: n_yes})
    assert len(resampled.probabilities) < n
    for k in (max(0, n_yes - 100), n_yes - 1, n_yes, n_yes + 57):
        found = resampled.probability_at_most(Fraction(k, n))
        assert found == pytest.approx(by_fifty_digits(k, n, n_yes), abs=1e-10)


def by_fifty_digits(most: int, n: int, n_yes: int) -> float:
    """P(at most so many of n), term by term; scipy's incomplete beta function keeps nine digits."""
    with localcontext(prec=50):
        p = Decimal(n_yes) / n
        term = total = (1 - p) ** n
        for k in range(1, most + 1):
            term *= (n - k + 1) * p / (k * (1 - p))
            total += term
        return float(total)


def test_binomial_percentiles():
    """Thirty of a hundred say yes: the interval is that of the binomial distribution."""
    low, high, held = resampled_mean({0: 70, 1: 30}).percentile_interval(0.95)
    p, tail = Fraction(3, 10), Fraction(1, 40)
    assert (low, high) == (Fraction(21, 100), Fraction(39, 100))
    assert binomial_at_most(100, p, 20) < tail <= binomial_at_most(100, p, 21)
    assert 1 - binomial_at_most(100, p, 39) < tail <= 1 - binomial_at_most(100, p, 38)
    inside = binomial_at_most(100, p, 39) - binomial_at_most(100, p, 20)
    assert held == pytest.approx(float(inside), abs=1e-12)


@repeatable
@given(score_counts)
def test_mass_mean_and_variance(counts):
    """Probabilities are no less than 0 and add up to 1; mean and variance are those of theory."""
    resampled = resampled_mean(counts)
    n = sum(counts.values())
    mean = sum(score * count for score, count in counts.items()) / n
    variance = sum(count * (score - mean) ** 2 for score, count in counts.items()) / n / n
    found = resampled.distribution
    assert resampled.mean == mean
    assert min(found.values()) >= 0
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)
    assert sum(float(x) * p for x, p in found.items()) == pytest.approx(float(mean), abs=1e-10)
    spread = sum(float(x - mean) ** 2 * p for x, p in found.items())
    assert spread == pytest.approx(float(variance), abs=1e-10)


@repeatable
@given(score_counts, st.sampled_from(["0.5", "0.8", "0.9", "0.95", "0.99"]))
def test_reflected_scores_reflect_everything(counts, confidence):
    """Scores with the opposite sign have the mirrored distribution and the mirrored interval."""
    resampled = resampled_mean(counts)
    mirrored = resampled_mean({-score: count for score, count in counts.items()})
    found = {-mean: chance for mean, chance in mirrored.distribution.items()}
    assert found.keys() == resampled.distribution.keys()
    # Number by number pytest's own comparison takes most of the time.
    differences = [found[mean] - chance for mean, chance in resampled.distribution.items()]
    assert np.abs(differences).max() <= 1e-12
    low, high, held = resampled.percentile_interval(confidence)
    assert mirrored.percentile_interval(confidence)[:2] == (-high, -low)
    assert held >= float(confidence) - resampled.error


@repeatable
@given(score_counts, st.fractions(-3, 3, max_denominator=4), st.sampled_from([HALF, 2, 3]))
def test_another_unit_of_the_score_is_another_unit_of_the_mean(counts, shift, unit):
    """Shifted and stretched scores have the shifted and stretched means."""
    plain = resampled_mean(counts)
    moved = resampled_mean({shift + unit * score: count for score, count in counts.items()})
    assert list(moved.distribution) == [shift + unit * mean for mean in plain.distribution]
    assert np.abs(moved.probabilities - plain.probabilities).max() <= 1e-12


@repeatable
@given(score_counts)
def test_a_higher_confidence_never_narrows(counts):
    """Each interval holds its confidence and lies within that of a higher one."""
    resampled = resampled_mean(counts)
    inner = resampled.percentile_interval(0.8)
    outer = resampled.percentile_interval(0.95)
    assert outer.low <= inner.low <= inner.high <= outer.high
    assert outer.held >= inner.held >= 0.8 - resampled.error


@pytest.mark.parametrize("n", [100, 5_000])
def test_drawing_by_scipy_agrees(n):
    """Within five standard errors of 9,999 drawings, at both ends, and nothing is random here."""
    counts = {score: count * n // 100 for score, count in SCALE.items()}
    sample = np.repeat([float(score) for score in counts], list(counts.values()))
    drawn = bootstrap(
        (sample,),
        np.mean,
        n_resamples=9_999,
        batch=1_000,
        method="percentile",
        rng=np.random.default_rng(20_240_501),
    ).confidence_interval
    low, high, _ = resampled_mean(counts).percentile_interval()
    standard_error = sample.std() / len(sample) ** 0.5
    # A drawn percentile varies by the root of a(1 - a)/B over the density there, here the normal's.
    density = NormalDist().pdf(NormalDist().inv_cdf(0.025)) / standard_error
    tolerance = 5 * (0.025 * 0.975 / 9_999) ** 0.5 / density + 1 / len(sample)
    assert float(low) == pytest.approx(drawn.low, abs=tolerance)
    assert float(high) == pytest.approx(drawn.high, abs=tolerance)
    assert resampled_mean(counts).percentile_interval() == (low, high, _)


def test_a_million_respondents_within_seconds():
    """A window of some standard deviations is enough; the interval is the normal one by then."""
    counts = {score: count * 10_000 for score, count in SCALE.items()}
    n = sum(counts.values())
    start = time.process_time()
    resampled = resampled_mean(counts)
    low, high, held = resampled.percentile_interval()
    assert time.process_time() - start < 5
    assert n > 1_000_000
    assert len(resampled.probabilities) < 200_000
    assert resampled.error < 1e-10
    assert resampled.probabilities.sum() == pytest.approx(1, abs=resampled.error)
    assert held == pytest.approx(0.95, abs=1e-4)
    variance = sum(count * (score - resampled.mean) ** 2 for score, count in counts.items()) / n
    reach = 1.959964 * (float(variance) / n) ** 0.5
    assert float(high - resampled.mean) == pytest.approx(reach, abs=1e-5)
    assert float(resampled.mean - low) == pytest.approx(reach, abs=1e-5)


def test_probabilities_cannot_be_changed():
    """A result is a result: writing into it fails."""
    with pytest.raises(ValueError, match="read-only"):
        resampled_mean({0: 1, 1: 2}).probabilities[0] = 0.5


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([1, 2], "counts is a list; give a mapping of scores"),
        ({}, "holds no respondents"),
        ({Fraction(1): 0}, "holds no respondents"),
        ({0.5: 1}, "score is 0.5, not an exact number"),
        ({"eins": 1}, "'eins'"),
        ({Fraction(1): -1}, "count of 1 is -1; give a whole number of at least 0"),
        ({Fraction(1): 2.5}, "count of 1 is 2.5"),
        ({Fraction(1): True}, "count of 1 is True"),
        ({Fraction(0): 9, Fraction(1, 10**9): 9, 9: 9}, f"more than {MOST_POINTS:,}; round the"),
        ({0: 10**16, 16: 10**16}, "needs more than"),
    ],
)
def test_unusable_counts(counts, message):
    """What cannot be resampled is refused with the value and what to do."""
    with pytest.raises(ArgumentError, match=re.escape(message)):
        resampled_mean(counts)


@pytest.mark.parametrize("confidence", [95, 0, 1, -0.1, "95 %", "1/0", float("nan"), None])
def test_unusable_confidence(confidence):
    """A confidence is a proportion; 95 is refused rather than read as something else."""
    message = re.escape(f"confidence is {confidence!r}; give a proportion between 0 and 1")
    with pytest.raises(ArgumentError, match=message):
        resampled_mean({0: 1, 1: 1}).percentile_interval(confidence)


def test_an_inexact_value_is_refused():
    """The float 0.1 lies beside one tenth, on one side of a lattice point or the other."""
    with pytest.raises(ArgumentError, match=r"x is 0\.1, not an exact number"):
        resampled_mean({0: 1, 1: 1}).probability_at_most(0.1)


@pytest.mark.parametrize(
    "cells",
    [
        [1.5, 3, 3, 0],
        np.array([1.5, 3, 3, 0], dtype="float32"),
        [Fraction(3, 2), 3, 3, 0],
        [Decimal("1.5"), Decimal(3), 3, 0],
        ["1.5", "3", "3.0", "0"],
    ],
)
def test_counts_of_a_table(cells):
    """Scores are counted exactly, whatever kind of number holds them."""
    frame = pd.DataFrame({"score": cells})
    found = counts_of(frame, "score")
    assert found == {Fraction(0): 1, Fraction(3, 2): 1, Fraction(3): 2}
    assert list(found) == sorted(found)
    assert all(isinstance(score, Fraction) for score in found)
    assert resampled_mean(found).mean == Fraction(15, 8)


def test_made_up_rows_are_refused():
    """Synthetic rows have no chance to describe, so they are refused before anything is read."""
    frame = pd.DataFrame({"score": [1, 2], "synthetic": [True, True]})
    with pytest.raises(SyntheticDataError, match="resampling the mean of missing"):
        counts_of(frame, "missing")


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ([1, 2], "scores", "there is no column 'scores'; the table has score"),
        ([1, None, 2, None], "score", "score is empty in 2 of 4 rows; say how they are treated"),
        ([1, "many"], "score", "score holds 'many', which is no number"),
        ([1.0, float("inf")], "score", "score holds inf, which is no number"),
        ([True, False], "score", "which is no number"),
    ],
)
def test_unusable_tables(cells, column, message):
    """A missing column, empty cells and words are named; nothing is dropped silently."""
    with pytest.raises(ArgumentError, match=re.escape(message)):
        counts_of(pd.DataFrame({"score": cells}), column)


def test_the_benchmark_prints_a_row_for_each_size():
    """Respondents, seconds, memory and interval of both ways, and how far apart they are."""
    command = [sys.executable, str(ROOT / "benchmarks/resampling_speed.py"), "50", "200"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    heading, *rows = done.stdout.splitlines()
    assert heading.split()[:4] == ["n", "exact", "s", "MB"]
    assert [row.split()[0] for row in rows] == ["50", "200"]
    assert all(float(row.split()[-1]) < 0.3 for row in rows)
