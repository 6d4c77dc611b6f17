"""The release of one or more waves: count, apply the rules, write what may leave.

The only place that opens the clean questionnaires for a book. A number of the report is released
anew if every cell it follows from is; else it is withheld by the rule of the first that is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from helpers import paths
from helpers.disclosure.released import Cell, Release, Table
from helpers.errors import BookError
from helpers.instruments import load_instruments
from helpers.ledger import claims, codebook
from helpers.microdata.clean import read_wave
from helpers.microdata.questionnaires import prepared
from helpers.release.counts import claims_of, count_tables, table_name
from helpers.release.gate import Rules, protect
from helpers.synthetic.watermark import is_synthetic

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.claims import Ledger
    from helpers.microdata.tabulating import Counted

INSTRUMENTS = ("survey", "form_a", "form_b")


def write_release(waves: Sequence[str] = paths.WAVES) -> Release:
    """Make the release of these waves and write it where every book reads it."""
    release = make_release(waves)
    release.write(paths.release())
    return release


def make_release(waves: Sequence[str]) -> Release:
    """Everything that may leave the questionnaires of these waves; the first is the report's.

    Raises `BookError` for a wave without clean tables, and for waves of which some are made up.
    """
    ledger = claims.load(codebook=codebook.load())
    instruments = load_instruments(codebook=ledger.codebook)
    tables = {wave: prepared(read_wave(wave), ledger, instruments) for wave in waves}
    made_up = is_made_up(tables)
    counted = [each for wave in waves for each in count_tables(wave, tables[wave], instruments)]
    released, refusals, attack = protect(counted, Rules())
    by_name = {table.name: table for table in released}
    return Release(
        waves=tuple(waves),
        synthetic=made_up,
        sizes=sizes_of(by_name, waves),
        tables=by_name,
        claims=released_claims(claims_of(tables[waves[0]], ledger, waves[0]), by_name),
        results=results_of(tables, ledger, synthetic=made_up),
        refusals=tuple(refusals),
        attack=attack,
    )


def results_of(
    tables: Mapping[str, Mapping[str, pd.DataFrame]], ledger: Ledger, *, synthetic: bool
) -> dict[str, Mapping[str, object]]:
    """What tests and models found, by name: `release.results` of a wave, `release.waves` of all."""
    return {}


def is_made_up(tables: Mapping[str, Mapping[str, pd.DataFrame]]) -> bool:
    """Whether the rows are synthetic. Raises `BookError` where some are and some are not."""
    found = {
        f"{wave}/{name}": is_synthetic(rows)
        for wave, each in tables.items()
        for name, rows in each.items()
    }
    if any(found.values()) and not all(found.values()):
        made_up = ", ".join(name for name, is_so in found.items() if is_so)
        raise BookError(
            f"{made_up} in data/restricted holds synthetic rows and other tables do not; "
            "take in the questionnaires anew (`python -m helpers intake FILE... --wave YEAR`)"
        )
    return all(found.values())


def sizes_of(tables: Mapping[str, Table], waves: Iterable[str]) -> dict[str, int]:
    """How many questionnaires each instrument of each wave has, as "2024/survey"."""
    found = {}
    for wave in waves:
        for name in INSTRUMENTS:
            cells = cells_of(tables.get(table_name(wave, name, "size")))
            value = cells[("",)].value if ("",) in cells else None
            if value is not None:
                found[f"{wave}/{name}"] = int(value)
    return found


def cells_of(table: Table | None) -> dict[tuple[str, ...], Cell]:
    """The cells of a table by their keys; none of a table that is not there."""
    return {cell.key: cell for cell in table.cells} if table else {}


def released_claims(counted: Mapping[str, Counted], tables: Mapping[str, Table]) -> dict[str, Cell]:
    """The report's numbers anew, each released if all its cells are."""
    cells = {name: cells_of(table) for name, table in tables.items()}
    found = {}
    for claim_id, number in counted.items():
        held = [_rule(cells.get(table, {}).get(key)) for table, key in number.cells]
        rule = next((each for each in held if each), "")
        found[claim_id] = Cell((), None if rule else number.value, rule)
    return found


def _rule(cell: Cell | None) -> str:
    """By which rule a cell is withheld; a cell that nobody counted is no small one."""
    if cell is None:
        return ""
    return cell.withheld if cell.value is None else ""
