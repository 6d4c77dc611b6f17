"""Scores, their levels and their scale: does a score lie within it, do thresholds give the levels?

The levels of an index ascend; a threshold is the lowest score of the level it opens. With [a, b]
the values that print as the score of a place under a rule, a threshold lies

    above a        for every place of a lower level
    not above b    for every place of its own level or a higher one (below b where b is excluded)

The printed levels are possible when every threshold has room.

The ledger prints the ends of a scale as categories of the score's variable (`ledger.roles`),
in the unit of the score. A printed score may be rounded, so it lies outside only when no value that
prints as it lies inside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from helpers.audit.groups import finding, ledger_order, verdict_of
from helpers.audit.hedged import shown
from helpers.audit.index import LedgerIndex
from helpers.audit.results import ClaimName, Finding, Printed, Statement, Verdict
from helpers.ledger.claims import Claim
from helpers.ledger.reported import ValueRange, rounding_range


class Cut(NamedTuple):
    """Where a threshold may lie, and the scores just below and above it that limit it."""

    room: ValueRange
    below: Claim
    above: Claim


def check_level_thresholds(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Do thresholds exist that give every place the level printed for it?

    `open` when they exist for some values that print as the scores under `rule`, but not for the
    printed scores themselves.
    """
    order, findings = ledger_order(index), []
    for kind, variable, category in index.first_by_place:
        if kind != "mean" or category:
            continue
        scores = scores_of(index, variable)
        as_printed = cuts(scores, index, rule="exact")
        if not as_printed:
            continue
        status, crossed = "consistent", []
        if any(cut.room.is_empty for cut in as_printed):
            crossed = [cut for cut in cuts(scores, index, rule=rule) if cut.room.is_empty]
            status = "inconsistent" if crossed else "open"
        names = [claim.claim_id for claim in scores.values()]
        statements = [*map(_cut_said, as_printed)]
        statements += [Statement("level_rounded")] if status == "open" else []
        ends = [claim.claim_id for cut in crossed for claim in (cut.below, cut.above)]
        findings.append(
            finding(
                "level_thresholds", status, names, order=order, statements=statements, at_odds=ends
            )
        )
    return tuple(findings)


