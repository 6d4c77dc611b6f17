"""Every town's mean under the scorings a reader may prefer: outer bounds.

The report may have used any scoring v that agrees with its numbers (`solving.towns`); a reader may
prefer another one, w. A town's forms are fractions y(p) of its answer patterns p, whatever their
number. Its mean under w then lies between the extremes of

    sum of s_w(p) y(p)   over   y >= 0, sum of y(p) = 1,
                                low <= sum of s_v(p) y(p) <= high,

with low and high from the rounding of the printed mean: two linear programmes, solved once with
monitoring asked and once with no answers to it. Every set of forms is such a y, so nothing lies
outside; not every y is a set of forms, and other towns limit a town's answers, so the bounds may
be too wide. What they prove is safe; what they leave open may still hold. Forms that answer none of
the three questions have no place in a mean and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import Assumptions
from helpers.chapters.implied.solving.towns import READING, TownScoring, agreeing
from helpers.scale.schemes import QUESTIONS, Scheme
from helpers.scale.scores import PATTERNS, score_pattern

if TYPE_CHECKING:
    from helpers.ledger.claims import Claim
    from helpers.ledger.reported import ValueRange

MONITORING = list(QUESTIONS).index("monitoring_participation")
# Solvers compute in floating point: what is closer than this is not told apart.
MARGIN = 1e-6


@dataclass(frozen=True)
class Variant:
    """The report's possible scoring, the reader's, and every town's mean under the latter.

    `kind` is how far the reader goes from the report: same, points (other points, the same rule
    for gaps) or missing (another rule for gaps).
    """

    kind: str
    report: Scheme
    reader: Scheme
    means: dict[str, tuple[float, float]]


def variants(
    means: Iterable[Claim], found: tuple[TownScoring, ...], *, reading: Assumptions = READING
) -> tuple[Variant, ...]:
    """Every town's mean under every reader's scoring, for each the report may have used.

    `means` are the printed ones, `found` the scorings tried.
    """
    schemes = [each.scheme for each in agreeing(found)]
    spans = {claim.place: reading.range_of(claim.printed) for claim in means}
    return tuple(
        Variant(
            _kind(report, reader),
            report,
            reader,
            {town: outer_range(span, report, reader) for town, span in spans.items()},
        )
        for report in schemes
        for reader in schemes
    )


@lru_cache(maxsize=4096)
def outer_range(span: ValueRange, report: Scheme, reader: Scheme) -> tuple[float, float]:
    """Between which values does a mean under `reader` lie if it prints in `span` under `report`?

    Both schemes must give a score to every form with an answer. The ends are widened by `MARGIN`.
    """
    if report == reader:
        return float(span.low), float(min(span.high, reader.score_max))
    ends = [
        end
        for asked in (True, False)
        for sign in (1, -1)
        if (end := _extreme(span, report, reader, asked=asked, sign=sign)) is not None
    ]
    return min(ends) - MARGIN, max(ends) + MARGIN


def _kind(report: Scheme, reader: Scheme) -> str:
    if report == reader:
        return "same"
    return "points" if report.missing == reader.missing else "missing"


def _extreme(
    span: ValueRange, report: Scheme, reader: Scheme, *, asked: bool, sign: int
) -> float | None:
    """The least (sign 1) or largest (sign -1) mean under `reader`; None if no forms can be."""
    import numpy as np
    from scipy.optimize import linprog

    patterns = [
        pattern
        for pattern in PATTERNS
        if any(answer is not None for answer in pattern) and (asked or pattern[MONITORING] is None)
    ]
    ours = np.array([float(score_pattern(pattern, reader)) for pattern in patterns])
    theirs = np.array([float(score_pattern(pattern, report)) for pattern in patterns])
    found = linprog(
        sign * ours,
        A_ub=np.vstack([theirs, -theirs]),
        b_ub=[float(span.high), -float(span.low)],
        A_eq=np.ones((1, len(patterns))),
        b_eq=[1.0],
        bounds=(0, None),
    )
    return sign * found.fun if found.status == 0 else None
