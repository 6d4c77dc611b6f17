"""The scorecard of the audit: every printed number as one mark.

In the interactive version a mark names its number and leads to its entry of the ledger.
"""

from __future__ import annotations

import math
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import TYPE_CHECKING

from helpers.audit.results import AT_ODDS, JUDGED, ORDER, SIGNS
from helpers.audit.texts import OTHER_END
from helpers.audit.wording import verdict_word
from helpers.outputs import figures, sheets, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE
from helpers.paths import LEDGER_PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

DEPTH = 3  # marks above each other in a chapter
GAP = 1.0  # between chapters, in marks
LEGEND_HEIGHT = 4.7  # above the first chapter, in marks
LEGEND_ROWS = 3
LEGEND_STEP = 11  # from column to column of the legend, in marks
MARK = 0.145  # inches from mark to mark
# The narrow drawing: marks beside each other, and between chapters, whose names stand above them.
ACROSS = 19
NARROW_GAP = 3.1
NARROW_MARK = 11.5  # points from mark to mark
NARROW_LEGEND = 4, ACROSS / 2, 8.5  # rows, from column to column, above the first chapter

# The interactive version, with the chapters above their marks, so that it fits a phone.
PIXELS = 15  # from mark to mark
LINE = 15  # pixels of a line of a heading
HEADING_POINTS = 215  # width of a heading
# From the chapter's page to the ledger's; every renderer puts both at these places.
LEDGER = f"../{PurePosixPath(LEDGER_PAGE).with_suffix('.html')}#claim-"

COLUMNS = ["claim_id", "chapter", "chapter_label", "name", "printed", "verdict", "verdict_label"]
COLUMNS += ["other_end"]

# Fill, edge, ink of the sign and size of a mark; in grey the signs tell the verdicts apart.
LOOKS = {
    "contradiction": (ORANGE, ORANGE, "white", 0.86),
    "base": ("white", ORANGE, INK, 0.86),
    "units": ("white", INK, INK, 0.86),
    "rounding": (LIGHT_BLUE, MUTED, INK, 0.86),
    "exact": (BLUE, BLUE, "white", 0.86),
    "not_derivable": (PALE, MUTED, INK, 0.5),
    "external": ("white", MUTED, INK, 0.5),
}
RING = 1.7  # around other ends, in points
SIGN = {"ha": "center", "va": "center_baseline", "fontsize": 7.5, "weight": "bold"}


