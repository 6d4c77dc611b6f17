"""Interactive versions of figures where reading off values matters: Vega-Lite, from Altair.

They are drawn from the same frames as the figures beside them and say the same; the figure stays
for print and for readers without scripts. A file of the run holds the chart with its data, and
nothing in it names another host to load from.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from helpers import paths
from helpers.figures import BLUE, INK, MUTED
from helpers.synthetic.watermark import MARKS
from helpers.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt
    import geopandas as gpd
    import pandas as pd

    from helpers.study import Study

FONT = "system-ui, 'DejaVu Sans', sans-serif"
ROW = 34  # pixels per row of a horizontal chart
MAP_HEIGHT = 400  # pixels
GRID_KM = 1.0  # coordinates are rounded to it: a third of a pixel on the map


def publish_interactive(chart: alt.TopLevelMixin, study: Study, name: str) -> None:
    """Write a chart to outputs/figures/<language>/<name>.vl.json, the same bytes every time.

    `name` is the label of the figure that the chart is the interactive version of.
    """
    if study.is_synthetic:
        chart = chart.properties(title=MARKS[study.language])
    styled = chart.configure(font=FONT, background="white").configure_axis(
        labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
    )
    styled = styled.configure_view(stroke=None).configure_legend(
        labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
    )
    folder = paths.figures(study.language)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(styled.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (folder / f"{name}.vl.json").write_text(text + "\n", encoding="utf-8")


def scale_chart(
    study: Study, data: pd.DataFrame, *, bands: Sequence[tuple[str, float, float, str]]
) -> alt.LayerChart:
    """The scores of towns with the values that round to them; the columns of `scores`.

    `bands` are the levels from low to high: label, start, end (points), colour.
    """
    import altair as alt

    columns = ["label", "text", "score", "rounding_low", "rounding_high", "level"]
    rows = data[columns].copy()
    rows["level"] = [
        study.category_label("interaction_level", level) if level else "" for level in rows["level"]
    ]
    number = study.edition.number
    spans = zip(rows["rounding_low"], rows["rounding_high"], strict=True)
    rows["rounding"] = [f"{number(low, 2)}–{number(high, 2)}" for low, high in spans]
    town = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=200, ticks=False))
    scale = alt.Scale(domain=[bands[0][1], bands[-1][2]], nice=False)
    base = alt.Chart(rows).encode(y=town, tooltip=_score_tooltip(study))
    axis = alt.Axis(tickMinStep=1, format="d", grid=False)
    points = alt.X("score:Q", scale=scale, axis=axis, title=study.label("units", "points"))
    bars = base.mark_bar(color=BLUE, opacity=0.55, height=12).encode(
        alt.X("rounding_low:Q", scale=scale), alt.X2("rounding_high:Q")
    )
    dots = base.mark_circle(color=INK, size=60, opacity=1).encode(points)
    names = base.mark_text(color=INK, dy=-13, fontSize=12).encode(points, alt.Text("text:N"))
    layers = alt.layer(*_band_layers(bands, scale), bars, dots, names)
    return layers.properties(width="container", height=ROW * len(rows) + 24)


def _score_tooltip(study: Study) -> list[alt.Tooltip]:
    import altair as alt

    titles = {
        "label": word("town", study.language),
        "text": word("scale_mean", study.language),
        "rounding": word("scale_rounding", study.language),
        "level": study.codebook.variables["interaction_level"].label[study.language],
    }
    return [alt.Tooltip(f"{column}:N", title=title) for column, title in titles.items()]


def _band_layers(bands: Sequence[tuple[str, float, float, str]], scale: alt.Scale) -> list:
    """Each level as a shaded stretch with its name on top."""
    import altair as alt
    import pandas as pd

    rows = pd.DataFrame(bands, columns=["name", "start", "end", "color"])
    rows["middle"] = (rows["start"] + rows["end"]) / 2
    base = alt.Chart(rows)
    stretches = base.mark_rect().encode(
        alt.X("start:Q", scale=scale),
        alt.X2("end:Q"),
        alt.Color("color:N", scale=None),
    )
    names = base.mark_text(color=INK, fontSize=12).encode(
        alt.X("middle:Q", scale=scale), alt.Text("name:N"), y=alt.value(-10)
    )
    return [stretches, names]


def region_chart(
    study: Study, data: pd.DataFrame, *, shapes: gpd.GeoSeries, colors: tuple[str, str]
) -> alt.Chart:
    """Regions shaded by printed counts; the columns of `region_counts`.

    `shapes` are projected outlines (km) by place, in the order of drawing, `colors` the light and
    the dark end. Regions that are not printed are white with a broken outline.
    """
    import altair as alt

    unit = study.label("units", data["unit"].iloc[0])
    features = {"values": _features(study, data, shapes), "format": {"property": "features"}}
    scale = alt.Scale(domain=[0, data["value"].max()], range=list(colors))
    # Asked first: Vega-Lite itself would give a missing value the colour of zero.
    is_missing = "!isValid(datum.properties.value)"
    shade = alt.Color(
        "properties.value:Q", scale=scale, legend=alt.Legend(title=unit, orient="bottom")
    )
    return (
        alt.Chart(alt.Data(**features))
        .mark_geoshape(invalid="show", strokeWidth=0.9, strokeJoin="round")
        .encode(
            color=alt.condition(is_missing, alt.value("white"), shade),
            stroke=alt.condition(is_missing, alt.value(MUTED), alt.value("white")),
            strokeDash=alt.condition(is_missing, alt.value([3, 2]), alt.value([1, 0])),
            tooltip=[
                alt.Tooltip("properties.label:N", title=word("place", study.language)),
                alt.Tooltip("properties.text:N", title=unit),
            ],
        )
        .project(type="identity", reflectY=True)
        .properties(
            width="container",
            height=MAP_HEIGHT,
            # The legend of what has no colour: the sign its outline is drawn with.
            title=alt.Title(
                f"╌╌ {word('not_published', study.language)}",
                anchor="start",
                fontSize=12,
                fontWeight="normal",
                color=INK,
            ),
        )
    )


def _features(study: Study, data: pd.DataFrame, shapes: gpd.GeoSeries) -> dict[str, Any]:
    """Outlines with what their tooltips say, as GeoJSON in whole kilometres."""
    import shapely

    rows = data.set_index("place")
    features = []
    for place, outline in shapes.items():
        row = rows.loc[place]
        is_printed = row["printed"] != ""
        text = study.edition.number(row["value"]) if is_printed else ""
        properties = {
            "label": row["label"],
            "text": text or word("not_published", study.language),
            "value": float(row["value"]) if is_printed else None,
        }
        rounded = shapely.set_precision(outline, GRID_KM)
        geometry = json.loads(shapely.to_geojson(rounded))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}
