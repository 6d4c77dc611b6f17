"""The interactive version of the towns' scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.outputs.figures import BLUE, INK

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt
    import pandas as pd

    from helpers.study import Study

ROW = 42  # pixels per town: its name, and its score below


def scale_chart(
    frame: pd.DataFrame,
    study: Study,
    *,
    bands: Sequence[tuple[str, float, float, str]],
    color: str = BLUE,
) -> alt.LayerChart:
    """The scores of towns with the values that round to them; the columns of `scores`.

    Names stand above the scores, so that a phone has its whole width for the scale.
    `bands` are the levels from low to high: label, start, end (points), colour. `color` is that of
    the values that round to a score.
    """
    import altair as alt

    columns = ["town", "text", "score", "rounding_low", "rounding_high", "level"]
    rows = frame[columns].rename(columns={"town": "label"})
    rows["name"] = [f"{row.label}: {row.text}" for row in rows.itertuples()]
    rows["level"] = [
        study.category_label("interaction_level", level) if level else "" for level in rows["level"]
    ]
    number = study.edition.number
    spans = zip(rows["rounding_low"], rows["rounding_high"], strict=True)
    rows["rounding"] = [
        f"{number(low, 2, end='low')}–{number(high, 2, end='high')}" for low, high in spans
    ]
    town = alt.Y("label:N", sort=None, axis=None)
    scale = alt.Scale(domain=[bands[0][1], bands[-1][2]], nice=False)
    base = alt.Chart(rows).encode(y=town, tooltip=_score_tooltip(study))
    axis = alt.Axis(tickMinStep=1, format="d", grid=False)
    points = alt.X("score:Q", scale=scale, axis=axis, title=study.label("units", "points"))
    bars = base.mark_bar(color=color, opacity=0.55, height=12, yOffset=8).encode(
        alt.X("rounding_low:Q", scale=scale), alt.X2("rounding_high:Q")
    )
    dots = base.mark_circle(color=INK, size=60, opacity=1, yOffset=8).encode(points)
    names = base.mark_text(color=INK, align="left", dy=-10, fontSize=12).encode(
        alt.Text("name:N"), x=alt.value(4)
    )
    layers = alt.layer(*_band_layers(bands, scale), bars, dots, names)
    return layers.properties(width="container", height=ROW * len(rows) + 24)


def _score_tooltip(study: Study) -> list[alt.Tooltip]:
    import altair as alt

    titles = {
        "label": study.text("Town"),
        "text": study.text("printed mean score"),
        "rounding": study.text("values that round to it"),
        "level": study.codebook.variables["interaction_level"].label[study.language],
    }
    return [alt.Tooltip(f"{column}:N", title=title) for column, title in titles.items()]


def _band_layers(bands: Sequence[tuple[str, float, float, str]], scale: alt.Scale) -> list:
    """Each level as a shaded stretch with its name on top, at the ends within the chart."""
    import altair as alt
    import pandas as pd

    rows = pd.DataFrame(bands, columns=["name", "start", "end", "color"])
    rows["place"] = [bands[0][1], *(rows["start"] + rows["end"])[1:-1] / 2, bands[-1][2]]
    rows["align"] = ["left", *["center"] * (len(rows) - 2), "right"]
    base = alt.Chart(rows)
    stretches = base.mark_rect().encode(
        alt.X("start:Q", scale=scale),
        alt.X2("end:Q"),
        alt.Color("color:N", scale=None),
    )
    names = base.mark_text(color=INK, fontSize=12, align=alt.expr("datum.align")).encode(
        alt.X("place:Q", scale=scale), alt.Text("name:N"), y=alt.value(-10)
    )
    return [stretches, names]
