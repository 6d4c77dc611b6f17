"""Settled statements as a clean table of a wave, and the counts of it that a release may show.

    data/restricted/<wave>/clean/statements.parquet

A row is one theme of one segment: `row`, `unit`, `source` (where it is), `speaker` (an id of the
project or the spreadsheet, or missing), `theme`, `direction` (or missing); made-up rows carry the
mark of `helpers.synthetic.watermark`.

The report counts some themes in statements, some in participants and some in cases. Statements are
rows here and participants are speakers; cases were not coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers import paths
from helpers.coding.themes import PRINTED_THEMES, Coding
from helpers.ledger.claims import Claim
from helpers.microdata.clean import write_wave
from helpers.synthetic.watermark import COLUMN, TEXT

if TYPE_CHECKING:
    import pandas as pd

TABLE = "statements"


def write_statements(
    wave: str, coding: Coding, final: Mapping[str, Mapping[str, frozenset[str]]]
) -> int:
    """Write the settled statements of a wave as its clean table; the number of its rows.

    Rows are in the order of the themes' units, so that the same coding gives the same bytes.
    """
    import polars as pl

    rows = []
    for unit in sorted(final["theme"]):
        segment = coding.segments[unit]
        direction = "; ".join(sorted(final["direction"].get(unit, ()))) or None
        for theme in sorted(final["theme"][unit]):
            source, speaker = segment.place, segment.speaker or None
            rows.append((len(rows) + 1, unit, source, speaker, theme, direction))
    columns = ("row", "unit", "source", "speaker", "theme", "direction")
    types = {name: pl.Int64 if name == "row" else pl.String for name in columns}
    table = pl.DataFrame(rows, schema=types, orient="row")
    if coding.synthetic:
        table = table.select(pl.lit(TEXT).alias(COLUMN), pl.all())
    write_wave(wave, {TABLE: table})
    return len(rows)


def read_statements(wave: str) -> pd.DataFrame | None:
    """The settled statements of a wave, one row per theme of a segment; None without any."""
    import pandas as pd
    import polars as pl

    path = paths.clean(wave) / f"{TABLE}.parquet"
    if not path.is_file():
        return None
    return pd.DataFrame(pl.read_parquet(path).to_dict(as_series=False))


def theme_counts(statements: pd.DataFrame) -> dict[str, dict[tuple[str], int]]:
    """By name of a table: how many statements, or speakers, each theme or direction has.

    Speakers are counted only where every statement has one.
    """
    segments = statements.drop_duplicates("unit")
    found = {
        PRINTED_THEMES: statements.groupby("theme").size(),
        "statement_direction": segments.dropna(subset="direction").groupby("direction").size(),
    }
    if statements["speaker"].notna().all():
        found["statement_speakers"] = statements.groupby("theme")["speaker"].nunique()
    return {
        name: {(str(key),): int(n) for key, n in counts.items()} for name, counts in found.items()
    }


def claim_values(claims: Iterable[Claim], statements: pd.DataFrame) -> dict[str, Fraction]:
    """What the printed counts of themes would be, counted from statements: by claim id.

    A theme printed in participants is counted in speakers, the negative and the positive ones in
    segments of that direction. Claims in other units (cases, ranks) are left out, and those in
    participants where speakers are not known.
    """
    tables = theme_counts(statements)
    by_unit = {
        "statements": tables[PRINTED_THEMES] | tables["statement_direction"],
        "participants": tables.get("statement_speakers"),
    }
    return {
        claim.claim_id: Fraction(counts.get((claim.category,), 0))
        for claim in claims
        if claim.variable == PRINTED_THEMES
        and claim.kind in ("count", "total")
        and (counts := by_unit.get(claim.unit)) is not None
    }
