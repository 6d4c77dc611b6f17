"""The gate: what it withholds, and that nobody can work a withheld cell back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from helpers.disclosure import (
    PROTECTED,
    Cell,
    CountTable,
    DisclosureError,
    Known,
    Magnitudes,
    Table,
    attack,
    count,
    load_rules,
    protect,
    share,
)
from helpers.errors import ArgumentError

RULES = load_rules()
SMALL = replace(RULES, minimum=3, width=3)


def values(table: Table) -> dict[tuple[str, ...], int | None]:
    """Cells as whole numbers, None where withheld."""
    return {c.key: None if c.value is None else int(c.value) for c in table.cells}


def all_tables(n_cells: int, total: int) -> np.ndarray:
    """Every table of so many cells with this total, one a row: the oracle's whole world."""
    bars = [[total]] if n_cells == 1 else None
    if bars is None:
        rows = [
            (first, *rest)
            for first in range(total + 1)
            for rest in all_tables(n_cells - 1, total - first)
        ]
        return np.array(rows)
    return np.array(bars)


def narrow_by_force(
    tables: Sequence[Table], variables: Mapping[str, str], total: int, width: int
) -> list[str]:
    """Withheld cells of a release that only few of all possible tables leave open."""
    lists = [[(name, each) for each in text] for name, text in variables.items()]
    joint = [dict(combo) for combo in product(*lists)]
    worlds = all_tables(len(joint), total)

    def column(table: Table, key: tuple[str, ...]) -> np.ndarray:
        wanted = {d: c for d, c in zip(table.dimensions, key, strict=True) if c}
        inside = [wanted.items() <= combo.items() for combo in joint]
        return worlds[:, inside].sum(axis=1)

    possible = np.ones(len(worlds), dtype=bool)
    for table in tables:
        for cell in table.cells:
            if cell.value is not None:
                possible &= column(table, cell.key) == int(cell.value)
    found = []
    for table in tables:
        for cell in table.cells:
            if cell.value is None:
                own = column(table, cell.key)[possible]
                if own.max() - own.min() < width:
                    found.append(f"{table.name} {cell.key}")
    return found


@pytest.mark.parametrize("seed", range(8))
def test_brute_force_finds_no_range_narrower_than_the_width(seed: int) -> None:
    """All tables there are, counted out one by one, leave every withheld cell its width."""
    chance = random.Random(seed)
    variables = {"a": "xyz", "b": "pq"}
    rows = [(chance.choice("xyyz"), chance.choice("ppq")) for _ in range(12)]
    tables = [
        CountTable("ab", ("a", "b"), dict(Counter(rows)), population="s"),
        CountTable("a", ("a",), dict(Counter((row[0],) for row in rows)), population="s"),
    ]
    released = protect(tables, SMALL).tables
    assert narrow_by_force(released, variables, 12, SMALL.width) == []


@pytest.mark.parametrize("seed", range(4))
def test_brute_force_agrees_where_a_third_table_links_two(seed: int) -> None:
    """Three two-way tables have one three-way table behind them, and are attacked as such."""
    chance = random.Random(seed)
    variables = {"a": "xy", "b": "pq", "c": "mn"}
    rows = [tuple(chance.choice(text) for text in variables.values()) for _ in range(10)]
    tables = [
        CountTable(
            f"t{i}{j}",
            (one, other),
            dict(Counter((row[i], row[j]) for row in rows)),
            population="s",
        )
        for (i, one), (j, other) in (
            ((0, "a"), (1, "b")),
            ((0, "a"), (2, "c")),
            ((1, "b"), (2, "c")),
        )
    ]
    released = protect(tables, SMALL).tables
    assert narrow_by_force(released, variables, 10, SMALL.width) == []


def test_a_small_cell_and_what_gives_it_away_are_withheld_alike() -> None:
    """A reader is not told which of two withheld cells is the small one."""
    table = CountTable("q", ("q",), {("a",): 57, ("b",): 30, ("c",): 2, ("d",): 11}, population="s")
    released, refusals, found = protect([table], RULES)
    hidden = {c.key: c.withheld for c in released[0].cells if c.value is None}
    assert ("c",) in hidden
    assert len(hidden) >= 2
    assert set(hidden.values()) == {PROTECTED}
    assert refusals[0].table == "q"
    assert refusals[0].rule == PROTECTED
    assert found["q"]["narrowest"] >= RULES.width


