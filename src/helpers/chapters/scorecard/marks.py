"""The scorecard of the audit: every printed number as one mark."""

from __future__ import annotations

import textwrap
from types import SimpleNamespace
from typing import TYPE_CHECKING

from helpers.audit.results import JUDGED, ORDER, SIGNS
from helpers.audit.wording import verdict_word
from helpers.chapters.scorecard.interactive import scorecard_chart
from helpers.chapters.scorecard.words import audit_word
from helpers.outputs import figures
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE, publish_interactive
from helpers.outputs.words import word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.audit import Audit
    from helpers.outputs.figures import Drawing
    from helpers.study import Study

DEPTH = 3  # marks above each other in a chapter
GAP = 1.0  # between chapters, in marks
LEGEND_HEIGHT = 3.4  # above the first chapter, in marks
LEGEND_STEP = 11  # from column to column of the legend, in marks
MARK = 0.145  # inches from mark to mark

# Fill, edge, ink of the sign and size of a mark; in grey the signs tell the verdicts apart.
LOOKS = {
    "contradiction": (ORANGE, ORANGE, "white", 0.86),
    "base": ("white", ORANGE, INK, 0.86),
    "rounding": (LIGHT_BLUE, MUTED, INK, 0.86),
    "exact": (BLUE, BLUE, "white", 0.86),
    "not_derivable": (PALE, MUTED, INK, 0.5),
    "external": ("white", MUTED, INK, 0.5),
}


def draw_scorecard(study: Study, found: Audit, *, name: str) -> Drawing:
    """How many printed numbers follow from the others, chapter by chapter? One mark per number.

    The interactive version, in which a mark names its number and leads to the ledger, is published
    with it.
    """
    data = scorecard_marks(study, found)
    chart = scorecard_chart(study, data, looks=LOOKS)
    publish_interactive(chart, study, name)
    n_rows = data["y"].max() + LEGEND_HEIGHT + 2
    with figures.canvas(height=0.5 + MARK * n_rows) as (figure, axes):
        for mark in data.itertuples():
            _draw_mark(axes, mark)
        _draw_legend(axes, study, data)
        _label_chapters(axes, study, data)
        source = f"{word('source', study.language)}: {word('report', study.language)}."
        note = f"{source} {audit_word('scorecard_note', study.language)}"
        return figures.publish(figure, data, study, name=name, note=note)


def scorecard_marks(study: Study, found: Audit) -> pd.DataFrame:
    """Every claim with its verdict and its place in the picture, worst first in each chapter.

    Columns claim_id, chapter, chapter_label, name, printed, verdict, verdict_label, and x, y in
    marks from the top left.
    """
    import pandas as pd

    rows = []
    for row, chapter in enumerate(study.codebook.labels["chapters"]):
        own = [v for v in found.verdicts if study.ledger[v.claim_id].chapter == chapter]
        own.sort(key=lambda verdict: ORDER.index(verdict.verdict))
        top = row * (DEPTH + GAP)
        for place, verdict in enumerate(own):
            claim = study.ledger[verdict.claim_id]
            rows.append(
                {
                    "claim_id": verdict.claim_id,
                    "chapter": chapter,
                    "chapter_label": study.label("chapters", chapter),
                    "name": study.name(verdict.claim_id),
                    "printed": study.printed(claim),
                    "verdict": verdict.verdict,
                    "verdict_label": verdict_word(verdict.verdict, study.language),
                    "x": place // DEPTH,
                    "y": round(top + place % DEPTH, 2),
                }
            )
    return pd.DataFrame(rows)


def _draw_mark(axes: Axes, mark: object) -> None:
    """A square with its sign for what was judged, a small circle for what could not be."""
    from matplotlib.patches import Circle, Rectangle

    fill, edge, ink, size = LOOKS[mark.verdict]
    style = {"facecolor": fill, "edgecolor": edge, "linewidth": 0.8}
    if mark.verdict in JUDGED:
        corner = (mark.x - size / 2, mark.y - size / 2)
        axes.add_patch(Rectangle(corner, size, size, **style))
        style = {"ha": "center", "va": "center_baseline", "fontsize": 7.5, "weight": "bold"}
        axes.text(mark.x, mark.y, SIGNS[mark.verdict], color=ink, **style)
    else:
        axes.add_patch(Circle((mark.x, mark.y), size / 2, **style))


def _label_chapters(axes: Axes, study: Study, data: pd.DataFrame) -> None:
    """Chapters on the left, the number of claims of each at the end of its marks."""
    centers, labels = [], []
    for _, own in data.groupby("chapter", sort=False):
        middle = own["y"].min() + (DEPTH - 1) / 2
        centers.append(middle)
        labels.append(textwrap.fill(own["chapter_label"].iloc[0], 26))
        total = study.edition.number(len(own))
        end = own["x"].max() + 1
        axes.text(end, middle, total, va="center", fontsize=8.5, color=MUTED)
    axes.set_yticks(centers, labels, fontsize=8.5)
    axes.set_xticks([])
    axes.set(xlim=(-0.8, max(data["x"].max(), 3 * LEGEND_STEP - 3) + 3))
    axes.set_ylim(data["y"].max() + 0.8, -LEGEND_HEIGHT - 0.8)
    axes.set_aspect("equal", anchor="W")
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)


def _draw_legend(axes: Axes, study: Study, data: pd.DataFrame) -> None:
    """Above the marks, one of each verdict with its word and how many there are."""
    counts = data["verdict"].value_counts()
    for place, verdict in enumerate(ORDER):
        column, row = divmod(place, 2)
        at = SimpleNamespace(x=column * LEGEND_STEP, y=row * 1.3 - LEGEND_HEIGHT, verdict=verdict)
        _draw_mark(axes, at)
        number = study.edition.number(counts.get(verdict, 0))
        text = f"{verdict_word(verdict, study.language)}: {number}"
        axes.text(at.x + 0.8, at.y, text, va="center_baseline", fontsize=8.5)
