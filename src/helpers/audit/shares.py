"""Percentages and means against their numerator and base.

With numerator A, base b and factor f (100 for a percentage, 1 for a mean), a printed number with
the rounding range R under a rule follows when f * A / b lies in R. Three questions are asked in
turn: under the rule the report is taken to use; under another rule that the other numbers of its
table leave (`audit.tables`); on another whole base. A percentage that was changed by a unit of its
last digit so that its question adds up to 100 (`audit.adjusted`) is a matter of rounding, too. One
whose part and base count different things is a share of nothing, and the last is not asked of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from helpers.audit.groups import count_alike, n_answers, other_units
from helpers.audit.index import LedgerIndex
from helpers.audit.questions import adjusted_statements, question_of
from helpers.audit.ratios import RULES, RULES_ON_OTHER_BASES, Share, rules_that_give, share_of
from helpers.audit.results import Expression, Finding, Printed, Shown, Statement, Verdict
from helpers.audit.tables import refuted, rules_left
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import ValueRange, parse_reported, rounding_range

MOST_DECIMALS = 6


def bases_that_give(share: Share, rule: str, *, at_least: int, at_most: int) -> range:
    """On which whole bases does the numerator print as the share, under one rule?

    All b in at_least..at_most with factor * A / b in the rounding range; they are consecutive.
    """
    wanted = rounding_range(share.claim.printed, rule)
    top = share.ratio.factor * share.numerator
    if top < 0 or wanted.high <= 0:
        return range(0)
    if top == 0:
        return range(at_least, at_most + 1) if wanted.contains(0) else range(0)
    largest = top / wanted.low if wanted.low > 0 else Fraction(at_most)
    found = ValueRange(top / wanted.high, largest, wanted.high_included, wanted.low_included)
    whole = found.integers()
    first = max(whole.start, at_least)
    return range(first, max(first, min(whole.stop, at_most + 1)))


def judge_share(index: LedgerIndex, share: Share, *, rule: str) -> Verdict:
    """The verdict of a percentage or mean with a formula, and its arithmetic."""
    key = share.claim.claim_id, rule
    if key not in index.judged:
        index.judged[key] = _judge(index, share, rule)
    return index.judged[key]


def _judge(index: LedgerIndex, share: Share, rule: str) -> Verdict:
    claim = share.claim
    rules, refuted_rules = rules_left(
        index, claim, rules_that_give(share.value, claim.printed, rule), rule=rule
    )
    found = other_bases(index, share, rule=rule)
    bases = {each: found[each] for each in found if each not in refuted_rules}
    statements = [_arithmetic(share)]
    if rule in rules:
        return _verdict(share, "exact", "share_exact", statements, rule=rule, bases=bases)
    if changed := adjusted_statements(claim, question_of(index, claim, rule), rules):
        said = [*statements, *changed[1:]]
        return _verdict(share, "rounding", "percent_adjusted", said, bases=bases)
    statements += _counts_needed(share, rule)
    if rules:
        statements.append(Statement(f"rule_{rules[0]}"))
        case = f"share_{rules[0]}"
        return _verdict(share, "rounding", case, statements, rule=rules[0], bases=bases)
    statements += refuted(refuted_rules)
    sides = _claims(index, share)
    if share.is_percent and _are_counts(sides) and not count_alike(index, sides):
        statements.append(other_units(index, sides))
        return _verdict(share, "units", "other_units", statements, bases={})
    if bases:
        statements += [Statement(f"bases_{each}", {"bases": bases[each]}) for each in bases]
        return _verdict(
            share, "base", "share_base", statements, bases=bases, rule=next(iter(bases))
        )
    statements += _bases_needed(index, share, rule)
    return _verdict(share, "contradiction", "share_none", statements, bases={})


def other_bases(index: LedgerIndex, share: Share, *, rule: str) -> dict[str, range]:
    """The bases other than the stated one on which a share follows, by rule.

    At least as many as gave the answers of a single-answer question, at most as many as the ledger
    knows of (`LedgerIndex.base_limit`). Rules without such a base are left out, and so is a tie
    rule that adds nothing.
    """
    if not _counts_people(index, share):
        return {}
    low, limit = _fewest(index, share), _limit(index, share)
    found: dict[str, range] = {}
    for each in dict.fromkeys((rule, *RULES_ON_OTHER_BASES)):
        bases = bases_that_give(share, each, at_least=low, at_most=limit)
        is_news = bases not in found.values()
        if any(base != share.base for base in bases) and is_news:
            found[each] = bases
    return found


def check_shares(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Does each percentage and mean follow from its numerator and base?"""
    findings = []
    for claim in index.ledger.values():
        if share := share_of(index, claim):
            verdict = judge_share(index, share, rule=rule)
            names = (claim.claim_id, *formulas.names_in(claim.formula))
            findings.append(Finding("shares", verdict.status, names, verdict.statements))
    return tuple(findings)


