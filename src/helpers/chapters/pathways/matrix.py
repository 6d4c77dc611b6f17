"""The matrix of evidence drawn: pathways against kinds of evidence, with the strength of each."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from math import pi
from typing import TYPE_CHECKING

from helpers.chapters.pathways.evidence import KINDS
from helpers.interface import marked
from helpers.outputs import figures, sheets, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, PALE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

COLORS = {"survey": BLUE, "coded": LIGHT_BLUE, "quotes": PALE}
DOT_AREA = 70  # square points per item
COLUMN_WIDTH = 18  # letters
NARROW_ROW = 84  # points: a large dot with three lines below it


HEADINGS = {
    "survey": marked("Survey numbers"),
    "coded": marked("Coded answers and statements"),
    "quotes": marked("Quotes"),
    "strength": marked("Strength by our rule"),
}


def draw_matrix(
    frame: pd.DataFrame, study: Study, *, name: str, colors: Mapping[str, str] = COLORS
) -> Drawing:
    """Draw pathways against kinds of evidence: dots by number of items, and the strength.

    One row per pathway; columns as `strengths` makes them. Below each dot stands the range of
    shares, the range of counts, or the directions of the quotes. `colors` are those of the dots.
    """
    counted = [f"n_{kind}" for kind in KINDS] + [f"{kind}_text" for kind in KINDS]
    needed = ("label", "strength", "strength_label", *counted)
    tables.check_columns(frame, needed, "draw_matrix", rows=True)
    frame = frame.reset_index(drop=True)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        labels, headings = list(frame["label"]), [study.text(each) for each in HEADINGS.values()]
        if sheet.is_narrow:  # the strength stands below the pathway's name
            sheet = replace(sheet, row=NARROW_ROW)
            *headings, strength = headings
            pairs = zip(labels, frame["strength_label"], strict=True)
            labels = [f"{label}\n{strength}: {found}" for label, found in pairs]
        sheet.label_rows(labels, width=22)
        for column, kind in enumerate(KINDS):
            cells = zip(frame[f"n_{kind}"], frame[f"{kind}_text"], strict=True)
            for row, (n_items, text) in enumerate(cells):
                ink = "white" if kind == "survey" else INK
                style = {"fill": colors[kind], "ink": ink, "number": study.edition.number(n_items)}
                _draw_cell(axes, (column, row), n_items, text, **style)
        for row in () if sheet.is_narrow else frame.itertuples():
            weight = "bold" if row.strength == "most" else "normal"
            style = {"ha": "center", "va": "center", "fontsize": 9, "weight": weight}
            axes.text(len(KINDS), row.Index, _broken(row.strength_label), **style)
        points = sheets.NARROW_TEXT / len(headings)
        texts = [sheet.wrap(text, COLUMN_WIDTH, points=points) for text in headings]
        _label_columns(axes, texts, n_rows=len(frame))

    dots = study.text(
        "In a dot: number of items. Below: shares of questionnaires, counts, directions."
    )
    note = f"{study.source_note} {dots}"
    return figures.draw(chart, frame, study, name=name, note=note, height=1.3 + 0.95 * len(frame))


def _draw_cell(
    axes: Axes,
    at: tuple[int, int],
    n_items: int,
    text: str,
    *,
    number: str,
    fill: str,
    ink: str,
) -> None:
    """A dot sized by the number of items, the number in it and what it holds below it."""
    if not n_items:
        axes.text(*at, "—", ha="center", va="center", color=MUTED)
        return
    area = DOT_AREA * n_items
    dot = (at[0], at[1] - 0.17)
    axes.scatter(*dot, s=area, color=fill, edgecolor=MUTED, lw=0.6, zorder=2)
    style = {"ha": "center", "zorder": 3}
    axes.text(*dot, number, color=ink, va="center_baseline", fontsize=8.5, **style)
    below = (0, -((area / pi) ** 0.5) - 3)
    style |= {"textcoords": "offset points", "fontsize": 8, "color": INK, "va": "top"}
    axes.annotate(text.replace(", ", "\n"), dot, below, **style)


def _label_columns(axes: Axes, labels: list[str], *, n_rows: int) -> None:
    """The kinds of evidence and, in a wide drawing, the strength above the columns."""
    axes.set_xticks(range(len(labels)), labels)
    axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
    axes.set_xlim(-0.55, len(labels) - 0.45)
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    for row in range(1, n_rows):
        axes.axhline(row - 0.5, color=PALE, lw=0.8)


def _broken(text: str) -> str:
    return textwrap.fill(text, COLUMN_WIDTH, break_long_words=False)
