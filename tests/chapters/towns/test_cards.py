"""What people of each town spoke of, in the edition's words, with links to the towns' cards."""

import pytest

from helpers.chapters import towns
from helpers.errors import ArgumentError
from helpers.staging.town_cards import card
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_each_town_has_a_row_with_its_subjects(language):
    """Every subject of a town's card stands in its row, and numbers are filled in."""
    study = open_study(language)
    frame = towns.spoken_of(study).set_index("place")
    assert list(frame.index) == [town.id for town in study.codebook.towns()]
    for fact in study.town_facts:
        if fact.variable == "local_problem":
            said = study.category_label(fact.variable, fact.category)
            assert said.split("{{")[0] in frame.loc[fact.place, "said"]
    assert not frame["said"].str.contains("{", regex=False).any()
    closed = study.printed(study.ledger["brickworks_closed"])
    assert closed in frame.loc["esik", "said"]
    assert frame.loc["esik", "claim_ids"] == "brickworks_closed brickworks_working"
    assert set(frame["claim_ids"].drop("esik")) == {""}


def test_links_lead_to_cards_that_are_there(study):
    """The table and the line name every town; each address is an anchor of the page."""
    table = str(towns.show_spoken_of(towns.spoken_of(study), study, name="tbl-x"))
    line = str(towns.show_links(study))
    for town in study.codebook.towns():
        link = f"[{study.label('places', town.id)}](../towns.qmd#town-{town.id})"
        assert link in table
        assert link in line
        assert f"{{#town-{town.id} " in card(study, town)


def test_a_frame_of_another_kind_is_refused(study):
    """The error names the function and the columns."""
    with pytest.raises(ArgumentError, match="show_spoken_of needs the columns place, said"):
        towns.show_spoken_of(towns.scores(study).drop(columns="place"), study, name="tbl-x")
