"""A percentage alone: can a whole number of respondents give it?

Of b respondents k are 100 k / b percent, so percentages lie 100 / b apart. A printed one is
possible when one of them lies in its rounding range: what GRIM asks of means (`audit.means`), asked
of shares. On a base with a percentage for every number of so many decimals the test says nothing.

The base is that of `audit.bases`. Where only an upper end is known, a percentage is impossible when
no base up to it gives it; the smallest base that does is the denominator of the simplest fraction
in the rounding range, which continued fractions find at once.

Source: Brown & Heathers (2017), The GRIM Test, doi:10.1177/1948550616673876.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import floor

from helpers.audit.bases import Base, percent_base
from helpers.audit.groups import finding, ledger_order, verdict_of
from helpers.audit.index import LedgerIndex
from helpers.audit.questions import (
    MOST_BASES,
    MOST_SHOWN,
    adjusted_statements,
    can_fail,
    question_of,
)
from helpers.audit.ratios import RULES, counts_of, share_of
from helpers.audit.results import Among, Finding, Printed, Statement, Verdict
from helpers.audit.shapes import is_repeat
from helpers.audit.subtotals import is_computed
from helpers.audit.tables import refuted, rules_left, rules_of_counts
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import ValueRange, rounding_range

# Answer types whose percentages are shares of respondents.
ANSWERED = ("single", "ordinal", "multiple")


def judge_percent(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict | None:
    """The verdict of a percentage by its base alone; None when the test does not apply or says
    nothing.

    A possible percentage still follows from nothing printed, so it stays `not_derivable`. One that
    is possible only under another rule is `rounding`, one on fewer respondents only is `base`, and
    one that no whole number gives contradicts its base.
    """
    key = "percent", claim.claim_id, rule
    if key not in index.worked_out:
        base = _tested_base(index, claim)
        index.worked_out[key] = _judge(index, claim, base, rule) if base else None
    return index.worked_out[key]


def check_percents(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Which printed percentages can whole numbers of respondents give?

    For each percentage without a count in its formula whose base, or largest possible base, is
    known. One that is possible under another rule or on fewer respondents only is `open`. What
    all of a question have in common, fewer answers or an adjusted sum, is told of the question.
    """
    order, findings = ledger_order(index), []
    for claim in index.ledger.values():
        verdict = judge_percent(index, claim, rule=rule)
        if verdict and not _is_told_of_question(index, claim, rule):
            base = percent_base(index, claim).claim.claim_id
            status = "consistent" if verdict.case == "percent_possible" else verdict.status
            names = claim.claim_id, base
            found = finding("percents", status, names, order=order, statements=verdict.statements)
            findings.append(found)
    return tuple(findings)


def _is_told_of_question(index: LedgerIndex, claim: Claim, rule: str) -> bool:
    judged = question_of(index, claim, rule)
    return judged is not None and bool(judged.valid or judged.adjustment)


def _tested_base(index: LedgerIndex, claim: Claim) -> Base | None:
    """The base of a percentage that is tested; None for any other claim."""
    if claim.kind != "percent" or claim.hedge:
        return None
    if not 0 <= claim.value <= 100:
        base = percent_base(index, claim) if _is_of_question(index, claim) else None
        return base if base and base.is_known and not claim.formula else None
    if claim.formula and not _is_further_sum(index, claim):
        return None
    has_count = claim.category in index.first.get(("count", claim.variable, claim.place), {})
    base = percent_base(index, claim)
    if base is None or (has_count and not claim.base):
        return None
    return base if can_fail(claim.printed, base.size) else None


def _is_of_question(index: LedgerIndex, claim: Claim) -> bool:
    """Whether a percentage is that of an answer, so that it lies between 0 and 100: a growth by
    130 percent is none."""
    return bool(claim.category) and index.answer(claim.variable) in ANSWERED


def _is_further_sum(index: LedgerIndex, claim: Claim) -> bool:
    """Whether a percentage adds up others of its question, and is not what their rounded numbers
    give, which need be no share of anything."""
    if is_repeat(claim.formula) or share_of(index, claim) or not is_computed(index, claim):
        return False
    values = {name: index.ledger[name].value for name in formulas.names_in(claim.formula)}
    return formulas.evaluate(claim.formula, values) != claim.value


