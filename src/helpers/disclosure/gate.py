"""The gate: counts go in, what may be published comes out, and the attack on it has failed.

    1. withheld at first    counts from 1 to below the minimum, what leaves fewer of its base, a
                            whole group, a total that two dominate (`sensitive`)
    2. tau-Argus            further cells of each table, so that its totals give none away (`argus`)
    3. the attack           over all tables together, earlier releases, and what is known besides;
                            where a range is too narrow, the cells of least loss that must be
                            withheld for it to be wide (`parts`)
    4. the attack again     on the tables as they leave, by two solvers

A withheld cell says PROTECTED and no more: whether it is small itself is nobody's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from helpers.disclosure import argus
from helpers.disclosure.attack import named
from helpers.disclosure.layout import Known, Merged
from helpers.disclosure.parts import Earlier, Part, parts_of
from helpers.disclosure.released import Cell, Refusal, Table
from helpers.disclosure.rules import MINIMUM, PROTECTED, DisclosureError, Rules
from helpers.disclosure.sensitive import dominated, primary
from helpers.disclosure.tables import TOTAL, CountTable, Key, Magnitudes
from helpers.errors import ArgumentError


class Protected(NamedTuple):
    """What leaves: tables, what was refused, and how the attack on them went, by table."""

    tables: list[Table]
    refusals: list[Refusal]
    attack: dict[str, dict[str, Any]]


def protect(
    tables: Sequence[CountTable | Magnitudes],
    rules: Rules,
    known: Sequence[Known] = (),
    *,
    rows: Mapping[str, Iterable[str]] | None = None,
    history: Sequence[Earlier] = (),
    also: Sequence[Known] = (),
    merged: Sequence[Merged] = (),
) -> Protected:
    """Withhold what must be withheld of these tables.

    known     what is known besides, such as numbers that the report printed of the same rows
    rows      population -> ids of its rows, the same id for the same respondent in every population
              and release; without it, populations are taken to have nothing in common
    history   earlier releases (`helpers.disclosure.history`)
    also      what is released beside the tables and follows from them, such as means
    merged    variables whose categories are those of others put together

    Raises `DisclosureError` where no withholding helps, with table, cells, rule and range.
    """
    work = _Work.of(tables, rules, known, rows or {}, history, also, merged)
    withheld = work.first()
    withheld |= work.by_argus(withheld)
    for part in work.parts:
        withheld |= part.settle(withheld)
    released = [_published(table, withheld) for table in work.counted]
    besides = {"rows": rows, "history": history, "also": also, "merged": merged}
    found = attack(released, tables, rules, known, **besides)
    return Protected(released, _refusals(released), found)


def attack(
    released: Sequence[Table],
    tables: Sequence[CountTable | Magnitudes],
    rules: Rules,
    known: Sequence[Known] = (),
    *,
    rows: Mapping[str, Iterable[str]] | None = None,
    history: Sequence[Earlier] = (),
    also: Sequence[Known] = (),
    merged: Sequence[Merged] = (),
) -> dict[str, dict[str, Any]]:
    """Attack tables as they are to leave; by table, what was attacked and the narrowest range.

    `released` is what readers get; `tables` says what its cells count. Each result has `cells`
    (withheld and attacked), `narrowest` (the width of the narrowest range that the release leaves,
    None without withheld cells) and `relaxed` (whether a joint table was too large to be written).
    Cells that are as narrow without the release, by what the report printed, are left out of
    `narrowest` and not told: they would say that the printed number is right. Raises
    `DisclosureError` naming table, cells, rule and range.
    """
    work = _Work.of(tables, rules, known, rows or {}, history, also, merged)
    withheld: dict[Key, int] = {}
    first = work.first()
    for table, shown in zip(work.counted, released, strict=True):
        for cell in shown.cells:
            key = table.key(cell.key)
            if cell.value is None:
                withheld[key] = first.get(key, rules.width)
    bare = [key for key in first if key not in withheld]
    if bare:
        raise DisclosureError(_says(work.counted, bare[0], MINIMUM, "released as it is"))
    found: dict[str, dict[str, Any]] = {}
    for part in work.parts:
        found |= part.result(withheld)
    return {table.name: found[table.name] for table in work.counted}


def share(tables: Iterable[Table], table: str, part: Sequence[str], base: Sequence[str]) -> Cell:
    """A percentage of two cells of a released table; withheld where one of them is.

    >>> table = Table("t", ("a",), (Cell(("yes",), Fraction(40)), Cell(("",), Fraction(80))))
    >>> share([table], "t", ("yes",), ("",)).value
    Fraction(50, 1)
    """
    cells = {cell.key: cell for each in tables if each.name == table for cell in each.cells}
    found = [cells[tuple(part)], cells[tuple(base)]]
    if any(cell.value is None for cell in found):
        return Cell(tuple(part), None, PROTECTED)
    if not found[1].value:
        return Cell(tuple(part), None, "empty")
    return Cell(tuple(part), 100 * found[0].value / found[1].value)


@dataclass(frozen=True)
class _Work:
    """All tables, checked and put together by what they have in common."""

    tables: tuple[CountTable | Magnitudes, ...]
    counted: tuple[CountTable, ...]
    rules: Rules
    parts: tuple[Part, ...]

    @classmethod
    def of(
        cls,
        tables: Sequence[CountTable | Magnitudes],
        rules: Rules,
        known: Sequence[Known],
        rows: Mapping[str, Iterable[str]],
        history: Sequence[Earlier],
        also: Sequence[Known],
        merged: Sequence[Merged],
    ) -> _Work:
        counted = tuple(
            each.as_counts() if isinstance(each, Magnitudes) else each for each in tables
        )
        names = [each.name for each in counted]
        if len(set(names)) < len(names):
            raise ArgumentError("two tables of one name; give each its own")
        sizes = _sizes(counted, rows)
        parts = parts_of(counted, rules, (known, also), rows, history, sizes, merged)
        return cls(tuple(tables), counted, rules, tuple(parts))

    def first(self) -> dict[Key, int]:
        """Cells withheld for what they are, with the width each must have."""
        found: dict[Key, int] = {}
        for table in self.tables:
            if isinstance(table, Magnitudes):
                found |= dominated(table, self.rules)
            else:
                found |= dict.fromkeys(primary(table, self.rules), self.rules.width)
        return found

    def by_argus(self, withheld: Mapping[Key, int]) -> dict[Key, int]:
        """Cells that tau-Argus withholds in each table by itself."""
        found: dict[Key, int] = dict(withheld)
        for table in self.counted:
            for values, key_of in _plain(table):
                own = {cell: found[key_of(cell)] for cell in values if key_of(cell) in found}
                kept = [(TOTAL,) * len(next(iter(values)))]
                for cell in argus.complementary(values, own, kept):
                    found.setdefault(key_of(cell), self.rules.width)
        return {key: width for key, width in found.items() if key not in withheld}


def _plain(table: CountTable) -> Iterator[tuple[Mapping[tuple[str, ...], int], Any]]:
    """Tables that add up: the table itself, or that of each answer by groups."""
    if table.additive:
        yield table.values(), table.key
        return
    if len(table.dimensions) == 1:
        return
    values = table.values()
    for answer in (*table.categories(table.dimensions[-1]), TOTAL):
        own = {cell[:-1]: value for cell, value in values.items() if cell[-1] == answer}
        yield own, lambda cell, answer=answer: table.key((*cell, answer))


def _sizes(tables: Sequence[CountTable], rows: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How many rows each population has; sums of measures have none."""
    sizes = {name: len(set(ids)) for name, ids in rows.items()}
    for table in tables:
        if not table.additive or "|" in table.population:
            continue
        total = sum(table.counts.values())
        if sizes.setdefault(table.population, total) != total:
            raise ArgumentError(
                f"table {table.name} counts {total} rows of {table.population!r}, others "
                f"{sizes[table.population]}; count who did not answer as a category"
            )
    return sizes


def _published(table: CountTable, withheld: Mapping[Key, int]) -> Table:
    cells = tuple(
        Cell(cell, None, PROTECTED) if table.key(cell) in withheld else Cell(cell, Fraction(value))
        for cell, value in table.values().items()
    )
    return Table(table.name, table.dimensions, cells, table.unit)


def _refusals(tables: Sequence[Table]) -> list[Refusal]:
    found = []
    for table in tables:
        cells = tuple(cell.key for cell in table.cells if cell.value is None)
        if cells:
            found.append(Refusal(table.name, cells, PROTECTED))
    return found


def _says(tables: Sequence[CountTable], key: Key, rule: str, what: str) -> str:
    names = [t.name for t in tables if any(t.key(cell) == key for cell in t.values())]
    return f"table {', '.join(names)}, {named(key)}: rule {rule}: {what}"
