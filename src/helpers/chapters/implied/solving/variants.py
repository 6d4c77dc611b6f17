"""Every town's mean under all points a reader may prefer: outer bounds, in exact fractions.

The report may have used any scoring v that agrees with its numbers (`solving.towns`); a reader may
prefer other points w with the same rule for missing answers. A town's forms are fractions y(p) of
its answer patterns p, whatever their number. Its mean under w then lies between the extremes of

    sum of s_w(p) y(p)   over   y >= 0, sum of y(p) = 1,
                                low <= sum of s_v(p) y(p) <= high,

with low and high from the rounding of the printed mean. Two rows hold the fractions together, so
an extreme is reached by one pattern, or by two that meet an end of the range, and trying them all
is a proof. w runs over the extreme points of `helpers.scale.schemes` alone: what holds under these
holds under all points that fall from the most to the least engaged answer.

Every set of forms is such a y, so nothing lies outside; not every y is a set of forms, and other
towns limit a town's answers, so the bounds may be too wide. What they prove is safe; what they
leave open may still hold. Forms that answer none of the three questions have no place in a mean and
are left out. Under "person_mean" the patterns include those of complete forms only, whose mixtures
are all that forms without gaps, and means taken question by question, can show: what is proved for
it holds for a score that is three times the mean of the questions' means, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import Assumptions
from helpers.chapters.implied.solving.towns import READING, TownScoring, agreeing
from helpers.scale.schemes import EXTREME_POINTS, Scheme, same_points
from helpers.scale.scores import PATTERNS, score_pattern

if TYPE_CHECKING:
    from helpers.ledger.claims import Claim
    from helpers.ledger.reported import ValueRange


@dataclass(frozen=True)
class Variant:
    """The report's possible scoring, extreme points of a reader, every town's mean under these."""

    report: Scheme
    reader: Scheme
    means: dict[str, tuple[Fraction, Fraction]]


def variants(
    means: Iterable[Claim], found: tuple[TownScoring, ...], *, reading: Assumptions = READING
) -> tuple[Variant, ...]:
    """Every town's mean under the extreme points, for each scoring the report may have used.

    `means` are the printed ones, `found` the scorings tried.
    """
    spans = {claim.place: reading.range_of(claim.printed) for claim in means}
    pairs = [
        (each.scheme, same_points(points, missing=each.scheme.missing))
        for each in agreeing(found)
        for points in EXTREME_POINTS
    ]
    return tuple(
        Variant(
            report,
            reader,
            {town: outer_range(span, report, reader) for town, span in spans.items()},
        )
        for report, reader in pairs
    )


def is_above(found: Iterable[Variant], one: str, other: str) -> bool:
    """Is a town proved to score above another under all falling points?

    `found` are the variants of one scoring of the report. The town must be below the other under
    none of the extreme points, and above it under one that is not the same for all answers.
    """
    gaps = {each.reader.name: each.means[one][0] - each.means[other][1] for each in found}
    falling = [gap for points, gap in gaps.items() if len(set(points.split("/"))) > 1]
    return min(gaps.values()) >= 0 and max(falling) > 0


@lru_cache(maxsize=4096)
def outer_range(span: ValueRange, report: Scheme, reader: Scheme) -> tuple[Fraction, Fraction]:
    """Between which values does a mean under `reader` lie if it prints in `span` under `report`?

    Both schemes must give a score to every form with an answer, and some form must be able to print
    so. The ends of `span` count as inside.
    """
    scores = {
        (score_pattern(pattern, report), score_pattern(pattern, reader))
        for pattern in PATTERNS
        if any(pattern)
    }
    values = [ours for theirs, ours in scores if span.low <= theirs <= span.high]
    for end in (span.low, span.high):
        below = [each for each in scores if each[0] < end]
        above = [each for each in scores if each[0] > end]
        values += [
            low_ours + (high_ours - low_ours) * (end - low) / (high - low)
            for low, low_ours in below
            for high, high_ours in above
        ]
    return min(values), max(values)
