"""Medians and standard deviations: can answers in whole numbers have the printed ones?

Median. Of n whole numbers it is a whole number, or lies midway between two where n is even.

Standard deviation (GRIMMER, and DEBIT for answers of 0 and 1). With a sum S and a sum of squares Q,

    sd**2 = (Q - S**2 / n) / (n - 1)        or / n, where a report divides so

S is one of the whole numbers behind the printed mean (GRIM), Q a whole number that is odd where S
is, since a number and its square are both odd or both even, and at least S**2 / n. Of answers of 0
and 1, Q is S. A deviation is possible when some such S and Q give one that prints so.

Sources: Anaya (2016), The GRIMMER test, doi:10.7287/peerj.preprints.2400v1; Allard (2018),
Analytic-GRIMMER; Heathers & Brown (2019), DEBIT, https://osf.io/5vb3u.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import ceil, floor

from helpers.audit.groups import base_value, verdict_of
from helpers.audit.index import WHOLE, LedgerIndex
from helpers.audit.means import grim
from helpers.audit.results import Finding, Printed, Statement, Verdict
from helpers.audit.shares import RULES
from helpers.errors import ArgumentError
from helpers.ledger.claims import Claim
from helpers.ledger.reported import parse_reported, rounding_range

KINDS = ("median", "sd")
# More sums behind one mean than this say that its digits are too few to test a deviation.
MOST_SUMS = 2_000


def is_possible_median(printed: str, n: int, *, rule: str) -> bool:
    """Can `n` whole numbers have this median?

    >>> is_possible_median("3.5", 20, rule="half_up"), is_possible_median("3.5", 21, rule="half_up")
    (True, False)
    """
    step = Fraction(1, 2) if n % 2 == 0 else Fraction(1)
    span = rounding_range(printed, rule)
    nearest = {floor(end / step) * step for end in (span.low, span.high)}
    nearest |= {ceil(end / step) * step for end in (span.low, span.high)}
    return any(span.contains(each) for each in nearest)


def is_possible_sd(
    printed_sd: str, printed_mean: str, n: int, *, rule: str, is_binary: bool = False
) -> bool | None:
    """Can `n` whole numbers with this mean have this standard deviation?

    `is_binary` says that they are 0 or 1. True also where the deviation follows by dividing by n
    instead of n - 1; None where the mean's digits are too few to tell, or no sum has the mean.
    Raises `ArgumentError` for n below 2 and a negative deviation.

    >>> is_possible_sd("0.50", "0.44", 50, rule="half_up", is_binary=True)
    True
    >>> is_possible_sd("0.45", "0.44", 50, rule="half_up", is_binary=True)
    False
    """
    if n < 2 or parse_reported(printed_sd).value < 0:
        raise ArgumentError(f"a deviation of {printed_sd} among {n}: give at least 0 and 2")
    sums = grim(printed_mean, n, rule=rule).sums
    if not sums or len(sums) > MOST_SUMS:
        return None
    span = rounding_range(printed_sd, rule)
    low, high = max(span.low, Fraction(0)), span.high
    included = span.low_included or span.low < 0
    for divisor in (n - 1, n):
        for total in sums:
            rest = Fraction(total * total, n)
            squares = (total,) if is_binary else _squares(total, n, divisor * low**2 + rest)
            for square in squares:
                variance = (square - rest) / divisor
                is_above = variance > low**2 or (variance == low**2 and included)
                is_below = variance < high**2 or (variance == high**2 and span.high_included)
                if variance >= 0 and is_above and is_below:
                    return True
    return False


def _squares(total: int, n: int, least: Fraction) -> Iterator[int]:
    """The first sums of squares from `least` up that whole numbers with this sum can have."""
    # As even as can be: (total % n) numbers are one larger than the others.
    quotient, rest = divmod(total, n)
    smallest = n * quotient**2 + rest * (2 * quotient + 1)
    first = max(ceil(least), smallest)
    first += (first - total) % 2
    yield from (first, first + 2)


def judge_spread(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict | None:
    """The verdict of a median or deviation without a formula; None when no test applies.

    As of a mean: impossible is a contradiction, possible still follows from nothing.
    """
    test = _test_of(index, claim)
    if test is None:
        return None
    against, rules = _against(index, claim), _rules(index, claim, test, rule)
    values = {"printed": Printed(claim.printed), "n": int(base_value(index, claim))}
    if mean := _mean_of(index, claim):
        values["mean"] = Printed(mean.printed)
    if rule in rules and index.is_external(claim.variable):
        return None
    if rule in rules:
        statements = [Statement("not_derivable"), Statement(f"{test}_possible", values)]
        return verdict_of(claim, "not_derivable", f"{test}_possible", statements)
    statements = [Statement(f"{test}_impossible", values)]
    if rules:
        statements.append(Statement(f"mean_possible_{rules[0]}"))
        return verdict_of(claim, "rounding", f"share_{rules[0]}", statements, rule=rules[0])
    return verdict_of(claim, "contradiction", "spread_impossible", statements, against=against)


def check_spreads(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Which printed medians and deviations can whole-number answers have?"""
    order = {name: place for place, name in enumerate((*index.ledger, *index.ledger.bases))}
    findings = []
    for claim in index.ledger.values():
        if verdict := judge_spread(index, claim, rule=rule):
            names = {claim.claim_id, *(each.claim_id for each in _against(index, claim))}
            is_possible = verdict.verdict == "not_derivable"
            status = "consistent" if is_possible else verdict.status
            said = verdict.statements[1:] if is_possible else verdict.statements
            ordered = tuple(sorted(names, key=order.__getitem__))
            findings.append(Finding("spreads", status, ordered, said))
    return tuple(findings)


