"""How different may the silent be from the respondents? Between a random sample and no assumption.

With k yes answers from n respondents out of N, U = N - n of them silent, and p = k / n. If as many
of the silent as of the respondents would say yes, the share of all is p; if nothing is known of
them, it lies within the no-assumption bounds. In between the silent deviate by d, and what is
asked is at which d a conclusion breaks down:

    share of all  =  (k + U (p + d)) / N

Bounded selection limits d on both sides. The same breakdown can be told of who answered instead of
what was answered: how many times as often those who would say yes returned the questionnaire.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from helpers.errors import ArgumentError
from helpers.ledger.reported import to_fraction
from helpers.statistics.intervals import Interval, no_assumption_bounds


class Breakdown(NamedTuple):
    """The least number of yes answers among the silent that makes yes the answer of a majority.

    needed      of the silent, 1 to n_silent
    n_silent    those who did not return the questionnaire or skipped the question
    share       needed / n_silent
    gap         share less that of the respondents: negative where their majority can be lost
    response    when yes has a bare majority, how many times as often those with the answer more
                frequent among respondents than that (yes for a negative gap, else no) must have
                answered as the others did; None if only they did
    """

    needed: int
    n_silent: int
    share: Fraction
    gap: Fraction
    response: Fraction | None


def bounded_selection(
    count: int,
    n_respondents: int,
    *,
    n_population: int,
    deviation: Fraction | Decimal | int | str,
    n_item_missing: int = 0,
) -> Interval:
    """Between which shares does the truth lie if the silent deviate by at most so much?

        low  = (k + U max(0, p - d)) / N
        high = (k + U min(1, p + d)) / N

    where p = k / (n - missing) is the share of those who answered the question, U = N - n + missing
    counts the others, and d is the largest `deviation` of their share, a proportion. For one yes or
    no question this is the bound of Kline and Santos on the distance of two distributions.

    Parameters: as of `no_assumption_bounds`; `deviation` exact, 0 to 1; somebody has answered.
    Returns exact fractions; both ends are p for a deviation of 0, and the no-assumption bounds for
    one of 1. The silent are not rounded to whole organisations.
    Raises `ArgumentError` as `no_assumption_bounds`, where nobody answered the question, and for a
    deviation that is a float or no proportion.
    Source: Kline & Santos (2013), doi:10.3982/QE176.

    60 of 100, 400 silent: at least 40 % and at most 80 % of them for a deviation of 20 points.

    >>> bounded_selection(60, 100, n_population=500, deviation="0.2")
    Interval(low=Fraction(11, 25), high=Fraction(19, 25))
    """
    widest = to_fraction(deviation, "deviation")
    if not 0 <= widest <= 1:
        raise ArgumentError(f"deviation is {deviation}; give a proportion from 0 to 1")
    share, n_silent = _respondents(count, n_respondents, n_population, n_item_missing)
    ends = max(Fraction(0), share - widest), min(Fraction(1), share + widest)
    return Interval(*((count + n_silent * end) / Fraction(n_population) for end in ends))


def majority_breakdown(
    count: int, n_respondents: int, *, n_population: int, n_item_missing: int = 0
) -> Breakdown | None:
    """How many of the silent decide whether yes is the answer of more than half of all?

    With M = floor(N / 2) + 1 a majority, needed = M - k. Where Y of all say yes, k of Y and
    n - missing - k of N - Y answered the question, and the ratio of the two is `response`.

    Parameters: as of `no_assumption_bounds`.
    Returns None where the silent decide nothing: yes, or no, has its majority without them.
    Raises `ArgumentError` as `bounded_selection`.
    Source: the selection problem of Manski (1989), doi:10.2307/145818; a breakdown point as in
    Kline & Santos (2013), doi:10.3982/QE176; bounded response: Aronow & Lee (2013),
    doi:10.1093/biomet/ass064.

    60 of 100, 400 silent: 191 of them make 251 of 500. 60/251 and 40/249 answered.

    >>> found = majority_breakdown(60, 100, n_population=500)
    >>> found.needed, float(found.share), float(found.gap), round(float(found.response), 2)
    (191, 0.4775, -0.1225, 1.49)
    """
    share, n_silent = _respondents(count, n_respondents, n_population, n_item_missing)
    majority = n_population // 2 + 1
    needed = majority - count
    if not 0 < needed <= n_silent:
        return None
    threshold = Fraction(needed, n_silent)
    n_no = n_respondents - n_item_missing - count
    n_others = max(n_population - majority, 1)  # where all are the majority, nobody answered no
    yes, no = Fraction(count, majority), Fraction(n_no, n_others)
    often, seldom = (yes, no) if threshold < share else (no, yes)
    response = often / seldom if seldom else None
    return Breakdown(needed, n_silent, threshold, threshold - share, response)


def _respondents(
    count: int, n_respondents: int, n_population: int, n_item_missing: int
) -> tuple[Fraction, int]:
    """The share of those who answered the question, and how many did not."""
    no_assumption_bounds(
        count, n_respondents, n_population=n_population, n_item_missing=n_item_missing
    )
    n_answered = n_respondents - n_item_missing
    if not n_answered:
        raise ArgumentError("nobody answered the question; a deviation needs a share to start from")
    return Fraction(count, n_answered), n_population - n_answered
