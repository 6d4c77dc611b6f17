"""Answers against the number of respondents: who is missing, and who is counted twice?

With counts c_i of the printed answers to one question, and n respondents:

    one answer each      n - sum(c_i) gave none of them; less than zero cannot be
    several answers      at least n - sum(c_i) gave none of them, where that is above zero, and at
                         least max(c_i) + e gave one of them, where e said that none applies

Percentages of a question with one answer each cannot add up to more than 100, their rounding
allowed for; when they add up to less, the rest gave none of the printed answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from helpers.audit.groups import (
    base_value,
    by_base,
    count_alike,
    finding,
    has_rough,
    is_subtotal,
    ledger_order,
    other_units,
    questions_of,
    sum_of,
)
from helpers.audit.index import LedgerIndex
from helpers.audit.results import Finding, Printed, RoundingRule, Shown, Statement
from helpers.audit.shares import RULES
from helpers.audit.subtotals import hidden_subtotal, parts_of
from helpers.ledger.claims import Claim
from helpers.ledger.reported import ValueRange, counts_that_print_as, parse_reported, rounding_range


def check_single_answers(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:  # noqa: ARG001
    """Do the answers to a question with one answer each add up to its base?

    Too many are `inconsistent`, too few `open`: the rest gave another answer or none. Nothing is
    said of too few where another answer is printed roughly ("about 20"). Answers in other units
    than the base are not compared with it, unless they are too many: `units`, if those in its own
    unit are not too many by themselves.
    """
    order, findings = ledger_order(index), []
    for base, claims in _questions(index, ("single", "ordinal")):
        total = sum(claim.value for claim in claims)
        own = [each for each in claims if _counts_base(index, each)]
        if len(own) < len(claims) and total <= base:
            continue
        if _has_rough_counts(index, claims) and total < base:
            continue
        values = {"expression": sum_of(claims), "value": Shown(total), "printed": Shown(base)}
        key, status = "single_all", "consistent"
        if total < base:
            key, status = "single_short", "open"
            values["gap"] = Shown(base - total)
        elif total > base:
            key, status = "overshoot", "inconsistent"
        statements = [Statement(key, values)]
        if len(own) < len(claims) and sum(claim.value for claim in own) <= base:
            status = "units"
            bases = (index.ledger[claim.base] for claim in claims)
            statements.append(other_units(index, (*claims, *bases)))
        found = finding(
            "single_answers", status, _named(claims), order=order, statements=statements
        )
        findings.append(found)
    return tuple(findings)


def check_multiple_answers(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:  # noqa: ARG001
    """Where several answers are allowed, at least how many respondents gave none of them?

    `open` when some did, `inconsistent` when one answer and "none" together have more respondents
    than there are.
    """
    order, findings = ledger_order(index), []
    for base, claims in _questions(index, ("multiple",)):
        bases = {index.ledger[claim.base].unit for claim in claims}
        if bases <= index.respondents and all(_counts_base(index, claim) for claim in claims):
            status, statements = _judge_several(index, base, claims)
            found = finding(
                "multiple_answers",
                status,
                _named(claims),
                order=order,
                statements=statements,
                at_odds=_named(_too_many(index, claims)),
            )
            findings.append(found)
    return tuple(findings)


def check_percent_sums(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Do the percentages of a question with one answer each add up to 100?

    More than their rounding explains is `inconsistent`, or `open` when another rule than `rule`
    explains it, or when one of them may be a subtotal of others; less is `open`, as the rest gave
    none of the printed answers. Percentages that add up others, by their formula, are no further
    parts.
    """
    order, findings = ledger_order(index), []
    for question in questions_of(index):
        claims = parts_of(index, question.percents)
        bases = {base_value(index, claim) for claim in claims}
        if len(claims) > 1 and len(bases) == 1 and index.is_single(question.variable):
            status, statements = _judge_sum(claims, rule)
            is_rough = has_rough(index, "percent", question.variable, question.place)
            if is_rough and statements[0].key != "percents_over":
                continue
            if status == "inconsistent" and (found := hidden_subtotal(claims, rule)):
                status, statements = "open", [*statements, _subtotal(claims, *found)]
            if status == "consistent" and not question.counts:
                status, statements = _judge_missing(claims, bases.pop(), rule, said=statements)
            found = finding(
                "percent_sums",
                status,
                _named(claims),
                order=order,
                statements=statements,
                at_odds=[claim.claim_id for claim in claims],
            )
            findings.append(found)
    return tuple(findings)


def _questions(
    index: LedgerIndex, answers: Sequence[str]
) -> Iterator[tuple[Fraction, list[Claim]]]:
    """The base and the counts of each question of these answer types, with at least two counts."""
    for question in questions_of(index):
        if index.answer(question.variable) in answers:
            counts = (c for c in question.counts.values() if not is_subtotal(index, c))
            for (_, base), claims in by_base(index, counts).items():
                if len(claims) > 1:
                    yield base, claims


