"""How a mean score varies when its respondents are drawn anew: computed, not simulated.

A bootstrap draws n scores with replacement from the n that were given, many times over, and looks
at the means. A score has few values on a lattice a, a + d, a + 2d, ..., so that the chances of all
those means can be computed at once: their sum is an n-fold convolution (`lattice_sums`, which also
says how its error comes about). No random numbers and no seed.

No chapter resamples yet: that needs the questionnaires themselves, which are not published.
Resampling describes chance as if the respondents were a random sample. Rows that were made up have
no chance to describe and are refused.

Efron (1979), doi:10.1214/aos/1176344552; by convolution: Clark & Warr (2021), arXiv:2107.08019.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from numbers import Integral, Rational
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import ArgumentError
from helpers.ledger.reported import to_fraction, to_whole
from helpers.statistics.lattice_sums import sum_distribution
from helpers.synthetic.watermark import refuse_inference

if TYPE_CHECKING:
    from decimal import Decimal

    import numpy as np
    import pandas as pd


class PercentileInterval(NamedTuple):
    """Two means, exact, and the probability `held` that a resampled mean is one of them or between.

    `held` is at least the confidence asked for: means lie on a lattice, few probabilities can be
    met exactly, and each end is moved outwards to the next lattice point.
    """

    low: Fraction
    high: Fraction
    held: float


@dataclass(frozen=True, eq=False)
class ResampledMean:
    """The distribution of the mean of n scores drawn with replacement from n scores.

    n_respondents    n
    mean             of the scores, and of the resampled means
    first, step      the means are first, first + step, first + 2 step, ...
    probabilities    of these means, in order; none is negative
    error            how far a probability, or a sum of several, can be off
    """

    n_respondents: int
    mean: Fraction
    first: Fraction
    step: Fraction
    probabilities: np.ndarray = field(repr=False)
    error: float

    @property
    def distribution(self) -> dict[Fraction, float]:
        """Mean -> probability, in ascending order; one below `error` may be shown as 0."""
        return {self._point(place): float(p) for place, p in enumerate(self.probabilities)}

    def probability_at_most(self, x: Rational | Decimal | str) -> float:
        """How probable is it that a resampled mean is `x` or less?

        Returns 0 to 1, at most `error` off. Raises `ArgumentError` unless `x` is an exact number.

        >>> round(resampled_mean({0: 1, 1: 1}).probability_at_most("0.7"), 12)
        0.75
        """
        reach = to_fraction(x, "x") - self.first
        if reach < 0:
            return 0.0
        last = len(self.probabilities) - 1
        place = last if not self.step else min(last, math.floor(reach / self.step))
        return float(self._at_most[place])

    def percentile_interval(
        self, confidence: Fraction | Decimal | float | str = 0.95
    ) -> PercentileInterval:
        """Between which values do the middle resampled means lie?

        With alpha = 1 - confidence:

            low     the smallest x with P(mean* <= x) >= alpha / 2
            high    the largest x with P(mean* >= x) >= alpha / 2

        so that less than alpha / 2 lies beyond either end. A probability within `error` of
        alpha / 2 counts as having reached it. The percentile interval of Efron (1979), without
        correction for bias or skewness.

        Parameters: `confidence` a proportion between 0 and 1; a float is read as it prints.
        Returns two exact means and the probability between them, at least `confidence - error`.
        Raises `ArgumentError` for a confidence outside its range, such as 95.

        Ten drawings of a fair coin: 11/1024 are at most 1, 56/1024 at most 2 heads.

        >>> low, high, held = resampled_mean({0: 5, 1: 5}).percentile_interval(0.9)
        >>> print(low, high, round(held, 9))  # 1 - 2 * 11/1024
        1/5 4/5 0.978515625
        """
        tail = float((1 - _confidence(confidence)) / 2) - self.error
        low = int((self._at_most >= tail).argmax())
        high = len(self.probabilities) - 1 - int((self._at_least[::-1] >= tail).argmax())
        beyond = (self._at_most[low - 1] if low else 0.0) + (1 - self._at_most[high])
        return PercentileInterval(self._point(low), self._point(high), float(1 - beyond))

    def _point(self, place: int) -> Fraction:
        return self.first + place * self.step

    @cached_property
    def _at_most(self) -> np.ndarray:
        """P(mean* <= x) at each lattice point; the last is 1 whatever rounding left over."""
        sums = self.probabilities.cumsum().clip(max=1.0)
        sums[-1] = 1.0
        return sums

    @cached_property
    def _at_least(self) -> np.ndarray:
        """P(mean* >= x) at each lattice point, from its own end."""
        sums = self.probabilities[::-1].cumsum().clip(max=1.0)[::-1]
        sums[0] = 1.0
        return sums


def resampled_mean(counts: Mapping[Fraction, int]) -> ResampledMean:
    """How would the mean vary if as many respondents were drawn from these, with replacement?

    Parameters: `counts` score -> respondents who have it; scores are exact (`Fraction`, `Decimal`,
    whole numbers, or text such as "1.5"), counts whole and not negative, at least one above 0.
    Returns the exact distribution up to the `error` it states. Time and memory grow with the number
    of lattice points that the sum can reach, and beyond some thousand respondents with its standard
    deviation, which grows with the root of n.
    Raises `ArgumentError` for anything but a mapping, for scores that are floats, counts that are
    no counts, no respondents at all, and scores on so fine a lattice that more than `MOST_POINTS`
    points would be needed.
    Source: Clark & Warr (2021), arXiv:2107.08019, section 2; the window and its error are ours.

    Scores 0 and 3 from one respondent each: both draws 0, one of each, both 3.

    >>> for mean, chance in resampled_mean({0: 1, 3: 1}).distribution.items():
    ...     print(mean, round(chance, 12))
    0 0.25
    3/2 0.5
    3 0.25
    """
    import numpy as np

    given = _check_counts(counts)
    n = sum(given.values())
    first, mean = min(given), sum(score * count for score, count in given.items()) / n
    if len(given) == 1:
        return ResampledMean(n, mean, first, Fraction(0), np.ones(1), 0.0)
    step = _lattice_step([score - first for score in given])
    places = {int((score - first) / step): count for score, count in given.items()}
    start, probabilities, error = sum_distribution(places, n)
    probabilities.flags.writeable = False
    return ResampledMean(n, mean, first + start * step / n, step / n, probabilities, error)


def counts_of(frame: pd.DataFrame, column: str) -> dict[Fraction, int]:
    """How many respondents have each score? From a table with a row for each respondent.

    Parameters: `column` holds exact numbers or floats that print as such (1.5); no cell is empty.
    Returns score -> count for `resampled_mean`, in ascending order.
    Raises `SyntheticDataError` for rows that were made up, and `ArgumentError` for a column that is
    not there, for empty cells, which are a respondent's answer too and must be left out by choice,
    and for cells that hold no number.
    """
    refuse_inference(frame, f"resampling the mean of {column}")
    if column not in frame.columns:
        raise ArgumentError(
            f"there is no column {column!r}; the table has {', '.join(map(str, frame.columns))}"
        )
    n_empty = int(frame[column].isna().sum())
    if n_empty:
        raise ArgumentError(
            f"{column} is empty in {n_empty} of {len(frame)} rows; say how they are treated, or "
            f"leave them out with frame.dropna(subset=[{column!r}])"
        )
    counted = frame[column].value_counts()
    found: dict[Fraction, int] = {}
    for cell, count in counted.items():
        score = _score_of(cell, column)
        found[score] = found.get(score, 0) + int(count)
    return dict(sorted(found.items()))


def _lattice_step(distances: list[Fraction]) -> Fraction:
    """The greatest number of which all distances are multiples."""
    whole = math.lcm(*(distance.denominator for distance in distances))
    return Fraction(math.gcd(*(int(distance * whole) for distance in distances)), whole)


def _check_counts(counts: Mapping[Fraction, int]) -> dict[Fraction, int]:
    """Exact scores of at least one respondent each."""
    if not isinstance(counts, Mapping):
        raise ArgumentError(
            f"counts is a {type(counts).__name__}; give a mapping of scores to numbers of "
            "respondents, or a table to counts_of first"
        )
    given: dict[Fraction, int] = {}
    for score, count in counts.items():
        exact = to_fraction(score, "score")
        given[exact] = given.get(exact, 0) + to_whole(count, f"count of {score}", at_least=0)
    given = {score: count for score, count in given.items() if count}
    if not given:
        raise ArgumentError("counts holds no respondents; a mean needs at least one score")
    return given


def _score_of(cell: object, column: str) -> Fraction:
    """A cell as an exact number; a float is read as it prints."""
    try:
        if isinstance(cell, Integral) and not isinstance(cell, bool):
            return Fraction(int(cell))
        return Fraction(str(cell))
    except (ValueError, ZeroDivisionError) as error:
        raise ArgumentError(f"{column} holds {cell!r}, which is no number; give scores") from error


def _confidence(confidence: Fraction | Decimal | float | str) -> Fraction:
    """A proportion between 0 and 1, a float read as it prints: 0.95 is 19/20."""
    try:
        exact = Fraction(str(confidence))
    except (ValueError, ZeroDivisionError):
        exact = Fraction(0)
    if not 0 < exact < 1:
        raise ArgumentError(
            f"confidence is {confidence!r}; give a proportion between 0 and 1, such as 0.95"
        )
    return exact
