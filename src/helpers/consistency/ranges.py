"""Scores against the smallest and largest that their scale can give.

The ledger prints the ends of a scale as categories `minimum` and `maximum` of the score's variable,
in the unit of the score. A printed score may be rounded, so it lies outside only when no value that
prints as it lies inside.
"""

from __future__ import annotations

from helpers.claims import Claim
from helpers.consistency.index import LedgerIndex
from helpers.consistency.results import ClaimName, Finding, Printed, Statement
from helpers.reported import rounding_range

ENDS = ("minimum", "maximum")


def beyond_scale(index: LedgerIndex, claim: Claim, *, rule: str) -> Statement | None:
    """How a mean lies outside its scale; None when it does not, or the scale is not printed."""
    if claim.kind != "mean" or claim.category in ENDS:
        return None
    values = rounding_range(claim.printed, rule)
    for end, limit in _scale(index, claim).items():
        is_beyond = values.high < limit.value if end == "minimum" else values.low > limit.value
        if is_beyond:
            slots = {"printed": Printed(claim.printed), "limit": Printed(limit.printed)}
            return Statement(f"beyond_{end}", slots | {"name": ClaimName(claim.claim_id)})
    return None


def check_ranges(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Does every printed score lie within its printed scale? One finding for each scale."""
    findings = []
    for variable, claims in index.variables.items():
        scores = [c for c in claims if c.kind == "mean" and c.category not in ENDS]
        limits = {limit.claim_id: limit for each in scores for limit in _limits(index, each)}
        if not limits:
            continue
        beyond = [s for each in scores if (s := beyond_scale(index, each, rule=rule))]
        within = Statement("within_scale", {"limits": tuple(map(_printed, limits.values()))})
        members = {*limits, *(score.claim_id for score in scores)}
        names = tuple(c.claim_id for c in index.variable(variable) if c.claim_id in members)
        status = "inconsistent" if beyond else "consistent"
        findings.append(Finding("ranges", status, names, tuple(beyond) or (within,)))
    return tuple(findings)


def _scale(index: LedgerIndex, claim: Claim) -> dict[str, Claim]:
    """The printed ends of a score's scale."""
    ends = {}
    for end in ENDS:
        printed = [c for c in index.quantity(claim.variable, end, "") if c.unit == claim.unit]
        if printed:
            ends[end] = printed[0]
    return ends


def _limits(index: LedgerIndex, claim: Claim) -> tuple[Claim, ...]:
    return tuple(_scale(index, claim).values())


def _printed(claim: Claim) -> Printed:
    return Printed(claim.printed)
