"""Maps of the discussion towns: every town there, with what is printed for it and no more."""

from dataclasses import replace

import pytest

from helpers.chapters.towns import maps
from helpers.errors import ArgumentError

pytestmark = pytest.mark.usefixtures("own_outputs")


def with_place(codebook, place_id, **changes):
    """The codebook with one place changed."""
    changed = replace(codebook.places[place_id], **changes)
    return replace(codebook, places={**codebook.places, place_id: changed})


def test_towns_carry_their_printed_score_and_level(study):
    """Eight towns; the scored ones as in the ledger, the excluded one without score and level."""
    data = maps.town_scores(study).set_index("place")
    scores = study.scores()
    assert data["printed"][data["printed"] != ""].to_dict() == {c.place: c.printed for c in scores}
    assert data.index[data["score"].isna()].to_list() == ["tekeli"]
    assert data.loc["tekeli", ["claim_id", "level"]].to_list() == ["", ""]
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
