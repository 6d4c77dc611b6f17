"""Percentages of one question against each other: which bases reproduce all of them?

The answers of a question rest on one base and were rounded by one rule. On a base b a percentage
with a printed count k follows when 100 k / b prints so, and one without a count when some whole
number k of b does; of a question with single answers, these numbers must fit into b together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from helpers.audit.groups import (
    PrintedAnswers,
    base_value,
    count_alike,
    finding,
    is_combined,
    is_subtotal,
    ledger_order,
    other_units,
    questions_of,
)
from helpers.audit.index import LedgerIndex
from helpers.audit.results import Among, Finding, Printed, RoundingRule, Statement
from helpers.audit.shares import RULES, share_of
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import bases_that_reproduce, counts_that_print_as

# A whole percentage has a count on every base from 100 up, so a longer search tells little more.
MOST_BASES = 400
MOST_SHOWN = 6


class Answer(NamedTuple):
    """A printed percentage and its count; None where the report prints no count."""

    printed: str
    count: int | None


class Shares(NamedTuple):
    """The percentages of one question, and what the ledger says of their base.

    base        the stated base, else the one that their formulas divide by, else None
    is_stated   whether the report prints it as their base
    bases       from the fewest who gave the printed answers to the most whom the ledger knows of
    is_single   whether each respondent gives at most one answer
    """

    answers: tuple[Answer, ...]
    base: int | None
    is_stated: bool
    bases: range
    is_single: bool


class Fit(NamedTuple):
    """The most percentages that follow together under a rule, and on which bases."""

    rule: str
    n_follow: int
    bases: tuple[range, ...]


def check_question_bases(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Do the percentages of a question follow on one base?

    `consistent` when all do under `rule`, on the base that the report states or, where it states
    none, on the one that their formulas divide by; `open` when they all do only under another rule,
    or on a base that has to be guessed; `inconsistent` when the stated base gives them all under no
    rule, or no base does, and `units` when that base or the counts count different things.
    """
    order, findings = ledger_order(index), []
    for question in questions_of(index):
        if shares := shares_of(index, question):
            status, statements = judge_shares(shares, rule)
            claims = [*question.counts.values(), *question.percents.values()]
            names = [name for claim in claims for name in (claim.claim_id, claim.base)]
            asked = [c for c in claims if c.category in question.percents and not is_combined(c)]
            ends = [name for claim in asked for name in (claim.claim_id, claim.base) if name]
            sides = [index.ledger[n] for n in ends if index.ledger[n].kind != "percent"]
            if status == "inconsistent" and not count_alike(index, sides):
                status = "units"
                statements = [*statements, other_units(index, sides)]
            findings.append(
                finding(
                    "question_bases",
                    status,
                    names,
                    order=order,
                    statements=statements,
                    at_odds=ends,
                )
            )
    return tuple(findings)


def shares_of(index: LedgerIndex, question: PrintedAnswers) -> Shares | None:
    """The percentages of a question; None with fewer than two, on several bases, or when nothing
    tells how large a base can be."""
    percents = [claim for claim in question.percents.values() if not is_combined(claim)]
    stated = {base_value(index, claim) for claim in percents}
    if len(percents) < 2 or len(stated) > 1 or any(claim.value < 0 for claim in percents):
        return None
    answers = tuple(Answer(claim.printed, _count(index, question, claim)) for claim in percents)
    (base,) = stated
    is_stated = base is not None
    base = base or _divided_by(index, percents)
    limit = max(int(base or 0), *(_limit(index, question, claim) for claim in percents))
    is_single = index.is_single(question.variable)
    fewest = _fewest(index, question, is_single)
    bases = range(fewest, max(limit, fewest) + 1)
    if any(answer.count is None for answer in answers):
        bases = bases[:MOST_BASES]
    return Shares(answers, base and int(base), is_stated, bases, is_single) if limit else None


def judge_shares(shares: Shares, rule: str) -> tuple[str, list[Statement]]:
    """The status of a question's percentages and its arithmetic."""
    n_answers = len(shares.answers)
    rules = tuple(dict.fromkeys((rule, *RULES)))
    if shares.base is None:
        fits, statements = _elsewhere(shares, rules)
        return "open" if fits else "inconsistent", statements
    follow = {each: n_that_follow(shares, shares.base, each) for each in rules}
    statements = [_on_base(shares, follow[rule], rule)]
    whole = [each for each in rules if follow[each] == n_answers]
    if rule in whole:
        return "consistent", statements
    if whole:
        here = Fit(whole[0], n_answers, (range(shares.base, shares.base + 1),))
        return "open", [*statements, _said("question_fit", here, n_answers)]
    fits, others = _elsewhere(shares, rules)
    return "open" if fits and not shares.is_stated else "inconsistent", statements + others


