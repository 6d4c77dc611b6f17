"""A stand-in for the gate until `helpers.disclosure` has its own: small cells are withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.disclosure.released import Cell, Refusal, Table


@dataclass(frozen=True)
class Rules:
    minimum: int = 5


@dataclass(frozen=True)
class CountTable:
    name: str
    dimensions: tuple[str, ...]
    counts: Mapping[tuple[str, ...], int]
    additive: bool = True
    base: int | None = None
    unit: str = "questionnaires"


def protect(tables: Sequence[CountTable], rules: Rules):
    made, refusals = [], []
    for table in tables:
        cells = dict(table.counts)
        n = len(table.dimensions)
        if table.additive:
            for index in range(1, 2**n):
                for key, value in table.counts.items():
                    total = tuple("" if index >> i & 1 else key[i] for i in range(n))
                    cells[total] = cells.get(total, 0) + value
        elif table.base is not None:
            cells[("",) * n] = table.base
        hidden = [key for key, value in cells.items() if 0 < value < rules.minimum]
        if hidden:
            refusals.append(Refusal(table.name, tuple(hidden), "minimum"))
        made.append(
            Table(
                table.name,
                table.dimensions,
                tuple(
                    Cell(
                        key, None if key in hidden else Fraction(value), "minimum" * (key in hidden)
                    )
                    for key, value in cells.items()
                ),
                table.unit,
            )
        )
    return made, refusals, {}
