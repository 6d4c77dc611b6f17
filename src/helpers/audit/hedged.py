"""Rough numbers and limits, "about 70", "less than 5", against what should give them.

A hedged number has no last digit to be rounded in, so it takes part in no test of digits. It
follows when some values that the other printed numbers stand for give one that it stands for.
"""

from __future__ import annotations

from helpers.audit.groups import count_alike, other_units
from helpers.audit.index import WHOLE, LedgerIndex
from helpers.audit.results import ClaimName, Expression, Hedged, Statement, Verdict
from helpers.audit.shapes import range_of
from helpers.ledger import formulas
from helpers.ledger.claims import Claim


def involves_hedge(index: LedgerIndex, claim: Claim) -> bool:
    """Whether a claim, or a number of its formula, is hedged."""
    names = formulas.names_in(claim.formula) if claim.formula else ()
    return bool(claim.hedge) or any(index.ledger[name].hedge for name in names)


def is_above(part: Claim, whole: Claim) -> bool:
    """Whether a number is larger than another, whatever the words before them leave open."""
    one, other = part.values("exact"), whole.values("exact")
    return one.low > other.high or (
        one.low == other.high and not (one.low_included and other.high_included)
    )


def shown(claim: Claim) -> Hedged:
    """A printed number with the word before it, if it has one."""
    return Hedged(claim.hedge, claim.printed, claim.kind == "percent")


def judge_hedged(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict | None:
    """The verdict of a hedged claim by its formula, or else by the first print of its quantity.

    None when it has neither, or when its formula divides by what may be zero.
    """
    origin = index.originals[claim.claim_id]
    formula = claim.formula or (origin.claim_id if origin is not claim else "")
    if not formula:
        return None
    names = formulas.names_in(formula)
    reached = range_of(formula, {name: index.ledger[name].values(rule) for name in names})
    if reached is None:
        return None
    statements = (_arithmetic(index, claim, formula),)
    if reached.meets(claim.values(rule)):
        return Verdict(claim.claim_id, "exact", "hedged_holds", statements, rule=rule)
    counts = [claim, *(index.ledger[name] for name in names)]
    if all(each.kind in WHOLE for each in counts) and not count_alike(
        index, counts, with_mentions=True
    ):
        statements = (*statements, other_units(index, counts))
        return Verdict(claim.claim_id, "units", "other_units", statements, against=tuple(names))
    statements = (*statements, Statement("hedged_beyond"))
    return Verdict(
        claim.claim_id, "contradiction", "hedged_differs", statements, against=tuple(names)
    )


def _arithmetic(index: LedgerIndex, claim: Claim, formula: str) -> Statement:
    printed = shown(claim)
    names = formulas.names_in(formula)
    if formula in names:
        other = shown(index.ledger[formula])
        values = {"printed": printed, "other": other, "name": ClaimName(formula)}
        return Statement("hedged_repeat", values)
    prints = {name: index.ledger[name].printed for name in names}
    return Statement("hedged", {"expression": Expression(formula, prints), "printed": printed})