def _test_of(index: LedgerIndex, claim: Claim) -> str | None:
    """Which test a claim can be put to, by the key of its sentences."""
    n = base_value(index, claim)
    is_tested = claim.kind in KINDS and not (claim.formula or claim.hedge)
    if not is_tested or n is None or claim.unit in index.roles.measured:
        return None
    base = index.ledger[claim.base]
    if base.kind not in WHOLE or base.unit not in {"", *index.respondents}:
        return None
    if index.source(claim.variable) in index.roles.weighted:
        return None
    if claim.kind == "median":
        return "median"
    mean = _mean_of(index, claim)
    if mean is None or n < 2 or claim.value < 0:
        return None
    is_binary = claim.variable in index.roles.binary
    found = _possible(claim, mean, int(n), rule="half_up", is_binary=is_binary)
    return None if found is None else "binary_sd" if is_binary else "sd"


def _rules(index: LedgerIndex, claim: Claim, test: str, rule: str) -> list[str]:
    """Under which rules is it possible? The assumed rule first, then the others."""
    n, ordered = int(base_value(index, claim)), dict.fromkeys((rule, *RULES))
    if test == "median":
        return [each for each in ordered if is_possible_median(claim.printed, n, rule=each)]
    mean, is_binary = _mean_of(index, claim), test == "binary_sd"
    return [each for each in ordered if _possible(claim, mean, n, rule=each, is_binary=is_binary)]


def _possible(claim: Claim, mean: Claim, n: int, *, rule: str, is_binary: bool) -> bool | None:
    return is_possible_sd(claim.printed, mean.printed, n, rule=rule, is_binary=is_binary)


def _mean_of(index: LedgerIndex, claim: Claim) -> Claim | None:
    """The first printed mean of the same quantity on the same base that is not rough."""
    if claim.kind != "sd":
        return None
    prints = index.quantity(claim.variable, claim.category, claim.place)
    means = (c for c in prints if c.kind == "mean" and c.unit == claim.unit and not c.hedge)
    alike = (each for each in means if base_value(index, each) == base_value(index, claim))
    return next(islice(alike, 1), None)


def _against(index: LedgerIndex, claim: Claim) -> list[Claim]:
    mean = _mean_of(index, claim)
    return [index.ledger[claim.base], *([mean] if mean else [])]
