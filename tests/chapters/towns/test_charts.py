"""Charts of the towns: the printed scores and levels, the problems, the languages."""

import json
import re
from dataclasses import replace

import pytest

from helpers import paths
from helpers.chapters import towns
from helpers.errors import ArgumentError
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


def test_scores_are_the_ledgers(study):
    """Every printed mean once, with its trailing zero and its level."""
    data = towns.scores(study)
    claims = study.scores()
    assert dict(zip(data["place"], data["printed"], strict=True)) == {
        claim.place: claim.printed for claim in claims
    }
    assert set(data["claim_id"]) == {claim.claim_id for claim in claims}
    assert data.set_index("place")["text"]["taldykorgan"] == "6.0"
    assert set(data["level"]) == {"low", "medium", "high"}


def test_rounding_is_as_wide_as_the_printed_digits_allow(study):
    """8 stands for 7.5 to 8.5, 6.0 for 5.95 to 6.05."""
    data = towns.scores(study).set_index("place")
    assert (data.loc["talgar", "rounding_low"], data.loc["talgar", "rounding_high"]) == (7.5, 8.5)
    ends = data.loc["taldykorgan", ["rounding_low", "rounding_high"]].to_list()
    assert ends == pytest.approx([5.95, 6.05])


def test_both_statements_on_one_town_are_shown(study):
    """Konaev has two languages; a town without a statement has none, not an empty text."""
    data = towns.languages(study).set_index("town")["languages"]
    assert data["Konaev"] == "first Kazakh, then Russian; mostly Kazakh"
    silent = replace(study, town_facts=())
    assert towns.languages(silent)["languages"].isna().all()


def test_problems_are_named_where_the_facts_say_so_and_nowhere_else(study):
    """Every pair of town and problem is there, true for exactly the coded ones."""
    data = towns.problems(study)
    named = {tuple(pair) for pair in data.loc[data["named"], ["place", "category"]].to_numpy()}
    facts = [fact for fact in study.town_facts if fact.variable == "environmental_problem"]
    assert named == {(fact.place, fact.category) for fact in facts}
    assert len(data) == 8 * 8


CHARTS = ((towns.scores, towns.draw_scale), (towns.problems, towns.draw_problems))


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_charts_speak_every_language(language):
    """Every chart is drawn with places and levels in the edition's words."""
    study = open_study(language)
    drawn = [draw(table(study), study, name="fig-x").svg for table, draw in CHARTS]
    assert all(study.label("places", "talgar") in svg for svg in drawn)
    assert study.category_label("interaction_level", "high") in drawn[0]


def test_charts_are_the_same_every_time(study):
    """Two runs give the same SVG."""
    for table, draw in CHARTS:
        first, second = (draw(table(study), study, name="fig-x").svg for _ in range(2))
        assert first == second


def test_the_scale_names_its_levels(study):
    """The bands carry the codebook's labels and the note says why there is no interval."""
    svg = towns.draw_scale(towns.scores(study), study, name="fig-x").svg
    for level in ("low", "medium", "high"):
        assert f">{study.category_label('interaction_level', level)}<" in svg
    assert "no interval for chance" in svg


def test_towns_are_drawn_as_the_frame_says(study):
    """Only the towns kept, in the reader's order, with the reader's thresholds in the note."""
    scores = towns.scores(study)
    high = scores[scores["score"] >= 6].sort_values("score")
    drawing = towns.draw_scale(high, study, name="fig-x", thresholds=(5, 7), color="#123456")
    shown = [town for town in scores["town"] if f">{town}<" in drawing.svg]
    assert sorted(shown, key=drawing.svg.index) == list(high["town"])
    said = " ".join(re.findall(r">([^<>]+)</text>", drawing.svg))  # the note runs over lines
    assert "thresholds, 5 and 7;" in said
    assert "#123456" in drawing.svg


def test_problems_are_drawn_as_the_frame_says(study):
    """One region's towns, and a row only for the problems kept."""
    problems = towns.problems(study)
    kept = problems["place"].isin(["talgar", "esik"]) & (problems["category"] != "waste")
    drawing = towns.draw_problems(problems[kept], study, name="fig-x")
    assert "Talgar" in drawing.svg
    assert "Kokshetau" not in drawing.svg


def test_a_missing_column_is_named(study):
    """A chart says what it needs before it draws."""
    scores = towns.scores(study).drop(columns="rounding_low")
    with pytest.raises(ArgumentError, match="draw_scale needs the column rounding_low; the frame"):
        towns.draw_scale(scores, study, name="fig-x")
    with pytest.raises(ArgumentError, match="show_languages needs the column languages; the"):
        towns.show_languages(scores, study, name="tbl-x")


def test_the_scale_is_interactive_too(study):
    """Every town with its printed score, the range behind it and its level, in words."""
    frame = towns.scores(study)
    towns.draw_scale(frame, study, name="fig-x")
    text = (paths.figures(study.language) / "fig-x.vl.json").read_text(encoding="utf-8")
    rows = next(rows for rows in json.loads(text)["datasets"].values() if "rounding" in rows[0])
    shown = [(row["label"], row["text"]) for row in rows]
    assert shown == list(zip(frame["town"], frame["text"], strict=True))
    taldykorgan = next(row for row in rows if row["score"] == 6.0)
    number = study.edition.number
    assert taldykorgan["rounding"] == f"{number(5.95, 2)}–{number(6.05, 2)}"
    levels = study.codebook.variables["interaction_level"].categories
    assert {row["level"] for row in rows} == {label[study.language] for label in levels.values()}
    towns.draw_scale(frame, study, name="fig-y")
    again = paths.figures(study.language) / "fig-y.vl.json"
    assert again.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        ((8, 6), r"^thresholds \(8, 6\): give medium_from first, below high_from"),
        ((6, 12), r"^thresholds \(6, 12\) lie off the scale, which runs from 3 to 9; give two"),
        ((1, 6), r"^thresholds \(1, 6\) lie off the scale"),
        ((6, 7.5), r"^a threshold is 7.5, not an exact number; .* text such as '7.5'$"),
        ((6, 7, 8), r"^thresholds \(6, 7, 8\): give two, medium_from and high_from"),
        (6, "^thresholds 6: give two"),
    ],
)
def test_thresholds_are_checked_before_they_are_drawn_or_compared(study, thresholds, message):
    """The message names what was received and what to give."""
    scores = towns.scores(study)
    with pytest.raises(ArgumentError, match=message):
        towns.draw_scale(scores, study, name="fig-x", thresholds=thresholds)
    with pytest.raises(ArgumentError, match=message):
        towns.compare_thresholds(scores, study, alternatives={"own": thresholds})


@pytest.mark.parametrize(("language", "said"), [("en", "6 and 7.5;"), ("ru", "7,5")])
def test_the_note_keeps_the_decimals_of_a_threshold(language, said):
    """Half a point is not rounded away, and the reader's colour is in the interactive chart."""
    study = open_study(language)
    drawing = towns.draw_scale(
        towns.scores(study), study, name="fig-half", thresholds=(6, "7.5"), color="#123456"
    )
    assert said in " ".join(re.findall(r">([^<>]+)</text>", drawing.svg))
    assert "#123456" in (paths.figures(language) / "fig-half.vl.json").read_text("utf-8")
