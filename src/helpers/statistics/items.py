"""The questions of a scale: how they hang together, and alpha, with a warning.

With three questions alpha is high when they repeat each other and low when they cover what a scale
should cover. It proves no scale: that one quantity lies behind the answers is what it assumes.

Cronbach (1951), doi:10.1007/BF02310555; Sijtsma (2009), doi:10.1007/s11336-008-9101-0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import ArgumentError
from helpers.synthetic.watermark import refuse_inference

if TYPE_CHECKING:
    import pandas as pd


class Items(NamedTuple):
    """Questions of a scale among the respondents who answered all of them.

    item_rest   question -> correlation with the sum of the others; not a number where all agree
    alpha       Cronbach's, at most 1; below 0 where questions run against each other
    """

    n_respondents: int
    item_rest: dict[str, float]
    alpha: float


def item_statistics(points: pd.DataFrame) -> Items:
    """How do the questions of a scale hang together?

        alpha = k / (k - 1) (1 - sum of the items' variances / variance of their sum)

    Parameters: one numeric column per question, at least two; rows with a gap are left out.
    Raises `SyntheticDataError` for made-up rows, `ArgumentError` for fewer than two questions or
    respondents, and where all have the same sum.

    >>> import pandas as pd
    >>> found = item_statistics(pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3], "c": [2, 1, 3]}))
    >>> found.n_respondents, round(found.alpha, 4), round(found.item_rest["c"], 4)
    (3, 0.8571, 0.5)
    """
    import numpy as np

    refuse_inference(points, "alpha")
    given = points.dropna().astype(float)
    total = given.sum(axis=1)
    if given.shape[1] < 2 or len(given) < 2 or not total.var():
        raise ArgumentError("alpha needs two questions, and respondents who differ in their sum")
    rest = {}
    for name in given:
        with np.errstate(invalid="ignore", divide="ignore"):
            rest[str(name)] = float(np.corrcoef(given[name], total - given[name])[0, 1])
    n_items = given.shape[1]
    alpha = n_items / (n_items - 1) * (1 - given.var().sum() / total.var())
    return Items(len(given), rest, float(alpha))
