"""Levels of interaction, low, medium or high: the thresholds between them and the printed levels.

The report prints seven town means with their levels, but no thresholds. A pair of thresholds is the
lowest score of the medium and of the high level; each belongs to the level it opens. What the
printed numbers say about them, in rising order of detail:

    printed_levels_reproduced   does one pair give every printed level?
    compare_thresholds          which of several pairs do, and which places break the others?
    admissible_thresholds       which of all pairs do?

Scores come from `helpers.scale.scores`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.ledger.reported import ValueRange, rounding_range, to_fraction

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("low", "medium", "high")


class Thresholds(NamedTuple):
    """Lowest score of the medium and of the high level."""

    medium_from: Fraction
    high_from: Fraction


class LevelsReproduced(NamedTuple):
    """Whether thresholds give every printed level, and the places where they do not or need not.

    `broken`: no value that prints as the place's score has the printed level. `uncertain`: some
    have it and some have another.
    """

    reproduced: bool
    broken: tuple[str, ...]
    uncertain: tuple[str, ...]


DEFAULT_THRESHOLDS = Thresholds(Fraction(6), Fraction(8))

# Cuts someone else could have chosen, to be set against the printed levels.
THRESHOLD_ALTERNATIVES = {
    "default": DEFAULT_THRESHOLDS,
    "thirds_of_3_to_9": Thresholds(Fraction(5), Fraction(7)),
    "thirds_of_0_to_9": Thresholds(Fraction(3), Fraction(6)),
    "half_and_three_quarters_of_3_to_9": Thresholds(Fraction(6), Fraction(15, 2)),
    "half_and_three_quarters_of_0_to_9": Thresholds(Fraction(9, 2), Fraction(27, 4)),
    "sixty_and_eighty_percent_of_9": Thresholds(Fraction(27, 5), Fraction(36, 5)),
    "whole_points_3_4_and_5_7_and_8_9": Thresholds(Fraction(5), Fraction(8)),
    "whole_points_3_5_and_6_8_and_9": Thresholds(Fraction(6), Fraction(9)),
}
# The same in words.
THRESHOLD_NAMES = {
    "default": marked("default of this book"),
    "thirds_of_3_to_9": marked("thirds of 3–9"),
    "thirds_of_0_to_9": marked("thirds of 0–9"),
    "half_and_three_quarters_of_3_to_9": marked("half and three quarters of 3–9"),
    "half_and_three_quarters_of_0_to_9": marked("half and three quarters of 0–9"),
    "sixty_and_eighty_percent_of_9": marked("60% and 80% of 9"),
    "whole_points_3_4_and_5_7_and_8_9": marked("whole points: 3–4, 5–7, 8–9"),
    "whole_points_3_5_and_6_8_and_9": marked("whole points: 3–5, 6–8, 9"),
}


def printed_levels_reproduced(
    thresholds: Thresholds,
    printed_scores: Mapping[str, str],
    *,
    printed_levels: Mapping[str, str],
    rule: str = "exact",
) -> LevelsReproduced:
    """Do these thresholds give each place the level printed for it?

    A threshold belongs to the level it opens. Parameters: printed scores (text) and levels by
    place; `rule` how the scores were rounded before print, "exact" if the levels were read off the
    printed scores themselves. Raises `ArgumentError` for thresholds that do not ascend, an unknown
    level, or places that differ between the two mappings.

    >>> scores, levels = {"talgar": "8", "esik": "4.8"}, {"talgar": "high", "esik": "low"}
    >>> printed_levels_reproduced((6, 9), scores, printed_levels=levels)
    LevelsReproduced(reproduced=False, broken=('talgar',), uncertain=())
    """
    cuts = to_thresholds(thresholds)
    ranges = _printed_ranges(printed_scores, printed_levels, rule)
    possible = {place: levels_within(span, cuts) for place, span in ranges.items()}
    broken = tuple(p for p, levels in possible.items() if printed_levels[p] not in levels)
    uncertain = tuple(p for p, levels in possible.items() if len(levels) > 1 and p not in broken)
    return LevelsReproduced(not broken, broken, uncertain)


def admissible_thresholds(
    printed_scores: Mapping[str, str], printed_levels: Mapping[str, str], *, rule: str = "exact"
) -> dict[str, ValueRange]:
    """Which thresholds give each place the level printed for it?

    With [a, b] the values that print as a place's score under `rule`, a threshold must lie above a
    of every place below it and not above b of every place above it:

        medium_from > a for low places,             medium_from <= b for medium and high places
        high_from   > a for low and medium places,  high_from   <= b for high places

    (< b where b itself does not print so). Of all thresholds above 0 and up to 9, the pairs of the
    two ranges with medium_from below high_from reproduce all levels, and no others do; an empty
    range means that none can. Arguments and errors as `printed_levels_reproduced`.

    >>> scores = {"talgar": "8", "ushtobe": "7.5", "taldykorgan": "6.0", "esik": "4.8"}
    >>> levels = {"talgar": "high", "ushtobe": "medium", "taldykorgan": "medium", "esik": "low"}
    >>> for name, allowed in admissible_thresholds(scores, levels).items():
    ...     print(name, allowed)
    medium_from (4.8, 6]
    high_from (7.5, 8]
    """
    ranges = _printed_ranges(printed_scores, printed_levels, rule)
    allowed = {}
    for cut, name in enumerate(Thresholds._fields, start=1):
        below = [ranges[p].low for p, level in printed_levels.items() if LEVELS.index(level) < cut]
        above = [ranges[p] for p, level in printed_levels.items() if LEVELS.index(level) >= cut]
        high = min((span.high for span in above), default=Fraction(9))
        reached = all(span.high_included for span in above if span.high == high)
        allowed[name] = ValueRange(max(below, default=Fraction(0)), high, False, reached)
    return allowed


def compare_thresholds(
    printed_scores: Mapping[str, str],
    printed_levels: Mapping[str, str],
    *,
    alternatives: Mapping[str, Thresholds] = THRESHOLD_ALTERNATIVES,
    rule: str = "nearest",
) -> pd.DataFrame:
    """Which of several thresholds reproduce the printed levels, and which places break the others?

    Returns one row per alternative: `thresholds` (its id), `medium_from`, `high_from` (floats, for
    display), `reproduced` and `broken` (places) for the printed scores as they stand, and
    `reproduced_if_rounded`, `broken_if_rounded`, `uncertain_if_rounded` under `rule`.
    Errors as `printed_levels_reproduced`.
    """
    import pandas as pd

    rows = []
    for name, cuts in alternatives.items():
        exact = printed_levels_reproduced(cuts, printed_scores, printed_levels=printed_levels)
        rounded = printed_levels_reproduced(
            cuts, printed_scores, printed_levels=printed_levels, rule=rule
        )
        row = {"thresholds": name, "medium_from": float(cuts[0]), "high_from": float(cuts[1])}
        row |= {"reproduced": exact.reproduced, "broken": exact.broken}
        rows.append(row | {f"{key}_if_rounded": part for key, part in rounded._asdict().items()})
    return pd.DataFrame(rows)


def levels_within(span: ValueRange, cuts: Thresholds) -> tuple[str, ...]:
    """Which levels does at least one value of the range have? From low to high.

    `cuts` are exact and ascending, as `to_thresholds` gives them.

    >>> levels_within(ValueRange(Fraction(7), Fraction(8)), DEFAULT_THRESHOLDS)
    ('medium', 'high')
    """
    reaches = [span.high > cut or (span.high_included and span.high == cut) for cut in cuts]
    found = (span.low < cuts[0], span.low < cuts[1] and reaches[0], reaches[1])
    return tuple(level for level, possible in zip(LEVELS, found, strict=True) if possible)


def to_thresholds(thresholds: Thresholds) -> Thresholds:
    """Turn thresholds into exact numbers.

    Raises `ArgumentError` for floats, for anything but two numbers, and unless medium_from is below
    high_from.
    """
    try:
        medium_from, high_from = thresholds
    except (TypeError, ValueError):
        raise ArgumentError(
            f"thresholds {thresholds!r}: give two, medium_from and high_from, such as (6, 8)"
        ) from None
    cuts = Thresholds(*(to_fraction(cut, "a threshold") for cut in (medium_from, high_from)))
    if not cuts.medium_from < cuts.high_from:
        raise ArgumentError(
            f"thresholds {thresholds}: give medium_from first, below high_from, such as (6, 8)"
        )
    return cuts


def _printed_ranges(
    scores: Mapping[str, str], levels: Mapping[str, str], rule: str
) -> dict[str, ValueRange]:
    """The values behind each printed score, after checking that scores and levels match."""
    unmatched = sorted(set(scores) ^ set(levels))
    if unmatched:
        raise ArgumentError(
            f"{', '.join(unmatched)}: a place needs both a printed score and a printed level"
        )
    for place, level in levels.items():
        if level not in LEVELS:
            raise ArgumentError(f"{place}: level {level!r} is unknown; use {', '.join(LEVELS)}")
    return {place: rounding_range(score, rule) for place, score in scores.items()}
