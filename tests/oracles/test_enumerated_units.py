"""Units and form totals against enumeration: statements, cases, forms and households listed.

A world of discussions is a list of statements, each with its theme, its speaker and its case; a
world of forms is a list of forms and one of households. Printed numbers are counted in these lists,
in plain Python; nothing of the programme is used.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.bounds.assumptions import TOTALS, UNITS, Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.corrections import smallest_corrections
from tests.audit.small_ledgers import ledger_of, row

# Lists worlds one by one.
pytestmark = pytest.mark.slow

MOST = 3  # of each theme, and of speakers


def cases_of(n_statements: int) -> Iterator[tuple[int, ...]]:
    """Every way to tell cases in statements: the case of each, numbered as they come."""
    if not n_statements:
        yield ()
        return
    for cases in cases_of(n_statements - 1):
        for case in range(max(cases, default=-1) + 2):
            yield (*cases, case)


@cache
def discussions() -> tuple[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...]:
    """Speakers of the statements on money, speakers of those on water, the case of each."""
    speakers = [list(product(range(MOST), repeat=n)) for n in range(MOST + 1)]
    return tuple(
        (money, water, cases)
        for n_money, n_water in product(range(MOST + 1), repeat=2)
        for money in speakers[n_money]
        # Nothing printed depends on who spoke of water.
        for water in [tuple(range(n_water))]
        for cases in cases_of(n_money + n_water)
    )


@cache
def spoken(units: str) -> frozenset[tuple[int, int, int, int]]:
    """Speakers and statements on money, statements on water, cases: of all worlds of a reading."""
    return frozenset(
        (len(set(money)), len(money), len(water), len(set(cases)))
        for money, water, cases in discussions()
        if units == "apart"
        or (len(set(money)) == len(money) and len(set(cases)) == len(money) + len(water))
    )


def themes(money: int, water: int, total: int, cases: int, rank: int):
    """Money is counted in speakers, water in statements; the total is printed in cases again."""
    asked = {"variable": "theme", "base": "total"}
    everything = {"variable": "theme", "category": "all", "kind": "total"}
    return ledger_of(
        row("total", str(total), unit="statements", formula="money + water", **everything),
        row("money", str(money), category="money", unit="participants", **asked),
        row("water", str(water), category="water", unit="statements", **asked),
        row("cases", str(cases), unit="cases", formula="total", **everything),
        row("rank", str(rank), variable="theme", category="money", kind="rank", unit="rank"),
        sources={"theme": "discussion"},
        answers={"theme": "count"},
    )


def least(held: list[set[str]]) -> set[frozenset[str]]:
    """The smallest sets that a world gives up. Every number by itself is held by some world."""
    printed = set.union(*held)
    lost = [frozenset(printed - each) for each in held]
    fewest = min(len(each) for each in lost)
    return {each for each in lost if len(each) == fewest}


def check(ledger, block: str, assumptions: Assumptions, held: list[set[str]]) -> None:
    found = smallest_corrections(block_of(ledger, block), assumptions)
    assert found.complete
    assert {frozenset(each) for each in found.sets} == least(held)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, MOST),
    st.integers(0, MOST),
    st.integers(0, MOST),
    st.integers(0, MOST),
    st.integers(1, 2),
    st.sampled_from(UNITS),
)
def test_statements_speakers_and_cases_are_those_of_enumeration(
    money, water, total, cases, rank, units
):
    """Which numbers must give, with units the same and apart."""
    held = []
    for n_speakers, n_money, n_water, n_cases in spoken(units):
        facts = {
            "money": n_speakers == money,
            "water": n_water == water,
            "total": n_money + n_water == total,
            "cases": n_cases == cases,
            "rank": (n_water > n_money) < rank and (n_water < n_money) <= 2 - rank,
        }
        held.append({claim for claim, is_held in facts.items() if is_held})
    check(themes(money, water, total, cases, rank), "discussion", Assumptions(units=units), held)


def forms(participants: int, processed: int, learned: int, north: int, south: int):
    """Forms with an answer to a question, and households of two regions."""
    heads = {"variable": "head", "kind": "base", "unit": "households"}
    return ledger_of(
        row("focus_participants", str(participants), kind="base", unit="people"),
        row("organisation_forms", str(processed), kind="base", unit="forms", variable="type"),
        row("learned", str(learned), variable="school", category="high"),
        row("north", str(north), place="akmola", **heads),
        row("north_women", "0", variable="head", category="women", place="akmola", base="north")
        | {"unit": "households"},
        row("south", str(south), place="zhetysu", **heads),
        row("south_women", "0", variable="head", category="women", place="zhetysu", base="south")
        | {"unit": "households"},
        sources={"school": "form_a", "head": "form_a", "focus_participants": "discussion"},
        answers={"school": "single", "head": "single", "type": "single"},
    )


@settings(max_examples=60, deadline=None)
@given(
    *(st.integers(0, 2) for _ in range(5)),
    st.sampled_from(UNITS),
    st.sampled_from(TOTALS),
)
def test_forms_and_households_are_those_of_enumeration(
    participants, processed, learned, north, south, units, totals
):
    """One form per participant and one household per form if units are the same, else neither."""
    limits = {
        "focus_participants": units == "same",
        "organisation_forms": totals == "printed",
    }
    held = []
    several = range(5)
    for n_forms, n_people, n_processed in product(several, several, several):
        for n_learned, n_north, n_south in product(range(3), repeat=3):
            is_world = n_learned <= n_forms
            if units == "same":
                is_world &= n_north + n_south <= n_forms <= n_people
            if totals == "printed":
                is_world &= n_forms == n_processed
            if is_world:
                facts = {
                    "focus_participants": n_people == participants,
                    "organisation_forms": n_processed == processed,
                    "learned": n_learned == learned,
                    "north": n_north == north,
                    "south": n_south == south,
                    "north_women": True,
                    "south_women": True,
                }
                kept = {claim for claim, is_held in facts.items() if is_held}
                held.append({claim for claim in kept if limits.get(claim, True)})
    ledger = forms(participants, processed, learned, north, south)
    check(ledger, "form_a", Assumptions(units=units, totals=totals), held)
