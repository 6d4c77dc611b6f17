"""Percentages of one question against each other: which bases reproduce all of them?

The answers of a question rest on one base and were rounded by one rule. On a base b a percentage
with a printed count k follows when 100 k / b prints so, and one without a count when some whole
number k of b does; of a question with single answers, these numbers must fit into b together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from helpers.audit.adjusted import Adjustment, Answer, adjustment_of
from helpers.audit.bases import percent_base
from helpers.audit.groups import (
    PrintedAnswers,
    base_value,
    count_alike,
    finding,
    is_subtotal,
    ledger_order,
    other_units,
    questions_of,
)
from helpers.audit.index import LedgerIndex
from helpers.audit.ratios import RULES, counts_of, share_of
from helpers.audit.results import Among, Finding, Printed, RoundingRule, Shown, Statement
from helpers.audit.subtotals import hidden_subtotal, is_computed, parts_of
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import bases_that_reproduce, parse_reported

# Two decimals have a count on every base from here up, so a longer search tells little more.
MOST_BASES = 10_000
MOST_SHOWN = 6


class Shares(NamedTuple):
    """The percentages of one question, and what the ledger says of their base.

    base        the stated base, else the one that their formulas divide by, else the size of the
                survey where no count is printed, else None
    is_stated   whether the report prints it as their base
    bases       from the fewest who gave the printed answers to the most whom the ledger knows of
    is_single   whether each respondent gives at most one answer
    is_size     whether the base is the size of the survey, an upper end
    """

    answers: tuple[Answer, ...]
    base: int | None
    is_stated: bool
    bases: range
    is_single: bool
    is_size: bool = False


class Fit(NamedTuple):
    """The most percentages that follow together under a rule, and on which bases."""

    rule: str
    n_follow: int
    bases: tuple[range, ...]


class Judged(NamedTuple):
    """What a question's percentages say together.

    status       of the finding
    statements   its arithmetic
    valid        the bases below the stated one on which all follow, where they do not on it
    whole        another rule under which all follow on the base, if they do not by the assumed one
    adjustment   how they may have been made to add up to 100
    claims       the percentages compared, in the order of the adjustment
    """

    status: str
    statements: list[Statement]
    valid: tuple[range, ...] = ()
    whole: str = ""
    adjustment: Adjustment | None = None
    claims: tuple[Claim, ...] = ()


def check_question_bases(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Do the percentages of a question follow on one base?

    `consistent` when all do under `rule`, on the base that the report states or, where it states
    none, on the one that their formulas divide by, or else on the size of the survey; `open` when
    they all do only under another rule, on fewer respondents than stated, or on a base that has to
    be guessed, and when they were adjusted to add up to 100; `inconsistent` when the stated base
    gives them all under no rule, or no base does, and `units` when that base or the counts count
    different things.
    """
    order, findings = ledger_order(index), []
    for question in questions_of(index):
        if judged := judged_question(index, question, rule):
            status, statements = judged.status, judged.statements
            claims = [*question.counts.values(), *question.percents.values()]
            names = [name for claim in claims for name in (claim.claim_id, claim.base)]
            kept = {claim.category for claim in judged.claims}
            asked = [claim for claim in claims if claim.category in kept]
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


def judged_question(index: LedgerIndex, question: PrintedAnswers, rule: str) -> Judged | None:
    """What the percentages of a question say together; None where `shares_of` is."""
    key = "question", question.variable, question.place, rule
    if key not in index.worked_out:
        shares = shares_of(index, question)
        claims = tuple(_compared(index, question))
        judged = judge_shares(shares, rule) if shares else None
        index.worked_out[key] = judged and judged._replace(claims=claims)
    return index.worked_out[key]


def question_of(index: LedgerIndex, claim: Claim, rule: str) -> Judged | None:
    """What the question of a percentage says of it, with the others; None where nothing does."""
    if claim.kind != "percent" or not claim.category or not claim.variable:
        return None
    counts = index.first.get(("count", claim.variable, claim.place), {})
    percents = index.first.get(("percent", claim.variable, claim.place), {})
    question = PrintedAnswers(claim.variable, claim.place, counts, percents)
    judged = judged_question(index, question, rule)
    return judged if judged and claim in judged.claims else None


