"""Questions with several answers: is one named more often than another, and does a group matter?

The answers of one respondent depend on each other, so that a chi-square on mentions is wrong: it
takes every mention for a respondent. Two questions can be asked:

    named_alike       within a block, are all answers named equally often? Cochran's Q
    same_by_group     is each answer named equally often in every group? Multiple marginal
                      independence, with the Rao-Scott correction of Bilder & Loughin

For the second, with y_ij whether respondent i named answer j, and p_gj the share of group g,

    X^2  =  sum over answers j and groups g of  n_g (p_gj - p_j)^2 / (p_j (1 - p_j))

is a sum of one Pearson statistic per answer, and not a chi-square with c (r - 1) degrees of freedom
since the answers hang together: it is distributed as a sum of chi-squares times the eigenvalues e
of their covariance in terms of the variance under independence. The first order divides by the mean
of e, the second takes k X^2 / sum e^2 for a chi-square with k^2 / sum e^2 degrees of freedom, where
k = c (r - 1) is the sum of e if the groups are alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import ArgumentError
from helpers.synthetic.watermark import refuse_inference

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


class AnswersTest(NamedTuple):
    """A statistic, its degrees of freedom and probability, and how many respondents it rests on."""

    statistic: float
    df: float
    p: float
    n_respondents: int


class GroupTest(NamedTuple):
    """A block of answers against a group: uncorrected sum, first and second order of Rao-Scott."""

    statistic: float
    df: int
    p_first: float
    corrected: float
    df_corrected: float
    p: float
    n_respondents: int


def named_alike(rows: pd.DataFrame, answers: Sequence[str]) -> AnswersTest:
    """Are the answers of a block named equally often? Cochran's Q.

        Q = (c - 1) (c sum C_j^2 - T^2) / (c T - sum R_i^2)

    with C_j the mentions of an answer, R_i those of a respondent, T of all.

    Parameters: `answers` columns of 0 and 1; respondents who skipped the question are left out.
    Raises `SyntheticDataError` for made-up rows, `ArgumentError` for fewer than two answers and
    where everybody named all or none. Source: Cochran (1950), doi:10.1093/biomet/37.3-4.256.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"a": [1, 1, 1, 0], "b": [0, 1, 0, 0], "c": [0, 0, 0, 1]})
    >>> found = named_alike(rows, ["a", "b", "c"])
    >>> found.statistic, found.df, round(found.p, 4)
    (2.0, 2, 0.3679)
    """
    from statsmodels.stats.contingency_tables import cochrans_q

    refuse_inference(rows, "Cochran's Q")
    given = _answered(rows, answers)
    named = given.sum(axis=1)
    if len(answers) < 2 or ((named == 0) | (named == len(answers))).all():
        raise ArgumentError("Cochran's Q needs two answers, and somebody who named one of them")
    found = cochrans_q(given)
    return AnswersTest(float(found.statistic), int(found.df), float(found.pvalue), len(given))


def same_by_group(rows: pd.DataFrame, answers: Sequence[str], group: str) -> GroupTest:
    """Is each answer of a block named equally often in every group?

    Parameters: `answers` columns of 0 and 1, `group` a column of one answer each; rows without
    either are left out, and so is an answer that everybody or nobody named.
    Raises `SyntheticDataError` for made-up rows, `ArgumentError` for one group or no answer left.
    Source: Bilder, Loughin & Nettleton (2000), doi:10.1080/03610910008813665, appendix A; Bilder &
    Loughin (2004), doi:10.1111/j.0006-341X.2004.00147.x; as `MI.test(type = "rs2")` of R's MRCV,
    which besides adds a half to cells of zero.
    """
    import numpy as np
    import pandas as pd
    from scipy.stats import chi2

    refuse_inference(rows, "a test of several answers by group")
    kept = rows.loc[rows[group].notna()]
    given = _answered(kept, answers)
    places, names = pd.factorize(kept.loc[given.index, group], sort=True)
    y = given.to_numpy(dtype=float)
    y = y[:, (y.mean(axis=0) > 0) & (y.mean(axis=0) < 1)]
    if len(names) < 2 or not y.shape[1]:
        raise ArgumentError(f"{group}: two groups and an answer that some named are needed")
    sizes = np.bincount(places)
    counts = np.array([y[places == place].sum(axis=0) for place in range(len(names))])
    statistic, df = marginal_statistic(counts, sizes)
    effects = _effects(y, places, sizes)
    total, squares = effects.sum(), (effects**2).sum()
    first = chi2.sf(statistic * df / total, df)
    corrected, df_corrected = df * statistic / squares, df**2 / squares
    p = chi2.sf(corrected, df_corrected)
    values = float(first), float(corrected), float(df_corrected), float(p)
    return GroupTest(statistic, df, *values, len(y))


def marginal_statistic(counts: np.ndarray, sizes: np.ndarray) -> tuple[float, int]:
    """The sum of one Pearson statistic per answer, and its degrees of freedom before correction.

    `counts` groups by answers, `sizes` respondents per group.

    >>> import numpy as np
    >>> marginal_statistic(np.array([[6, 3], [2, 3]]), np.array([8, 8]))
    (4.0, 2)
    """
    shares = counts.sum(axis=0) / sizes.sum()
    off = counts / sizes[:, None] - shares
    pearson = (sizes[:, None] * off**2 / (shares * (1 - shares))).sum()
    return float(pearson), counts.shape[1] * (len(sizes) - 1)


def _effects(y: np.ndarray, places: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Eigenvalues of the covariance of the groups' deviations, each over its variance if alike."""
    import numpy as np
    from scipy.linalg import block_diag

    n_groups, n_answers = len(sizes), y.shape[1]
    shares = y.mean(axis=0)
    root = np.sqrt(shares * (1 - shares))
    own = [np.atleast_2d(np.cov(y[places == g].T, bias=True)) for g in range(n_groups)]
    spread = block_diag(*(each / np.outer(root, root) for each in own))
    parts = np.sqrt(sizes / sizes.sum())
    off = np.kron(np.eye(n_groups) - np.outer(parts, parts), np.eye(n_answers))
    return np.linalg.eigvalsh(off @ spread @ off)


def _answered(rows: pd.DataFrame, answers: Sequence[str]) -> pd.DataFrame:
    return rows[list(answers)].dropna().astype(int)