def _has_rough_counts(index: LedgerIndex, claims: Sequence[Claim]) -> bool:
    return has_rough(index, "count", claims[0].variable, claims[0].place)


def _named(claims: Sequence[Claim]) -> list[str]:
    return [name for claim in claims for name in (claim.claim_id, claim.base)]


def _counts_base(index: LedgerIndex, claim: Claim) -> bool:
    """Whether an answer counts what its base does, or mentions by those."""
    return count_alike(index, (claim, index.ledger[claim.base]), with_mentions=True)


def _too_many(index: LedgerIndex, claims: Sequence[Claim]) -> list[Claim]:
    """ "None" and the largest other answers, which are too many together if any are."""
    people = [claim for claim in claims if claim.unit in index.respondents]
    others = [claim for claim in people if claim.category not in index.roles.exclusive]
    largest = max((claim.value for claim in others), default=Fraction(0))
    return [c for c in people if c.category in index.roles.exclusive or c.value == largest]


def _judge_several(
    index: LedgerIndex, base: Fraction, claims: Sequence[Claim]
) -> tuple[str, list[Statement]]:
    total = sum(claim.value for claim in claims)
    people = [claim for claim in claims if claim.unit in index.respondents]
    none = sum(claim.value for claim in people if claim.category in index.roles.exclusive)
    others = (claim.value for claim in people if claim.category not in index.roles.exclusive)
    largest = max(others, default=Fraction(0))
    values = {"expression": sum_of(claims), "value": Shown(total), "base": Shown(base)}
    values |= {"largest": Shown(largest), "none": Shown(none), "fewest": Shown(largest + none)}
    if none and largest + none > base:
        return "inconsistent", [Statement("multiple_over", values)]
    least = Statement("multiple_least_or_none" if none else "multiple_least", values)
    if total >= base:
        return "consistent", [Statement("multiple_enough", values), least]
    if _has_rough_counts(index, claims):
        return "consistent", [least]
    values["gap"] = Shown(base - total)
    return "open", [Statement("multiple_short", values), least]


def _judge_sum(claims: Sequence[Claim], rule: str) -> tuple[str, list[Statement]]:
    reach = {each: _sum_range(claims, each) for each in dict.fromkeys((rule, *RULES))}
    total = sum(claim.value for claim in claims)
    decimals = max(parse_reported(claim.printed).decimals for claim in claims)
    values = {"expression": sum_of(claims), "value": Shown(total, decimals, True)}
    values |= {"rule": RoundingRule(rule)}
    ends = (reach[rule].low, reach[rule].high)  # exact: half of a last digit is one digit more
    low, high = (Shown(value, decimals + 1, True) for value in ends)
    fitting = [each for each, span in reach.items() if not _is_above(span)]
    if rule not in fitting:
        over = Statement("percents_over", values | {"low": low})
        explained = [Statement(f"rule_{each}") for each in fitting[:1]]
        return "open" if fitting else "inconsistent", [over, *explained]
    gap = 100 - reach[rule].high
    if gap > 0:
        values |= {"high": high, "gap": Shown(gap, decimals + 1, True)}
        return "open", [Statement("percents_short", values)]
    return "consistent", [Statement("percents_all", values | {"low": low, "high": high})]


def _subtotal(claims: Sequence[Claim], claim: Claim, parts: Sequence[Claim]) -> Statement:
    """The sentence that a percentage may add up others."""
    decimals = max(parse_reported(each.printed).decimals for each in claims)
    total = sum(each.value for each in claims)
    values = {"printed": Printed(claim.printed, True), "expression": sum_of(parts)}
    values["value"] = Shown(sum(each.value for each in parts), decimals, True)
    values["rest"] = Shown(total - claim.value, decimals, True)
    return Statement("percents_subtotal", values)


def _judge_missing(
    claims: Sequence[Claim], base: Fraction | None, rule: str, *, said: list[Statement]
) -> tuple[str, list[Statement]]:
    """Without printed counts: how many respondents of the stated base do the percentages leave?"""
    if base is None:
        return "consistent", said
    counts = [counts_that_print_as(claim.printed, int(base), rule=rule) for claim in claims]
    most = sum(each[-1] for each in counts if each)
    if not all(counts) or most >= base:
        return "consistent", said
    values = {"base": Shown(base), "most": most, "gap": Shown(base - most)}
    return "open", [*said, Statement("percents_missing", values)]


def _sum_range(claims: Sequence[Claim], rule: str) -> ValueRange:
    """Between which values the sum of the unrounded percentages lies; none of them is below 0."""
    spans = [rounding_range(claim.printed, rule) for claim in claims]
    lows = [(max(span.low, Fraction(0)), span.low_included or span.low < 0) for span in spans]
    low, high = sum(low for low, _ in lows), sum(span.high for span in spans)
    included = all(each for _, each in lows), all(span.high_included for span in spans)
    return ValueRange(low, high, *included)


def _is_above(span: ValueRange) -> bool:
    return span.low > 100 or (span.low == 100 and not span.low_included)