def test_a_share_of_98_in_100_reveals_two_and_is_withheld() -> None:
    """Of several answers each is a table of yes and no: what is left of the base counts, too."""
    counts = {("a",): 98, ("b",): 60, ("c",): 3, ("",): 100}
    table = CountTable("q", ("q",), counts, additive=False, population="s")
    assert values(protect([table], RULES).tables[0]) == {
        ("a",): None,
        ("b",): 60,
        ("c",): None,
        ("",): 100,
    }


def test_a_group_of_one_mind_is_withheld() -> None:
    """Where all of a group gave one answer there is no small number, and everybody's is known."""
    counts = {("x", "yes"): 8, ("x", "no"): 0, ("y", "yes"): 20, ("y", "no"): 20}
    table = CountTable("t", ("place", "q"), counts, population="s")
    found = values(protect([table], RULES).tables[0])
    assert found["x", "yes"] is None
    assert found["x", "no"] is None


def test_those_who_answered_in_a_group_may_be_of_one_mind() -> None:
    """Who left the question out is no other answer: fourteen of fourteen is everybody's."""
    counts = {
        ("north", "yes"): 14,
        ("north", "no"): 0,
        ("north", "not_answered"): 6,
        ("south", "yes"): 20,
        ("south", "no"): 20,
        ("south", "not_answered"): 7,
    }
    shown = values(protect([CountTable("t", ("place", "answer"), counts)], RULES).tables[0])
    assert shown["north", "yes"] is None
    assert shown["north", "no"] is None


def test_who_did_not_answer_is_told_at_any_size() -> None:
    """The base of every share needs it."""
    table = CountTable("q", ("q",), {("a",): 50, ("b",): 48, ("not_answered",): 2}, population="s")
    assert None not in values(protect([table], RULES).tables[0]).values()


def test_a_total_that_one_organisation_dominates_is_withheld() -> None:
    """Staff of a class that is nearly all one organisation's."""
    table = Magnitudes(
        "staff",
        ("size",),
        {("small",): (3,) * 30, ("medium",): (20,) * 10, ("large",): (400, 30, 20, 20, 20)},
        "staff",
        "s",
    )
    found = values(protect([table], RULES).tables[0])
    assert found["large",] is None
    assert sum(value is None for value in found.values()) >= 2


def test_printed_numbers_are_known_to_whoever_attacks() -> None:
    """A margin that the report printed is as good as released."""
    counts = {("x", "a"): 20, ("x", "b"): 4, ("y", "a"): 30, ("y", "b"): 16}
    table = CountTable("t", ("place", "q"), counts, population="s")
    printed = [
        Known("claim", ("s", frozenset({("place", "x")})), 24, 24),
        Known("other", {("s", frozenset({("q", "a")})): 1}, 50, 50),
    ]
    released, _, found = protect([table], RULES, printed)
    assert values(released[0])["x", "b"] is None
    assert found["t"]["narrowest"] >= RULES.width


def test_a_release_does_not_say_that_a_printed_number_is_right() -> None:
    """What is out cannot be taken back; neither is it confirmed, by a range that is its alone."""
    table = CountTable("q", ("q",), {("a",): 57, ("b",): 40, ("c",): 3}, population="s")
    printed = [Known("claim", ("s", frozenset({("q", "c")})), 3, 3)]
    released, _, found = protect([table], RULES, printed)
    assert values(released[0])["c",] is None
    assert found["q"]["narrowest"] >= RULES.width


def test_printed_numbers_that_contradict_each_other_are_given_up() -> None:
    """The attack goes on with as many as can hold together."""
    table = CountTable("q", ("q",), {("a",): 57, ("b",): 40, ("c",): 3}, population="s")
    key = ("s", frozenset({("q", "a")}))
    printed = [Known("one", key, 57, 57), Known("two", {key: 1}, 58, 58)]
    assert values(protect([table], RULES, printed).tables[0])["c",] is None


