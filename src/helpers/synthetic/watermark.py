"""The mark of made-up rows: a column, a file name, metadata, letters across a figure.

Synthetic questionnaires repeat the printed numbers and otherwise what we assumed. A test or an
interval on them would measure our assumptions, so that every helper that infers refuses them. The
mark that decides is a column, because columns survive merging, slicing and writing; attributes of a
frame do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers import spreadsheets
from helpers.errors import ArgumentError, BookError
from helpers.interface import marked, text

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from matplotlib.figure import Figure

COLUMN = "synthetic"
TEXT = "synthetic row: no respondent"

MARK = marked("SYNTHETIC ROWS, NO RESPONDENTS")

# In place of an interval, wherever one would stand.
WITHHELD = marked("no interval (synthetic rows)")

# At the top of every page of a rehearsal.
BANNER = marked(
    "Rehearsal on synthetic questionnaires. These rows repeat the printed numbers and are "
    "otherwise made up. Nothing on this page is a finding."
)


class SyntheticDataError(BookError):
    """Something was asked of synthetic rows that only respondents can answer."""


def mark(frame: pd.DataFrame, **details: object) -> pd.DataFrame:
    """The rows with the mark as their first column; `details` (seed, numbers given up) go along."""
    rows = frame.copy()
    if COLUMN in rows:
        rows = rows.drop(columns=COLUMN)
    rows.insert(0, COLUMN, TEXT)
    rows[COLUMN] = rows[COLUMN].astype("category")
    rows.attrs = {COLUMN: TEXT, **details}
    return rows


def is_synthetic(frame: pd.DataFrame) -> bool:
    """Whether any row, or the frame itself, carries the mark."""
    named = any(COLUMN in str(column) for column in frame.columns)
    return named or COLUMN in frame.attrs


def refuse_inference(frame: pd.DataFrame, what: str) -> None:
    """Stop before `what` is computed from synthetic rows.

    Raises `SyntheticDataError` for rows that carry the mark, also among others.

    >>> import pandas as pd
    >>> refuse_inference(mark(pd.DataFrame({"score": [8]})), "an interval")
    Traceback (most recent call last):
    helpers.synthetic.watermark.SyntheticDataError: an interval was asked of synthetic rows...
    """
    if is_synthetic(frame):
        raise SyntheticDataError(
            f"{what} was asked of synthetic rows. They repeat the printed numbers and otherwise "
            "what was assumed to make them, so that it would measure those assumptions and no "
            "respondents; use real questionnaires, or bounds of the printed numbers "
            "(helpers.bounds)"
        )


def write_rows(frame: pd.DataFrame, path: Path) -> None:
    """Write marked rows as CSV, with their details as JSON beside it.

    Raises `ArgumentError` for rows without the mark and for a file name without "synthetic".
    """
    import json

    if COLUMN not in frame or not (frame[COLUMN] == TEXT).all():
        raise ArgumentError(f"{path.name}: rows without the mark; make them by synthetic.rows")
    if COLUMN not in path.name:
        raise ArgumentError(f"{path.name}: a file of synthetic rows needs 'synthetic' in its name")
    spreadsheets.write_csv(path, frame.to_csv(index=False, lineterminator="\r\n"))
    details = {key: value for key, value in frame.attrs.items() if key != COLUMN}
    written = json.dumps({COLUMN: TEXT, **details}, ensure_ascii=False, indent=1, default=str)
    path.with_suffix(".json").write_text(written + "\n", encoding="utf-8")


def mark_figure(figure: Figure, language: str) -> None:
    """Letters across a figure, in the language of its page. Raises `ArgumentError` for another."""
    letters = text(MARK, language)
    style = {"ha": "center", "va": "center", "rotation": 24, "color": "#8a1c00", "alpha": 0.32}
    figure.text(0.5, 0.5, letters, fontsize=19, weight="bold", zorder=100, **style)
