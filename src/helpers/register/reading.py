"""A file of financial reports as a table of texts, one column for each field of the rules.

The heading may stand below a title: it is the first of the rows at the top that names the BIN and
another field. Rows keep the number that a spreadsheet shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import InputError, Problem
from helpers.intake.reading import Source, open_source
from helpers.intake.wording import plain
from helpers.register.rules import FIELDS, RULES, Rules

if TYPE_CHECKING:
    import polars as pl

# The mark of made-up rows goes along (`helpers.synthetic.watermark`).
MARK = "synthetic"

# How far down a heading is sought.
_TOP_ROWS = 20


@dataclass(frozen=True)
class RegisterFile:
    """What was read.

    source     the file, with its hash and the rows that cannot be read
    rows       `row` and a column of texts for each field, also those the file lacks; blank is null
    columns    field -> heading, of those that are there
    ignored    headings that no rule names
    """

    source: Source
    rows: pl.DataFrame
    columns: Mapping[str, str]
    ignored: tuple[str, ...]


def read_register(path: Path, rules: Rules, scratch: Path) -> RegisterFile:
    """Read a CSV or a workbook.

    `scratch` is a directory for a copy in UTF-8. Raises `InputError` for a file that is missing or
    of another kind, that has no rows, no heading for the BIN, or two headings for one field.
    """
    import polars as pl

    source = open_source(path, scratch)
    lines = source.lines.collect()
    at, headings = _heading(source, lines.head(_TOP_ROWS), rules)
    fields = _fields(source, at, headings, rules)
    text = {
        field: pl.col(f"c{place}").str.strip_chars().replace("", None)
        for field, place in fields.items()
    }
    absent = [field for field in (*FIELDS, MARK) if field not in fields]
    missing = {field: pl.lit(None, pl.String) for field in absent}
    rows = (
        lines.with_row_index("row", offset=2)
        .filter(pl.col("row") > at)
        .select(pl.col("row").cast(pl.Int64), **text, **missing)
    )
    if rows.is_empty():
        raise InputError([Problem(source.name, str(at), "", "no rows below the heading")])
    used = set(fields.values())
    ignored = (each for place, each in enumerate(headings) if each and place not in used)
    named = {field: headings[place] for field, place in fields.items() if field != MARK}
    return RegisterFile(source, rows, named, tuple(ignored))


def _heading(source: Source, top: pl.DataFrame, rules: Rules) -> tuple[int, Sequence[str]]:
    """The number of the heading's row and its cells."""
    for at, cells in enumerate([source.headings, *top.rows()], start=1):
        known = {rules.columns.get(plain(cell or "", numbering=True)) for cell in cells}
        if "bin" in known and len(known - {None}) > 1:
            return at, [cell or "" for cell in cells]
    raise InputError([_no_heading(source, rules)])


def _no_heading(source: Source, rules: Rules) -> Problem:
    """The message names known headings only: without a heading, row 1 is an organisation."""
    known = {rules.columns.get(plain(heading, numbering=True)) for heading in source.headings}
    found = ", ".join(sorted(known - {None})) or "none of its columns"
    others = "".join(f"; {remark}" for _, remark in source.remarks)
    return Problem(
        source.name,
        "1",
        "",
        "no row at the top names the BIN and another column of a register (cells in row 1: "
        f"{len(source.headings)}, they name {found}{others}). Put the register on the first "
        "sheet, delete rows above its heading, or add the headings it has to "
        f"data/instruments/{RULES.name}, under `columns`",
    )


def _fields(source: Source, at: int, headings: Sequence[str], rules: Rules) -> dict[str, int]:
    """Place of each field. Raises `InputError` for a field that two headings name."""
    found: dict[str, int] = {}
    problems = []
    for place, heading in enumerate(headings):
        said = plain(heading, numbering=True)
        field = MARK if said == MARK else rules.columns.get(said)
        if field in found:
            first = headings[found[field]]
            message = f"it means {field!r}, and so does «{first}»; delete or rename one of the two"
            problems.append(Problem(source.name, str(at), heading, message))
        elif field:
            found[field] = place
    if problems:
        raise InputError(problems)
    return found


def remarks(file: RegisterFile) -> Iterator[str]:
    """What a reader should know of the file before its counts."""
    yield from (remark for _, remark in file.source.remarks)
    if file.ignored:
        yield f"headings that no rule names: {', '.join(f'«{each}»' for each in file.ignored)}"