def test_a_release_that_was_tampered_with_fails() -> None:
    """The attack is on what leaves, not on what the gate meant to leave."""
    table = CountTable("q", ("q",), {("a",): 57, ("b",): 40, ("c",): 3}, population="s")
    released = protect([table], RULES).tables[0]
    cells = tuple(
        Cell(c.key, Fraction(57))
        if c.key == ("a",)
        else Cell(c.key, Fraction(40))
        if c.key == ("b",)
        else c
        for c in released.cells
    )
    with pytest.raises(DisclosureError, match=r"table q, s\[q=c\]: rule width: .* 3 to 3"):
        attack([replace(released, cells=cells)], [table], RULES)


def test_a_small_cell_left_as_it_is_fails() -> None:
    """Even where others are withheld around it."""
    table = CountTable("q", ("q",), {("a",): 57, ("b",): 40, ("c",): 3}, population="s")
    cells = tuple(Cell(key, Fraction(value)) for key, value in table.values().items())
    with pytest.raises(DisclosureError, match=r"table q, s\[q=c\]: rule minimum"):
        attack([Table("q", ("q",), cells)], [table], RULES)


def test_tables_of_one_population_count_the_same_rows() -> None:
    """Rows left out silently would be a difference of their own."""
    tables = [
        CountTable("q", ("q",), {("a",): 50, ("b",): 50}, population="s"),
        CountTable("r", ("r",), {("a",): 50, ("b",): 48}, population="s"),
    ]
    with pytest.raises(ArgumentError, match="count who did not answer as a category"):
        protect(tables, RULES)


def test_a_percentage_follows_from_released_cells_only() -> None:
    """A share of a withheld cell or base is withheld."""
    cells = (Cell(("a",), None, PROTECTED), Cell(("b",), Fraction(30)), Cell(("",), Fraction(40)))
    table = Table("t", ("q",), cells)
    assert share([table], "t", ("a",), ("",)) == Cell(("a",), None, PROTECTED)
    assert share([table], "t", ("b",), ("",)).value == 75


def test_the_same_tables_give_the_same_release() -> None:
    """Two releases of one table that withhold different cells would give both away."""
    chance = random.Random(5)
    rows = [(chance.choice("vwxyz"), chance.choice("abcd")) for _ in range(60)]
    table = CountTable("t", ("g", "q"), dict(Counter(rows)), population="s")
    assert protect([table], RULES) == protect([table], RULES)


@pytest.mark.parametrize("seed", range(3))
def test_brute_force_agrees_on_several_answers_by_group(seed: int) -> None:
    """Each answer is yes or no of its base, by group, and all answers have the same base."""
    import pandas as pd

    chance = random.Random(seed)
    kinds = [(g, *ticks) for g in "xy" for ticks in ((1, 0), (0, 1), (1, 1), (0, 0), (None, None))]
    rows = pd.DataFrame([chance.choice(kinds) for _ in range(8)], columns=["g", "q__a", "q__b"])
    settings = {"population": "s", "categories": {"g": ["x", "y"]}}
    tables = [count(rows, "gq", ["g", "q"], **settings), count(rows, "g", ["g"], **settings)]
    worlds = all_tables(len(kinds), 8)

    def is_in(kind: tuple, group: str, answer: str | None = None) -> bool:
        if group not in ("", kind[0]) or answer is None:
            return group in ("", kind[0])
        return kind[1] is not None if not answer else kind["qab".index(answer)] == 1

    columns = {
        cell.key: worlds[:, [is_in(kind, *cell.key) for kind in kinds]].sum(axis=1)
        for table in tables
        for cell in map(Cell, table.values())
    }
    cells = [cell for table in protect(tables, SMALL).tables for cell in table.cells]
    possible = np.ones(len(worlds), dtype=bool)
    for cell in cells:
        if cell.value is not None:
            possible &= columns[cell.key] == int(cell.value)
    hidden = [columns[cell.key] for cell in cells if cell.value is None]
    assert hidden
    for own in hidden:
        assert np.ptp(own[possible]) >= min(SMALL.width, np.ptp(own))