def best_fit(shares: Shares, rule: str) -> Fit:
    """How many percentages of a question can follow on one base under a rule, and on which bases?

    >>> answers = Answer("57", 43), Answer("29", 22), Answer("10", 8)
    >>> best_fit(Shares(answers, 65, True, range(73, 80), True), "truncated")
    Fit(rule='truncated', n_follow=3, bases=(range(75, 76),))
    """
    if all(answer.count is not None for answer in shares.answers):
        pieces = list(_pieces(shares, rule))
    else:
        pieces = [range(base, base + 1) for base in shares.bases]
    follow = [n_that_follow(shares, piece.start, rule) for piece in pieces]
    most = max(follow, default=0)
    best = (piece for piece, number in zip(pieces, follow, strict=True) if number == most)
    return Fit(rule, most, tuple(_joined(best)) if most else ())


def n_that_follow(shares: Shares, base: int, rule: str) -> int:
    """How many percentages of a question follow together on one base under a rule?"""
    found, room, fewest = 0, base, []
    for printed, count in shares.answers:
        counts = _counts(printed, base, rule)
        if count is not None:
            found += count in counts
            room -= count
        elif counts:
            fewest.append(counts.start)
    if not shares.is_single or sum(fewest) <= room:
        return found + len(fewest)
    return found + sum(total <= room for total in accumulate(sorted(fewest)))


@lru_cache(maxsize=1 << 16)
def _counts(printed: str, base: int, rule: str) -> range:
    return counts_that_print_as(printed, base, rule=rule)


def _pieces(shares: Shares, rule: str) -> Iterator[range]:
    """Stretches of bases on which the same percentages follow."""
    last = max(shares.bases[-1], 1)
    ends = {shares.bases.start, shares.bases.stop}
    for answer in shares.answers:
        span = bases_that_reproduce(answer.count, answer.printed, max_base=last, rule=rule)
        ends |= {end for end in (span.start, span.stop) if end in shares.bases}
    yield from (range(*pair) for pair in pairwise(sorted(ends)))


def _joined(ranges: Iterable[range]) -> Iterator[range]:
    """Ascending ranges, those that touch made one."""
    last = None
    for each in ranges:
        if last and last.stop == each.start:
            last = range(last.start, each.stop)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _count(index: LedgerIndex, question: PrintedAnswers, claim: Claim) -> int | None:
    """The count behind a percentage: its formula's numerator, else the count of its category."""
    share, count = share_of(index, claim), question.counts.get(claim.category)
    value = share.numerator if share else count.value if count else None
    is_count = value is not None and value >= 0 and value.denominator == 1
    return int(value) if is_count else None


def _divided_by(index: LedgerIndex, percents: list[Claim]) -> int | None:
    """The base that the formulas of all percentages share."""
    shares = [share_of(index, claim) for claim in percents]
    bases = {share.base if share else None for share in shares}
    base = next(iter(bases))
    is_one = len(bases) == 1 and base is not None and base > 0 and base.denominator == 1
    return int(base) if is_one else None


def _limit(index: LedgerIndex, question: PrintedAnswers, claim: Claim) -> int:
    share = share_of(index, claim)
    names = formulas.names_in(share.ratio.numerator) if share else ()
    count = index.ledger[names[0]] if names else question.counts.get(claim.category)
    unit = count.unit if count else index.ledger[claim.base].unit if claim.base else ""
    return index.base_limit(claim, unit)


def _fewest(index: LedgerIndex, question: PrintedAnswers, is_single: bool) -> int:
    """The smallest base that holds all printed answers."""
    answers = (c for c in question.counts.values() if not is_subtotal(index, c) and c.value > 0)
    counts = [int(claim.value) for claim in answers]
    return max(1, sum(counts) if is_single else max(counts, default=1))


def _elsewhere(shares: Shares, rules: tuple[str, ...]) -> tuple[list[Fit], list[Statement]]:
    """On which bases all percentages follow, by rule, and the sentences that say so.

    Rules that hardly anyone uses are named only where no usual one has a base.
    """
    n_answers = len(shares.answers)
    best = {rule: best_fit(shares, rule) for rule in rules}
    fits = [fit for fit in best.values() if fit.n_follow == n_answers]
    usual = [fit for fit in fits if fit.rule in (rules[0], "truncated")]
    statements = [_said("question_fit", fit, n_answers) for fit in usual or fits]
    if 1 < best[rules[0]].n_follow < n_answers:
        statements.insert(0, _said("question_most", best[rules[0]], n_answers))
    if not fits:
        ends = {"first": shares.bases[0], "last": shares.bases[-1], "n_answers": n_answers}
        statements.append(Statement("question_none", ends))
    return fits, statements


def _on_base(shares: Shares, n_follow: int, rule: str) -> Statement:
    n_answers = len(shares.answers)
    key = "question_stated" if shares.is_stated else "question_divided"
    prints = tuple(Printed(answer.printed, True) for answer in shares.answers)
    values = {"prints": prints, "base": shares.base, "n_follow": n_follow, "n_answers": n_answers}
    ending = "all" if n_follow == n_answers else "some"
    return Statement(f"{key}_{ending}", values | {"rule": RoundingRule(rule)})


def _said(key: str, fit: Fit, n_answers: int) -> Statement:
    bases = fit.bases if len(fit.bases) <= MOST_SHOWN else Among(fit.bases[:MOST_SHOWN])
    values = {"n_follow": fit.n_follow, "n_answers": n_answers, "bases": bases}
    return Statement(key, values | {"rule": RoundingRule(fit.rule)})
