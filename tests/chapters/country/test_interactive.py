"""The interactive map: every region says its number, or that it is not published."""

import json

import pytest
import vl_convert

from helpers.chapters import country
from helpers.study import open_study


@pytest.fixture(scope="module", params=["en", "kk"])
def study(request):
    return open_study(request.param)


@pytest.fixture
def spec(study, own_outputs):
    """The map's file, as a mapping."""
    frame = country.counts_by_region(study, "register_region")
    country.draw_regions(frame, study, name="fig-x")
    file = own_outputs / "figures" / study.language / "fig-x.vl.json"
    return json.loads(file.read_text(encoding="utf-8"))


def test_regions_say_their_number_or_that_it_is_not_published(study, spec):
    """All 20 are there; a missing number is missing, never zero."""
    data = country.counts_by_region(study, "register_region")
    told = {each["properties"]["label"]: each["properties"] for each in features(spec)}
    assert len(told) == len(data) == 20
    for region in data.itertuples():
        properties = told[region.region]
        if region.claim_id:
            assert properties["value"] == region.count
            assert properties["text"] == study.edition.number(region.count)
        else:
            assert properties["value"] is None
            assert properties["text"] == study.text("not published")


def test_a_region_without_a_number_is_not_drawn_as_zero(study, spec):
    """White with a broken outline; Vega-Lite would by itself give it the palest blue."""
    svg = vl_convert.vegalite_to_svg(spec | {"width": 600})
    unpublished = [each for each in features(spec) if each["properties"]["value"] is None]
    assert svg.count('stroke-dasharray="3,2"') == len(unpublished)
    assert 'fill="rgb(211, 229, 243)"' not in svg
    assert study.text("not published") in svg


def features(spec):
    return spec["data"]["values"]["features"]
