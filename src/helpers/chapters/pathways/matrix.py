"""The matrix of evidence drawn: pathways against kinds of evidence, with the strength of each."""

from __future__ import annotations

import textwrap
from math import pi
from typing import TYPE_CHECKING

from helpers.chapters.pathways.evidence import KINDS, matrix, strengths
from helpers.outputs import figures
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, PALE
from helpers.outputs.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing
    from helpers.study import Study

COLORS = {"survey": BLUE, "coded": LIGHT_BLUE, "quotes": PALE}
DOT_AREA = 70  # square points per item


def draw_matrix(study: Study, *, name: str) -> Drawing:
    """Which kinds of evidence stand behind each pathway? Dots by number of items, and the strength.

    Below each dot: the range of shares, the range of counts, or the directions of the quotes.
    """
    items, data = matrix(study), strengths(study)
    with figures.canvas(height=1.3 + 0.85 * len(data)) as (figure, axes):
        figures.label_rows(axes, list(data["label"]), width=22)
        for column, kind in enumerate(KINDS):
            for row, pathway in enumerate(data["pathway"]):
                own = items[(items["pathway"] == pathway) & (items["kind"] == kind)]
                text = _cell_text(study, own, kind) if len(own) else ""
                data.loc[row, f"{kind}_text"] = text.replace("\n", ", ")
                _draw_cell(axes, study, own, at=(column, row))
        for row, strength in enumerate(data["strength_label"]):
            weight = "bold" if data["strength"][row] == "most" else "normal"
            style = {"ha": "center", "va": "center", "fontsize": 9, "weight": weight}
            axes.text(len(KINDS), row, _broken(strength), **style)
        _label_columns(axes, study)
        note = (
            f"{word('source', study.language)}: {word('report', study.language)}. "
            f"{word('evidence_note', study.language)}"
        )
        return figures.publish(figure, data, study, name=name, note=note)


def _draw_cell(axes: Axes, study: Study, own: pd.DataFrame, *, at: tuple[int, int]) -> None:
    """A dot sized by the number of items, the number in it and what it holds below it."""
    n_items = int(own["n_items"].sum())
    if not n_items:
        axes.text(*at, "—", ha="center", va="center", color=MUTED)
        return
    kind, area = own["kind"].iloc[0], DOT_AREA * n_items
    dot = (at[0], at[1] - 0.17)
    axes.scatter(*dot, s=area, color=COLORS[kind], edgecolor=MUTED, lw=0.6, zorder=2)
    ink = "white" if kind == "survey" else INK
    style = {"ha": "center", "zorder": 3}
    number = study.edition.number(n_items)
    axes.text(*dot, number, color=ink, va="center_baseline", fontsize=8.5, **style)
    below = (0, -((area / pi) ** 0.5) - 3)
    style |= {"textcoords": "offset points", "fontsize": 8, "color": INK, "va": "top"}
    axes.annotate(_cell_text(study, own, kind), dot, below, **style)


def _cell_text(study: Study, own: pd.DataFrame, kind: str) -> str:
    if kind == "quotes":
        shown = ("negative", "neutral", "positive")
        return "\n".join(
            f"{study.label('directions', direction).lower()}: {int(own[direction].sum())}"
            for direction in shown
            if own[direction].sum()
        )
    values = own["share_pct"] if kind == "survey" else own["printed_count"]
    ends = sorted({values.min(), values.max()})
    if kind == "survey":
        return (
            study.edition.percent_range(*ends) if len(ends) > 1 else study.edition.percent(ends[0])
        )
    return "–".join(study.edition.number(end) for end in ends)


def _label_columns(axes: Axes, study: Study) -> None:
    """The kinds of evidence and the strength above the columns."""
    headings = [f"evidence_{kind}" for kind in (*KINDS, "strength")]
    labels = [_broken(word(key, study.language)) for key in headings]
    axes.set_xticks(range(len(headings)), labels)
    axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
    axes.set_xlim(-0.55, len(headings) - 0.45)
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    for row in range(1, len(study.codebook.labels["pathways"])):
        axes.axhline(row - 0.5, color=PALE, lw=0.8)


def _broken(text: str) -> str:
    return textwrap.fill(text, 18, break_long_words=False)
