"""Maps of the discussion towns: every town there, with what is printed for it and no more."""

from dataclasses import replace

import pytest

from helpers.chapters import towns
from helpers.errors import ArgumentError

pytestmark = pytest.mark.usefixtures("own_outputs")


def with_place(codebook, place_id, **changes):
    """The codebook with one place changed."""
    changed = replace(codebook.places[place_id], **changes)
    return replace(codebook, places={**codebook.places, place_id: changed})


def test_towns_carry_their_printed_score_and_level(study):
    """Eight towns; the scored ones as in the ledger, the excluded one without score and level."""
    data = towns.town_scores(study).set_index("place")
    scores = study.scores()
    assert data["printed"][data["printed"] != ""].to_dict() == {c.place: c.printed for c in scores}
    assert data.index[data["score"].isna()].to_list() == ["tekeli"]
    assert data.loc["tekeli", ["claim_id", "level"]].to_list() == ["", ""]
    assert data.loc["talgar", "level"] == "high"


def test_a_town_outside_the_panels_is_an_error(study):
    """A town that no panel would show is named, with where to add its region."""
    moved = replace(study, codebook=with_place(study.codebook, "esik", region="abai"))
    with pytest.raises(ArgumentError, match=r"town 'esik' lies in 'abai'.*PANELS"):
        towns.town_scores(moved)


def test_maps_show_every_town(study):
    """Both maps name all towns; the region without dates says so, and runs repeat exactly."""
    charts = ((towns.town_scores, towns.draw_towns), (towns.visits, towns.draw_visits))
    for table, draw in charts:
        drawing, again = (draw(table(study), study, name="fig-x") for _ in range(2))
        assert drawing.svg == again.svg
        assert len(drawing.svg) < 150_000
        for town in study.codebook.towns():
            assert town.label["en"] in drawing.svg
    dates = towns.visits(study).set_index("region")["dates"]
    assert set(dates["akmola"]) == {"dates not published"}
    assert "dates not published" in drawing.svg


def test_maps_show_the_towns_of_the_frame(study):
    """A town left out is not drawn; marks and colours are the reader's."""
    placed = towns.town_scores(study)
    scored = placed[placed["score"].notna()]
    marks = {"low": ("v", "#111111"), "medium": ("s", "#222222"), "high": ("^", "#333333")}
    drawing = towns.draw_towns(scored, study, name="fig-x", marks=marks)
    assert "Tekeli" not in drawing.svg
    assert "#333333" in drawing.svg
    visits = towns.visits(study)
    some = visits[visits["region"] == "zhetysu"]
    drawing = towns.draw_visits(some, study, name="fig-x", color="#123456")
    assert "Kokshetau" not in drawing.svg
    assert "#123456" in drawing.svg


def test_a_missing_column_is_named(study):
    """A map says what it needs before it draws."""
    with pytest.raises(ArgumentError, match="draw_towns needs the column town; the frame has"):
        towns.draw_towns(towns.town_scores(study).drop(columns="town"), study, name="fig-x")
    with pytest.raises(ArgumentError, match="draw_visits needs the column dates; the frame has"):
        towns.draw_visits(towns.town_scores(study), study, name="fig-x")
