"""Shares in words, "nearly half", "every third", "more than half", against the printed share.

One rule for every "one in N", whatever stands before it ("nearly", "practically", "about"):

    a share is one in N when none of 1/2, 1/3, 1/4, … and of 2/3, 3/4, … is nearer to it than 1/N;
    midway between two of them it is the larger one

So 5/12 up to 7/12 are a half, 7/24 up to 5/12 a third. The hedge is not taken for a side: the
report says "practically every third" of 37 % and "nearly half" of 44 %, one share above and one
below what it names. A printed percentage stands for every share that prints so; where the printed
one is not nearest, another of these may be. "More than one in N" asks that the share is above 1/N.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from helpers.audit.groups import base_value, count_alike, number_of, other_units, verdict_of
from helpers.audit.index import LedgerIndex
from helpers.audit.results import Hedged, Printed, Shown, Statement, Verdict
from helpers.audit.shares import RULES
from helpers.errors import ArgumentError
from helpers.ledger.claims import Claim
from helpers.ledger.reported import ValueRange, rounding_range

_HALF, _TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def shares_called_one_in(n: int) -> ValueRange:
    """Which shares are one in N, by the rule of the module? `n` is at least 2.

    Raises `ArgumentError` for another `n`.

    >>> found = shares_called_one_in(3)
    >>> found.low, found.high, found.low_included, found.high_included
    (Fraction(7, 24), Fraction(5, 12), True, False)
    """
    if n < 2:
        raise ArgumentError(f"one in {n} is no share to be near to; give a whole number from 2")
    return shares_called(Fraction(1, n))


def shares_called(share: Fraction) -> ValueRange:
    """Which shares are called so, "three quarters"? Those nearer to it than to a simple share.

    Raises `ArgumentError` for a share that is not between 0 and 1.

    >>> found = shares_called(Fraction(3, 4))
    >>> str(found.low), str(found.high)
    ('17/24', '31/40')
    """
    if not 0 < share < 1:
        raise ArgumentError(f"share is {share}; a share in words lies between 0 and 1")
    below, above = _neighbours(min(share, 1 - share))
    if share > _HALF:
        below, above = 1 - above, 1 - below
    return ValueRange((share + below) / 2, (share + above) / 2, high_included=False)


def _neighbours(share: Fraction) -> tuple[Fraction, Fraction]:
    """The simple shares next to one of at most a half."""
    n_above = ceil(1 / share) - 1
    above = Fraction(1, n_above) if n_above >= 2 else _TWO_THIRDS
    return Fraction(1, floor(1 / share) + 1), above


def nearest_simple_share(share: Fraction) -> Fraction:
    """Which of 1/2, 1/3, 1/4, … and 2/3, 3/4, … is nearest to a share? The larger one of a tie.

    `share` and the answer lie between 0 and 1; all and nothing are themselves. Raises
    `ArgumentError` for a share outside.

    >>> [str(nearest_simple_share(Fraction(n, 100))) for n in (6, 37, 44, 60, 75)]
    ['1/17', '1/3', '1/2', '2/3', '3/4']
    """
    if not 0 <= share <= 1:
        raise ArgumentError(f"share is {share}; a share lies between 0 and 1")
    smaller = min(share, 1 - share)
    if smaller == 0:
        return share
    n = max(2, int(1 / smaller))
    parts = [Fraction(1, n), Fraction(1, n + 1)]
    simple = [*parts, *(1 - part for part in parts)]
    return min(simple, key=lambda each: (abs(each - share), -each))


def judge_one_in(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict:
    """The verdict of a claim whose unit is a share in words (`ledger.roles`).

    `not_derivable` without a printed count and base, or percentage, of the same answer or place.
    """
    own = number_of(index, claim)
    base = _whole_of(index, claim, own) if own else None
    if base is None:
        return verdict_of(claim, "not_derivable", "not_derivable", [Statement("not_derivable")])
    statements = [_arithmetic(index, claim, own, base)]
    wanted = _shares_meant(index, claim)
    if wanted.contains(own.value / base):
        return verdict_of(claim, "exact", "one_in_right", statements, rule=rule)
    for each in dict.fromkeys((rule, *RULES)):
        if own.kind == "percent" and _shares_printed(own, each).meets(wanted):
            statements.append(Statement("one_in_rounded", {"share": Printed(own.printed, True)}))
            return verdict_of(claim, "rounding", "one_in_rounded", statements, rule=each)
    return _wrong(index, claim, own, statements)


def _wrong(index: LedgerIndex, claim: Claim, own: Claim, statements: list[Statement]) -> Verdict:
    """The words do not fit: a contradiction, unless the count and its base count other things."""
    base = index.ledger.get(claim.base or own.base) if own.kind == "count" else None
    against = (own, base) if base else (own,)
    if count_alike(index, against):
        return verdict_of(claim, "contradiction", "one_in_wrong", statements, against=against)
    statements.append(other_units(index, against))
    return verdict_of(claim, "units", "other_units", statements, against=against)


def _shares_meant(index: LedgerIndex, claim: Claim) -> ValueRange:
    """The shares that the words name; none when they name no one in two, three or more."""
    n = claim.value
    if "/" in claim.printed and 0 < n < 1:
        hedge = _hedge(index, claim)
        return _hedged(hedge, n) if hedge else shares_called(n)
    if claim.unit in index.roles.more_than_one_in and n > 0:
        return ValueRange(1 / n, Fraction(1), low_included=False)
    if n.denominator == 1 and n >= 2:
        return shares_called_one_in(int(n))
    return ValueRange(Fraction(0), Fraction(0), low_included=False, high_included=False)


def _hedged(hedge: str, share: Fraction) -> ValueRange:
    """Shares such as "more than three quarters"; "about" is as near as none."""
    if hedge == "about":
        return shares_called(share)
    includes = hedge.startswith("at_")
    if hedge in ("more_than", "at_least"):
        return ValueRange(share, Fraction(1), includes, True)
    return ValueRange(Fraction(0), share, True, includes)


def _shares_printed(percent: Claim, rule: str) -> ValueRange:
    """The shares that print as a percentage under a rule."""
    found = rounding_range(percent.printed, rule)
    return ValueRange(found.low / 100, found.high / 100, found.low_included, found.high_included)


def _whole_of(index: LedgerIndex, claim: Claim, own: Claim) -> Fraction | None:
    """What the share is a share of: 100 for a percentage, else the stated base."""
    if own.kind == "percent":
        return Fraction(100)
    if own.kind == "mean":
        return None
    return base_value(index, claim) or base_value(index, own)


def _arithmetic(index: LedgerIndex, claim: Claim, own: Claim, base: Fraction) -> Statement:
    share = own.value / base
    values: dict[str, object] = {"base": Shown(base), "count": Printed(own.printed)}
    values |= {"share": Shown(100 * share, 0 if (100 * share).denominator == 1 else 1, True)}
    if "/" in claim.printed:
        return _named(index, claim, min(share, Fraction(1)), values)
    values["printed"] = Printed(claim.printed)
    if claim.unit in index.roles.more_than_one_in:
        return Statement("more_than_one_in", values)
    if share <= 0:
        return Statement("one_in_none", values)
    return Statement("one_in", values | {"nearest": str(nearest_simple_share(min(share, 1)))})


def _named(
    index: LedgerIndex, claim: Claim, share: Fraction, values: dict[str, object]
) -> Statement:
    """A share that is printed as a fraction."""
    printed = Hedged(_hedge(index, claim), claim.printed)
    nearest = str(nearest_simple_share(max(share, Fraction(0))))
    return Statement("share_named", values | {"printed": printed, "nearest": nearest})


def _hedge(index: LedgerIndex, claim: Claim) -> str:
    """The word before a fraction, which may stand in its unit."""
    return claim.hedge or ("more_than" if claim.unit in index.roles.more_than_one_in else "")
