"""Maps of the country: nothing unpublished drawn as a number, the same map every time."""

import io
import re

import pandas as pd
import pytest

from helpers import paths
from helpers.chapters import country
from helpers.errors import ArgumentError

pytestmark = pytest.mark.usefixtures("own_outputs")


def read_csv(name):
    text = (paths.figures("en") / f"{name}.csv").read_text(encoding="utf-8")
    return pd.read_csv(io.StringIO(text), keep_default_na=False)


@pytest.mark.parametrize(
    ("variable", "n_printed"), [("register_region", 3), ("survey_region", 1), ("ngo_registered", 5)]
)
def test_the_data_of_a_map_are_the_printed_counts(study, variable, n_printed):
    """Each printed region has the ledger's number; every other is missing, none is zero."""
    data = country.counts_by_region(study, variable)
    printed = {
        claim.place: float(claim.value)
        for claim in study.ledger.select(variable=variable, kind="count")
        if claim.place
    }
    assert len(data) == 20
    assert len(printed) == n_printed
    assert data.set_index("place")["count"].dropna().to_dict() == printed
    assert not (data["count"] == 0).any()
    named = data[data["claim_id"] != ""]
    assert {study.ledger[c].place for c in named["claim_id"]} == set(printed)


def test_the_rest_is_the_base_less_the_printed_regions(study):
    """The note says how many organisations the unpublished regions share; their cells are empty."""
    frame = country.counts_by_region(study, "register_region")
    drawing = country.draw_regions(frame, study, name="fig-x")
    total = study.ledger["register_size"].value
    data = read_csv("fig-x")
    rest = total - sum(float(value) for value in data["value"] if value)
    assert f"have {int(rest)} in all" in drawing.svg
    assert (data["value"] == "").sum() == 17
    assert "not published" in drawing.svg


def test_a_variable_without_counts_by_region_is_refused(study):
    """Nothing printed, or several categories by region, is an error that says what to choose."""
    with pytest.raises(ArgumentError, match="prints no count of 'survey_size' by region"):
        country.counts_by_region(study, "survey_size")
    with pytest.raises(ArgumentError, match="prints no count of 'difficulty' by region"):
        country.counts_by_region(study, "difficulty")
    with pytest.raises(ArgumentError, match="2 categories by region"):
        country.counts_by_region(study, "household_head")


def test_a_map_is_the_same_every_time_and_light(study):
    """Two runs give the same SVG, below 150 kB, with its words as text."""
    frame = country.counts_by_region(study, "register_region")
    first, second = (country.draw_regions(frame, study, name="fig-x").svg for _ in range(2))
    assert first == second
    assert len(first) < 150_000
    assert "Almaty: 56" in first


def test_a_map_has_the_regions_of_the_frame(study):
    """A reader's choice of regions and colours; the note stays that of the whole country."""
    frame = country.counts_by_region(study, "register_region")
    few = frame[frame["place"].isin(["almaty_city", "almaty_region", "zhetysu"])]
    colors = ("#fee0d2", "#de2d26")
    drawing = country.draw_regions(few, study, name="fig-few", colors=colors)
    assert list(read_csv("fig-few")["place"]) == list(few["place"])
    assert "Astana" not in drawing.svg
    assert "#de2d26" in drawing.svg
    said = " ".join(re.findall(r">([^<>]+)</text>", drawing.svg))  # the note runs over lines
    assert "Printed for 3 of 20 regions" in said


def test_a_map_needs_its_columns_and_a_number(study):
    """A missing column is named; a frame without any count would be an empty scale."""
    frame = country.counts_by_region(study, "register_region")
    with pytest.raises(ArgumentError, match="draw_regions needs the column count; the frame has"):
        country.draw_regions(frame.drop(columns="count"), study, name="fig-x")
    with pytest.raises(ArgumentError, match="needs a region with a count; keep one in the frame"):
        country.draw_regions(frame[frame["count"].isna()], study, name="fig-x")
