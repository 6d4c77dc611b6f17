"""Maps of the country: regions shaded by printed counts, the others hatched, never zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.country import interactive
from helpers.chapters.country.borders import enlarge_cities, load_borders
from helpers.errors import ArgumentError
from helpers.outputs import figures, tables
from helpers.outputs.figures import INK, MUTED, publish_interactive
from helpers.outputs.words import word

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure
    from shapely import Point

    from helpers.outputs.figures import Drawing
    from helpers.study import Study

# Shades of one hue, light to dark, so that they keep their order in grey.
BLUES = ("#d3e5f3", "#08306b")
DARK_FROM = 0.45  # share of the scale from which white letters read better
HATCH_GREY = "#b4bcc5"

# Where a city's label stands, in points from the city, and which side of the text is there.
CITY_LABELS = {
    "almaty_city": ((14, -14), "left"),
    "astana": ((-14, 14), "right"),
    "shymkent": ((-14, -14), "right"),
}


def draw_regions(study: Study, variable: str, *, name: str) -> Drawing:
    """In which regions are how many? Printed counts in blue, the others hatched, never zero.

    Raises `ArgumentError` when the ledger prints no count by place for the variable, or several
    categories of it. The interactive version is published with it.
    """
    data = region_counts(study, variable)
    shapes = enlarge_cities(study, load_borders(study.codebook))
    chart = interactive.region_chart(study, data, shapes=shapes, colors=BLUES)
    publish_interactive(chart, study, name)
    with figures.canvas(height=4.7) as (figure, axes):
        prepare_axes(axes)
        scale = _fill_regions(axes, shapes, data)
        _draw_scale(figure, axes, study, scale=scale, unit=data["unit"].iloc[0])
        for region in data[data["printed"] != ""].itertuples():
            text = study.edition.number(region.value)
            label = _label_city if region.kind == "city" else _label_region
            label(axes, region, shapes[region.place].representative_point(), text=text, scale=scale)
        _legend_regions(figure, study)
        note = f"{_region_source(study, variable, data)} {_say_rest(study, data)}"
        note += f" {word('borders', study.language)}"
        return figures.publish(figure, data, study, name=name, note=note)


def region_counts(study: Study, variable: str) -> pd.DataFrame:
    """All 20 regions: place, iso, label, kind, claim_id, printed (text), value, base, unit.

    `claim_id`, `printed` and `base` are empty and `value` is missing where the report prints
    nothing. Raises `ArgumentError` as `draw_regions`.
    """
    import pandas as pd

    printed = tables.tidy(study, variable)
    regions = [place.id for place in study.codebook.regions()]
    printed = printed[printed["place"].isin(regions)]
    if printed.empty or printed["category"].nunique() > 1:
        raise ArgumentError(
            f"{variable!r} prints counts of {printed['category'].nunique()} categories by region; "
            "a map shows one: choose a variable such as register_region"
        )
    columns = ["claim_id", "printed", "value", "base", "unit"]
    found = printed.set_index("place")[columns].reindex(regions)
    texts = ["claim_id", "printed", "base"]
    found[texts] = found[texts].fillna("")
    found["unit"] = printed["unit"].iloc[0]
    places = [study.codebook.places[region] for region in regions]
    labels = pd.DataFrame(
        {
            "place": regions,
            "iso": [place.iso for place in places],
            "label": [place.label[study.language] for place in places],
            "kind": [place.kind for place in places],
        }
    )
    return pd.concat([labels, found.reset_index(drop=True)], axis=1)


def prepare_axes(axes: Axes) -> None:
    """Give a map axes without frame, one scale both ways, and hatches thin enough for regions."""
    import matplotlib as mpl

    mpl.rcParams["hatch.linewidth"] = 0.6
    axes.set_axis_off()
    axes.set_aspect("equal")


def _fill_regions(axes: Axes, shapes: gpd.GeoSeries, data: pd.DataFrame) -> ScalarMappable:
    """Fill printed regions by value and hatch the others; return the scale of colours."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import LinearSegmentedColormap, Normalize

    colors = LinearSegmentedColormap.from_list("blues", BLUES)
    scale = ScalarMappable(Normalize(0, data["value"].max()), colors)
    values = data.set_index("place")["value"]
    for place in shapes.index:
        outline = shapes[[place]]
        if values[place] == values[place]:
            color = scale.to_rgba(values[place])
            outline.plot(ax=axes, facecolor=color, edgecolor="white", linewidth=0.8, zorder=2)
        else:
            style = {"facecolor": "white", "edgecolor": HATCH_GREY, "hatch": "/////"}
            outline.plot(ax=axes, linewidth=0.6, **style)
    return scale


def _draw_scale(
    figure: Figure, axes: Axes, study: Study, *, scale: ScalarMappable, unit: str
) -> None:
    style = {"location": "bottom", "shrink": 0.4, "aspect": 32, "pad": 0.02, "anchor": (0, 1)}
    bar = figure.colorbar(scale, ax=axes, format=lambda n, _: study.edition.number(n), **style)
    bar.set_label(study.label("units", unit), fontsize=8.5, loc="left")
    bar.outline.set_visible(False)


def _label_region(
    axes: Axes, region: tuple, at: Point, *, text: str, scale: ScalarMappable
) -> None:
    """Name and number on the region, on its own colour so that hatches next to it do no harm."""
    style = {"facecolor": scale.to_rgba(region.value), "edgecolor": "none", "pad": 1}
    ink = "white" if scale.norm(region.value) > DARK_FROM else INK
    label = "\n".join([*region.label.split(), text])
    where = {"ha": "center", "va": "center", "zorder": 4}
    axes.text(at.x, at.y, label, fontsize=8.5, color=ink, bbox=style, linespacing=1, **where)


def _label_city(axes: Axes, region: tuple, at: Point, *, text: str, **_: object) -> None:
    """Name and number beside the city, tied to its disc by a line."""
    offset, align = CITY_LABELS.get(region.place, ((14, 14), "left"))
    style = {"textcoords": "offset points", "ha": align, "va": "center", "fontsize": 8.5}
    style["arrowprops"] = {"arrowstyle": "-", "color": INK, "lw": 0.6, "shrinkA": 0, "shrinkB": 6}
    style["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    axes.annotate(f"{region.label}: {text}", (at.x, at.y), offset, zorder=5, **style)


def _region_source(study: Study, variable: str, data: pd.DataFrame) -> str:
    base = max(data["base"])
    return figures.source_note(study, variable, base=base)


def _say_rest(study: Study, data: pd.DataFrame) -> str:
    """How many regions are printed, and how many units the others share where a base says so."""
    n_printed = int(data["value"].notna().sum())
    shown = {"printed": n_printed, "regions": len(data), "rest": len(data) - n_printed}
    base = max(data["base"])
    if not base:
        return word("map_rest_unknown", study.language).format(**shown)
    count = study.ledger[base].value - int(data["value"].sum())
    shown["count"] = study.edition.number(count)
    return word("map_rest", study.language).format(**shown)


def _legend_regions(figure: Figure, study: Study) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    label = word("not_published", study.language)
    style = {"marker": "o", "ls": "none", "mfc": "white", "mec": MUTED, "markersize": 9}
    handles = [
        Patch(facecolor="white", edgecolor=HATCH_GREY, hatch="/////", label=label),
        Line2D([], [], label=word("map_city", study.language), **style),
    ]
    figure.legend(handles=handles, loc="outside upper left", ncols=2, frameon=False, fontsize=8.5)
