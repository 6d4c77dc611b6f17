"""Charts of the towns: the printed scores and levels, the problems, the languages."""

from dataclasses import replace

import pytest

from helpers.chapters.towns import charts
from helpers.outputs.words import word
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


def test_scores_are_the_ledgers_highest_first(study):
    """Every printed mean once, descending, with its trailing zero and its level."""
    data = charts.scores(study)
    claims = study.scores()
    assert dict(zip(data["place"], data["printed"], strict=True)) == {
        claim.place: claim.printed for claim in claims
    }
    assert set(data["claim_id"]) == {claim.claim_id for claim in claims}
    assert data["score"].is_monotonic_decreasing
    assert data.set_index("place")["text"]["taldykorgan"] == "6.0"
    assert set(data["level"]) == {"low", "medium", "high"}


def test_rounding_is_as_wide_as_the_printed_digits_allow(study):
    """8 stands for 7.5 to 8.5, 6.0 for 5.95 to 6.05."""
    data = charts.scores(study).set_index("place")
    assert (data.loc["talgar", "rounding_low"], data.loc["talgar", "rounding_high"]) == (7.5, 8.5)
    ends = data.loc["taldykorgan", ["rounding_low", "rounding_high"]].to_list()
    assert ends == pytest.approx([5.95, 6.05])


def test_the_table_has_a_heading_for_every_column_in_every_language(study):
    """Columns of the table are keys of the words, so no edition lacks a heading."""
    columns = list(charts.languages_table(study))
    assert columns == ["town", "languages"]
    for language in ("en", "ru", "kk"):
        assert all(word(column, language) for column in columns)


def test_both_statements_on_one_town_are_shown(study):
    """Konaev has two languages; a town without a statement has none, not an empty text."""
    data = charts.languages_table(study).set_index("town")["languages"]
    assert data["Konaev"] == "first Kazakh, then Russian; mostly Kazakh"
    silent = replace(study, town_facts=())
    assert charts.languages_table(silent)["languages"].isna().all()


def test_problems_are_named_where_the_facts_say_so_and_nowhere_else(study):
    """Every pair of town and problem is there, true for exactly the coded ones."""
    data = charts.problems(study)
    named = {tuple(pair) for pair in data.loc[data["named"], ["place", "category"]].to_numpy()}
    facts = [fact for fact in study.town_facts if fact.variable == "environmental_problem"]
    assert named == {(fact.place, fact.category) for fact in facts}
    assert len(data) == 8 * 8


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_charts_speak_every_language(language):
    """Every chart is drawn with places, levels or missing dates in the edition's words."""
    study = open_study(language)
    for draw in (charts.draw_scale, charts.draw_problems):
        drawing = draw(study, name="fig-x")
        assert study.label("places", "talgar") in drawing.svg
    assert (
        study.category_label("interaction_level", "high")
        in charts.draw_scale(study, name="fig-x").svg
    )


def test_charts_are_the_same_every_time(study):
    """Two runs give the same SVG."""
    for draw in (charts.draw_scale, charts.draw_problems):
        assert draw(study, name="fig-x").svg == draw(study, name="fig-x").svg


def test_the_scale_names_its_levels(study):
    """The bands carry the codebook's labels and the note says why there is no interval."""
    svg = charts.draw_scale(study, name="fig-x").svg
    for level in ("low", "medium", "high"):
        assert f">{study.category_label('interaction_level', level)}<" in svg
    assert "no interval for chance" in svg
