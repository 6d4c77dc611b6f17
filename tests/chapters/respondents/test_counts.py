"""Counts that left the gate, as the chapter shows them; what was withheld stays so."""

from __future__ import annotations

import pytest

from helpers.chapters import respondents
from helpers.errors import ArgumentError, BookError
from helpers.study import open_study
from tests.cases.respondents import all_rows


def test_a_share_is_of_those_who_named_the_difficulty(real):
    """Count, base and share of the rows they were counted from."""
    frame = respondents.crosstable(real, "difficulty.need").set_index(["row", "column"])
    survey = all_rows(160)["survey"]
    named = survey[survey["difficulty__finance"] == 1]
    cell = frame.loc["finance", "training"]
    assert (cell["count"], cell["base"]) == (named["need__training"].sum(), len(named))
    assert cell["share"] == pytest.approx(100 * named["need__training"].mean())


def test_withheld_counts_have_no_share(studies):
    """Of nine questionnaires nearly everything is withheld, and nothing is worked out for it."""
    frame = respondents.crosstable(studies["few"], "difficulty.location")
    assert frame["count"].isna().any()
    assert frame.loc[frame["count"].isna(), "share"].isna().all()
    shown = str(respondents.show_crosstable(frame, studies["few"], name="tbl-x"))
    assert "withheld" in shown
    assert "nan%" not in shown


def test_answers_stand_in_the_codebooks_order(real):
    """Levels of participation from high to none, whatever the order of the rows."""
    frame = respondents.crosstable(real, "participation.impact")
    assert frame["row"].drop_duplicates().tolist() == ["high", "medium", "low", "none"]
    assert "not_answered" not in set(frame["column"])


def test_response_rates_have_intervals_of_respondents_only(real, studies):
    """A quarter answered in each region; made-up rows have rates and no interval."""
    frame = respondents.responses(real, "register_region")
    assert (frame["rate_low"] < frame["rate"]).all()
    assert (frame["rate"] < frame["rate_high"]).all()
    assert frame["answered"].sum() == 160
    made_up = respondents.responses(studies["made_up"], "register_region")
    assert made_up["rate"].notna().any()
    assert made_up["rate_low"].isna().all()


def test_who_left_a_question_out_widens_its_shares(real):
    """As many points as are missing of a hundred."""
    frame = respondents.missing(real).set_index("question")
    impact = (all_rows(160)["survey"]["local_impact"] == "not_answered").sum()
    assert frame.loc["local_impact", "missing"] == impact
    assert frame.loc["local_impact", "width"] == pytest.approx(100 * impact / 160)
    assert frame.loc["difficulty", "missing"] == 0


def test_everything_is_drawn_in_every_situation(study, outputs):
    """Respondents, too few of them, made-up rows: figures and tables are written."""
    both = respondents.crosstable(study, "difficulty.need")
    respondents.draw_crosstable(both, study, name="fig-a")
    response = respondents.responses(study, "register_region")
    respondents.draw_responses(response, study, name="fig-b")
    respondents.show_missing(respondents.missing(study), study, name="tbl-c")
    written = {path.name for path in outputs.rglob("*.*")}
    assert {"fig-a.svg", "fig-b.csv", "tbl-c.csv"} <= written
    if study.is_synthetic:
        assert "SYNTHETIC" in (outputs / "figures" / "en" / "fig-a.svg").read_text("utf-8")


@pytest.mark.parametrize("call", [respondents.crosstable, respondents.responses])
def test_an_unknown_table_names_those_there_are(call, real):
    """A student's typing error comes back with the choices."""
    with pytest.raises(ArgumentError, match=r"choose one of .*(difficulty\.need|survey_location)"):
        call(real, "difficulties")


def test_without_a_release_the_chapter_says_how_to_get_one():
    """The published book has none."""
    with pytest.raises(BookError, match=r"make book DATA=microdata"):
        respondents.crosstable(open_study("en"), "difficulty.need")
