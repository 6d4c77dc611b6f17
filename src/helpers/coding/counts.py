"""Settled statements as a clean table of a wave, and the counts of it that a release may show.

    data/restricted/<wave>/clean/statements.parquet

A row is one theme of one segment: `row`, `unit`, `source` (where it is), `speaker` (an id of the
project or the spreadsheet, or missing), `theme`, `direction` (or missing); made-up rows carry the
mark of `helpers.synthetic.watermark`.

The report counts some themes in statements, some in participants and some in cases. Statements are
rows here and participants are speakers; cases were not coded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers import paths
from helpers.coding.themes import PRINTED_THEMES, Coding
from helpers.ledger.second_coding import CODED
from helpers.microdata.clean import write_wave
from helpers.synthetic.watermark import COLUMN, TEXT

if TYPE_CHECKING:
    import pandas as pd

    from helpers.disclosure.tables import CountTable, Magnitudes
    from helpers.ledger.claims import Ledger
    from helpers.ledger.codebook import Codebook
    from helpers.microdata.tabulating import Counted

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


def count_tables(
    wave: str, statements: pd.DataFrame | None, codebook: Codebook
) -> list[CountTable | Magnitudes]:
    """The tables of a wave's statements for the gate.

        <wave>/statements/statement_theme        statements by theme
        <wave>/statements/statement_direction    segments by direction
        <wave>/statements/speakers               speakers who spoke of a theme

    A number of statements is what its speakers said, so that one on which few spoke, or which two
    of them nearly fill, is withheld like any other total. Where a speaker is not known there is no
    table: whose a statement is decides whether it may be counted.
    """
    from helpers.disclosure.tables import count

    if statements is None or not len(statements) or statements["speaker"].isna().any():
        return []
    themes, directions = (tuple(codebook.labels[section]) for section in CODED.values())
    segments = statements.drop_duplicates("unit")
    own = f"{wave}/{TABLE}"
    said = statements.groupby(["speaker", "theme"]).size().unstack(fill_value=0)
    said = said.reindex(columns=list(themes), fill_value=0).clip(upper=1)
    speakers = said.rename(columns=lambda theme: f"{PRINTED_THEMES}__{theme}")
    return [
        _said(statements, own, PRINTED_THEMES, themes, "theme"),
        _said(segments, own, "statement_direction", directions, "direction"),
        count(speakers, f"{own}/speakers", (PRINTED_THEMES,), population=own),
    ]


def counted_in(ledger: Ledger, statements: pd.DataFrame | None, wave: str) -> dict[str, Counted]:
    """The printed counts of themes, counted anew, each with the cell of the release it rests on.

    A theme printed in participants or respondents is counted in speakers, the negative and the
    positive ones in segments of that direction. Claims in other units (cases, ranks) are left out.
    """
    from helpers.microdata.tabulating import Counted

    if statements is None or statements["speaker"].isna().any():
        return {}
    segments = statements.drop_duplicates("unit")
    by_theme = statements.groupby("theme")
    by_speaker = by_theme["speaker"].nunique()
    counts = {
        ("statements", PRINTED_THEMES): by_theme.size(),
        ("statements", "statement_direction"): segments.groupby("direction").size(),
        **dict.fromkeys((("participants", "speakers"), ("respondents", "speakers")), by_speaker),
    }
    directions = ledger.codebook.labels[CODED["direction"]]
    found = {}
    for claim in ledger.select(variable=PRINTED_THEMES):
        is_direction = claim.category in directions
        for (unit, table), numbers in counts.items():
            if unit != claim.unit or is_direction != (table == "statement_direction"):
                continue
            cells = ((f"{wave}/{TABLE}/{table}", (claim.category,)),)
            value = Fraction(int(numbers.get(claim.category, 0)))
            found[claim.claim_id] = Counted(value, cells)
    return found


def _said(
    rows: pd.DataFrame, own: str, name: str, categories: Sequence[str], column: str
) -> Magnitudes:
    """How many rows each category has, with what each speaker contributes."""
    from helpers.disclosure.tables import Magnitudes

    numbers = rows.groupby([column, "speaker"]).size()
    given = {(each,): tuple(int(n) for n in numbers.get(each, ())) for each in categories}
    return Magnitudes(f"{own}/{name}", (name,), given, column, population=own, unit=TABLE)
