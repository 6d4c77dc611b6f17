"""Do the towns' order and levels survive another scoring? Outer bounds of every town's mean.

The report may have used any scoring v that agrees with its numbers (`implied_towns`); a reader may
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

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import Assumptions
from helpers.chapters.implied.towns import (
    READING,
    TownScoring,
    agreeing,
    levels_anyhow,
    printed_levels,
)
from helpers.ledger.reported import ValueRange
from helpers.scale.levels import admissible_thresholds
from helpers.scale.schemes import QUESTIONS, Scheme
from helpers.scale.scores import PATTERNS, score_pattern

if TYPE_CHECKING:
    import pandas as pd

    from helpers.study import Study

MONITORING = list(QUESTIONS).index("monitoring_participation")
# Solvers compute in floating point: what is closer than this is not told apart.
MARGIN = 1e-6

# How far a reader goes from the report's own scoring; each kind holds the ones before it.
KINDS = ("same", "points", "missing")
HOLDS, OPEN, REVERSED = "holds", "open", "reversed"


@dataclass(frozen=True)
class Variant:
    """The report's possible scoring, the reader's, and every town's mean under the latter."""

    kind: str
    report: Scheme
    reader: Scheme
    means: dict[str, tuple[float, float]]


def variants(
    study: Study, found: tuple[TownScoring, ...], *, reading: Assumptions = READING
) -> tuple[Variant, ...]:
    """Every town's mean under every reader's scoring, for each the report may have used."""
    schemes = [each.scheme for each in agreeing(found)]
    claims = study.scores()
    spans = {claim.place: reading.range_of(claim.printed) for claim in claims}
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


def orders(study: Study, found: tuple[Variant, ...]) -> pd.DataFrame:
    """For every two towns: does the printed order hold, in which kinds of variants?

    Columns higher, lower (places, by printed mean), claim_ids, and for each of `KINDS` how often:
    <kind>_holds, <kind>_open, <kind>_reversed; safe (the widest kind in which the order always
    holds, all narrower ones included, "" for none).
    """
    import pandas as pd

    claims = study.scores()
    ranked = sorted(claims, key=lambda claim: claim.value, reverse=True)
    rows = []
    for one, other in combinations(ranked, 2):
        row = {"higher": one.place, "lower": other.place}
        row["claim_ids"] = f"{one.claim_id} {other.claim_id}"
        how = [
            (each.kind, _order(each.means[one.place], each.means[other.place])) for each in found
        ]
        rows.append(row | _counted(how))
    return pd.DataFrame(rows)


def levels(study: Study, found: tuple[Variant, ...]) -> pd.DataFrame:
    """For every town: does its printed level hold, whatever thresholds agree with the printed ones?

    Columns place, level, claim_ids, and as `orders`; "reversed" means that the level cannot hold.
    """
    import pandas as pd

    printed = printed_levels(study)
    claims = study.scores()
    cuts = admissible_thresholds({c.place: c.printed for c in claims}, printed)
    rows = []
    for claim in claims:
        level = printed[claim.place]
        row = {"place": claim.place, "level": level, "claim_ids": claim.claim_id}
        how = [(each.kind, _level(each.means[claim.place], level, cuts)) for each in found]
        rows.append(row | _counted(how))
    return pd.DataFrame(rows)


def multiverse_numbers(study: Study, found: tuple[Variant, ...]) -> dict[str, str]:
    """Numbers for the prose.

    variants_tried (pairs of scorings), orders_all (pairs of towns), and how many of these hold: in
    the printed numbers (orders_printed), only there (orders_same), whatever the points
    (orders_points), under every scoring (orders_missing), not even as printed (orders_never);
    levels_<kind> likewise for the towns' levels.
    """
    frame = orders(study, found)
    safe = frame["safe"].value_counts()
    numbers = {f"orders_{kind}": int(safe.get(kind, 0)) for kind in KINDS}
    numbers |= {"variants_tried": len(found), "orders_all": len(frame)}
    numbers["orders_never"] = int(safe.get("", 0))
    numbers["orders_printed"] = len(frame) - numbers["orders_never"]
    own = levels(study, found)["safe"].value_counts()
    numbers |= {f"levels_{kind}": int(own.get(kind, 0)) for kind in KINDS}
    return {name: study.edition.number(number) for name, number in numbers.items()}


def _kind(report: Scheme, reader: Scheme) -> str:
    if report == reader:
        return "same"
    return "points" if report.missing == reader.missing else "missing"


def _counted(how: list[tuple[str, str]]) -> dict[str, object]:
    counts = {f"{kind}_{each}": how.count((kind, each)) for kind in KINDS for each in _HOW}
    safe = ""
    for kind in KINDS:
        if counts[f"{kind}_open"] or counts[f"{kind}_reversed"]:
            break
        safe = kind
    return counts | {"safe": safe}


_HOW = (HOLDS, OPEN, REVERSED)


def _order(one: tuple[float, float], other: tuple[float, float]) -> str:
    if one[0] > other[1]:
        return HOLDS
    return REVERSED if one[1] < other[0] else OPEN


def _level(ends: tuple[float, float], level: str, cuts: dict[str, ValueRange]) -> str:
    from fractions import Fraction

    possible = levels_anyhow(ValueRange(*(Fraction(end) for end in ends)), cuts)
    if possible == (level,):
        return HOLDS
    return OPEN if level in possible else REVERSED


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
