"""An ordered answer and what goes with it: the proportional odds model, and whether it fits.

    logit P(answer <= k)  =  threshold_k - x b          k = 1 ... K - 1

One b for all steps of the answer is the assumption. Brant's test fits each step by itself, and asks
whether the separate b differ by more than chance; it finds little in small samples, so that a large
p is no proof.

McCullagh (1980), doi:10.1111/j.2517-6161.1980.tb01109.x; Brant (1990), doi:10.2307/2532457.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import ArgumentError
from helpers.synthetic.watermark import refuse_inference

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


class Coefficient(NamedTuple):
    """A log odds ratio of a higher answer, its standard error and two-sided probability."""

    value: float
    se: float
    p: float


class OrdinalFit(NamedTuple):
    """A proportional odds model. `thresholds` lie between the answers, from the lowest up."""

    coefficients: dict[str, Coefficient]
    thresholds: tuple[float, ...]
    log_likelihood: float
    n_respondents: int


class Brant(NamedTuple):
    """Do the steps of the answer have the same coefficients? A Wald test of all at once."""

    statistic: float
    df: int
    p: float


def fit_ordinal(rows: pd.DataFrame, answer: str, predictors: Sequence[str]) -> OrdinalFit:
    """What goes with a higher answer?

    Parameters: `rows` with `answer` as whole numbers 0, 1, ... from the lowest and numeric
    `predictors`; rows with a gap are left out. Standard errors from the observed information.
    Raises `SyntheticDataError` for made-up rows, `ArgumentError` for fewer than three answers
    given, and where the fit does not converge.
    """
    import numpy as np
    from scipy.stats import norm
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    codes, x = _prepared(rows, answer, predictors)
    model = OrderedModel(codes, x, distr="logit")
    with _warnings_raise(answer):
        near = model.fit(method="bfgs", disp=False, maxiter=500)
        found = model.fit(near.params, method="newton", disp=False)
    values = np.asarray(found.params)
    variances = np.diag(_inverse(-model.hessian(values), answer))
    if not (variances > 0).all():
        raise ArgumentError(f"the model of {answer} does not converge; use fewer predictors")
    errors = np.sqrt(variances)
    coefficients = {
        name: Coefficient(float(value), float(se), float(2 * norm.sf(abs(value / se))))
        for name, value, se in zip(predictors, values, errors, strict=False)
    }
    cuts = model.transform_threshold_params(values)[1:-1]
    return OrdinalFit(coefficients, tuple(map(float, cuts)), float(found.llf), len(codes))


def check_proportional_odds(rows: pd.DataFrame, answer: str, predictors: Sequence[str]) -> Brant:
    """Do all steps of the answer have the same coefficients?

    Each step k is a logistic regression of answer > k; their coefficients are stacked and compared
    with the first step's. The covariance is that of the respondents' influences on them, as
    observed: Brant's own, from the fitted shares, need not be positive where the model is wrong.
    Raises as `fit_ordinal`, and `ArgumentError` where a step cannot be fitted by itself.
    Source: Brant (1990), doi:10.2307/2532457; the covariance: White (1982), doi:10.2307/1912526.
    """
    import numpy as np
    from scipy.stats import chi2

    codes, x = _prepared(rows, answer, predictors)
    full = np.column_stack([np.ones(len(x)), x])
    steps = [_step(codes > k, full, answer) for k in range(codes.max())]
    n_steps, n_own = len(steps), x.shape[1]
    # Influence of every respondent on every coefficient but the constants.
    influence = np.hstack(
        [
            ((codes > k) - share)[:, None] * full @ inverse[:, 1:]
            for k, (_, share, inverse) in enumerate(steps)
        ]
    )
    covariance = influence.T @ influence
    slopes = np.concatenate([values[1:] for values, _, _ in steps])
    contrast = np.hstack([np.tile(np.eye(n_own), (n_steps - 1, 1)), -np.eye((n_steps - 1) * n_own)])
    off = contrast @ slopes
    inverse = _inverse(contrast @ covariance @ contrast.T, answer)
    statistic, df = float(off @ inverse @ off), len(off)
    return Brant(statistic, df, float(chi2.sf(statistic, df)))


def _step(above: np.ndarray, x: np.ndarray, answer: str) -> tuple[np.ndarray, ...]:
    """One step as a logistic regression: coefficients, fitted shares, inverse information."""
    import numpy as np
    from statsmodels.discrete.discrete_model import Logit

    with _warnings_raise(answer):
        values = np.asarray(Logit(above.astype(float), x).fit(disp=False, tol=1e-12).params)
    shares = 1 / (1 + np.exp(-x @ values))
    return values, shares, _inverse((x.T * (shares * (1 - shares))) @ x, answer)


@contextmanager
def _warnings_raise(answer: str) -> Iterator[None]:
    """A fit that does not converge, or separates the answers, is none."""
    import warnings

    import numpy as np
    from statsmodels.tools.sm_exceptions import ConvergenceWarning, PerfectSeparationWarning

    with warnings.catch_warnings():
        for each in (ConvergenceWarning, PerfectSeparationWarning, RuntimeWarning):
            warnings.simplefilter("error", each)
        try:
            yield
        except (np.linalg.LinAlgError, Warning) as error:
            raise ArgumentError(
                f"the model of {answer} does not converge; a level or a predictor has too few "
                "answers on one side"
            ) from error


def _prepared(
    rows: pd.DataFrame, answer: str, predictors: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    refuse_inference(rows, "an ordinal model")
    kept = rows[[answer, *predictors]].dropna().astype(float)
    codes = kept[answer].rank(method="dense").astype(int).to_numpy() - 1
    if not len(codes) or codes.max() < 2:
        raise ArgumentError(f"{answer} has fewer than three answers; an order needs three")
    same = [name for name in predictors if kept[name].nunique() < 2]
    if same:
        raise ArgumentError(f"{', '.join(same)} is the same for all; nothing can go with it")
    return codes, kept[list(predictors)].to_numpy()


def _inverse(matrix: np.ndarray, answer: str) -> np.ndarray:
    import numpy as np

    try:
        return np.linalg.inv(matrix)
    except np.linalg.LinAlgError as error:
        raise ArgumentError(
            f"the model of {answer} has predictors that follow from each other; leave one out"
        ) from error
