"""On how many respondents does a printed percentage or mean rest?

Of a percentage the base is, in this order,

    stated      the one that the report states for it
    printed     the one printed for the same variable, and place
    local       for a place, the one that its source has there, if it has only one
    at most     the largest base of its source: not how many stand behind it, but how many can

Only whole numbers of respondents are bases, and what was asked of nobody has none: percentages of
other sources, of weighted ones, and those that name neither an answer nor a base.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from helpers.audit.index import LedgerIndex
from helpers.ledger.claims import Claim

COUNTED = ("base", "count", "total")


class Base(NamedTuple):
    """A printed number of respondents.

    claim       the claim that prints it
    size        the number
    is_known    whether it is the base itself; otherwise no base can be larger
    """

    claim: Claim
    size: int
    is_known: bool


def percent_base(index: LedgerIndex, claim: Claim) -> Base | None:
    """The base of a percentage; None where nothing tells how large it can be."""
    if index.is_external(claim.variable) or index.is_weighted(claim.variable):
        return None
    if claim.base:
        return _base(index, index.ledger[claim.base])
    if not claim.category or not claim.variable:
        return None
    key = "percent_base", claim.variable, claim.place
    if key not in index.worked_out:
        index.worked_out[key] = _unstated(index, claim.variable, claim.place)
    return index.worked_out[key]


def mean_base(index: LedgerIndex, claim: Claim) -> int | None:
    """How many respondents' whole answers a mean sums up, by its stated base; None for any other
    claim, for a rough or weighted mean, one with a formula, and means of money or of percentages.
    """
    if (
        claim.kind != "mean"
        or claim.formula
        or not claim.base
        or claim.unit in index.roles.measured
    ):
        return None
    if claim.hedge or index.is_weighted(claim.variable):
        return None
    base = _base(index, index.ledger[claim.base])
    return base.size if base else None


def _base(index: LedgerIndex, claim: Claim) -> Base | None:
    is_implied = claim.claim_id in index.ledger.bases
    if claim.kind not in COUNTED or claim.hedge:
        return None
    counts_people = claim.unit in index.respondents and claim.unit not in index.roles.measured
    if not counts_people and not is_implied:
        return None
    value = claim.value
    is_whole = value >= 1 and value.denominator == 1
    return Base(claim, int(value), True) if is_whole else None


def _unstated(index: LedgerIndex, variable: str, place: str) -> Base | None:
    """The base of a question's percentages that state none."""
    own = (c for c in index.quantity(variable, "", place) if c.kind == "base")
    if printed := _only(_bases(index, own)):
        return printed
    source = index.source(variable)
    if not source:
        return None
    if local := _local(index, source).get(place, {}) if place else {}:
        return _only(local.values()) or _largest(local.values())
    key = "source_size", source
    if key not in index.worked_out:
        index.worked_out[key] = _largest(_bases(index, index.bases.get(source, ())))
    return index.worked_out[key]


def _local(index: LedgerIndex, source: str) -> dict[str, dict[int, Base]]:
    """The bases of a source by place and number, those of one category left out."""
    key = "local_bases", source
    if key not in index.worked_out:
        found: dict[str, dict[int, Base]] = {}
        for base in _bases(index, index.bases.get(source, ())):
            if base.claim.place and not base.claim.category:
                found.setdefault(base.claim.place, {}).setdefault(base.size, base)
        index.worked_out[key] = found
    return index.worked_out[key]


def _bases(index: LedgerIndex, claims: Iterable[Claim]) -> list[Base]:
    return [base for claim in claims if (base := _base(index, claim))]


def _only(bases: Iterable[Base]) -> Base | None:
    """The base that all agree on."""
    sizes = {base.size: base for base in reversed(list(bases))}
    return next(iter(sizes.values())) if len(sizes) == 1 else None


def _largest(bases: Iterable[Base]) -> Base | None:
    largest = max(bases, key=lambda base: base.size, default=None)
    return largest and largest._replace(is_known=False)