def adjusted_statements(
    claim: Claim, judged: Judged | None, rules: Collection[str]
) -> tuple[Statement, ...]:
    """What a question says of a percentage that was changed for all to add up to 100; empty where
    it was not, and where one of the rules that give it gives all of the question."""
    if judged is None or judged.adjustment is None or judged.whole in rules:
        return ()
    own = [each for each in judged.adjustment.changed if judged.claims[each.position] is claim]
    if not own:
        return ()
    place = judged.adjustment.changed.index(own[0])
    said = [each for each in judged.statements if each.key == "percent_adjusted"]
    summary = [each for each in judged.statements if each.key == "question_adjusted"]
    return said[place], *summary


def _compared(index: LedgerIndex, question: PrintedAnswers) -> list[Claim]:
    """The percentages that must follow on one base: no sums of others, declared or not."""
    parts = parts_of(index, question.percents)
    claims = [claim for claim in parts if not is_computed(index, claim)]
    found = index.is_single(question.variable) and hidden_subtotal(claims, RULES[0])
    return [claim for claim in claims if not found or claim is not found[0]]


def shares_of(index: LedgerIndex, question: PrintedAnswers) -> Shares | None:
    """The percentages of a question; None with fewer than two, on several bases, when they rest on
    weights, or when nothing tells how large a base can be."""
    percents = _compared(index, question)
    stated = {base_value(index, claim) for claim in percents}
    if len(percents) < 2 or len(stated) > 1 or any(claim.value < 0 for claim in percents):
        return None
    if index.is_weighted(question.variable):
        return None
    answers = tuple(Answer(claim.printed, _count(index, question, claim)) for claim in percents)
    (base,) = stated
    is_stated = base is not None
    base = base or _divided_by(index, percents)
    limit = max(int(base or 0), *(_limit(index, question, claim) for claim in percents))
    size = 0 if limit else _size(index, percents)
    is_single = index.is_single(question.variable)
    fewest = _fewest(index, question, is_single)
    bases = range(fewest, max(limit, size, fewest) + 1)
    if any(answer.count is None for answer in answers):
        bases = bases[-MOST_BASES:]
    if not (limit or size):
        return None
    base = size or base
    return Shares(answers, base and int(base), is_stated, bases, is_single, is_size=size > 0)


def judge_shares(shares: Shares, rule: str) -> Judged:
    """The status of a question's percentages and its arithmetic."""
    n_answers = len(shares.answers)
    rules = tuple(dict.fromkeys((rule, *RULES)))
    if shares.base is None:
        fits, statements = _elsewhere(shares, rules)
        return Judged("open" if fits else "inconsistent", statements)
    follow = {each: n_that_follow(shares, shares.base, each) for each in rules}
    statements = [_on_base(shares, follow[rule], rule)]
    whole = [each for each in rules if follow[each] == n_answers]
    if rule in whole:
        return Judged("consistent", statements)
    adjustment = adjustment_of(shares.answers, shares.base, rule) if shares.is_single else None
    if whole:
        here = Fit(whole[0], n_answers, (range(shares.base, shares.base + 1),))
        said = [*statements, _said("question_fit", here, n_answers)]
        if adjustment:
            said += _adjusted(shares, adjustment, rule)
        return Judged("open", said, whole=whole[0], adjustment=adjustment)
    if valid := _valid(shares, rule):
        said = _said("question_valid", valid, n_answers)
        missing = _missing(shares.base, valid.bases)
        said = Statement(said.key, said.values | {"base": shares.base, "gap": missing})
        return Judged("open", [*statements, said], valid.bases)
    if adjustment:
        said = _adjusted(shares, adjustment, rule)
        return Judged("open", [*statements, *said], adjustment=adjustment)
    fits, others = _elsewhere(shares, rules)
    is_open = fits and not shares.is_stated
    return Judged("open" if is_open else "inconsistent", statements + others)


def _valid(shares: Shares, rule: str) -> Fit | None:
    """On how many respondents, fewer than the base, all follow: the others gave no answer."""
    fewer = range(shares.bases.start, min(shares.base, shares.bases.stop))
    if not fewer or not (shares.is_stated or shares.is_size):
        return None
    return full_fit(shares._replace(bases=fewer), rule)


def _missing(base: int, bases: tuple[range, ...]) -> object:
    shown = bases[-MOST_SHOWN:]
    gaps = tuple(range(base - each[-1], base - each[0] + 1) for each in shown)
    return gaps if len(bases) <= MOST_SHOWN else Among(gaps)


