"""How far the truth can lie from a share of the questionnaires, under different readings.

The 100 questionnaires are not a random sample of the 487 organisations, so readings stand side by
side and none replaces another:

    function                     what is assumed                              what moves
    -------------------------    -----------------------------------------    ----------------
    wilson_interval              respondents as if a random sample            chance
    no_assumption_bounds         nothing                                      every silent unit
    post_stratified_bounds       within each group the respondents stand      the groups' shares
                                 for the others
    over_representation_bounds   the same for one group and the rest          a group's share

Between the first two lies `selection`: the silent differ, but not without limit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from statistics import NormalDist
from typing import NamedTuple

from helpers.errors import ArgumentError
from helpers.ledger.reported import to_fraction, to_whole


class Interval(NamedTuple):
    """Two proportions, 0 to 1: floats for a Wilson interval, exact fractions for bounds."""

    low: float | Fraction
    high: float | Fraction


class Stratum(NamedTuple):
    """A group of respondents, and what share of the population it can be, at least and at most."""

    n_respondents: int
    share_low: Fraction | Decimal | int | str
    share_high: Fraction | Decimal | int | str


def wilson_interval(
    count: int, n_respondents: int, *, confidence: float = 0.95, n_population: int | None = None
) -> Interval:
    """Between which shares does chance leave the truth, as if the respondents were a random sample?

    With p = count / n and z the normal quantile of the confidence:

        (p + z^2/2n  -+  z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)

    No finite population correction unless `n_population` N is given: it would shrink the interval
    of a sample that is not random. With it n is replaced by n (N - 1) / (N - n), so that a draw
    without replacement has the variance of this many draws with it.

    Parameters: `count` respondents who said yes, 0 to n; `n_respondents` who answered, at least 1;
    `confidence` a proportion between 0 and 1, both excluded; `n_population` at least n.
    Returns proportions; the low end is exactly 0 for a count of 0, the high end exactly 1 for n;
    both are the share itself when all of the population answered.
    Raises `ArgumentError` for a count that is negative, not whole or above n, for n below 1 or
    above N, and for a confidence outside its range (95 instead of 0.95).
    Source: Wilson (1927), doi:10.1080/01621459.1927.10502953; the numbers below are Newcombe's
    (1998), table I, method 3, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.
    The correction: Cochran (1977), Sampling Techniques, section 3.2.

    >>> low, high = wilson_interval(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    n_yes, n_total = _check_part(count, n_respondents, "count", "n_respondents")
    if not 0 < confidence < 1:
        raise ArgumentError(
            f"confidence is {confidence!r}; give a proportion between 0 and 1, such as 0.95"
        )
    n_draws = Fraction(n_total)
    if n_population is not None:
        _, n_all = _check_part(n_total, n_population, "n_respondents", "n_population")
        if n_all == n_total:
            return Interval(n_yes / n_total, n_yes / n_total)
        n_draws *= Fraction(n_all - 1, n_all - n_total)
    n, share = float(n_draws), n_yes / n_total
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = share + z**2 / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    low, high = ((middle + side * reach) / (1 + z**2 / n) for side in (-1, 1))
    # At the ends the formula gives 0 and 1, floating point only almost.
    return Interval(0.0 if n_yes == 0 else low, 1.0 if n_yes == n_total else high)


def no_assumption_bounds(
    count: int,
    n_respondents: int,
    *,
    n_population: int,
    n_item_missing: int = 0,
    n_outside: int = 0,
) -> Interval:
    """Between which shares must the truth lie if nothing is assumed about the silent?

        low  = count / N                            every silent unit would say no
        high = (count + N - n + missing) / N        every silent unit would say yes

    Respondents who are not in the population, `n_outside` of them, leave as many more units silent,
    and which answers were theirs is not known: at worst yes for the low end and no for the high.

        low  = max(0, count - outside) / N
        high = (count + N - n + missing + min(outside, n - missing - count)) / N

    Parameters: `count` yes answers; `n_respondents` n who returned the questionnaire, those who
    skipped this question included; `n_population` N, at least n; `n_item_missing` of the n who
    skipped it; `n_outside` of the n. With N = n the bounds are those of item non-response alone.
    Returns exact fractions, 0 to 1; their distance is the silent share (N - n + missing) / N
    whatever the count, if nobody is outside.
    Raises `ArgumentError` for a number that is negative or not whole, n or N of 0, n above N, or
    n_outside, or count and n_item_missing together, above n.
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
    n_out, _ = _check_part(n_outside, n_returned, "n_outside", "n_respondents")
    least = max(0, n_yes - n_out)
    most = n_yes + n_all - n_returned + n_missing + min(n_out, n_returned - n_missing - n_yes)
    return Interval(Fraction(least, n_all), Fraction(most, n_all))


def post_stratified_bounds(count: int, n_respondents: int, strata: Sequence[Stratum]) -> Interval:
    """How far can a share move if groups make up other parts of the population?

    Group h gave g_h of the n answers; how many a_h of the count came from it is not published.
    With s_h the group's share of the population the reweighted estimate is

        p(a, s) = sum over h of  s_h a_h / g_h,    0 <= a_h <= g_h,    sum of a_h = count

    where the respondents in none of the `strata` are a group of their own, whose share is what the
    others leave. For a given s the largest p fills the groups with the largest s_h / g_h first, and
    p is linear in each s_h, so the extremes lie at the corners of the shares.

    Parameters: `count` yes answers out of `n_respondents` n; `strata` with exact shares, 0 to 1;
    some respondents are in none of them.
    Returns exact fractions, 0 to 1; both equal count / n when every share is g_h / n.
    Raises `ArgumentError` for a count above n, numbers negative or not whole, groups of nobody or
    of all respondents together, and shares that are floats, outside 0 to 1, in the wrong order, or
    above 1 together.
    Source: post-stratification (Cochran 1977, Sampling Techniques, chapter 5A) over every split
    that the published total allows, in the manner of Duncan and Davis (1953), doi:10.2307/2088122.

    Of 10 answers 5 are yes; 2 come from a group that is half of the population. With both of them
    yes the estimate is 1/2 + 1/2 x 3/8, with none 1/2 x 5/8.

    >>> post_stratified_bounds(5, 10, [Stratum(2, "0.5", "0.5")])
    Interval(low=Fraction(5, 16), high=Fraction(11, 16))
    """
    n_yes, n_total = _check_part(count, n_respondents, "count", "n_respondents")
    sizes = [to_whole(each.n_respondents, "n_group_respondents", at_least=1) for each in strata]
    n_rest = n_total - sum(sizes)
    if n_rest < 1:
        raise ArgumentError(
            f"n_group_respondents is {sum(sizes)} of {n_total} respondents; some must lie outside"
        )
    shares = [_check_shares(each.share_low, each.share_high) for each in strata]
    if sum(high for _, high in shares) > 1:
        raise ArgumentError("the largest shares of the groups are more than 1 together; lower them")
    estimates = []
    for corner in product(*shares):
        weights = [*corner, 1 - sum(corner)]
        groups = sorted(zip(weights, [*sizes, n_rest], strict=True), key=lambda g: g[0] / g[1])
        estimates += [_filled(n_yes, groups), _filled(n_yes, groups[::-1])]
    return Interval(min(estimates), max(estimates))


def over_representation_bounds(
    count: int,
    n_respondents: int,
    *,
    n_group_respondents: int,
    group_share_low: Fraction | Decimal | int | str,
    group_share_high: Fraction | Decimal | int | str,
) -> Interval:
    """How far can a share move if one group makes up another part of the population?

    `post_stratified_bounds` with one group, such as Akmola region. A group with 20 of 100 answers
    and a tenth of the population, 50 yes: with none of them from it the estimate is 0.9 x 50/80,
    with 20 it is 0.1 x 20/20 + 0.9 x 30/80.

    >>> over_representation_bounds(
    ...     50, 100, n_group_respondents=20, group_share_low="0.1", group_share_high="0.1"
    ... )
    Interval(low=Fraction(7, 16), high=Fraction(9, 16))
    """
    group = Stratum(n_group_respondents, group_share_low, group_share_high)
    return post_stratified_bounds(count, n_respondents, [group])


def _filled(n_yes: int, groups: Sequence[tuple[Fraction, int]]) -> Fraction:
    """The estimate when the yes answers fill groups of (share, respondents) one after another."""
    estimate = Fraction(0)
    for share, size in groups:
        n_here = min(n_yes, size)
        estimate += share * Fraction(n_here, size)
        n_yes -= n_here
    return estimate


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
