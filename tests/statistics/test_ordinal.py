"""The proportional odds model, its standard errors, and the check of its assumption."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers.errors import ArgumentError
from helpers.statistics.ordinal import check_proportional_odds, fit_ordinal
from helpers.synthetic.watermark import SyntheticDataError, mark


def make_rows(n: int, *, slope: float = 0.8, twist: float = 0.0) -> pd.DataFrame:
    """Rows of a known model; with a `twist` the upper steps have another slope."""
    generator = np.random.default_rng(7)
    x = generator.normal(size=n)
    latent = slope * x + generator.logistic(size=n)
    level = np.digitize(latent, [-1, 1]) + ((latent + twist * x) > 2.5)
    return pd.DataFrame({"level": np.minimum(level, 3), "x": x})


def test_a_known_slope_comes_back():
    """Within three standard errors, from a thousand rows."""
    found = fit_ordinal(make_rows(1000), "level", ["x"]).coefficients["x"]
    assert abs(found.value - 0.8) < 3 * found.se


def test_two_levels_apart_from_one_step_are_a_logistic_regression():
    """Errors are those of finer differences of the log-likelihood than R's."""
    rows = make_rows(200)
    found = fit_ordinal(rows, "level", ["x"])
    at = np.array([found.coefficients["x"].value, *found.thresholds])
    assert found.coefficients["x"].se == pytest.approx(_error(rows, at), rel=1e-5)


def test_the_check_finds_steps_that_differ():
    """With another slope at the upper step p is small, with the same one it is not."""
    assert check_proportional_odds(make_rows(600), "level", ["x"]).p > 0.05
    assert check_proportional_odds(make_rows(600, twist=3.0), "level", ["x"]).p < 0.01


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (pd.DataFrame({"level": [0, 1] * 5, "x": range(10)}), "fewer than three answers"),
        (pd.DataFrame({"level": [0, 1, 2] * 4, "x": [1.0] * 12}), "x is the same for all"),
    ],
)
def test_rows_without_an_order_are_refused(rows, message):
    """Two levels, and a predictor that does not vary."""
    with pytest.raises(ArgumentError, match=message):
        fit_ordinal(rows, "level", ["x"])


def test_made_up_rows_are_refused():
    """A model of synthetic rows would be one of the generator."""
    with pytest.raises(SyntheticDataError, match="an ordinal model was asked"):
        fit_ordinal(mark(make_rows(30)), "level", ["x"])


def _error(rows: pd.DataFrame, at: np.ndarray, step: float = 2e-3) -> float:
    """The slope's standard error by second differences, extrapolated from two steps."""
    hessians = [_second_differences(rows, at, each) for each in (step, 2 * step)]
    return np.linalg.inv(-(4 * hessians[0] - hessians[1]) / 3)[0, 0] ** 0.5


def _second_differences(rows: pd.DataFrame, at: np.ndarray, step: float) -> np.ndarray:
    def log_likelihood(point):
        cuts = np.concatenate([[-50.0], point[1:], [50.0]])
        below = [1 / (1 + np.exp(point[0] * rows["x"] - cuts[rows["level"] + k])) for k in (0, 1)]
        return np.log(below[1] - below[0]).sum()

    moves = np.eye(len(at)) * step
    return np.array(
        [
            [
                sum(
                    a * b * log_likelihood(at + a * one + b * two) for a in (1, -1) for b in (1, -1)
                )
                for two in moves
            ]
            for one in moves
        ]
    ) / (4 * step**2)
