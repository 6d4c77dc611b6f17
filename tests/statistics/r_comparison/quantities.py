"""What is compared with R: one public data set, and every quantity as our functions give it.

The data are `anes96` of statsmodels (American National Election Study of 1996, 944 respondents; in
the public domain). It has no design of its own, so that one is made from its columns, for the sake
of arithmetic only: strata by the size of the place, clusters by income within them, weights by age
and education, margins for raking. Nothing computed here says anything about voters.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pandas as pd

from helpers.statistics.design import (
    Design,
    kish_effect,
    margin_columns,
    rake,
    rao_scott,
    weighted_mean,
    weighted_total,
)
from helpers.statistics.families import holm
from helpers.statistics.intervals import wilson_interval
from helpers.statistics.items import item_statistics
from helpers.statistics.ordinal import check_proportional_odds, fit_ordinal
from helpers.statistics.permutation import compare_groups, compare_two
from helpers.statistics.several_answers import named_alike, same_by_group

MARGINS = {
    "school": {"high": 400, "low": 250, "middle": 350},
    "years": {"middle": 400, "old": 300, "young": 300},
}
BLOCK = ["news", "left", "dole", "degree"]
ITEMS = ["selfLR", "DoleLR", "ClintonR"]
PREDICTORS = ["educ", "age", "selfLR"]
P_VALUES = {"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005, "e": 0.2}
N_EACH = 8  # scores of either group that are exchanged in every way
N_THREE = 3


def load_rows() -> pd.DataFrame:
    """The data with the made-up design; `compare.R` reads the same columns."""
    from statsmodels.datasets import anes96

    rows = anes96.load_pandas().data.astype({"vote": int, "PID": int})
    place = np.digitize(rows["popul"], [10, 100])
    rows["stratum"] = place
    rows["cluster"] = place * 100 + rows["income"].astype(int)
    rows["weight"] = 1 + 0.5 * (rows["age"] < 30) + 0.75 * (rows["educ"] <= 3)
    rows["school"] = pd.cut(rows["educ"], [0, 3, 5, 7], labels=["low", "middle", "high"])
    rows["years"] = pd.cut(rows["age"], [0, 35, 55, 99], labels=["young", "middle", "old"])
    rows = rows.astype({"school": str, "years": str})
    rows["news"] = (rows["TVnews"] >= 5).astype(int)
    rows["left"] = (rows["selfLR"] <= 3).astype(int)
    rows["dole"] = (rows["DoleLR"] >= 6).astype(int)
    rows["degree"] = (rows["educ"] >= 6).astype(int)
    rows["ClintonR"] = 8 - rows["ClinLR"]
    return rows


def quantities() -> dict[str, float]:
    """Every quantity by its name."""
    rows = load_rows()
    parts = (_designs, _raking, _several, _scale, _model, _permutations, _small)
    return {name: float(value) for part in parts for name, value in part(rows)}


def _designs(rows: pd.DataFrame) -> Iterator[tuple[str, float]]:
    weights = rows["weight"].to_numpy()
    designs = {
        "weights": Design(weights),
        "clusters": Design(weights, rows["stratum"].to_numpy(), rows["cluster"].to_numpy()),
    }
    for name, design in designs.items():
        mean, total = weighted_mean(rows["age"], design), weighted_total(rows["vote"], design)
        yield from ((f"{name} mean age {key}", v) for key, v in mean._asdict().items())
        yield f"{name} total vote value", total.value
        yield f"{name} total vote se", total.se
        found = rao_scott(rows, "school", "vote", design)
        for key in ("pearson", "p_first", "f", "df1", "df2", "p"):
            yield f"{name} school by vote {key}", getattr(found, key)


def _raking(rows: pd.DataFrame) -> Iterator[tuple[str, float]]:
    columns = margin_columns(rows, MARGINS)
    plain = Design(rake(rows, MARGINS), margins=columns)
    start = rows["weight"].to_numpy()
    weighted = Design(rake(rows, MARGINS, start), margins=columns, start=start)
    for name, design in {"raked": plain, "raked from weights": weighted}.items():
        for row in range(0, 900, 300):
            yield f"{name} weight of row {row}", design.weights[row]
        yield f"{name} kish effect", kish_effect(design.weights)
        mean = weighted_mean(rows["vote"], design)
        yield f"{name} mean vote value", mean.value
        yield f"{name} mean vote se", mean.se
        yield f"{name} mean vote se by rake", mean.se
        some = weighted_mean(rows["age"].where(rows["news"] == 1), design)
        yield f"{name} mean age of some value", some.value
        yield f"{name} mean age of some se", some.se
        found = rao_scott(rows, "stratum", "vote", design)
        for key in ("f", "df1", "df2", "p"):
            yield f"{name} stratum by vote {key}", getattr(found, key)


def _several(rows: pd.DataFrame) -> Iterator[tuple[str, float]]:
    alike = named_alike(rows, BLOCK)
    yield "several Q", alike.statistic
    yield "several Q df", alike.df
    yield "several Q p", alike.p
    by_group = same_by_group(rows, BLOCK, "stratum")
    yield "several by stratum statistic", by_group.statistic
    yield "several by stratum corrected", by_group.corrected
    yield "several by stratum df", by_group.df_corrected
    yield "several by stratum p", by_group.p


def _scale(rows: pd.DataFrame) -> Iterator[tuple[str, float]]:
    found = item_statistics(rows[ITEMS])
    yield "scale alpha", found.alpha
    yield from ((f"scale item-rest {name}", value) for name, value in found.item_rest.items())


def _model(rows: pd.DataFrame) -> Iterator[tuple[str, float]]:
    found = fit_ordinal(rows, "PID", PREDICTORS)
    for name, each in found.coefficients.items():
        yield f"ordinal {name} value", each.value
        yield f"ordinal {name} se", each.se
    for place, cut in enumerate(found.thresholds, start=1):
        yield f"ordinal threshold {place}", cut
    yield "ordinal log likelihood", found.log_likelihood
    check = check_proportional_odds(rows, "PID", PREDICTORS)
    yield "ordinal check statistic", check.statistic
    yield "ordinal check df", check.df
    yield "ordinal check p", check.p


def _permutations(rows: pd.DataFrame) -> Iterator[tuple[str, float]]:
    groups = [rows.loc[rows["vote"] == vote, "selfLR"].astype(int) for vote in (0, 1)]
    found = compare_two(*(list(islice(group, N_EACH)) for group in groups))
    yield "permutation of two p", found.p
    yield "permutation of two ways", found.n_ways
    three = rows.groupby("years", sort=True).head(N_THREE)
    several = compare_groups(three, "selfLR", "years")
    yield "permutation of three statistic", several.statistic
    yield "permutation of three p", several.p
    yield "permutation of three ways", several.n_ways


def _small(rows: pd.DataFrame) -> Iterator[tuple[str, float]]:
    yield from ((f"holm {name}", p) for name, p in holm(P_VALUES).items())
    low, high = wilson_interval(int(rows["vote"].sum()), len(rows))
    yield "wilson low", low
    yield "wilson high", high