def _judge(index: LedgerIndex, claim: Claim, base: Base, rule: str) -> Verdict | None:
    if not base.is_known:
        return _judge_up_to(claim, base, rule)
    judged = question_of(index, claim, rule)
    if judged and judged.valid:
        statements = [_needs(claim, base, rule), *judged.statements[-1:]]
        return _base_verdict(claim, base, statements, judged.valid, rule)
    possible = rules_of_counts(claim.printed, base.size, rule)
    rules = rules_left(index, claim, possible, rule=rule)
    changed = adjusted_statements(claim, judged, rules.kept)
    if changed and rule not in rules.kept:
        return verdict_of(claim, "rounding", "percent_adjusted", changed)
    statements = [_needs(claim, base, rule)]
    if rule in rules.kept:
        said = Statement("not_derivable")
        return verdict_of(claim, "not_derivable", "percent_possible", [said, *statements])
    if rules.kept:
        first = rules.kept[0]
        statements.append(Statement(f"mean_possible_{first}"))
        return verdict_of(claim, "rounding", f"share_{first}", statements, rule=first)
    statements += refuted(rules.refuted)
    if bases := bases_below(claim.printed, base.size, rule):
        statements.append(Statement(f"bases_{rule}", {"bases": shown_bases(bases)}))
        return _base_verdict(claim, base, statements, bases, rule)
    return verdict_of(
        claim, "contradiction", "percent_impossible", statements, against=(base.claim,)
    )


def _judge_up_to(claim: Claim, base: Base, rule: str) -> Verdict | None:
    """Without a known base: a contradiction when no base up to the largest gives it."""
    fewest = [smallest_base(claim.printed, each) for each in dict.fromkeys((rule, *RULES))]
    if any(each and each <= base.size for each in fewest):
        return None
    values = {"printed": Printed(claim.printed, True), "limit": base.size}
    statements = [Statement("percent_none", values)]
    return verdict_of(
        claim, "contradiction", "percent_impossible", statements, against=(base.claim,)
    )


def _base_verdict(
    claim: Claim, base: Base, statements: list[Statement], bases: Iterable[range], rule: str
) -> Verdict:
    ends = (base.claim.claim_id,)
    nearest = {rule: tuple(bases)[-1]}
    return Verdict(
        claim.claim_id,
        "base",
        "share_base",
        tuple(statements),
        rule=rule,
        bases=nearest,
        against=ends,
    )


def _needs(claim: Claim, base: Base, rule: str) -> Statement:
    counts = counts_of(claim.printed, base.size, rule)
    values = {"printed": Printed(claim.printed, True), "counts": counts, "base": base.size}
    return Statement("share_needs_counts" if counts else "share_needs_none", values)


def bases_below(printed: str, base: int, rule: str) -> tuple[range, ...]:
    """The bases nearest below one on which some whole number prints as a percentage.

    Ascending, at most one stretch more than are shown; the smallest of all where those near it have
    none.

    >>> bases_below("78.8", 101, "half_up")[-1]
    range(99, 100)
    """
    smallest = smallest_base(printed, rule)
    if smallest is None or smallest >= base:
        return ()
    nearest = list(islice(_stretches(printed, base, rule), MOST_SHOWN + 1))
    return tuple(reversed(nearest)) or (range(smallest, smallest + 1),)


def shown_bases(bases: tuple[range, ...]) -> object:
    """As many bases as a sentence holds, the nearest."""
    return bases if len(bases) <= MOST_SHOWN else Among(bases[-MOST_SHOWN:])


def _stretches(printed: str, base: int, rule: str) -> Iterator[range]:
    """Bases next to each other that give a percentage, from the largest below one."""
    stop = None
    lowest = max(0, base - 1 - MOST_BASES)
    for each in range(base - 1, lowest, -1):
        if counts_of(printed, each, rule):
            stop = stop or each + 1
        elif stop:
            yield range(each + 1, stop)
            stop = None
    if stop:
        yield range(lowest + 1, stop)


@lru_cache(maxsize=1 << 16)
def smallest_base(printed: str, rule: str) -> int | None:
    """The fewest respondents of whom some whole number prints as a percentage; None for no share.

    >>> smallest_base("46.08", "half_up"), smallest_base("33", "half_up")
    (102, 3)
    """
    span = rounding_range(printed, rule)
    low, high = max(span.low, Fraction(0)), min(span.high, Fraction(100))
    if low > high:
        return None
    ends = span.low_included or span.low < 0, span.high_included or span.high > 100
    if low == high and not all(ends):
        return None
    return _simplest(ValueRange(low / 100, high / 100, *ends)).denominator


def _simplest(span: ValueRange) -> Fraction:
    """The fraction with the smallest denominator in a range of numbers that are not negative."""
    if whole := span.integers():
        return Fraction(whole[0])
    below = floor(span.low)
    low, high = span.low - below, span.high - below
    smallest = 1 / high
    # From a range that begins at a whole number on, no reciprocal is too large.
    largest = 1 / low if low else smallest + 2
    return below + 1 / _simplest(
        ValueRange(smallest, largest, span.high_included, span.low_included or not low)
    )
