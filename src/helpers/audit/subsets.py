"""Parts against the whole they are part of: no subset is larger than its set.

Three wholes are compared: the base that a claim states; for counts by place the number printed
without a place, or the base that all of them state; for bases by place the largest base that the
same source prints elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.audit.groups import (
    base_value,
    count_alike,
    finding,
    ledger_order,
    other_units,
    root_of,
    sum_of,
)
from helpers.audit.hedged import is_above, shown
from helpers.audit.index import LedgerIndex
from helpers.audit.results import ClaimName, Finding, Printed, Shown, Statement
from helpers.ledger.claims import Claim

PARTS = ("count", "base", "total")


def check_subsets(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:  # noqa: ARG001
    """Is no count larger than the base it is part of? One finding for each printed base."""
    order, parts, findings = ledger_order(index), {}, []
    for claim in index.ledger.values():
        base = index.ledger.get(claim.base)
        if claim.kind in PARTS and base and _is_whole(base) and count_alike(index, (claim, base)):
            parts.setdefault(base, []).append(claim)
    for base, claims in parts.items():
        status, statements = _judge_parts(base, claims)
        names = (base.claim_id, *(claim.claim_id for claim in claims))
        larger = (claim.claim_id for claim in claims if is_above(claim, base))
        ends = (base.claim_id, *larger)
        findings.append(
            finding("subsets", status, names, order=order, statements=statements, at_odds=ends)
        )
    return tuple(findings)


def check_place_totals(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:  # noqa: ARG001
    """Are the counts printed by place together no more than the count for all places?"""
    order, findings = ledger_order(index), []
    for (kind, _, _), places in index.first_by_place.items():
        claims = _separate(index, list(places.values()))
        whole = _whole(index, claims) if kind == "count" and len(claims) > 1 else None
        if whole:
            is_over = sum(claim.value for claim in claims) > whole.value
            status, key = ("inconsistent", "over") if is_over else ("consistent", "within")
            names = (whole.claim_id, *(claim.claim_id for claim in claims))
            statements = [_places_said(f"places_{key}", claims, whole)]
            findings.append(
                finding("place_totals", status, names, order=order, statements=statements)
            )
    return tuple(findings)


def check_place_bases(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:  # noqa: ARG001
    """Are the bases printed by place together no more than the largest other base of their source?

    More is `units` where the two count different things, and else `open`: the other questions of
    the source may have been put to fewer respondents.
    """
    order, largest, findings = ledger_order(index), _largest_bases(index), []
    for (kind, variable, _), places in index.first_by_place.items():
        claims = _separate(index, list(places.values()))
        whole = largest.get(index.source(variable)) if kind == "base" else None
        if whole and len(claims) > 1 and all(claim.unit in index.respondents for claim in claims):
            is_over = sum(claim.value for claim in claims) > whole.value
            statements = [
                _places_said("bases_beyond" if is_over else "bases_within", claims, whole)
            ]
            status = "open" if is_over else "consistent"
            if is_over and not count_alike(index, (whole, *claims)):
                status = "units"
                statements.append(other_units(index, (*claims, whole)))
            names = (whole.claim_id, *(claim.claim_id for claim in claims))
            findings.append(
                finding("place_bases", status, names, order=order, statements=statements)
            )
    return tuple(findings)


def _is_whole(base: Claim) -> bool:
    return base.kind != "date" and base.value > 0 and base.value.denominator == 1


def _judge_parts(base: Claim, claims: Sequence[Claim]) -> tuple[str, list[Statement]]:
    values = {"base": shown(base), "n_parts": len(claims)}
    larger = [claim for claim in claims if is_above(claim, base)]
    if not larger:
        largest = max(claims, key=lambda claim: claim.value)
        within = values | {"largest": shown(largest)}
        return "consistent", [Statement("subset_within", within)]
    said = ({"name": ClaimName(c.claim_id), "part": shown(c)} for c in larger)
    return "inconsistent", [Statement("subset_over", values | part) for part in said]


def _separate(index: LedgerIndex, claims: Sequence[Claim]) -> list[Claim]:
    """Claims of places of which none lies in another: towns are left out next to their region."""
    places = index.ledger.codebook.places
    named = {claim.place for claim in claims}
    inner = {name for name in named if name in places and places[name].region in named}
    return [claim for claim in claims if claim.place not in inner]


def _whole(index: LedgerIndex, claims: Sequence[Claim]) -> Claim | None:
    """The number for all places: printed without a place, else the base that all state."""
    first = claims[0]
    prints = index.quantity(first.variable, first.category, "")
    whole = next((c for c in prints if c.kind in PARTS and not c.hedge), None)
    if whole is None and first.base and base_value(index, first) is not None:
        roots = {root_of(index, claim.base) for claim in claims}
        whole = index.ledger[first.base] if len(roots) == 1 else None
    return whole if whole and count_alike(index, (whole, *claims)) else None


def _largest_bases(index: LedgerIndex) -> dict[str, Claim]:
    """The largest base of respondents that each source prints for all places."""
    largest: dict[str, Claim] = {}
    for claim in index.ledger.values():
        source = index.source(claim.variable)
        is_rough = claim.kind != "base" or claim.place or claim.hedge
        if not is_rough and source and claim.unit in index.respondents:
            known = largest.setdefault(source, claim)
            largest[source] = max(known, claim, key=lambda each: each.value)
    return largest


def _places_said(key: str, claims: Sequence[Claim], whole: Claim) -> Statement:
    values = {
        "expression": sum_of(claims),
        "value": Shown(sum(claim.value for claim in claims)),
        "whole": Printed(whole.printed),
        "name": ClaimName(whole.claim_id),
    }
    return Statement(key, values)
