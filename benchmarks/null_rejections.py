"""How often does each test reject where nothing is to be found? It should be in one case of twenty.

    python benchmarks/null_rejections.py [RUNS]

Rows are dealt so that the null hypothesis holds: 100 respondents, 16 of them in the smaller group,
as many as the report's survey has in the cities; five answers that hang together; weights by a
margin that has nothing to do with the answers; seven towns with 5 to 40 forms. `naive` is the
chi-square that takes mentions for respondents, which the tests of several answers replace.

The last column is the share of runs with p below 0.05, with its 95 % Wilson interval. A permutation
test of few different scores rejects somewhat less often, as p has few values.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from helpers.errors import ArgumentError
from helpers.statistics.design import Design, margin_columns, rake, rao_scott
from helpers.statistics.intervals import wilson_interval
from helpers.statistics.ordinal import check_proportional_odds, fit_ordinal
from helpers.statistics.permutation import compare_groups, compare_two
from helpers.statistics.several_answers import named_alike, same_by_group

RUNS = 1000
LEVEL = 0.05
N, N_SMALL = 100, 16
BLOCK = [f"q__{answer}" for answer in "abcde"]
TOWNS = np.repeat(list("abcdefg"), (40, 15, 7, 5, 5, 5, 5))


def main(arguments: list[str]) -> None:
    """Run every test as often as asked and print a row for each."""
    runs = int(arguments[0]) if arguments else RUNS
    print(f"{'test':34} {'runs':>6} {'rejected':>9}   95 %")
    for name, test in TESTS.items():
        generator = np.random.default_rng(1)
        found = [p for _ in range(runs) for p in _try(test, generator)]
        rejected = sum(p < LEVEL for p in found)
        low, high = wilson_interval(rejected, len(found))
        share = rejected / len(found)
        print(f"{name:34} {len(found):6} {share:9.1%}   {low:.1%} to {high:.1%}", flush=True)


def _try(test: Callable[[np.random.Generator], float], generator: np.random.Generator) -> Iterator:
    try:
        yield test(generator)
    except ArgumentError:  # nothing to compare in this run
        return


def _rows(generator: np.random.Generator) -> pd.DataFrame:
    """Answers that hang together, by a trait of the respondent, and do not depend on the group."""
    trait = generator.normal(size=N)
    chances = 1 / (1 + np.exp(-(trait[:, None] + np.linspace(-1.5, 0.5, len(BLOCK)))))
    rows = pd.DataFrame((generator.random(chances.shape) < chances).astype(int), columns=BLOCK)
    rows["group"] = np.where(np.arange(N) < N_SMALL, "cities", "regions")
    rows["margin"] = generator.choice(["x", "y", "z"], N, p=[0.2, 0.3, 0.5])
    rows["single"] = generator.choice(["low", "middle", "high"], N)
    return rows


def _naive(generator: np.random.Generator) -> float:
    from scipy.stats import chi2_contingency

    return float(chi2_contingency(_rows(generator).groupby("group")[BLOCK].sum()).pvalue)


def _alike(generator: np.random.Generator) -> float:
    trait = generator.normal(size=N)
    chances = np.repeat((1 / (1 + np.exp(-trait)))[:, None], len(BLOCK), axis=1)
    rows = pd.DataFrame((generator.random(chances.shape) < chances).astype(int), columns=BLOCK)
    return named_alike(rows, BLOCK).p


def _weighted(generator: np.random.Generator) -> float:
    rows = _rows(generator)
    margins = {"margin": {"x": 200, "y": 200, "z": 100}}
    design = Design(rake(rows, margins), margins=margin_columns(rows, margins))
    return rao_scott(rows, "single", "group", design).p


def _towns(generator: np.random.Generator) -> float:
    rows = pd.DataFrame({"score": generator.integers(3, 10, len(TOWNS)), "town": TOWNS})
    return compare_groups(rows, "score", "town", draws=499, seed=int(generator.integers(1 << 30))).p


def _pair(generator: np.random.Generator) -> float:
    scores = generator.integers(3, 10, 22).tolist()
    return compare_two(scores[:15], scores[15:]).p


def _model(generator: np.random.Generator) -> pd.DataFrame:
    rows = pd.DataFrame({"x": generator.normal(size=N), "z": generator.random(N) < 0.5})
    latent = 0.5 * rows["x"] + generator.logistic(size=N)
    return rows.assign(level=np.digitize(latent, [-1, 0, 1])).astype(float)


TESTS = {
    "several answers, naive": _naive,
    "several answers, second order": lambda g: same_by_group(_rows(g), BLOCK, "group").p,
    "several answers, first order": lambda g: same_by_group(_rows(g), BLOCK, "group").p_first,
    "Cochran's Q": _alike,
    "Rao-Scott F, raked": _weighted,
    "towns, random ways": _towns,
    "two towns, every way": _pair,
    "ordinal coefficient of nothing": lambda g: (
        fit_ordinal(_model(g), "level", ["x", "z"]).coefficients["z"].p
    ),
    "proportional odds": lambda g: check_proportional_odds(_model(g), "level", ["x", "z"]).p,
}

if __name__ == "__main__":
    main(sys.argv[1:])
