"""Charts of the thresholds: what reproduces the printed levels, and what does not."""

import pytest

from helpers.chapters.towns import thresholds
from helpers.outputs.words import word
from helpers.scale.levels import THRESHOLD_ALTERNATIVES
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


def test_verdicts_follow_the_printed_levels(study):
    """The default reproduces all levels; others name the towns that break, rounding set apart."""
    data = thresholds.thresholds(study).set_index("thresholds")
    assert list(data.index) == list(THRESHOLD_ALTERNATIVES)
    assert data.loc["default", "verdict"] == "yes"
    assert data.loc["thirds_of_3_to_9", "verdict"] == "no"
    assert data.loc["thirds_of_3_to_9", "broken_towns"] == "Ushtobe, Kokshetau"
    assert data.loc["half_and_three_quarters_of_3_to_9", "verdict"] == "if_rounded"


def test_the_table_has_a_heading_for_every_column_in_every_language(study):
    """Columns of the table are keys of the words, so no edition lacks a heading."""
    columns = list(thresholds.thresholds_table(study))
    assert columns == ["alternative", "low_below", "high_from", "reproduces", "broken_towns"]
    for language in ("en", "ru", "kk"):
        assert all(word(column, language) for column in columns)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_chart_speaks_every_language(language):
    """The chart is drawn with towns and verdicts in the edition's words."""
    study = open_study(language)
    svg = thresholds.draw_thresholds(study, name="fig-x").svg
    assert study.label("places", "talgar") in svg
    assert word("reproduced_yes", language) in svg


def test_reproduced_or_not_is_a_symbol_and_a_word(study):
    """The verdict can be read without colour."""
    svg = thresholds.draw_thresholds(study, name="fig-x").svg
    assert "✓ yes" in svg
    assert "✗ no: Talgar" in svg
