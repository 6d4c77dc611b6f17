"""The bounds engine against models over full answer patterns that share no code with it.

Random small reports are printed as ledgers and asked random queries. Tiny ones are answered by
listing every world, the others by whole programmes; both ends must be the engine's exactly, and so
must an end that there is not, a group that nobody can be in, a difference that is no linear
question, and how many printed numbers are given up.

`CIVIC_VOICE_ORACLE=20` compares twenty times as many as `make test` does.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from itertools import chain, product

import pytest

from helpers.bounds import Assumptions, QueryError, bounds
from helpers.ledger.claims import Ledger
from tests.oracles.answer_patterns import PLACE, Query, Range, Report, signs_in
from tests.oracles.listed_worlds import ListedWorlds, is_tiny
from tests.oracles.random_reports import (
    BASES,
    BLOCKS,
    FORMS,
    KINDS,
    ROUNDINGS,
    TOTALS,
    UNIT_READINGS,
    ledger_of,
    random_query,
    random_report,
)
from tests.oracles.solved_worlds import SolvedWorlds, TooLargeError

# Lists and solves worlds for many seconds.
pytestmark = pytest.mark.slow

TIMES = int(os.environ.get("CIVIC_VOICE_ORACLE", "1"))
PARTS = range(8)
N_TINY, N_SMALL = 14 * TIMES, 6 * TIMES
N_QUERIES = 12
MOSTLY_FORMS = (*BLOCKS, *FORMS, *FORMS)

SIGNS = ("=", "!=", "in", "is missing", "is answered", "not", "and", "or")
MEASURES = ("count", "share", "share given", "size", "minus")


def tiny_reports(part: int) -> Iterator[tuple[random.Random, Report]]:
    """Reports of at most five respondents whose worlds can be listed."""
    for seed in range(N_TINY):
        rng = random.Random(f"tiny {part} {seed}")
        report = random_report(rng, most=5, n_questions=(1, 2, 2, 3))
        while not is_tiny(report):
            report = random_report(rng, most=5, n_questions=(1, 2, 2, 3))
        yield rng, report


def small_reports(part: int) -> Iterator[tuple[random.Random, Report]]:
    """Reports of at most forty respondents, most of them of forms, whose number is unknown."""
    for seed in range(N_SMALL):
        rng = random.Random(f"small {part} {seed}")
        most = rng.choice((6, 12, 40))
        yield rng, random_report(rng, most=most, n_questions=(1, 2, 2, 3), blocks=MOSTLY_FORMS)


def reading_of(rng: random.Random, report: Report) -> tuple[str, str, str, str]:
    """Words of `Assumptions`. Percentages of a place have no base that all forms share."""
    is_by_place = any(each.kind == "percent" and each.place for each in report.printed)
    bases = [each for each in BASES if not (is_by_place and each == "form")]
    choices = (ROUNDINGS, bases, UNIT_READINGS, TOTALS)
    return tuple(rng.choice(words) for words in choices)


def compare(
    rng: random.Random,
    report: Report,
    reading: tuple[str, str, str, str],
    worlds: ListedWorlds | SolvedWorlds,
) -> tuple[Counter[str], list[str]]:
    """Ask both; what was compared by kind, and what differs in words."""
    ledger = ledger_of(report)
    rounding, bases, units, totals = reading
    assumptions = Assumptions(rounding, bases, units=units, totals=totals)
    found, different = Counter(), []
    for _ in range(N_QUERIES):
        query = random_query(rng, report)
        expected = worlds.bounds(query)
        text = query.text(report.block)
        got, n_dropped = engine(text, ledger, assumptions)
        if got != expected or n_dropped not in (None, worlds.n_dropped):
            shown = "\n    ".join(map(str, (*report.questions, *report.printed)))
            given_up = f"{n_dropped} given up, {worlds.n_dropped} expected"
            different.append(
                f"{text} ({', '.join(reading)})\n  {got}\n  {expected}\n  {given_up}\n    {shown}"
            )
        end = "without an end" if expected.unreached else expected.status
        kinds = {word for kind in kinds_of(query, report) for word in kind.split(" of ")}
        found.update({"compared", f"in {report.block}", f"answer: {end}", *kinds})
    return found, different


def engine(text: str, ledger: Ledger, assumptions: Assumptions) -> tuple[Range, int | None]:
    """The engine's answer in the oracle's words, and how many numbers its worlds give up."""
    try:
        found = bounds(text, ledger, assumptions)
    except QueryError as error:
        if "is no linear question" not in str(error):
            raise
        return Range(None, None, "refused"), None
    has_world = found.low_world or found.high_world
    n_dropped = found.n_dropped if has_world else None
    return Range(found.low, found.high, found.status, found.unreached), n_dropped


def kinds_of(query: Query, report: Report) -> set[str]:
    """Which operators a query uses on which types of question, and which measures."""
    parts = [each for each in (query.left, query.right) if each]
    conditions = [c for each in parts for c in (each.condition, each.given) if c]
    signs = set(chain.from_iterable(signs_in(condition) for condition in conditions))
    types = {report.question(name).kind for name in query.questions if name != PLACE}
    measures = {"share given" if each.given else each.kind for each in parts}
    measures |= {"minus"} if query.right else set()
    return {f"{sign} of {kind}" for sign, kind in product(signs, types)} | measures


@pytest.mark.parametrize("part", PARTS)
def test_bounds_are_those_of_listed_worlds(part, record_property):
    """Reports of up to five respondents, every world of them."""
    found, different = Counter(), []
    for rng, report in tiny_reports(part):
        reading = reading_of(rng, report)
        worlds = ListedWorlds(report, *reading)
        if worlds.is_complete:
            more, others = compare(rng, report, reading, worlds)
            found, different = found + more, different + others
    record_property("oracle comparisons", dict(found))
    assert not different, f"{len(different)} differ:\n" + "\n".join(different[:3])


@pytest.mark.parametrize("part", PARTS)
def test_bounds_are_those_of_solved_worlds(part, record_property):
    """Reports of up to forty respondents, and of unknown size."""
    found, different = Counter(), []
    for rng, report in small_reports(part):
        reading = reading_of(rng, report)
        try:
            worlds = SolvedWorlds(report, *reading)
        except TooLargeError:
            continue
        more, others = compare(rng, report, reading, worlds)
        found, different = found + more, different + others
    record_property("oracle comparisons", dict(found))
    assert not different, f"{len(different)} differ:\n" + "\n".join(different[:3])


@pytest.mark.parametrize("part", PARTS)
def test_both_oracles_agree(part):
    """The worlds listed and the worlds solved, one query of every tiny report."""
    for rng, report in tiny_reports(part):
        reading = reading_of(rng, report)
        listed = ListedWorlds(report, *reading)
        if listed.is_complete:
            query = random_query(rng, report)
            assert SolvedWorlds(report, *reading).bounds(query) == listed.bounds(query), report


def test_every_operator_meets_every_question_of_every_block():
    """And every measure every block, in what the tests above compare."""
    found = Counter()
    for part in PARTS:
        for rng, report in chain(tiny_reports(part), small_reports(part)):
            reading_of(rng, report)
            queries = [random_query(rng, report) for _ in range(N_QUERIES)]
            kinds = chain.from_iterable(kinds_of(query, report) for query in queries)
            found.update(f"{report.block}: {kind}" for kind in kinds)
    signs = [f"{sign} of {kind}" for sign, kind in product(SIGNS, KINDS)]
    expected = {f"{block}: {kind}" for block, kind in product(BLOCKS, (*signs, *MEASURES))}
    assert expected <= set(found)
    assert min(found[kind] for kind in expected) >= 3
