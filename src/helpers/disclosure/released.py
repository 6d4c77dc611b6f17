"""The release: everything that a book may read of questionnaires, as one JSON file.

A book never opens the questionnaires: one task counts, applies the rules and writes this file, and
notebooks read it. A cell that is withheld has no value here, and nothing from which it follows
within the rules' width. Numbers are exact fractions as text ("13/4"), so that nothing is rounded
twice.

    tables       name -> Table: dimensions, and cells by their keys; "" is the total of one
    claims       claim_id -> Cell: the printed number, counted anew
    results      name -> what a test or a model found, or `refused` with the reason
    refusals     what was withheld: table, cells, rule, in words for whoever publishes
    attack       per table: how many withheld cells were attacked, and the narrowest range found
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

VERSION = 1


@dataclass(frozen=True)
class Cell:
    """One number of a release: its value, or by which rule it is withheld."""

    key: tuple[str, ...] = ()
    value: Fraction | None = None
    withheld: str = ""


@dataclass(frozen=True)
class Table:
    """Numbers by the categories of one or more dimensions."""

    name: str
    dimensions: tuple[str, ...]
    cells: tuple[Cell, ...]
    unit: str = "questionnaires"

    def frame(self) -> pd.DataFrame:
        """One row per cell: the dimensions, `value` (missing where withheld), `withheld`."""
        import pandas as pd

        rows = [(*cell.key, cell.value, cell.withheld) for cell in self.cells]
        return pd.DataFrame(rows, columns=[*self.dimensions, "value", "withheld"])


@dataclass(frozen=True)
class Refusal:
    """What was not released, and why."""

    table: str
    cells: tuple[tuple[str, ...], ...]
    rule: str


@dataclass(frozen=True)
class Release:
    """All that leaves the questionnaires of one or more waves."""

    waves: tuple[str, ...] = ()
    synthetic: bool = False
    sizes: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    claims: Mapping[str, Cell] = field(default_factory=dict)
    results: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    attack: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the release as JSON; the same release gives the same bytes."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True, default=str)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Release:
        """Read a release as `write` wrote it."""
        data = json.loads(path.read_text(encoding="utf-8"))
        data["tables"] = {name: _table(each) for name, each in data["tables"].items()}
        data["claims"] = {name: _cell(each) for name, each in data["claims"].items()}
        data["refusals"] = tuple(
            Refusal(each["table"], tuple(map(tuple, each["cells"])), each["rule"])
            for each in data["refusals"]
        )
        return cls(**{**data, "waves": tuple(data["waves"])})


def _table(data: Mapping[str, Any]) -> Table:
    cells = tuple(map(_cell, data["cells"]))
    return Table(data["name"], tuple(data["dimensions"]), cells, data["unit"])


def _cell(data: Mapping[str, Any]) -> Cell:
    value = None if data["value"] is None else Fraction(data["value"])
    return Cell(tuple(data["key"]), value, data["withheld"])
