"""Interactive charts: the numbers and words of the figures beside them, the same every time."""

import json

import pytest
import vl_convert

from helpers import paths
from helpers.chapters.country import interactive, regions
from helpers.chapters.country.borders import enlarge_cities, load_borders
from helpers.chapters.towns import charts
from helpers.outputs import figures
from helpers.outputs.words import word
from helpers.study import open_study


@pytest.fixture(scope="module", params=["en", "kk"])
def study(request):
    return open_study(request.param)


pytestmark = pytest.mark.usefixtures("own_outputs")


def published(study, name):
    return (paths.figures(study.language) / f"{name}.vl.json").read_text(encoding="utf-8")


def map_of(study):
    data = regions.region_counts(study, "register_region")
    shapes = enlarge_cities(study, load_borders(study.codebook))
    return data, interactive.region_chart(study, data, shapes=shapes, colors=regions.BLUES)


def drawn(chart):
    """The chart as Vega draws it."""
    sized = chart.properties(width=600).to_dict()
    return vl_convert.vegalite_to_svg(sized)


def test_the_scale_is_published_with_its_figure(study):
    """Every town with its printed score, the range behind it and its level, in words."""
    charts.draw_scale(study, name="fig-x")
    text = published(study, "fig-x")
    rows = next(rows for rows in json.loads(text)["datasets"].values() if "rounding" in rows[0])
    data = charts.scores(study)
    assert [(row["label"], row["text"]) for row in rows] == list(
        zip(data["label"], data["text"], strict=True)
    )
    taldykorgan = next(row for row in rows if row["score"] == 6.0)
    number = study.edition.number
    assert taldykorgan["rounding"] == f"{number(5.95, 2)}–{number(6.05, 2)}"
    levels = study.codebook.variables["interaction_level"].categories
    assert {row["level"] for row in rows} == {label[study.language] for label in levels.values()}


def test_a_chart_is_the_same_bytes_each_time(study):
    """No random name and no date."""
    texts = []
    for _ in range(2):
        charts.draw_scale(study, name="fig-x")
        texts.append(published(study, "fig-x"))
    assert texts[0] == texts[1]


def test_regions_say_their_number_or_that_it_is_not_published(study):
    """All 20 are there; a missing number is missing, never zero."""
    data, chart = map_of(study)
    features = chart.to_dict()["data"]["values"]["features"]
    told = {row["properties"]["label"]: row["properties"] for row in features}
    assert len(told) == len(data) == 20
    for region in data.itertuples():
        properties = told[region.label]
        if region.printed:
            assert properties["value"] == region.value
            assert properties["text"] == study.edition.number(region.value)
        else:
            assert properties["value"] is None
            assert properties["text"] == word("not_published", study.language)


def test_a_region_without_a_number_is_not_drawn_as_zero(study):
    """White with a broken outline; Vega-Lite would by itself give it the palest blue."""
    data, chart = map_of(study)
    svg = drawn(chart)
    assert svg.count('stroke-dasharray="3,2"') == int((data["printed"] == "").sum())
    assert 'fill="rgb(211, 229, 243)"' not in svg
    assert word("not_published", study.language) in svg


def test_a_chart_asks_nobody_for_anything(study):
    """Data and fonts are its own or the reader's; the schema's address is only a name."""
    _, chart = map_of(study)
    figures.publish_interactive(chart, study, "fig-x")
    spec = json.loads(published(study, "fig-x"))
    assert spec.pop("$schema").startswith("https://vega.github.io/schema/vega-lite/")
    text = json.dumps(spec)
    assert "//" not in text
    assert '"url"' not in text
