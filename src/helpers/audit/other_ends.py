"""The other ends: numbers that another number, or a check, is at odds with.

72 % is not 357 of 487. None of the three is known to be off, so all are marked: the percentage by
its verdict, the other two as its other ends. A number is an other end of

    a verdict     when the claim that got it is held against the number: its count, base, total,
                  first print, ranked answer, limit
    a finding     when the check names it among those that do not fit together, and no verdict says
                  so already

and so is every print of the same quantity that agrees with it. Of a verdict it is also said what
the claim allows: the whole numbers for which it would follow by the assumed rule, all others as
they are printed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from helpers.audit.groups import other_units
from helpers.audit.index import WHOLE, LedgerIndex
from helpers.audit.rankings import n_above
from helpers.audit.results import (
    AT_ODDS,
    CheckResult,
    ClaimName,
    Expression,
    Finding,
    OrMore,
    Printed,
    Statement,
    Verdict,
)
from helpers.audit.shapes import PERCENT, is_repeat, ratio_of
from helpers.errors import ArgumentError
from helpers.ledger import formulas
from helpers.ledger.claims import ROUNDED_KINDS, Claim
from helpers.ledger.reported import ValueRange, rounding_range

# Allowed numbers are sought up to so many times the largest number of the arithmetic.
FURTHEST = 10**6


@dataclass(frozen=True)
class OtherEnd:
    """The verdict or finding that is at odds with a number, and how badly.

    claim_id    the print that it names, which another print of the quantity may stand for
    verdict     one of `AT_ODDS`
    """

    claim_id: str
    verdict: str
    of: Verdict | Finding


def find_other_ends(
    index: LedgerIndex, verdicts: Iterable[Verdict], checks: Iterable[CheckResult]
) -> dict[str, tuple[OtherEnd, ...]]:
    """What each claim is the other end of, the worst first; claims that are none are absent."""
    found: dict[str, list[OtherEnd]] = defaultdict(list)
    failing = {each.claim_id: each for each in verdicts if each.verdict in AT_ODDS}
    held: dict[str, set[str]] = {name: {name} for name in failing}
    for verdict in failing.values():
        for claim_id in dict.fromkeys(verdict.against):
            found[claim_id].append(OtherEnd(claim_id, verdict.verdict, verdict))
            held.setdefault(claim_id, set()).add(verdict.claim_id)
    for finding in (each for check in checks for each in check.findings):
        ends = set(finding.ends)
        severity = "contradiction" if finding.status == "inconsistent" else "units"
        for claim_id in finding.ends:
            if ends.isdisjoint(held.get(claim_id, ())):
                found[claim_id].append(OtherEnd(claim_id, severity, finding))
    ends_of_prints = _spread(index, failing, found)
    return {
        claim_id: tuple(sorted(ends, key=lambda each: AT_ODDS.index(each.verdict)))
        for claim_id, ends in ends_of_prints.items()
    }


def _spread(
    index: LedgerIndex, failing: Mapping[str, Verdict], found: Mapping[str, list[OtherEnd]]
) -> dict[str, list[OtherEnd]]:
    """The same with every other print that agrees with a number at odds."""
    prints: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim_id, first in index.originals.items():
        prints[first.claim_id, index.ledger[claim_id].printed].append(claim_id)
    spread = dict(found)
    for claim_id in (*found, *failing):
        ends = found.get(claim_id, [])
        if verdict := failing.get(claim_id):
            ends = [*ends, OtherEnd(claim_id, verdict.verdict, verdict)]
        printed = index.ledger[claim_id].printed
        for other in prints[index.originals[claim_id].claim_id, printed]:
            if other != claim_id and other not in failing and other not in found:
                spread[other] = ends
    return spread


def allowance(index: LedgerIndex, end: OtherEnd, *, rule: str) -> tuple[Statement, ...]:
    """What the verdict or finding at the other end says of a claim, and what it would allow."""
    if isinstance(end.of, Finding) or end.of.claim_id == end.claim_id:
        return end.of.statements
    claim, own = index.ledger[end.of.claim_id], index.ledger[end.claim_id]
    values = {"name": ClaimName(claim.claim_id), "printed": _printed(claim)}
    if end.verdict == "units":
        counts = (index.ledger[name] for name in (claim.claim_id, *end.of.against))
        units = other_units(index, (c for c in counts if c.kind in WHOLE)).values
        return (Statement("end_units", values | units),)
    if end.of.case == "repeat_differs":
        return (Statement("end_repeat", values),)
    allowed = _allowed(index, end.of, claim, own, rule=rule)
    if allowed is None:
        return (Statement("end_odds", values), *end.of.statements)
    whole = _whole_below(index, claim, own)
    if whole:
        return (Statement("end_share", values | {"base": whole, "allowed": allowed}),)
    return (Statement("end_allows", values | {"allowed": allowed}),)


def _allowed(
    index: LedgerIndex, verdict: Verdict, claim: Claim, own: Claim, *, rule: str
) -> range | OrMore | None:
    """The whole numbers that a claim allows in place of one it is held against; None if the
    arithmetic is of another kind."""
    if own.kind not in WHOLE:
        return None
    match verdict.case:
        case "over_base":
            return OrMore(_printed(claim))
        case "overshoot":
            answers = (index.ledger[name] for name in verdict.against)
            rest = sum(each.value for each in answers if each != own)
            return range(int(claim.value - rest) + 1)
        case "rank_wrong" | "among_first_wrong" if n_above(index, claim) == 0:
            ranked, *larger = (index.ledger[name] for name in verdict.against)
            if own == ranked:
                return OrMore(_printed(max(larger, key=lambda each: each.value)))
            return range(int(ranked.value) + 1)
    if not claim.formula or is_repeat(claim.formula):
        return None
    wanted = rounding_range(claim.printed, rule if claim.kind in ROUNDED_KINDS else "exact")
    values = {name: index.ledger[name].value for name in formulas.names_in(claim.formula)}
    return allowed_by(claim.formula, own.claim_id, values, wanted)


def allowed_by(
    formula: str, name: str, values: Mapping[str, Fraction], wanted: ValueRange
) -> range | OrMore | None:
    """For which whole numbers in place of one claim does a formula lie in a range?

    A formula rises or falls with each of its claims wherever it does not divide by zero, so the
    numbers are consecutive and two searches by halves find them. None when it does not.

    >>> share = "100 * part / whole", {"part": Fraction(357), "whole": Fraction(487)}
    >>> [allowed_by(share[0], name, share[1], rounding_range("72", "half_up")) for name in share[1]]
    [range(349, 354), range(493, 500)]
    """

    def given(number: int) -> Fraction:
        return formulas.evaluate(formula, values | {name: Fraction(number)})

    numbers = range(1, FURTHEST * int(max(1, *map(abs, values.values()))))
    try:
        rises = given(numbers[-1]) >= given(numbers[0])
        is_short, is_beyond = (_is_below, _is_above) if rises else (_is_above, _is_below)
        start = bisect_left(numbers, True, key=lambda n: not is_short(given(n), wanted))
        stop = bisect_left(numbers, True, key=lambda n: is_beyond(given(n), wanted))
        found = numbers[start:stop]
        if found and not all(wanted.contains(given(end)) for end in (found[0], found[-1])):
            return None
    except ArgumentError:  # divides by zero for some of the numbers
        return None
    if _gives_at_zero(formula, name, values, wanted):
        found = range(0, found.stop if found else 1)
    return OrMore(found[0]) if found and found[-1] == numbers[-1] else found


def _gives_at_zero(
    formula: str, name: str, values: Mapping[str, Fraction], wanted: ValueRange
) -> bool:
    try:
        return wanted.contains(formulas.evaluate(formula, values | {name: Fraction(0)}))
    except ArgumentError:
        return False


def _is_below(value: Fraction, span: ValueRange) -> bool:
    return value < span.low or (value == span.low and not span.low_included)


def _is_above(value: Fraction, span: ValueRange) -> bool:
    return value > span.high or (value == span.high and not span.high_included)


def _whole_below(index: LedgerIndex, claim: Claim, own: Claim) -> Expression | None:
    """What a percentage is a share of, where a number stands in its part alone."""
    ratio = ratio_of(claim.formula)
    if ratio is None or ratio.factor != PERCENT:
        return None
    names = formulas.names_in(ratio.denominator)
    if own.claim_id in names:
        return None
    return Expression(ratio.denominator, {name: index.ledger[name].printed for name in names})


def _printed(claim: Claim) -> Printed:
    return Printed(claim.printed, claim.kind == "percent")
