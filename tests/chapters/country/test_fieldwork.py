"""The funnel and the timeline: numbers and dates of the ledger, and no date that is not there."""

from dataclasses import replace
from datetime import date

import pytest

from helpers.chapters.country import fieldwork
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
    """Every chart is drawn with places, levels or missing dates in the edition's words."""
    study = open_study(language)
    drawing = fieldwork.draw_timeline(study, name="fig-x")
    undated = fieldwork.activities(study)["dates"].iloc[-1]
    assert undated in drawing.svg


def test_charts_are_the_same_every_time(study):
    """Two runs give the same SVG, in which the funnel's numbers stand as text."""
    for draw in (fieldwork.draw_funnel, fieldwork.draw_timeline):
        assert draw(study, name="fig-x").svg == draw(study, name="fig-x").svg
    assert "1,327" in fieldwork.draw_funnel(study, name="fig-x").svg
