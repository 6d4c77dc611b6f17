"""Weights, and what they cost: raking to known margins, design effects, tests on weighted tables.

Weights move the respondents' answers to known shares of the population. They mend what these shares
explain and nothing else, and they make chance larger: by Kish's effect for unrelated answers, by
the ratio of variances for one answer. Variances are those of Taylor linearisation, with the
clusters drawn with replacement within strata:

    z_i  =  w_i (y_i - mean) / W          V  =  sum over strata of  c/(c - 1) sum (z_c - z)^2

with c clusters in the stratum and z_c their sums; without clusters every row is one. Where the
weights were raked, z_i / w_i are residuals of a regression on the margins: what these explain does
not vary any more. Rows without an answer are no part of an estimate, and stay in the design.

Deville, Särndal & Sautory (1993), doi:10.1080/01621459.1993.10476369 (raking); Kish (1965), Survey
Sampling, section 11.7; Rao & Scott (1984), doi:10.1214/aos/1176346391.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import ArgumentError
from helpers.synthetic.watermark import refuse_inference

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MOST_ROUNDS = 500
CLOSE = 1e-10  # of a margin's share


class Estimate(NamedTuple):
    """A weighted mean or total, its standard error, and its design effect.

    `deff` is the variance over that of as many respondents drawn at random with replacement.
    """

    value: float
    se: float
    deff: float


class ChiSquare(NamedTuple):
    """A test of independence on a weighted table.

    pearson    Pearson's statistic of the weighted shares, times the number of respondents
    first      the same over the mean design effect of the table, a chi-square with `df`
    f          over the sum of the effects, an F with `df1` and `df2`: the second order
    """

    pearson: float
    first: float
    df: int
    p_first: float
    f: float
    df1: float
    df2: float
    p: float


@dataclass(frozen=True, eq=False)
class Design:
    """Weights of the rows, and the strata and clusters they were drawn in, if there were any.

    `margins` are the columns of 0 and 1 that the weights were raked to, see `margin_columns`, and
    `start` the weights that raking started from, 1 unless given.
    """

    weights: np.ndarray
    strata: np.ndarray | None = None
    clusters: np.ndarray | None = None
    margins: np.ndarray | None = None
    start: np.ndarray | None = None

    @property
    def degrees(self) -> int:
        """Clusters less strata: what is left to measure variances with."""
        import numpy as np

        n_clusters = len(self.weights) if self.clusters is None else len(np.unique(self.clusters))
        return n_clusters - (1 if self.strata is None else len(np.unique(self.strata)))

    def covariance(self, influence: np.ndarray) -> np.ndarray:
        """Covariance of the sums of influence values: rows by estimates, returns a square."""
        import numpy as np

        n_rows = len(influence)
        if self.margins is not None:
            influence = self._residuals(influence)
        strata = np.zeros(n_rows, dtype=int) if self.strata is None else self.strata
        clusters = np.arange(n_rows) if self.clusters is None else self.clusters
        total = np.zeros((influence.shape[1],) * 2)
        for stratum in np.unique(strata):
            own = strata == stratum
            names, places = np.unique(clusters[own], return_inverse=True)
            if len(names) < 2:
                raise ArgumentError(
                    f"stratum {stratum!r} has one cluster and no variance; join it to another"
                )
            sums = np.zeros((len(names), influence.shape[1]))
            np.add.at(sums, places, influence[own])
            off = sums - sums.mean(axis=0)
            total += len(names) / (len(names) - 1) * off.T @ off
        return total

    def _residuals(self, influence: np.ndarray) -> np.ndarray:
        """What the margins leave of influence values, by least squares with the first weights."""
        import numpy as np

        root = np.ones((len(influence), 1)) if self.start is None else np.sqrt(self.start)[:, None]
        per_unit = influence / self.weights[:, None]
        fitted = self.margins @ np.linalg.lstsq(self.margins * root, per_unit * root)[0]
        return influence - self.weights[:, None] * fitted


def rake(
    rows: pd.DataFrame, margins: Mapping[str, Mapping[str, float]], start: np.ndarray | None = None
) -> np.ndarray:
    """Which weights give the respondents the population's shares of every margin?

    Each margin in turn is met by a factor per category, until all are (iterative proportional
    fitting): the weights nearest to `start` by their Kullback-Leibler distance.

    Parameters: `rows` with a column per margin, no cell empty; `margins` column -> category ->
    number in the population, the same sum for every column; `start` first weights, 1 unless given.
    Returns weights that add up to the population, in the order of the rows.
    Raises `SyntheticDataError` for made-up rows; `ArgumentError` for a category of the rows without
    a margin, a margin without rows, sums that differ, and where the rounds do not end.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"region": ["north", "north", "south"]})
    >>> rake(rows, {"region": {"north": 10, "south": 30}}).round(6).tolist()
    [5.0, 5.0, 30.0]
    """
    import numpy as np

    refuse_inference(rows, "a set of weights")
    _check_margins(rows, margins)
    weights = np.ones(len(rows)) if start is None else np.array(start, dtype=float)
    places = {
        column: (rows[column].map(list(numbers).index).to_numpy(), np.array([*numbers.values()]))
        for column, numbers in margins.items()
    }
    for _ in range(MOST_ROUNDS):
        off = 0.0
        for own, wanted in places.values():
            factors = wanted / np.bincount(own, weights, minlength=len(wanted))
            weights = weights * factors[own]
            off = max(off, float(np.abs(factors - 1).max()))
        if off < CLOSE:
            return weights
    raise ArgumentError(
        f"the margins {', '.join(margins)} are not met after {MOST_ROUNDS} rounds; join categories "
        "with few respondents, since no weights may meet all margins at once"
    )


def margin_columns(rows: pd.DataFrame, margins: Mapping[str, Mapping[str, float]]) -> np.ndarray:
    """A column of 0 and 1 for every category of the margins, rows as in `rows`."""
    import numpy as np

    columns = [rows[name] == category for name, own in margins.items() for category in own]
    return np.column_stack([column.to_numpy(dtype=float) for column in columns])


def join_sparse(counts: Mapping[str, int], least: int, name: str = "others") -> dict[str, str]:
    """Under which name does each category go, so that every group has at least `least` rows?

    Categories below it become one group; where that is itself too small, the smallest of the others
    joins it. Categories in the order given; with nothing to join every name stays.

    >>> join_sparse({"a": 9, "b": 2, "c": 3, "d": 7}, 5)
    {'a': 'a', 'b': 'others', 'c': 'others', 'd': 'd'}
    >>> join_sparse({"a": 9, "b": 2, "d": 7}, 5)
    {'a': 'a', 'b': 'others', 'd': 'others'}
    """
    joined = {category for category, count in counts.items() if count < least}
    left = sorted((c for c in counts if c not in joined), key=lambda category: counts[category])
    while joined and left and sum(counts[category] for category in joined) < least:
        joined.add(left.pop(0))
    return {category: name if category in joined else category for category in counts}


def kish_effect(weights: Sequence[float]) -> float:
    """By what factor do weights enlarge the variance of an answer unrelated to them?

    n * sum w^2 / (sum w)^2, at least 1; n over it is the effective number of respondents.

    >>> kish_effect([1, 1, 2])
    1.125
    """
    import numpy as np

    given = np.asarray(weights, dtype=float)
    return float(len(given) * (given**2).sum() / given.sum() ** 2)


def weighted_mean(values: Sequence[float], design: Design) -> Estimate:
    """The weighted mean of a column, or share of one of 0 and 1, with what chance does to it.

    `values` of all rows of the design; those that are no number are left out.

    >>> import numpy as np
    >>> mean = weighted_mean([1, 0, 1, 0], Design(np.ones(4)))
    >>> mean.value, round(mean.se, 4), mean.deff
    (0.5, 0.2887, 1.0)
    """
    import numpy as np

    y, w = np.asarray(values, dtype=float), design.weights
    inside = np.isfinite(y)
    y, own = np.where(inside, y, 0.0), np.where(inside, w, 0.0)
    mean, n = float(own @ y / own.sum()), int(inside.sum())
    variance = float(design.covariance((own * (y - mean) / own.sum())[:, None])[0, 0])
    spread = float(own @ (y - mean) ** 2 / own.sum()) / (n - 1)
    return Estimate(mean, variance**0.5, variance / spread if spread else float("nan"))


def weighted_total(values: Sequence[float], design: Design) -> Estimate:
    """The weighted sum of a column: what the population has in all. Its `deff` is not given."""
    import numpy as np

    products = design.weights * np.asarray(values, dtype=float)
    variance = float(design.covariance(products[:, None])[0, 0])
    return Estimate(float(products.sum()), variance**0.5, float("nan"))


def rao_scott(rows: pd.DataFrame, first: str, second: str, design: Design) -> ChiSquare:
    """Do two single-answer questions depend on each other, by the weighted table?

    Pearson's statistic has, on weighted rows, the distribution of a sum of chi-squares, each times
    a design effect. First order: divided by the mean effect. Second order: an F whose degrees of
    freedom also reflect how far the effects differ (Satterthwaite), which is what R's `svychisq`
    reports. With equal weights and no strata the effects are nearly 1.

    Parameters: `rows` with both columns, those without an answer to either left out; `design` of
    all of them.
    Raises `SyntheticDataError` for made-up rows, `ArgumentError` for a question with one answer.
    Source: Rao & Scott (1984), doi:10.1214/aos/1176346391.
    """
    import numpy as np
    import pandas as pd
    from scipy.stats import chi2
    from scipy.stats import f as f_law

    refuse_inference(rows, "a test of independence")
    one, names_one = pd.factorize(rows[first], sort=True)
    two, names_two = pd.factorize(rows[second], sort=True)
    inside = (one >= 0) & (two >= 0)
    n_one, n_two, n = len(names_one), len(names_two), int(inside.sum())
    if min(n_one, n_two) < 2:
        raise ArgumentError(f"{first} or {second} has one answer only; nothing can depend on it")
    cells = np.eye(n_one * n_two)[np.where(inside, one * n_two + two, 0)]
    w = np.where(inside, design.weights, 0.0)
    shares = w @ cells / w.sum()
    table = shares.reshape(n_one, n_two)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    pearson = float(n * ((table - expected) ** 2 / expected).sum())
    effects = _effects(design.covariance(w[:, None] * (cells - shares) / w.sum()), shares, table, n)
    total, squares, df = float(np.trace(effects)), float(np.trace(effects @ effects)), len(effects)
    df_one = total**2 / squares
    df_two = df_one * design.degrees
    corrected, f = pearson * df / total, pearson / total
    p_first, p = chi2.sf(corrected, df), f_law.sf(f, df_one, df_two)
    return ChiSquare(pearson, corrected, df, float(p_first), f, df_one, df_two, float(p))


def _effects(covariance: np.ndarray, shares: np.ndarray, table: np.ndarray, n: int) -> np.ndarray:
    """The matrix of design effects of a table's interaction contrasts."""
    import numpy as np

    n_one, n_two = table.shape
    contrast_one, contrast_two = (np.eye(size)[:, 1:] - 1 / size for size in (n_one, n_two))
    contrasts = np.kron(contrast_one, contrast_two)
    inverse = np.divide(1, shares, out=np.zeros_like(shares), where=shares > 0)
    scaled = inverse[:, None] * contrasts
    return np.linalg.solve(contrasts.T @ scaled / n, scaled.T @ covariance @ scaled)


def _check_margins(rows: pd.DataFrame, margins: Mapping[str, Mapping[str, float]]) -> None:
    sums = {column: sum(numbers.values()) for column, numbers in margins.items()}
    if len({round(total, 6) for total in sums.values()}) != 1:
        listed = ", ".join(f"{column} {total}" for column, total in sums.items())
        raise ArgumentError(f"margins of one population add up alike; these do not: {listed}")
    for column, numbers in margins.items():
        given = set(rows[column].dropna())
        if rows[column].isna().any() or given != set(numbers):
            off = ", ".join(map(str, sorted(given ^ set(numbers)))) or "an empty cell"
            raise ArgumentError(
                f"column {column}: rows and margin do not have the same categories ({off}); "
                "join categories without respondents to others, and leave rows without one out"
            )
