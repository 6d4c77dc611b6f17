"""Charts of the thresholds: what reproduces the printed levels, and what does not."""

import pytest

from helpers.chapters import towns
from helpers.errors import ArgumentError
from helpers.scale.levels import THRESHOLD_ALTERNATIVES, THRESHOLD_NAMES, Thresholds
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


def drawn(study):
    scores = towns.scores(study)
    frame = towns.compare_thresholds(scores, study)
    return towns.draw_thresholds(frame, study, name="fig-x", scores=scores).svg


def test_verdicts_follow_the_printed_levels(study):
    """The default reproduces all levels; others name the towns that break, rounding set apart."""
    scores = towns.scores(study).sort_values("score", ascending=False, kind="stable")
    data = towns.compare_thresholds(scores, study).set_index("thresholds")
    assert list(data.index) == list(THRESHOLD_ALTERNATIVES)
    assert data.loc["default", "verdict"] == "yes"
    assert data.loc["thirds_of_3_to_9", "verdict"] == "no"
    assert data.loc["thirds_of_3_to_9", "broken_towns"] == "Ushtobe, Kokshetau"
    assert data.loc["half_and_three_quarters_of_3_to_9", "verdict"] == "if_rounded"


def test_every_alternative_has_its_words():
    """No alternative of the scale is shown by its id."""
    assert list(THRESHOLD_NAMES) == list(THRESHOLD_ALTERNATIVES)


def test_a_reader_tries_thresholds_on_towns(study):
    """Own cuts are compared like the others; a town left out breaks nothing."""
    scores = towns.scores(study)
    mine = {"mine": Thresholds(5, 7)}
    frame = towns.compare_thresholds(scores, study, alternatives=mine)
    assert frame[["alternative", "verdict"]].to_numpy().tolist() == [["mine", "no"]]
    broken = [study.label("places", place) for place in ("ushtobe", "kokshetau")]
    fewer = scores[~scores["town"].isin(broken)]
    frame = towns.compare_thresholds(fewer, study, alternatives=mine)
    assert list(frame["verdict"]) == ["yes"]
    shown = str(towns.show_thresholds(frame, study, name="tbl-x")).splitlines()
    assert shown[2:] == ["| mine | 5 | 7 | ✓ yes | — |"]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_chart_speaks_every_language(language):
    """The chart is drawn with towns and verdicts in the edition's words."""
    study = open_study(language)
    svg = drawn(study)
    assert study.label("places", "talgar") in svg
    assert study.text("✓ yes") in svg


def test_reproduced_or_not_is_a_symbol_and_a_word(study):
    """The verdict can be read without colour."""
    svg = drawn(study)
    assert "✓ yes" in svg
    assert "✗ no: Talgar" in svg


def test_a_missing_column_is_named(study):
    """Scores without a level, and a chart without verdicts."""
    scores = towns.scores(study)
    with pytest.raises(ArgumentError, match="compare_thresholds needs the column level; the"):
        towns.compare_thresholds(scores.drop(columns="level"), study)
    frame = towns.compare_thresholds(scores, study).drop(columns="verdict")
    with pytest.raises(ArgumentError, match="draw_thresholds needs the column verdict; the frame"):
        towns.draw_thresholds(frame, study, name="fig-x", scores=scores)