def _adjusted(shares: Shares, adjustment: Adjustment, rule: str) -> list[Statement]:
    printed = shares.answers[0].printed
    values = {"n_follow": len(shares.answers) - adjustment.n_changed}
    values |= {"n_answers": len(shares.answers), "base": shares.base, "rule": RoundingRule(rule)}
    values["total"] = Shown(adjustment.total, parse_reported(printed).decimals, True)
    said = [Statement("question_adjusted", values)]
    for each in adjustment.changed:
        values = {"counts": each.counts, "base": shares.base, "honest": Printed(each.honest, True)}
        values["printed"] = Printed(shares.answers[each.position].printed, True)
        said.append(Statement("percent_adjusted", values))
    return said


def full_fit(shares: Shares, rule: str) -> Fit | None:
    """The bases on which all percentages of a question follow under a rule; None if there are none.

    >>> answers = [Answer(each, None) for each in ("90.8", "4.1", "3.1", "2.0")]
    >>> full_fit(Shares(tuple(answers), 101, True, range(1, 101), True), "half_up").bases
    (range(98, 99),)
    """
    n_answers = len(shares.answers)
    if all(answer.count is not None for answer in shares.answers):
        fit = best_fit(shares, rule)
        return fit if fit.n_follow == n_answers else None
    prints = [answer.printed for answer in shares.answers]
    possible = (
        base for base in shares.bases if all(counts_of(each, base, rule) for each in prints)
    )
    fitting = (base for base in possible if n_that_follow(shares, base, rule) == n_answers)
    bases = tuple(_joined(range(base, base + 1) for base in fitting))
    return Fit(rule, n_answers, bases) if bases else None


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
        counts = counts_of(printed, base, rule)
        if count is not None:
            found += count in counts
            room -= count
        elif counts:
            fewest.append(counts.start)
    if not shares.is_single or sum(fewest) <= room:
        return found + len(fewest)
    return found + sum(total <= room for total in accumulate(sorted(fewest)))


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


def _size(index: LedgerIndex, percents: list[Claim]) -> int:
    """The size of the survey, for percentages of which nothing else tells the base; 0 where there
    is none, or where it has a count for every number with as many decimals."""
    bases = {percent_base(index, claim) for claim in percents}
    base = next(iter(bases))
    if len(bases) > 1 or base is None or any(claim.value > 100 for claim in percents):
        return 0
    return base.size if any(can_fail(claim.printed, base.size) for claim in percents) else 0


def can_fail(printed: str, base: int) -> bool:
    """Whether some percentage with as many decimals is no share of a base.

    >>> can_fail("46", 99), can_fail("46", 100), can_fail("46.1", 999)
    (True, False, True)
    """
    return base * parse_reported(printed).unit < 100


def _elsewhere(shares: Shares, rules: tuple[str, ...]) -> tuple[list[Fit], list[Statement]]:
    """On which bases all percentages follow, by rule, and the sentences that say so.

    Rules that hardly anyone uses are named only where no usual one has a base.
    """
    n_answers = len(shares.answers)
    fits = [fit for rule in rules if (fit := full_fit(shares, rule))]
    usual = [fit for fit in fits if fit.rule in (rules[0], "truncated")]
    statements = [_said("question_fit", fit, n_answers) for fit in usual or fits]
    if not fits or fits[0].rule != rules[0]:
        best = best_fit(shares, rules[0])
        if 1 < best.n_follow < n_answers:
            statements.insert(0, _said("question_most", best, n_answers))
    if not fits:
        ends = {"first": shares.bases[0], "last": shares.bases[-1], "n_answers": n_answers}
        statements.append(Statement("question_none", ends))
    return fits, statements


def _on_base(shares: Shares, n_follow: int, rule: str) -> Statement:
    n_answers = len(shares.answers)
    key = "question_stated" if shares.is_stated else "question_divided"
    key = "question_size" if shares.is_size else key
    prints = tuple(Printed(answer.printed, True) for answer in shares.answers)
    values = {"prints": prints, "base": shares.base, "n_follow": n_follow, "n_answers": n_answers}
    ending = "all" if n_follow == n_answers else "some"
    return Statement(f"{key}_{ending}", values | {"rule": RoundingRule(rule)})


def _said(key: str, fit: Fit, n_answers: int) -> Statement:
    bases = fit.bases if len(fit.bases) <= MOST_SHOWN else Among(fit.bases[-MOST_SHOWN:])
    values = {"n_follow": fit.n_follow, "n_answers": n_answers, "bases": bases}
    return Statement(key, values | {"rule": RoundingRule(fit.rule)})
