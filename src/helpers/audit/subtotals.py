"""Percentages that add up others of their question: no further parts of it.

A formula says so: a ratio whose part adds up several answers, a sum of percentages of the question,
or what is left of 100 when some are taken away. The last is a part itself where it is all that is
left ("no" as 100 minus "yes"), and a subtotal where the question has other parts.

Where no formula says so, a percentage may still equal the sum of others, and be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from helpers.audit.groups import is_combined
from helpers.audit.index import LedgerIndex
from helpers.audit.shapes import is_repeat, ratio_of
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import rounding_range

WHOLE = 100
# More answers than these have too many sums to look through; hardly a question prints so many.
MOST_ANSWERS = 12


def is_computed(index: LedgerIndex, claim: Claim) -> bool:
    """Whether a percentage is computed from percentages of its own question, by its formula."""
    if not claim.formula or is_repeat(claim.formula) or ratio_of(claim.formula):
        return False
    question = claim.variable, claim.place
    names = formulas.names_in(claim.formula)
    parts = [index.ledger[name] for name in names]
    return bool(parts) and all(
        part.kind == "percent" and (part.variable, part.place) == question for part in parts
    )


def parts_of(index: LedgerIndex, percents: Mapping[str, Claim]) -> list[Claim]:
    """The percentages of a question that are parts of it, without those that add up others."""
    claims = [claim for claim in percents.values() if not is_combined(claim)]
    plain = {claim.claim_id for claim in claims if not is_computed(index, claim)}
    computed = [claim for claim in claims if claim.claim_id not in plain]
    kept = plain | {each.claim_id for each in computed if _is_rest(index, each, plain)}
    return [claim for claim in claims if claim.claim_id in kept]


def _is_rest(index: LedgerIndex, claim: Claim, plain: set[str]) -> bool:
    """Whether a percentage is what all other parts leave of 100."""
    if "/" in claim.formula:
        return False
    values = {name: Fraction(0) for name in formulas.names_in(claim.formula)}
    return formulas.evaluate(claim.formula, values) == WHOLE and plain <= _leaves(index, claim)


def _leaves(index: LedgerIndex, claim: Claim) -> set[str]:
    """The parts that a percentage is computed from, through sums of sums."""
    found, waiting = set(), [claim]
    while waiting:
        each = waiting.pop()
        if each.claim_id not in found and is_computed(index, each):
            waiting += [index.ledger[name] for name in formulas.names_in(each.formula)]
        found.add(each.claim_id)
    return found


def hidden_subtotal(claims: Sequence[Claim], rule: str) -> tuple[Claim, tuple[Claim, ...]] | None:
    """The percentage that may be a subtotal of others, and these, in a question with one answer
    each whose parts add up to more than 100.

    It equals the sum of at least two others, as far as `rule` rounds each of them, and without it
    all add up to at most 100. The largest of them; None where there is none.
    """
    if not 3 <= len(claims) <= MOST_ANSWERS or _least(claims, rule) <= WHOLE:
        return None
    for claim in sorted(claims, key=lambda each: each.value, reverse=True):
        others = [each for each in claims if each is not claim]
        if _least(others, rule) <= WHOLE and (parts := _adding_up(claim, others, rule)):
            return claim, parts
    return None


def _adding_up(claim: Claim, others: Sequence[Claim], rule: str) -> tuple[Claim, ...]:
    """The fewest of the others whose sum may be the claim, empty where none are."""
    wanted = rounding_range(claim.printed, rule)
    sums: dict[tuple[Fraction, Fraction], tuple[Claim, ...]] = {(Fraction(0), Fraction(0)): ()}
    for other in others:
        span = rounding_range(other.printed, rule)
        for (low, high), parts in list(sums.items()):
            if low + max(span.low, 0) <= wanted.high:
                ends = low + max(span.low, Fraction(0)), high + span.high
                sums.setdefault(ends, (*parts, other))
    fitting = [
        parts
        for (low, high), parts in sums.items()
        if len(parts) > 1 and low <= wanted.high and high >= wanted.low
    ]
    return min(fitting, key=lambda parts: (_gap(claim, parts), len(parts)), default=())


def _gap(claim: Claim, parts: Iterable[Claim]) -> Fraction:
    return abs(claim.value - sum(part.value for part in parts))


def _least(claims: Iterable[Claim], rule: str) -> Fraction:
    """What unrounded percentages add up to at least."""
    lows = (max(rounding_range(claim.printed, rule).low, Fraction(0)) for claim in claims)
    return sum(lows, Fraction(0))
