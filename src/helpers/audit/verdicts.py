"""The verdict of every printed number: does it follow from the other printed numbers?

    exact           equal to what its formula gives, or to that rounded by the assumed rule
    rounding        follows under another rounding rule, or when rounded inputs are allowed for
    units           would not follow if all numbers counted the same things, which they do not
    base            follows on another base than the stated one
    contradiction   follows under no rule and on no base, or two prints of one quantity differ
    not_derivable   the report prints nothing it could follow from
    external        taken from another source than the study

A claim is judged by what its formula is: a repeat of one claim (`repeats`), a ratio (`shares`) or
other arithmetic (`totals`). Without one, a second print is held against the first, ranking words
against the numbers they rank (`rankings`), counts of a level against the levels (`scales`) and
means, medians, deviations and percentages against whole answers (`means`, `spreads`, `percents`);
so is a percentage that adds up others, besides its sum. Whatever it is, a base with more answers
than respondents, a part larger than its base and a score beyond its scale (`scales`) contradict
themselves.

A formula says what a number should be, so it fails as well where its counts are in different units,
and all of them may be right: what is counted in another unit can be any number of the claim's own.
Where some such number makes the formula hold, the verdict is `units`; where none does, because
those in its own unit fail by themselves, it is a contradiction (`groups.comparable`).
"""

from __future__ import annotations

from helpers.audit import (
    hedged,
    means,
    percents,
    rankings,
    repeats,
    scales,
    shares,
    spreads,
    totals,
)
from helpers.audit.groups import (
    count_alike,
    is_subtotal,
    n_answers,
    other_units,
    sum_of,
    verdict_of,
)
from helpers.audit.index import LedgerIndex
from helpers.audit.results import VERDICTS, Printed, Shown, Statement, Verdict
from helpers.audit.shapes import is_repeat
from helpers.errors import ArgumentError
from helpers.ledger.claims import Claim, Ledger

# Taken for external where the codebook does not say from which source a variable comes.
EXTERNAL_KINDS = ("year", "date", "money")


def judge(ledger: Ledger | LedgerIndex, claim_id: str, *, rule: str = "half_up") -> Verdict:
    """Does one printed number follow from the others, and by which arithmetic?

    `rule` is how the report is taken to round, one of `shares.RULES`. For many claims of one
    ledger give its `LedgerIndex`, which is then made once. Raises `ArgumentError` for an unknown
    claim or rule.
    """
    index = ledger if isinstance(ledger, LedgerIndex) else LedgerIndex.of(ledger)
    if rule not in shares.RULES:
        raise ArgumentError(f"rounding rule {rule!r} is unknown; use {', '.join(shares.RULES)}")
    claim = index.ledger[claim_id]
    by_itself, by_formula = _by_itself(index, claim, rule), _by_formula(index, claim, rule)
    alone = percents.judge_percent(index, claim, rule=rule) if by_formula else None
    if alone and alone.case == "percent_possible":
        alone = None
    if judged := [each for each in (by_formula, by_itself, alone) if each]:
        return min(judged, key=lambda each: VERDICTS.index(each.verdict))
    if claim.hedge and claim.kind != "rank":
        return _underivable(index, claim)
    return _without_formula(index, claim, rule) or _underivable(index, claim)


def judge_all(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Verdict, ...]:
    """The verdict of every claim, in the order of the ledger."""
    return tuple(judge(index, claim_id, rule=rule) for claim_id in index.ledger)


def _by_formula(index: LedgerIndex, claim: Claim, rule: str) -> Verdict | None:
    if claim.kind != "rank" and hedged.involves_hedge(index, claim):
        return hedged.judge_hedged(index, claim, rule=rule)
    if not claim.formula:
        return None
    if is_repeat(claim.formula):
        return repeats.judge_repeat(index, claim, rule=rule)
    if share := shares.share_of(index, claim):
        return shares.judge_share(index, share, rule=rule)
    return totals.judge_total(index, claim, rule=rule)


def _without_formula(index: LedgerIndex, claim: Claim, rule: str) -> Verdict | None:
    for judged in (
        repeats.judge_second_print(index, claim, rule=rule),
        rankings.judge_rank(index, claim, rule=rule),
        scales.judge_level_count(index, claim),
        means.judge_mean(index, claim, rule=rule),
        spreads.judge_spread(index, claim, rule=rule),
        percents.judge_percent(index, claim, rule=rule),
    ):
        if judged:
            return judged
    return None


def _by_itself(index: LedgerIndex, claim: Claim, rule: str) -> Verdict | None:
    """A part over its base, a base under its single answers, a score beyond its scale.

    A claim whose formula fails as badly is judged by the formula.
    """
    return (
        _over_base(index, claim)
        or _overshoot(index, claim)
        or scales.judge_scale(index, claim, rule=rule)
    )


def _over_base(index: LedgerIndex, claim: Claim) -> Verdict | None:
    base = index.ledger.get(claim.base)
    if claim.kind != "count" or base is None or base.kind == "date":
        return None
    if not count_alike(index, (claim, base)) or not hedged.is_above(claim, base):
        return None
    values = {"printed": hedged.shown(claim), "base": hedged.shown(base)}
    statements = [Statement("over_base", values)]
    return verdict_of(claim, "contradiction", "over_base", statements, against=(base,))


def _overshoot(index: LedgerIndex, claim: Claim) -> Verdict | None:
    if claim.kind == "date" or claim.hedge:
        return None
    for variable, place in index.questions.get(claim.claim_id, ()):
        total = n_answers(index, variable, place)
        if not index.is_single(variable) or total <= claim.value:
            continue
        answers = [a for a in index.answers(variable, place).values() if not is_subtotal(index, a)]
        if all(answer.base == claim.claim_id for answer in answers):
            values = {"expression": sum_of(answers), "printed": Printed(claim.printed)}
            statements = [Statement("overshoot", values | {"value": Shown(total)})]
            own = [a for a in answers if count_alike(index, (claim, a), with_mentions=True)]
            if sum(answer.value for answer in own) > claim.value:
                return verdict_of(claim, "contradiction", "overshoot", statements, against=answers)
            statements.append(other_units(index, (claim, *answers)))
            return verdict_of(claim, "units", "other_units", statements, against=answers)
    return None


def _underivable(index: LedgerIndex, claim: Claim) -> Verdict:
    is_external = index.is_external(claim.variable)
    if not index.source(claim.variable):
        is_external = claim.kind in EXTERNAL_KINDS
    verdict = "external" if is_external else "not_derivable"
    return Verdict(claim.claim_id, verdict, verdict, (Statement(verdict),))
