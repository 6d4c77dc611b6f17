"""The interactive version of the map of regions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from helpers.outputs.figures import INK, MUTED, height_by_width

if TYPE_CHECKING:
    import altair as alt
    import geopandas as gpd
    import pandas as pd

    from helpers.study import Study

MAP_HEIGHT = 400  # pixels, where the width of the page is not known
GRID_KM = 1.0  # coordinates are rounded to it: a third of a pixel on the map


def region_chart(
    frame: pd.DataFrame,
    study: Study,
    *,
    shapes: gpd.GeoSeries,
    colors: tuple[str, str],
    unit: str,
) -> alt.Chart:
    """Regions shaded by printed counts; its values are `features`, which it does not hold.

    Columns of `counts_by_region`; `shapes` are projected outlines (km) by place, `colors` the light
    and the dark end, `unit` the id of what is counted. Regions that are not printed are white with
    a broken outline.
    """
    import altair as alt

    unit = study.label("units", unit)
    scale = alt.Scale(domain=[0, float(frame["count"].max())], range=list(colors))
    west, south, east, north = shapes.total_bounds
    # Asked first: Vega-Lite itself would give a missing value the colour of zero.
    is_missing = "!isValid(datum.properties.value)"
    comma = study.edition.number(1000).strip("01")
    legend = alt.Legend(
        title=unit,
        orient="bottom",
        labelExpr=f"replace(format(datum.value, ','), ',', '{comma}')",
        labelOverlap=True,
    )
    shade = alt.Color("properties.value:Q", scale=scale, legend=legend)
    return (
        alt.Chart(alt.Data(values=[], format={"property": "features"}))
        .mark_geoshape(invalid="show", strokeWidth=0.9, strokeJoin="round")
        .encode(
            color=alt.condition(is_missing, alt.value("white"), shade),
            stroke=alt.condition(is_missing, alt.value(MUTED), alt.value("white")),
            strokeDash=alt.condition(is_missing, alt.value([3, 2]), alt.value([1, 0])),
            tooltip=[
                alt.Tooltip("properties.label:N", title=study.text("Place")),
                alt.Tooltip("properties.text:N", title=unit),
            ],
        )
        .project(type="identity", reflectY=True)
        .properties(
            width="container",
            height=MAP_HEIGHT,
            usermeta=height_by_width(f"width * {(north - south) / (east - west):.3f}"),
            # The legend of what has no colour: the sign its outline is drawn with.
            title=alt.Title(
                f"╌╌ {study.text('not published')}",
                anchor="start",
                fontSize=12,
                fontWeight="normal",
                color=INK,
            ),
        )
    )


def features(frame: pd.DataFrame, study: Study, shapes: gpd.GeoSeries) -> dict[str, Any]:
    """Outlines in the order of drawing, with what their tooltips say: GeoJSON in kilometres."""
    import pandas as pd
    import shapely

    rows = frame.set_index("place")
    drawn = []
    for place, outline in shapes.items():
        row = rows.loc[place]
        is_printed = pd.notna(row["count"])
        properties = {
            "label": row["region"],
            "text": study.edition.number(row["count"])
            if is_printed
            else study.text("not published"),
            "value": float(row["count"]) if is_printed else None,
        }
        rounded = shapely.set_precision(outline, GRID_KM)
        geometry = json.loads(shapely.to_geojson(rounded))
        drawn.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": drawn}
