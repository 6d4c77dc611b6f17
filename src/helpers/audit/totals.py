"""Sums, differences and other arithmetic against the number that is printed for it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from helpers.audit.groups import count_alike, other_units
from helpers.audit.hedged import involves_hedge
from helpers.audit.index import LedgerIndex
from helpers.audit.results import Expression, Finding, Printed, Shown, Statement, Verdict
from helpers.audit.shapes import is_repeat, range_of
from helpers.audit.shares import RULES, decimals_that_tell, rules_that_give, share_of
from helpers.ledger import formulas
from helpers.ledger.claims import ROUNDED_KINDS, Claim
from helpers.ledger.reported import ValueRange, rounding_range


def judge_total(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict:
    """The verdict of a claim whose formula is a sum or other arithmetic over claims.

    A count is no rounded number, so it follows only when it is equal. A percentage or mean may be
    rounded itself, and where it rests on percentages or means their rounding is allowed for, under
    one rule for all of them: by the assumed one it follows, by another the verdict is `rounding`. A
    sum of counts that fails is `units` where some whole numbers in place of those in other units
    would make it hold.
    """
    value = index.ledger.recompute(claim.claim_id)
    statements = [_arithmetic(index, claim, value)]
    rules = _rules(claim, value, rule)
    if rules and rules[0] == rule:
        if _in_other_units(index, claim):
            statements.append(other_units(index, _counts(index, claim), "units_one_each"))
        return _verdict(claim, "exact", "total_exact", statements, value=value, rule=rule)
    unrounded = [r for r in dict.fromkeys((rule, *RULES)) if _follows_from_rounded(index, claim, r)]
    if rule in unrounded:
        said = [*statements, Statement("inputs_rounded")]
        return _verdict(claim, "exact", "inputs_rounded", said, value=value, rule=rule)
    if rules:
        statements.append(Statement(f"rule_{rules[0]}"))
        case = f"share_{rules[0]}"
        return _verdict(claim, "rounding", case, statements, value=value, rule=rules[0])
    if unrounded:
        said = [*statements, Statement("inputs_rounded"), Statement(f"rule_{unrounded[0]}")]
        case = f"share_{unrounded[0]}"
        return _verdict(claim, "rounding", case, said, value=value, rule=unrounded[0])
    gap = value - claim.value
    decimals = decimals_that_tell(gap, claim.printed)
    shown = Shown(abs(gap), decimals, claim.kind == "percent")
    statements.append(Statement("total_more" if gap > 0 else "total_less", {"gap": shown}))
    verdict, case = "contradiction", "total_over" if gap > 0 else "total_short"
    if others := _in_other_units(index, claim):
        statements.append(other_units(index, _counts(index, claim)))
        alone = _with(index, claim, others, Fraction(0))
        if _can_hold(index, claim, others, alone):
            verdict, case = "units", "total_units"
        else:
            statements.append(Statement("own_unit", {"value": Shown(alone)}))
    return _verdict(claim, verdict, case, statements, value=value)


def check_totals(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Does each total equal the sum of its parts?"""
    findings = []
    for claim in index.ledger.values():
        is_sum = claim.formula and not is_repeat(claim.formula)
        if is_sum and not involves_hedge(index, claim) and not share_of(index, claim):
            verdict = judge_total(index, claim, rule=rule)
            names = (claim.claim_id, *formulas.names_in(claim.formula))
            findings.append(Finding("totals", verdict.status, names, verdict.statements))
    return tuple(findings)


def _verdict(
    claim: Claim,
    verdict: str,
    case: str,
    statements: list[Statement],
    *,
    value: Fraction,
    rule: str = "",
) -> Verdict:
    against = formulas.names_in(claim.formula)
    return Verdict(claim.claim_id, verdict, case, tuple(statements), value, rule, against=against)


def _rules(claim: Claim, value: Fraction, rule: str) -> tuple[str, ...]:
    if claim.kind in ROUNDED_KINDS:
        return rules_that_give(value, claim.printed, rule)
    return (rule,) if value == claim.value else ()


def _counts(index: LedgerIndex, claim: Claim) -> tuple[Claim, ...]:
    """A claim and the parts of its formula."""
    return claim, *(index.ledger[name] for name in formulas.names_in(claim.formula))


def _in_other_units(index: LedgerIndex, claim: Claim) -> list[Claim]:
    """The parts of a sum of counts that count other things than it; none for other arithmetic."""
    counts = _counts(index, claim)
    is_sum = set(formulas.postfix(claim.formula)).isdisjoint("*/")
    if not is_sum or any(each.kind in ROUNDED_KINDS for each in counts):
        return []
    return [each for each in counts if not count_alike(index, (claim, each), with_mentions=True)]


def _with(index: LedgerIndex, claim: Claim, parts: Iterable[Claim], number: Fraction) -> Fraction:
    """What a formula gives with one number in place of some parts."""
    values = {each.claim_id: each.value for each in _counts(index, claim)}
    values |= {part.claim_id: number for part in parts}
    return formulas.evaluate(claim.formula, values)


def _can_hold(index: LedgerIndex, claim: Claim, parts: Iterable[Claim], alone: Fraction) -> bool:
    """Whether a sum, which gives `alone` without some parts, is right for some numbers of them."""
    steps = [_with(index, claim, (part,), Fraction(1)) for part in parts]
    without = [_with(index, claim, (part,), Fraction(0)) for part in parts]
    gap = claim.value - alone
    return gap == 0 or any((one - zero) * gap > 0 for one, zero in zip(steps, without, strict=True))


def _follows_from_rounded(index: LedgerIndex, claim: Claim, rule: str) -> bool:
    """Whether some values that print as the inputs give one that prints as the claim."""
    inputs = [index.ledger[name] for name in formulas.names_in(claim.formula)]
    if not any(each.kind in ROUNDED_KINDS for each in inputs):
        return False
    rules = {each: rule if each.kind in ROUNDED_KINDS else "exact" for each in (*inputs, claim)}
    ranges = {each.claim_id: _behind(each, rules[each]) for each in inputs}
    reached = range_of(claim.formula, ranges)
    return reached is not None and reached.meets(_behind(claim, rules[claim]))


def _behind(claim: Claim, rule: str) -> ValueRange:
    """The values that print as a claim; a percentage of respondents is not below zero."""
    values = rounding_range(claim.printed, rule)
    if claim.kind != "percent" or claim.value < 0 or values.low >= 0:
        return values
    return ValueRange(Fraction(0), values.high, True, values.high_included)


def _arithmetic(index: LedgerIndex, claim: Claim, value: Fraction) -> Statement:
    is_percent = claim.kind == "percent"
    printed = {name: index.ledger[name].printed for name in formulas.names_in(claim.formula)}
    return Statement(
        "total",
        {
            "expression": Expression(claim.formula, printed),
            "value": Shown(value, decimals_that_tell(value, claim.printed), is_percent),
            "printed": Printed(claim.printed, is_percent),
        },
    )
