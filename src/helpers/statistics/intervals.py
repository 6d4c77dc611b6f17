"""How far the truth can lie from a share of the questionnaires, under three different readings.

The 100 questionnaires are not a random sample of the 487 organisations, so three readings stand
side by side and none replaces another:

    function                     what is assumed                              what moves
    -------------------------    -----------------------------------------    ----------------
    wilson_interval              respondents as if a random sample            chance
    no_assumption_bounds         nothing                                      every silent unit
    over_representation_bounds   within each of two groups the respondents    a group's share
                                 stand for the others
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from helpers.errors import ArgumentError
from helpers.ledger.reported import to_fraction, to_whole


class Interval(NamedTuple):
    """Two proportions, 0 to 1: floats for a Wilson interval, exact fractions for bounds."""

    low: float | Fraction
    high: float | Fraction


def wilson_interval(count: int, n_respondents: int, *, confidence: float = 0.95) -> Interval:
    """Between which shares does chance leave the truth, as if the respondents were a random sample?

    With p = count / n and z the normal quantile of the confidence:

        (p + z^2/2n  -+  z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)

    No finite population correction: it would shrink the interval of a sample that is not random.

    Parameters: `count` respondents who said yes, 0 to n; `n_respondents` who answered, at least 1;
    `confidence` a proportion between 0 and 1, both excluded.
    Returns proportions; the low end is exactly 0 for a count of 0, the high end exactly 1 for n.
    Raises `ArgumentError` for a count that is negative, not whole or above n, for n below 1, and
    for a confidence outside its range (95 instead of 0.95).
    Source: Wilson (1927), doi:10.1080/01621459.1927.10502953; the numbers below are Newcombe's
    (1998), table I, method 3, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.

    >>> low, high = wilson_interval(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    from statsmodels.stats.proportion import proportion_confint

    n_yes, n_total = _check_part(count, n_respondents, "count", "n_respondents")
    if not 0 < confidence < 1:
        raise ArgumentError(
            f"confidence is {confidence!r}; give a proportion between 0 and 1, such as 0.95"
        )
    low, high = proportion_confint(n_yes, n_total, alpha=1 - confidence, method="wilson")
    # At the ends the formula gives 0 and 1, floating point only almost.
    return Interval(0.0 if n_yes == 0 else float(low), 1.0 if n_yes == n_total else float(high))


def no_assumption_bounds(
    count: int, n_respondents: int, *, n_population: int, n_item_missing: int = 0
) -> Interval:
    """Between which shares must the truth lie if nothing is assumed about the silent?

        low  = count / N                            every silent unit would say no
        high = (count + N - n + missing) / N        every silent unit would say yes

    Parameters: `count` yes answers; `n_respondents` n who returned the questionnaire, those who
    skipped this question included; `n_population` N, at least n; `n_item_missing` of the n who
    skipped it. With N = n the bounds are those of item non-response alone.
    Returns exact fractions, 0 to 1; their distance is the silent share (N - n + missing) / N
    whatever the count.
    Raises `ArgumentError` for a number that is negative or not whole, n or N of 0, n above N, or
    count and n_item_missing together above n.
    Source: Manski (1989), "Anatomy of the selection problem", doi:10.2307/145818.

    >>> no_assumption_bounds(60, 100, n_population=500)  # 60 of 500, and 60 + 400 of 500
    Interval(low=Fraction(3, 25), high=Fraction(23, 25))
    """
    n_returned, n_all = _check_part(n_respondents, n_population, "n_respondents", "n_population")
    n_yes, n_returned = _check_part(count, n_returned, "count", "n_respondents")
    n_missing = to_whole(n_item_missing, "n_item_missing", at_least=0)
    if n_yes + n_missing > n_returned:
        raise ArgumentError(
            f"count {n_yes} and n_item_missing {n_missing} together exceed n_respondents "
            f"{n_returned}; count those who skipped the question among the respondents"
        )
    n_silent = n_all - n_returned + n_missing
    return Interval(Fraction(n_yes, n_all), Fraction(n_yes + n_silent, n_all))


def over_representation_bounds(
    count: int,
    n_respondents: int,
    *,
    n_group_respondents: int,
    group_share_low: Fraction | Decimal | int | str,
    group_share_high: Fraction | Decimal | int | str,
) -> Interval:
    """How far can a share move if one group makes up another part of the population?

    A group, such as Akmola region, gave g of the n answers; a of the count came from it, which is
    not published. If the group is the share s of the population, the reweighted estimate is

        p(a, s) = s a/g + (1 - s) (count - a)/(n - g)

    with max(0, count - (n - g)) <= a <= min(g, count) and s between the two shares given. p is
    linear in a for fixed s and in s for fixed a, so its extremes lie at the four corners.

    Parameters: `count` yes answers out of `n_respondents` n; `n_group_respondents` g, 1 to n - 1;
    the two shares are exact proportions, 0 to 1.
    Returns exact fractions, 0 to 1; both equal count / n when both shares are g / n.
    Raises `ArgumentError` for a count above n, numbers negative or not whole, g outside 1 to n - 1,
    and shares that are floats, outside 0 to 1, or in the wrong order.
    Source: post-stratification (Cochran 1977, Sampling Techniques, chapter 5A) over every split
    that the published total allows, in the manner of Duncan and Davis (1953), doi:10.2307/2088122.

    A group with 20 of 100 answers and a tenth of the population, 50 yes: with a = 0 the estimate
    is 0.9 x 50/80, with a = 20 it is 0.1 x 20/20 + 0.9 x 30/80.

    >>> over_representation_bounds(
    ...     50, 100, n_group_respondents=20, group_share_low="0.1", group_share_high="0.1"
    ... )
    Interval(low=Fraction(7, 16), high=Fraction(9, 16))
    """
    n_yes, n_total = _check_part(count, n_respondents, "count", "n_respondents")
    n_group = to_whole(n_group_respondents, "n_group_respondents", at_least=1)
    if n_group >= n_total:
        raise ArgumentError(
            f"n_group_respondents is {n_group} of {n_total} respondents; some must lie outside"
        )
    n_rest = n_total - n_group
    splits = (max(0, n_yes - n_rest), min(n_group, n_yes))
    corners = [
        share * Fraction(in_group, n_group) + (1 - share) * Fraction(n_yes - in_group, n_rest)
        for in_group, share in product(splits, _check_shares(group_share_low, group_share_high))
    ]
    return Interval(min(corners), max(corners))


def _check_part(part: int, whole: int, part_name: str, whole_name: str) -> tuple[int, int]:
    """Both as whole numbers, the part at most the whole and the whole at least 1."""
    n_part = to_whole(part, part_name, at_least=0)
    n_whole = to_whole(whole, whole_name, at_least=1)
    if n_part > n_whole:
        raise ArgumentError(
            f"{part_name} is {n_part}, above {whole_name} {n_whole}; "
            f"give the {part_name} first, then the {whole_name} it is part of"
        )
    return n_part, n_whole


def _check_shares(low: object, high: object) -> tuple[Fraction, Fraction]:
    """Both shares as exact fractions, each a proportion and in ascending order."""
    shares = to_fraction(low, "group_share_low"), to_fraction(high, "group_share_high")
    if not 0 <= shares[0] <= shares[1] <= 1:
        raise ArgumentError(
            f"group shares are {low} and {high}; give proportions from 0 to 1, the lower one first"
        )
    return shares
