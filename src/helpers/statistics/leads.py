"""How far one answer lies ahead of another when it is not printed how many gave both.

The lead itself needs only the two counts; its interval needs the overlap, so the least favourable
one is taken.
"""

from __future__ import annotations

from math import sqrt

from helpers.statistics.intervals import Interval, wilson_interval


def lead_interval(
    count: int, other: int, n_respondents: int, *, confidence: float = 0.95
) -> Interval:
    """Between which differences of shares does chance leave the lead of one answer over another?

    With p1, p2 the two shares and [l, u] their Wilson intervals:

        low  = d - sqrt((p1 - l1)^2 - 2 phi (p1 - l1)(u2 - p2) + (u2 - p2)^2)        d = p1 - p2
        high = d + sqrt((u1 - p1)^2 - 2 phi (u1 - p1)(p2 - l2) + (p2 - l2)^2)

    phi is the correlation of the two answers; it is lowest, and the interval widest, when as few as
    possible named both: max(0, count + other - n). Where each respondent gives one answer that is
    no assumption, for then nobody named both.

    Parameters: how many of `n_respondents`, at least 1, named each answer, 0 to n; `confidence` a
    proportion between 0 and 1, both excluded.
    Returns differences of proportions, -1 to 1; chance does not explain a lead whose low end is
    above 0, whatever the overlap.
    Raises `ArgumentError` as `wilson_interval` does.
    Source: Newcombe (1998), doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C,
    method 10 without its continuity correction; the numbers below are his example 36, 12, 2, 0.

    >>> low, high = lead_interval(48, 38, 50)
    >>> round(low, 4), round(high, 4)
    (0.0569, 0.3404)
    """
    one = wilson_interval(count, n_respondents, confidence=confidence)
    two = wilson_interval(other, n_respondents, confidence=confidence)
    phi = _least_correlation(count, other, n_respondents)
    p_one, p_two = count / n_respondents, other / n_respondents
    lead = p_one - p_two
    return Interval(
        lead - _reach(p_one - one.low, two.high - p_two, phi),
        lead + _reach(one.high - p_one, p_two - two.low, phi),
    )


def _least_correlation(count: int, other: int, n: int) -> float:
    both = max(0, count + other - n)
    neither = n - count - other + both
    margins = count * (n - count) * other * (n - other)
    only = (count - both) * (other - both)
    return (both * neither - only) / sqrt(margins) if margins else 0.0


def _reach(one: float, two: float, phi: float) -> float:
    return sqrt(one**2 - 2 * phi * one * two + two**2)