def draw_scorecard(judged: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """How many printed numbers follow from the others, chapter by chapter? One mark per number.

    Draws the rows of `judged`. The interactive version is written with it.
    """
    tables.check_columns(judged, COLUMNS, "draw_scorecard", rows=True)
    data = marks(judged, study)
    figures.write_interactive(scorecard_chart(data, study, looks=LOOKS), study, name=name)
    n_rows = data["y"].max() + LEGEND_HEIGHT + 2

    def chart(sheet: Sheet) -> None:
        shown = _for_a_phone(judged, study) if sheet.is_narrow else data
        if sheet.is_narrow:
            _draw_light(sheet.axes, shown)
        else:
            for mark in shown.itertuples():
                _draw_mark(sheet.axes, mark)
        _draw_legend(sheet, study, shown)
        _label_chapters(sheet, study, shown)

    text = study.text(
        "One mark per printed number; in each chapter from worst to best, then how many they "
        "are. A small mark: the report has nothing to derive it from. A dark ring: another "
        "number, or a check, is at odds with it."
    )
    note = f"{study.source_note} {text}"
    return figures.draw(chart, data, study, name=name, note=note, height=0.5 + MARK * n_rows)


def marks(
    judged: pd.DataFrame, study: Study, *, depth: int = DEPTH, gap: float = GAP
) -> pd.DataFrame:
    """The rows of `judged` with their place in the picture, worst first in each chapter.

    Its columns claim_id, chapter, chapter_label, name, printed, verdict, verdict_label, other_end,
    and x, y in marks from the top left; `depth` marks stand above each other, chapters `gap` apart.
    """
    chapters = [
        each for each in study.codebook.labels["chapters"] if each in set(judged["chapter"])
    ]
    order = judged["verdict"].map(ORDER.index)
    rows = judged["chapter"].map(chapters.index)
    data = judged[COLUMNS].assign(row=rows, order=order)
    data = data.sort_values(["row", "order"], kind="stable", ignore_index=True)
    place = data.groupby("row").cumcount()
    y = (data["row"] * (depth + gap) + place % depth).round(2)
    return data[COLUMNS].assign(x=place // depth, y=y)


def _for_a_phone(judged: pd.DataFrame, study: Study) -> pd.DataFrame:
    """The marks in as many rows as bring the longest chapter to the narrow drawing's width."""
    most = judged["chapter"].value_counts().max()
    return marks(judged, study, depth=max(DEPTH, math.ceil(most / ACROSS)), gap=NARROW_GAP)


def _draw_mark(axes: Axes, mark: object) -> None:
    """A square with its sign for what was judged, a small circle for what could not be; a dark
    ring around other ends."""
    from matplotlib.patches import Circle, Rectangle

    fill, edge, ink, size = LOOKS[mark.verdict]
    style = {"facecolor": fill, "edgecolor": edge, "linewidth": 0.8}
    if mark.other_end:
        style |= {"edgecolor": INK, "linewidth": RING}
    if mark.verdict in JUDGED:
        corner = (mark.x - size / 2, mark.y - size / 2)
        axes.add_patch(Rectangle(corner, size, size, **style))
        axes.text(mark.x, mark.y, SIGNS[mark.verdict], color=ink, **SIGN)
    else:
        axes.add_patch(Circle((mark.x, mark.y), size / 2, **style))


def _draw_light(axes: Axes, data: pd.DataFrame) -> None:
    """The same marks for the narrow drawing, in half the bytes: each look is one shape."""
    for (verdict, end), own in data.groupby(["verdict", data["other_end"] != ""], sort=False):
        fill, edge, ink, size = LOOKS[verdict]
        shape = {"marker": "s" if verdict in JUDGED else "o", "markersize": size * NARROW_MARK}
        line = {"markeredgecolor": INK if end else edge, "markeredgewidth": RING if end else 0.8}
        axes.plot(own["x"], own["y"], ls="none", markerfacecolor=fill, **shape, **line)
        if verdict in JUDGED:
            for mark in own.itertuples():
                axes.text(mark.x, mark.y, SIGNS[verdict], color=ink, **SIGN)


def _label_chapters(sheet: Sheet, study: Study, data: pd.DataFrame) -> None:
    """Chapters on the left, the number of claims of each at the end of its marks."""
    axes, centers, labels = sheet.axes, [], []
    for _, own in data.groupby("chapter", sort=False):
        middle = own["y"].min() + (DEPTH - 1) / 2
        centers.append(middle)
        label, total = own["chapter_label"].iloc[0], study.edition.number(len(own))
        labels.append(sheet.wrap(label, 26))
        if sheet.is_narrow:
            text = sheets.wrapped(f"{label} ({total})", sheets.NARROW_TEXT)
            axes.text(-0.5, own["y"].min() - 0.7, text, va="bottom")
            continue
        end = own["x"].max() + 1
        axes.text(end, middle, total, va="center", fontsize=8.5, color=MUTED)
    axes.set_yticks(centers, [] if sheet.is_narrow else labels, fontsize=8.5)
    axes.set_xticks([])
    if sheet.is_narrow:
        axes.set(
            xlim=(-0.6, max(data["x"].max() + 0.6, ACROSS)), ylim=(data["y"].max() + 0.6, -9.3)
        )
    else:
        axes.set(xlim=(-0.8, max(data["x"].max(), 3 * LEGEND_STEP - 3) + 3))
        axes.set_ylim(data["y"].max() + 0.8, -LEGEND_HEIGHT - 0.8)
    axes.set_aspect("equal", anchor="W")
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)


def _draw_legend(sheet: Sheet, study: Study, data: pd.DataFrame) -> None:
    """Above the marks, one of each verdict with its word and how many there are; then a ring."""
    counts, ends = data["verdict"].value_counts(), (data["other_end"] != "").sum()
    items = [(v, "", verdict_word(v, study.language), counts.get(v, 0)) for v in ORDER]
    items.append(("not_derivable", AT_ODDS[0], study.text(OTHER_END), ends))
    texts = [f"{word}: {study.edition.number(count)}" for _, _, word, count in items]
    rows, step, top = LEGEND_ROWS, LEGEND_STEP, LEGEND_HEIGHT
    if sheet.is_narrow:
        rows, step, top = NARROW_LEGEND
    for place, ((verdict, end, *_), text) in enumerate(zip(items, texts, strict=True)):
        column, row = divmod(place, rows)
        x, y = column * step, row * 1.3 - top
        _draw_mark(sheet.axes, SimpleNamespace(x=x, y=y, verdict=verdict, other_end=end))
        sheet.axes.text(x + 0.8, y, text, va="center_baseline", fontsize=8.5)


def scorecard_chart(
    data: pd.DataFrame, study: Study, *, looks: Mapping[str, tuple]
) -> alt.LayerChart:
    """The rows of `marks`, drawn so that they fit a phone: headings above the marks, and as many
    marks above each other as bring the longest chapter to the width there is.

    `looks` maps a verdict to the fill, edge and ink of its mark, and more that is not used here.
    Pointing at a mark shows its number, name and verdict; clicking opens its entry of the ledger.
    """
    import altair as alt

    chapters = data.groupby("chapter", sort=False)
    # How many marks stand above each other, and pixels from chapter to chapter.
    across = f"max(1, floor(width / {PIXELS}))"
    depth = f"max({DEPTH}, ceil({chapters.size().max()} / {across}))"
    step = f"({PIXELS} * {depth} + {3 * LINE})"
    rows = data[COLUMNS].assign(
        place=chapters.cumcount(),
        row=chapters.ngroup(),
        sign=[SIGNS[verdict] if verdict in JUDGED else "" for verdict in data["verdict"]],
        link=LEDGER + data["claim_id"],
        ink=[looks[verdict][2] for verdict in data["verdict"]],
        size=[169 if verdict in JUDGED else 64 for verdict in data["verdict"]],
        shape=["square" if verdict in JUDGED else "circle" for verdict in data["verdict"]],
    )
    x, y = (alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None))
    base = alt.Chart(rows).encode(x, y, tooltip=_tooltip(study), href="link:N")
    base = base.transform_calculate(
        x=f"{PIXELS} * (floor(datum.place / {depth}) + 0.5)",
        y=f"{step} * datum.row + {PIXELS} * (datum.place % {depth}) + {2.5 * LINE}",
    )
    shapes = {verdict: "square" if verdict in JUDGED else "circle" for verdict in looks}
    marks = base.mark_point(filled=True, strokeWidth=1, opacity=1, cursor="pointer").encode(
        fill=_by_verdict(alt.Fill, rows, {verdict: look[0] for verdict, look in looks.items()}),
        stroke=_by_verdict(alt.Stroke, rows, {verdict: look[1] for verdict, look in looks.items()}),
        shape=_by_verdict(alt.Shape, rows, shapes),
        size=alt.Size("size:Q", scale=None),
    )
    rings = (
        base.transform_filter("datum.other_end !== ''")
        .mark_point(filled=False, stroke=INK, strokeWidth=RING, opacity=1, cursor="pointer")
        .encode(shape=alt.Shape("shape:N", scale=None), size=alt.Size("size:Q", scale=None))
    )
    signs = base.mark_text(fontSize=12, fontWeight="bold", cursor="pointer").encode(
        text="sign:N", color=alt.Color("ink:N", scale=None)
    )
    headings = _headings(study, data, step).encode(x, y)
    return alt.layer(marks, rings, signs, headings).properties(
        width="container",
        height=PIXELS * int(data["y"].max() + DEPTH),
        usermeta=figures.height_by_width(f"{step} * {chapters.ngroups}"),
    )


