"""Borders: every region matched, nothing left over, towns inside their regions."""

from dataclasses import replace
from math import pi

import pytest

from helpers.chapters.country import borders
from helpers.errors import InputError


def with_place(codebook, place_id, **changes):
    """The codebook with one place changed."""
    changed = replace(codebook.places[place_id], **changes)
    return replace(codebook, places={**codebook.places, place_id: changed})


def test_every_region_of_the_codebook_has_an_outline(study):
    """All 20 regions are matched, each with an area, and no unit of the file is left over."""
    outlines = borders.load_borders(study.codebook)
    assert set(outlines.index) == {place.id for place in study.codebook.regions()}
    assert (outlines.area > 0).all()
    assert outlines.is_valid.all()


def test_towns_lie_inside_the_region_the_codebook_names(study):
    """Coordinates and matched outlines agree, which a swapped pair of units would not survive."""
    outlines = borders.load_borders(study.codebook, tolerance_km=borders.PANEL_TOLERANCE)
    points = borders.project(study.codebook.towns())
    for town, point in zip(study.codebook.towns(), points, strict=True):
        assert outlines[town.region].distance(point) < 1, town.id


def test_a_region_without_outline_and_a_unit_without_region_are_both_named(study):
    """An unknown ISO code is an error that names the region, the code and the unit left over."""
    codebook = with_place(study.codebook, "abai", iso="KZ-99")
    with pytest.raises(InputError, match=r"places\.abai\.iso: 'KZ-99' has no outline") as error:
        borders.load_borders(codebook)
    assert "'Abay Region' is no region of the codebook" in str(error.value)


def test_cities_become_discs_of_one_size_drawn_last(study):
    """Cities come after the other regions, each a disc of the common radius."""
    outlines = borders.load_borders(study.codebook)
    shapes = borders.enlarge_cities(study, outlines)
    cities = [place.id for place in study.codebook.regions() if place.kind == "city"]
    assert set(shapes.index) == set(outlines.index)
    assert list(shapes.index[-len(cities) :]) == cities
    expected = [pi * borders.CITY_RADIUS**2] * len(cities)
    assert shapes[cities].area.to_list() == pytest.approx(expected, rel=0.01)
