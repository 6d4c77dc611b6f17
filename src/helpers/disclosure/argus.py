"""Complementary suppression within one table, by tau-Argus.

tau-Argus gets the table with its totals and with the status of every cell, and chooses which others
to withhold at the least loss, so that no cell can be worked back (optimal suppression, Fischetti &
Salazar 2001, doi:10.1287/mnsc.47.7.1008.9802; HiGHS solves it). Its adversary knows one table and
thinks in real numbers; tables that hang together and whole numbers are the attack's (`gate`), as
are tables of more than three dimensions. Linked tables, which its desktop edition protects at once,
pytauargus 0.6 reads as a command and does not carry out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from contextlib import chdir
from pathlib import Path

Cell = tuple[str, ...]

MOST_DIMENSIONS = 3
# Minutes; a table of a survey takes seconds.
MOST_MINUTES = 1

_TOTAL = "Total"
_BATCH = """<OPENTABLEDATA> "table.tab"
<OPENMETADATA> "table.rda"
<SPECIFYTABLE> {dimensions}|"value"|"value"|"value"
<SAFETYRULE>\x20
<READTABLE> 0
<SUPPRESS> OPT(1,{minutes})
<WRITETABLE> (1,5,SO+,"protected.tab")
"""
_HEAD = '<SEPARATOR> ";"\n<SAFE> "S"\n<UNSAFE> "U"\n<PROTECT> "P"\n'
_FIELDS = """value
<NUMERIC>
<DECIMALS> 0
freq
<FREQUENCY>
status
<STATUS>
lower
<NUMERIC> <LOWERPL>
upper
<NUMERIC> <UPPERPL>
"""


def complementary(
    values: Mapping[Cell, int], withheld: Mapping[Cell, int], kept: Iterable[Cell] = ()
) -> set[Cell]:
    """Which further cells of one table must be withheld?

    values     all cells with their totals, "" for a total
    withheld   cells that are, and how far above its value each must seem possible
    kept       cells that must be released

    Returns nothing where tau-Argus does not take a table (more than three dimensions, or no way to
    protect it); the gate then does it alone.
    """
    shape = len(next(iter(values)))
    if not withheld or shape > MOST_DIMENSIONS:
        return set()
    from pytauargus.batch import BatchError
    from pytauargus.engine import Engine
    from pytauargus.result import parse_simple_tab

    lists = [sorted({cell[place] for cell in values} - {""}) for place in range(shape)]
    names = [f"D{place}" for place in range(shape)]
    with tempfile.TemporaryDirectory(prefix="argus-") as directory:
        place = Path(directory)
        _write(place, values, withheld, set(kept), lists, names)
        try:
            # Its solvers leave logs and programmes, which hold the counts, where they run.
            with chdir(place):
                Engine().run_batch(place / "batch.arb")
            rows = parse_simple_tab(place / "protected.tab", names, "value")
        except BatchError:
            return set()
    return {
        tuple(_category(row[name], known) for name, known in zip(names, lists, strict=True))
        for row in rows
        if row["status"] == "M"
    }


def _write(
    place: Path,
    values: Mapping[Cell, int],
    withheld: Mapping[Cell, int],
    kept: set[Cell],
    lists: list[list[str]],
    names: list[str],
) -> None:
    lines = []
    for cell, value in values.items():
        codes = [_code(each, known) for each, known in zip(cell, lists, strict=True)]
        status = "U" if cell in withheld else "P" if cell in kept else "S"
        ends = (0, withheld.get(cell, 0))
        lines.append(";".join(map(str, (*codes, value, value, status, *ends))))
    variables = "".join(f'{name}\n<RECODABLE>\n<TOTCODE> "{_TOTAL}"\n' for name in names)
    dimensions = "".join(f'"{name}"' for name in names)
    batch = _BATCH.format(dimensions=dimensions, minutes=MOST_MINUTES)
    (place / "table.tab").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (place / "table.rda").write_text(_HEAD + variables + _FIELDS, encoding="utf-8")
    (place / "batch.arb").write_text(batch, encoding="utf-8")


def _code(category: str, known: list[str]) -> str:
    return f"c{known.index(category):04d}" if category else _TOTAL


def _category(code: object, known: list[str]) -> str:
    text = str(code).strip()
    return known[int(text[1:])] if text.startswith("c") else ""
