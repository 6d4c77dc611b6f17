"""The engine against enumeration: in tiny worlds both must say exactly the same.

Nothing of the programme is used to enumerate: questionnaires are listed one by one, and printed
numbers are set against them in plain Python.
"""

from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.bounds.assumptions import ROUNDINGS, Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.corrections import smallest_corrections
from helpers.bounds.extremes import extremes, optimal, ratio_extremes
from helpers.bounds.model import programme_of
from helpers.bounds.worlds import cell_name
from tests.audit.small_ledgers import ledger_of, row

# Lists worlds one by one.
pytestmark = pytest.mark.slow

# One single-answer question, one with several answers of which "none" goes with no other.
ONE, MANY = "colour", "need"
SINGLE = ("red", "blue")
SEVERAL = ("money", "staff")
SINGLE_PATTERNS = ("", *SINGLE)
MANY_PATTERNS = ((), ("money",), ("staff",), ("money", "staff"), ("none",))
RESPONDENTS = tuple(product(SINGLE_PATTERNS, MANY_PATTERNS))
KNOWN = {
    "sources": {ONE: "survey", MANY: "survey", "survey_size": "design"},
    "answers": {ONE: "single", MANY: "multiple"},
}


def ledger(size, counts, percents):
    """A ledger that prints the size, some counts and some percentages of it."""
    rows = [row("survey_size", str(size), variable="survey_size", kind="base")]
    for (variable, category), count in counts.items():
        rows.append(row(f"n_{category}", str(count), **printed(variable, category)))
    for (variable, category), percent in percents.items():
        cells = printed(variable, category) | {"kind": "percent", "unit": "percent"}
        if (variable, category) in counts:
            cells["formula"] = f"100 * n_{category} / survey_size"
        rows.append(row(f"p_{category}", str(percent), **cells))
    return ledger_of(*rows, **KNOWN)


def printed(variable, category):
    return {"variable": variable, "category": category, "base": "survey_size"}


def holds(world, size, counts, percents, rounding):
    """The printed numbers that a list of respondents prints."""
    kept = {"survey_size"} if len(world) == size else set()
    for key, count in counts.items():
        if number(world, key) == count:
            kept.add(f"n_{key[1]}")
    for key, percent in percents.items():
        share = Fraction(100 * number(world, key), len(world)) if world else None
        low, high = {
            "nearest": (percent - Fraction(1, 2), percent + Fraction(1, 2)),
            "truncated": (Fraction(percent), percent + 1 - Fraction(1, 10**9)),
            "either": (percent - Fraction(1, 2), percent + 1 - Fraction(1, 10**9)),
        }[rounding]
        if percent == 0:
            low = Fraction(0)
        if share is not None and low <= share <= high:
            kept.add(f"p_{key[1]}")
    return kept


def number(world, key):
    variable, category = key
    if variable == ONE:
        return sum(single == category for single, _ in world)
    return sum(category in chosen for _, chosen in world)


KEYS = [*((ONE, answer) for answer in SINGLE), *((MANY, answer) for answer in (*SEVERAL, "none"))]
SIZES = st.integers(1, 4)


@st.composite
def reports(draw):
    """A report that is right, or that prints anything, about at most four respondents."""
    size = draw(SIZES)
    world = draw(st.lists(st.sampled_from(RESPONDENTS), min_size=size, max_size=size))
    counts, percents = {}, {}
    for key in KEYS:
        true = number(world, key)
        how = draw(st.sampled_from(["true", "true", "wrong", "silent"]))
        if how != "silent":
            counts[key] = true if how == "true" else draw(st.integers(0, size))
        if draw(st.booleans()) and key in counts:
            rounded = int(Fraction(100 * true, size) + Fraction(1, 2))
            percents[key] = rounded if how == "true" else draw(st.integers(0, 100))
    return size, counts, percents, draw(st.sampled_from(ROUNDINGS))


@settings(max_examples=25, deadline=None)
@given(reports())
def test_smallest_sets_are_those_of_enumeration(report):
    """How few numbers must give, and every smallest set of them; the size is held by repeating it.

    A size printed often enough is in no smallest set, so that worlds of one size suffice.
    """
    size, counts, percents, rounding = report
    printed_numbers = set(ledger(size, counts, percents))
    worlds = combinations_with_replacement(RESPONDENTS, size)
    kept = {frozenset(holds(world, size, counts, percents, rounding)) for world in worlds}
    least = min(len(printed_numbers - each) for each in kept)
    sets = {
        frozenset(printed_numbers - each) for each in kept if len(printed_numbers - each) == least
    }
    block = block_of(repeated_size(ledger(size, counts, percents)), "survey")
    found = smallest_corrections(block, Assumptions(rounding))
    assert found.n_dropped == least
    assert found.complete
    assert {frozenset(each) for each in found.sets} == sets
    shared = frozenset.intersection(*sets)
    assert set(found.shared) == shared


