"""The clean tables of a wave, one Parquet file per instrument, as an intake writes them.

    data/restricted/<wave>/clean/survey.parquet, form_a.parquet, form_b.parquet, register.parquet
    data/restricted/<wave>/clean/manifest.json    hashes of the raw files and of the tables, counts

A row is one questionnaire. Before the columns of its instrument (`helpers.instruments.questions`)
stand `row` (its number in the table from 1), `source` (file and row it came from, as
"file.csv:12"), `submitted` (date or missing), `language` (of the questionnaire) and `organisation`
(a keyed hash that is the same in every wave, or missing: who it is cannot be worked out without the
key in data/restricted). Made-up rows carry the mark of `helpers.synthetic.watermark`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from helpers import paths
from helpers.errors import BookError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    import polars as pl

OWN_COLUMNS = ("row", "source", "submitted", "language", "organisation")
TABLES = ("survey", "form_a", "form_b", "register")
MANIFEST = "manifest.json"


def read_wave(wave: str) -> dict[str, pd.DataFrame]:
    """The clean tables of a wave that are there, by name.

    Raises `BookError` when there is none.
    """
    files = {name: paths.clean(wave) / f"{name}.parquet" for name in TABLES}
    tables = {name: _read(path) for name, path in files.items() if path.is_file()}
    if not tables:
        raise BookError(
            f"no clean questionnaires of {wave} in data/restricted/{wave}/clean; make them with "
            f"`python -m helpers intake FILE... --wave {wave}`"
        )
    return tables


def write_wave(wave: str, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write clean tables, each at once or not at all; the same rows give the same bytes."""
    directory = paths.clean(wave)
    directory.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        partial = directory / f"{name}.parquet.tmp"
        table.write_parquet(partial, compression="zstd", statistics=False)
        partial.replace(directory / f"{name}.parquet")


def _read(path: Path) -> pd.DataFrame:
    import pandas as pd
    import polars as pl

    return pd.DataFrame(pl.read_parquet(path).to_dict(as_series=False))
