"""The shared table of cases of the page that checks a table: printed numbers in, the engine's
answers out.

tests/staging/checker/test_scripts.py holds the page's scripts against it. Kinds:

    range   values that print so under a rule: ends, and whether each belongs to it
    counts  counts of a base that print as a percentage, and whether any number could fail there
    bases   bases up to a limit on which a count prints as a percentage
    mean    GRIM: consistent, can_fail, sums, nearest achievable means
    fit     percentages of one question: how many follow together and on which bases; `whole` are
            those bases, if all follow, that the counts add up to

Whole numbers come as text or as numbers, fractions as text, "20/3". The same every time: the random
numbers are seeded. Answers are computed here by the engine, none is typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from random import Random

from helpers.audit.means import grim
from helpers.audit.questions import Answer, Shares, best_fit, n_that_follow
from helpers.ledger.reported import (
    ROUNDING_RULES,
    bases_that_reproduce,
    counts_that_print_as,
    rounding_range,
)

SEED = 20241217
MOST = 100_000
BASES = (1, 3, 7, 28, 40, 65, 98, 101, 200, 487, 1327, 99_999, MOST)


@cache
def cases() -> list[dict]:
    """All cases, in the same order every time."""
    random = Random(SEED)
    found = [*_ranges(), *_counts(random), *_bases(random), *_means(random), *_fits(random)]
    return found + list(_large_fits(random))


def _ranges() -> Iterator[dict]:
    for printed in ("0", "0.0", "-0", "72", "73", "-72", "-73", "6.0", "0.05", "100", "12.345"):
        for rule in ROUNDING_RULES:
            span = rounding_range(printed, rule)
            ends = [str(span.low), str(span.high), span.low_included, span.high_included]
            yield {"kind": "range", "printed": printed, "rule": rule, "expected": ends}


def _counts(random: Random) -> Iterator[dict]:
    """Percentages of every length on small and on large bases, some that end in a tie."""
    for number in range(240):
        base = random.choice(BASES) if number % 3 else random.randint(1, MOST)
        decimals = number % 4
        share = Fraction(100 * random.randint(0, base), base)
        printed = _print(share, decimals) if number % 2 else _any_percent(random, decimals)
        for rule in random.sample(ROUNDING_RULES, 3):
            counts = counts_that_print_as(printed, base, rule=rule)
            given = {"printed": printed, "base": base, "rule": rule}
            yield {"kind": "counts", **given, "expected": _pair(counts)}


def _bases(random: Random) -> Iterator[dict]:
    for number in range(240):
        base = random.randint(1, (50, 2000, MOST)[number % 3])
        count = random.randint(0, base)
        decimals = number % 4
        exact = Fraction(100 * count, base)
        printed = _print(exact, decimals) if number % 5 else _any_percent(random, decimals)
        for rule in random.sample(ROUNDING_RULES, 3):
            bases = bases_that_reproduce(count, printed, max_base=MOST, rule=rule)
            given = {"printed": printed, "count": count, "most": MOST, "rule": rule}
            yield {"kind": "bases", **given, "expected": _pair(bases)}


def _means(random: Random) -> Iterator[dict]:
    for number in range(200):
        n = random.choice((1, 2, 5, 20, 28, 98, 101, 487, MOST))
        items, step = random.choice((1, 1, 2, 5)), random.choice(("1", "1", "1/2", "1/4", "3"))
        granule = Fraction(step) / (n * items)
        value = random.randint(-3, 7 * n * items) * granule
        decimals = number % 4
        printed = _print(value if number % 2 else Fraction(random.randint(0, 700), 100), decimals)
        for rule in random.sample(ROUNDING_RULES, 2):
            found = grim(printed, n, items=items, step=Fraction(step), rule=rule)
            given = {"printed": printed, "n": n, "items": items, "step": step, "rule": rule}
            expected = [found.consistent, found.can_fail, _pair(found.sums)]
            expected += [str(found.below), str(found.above)]
            yield {"kind": "mean", **given, "expected": expected}


def _fits(random: Random) -> Iterator[dict]:
    """Questions with two to five answers, with and without counts, right and a little off."""
    for number in range(120):
        is_single = number % 3 != 0
        base = random.randint(8, 160)
        parts = _answers(random, base, is_single)
        decimals = (0, 0, 1)[number % 3]
        answers = [(_print(Fraction(100 * k, base), decimals), k) for k in parts]
        if number % 4 == 3:
            answers[0] = (_any_percent(random, decimals), answers[0][1])
        shows = random.choice(((), (0,), range(len(answers))))
        answers = [(p, k if place in shows else None) for place, (p, k) in enumerate(answers)]
        for rule in random.sample(ROUNDING_RULES, 2):
            yield _fit(answers, range(1, 200), is_single, rule)


def _large_fits(random: Random) -> Iterator[dict]:
    """Bases up to the most that the page knows: all of them where counts are printed."""
    for number in range(12):
        base = random.randint(MOST // 2, MOST)
        answers = [
            (_print(Fraction(100 * k, base), number % 3), k) for k in _answers(random, base, True)
        ]
        yield _fit(answers, range(1, MOST + 1), True, ROUNDING_RULES[number % 7])
        percents = [(printed, None) for printed, _ in answers]
        yield _fit(percents, range(MOST - 120, MOST + 1), True, ROUNDING_RULES[number % 7])


def _fit(answers: list[tuple[str, int | None]], bases: range, is_single: bool, rule: str) -> dict:
    shares = Shares(tuple(Answer(*each) for each in answers), None, False, bases, is_single)
    found = best_fit(shares, rule)
    ranges = [_pair(each) for each in found.bases]
    is_all = found.n_follow == len(answers)
    tried = [base for each in found.bases for base in each] if is_all and is_single else []
    whole = [base for base in tried if _adds_up(shares, base, rule)]
    given = {"answers": [list(each) for each in answers], "first": bases[0], "last": bases[-1]}
    given |= {"single": is_single, "rule": rule}
    return {"kind": "fit", **given, "expected": [found.n_follow, ranges, _stretches(whole)]}


def _adds_up(shares: Shares, base: int, rule: str) -> bool:
    """Whether some counts behind the percentages add up to the base."""
    assert n_that_follow(shares, base, rule) == len(shares.answers)
    counts = [
        range(k, k + 1) if k is not None else counts_that_print_as(printed, base, rule=rule)
        for printed, k in shares.answers
    ]
    return sum(each[0] for each in counts) <= base <= sum(each[-1] for each in counts)


def _answers(random: Random, base: int, is_single: bool) -> list[int]:
    """How many gave each answer: of a single one parts of the base, some of it perhaps left."""
    size = random.randint(2, 5)
    if not is_single:
        return [random.randint(0, base) for _ in range(size)]
    cuts = sorted(random.randint(0, base) for _ in range(size - 1))
    ends = [0, *cuts, base if random.random() < 0.7 else random.randint(cuts[-1], base)]
    return [high - low for low, high in pairwise(ends)]


def _print(value: Fraction, decimals: int) -> str:
    """Rounded half to even with so many decimals, written in plain digits."""
    units = round(value * 10**decimals)
    return f"{Decimal(units).scaleb(-decimals):f}"


def _any_percent(random: Random, decimals: int) -> str:
    return _print(Fraction(random.randint(-5, 1050), 10), decimals)


def _pair(whole: range) -> list[int] | None:
    return [whole[0], whole[-1]] if whole else None


def _stretches(numbers: list[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