def check_level_counts(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:  # noqa: ARG001
    """Is the printed number of places of a level the number of places that have it?"""
    order, findings = ledger_order(index), []
    for claim in index.ledger.values():
        if verdict := judge_level_count(index, claim):
            scores = scores_of(index, claim.variable).values()
            names = [claim.claim_id, *(score.claim_id for score in scores)]
            status = "consistent" if verdict.verdict == "exact" else "inconsistent"
            findings.append(
                finding("level_counts", status, names, order=order, statements=verdict.statements)
            )
    return tuple(findings)


def judge_level_count(index: LedgerIndex, claim: Claim) -> Verdict | None:
    """The verdict of a count of places with a level; None when a claim is nothing of the kind.

    A count without place whose category is a level, of a variable with printed scores of places.
    """
    is_level = claim.kind == "count" and claim.category in index.level_order
    scores = scores_of(index, claim.variable) if is_level else {}
    if claim.place or claim.hedge or not scores or _has_rough_scores(index, claim.variable):
        return None
    having = [score for place, score in scores.items() if index.levels[place] == claim.category]
    names = tuple(ClaimName(score.claim_id) for score in having)
    values = {"printed": Printed(claim.printed), "n_places": len(having), "names": names}
    statement = Statement("level_count" if having else "level_count_none", values)
    same = len(having) == claim.value
    verdict, case = ("exact", "level_count") if same else ("contradiction", "level_count_differs")
    return verdict_of(claim, verdict, case, [statement], against=scores.values())


def _has_rough_scores(index: LedgerIndex, variable: str) -> bool:
    """Whether the score of a place with a level is printed with a word such as "about"."""
    prints = (index.quantity(variable, "", place) for place in index.levels)
    return any(each.kind == "mean" and each.hedge for found in prints for each in found)


def scores_of(index: LedgerIndex, variable: str) -> dict[str, Claim]:
    """The first printed mean of each place that has a level, if the variable prints any."""
    printed = index.first_by_place.get(("mean", variable, ""), {})
    found = {}
    for place, level in index.levels.items():
        if place in printed and level in index.level_order:
            found[place] = printed[place]
    return found


def cuts(scores: Mapping[str, Claim], index: LedgerIndex, *, rule: str) -> tuple[Cut, ...]:
    """Where the thresholds may lie, from the lowest up; one with no place below or above is free
    and left out.

    `scores` maps places to their printed scores, `rule` says how these were rounded, "exact" if the
    levels were read off the printed scores.
    """
    rank = {place: index.level_order.index(index.levels[place]) for place in scores}
    found = []
    for level in range(1, len(index.level_order)):
        lower = [claim for place, claim in scores.items() if rank[place] < level]
        upper = [claim for place, claim in scores.items() if rank[place] >= level]
        if lower and upper:
            found.append(_cut(lower, upper, rule))
    return tuple(found)


def _cut(lower: Sequence[Claim], upper: Sequence[Claim], rule: str) -> Cut:
    spans = {claim: rounding_range(claim.printed, rule) for claim in (*lower, *upper)}
    below = max(lower, key=lambda claim: spans[claim].low)
    # Of two equal ends the excluded one leaves less room.
    above = min(upper, key=lambda claim: (spans[claim].high, spans[claim].high_included))
    low, high = spans[below].low, spans[above].high
    return Cut(ValueRange(low, high, False, spans[above].high_included), below, above)


def _cut_said(cut: Cut) -> Statement:
    values = {
        "low": Printed(cut.below.printed),
        "high": Printed(cut.above.printed),
        "below": ClaimName(cut.below.claim_id),
        "above": ClaimName(cut.above.claim_id),
    }
    return Statement("level_crossed" if cut.room.is_empty else "level_room", values)


def beyond_scale(index: LedgerIndex, claim: Claim, *, rule: str) -> Statement | None:
    """How a mean lies outside its scale; None when it does not, or the scale is not printed."""
    if claim.kind != "mean" or claim.category in index.roles.ends:
        return None
    values = claim.values(rule)
    for end, limit in _scale(index, claim).items():
        is_beyond = values.high < limit.value if end == "minimum" else values.low > limit.value
        if is_beyond:
            slots = {"printed": shown(claim), "limit": Printed(limit.printed)}
            return Statement(f"beyond_{end}", slots | {"name": ClaimName(claim.claim_id)})
    return None


def judge_scale(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict | None:
    """The verdict of a mean beyond its scale; None for any other claim."""
    found = beyond_scale(index, claim, rule=rule)
    if found is None:
        return None
    return verdict_of(claim, "contradiction", found.key, [found], against=_limits(index, claim))


def check_ranges(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Does every printed score lie within its printed scale? One finding for each scale."""
    findings = []
    for variable, claims in index.variables.items():
        scores = [c for c in claims if c.kind == "mean" and c.category not in index.roles.ends]
        limits = {limit.claim_id: limit for each in scores for limit in _limits(index, each)}
        if not limits:
            continue
        said = {each: beyond_scale(index, each, rule=rule) for each in scores}
        beyond = {each: statement for each, statement in said.items() if statement}
        within = Statement("within_scale", {"limits": tuple(map(_printed, limits.values()))})
        members = {*limits, *(score.claim_id for score in scores)}
        names = tuple(c.claim_id for c in index.variable(variable) if c.claim_id in members)
        status = "inconsistent" if beyond else "consistent"
        statements = tuple(beyond.values()) or (within,)
        ends = tuple(n for n in names if n in limits or index.ledger[n] in beyond)
        findings.append(Finding("ranges", status, names, statements, ends if beyond else ()))
    return tuple(findings)


def _scale(index: LedgerIndex, claim: Claim) -> dict[str, Claim]:
    """The printed ends of a score's scale."""
    ends = {}
    for end, names in (("minimum", index.roles.minimum), ("maximum", index.roles.maximum)):
        found = (each for name in names for each in index.quantity(claim.variable, name, ""))
        printed = [each for each in found if each.unit == claim.unit and not each.hedge]
        if printed:
            ends[end] = printed[0]
    return ends


def _limits(index: LedgerIndex, claim: Claim) -> tuple[Claim, ...]:
    return tuple(_scale(index, claim).values())


def _printed(claim: Claim) -> Printed:
    return Printed(claim.printed)