def _verdict(
    share: Share,
    verdict: str,
    case: str,
    statements: list[Statement],
    *,
    bases: Mapping[str, range],
    rule: str = "",
) -> Verdict:
    claim_id = share.claim.claim_id
    against = formulas.names_in(share.claim.formula)
    return Verdict(
        claim_id, verdict, case, tuple(statements), share.value, rule, dict(bases), against
    )


def _arithmetic(share: Share) -> Statement:
    sides = f"{_grouped(share.ratio.numerator)} / {_grouped(share.ratio.denominator)}"
    decimals = decimals_that_tell(share.value, share.claim.printed)
    return Statement(
        "share",
        {
            "expression": Expression(sides, share.printed),
            "value": Shown(share.value, decimals, share.is_percent),
            "printed": Printed(share.claim.printed, share.is_percent),
        },
    )


def _grouped(side: str) -> str:
    # A side comes without brackets around the whole of it, see `shapes.ratio_of`.
    is_one = side.isidentifier() or side.replace(".", "").isdigit()
    return side if is_one else f"({side})"


def decimals_that_tell(value: Fraction, printed: str) -> int:
    """With how many decimals does a value show on which side of the printed digits it lies?

    None for a value that needs none; otherwise one more than was printed, and more while rounding
    would move the value into or out of a rounding range.
    """
    if value.denominator == 1:
        return 0
    first = parse_reported(printed).decimals + 1
    ranges = [rounding_range(printed, rule) for rule in RULES]
    for decimals in range(first, MOST_DECIMALS):
        shown = round(value, decimals)
        if all(each.contains(shown) == each.contains(value) for each in ranges):
            return decimals
    return MOST_DECIMALS


def _counts_needed(share: Share, rule: str) -> list[Statement]:
    """Which numerators would print so on the stated base."""
    if share.base.denominator != 1 or share.base <= 0:
        return []
    wanted = rounding_range(share.claim.printed, rule)
    ends = (end * share.base / share.ratio.factor for end in (wanted.low, wanted.high))
    counts = ValueRange(*ends, wanted.low_included, wanted.high_included).integers()
    values = {"printed": Printed(share.claim.printed, share.is_percent)}
    values |= {"counts": counts, "base": int(share.base)}
    return [Statement("share_needs_counts" if counts else "share_needs_none", values)]


def _bases_needed(index: LedgerIndex, share: Share, rule: str) -> list[Statement]:
    """Which bases would do, however large or small, and what rules them out."""
    if not _counts_people(index, share):
        return []
    low, limit = _fewest(index, share), _limit(index, share)
    widest = 2 * math.ceil(max(share.base, share.numerator, limit))
    bases = bases_that_give(share, rule, at_least=1, at_most=widest)
    if not bases:
        return [Statement("bases_none", {"limit": widest})]
    key = "bases_over" if bases[0] > limit else "bases_under"
    return [Statement(key, {"bases": bases, "limit": limit if key == "bases_over" else low})]


def _counts_people(index: LedgerIndex, share: Share) -> bool:
    """Whether the base could have been another number of respondents: both sides are counts."""
    whole = share.base.denominator == 1 and share.base > 0 and share.numerator >= 0
    return whole and _are_counts(_claims(index, share))


def _claims(index: LedgerIndex, share: Share) -> list[Claim]:
    return [index.ledger[name] for name in formulas.names_in(share.claim.formula)]


def _are_counts(claims: Iterable[Claim]) -> bool:
    return {claim.kind for claim in claims} <= {"count", "total", "base"}


def _fewest(index: LedgerIndex, share: Share) -> int:
    """The smallest base of a share: its part, or every answer of a single-answer question."""
    fewest = math.ceil(share.numerator) if share.is_percent else 1
    claim = share.claim
    if index.is_single(claim.variable):
        fewest = max(fewest, math.ceil(n_answers(index, claim.variable, claim.place)))
    return max(fewest, 1)


def _limit(index: LedgerIndex, share: Share) -> int:
    names = formulas.names_in(share.ratio.counted)
    unit = index.ledger[names[0]].unit if names else share.claim.unit
    return max(int(share.base), index.base_limit(share.claim, unit))
