"""How far do two coders of the quotes agree? Nothing is claimed before there are two."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.outputs import tables, voices
from helpers.statistics.reliability import Agreement, agreements

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.tables import Markdown
    from helpers.study import Study

_COLUMNS = ("column", "n_units", "n_alike", "alpha")


def second_coder(study: Study, sheet: str | Path | None = None) -> pd.DataFrame:
    """What does the second coder make of themes and directions? One row each, none without one.

    `sheet` is a filled sheet other than data/published/second_coding.csv. Columns: column, n_units
    (quotes that both coded), n_alike (coded alike), alpha (missing where a single code is used).
    Raises `InputError` naming each bad cell of the sheet.
    """
    import pandas as pd

    found = agreements(study, Path(sheet) if sheet else None)
    return pd.DataFrame([asdict(each) for each in found], columns=_COLUMNS)


def show_second_coder(frame: pd.DataFrame, study: Study) -> Markdown:
    """Show how far two coders agree, or that there is no second one."""
    import pandas as pd

    tables.check_columns(frame, _COLUMNS, "show_second_coder")
    rows = frame[list(_COLUMNS)].itertuples(index=False)
    found = [
        Agreement(row.column, row.n_units, row.n_alike, None if pd.isna(row.alpha) else row.alpha)
        for row in rows
    ]
    return tables.Markdown(voices.agreement_text(study, found))
