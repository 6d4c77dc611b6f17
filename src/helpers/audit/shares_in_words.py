"""Shares in words, "every third", "more than half", against the printed share.

A base b and a count k print as one in N when b / k rounds to N. Of a percentage p, 100 / p does;
where the printed p does not, a share that prints as p may. "More than one in N" asks that N k > b.
"""

from __future__ import annotations

from fractions import Fraction

from helpers.audit.groups import base_value, count_alike, number_of, other_units, verdict_of
from helpers.audit.index import LedgerIndex
from helpers.audit.results import Printed, Shown, Statement, Verdict
from helpers.audit.shares import RULES, decimals_that_tell, rules_that_give
from helpers.ledger.claims import MORE_THAN_ONE_IN, Claim
from helpers.ledger.reported import ValueRange, rounding_range


def judge_one_in(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict:
    """The verdict of a claim whose unit is one of `SHARE_UNITS`.

    `not_derivable` without a printed count and base, or percentage, of the same answer or place.
    """
    own = number_of(index, claim)
    base = _whole_of(index, claim, own) if own else None
    if base is None:
        return verdict_of(claim, "not_derivable", "not_derivable", [Statement("not_derivable")])
    if claim.unit == MORE_THAN_ONE_IN:
        return _judge_more(index, claim, own, base, rule=rule)
    statements = [_arithmetic(claim, own, base)]
    rules = rules_that_give(base / own.value, claim.printed, rule) if own.value > 0 else ()
    if rules and rules[0] == rule:
        return verdict_of(claim, "exact", "one_in_right", statements, rule=rule)
    if rules:
        statements.append(Statement(f"rule_{rules[0]}"))
        return verdict_of(claim, "rounding", f"share_{rules[0]}", statements, rule=rules[0])
    for each in dict.fromkeys((rule, *RULES)):
        if own.kind == "percent" and _may_give(own.printed, claim.printed, each):
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


def _judge_more(
    index: LedgerIndex, claim: Claim, own: Claim, base: Fraction, *, rule: str
) -> Verdict:
    statements = [_arithmetic(claim, own, base)]
    if own.value * claim.value > base:
        return verdict_of(claim, "exact", "one_in_right", statements, rule=rule)
    for each in dict.fromkeys((rule, *RULES)):
        largest = rounding_range(own.printed, each).high
        if own.kind == "percent" and largest * claim.value > base:
            statements.append(Statement("one_in_rounded", {"share": Printed(own.printed, True)}))
            return verdict_of(claim, "rounding", "one_in_rounded", statements, rule=each)
    return _wrong(index, claim, own, statements)


def _whole_of(index: LedgerIndex, claim: Claim, own: Claim) -> Fraction | None:
    """What the share is a share of: 100 for a percentage, else the stated base."""
    if own.kind == "percent":
        return Fraction(100)
    if own.kind == "mean":
        return None
    return base_value(index, claim) or base_value(index, own)


def _may_give(percent: str, one_in: str, rule: str) -> bool:
    """Whether 100 / p is printed as N for some p above zero that is printed as the percentage."""
    shares, wanted = rounding_range(percent, rule), rounding_range(one_in, rule)
    if wanted.high <= 0:
        return False
    # 100 / p falls as p rises, so the ends change places; no share is too large for one in zero.
    largest = 100 / wanted.low if wanted.low > 0 else shares.high
    inverse = ValueRange(
        100 / wanted.high, largest, wanted.high_included, wanted.low_included or wanted.low <= 0
    )
    low, high = max(shares.low, inverse.low), min(shares.high, inverse.high)
    return low < high or (low == high and shares.contains(low) and inverse.contains(low))


def _arithmetic(claim: Claim, own: Claim, base: Fraction) -> Statement:
    values = {"base": Shown(base), "count": Printed(own.printed), "printed": Printed(claim.printed)}
    if own.value <= 0:
        return Statement("one_in_none", values)
    decimals = decimals_that_tell(base / own.value, claim.printed)
    key = "more_than_one_in" if claim.unit == MORE_THAN_ONE_IN else "one_in"
    return Statement(key, values | {"value": Shown(base / own.value, decimals)})
