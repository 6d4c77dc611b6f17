"""How far one answer lies ahead of another when it is not printed how many gave both.

The lead itself needs only the two counts; its interval needs the overlap. With the fewest that can
have given both it is widest, with the most narrowest: between the two lies what is not printed.
"""

from __future__ import annotations

from math import sqrt

from helpers.errors import ArgumentError
from helpers.statistics.intervals import Interval, wilson_interval


def possible_overlaps(count: int, other: int, n_respondents: int) -> range:
    """How many of `n_respondents` can have given two answers that so many gave each?

    >>> possible_overlaps(54, 39, 100), possible_overlaps(81, 76, 100)
    (range(0, 40), range(57, 77))
    """
    return range(max(0, count + other - n_respondents), min(count, other) + 1)


def lead_interval(
    count: int,
    other: int,
    n_respondents: int,
    *,
    n_both: int | None = None,
    confidence: float = 0.95,
) -> Interval:
    """Between which differences of shares does chance leave the lead of one answer over another?

    With p1, p2 the two shares and [l, u] their Wilson intervals:

        low  = d - sqrt((p1 - l1)^2 - 2 phi (p1 - l1)(u2 - p2) + (u2 - p2)^2)        d = p1 - p2
        high = d + sqrt((u1 - p1)^2 - 2 phi (u1 - p1)(p2 - l2) + (p2 - l2)^2)

    phi is the correlation of the two answers, from the number b that named both:

        phi = (b (n - c1 - c2 + b) - (c1 - b)(c2 - b)) / sqrt(c1 (n - c1) c2 (n - c2))

    It is lowest, and the interval widest, when as few as possible named both, which is what is
    taken unless `n_both` says how many. Where each respondent gives one answer that is no
    assumption, for then nobody named both.

    Parameters: how many of `n_respondents`, at least 1, named each answer, 0 to n; `n_both` one of
    `possible_overlaps`; `confidence` a proportion between 0 and 1, both excluded.
    Returns differences of proportions, -1 to 1; a lead whose low end is above 0 with the fewest
    that can have named both is beyond chance whatever the overlap.
    Raises `ArgumentError` as `wilson_interval` does, and for an overlap that is not possible.
    Source: Newcombe (1998), doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C,
    method 10 without its continuity correction; the numbers below are his example 36, 12, 2, 0.

    >>> low, high = lead_interval(48, 38, 50)
    >>> round(low, 4), round(high, 4)
    (0.0569, 0.3404)
    """
    one = wilson_interval(count, n_respondents, confidence=confidence)
    two = wilson_interval(other, n_respondents, confidence=confidence)
    phi = _correlation(count, other, n_respondents, n_both)
    p_one, p_two = count / n_respondents, other / n_respondents
    lead = p_one - p_two
    return Interval(
        lead - _reach(p_one - one.low, two.high - p_two, phi),
        lead + _reach(one.high - p_one, p_two - two.low, phi),
    )


def _correlation(count: int, other: int, n: int, n_both: int | None) -> float:
    possible = possible_overlaps(count, other, n)
    both = possible[0] if n_both is None else n_both
    if both not in possible:
        raise ArgumentError(
            f"n_both is {both!r}; of {n}, {count} and {other} can have {possible[0]} to "
            f"{possible[-1]} in common"
        )
    neither = n - count - other + both
    margins = count * (n - count) * other * (n - other)
    only = (count - both) * (other - both)
    return (both * neither - only) / sqrt(margins) if margins else 0.0


def _reach(one: float, two: float, phi: float) -> float:
    # With phi at 1 and equal reaches, floating point may leave a trace below 0.
    return sqrt(max(0.0, one**2 - 2 * phi * one * two + two**2))
