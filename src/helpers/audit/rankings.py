"""Ranking words, "the most frequent", "in second place", "every third", against the numbers.

A claim of kind `rank` is one of three:

    unit rank                 the position of an answer or place when the largest number comes first
    unit among the first N    named together with others as the first N, in no order
    unit one in N             a share in words, also `more than one in N`: see `shares_in_words`

A position is that of the first printed number among those of the same question: of all places when
the claim names one, else of all categories. Only what is alike is ranked:

- parts of one base, so no total stands among its parts; without a base, counts of the same things;
- one kind of number: counts, where none are printed percentages, and then means;
- no sum of other answers, no missing answers, and no "none" where several answers are allowed.

Equal numbers share their positions, and each of these is right. Counts in another unit may stand
above or below, whatever their numbers: where the position is right for some order of these, but not
for the printed one, the verdict is `units`.

"The most frequent are a, b and c" is three claims among the first 3: no answer that is not named
with them is more frequent, whichever of the three leads. Named together are the claims of one
question, section and printed N. Where fewer than N are named, as many others as are missing may be
larger; so "among the first three", said of one answer alone, lets two stand above it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

from helpers.audit.groups import (
    RANKED_KINDS,
    count_alike,
    finding,
    is_subtotal,
    ledger_order,
    number_of,
    other_units,
    root_of,
    verdict_of,
)
from helpers.audit.index import LedgerIndex
from helpers.audit.results import ClaimName, Expression, Finding, Printed, Statement, Verdict
from helpers.audit.shares import RULES
from helpers.audit.shares_in_words import judge_one_in
from helpers.ledger.claims import Claim
from helpers.ledger.reported import ValueRange, rounding_range

MOST_SHOWN = 10


def judge_rank(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict | None:
    """Do the printed numbers give this position or this "one in N"? None for another kind of claim.

    `exact` when they do, `rounding` when they do under another rule or for some values that print
    so, `contradiction` when they do not, `not_derivable` when there is nothing to compare with.
    """
    if claim.kind != "rank":
        return None
    if claim.unit in index.roles.shares_in_words:
        return judge_one_in(index, claim, rule=rule)
    own, others = compared(index, claim)
    if own is None:
        return verdict_of(claim, "not_derivable", "not_derivable", [Statement("not_derivable")])
    if not others:
        alone = Statement("rank_alone", {"value": _printed(own)})
        return verdict_of(claim, "not_derivable", "rank_alone", [alone])
    if claim.unit in index.roles.among_first:
        return _judge_among(index, claim, own, others, rule=rule)
    return _judge_position(index, claim, own, others, rule=rule)


def check_rankings(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Do ranking words agree with the numbers they rank?

    `open` when the report prints one number only, or the order depends on the rounding.
    """
    order, findings = ledger_order(index), []
    for claim in index.ledger.values():
        verdict = judge_rank(index, claim, rule=rule)
        if verdict is None or verdict.case == "not_derivable":
            continue
        own, others = compared(index, claim)
        names = [each.claim_id for each in (claim, own, *others) if each]
        findings.append(
            finding(
                "rankings",
                verdict.status,
                names,
                order=order,
                statements=verdict.statements,
                at_odds=(claim.claim_id, *verdict.against),
            )
        )
    return tuple(findings)


def compared(index: LedgerIndex, claim: Claim) -> tuple[Claim | None, tuple[Claim, ...]]:
    """The number that a rank claim ranks, and the numbers of its question it is ranked against.

    For a share in words these are the number and its base. None when the report prints no number.
    """
    own = number_of(index, claim)
    if own is None or claim.unit in index.roles.shares_in_words:
        base = index.ledger.get(claim.base or (own.base if own else ""))
        return own, (base,) if base and own else ()
    if claim.place:
        peers = index.first_by_place[own.kind, own.variable, own.category].values()
    else:
        peers = index.first[own.kind, own.variable, own.place].values()
    named = set(named_together(index, claim))
    return own, tuple(
        each
        for each in peers
        if each != own and _alike(index, own, each) and _ranked_name(claim, each) not in named
    )


def named_together(index: LedgerIndex, claim: Claim) -> tuple[str, ...]:
    """The answers, or places, that the words of a claim name among the first N, its own included.

    Those of all claims of the question with its unit, section and printed number; none for a claim
    of another unit.
    """
    if claim.unit not in index.roles.among_first:
        return ()
    said = [each for each in index.variable(claim.variable) if _said_with(claim, each)]
    return tuple(dict.fromkeys(_ranked_name(claim, each) for each in said))


def n_above(index: LedgerIndex, claim: Claim) -> int:
    """How many of those that a claim is ranked against may be larger, at most?

    One less than a position; of the first N as many as are not named.
    """
    named = named_together(index, claim)
    return max(0, int(claim.value) - (len(named) or 1))


def _said_with(claim: Claim, other: Claim) -> bool:
    """Whether one phrase says both; of one category where places are named, and of one place."""
    group = "category" if claim.place else "place"
    cells = ("kind", "variable", "unit", "section", "printed", group)
    return all(getattr(claim, cell) == getattr(other, cell) for cell in cells)


def _ranked_name(claim: Claim, other: Claim) -> str:
    return other.place if claim.place else other.category


def _alike(index: LedgerIndex, own: Claim, other: Claim) -> bool:
    """Whether a number is ranked against another one of its question."""
    if other.category != own.category:
        has_none = index.answer(own.variable) == "multiple"
        if other.category in index.roles.unanswered or (
            has_none and other.category in index.roles.exclusive
        ):
            return False
    same_base = root_of(index, own.base) == root_of(index, other.base)
    alike = own.base or count_alike(index, (own, other), with_mentions=True)
    return bool(same_base and alike) and not is_subtotal(index, other)