@settings(max_examples=25, deadline=None)
@given(reports())
def test_bounds_are_those_of_enumeration(report):
    """A joint count and a share of a group, over all worlds that give up as little as possible."""
    size, counts, percents, rounding = report
    numbers = set(ledger(size, counts, percents))
    every = list(combinations_with_replacement(RESPONDENTS, size))
    given_up = [len(numbers - holds(w, size, counts, percents, rounding)) for w in every]
    fewest = min(given_up)
    best = [w for w, lost in zip(every, given_up, strict=True) if lost == fewest]
    both = [sum(s == "red" and "money" in m for s, m in world) for world in best]
    block = block_of(repeated_size(ledger(size, counts, percents)), "survey")
    if not {(ONE, "red"), (MANY, "money")} <= set(counts):
        return
    told_apart = [answer for answer in SEVERAL if (MANY, answer) in counts]
    joint = {ONE: list(SINGLE), MANY: told_apart}
    programme, _ = optimal(programme_of(block, Assumptions(rounding), joint=joint))
    cells = [
        name for name in programme.variables if name.startswith("cell:") and "need=money" in name
    ]
    red = {name: 1 for name in cells if "colour=red" in name}
    found = extremes(programme, red, block="survey")
    assert (found.low, found.high, found.status) == (min(both), max(both), "proved")
    groups = [
        Fraction(hits, number(world, (MANY, "money")))
        for hits, world in zip(both, best, strict=True)
        if number(world, (MANY, "money"))
    ]
    share = ratio_extremes(programme, red, dict.fromkeys(cells, 1), block="survey")
    expected = (min(groups), max(groups), "proved") if groups else (None, None, "infeasible")
    assert (share.low, share.high, share.status) == expected


def repeated_size(one):
    """The ledger with its size printed ten times, so that it is never worth giving up."""
    rows = [
        row(f"size_{n}", one["survey_size"].printed, variable="survey_size", kind="base")
        | {"formula": "survey_size"}
        for n in range(10)
    ]
    more = ledger_of(*rows, **KNOWN)
    claims = dict(one.claims) | dict(more.claims)
    return type(one)(claims, one.codebook)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(RESPONDENTS), min_size=1, max_size=30), st.sampled_from(ROUNDINGS))
def test_what_questionnaires_print_is_possible(world, rounding):
    """Nothing must give, and the true joint count lies in its bounds."""
    counts = {key: number(world, key) for key in KEYS}
    cut = {key: int(Fraction(100 * count, len(world))) for key, count in counts.items()}
    half = {key: int(Fraction(100 * n, len(world)) + Fraction(1, 2)) for key, n in counts.items()}
    one = ledger(len(world), counts, cut if rounding == "truncated" else half)
    joint = {ONE: list(SINGLE), MANY: list(SEVERAL)}
    programme, given_up = optimal(
        programme_of(block_of(one, "survey"), Assumptions(rounding), joint=joint)
    )
    assert given_up == 0
    names = [n for n in programme.variables if "colour=red" in n and "need=money" in n]
    found = extremes(programme, dict.fromkeys(names, 1), block="survey")
    true = sum(s == "red" and "money" in m for s, m in world)
    assert found.low <= true <= found.high


@settings(max_examples=20, deadline=None)
@given(reports(), st.data())
def test_a_number_less_never_tightens_a_bound(report, data):
    """Whoever prints less excludes less, as long as nothing has to give either way."""
    size, counts, percents, rounding = report
    full = ledger(size, counts, percents)
    # A number that a formula names cannot go by itself.
    named = {f"n_{category}" for _, category in percents} | {"survey_size"}
    lost = data.draw(st.sampled_from(sorted(set(full) - named) or [""]))
    less = type(full)({k: c for k, c in full.claims.items() if k != lost}, full.codebook)
    ends = []
    for one in (full, less):
        block = block_of(one, "survey")
        if not {("colour", ""), ("need", "")} <= set(block.questions):
            return
        answers = {q: list(block.questions[q, ""].answers) for q in (ONE, MANY)}
        if "red" not in answers[ONE] or "money" not in answers[MANY]:
            return
        programme, given_up = optimal(programme_of(block, Assumptions(rounding), joint=answers))
        if given_up:
            return
        names = [n for n in programme.variables if "colour=red" in n and "need=money" in n]
        found = extremes(programme, dict.fromkeys(names, 1), block="survey")
        ends.append((found.low, found.high))
    assert ends[1][0] <= ends[0][0]
    assert ends[1][1] >= ends[0][1]


@pytest.mark.parametrize("n", range(1, 7))
def test_two_by_two_bounds_are_frechet_s(n):
    """max(0, a + b - n) to min(a, b), Fréchet (1951), for every margin of up to six."""
    for a, b in combinations(range(n + 1), 2):
        counts = {(ONE, "red"): a, (MANY, "money"): b}
        block = block_of(ledger(n, counts, {}), "survey")
        joint = {ONE: ["red"], MANY: ["money"]}
        programme, _ = optimal(programme_of(block, joint=joint))
        cell = cell_name(((ONE, "red"), (MANY, "money")))
        found = extremes(programme, {cell: 1}, block="survey")
        assert (found.low, found.high) == (max(0, a + b - n), min(a, b))
