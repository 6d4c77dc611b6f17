"""The funnel and the timeline: numbers and dates of the ledger, and no date that is not there."""

from dataclasses import replace
from datetime import date

import pytest

from helpers.chapters import country
from helpers.chapters.country import fieldwork
from helpers.errors import ArgumentError
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


def test_the_funnel_is_the_ledgers_with_shares_of_the_step_before(study):
    """Three printed numbers; each share is a step over the one before, the first has none."""
    data = fieldwork.funnel(study)
    values = [float(study.ledger[claim_id].value) for claim_id in fieldwork.FUNNEL]
    assert data["value"].to_list() == values == [1327, 487, 100]
    assert data["share_pct"].isna().to_list() == [True, False, False]
    assert data["share_pct"].to_list()[1:] == pytest.approx([100 * 487 / 1327, 100 * 100 / 487])
    assert data["text"].to_list()[1] == "487 · 36.7% of the step before"


def test_months_are_spans_and_days_are_days(study):
    """A month runs from its first to its last day; a printed day stays that day."""
    data = fieldwork.activities(study)
    spans = {(row.activity, row.place): (row.start, row.end) for row in data.itertuples()}
    assert spans["register", ""] == (date(2024, 6, 1), date(2024, 6, 30))
    assert spans["survey", ""] == (date(2024, 9, 1), date(2024, 10, 31))
    assert spans["discussion", "zhetysu"] == (date(2024, 12, 2), date(2024, 12, 4))
    # A date that is both start and end is one claim, and no date is none.
    drawn = data.set_index("place")["claim_ids"]
    assert drawn.to_list()[:2] == ["register_download", "survey_start survey_end"]
    assert drawn["akmola"] == ""


def test_a_region_without_printed_dates_has_none(study):
    """Akmola has a row, no start, no end, and says that its dates are not published."""
    data = fieldwork.activities(study).set_index("place")
    assert data.loc["akmola", "start"] is None
    assert data.loc["akmola", "end"] is None
    assert data.loc["akmola", "dates"] == "dates not published"


def test_one_printed_end_alone_gives_no_span(study):
    """With the end of a visit missing, the row is undated rather than guessed."""
    kept = {key: c for key, c in study.ledger.claims.items() if key != "fieldwork_zhetysu_end"}
    partial = replace(study, ledger=replace(study.ledger, claims=kept))
    data = fieldwork.activities(partial).set_index("place")
    assert data.loc["zhetysu", "start"] is None


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_charts_speak_every_language(language):
    """Missing dates are told in the edition's words."""
    study = open_study(language)
    data = fieldwork.activities(study)
    drawing = country.draw_timeline(data, study, name="fig-x")
    assert data["dates"].iloc[-1] in drawing.svg


def test_charts_are_the_same_every_time(study):
    """Two runs give the same SVG, in which the funnel's numbers stand as text."""
    charts = ((country.funnel, country.draw_funnel), (country.activities, country.draw_timeline))
    for table, draw in charts:
        first, second = (draw(table(study), study, name="fig-x").svg for _ in range(2))
        assert first == second
    assert "1,327" in country.draw_funnel(country.funnel(study), study, name="fig-x").svg


def test_what_is_drawn_follows_from_the_frame(study):
    """Without the register's first step its number is gone; another colour is there."""
    steps = country.funnel(study)[1:]
    drawing = country.draw_funnel(steps, study, name="fig-x", color="#123456")
    assert "1,327" not in drawing.svg
    assert "#123456" in drawing.svg
    activities = country.activities(study)
    dated = activities[activities["start"].notna()]
    drawing = country.draw_timeline(dated, study, name="fig-x")
    assert "dates not published" not in drawing.svg
    assert study.label("places", "akmola") not in drawing.svg


def test_a_missing_column_is_named(study):
    """What a chart needs is said before anything is drawn."""
    with pytest.raises(ArgumentError, match="draw_funnel needs the column known; the frame has"):
        country.draw_funnel(country.funnel(study).drop(columns="known"), study, name="fig-x")
    frame = country.activities(study).drop(columns=["start", "end"])
    with pytest.raises(ArgumentError, match="draw_timeline needs the columns start, end; the"):
        country.draw_timeline(frame, study, name="fig-x")
