"""One quantity printed in several places: the prints must agree, digit for digit or rounded.

Prints with the same number of decimals must be equal. Where one has fewer, it must be what the
other becomes when it is rounded to them. Two that differ and count different things, as 12 cases
and 14 statements do, are `units`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from helpers.audit import hedged
from helpers.audit.groups import count_alike, other_units
from helpers.audit.index import LedgerIndex
from helpers.audit.results import ClaimName, Finding, Printed, Statement, Verdict
from helpers.audit.shares import RULES, rules_that_give
from helpers.ledger.claims import Claim
from helpers.ledger.reported import parse_reported


def judge_repeat(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict:
    """The verdict of a claim whose formula names one other claim and nothing else."""
    return _judge(index, claim, index.ledger[claim.formula], rule)


def judge_second_print(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict | None:
    """The verdict of a claim without formula whose quantity was printed before; else None."""
    original = index.originals[claim.claim_id]
    if original.hedge:
        return hedged.judge_hedged(index, claim, rule=rule)
    return None if original is claim else _judge(index, claim, original, rule)


def _judge(index: LedgerIndex, claim: Claim, other: Claim, rule: str) -> Verdict:
    rules = rules_that_agree(claim.printed, other.printed, rule)
    key = "repeat_same" if claim.value == other.value else "repeat_other"
    statements = [Statement(key, _prints(claim, other))]
    verdict, case, found = "contradiction", "repeat_differs", ""
    if rules:
        found = rules[0]
        is_exact = found == rule
        verdict, case = ("exact", "repeat_same") if is_exact else ("rounding", f"share_{found}")
        statements += [] if is_exact else [Statement(f"rule_{found}")]
    elif not count_alike(index, (claim, other)):
        verdict, case = "units", "other_units"
        statements.append(other_units(index, (claim, other)))
    against = (other.claim_id,)
    return Verdict(
        claim.claim_id, verdict, case, tuple(statements), other.value, found, against=against
    )


def rules_that_agree(printed: str, other: str, rule: str) -> tuple[str, ...]:
    """Under which rules is one print a rounding of the other? All of them when they are equal.

    >>> rules_that_agree("66", "65.85", "half_up"), rules_that_agree("9", "10", "half_up")
    (('half_up', 'half_even', 'half_down', 'up'), ())
    """
    if "/" in printed + other:  # shares in words are not rounded
        return tuple(dict.fromkeys((rule, *RULES))) if Fraction(printed) == Fraction(other) else ()
    one, two = parse_reported(printed), parse_reported(other)
    if one.value == two.value:
        return tuple(dict.fromkeys((rule, *RULES)))
    coarse, fine = (one, two) if one.decimals < two.decimals else (two, one)
    return rules_that_give(Fraction(fine.value), coarse.text, rule)


def check_repeats(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Is a quantity that is printed more than once the same everywhere?"""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in index.ledger.values():
        if claim.hedge:
            continue
        groups[index.originals[claim.claim_id].claim_id].append(claim)
    return tuple(_compare(index, claims, rule) for claims in groups.values() if len(claims) > 1)


def _compare(index: LedgerIndex, claims: Sequence[Claim], rule: str) -> Finding:
    first, *others = claims
    different = [c for c in others if not rules_that_agree(first.printed, c.printed, rule)]
    names = tuple(claim.claim_id for claim in claims)
    if different:
        statements = tuple(Statement("repeat_pair", _pair(c, first)) for c in different)
        if any(count_alike(index, (first, each)) for each in different):
            return Finding("repeats", "inconsistent", names, statements)
        statements = (*statements, other_units(index, (first, *different)))
        return Finding("repeats", "units", names, statements)
    prints = tuple(dict.fromkeys(_printed(claim) for claim in claims))
    statement = Statement("repeat_all", {"prints": prints, "n_prints": len(claims)})
    return Finding("repeats", "consistent", names, (statement,))


def _pair(claim: Claim, first: Claim) -> dict[str, object]:
    return _prints(claim, first) | {"own_name": ClaimName(claim.claim_id)}


def _prints(claim: Claim, other: Claim) -> dict[str, object]:
    return {
        "printed": _printed(claim),
        "other": _printed(other),
        "name": ClaimName(other.claim_id),
    }


def _printed(claim: Claim) -> Printed:
    return Printed(claim.printed, claim.kind == "percent")
