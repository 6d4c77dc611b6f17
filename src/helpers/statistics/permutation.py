"""Could the towns' means be what dealing the same scores out at random gives?

If it made no difference where somebody filled in a form, the forms could be exchanged between
towns. A permutation test asks in what share of all ways of dealing them out the towns would lie as
far apart as they do. Nothing is assumed about the shape of the scores, and groups of eight can be
compared; but forms of people who sat in one room are hardly exchangeable with others, so that a
small p also says "they talked to each other".

Two groups are compared exactly: scores lie on a lattice, so that the ways of choosing a group with
a given sum can be counted, score by score. Several groups are enumerated where there are few ways,
else dealt at random, with a seed; the ways drawn then include the one observed (Phipson & Smyth
2010, doi:10.2202/1544-6115.1585), and p is never 0.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import ArgumentError
from helpers.ledger.reported import to_fraction
from helpers.synthetic.watermark import refuse_inference

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MOST_WAYS = 20_000  # to enumerate
DRAWS = 9_999
AT_ONCE = 1_000


class Permutation(NamedTuple):
    """What was observed, and in what share of all ways it is as large or larger.

    statistic   difference of two means, or the sum of squares between several
    p           exact if `is_exact`, else from `n_ways` random ways, the one observed among them
    """

    statistic: float
    p: float
    n_ways: int
    is_exact: bool


def compare_two(first: Sequence[Fraction | int], second: Sequence[Fraction | int]) -> Permutation:
    """In what share of all ways to deal the scores do two means lie as far apart?

    Parameters: exact scores of two groups, at least one each.
    Returns the difference of means, first less second, and its exact two-sided probability.
    Raises `ArgumentError` for an empty group, and for floats.

    Three of twenty ways to choose three of six have the extreme sums.

    >>> compare_two([1, 2, 3], [4, 5, 6])
    Permutation(statistic=-3.0, p=0.1, n_ways=20, is_exact=True)
    """
    one, two = _exact(first), _exact(second)
    scores = [*one, *two]
    scale = math.lcm(*(score.denominator for score in scores))
    whole = Counter(int(score * scale) for score in scores)
    ways = _ways(whole, len(one))
    total, n, n_one = int(sum(scores) * scale), len(scores), len(one)
    observed = abs(n * int(sum(one) * scale) - n_one * total)
    as_far = sum(number for s, number in ways.items() if abs(n * s - n_one * total) >= observed)
    n_ways = math.comb(n, n_one)
    difference = sum(one) / len(one) - sum(two) / len(two)
    return Permutation(float(difference), float(Fraction(as_far, n_ways)), n_ways, is_exact=True)


def compare_groups(
    rows: pd.DataFrame, score: str, group: str, *, seed: int = 0, draws: int = DRAWS
) -> Permutation:
    """In what share of ways to deal the scores do several means lie as far apart?

    The statistic is the sum over groups of n_g (mean_g - mean)^2; with the scores dealt out anew it
    orders the ways as the F of an analysis of variance does.

    Parameters: `rows` with a numeric column `score` and a column `group`; rows without either are
    left out. `seed` and `draws` apply where there are more than `MOST_WAYS` ways.
    Raises `SyntheticDataError` for made-up rows, `ArgumentError` for fewer than two groups.
    """
    import numpy as np

    refuse_inference(rows, "a permutation test")
    kept = rows[[score, group]].dropna()
    sizes = kept[group].astype(str).value_counts(sort=False).sort_index()
    if len(sizes) < 2:
        raise ArgumentError(f"{group} has one group; a comparison needs two")
    ordered = kept.assign(**{group: kept[group].astype(str)}).sort_values(group, kind="stable")
    scores = ordered[score].astype(float).to_numpy()
    observed = float(_between(scores[None], sizes.to_numpy())[0])
    bar = observed - 1e-9 * max(1.0, observed)
    n_ways = math.factorial(len(scores)) // math.prod(map(math.factorial, sizes.tolist()))
    if n_ways <= MOST_WAYS:
        ways = scores[list(_deals(list(range(len(scores))), sizes.tolist()))]
        as_far = int((_between(ways, sizes.to_numpy()) >= bar).sum())
        return Permutation(observed, as_far / n_ways, n_ways, is_exact=True)
    generator, as_far = np.random.default_rng(seed), 0
    for start in range(0, draws, AT_ONCE):
        dealt = np.tile(scores, (min(AT_ONCE, draws - start), 1))
        generator.permuted(dealt, axis=1, out=dealt)
        as_far += int((_between(dealt, sizes.to_numpy()) >= bar).sum())
    return Permutation(observed, (as_far + 1) / (draws + 1), draws + 1, is_exact=False)


def _between(scores: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Sums of squares between groups, of ways (rows) with one group after another."""
    import numpy as np

    means = np.add.reduceat(scores, np.r_[0, sizes.cumsum()[:-1]], axis=1) / sizes
    return (sizes * (means - scores.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)


def _ways(counts: Mapping[int, int], n_chosen: int) -> dict[int, int]:
    """How many choices of `n_chosen` scores have each sum, score by score."""
    ways: dict[tuple[int, int], int] = {(0, 0): 1}
    for value, count in counts.items():
        following: Counter[tuple[int, int]] = Counter()
        for (chosen, total), number in ways.items():
            for more in range(min(count, n_chosen - chosen) + 1):
                following[chosen + more, total + more * value] += number * math.comb(count, more)
        ways = following
    return {total: number for (chosen, total), number in ways.items() if chosen == n_chosen}


def _deals(left: list[int], sizes: list[int]) -> Iterator[tuple[int, ...]]:
    """Every way to deal rows to groups of these sizes, group after group."""
    from itertools import combinations

    if len(sizes) == 1:
        yield tuple(left)
        return
    for own in combinations(left, sizes[0]):
        chosen = set(own)
        for rest in _deals([row for row in left if row not in chosen], sizes[1:]):
            yield (*own, *rest)


def _exact(scores: Sequence[Fraction | int]) -> list[Fraction]:
    if not len(scores):
        raise ArgumentError("a group without scores has no mean to compare")
    return [to_fraction(score, "score") for score in scores]