def _by_verdict(channel: type, rows: pd.DataFrame, looks: Mapping[str, str]) -> object:
    """A channel of the marks by the verdict's word. Its legend, one for all, repeats the signs."""
    import altair as alt

    words = rows.drop_duplicates("verdict").set_index("verdict")["verdict_label"]
    shown = [verdict for verdict in looks if verdict in words.index]
    scale = alt.Scale(domain=[words[v] for v in shown], range=[looks[v] for v in shown])
    signs = ", ".join(f"'{words[v]}': '{SIGNS[v]} '" for v in shown if v in JUDGED)
    label = f"({{{signs}}}[datum.label] || '') + datum.label"
    legend = alt.Legend(labelExpr=label, orient="top", columns=2, title=None)
    return channel("verdict_label:N", scale=scale, legend=legend)


def _headings(study: Study, data: pd.DataFrame, step: str) -> alt.Chart:
    import altair as alt

    number = study.edition.number
    own = data.groupby("chapter", sort=False).agg(
        label=("chapter_label", "first"), n=("claim_id", "size")
    )
    own["label"] = [
        sheets.wrapped(f"{label} ({number(n)})", HEADING_POINTS)
        for label, n in zip(own["label"], own["n"], strict=True)
    ]
    own["row"], own["lines"] = range(len(own)), own["label"].str.count("\n")
    style = {"align": "left", "baseline": "line-bottom", "fontSize": 12, "lineHeight": LINE}
    headings = alt.Chart(own.reset_index(drop=True)).mark_text(color=INK, lineBreak="\n", **style)
    y = f"{step} * datum.row + {LINE} * (1.7 - datum.lines)"
    return headings.transform_calculate(x="0", y=y).encode(text="label:N")


def _tooltip(study: Study) -> list[alt.Tooltip]:
    import altair as alt

    titles = {
        "name": study.text("What it counts"),
        "printed": study.text("Printed number"),
        "verdict_label": study.text("Verdict"),
    }
    return [alt.Tooltip(f"{column}:N", title=title) for column, title in titles.items()]
