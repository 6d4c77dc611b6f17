"""Maps: every region matched, nothing unpublished drawn as a number, towns inside their regions."""

import io
from dataclasses import replace

import pandas as pd
import pytest

from helpers import maps, paths
from helpers.errors import ArgumentError, InputError
from helpers.study import open_study


@pytest.fixture(scope="module")
def study():
    return open_study("en")


@pytest.fixture(autouse=True)
def _own_outputs(tmp_path, monkeypatch):
    """Figures of a test go to its own directory."""
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path)


def with_place(codebook, place_id, **changes):
    """The codebook with one place changed."""
    changed = replace(codebook.places[place_id], **changes)
    return replace(codebook, places={**codebook.places, place_id: changed})


def read_csv(name):
    text = (paths.figures("en") / f"{name}.csv").read_text(encoding="utf-8")
    return pd.read_csv(io.StringIO(text), keep_default_na=False)


def test_every_region_of_the_codebook_has_an_outline(study):
    """All 20 regions are matched, each with an area, and no unit of the file is left over."""
    borders = maps.load_borders(study.codebook)
    assert set(borders.index) == {place.id for place in study.codebook.regions()}
    assert (borders.area > 0).all()
    assert borders.is_valid.all()


def test_towns_lie_inside_the_region_the_codebook_names(study):
    """Coordinates and matched outlines agree, which a swapped pair of units would not survive."""
    borders = maps.load_borders(study.codebook, tolerance_km=maps.PANEL_TOLERANCE)
    points = maps._project(study.codebook.towns())
    for town, point in zip(study.codebook.towns(), points, strict=True):
        assert borders[town.region].distance(point) < 1, town.id


def test_a_region_without_outline_and_a_unit_without_region_are_both_named(study):
    """An unknown ISO code is an error that names the region, the code and the unit left over."""
    codebook = with_place(study.codebook, "abai", iso="KZ-99")
    with pytest.raises(InputError, match=r"places\.abai\.iso: 'KZ-99' has no outline") as error:
        maps.load_borders(codebook)
    assert "'Abay Region' is no region of the codebook" in str(error.value)


@pytest.mark.parametrize(
    ("variable", "n_printed"), [("register_region", 3), ("survey_region", 1), ("ngo_registered", 5)]
)
def test_the_data_of_a_map_are_the_printed_counts(study, variable, n_printed):
    """Each printed region has the ledger's number; every other is missing, none is zero."""
    data = maps.region_counts(study, variable)
    printed = {
        claim.place: float(claim.value)
        for claim in study.ledger.select(variable=variable, kind="count")
        if claim.place
    }
    assert len(data) == 20
    assert len(printed) == n_printed
    assert data.set_index("place")["value"].dropna().to_dict() == printed
    assert not (data["value"] == 0).any()


def test_the_rest_is_the_base_less_the_printed_regions(study):
    """The note says how many organisations the unpublished regions share; their cells are empty."""
    drawing = maps.draw_regions(study, "register_region", name="fig-x")
    total = study.ledger["register_size"].value
    data = read_csv("fig-x")
    rest = total - sum(float(value) for value in data["value"] if value)
    assert f"have {int(rest)} in all" in drawing.svg
    assert (data["value"] == "").sum() == 17
    assert "not published" in drawing.svg


def test_a_variable_without_counts_by_region_is_refused(study):
    """Nothing printed, or several categories by region, is an error that says what to choose."""
    with pytest.raises(ArgumentError, match="prints no count for 'survey_size'"):
        maps.draw_regions(study, "survey_size", name="fig-x")
    with pytest.raises(ArgumentError, match="'difficulty' prints counts of 0 categories"):
        maps.draw_regions(study, "difficulty", name="fig-x")
    with pytest.raises(ArgumentError, match="2 categories by region"):
        maps.draw_regions(study, "household_head", name="fig-x")


def test_a_map_is_the_same_every_time_and_light(study):
    """Two runs give the same SVG, below 150 kB, with its words as text."""
    first = maps.draw_regions(study, "register_region", name="fig-x").svg
    second = maps.draw_regions(study, "register_region", name="fig-x").svg
    assert first == second
    assert len(first) < 150_000
    assert "Almaty: 56" in first


def test_towns_carry_their_printed_score_and_level(study):
    """Eight towns; the scored ones as in the ledger, the excluded one without score and level."""
    data = maps.town_scores(study).set_index("place")
    scores = study.ledger.select(variable="interaction_score", kind="mean")
    assert data["printed"][data["printed"] != ""].to_dict() == {c.place: c.printed for c in scores}
    assert data.index[data["score"].isna()].to_list() == ["tekeli"]
    assert data.loc["tekeli", "level"] == ""
    assert data.loc["talgar", "level"] == "high"


def test_a_town_outside_the_panels_is_an_error(study):
    """A town that no panel would show is named, with where to add its region."""
    moved = replace(study, codebook=with_place(study.codebook, "esik", region="abai"))
    with pytest.raises(ArgumentError, match=r"town 'esik' lies in 'abai'.*PANELS"):
        maps.town_scores(moved)


def test_town_and_fieldwork_maps_show_every_town(study):
    """Both maps name all towns; the region without dates says so, and runs repeat exactly."""
    for draw in (maps.draw_towns, maps.draw_fieldwork):
        drawing = draw(study, name="fig-x")
        assert drawing.svg == draw(study, name="fig-x").svg
        assert len(drawing.svg) < 150_000
        for town in study.codebook.towns():
            assert town.label["en"] in drawing.svg
    dates = maps.fieldwork(study).set_index("region")["dates"]
    assert set(dates["akmola"]) == {"dates not published"}
    assert "dates not published" in drawing.svg