def _judge_position(
    index: LedgerIndex, claim: Claim, own: Claim, others: tuple[Claim, ...], *, rule: str
) -> Verdict:
    printed, position = _positions(own, others, "exact"), claim.value
    rules = tuple(dict.fromkeys((rule, *RULES)))
    found = next((each for each in rules if position in _positions(own, others, each)), "")
    rounded = _positions(own, others, found or rule)
    statements = [_order(claim, own, others, printed)]
    if len(printed) > 1:
        statements.append(Statement("rank_tied"))
    if printed != rounded:
        statements.append(Statement("rank_rounded", {"positions": rounded}))
    if position in printed:
        return verdict_of(claim, "exact", "rank_right", statements, rule=rule)
    if found:
        return verdict_of(claim, "rounding", "rank_rounded", statements, rule=found)
    larger = [each for each in others if each.value > own.value]
    is_too_high = position <= len(larger)
    if is_too_high:
        names = tuple(ClaimName(each.claim_id) for each in larger[:MOST_SHOWN])
        statements.append(Statement("rank_larger", {"names": names}))
    against = (own, *(each for each in others if (each in larger) == is_too_high))
    alike = [each for each in others if count_alike(index, (own, each), with_mentions=True)]
    if len(alike) == len(others):
        return verdict_of(claim, "contradiction", "rank_wrong", statements, against=against)
    among = _positions(own, alike, rule)
    possible = range(among.start, among.stop + len(others) - len(alike))
    said = other_units(index, (own, *others), "rank_units")
    values = said.values | {"n_ranked": len(alike) + 1, "positions": among}
    statements.append(Statement("rank_units", values))
    if position in possible:
        return verdict_of(claim, "units", "rank_units", statements, against=against)
    return verdict_of(claim, "contradiction", "rank_wrong", statements, against=against)


def _judge_among(
    index: LedgerIndex, claim: Claim, own: Claim, others: tuple[Claim, ...], *, rule: str
) -> Verdict:
    """The verdict of an answer named among the first N, against those that are not named."""
    last = n_above(index, claim) + 1
    larger = [each for each in others if each.value > own.value]
    larger.sort(key=lambda each: each.value, reverse=True)
    statements = [_among(claim, own, others, n_larger=len(larger), last=last)]
    if len(larger) < last:
        return verdict_of(claim, "exact", "rank_right", statements, rule=rule)
    for each in dict.fromkeys((rule, *RULES)):
        if _positions(own, others, each).start <= last:
            statements.append(Statement("among_first_rounded"))
            return verdict_of(claim, "rounding", "rank_rounded", statements, rule=each)
    names = tuple(ClaimName(each.claim_id) for each in larger[:MOST_SHOWN])
    statements.append(Statement("rank_larger", {"names": names}))
    against = (own, *larger)
    alike = [each for each in others if count_alike(index, (own, each), with_mentions=True)]
    if _positions(own, alike, rule).start <= last:
        statements.append(other_units(index, against))
        return verdict_of(claim, "units", "rank_units", statements, against=against)
    return verdict_of(claim, "contradiction", "among_first_wrong", statements, against=against)


def _among(
    claim: Claim, own: Claim, others: tuple[Claim, ...], *, n_larger: int, last: int
) -> Statement:
    values = {"value": _printed(own), "rank": Printed(claim.printed)}
    if last > 1:
        counted = {"n_larger": n_larger, "n_allowed": last - 1}
        return Statement("among_first_of", values | counted)
    largest = max(others, key=lambda each: each.value)
    return Statement(
        "among_first",
        values | {"largest": _printed(largest), "name": ClaimName(largest.claim_id)},
    )


def _positions(own: Claim, others: Iterable[Claim], rule: str) -> range:
    """The positions that a number can have when percentages and means were rounded by a rule.

    Counts are no rounded numbers. Under the rule "exact" these are the positions of the printed
    numbers: several, when some of them are equal.
    """
    rules = {kind: "exact" if kind == "count" else rule for kind in RANKED_KINDS}
    mine = rounding_range(own.printed, rules[own.kind])
    spans = [rounding_range(other.printed, rules[other.kind]) for other in others]
    n_above = sum(_is_above(span, mine) for span in spans)
    n_below = sum(_is_above(mine, span) for span in spans)
    return range(n_above + 1, len(spans) + 2 - n_below)


def _is_above(one: ValueRange, other: ValueRange) -> bool:
    meet = one.low_included and other.high_included
    return one.low > other.high or (one.low == other.high and not meet)


def _order(claim: Claim, own: Claim, others: tuple[Claim, ...], positions: range) -> Statement:
    ranked = sorted((own, *others), key=lambda each: each.value, reverse=True)
    shown = ranked[:MOST_SHOWN]
    signs = (" = " if one.value == two.value else " > " for one, two in pairwise(shown))
    names = (each.claim_id for each in shown)
    order = "".join(chain.from_iterable(zip(names, (*signs, ""), strict=True)))
    values = {"order": Expression(order, {each.claim_id: each.printed for each in shown})}
    values |= {"value": _printed(own), "positions": positions, "rank": Printed(claim.printed)}
    key = "rank_order" if len(ranked) == len(shown) else "rank_order_start"
    return Statement(key, values | {"n_ranked": len(ranked)})


def _printed(claim: Claim) -> Printed:
    return Printed(claim.printed, claim.kind == "percent")
