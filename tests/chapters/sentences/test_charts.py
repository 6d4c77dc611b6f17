"""The picture of the sentences: every sentence on it, told apart without colour, the same twice."""

import csv
from dataclasses import replace

import pytest

from helpers import paths
from helpers.chapters.sentences import charts
from helpers.chapters.sentences.wording import robustness_word
from helpers.editions import LANGUAGES
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_names_the_groups_and_the_judgements(language):
    """The headings count the sentences of each assessment."""
    study = open_study(language)
    drawing = charts.draw_sentences(study, name="fig-x")
    for assessment, number in (("stands", 7), ("stands_with_caveat", 12), ("not_supported", 6)):
        assert f"{robustness_word(assessment, language)}: {number}" in drawing.svg
    assert drawing.svg.count(robustness_word("judged_without_number", language)) == 5


def test_the_data_name_the_claims_of_every_row(study):
    """A reader finds the numbers behind a row in the ledger."""
    charts.draw_sentences(study, name="fig-x")
    with (paths.figures("en") / "fig-x.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(study.sentences)
    assert all(set(row["claim_ids"].split()) <= set(study.ledger) for row in rows)
    assert all(row["claim_ids"] for row in rows)


def test_assessments_differ_in_shape_or_fill():
    """Printed in grey, no two markers look the same."""
    looks = {
        (style["marker"], style.get("markerfacecolor", style["color"]))
        for style in charts.MARKERS.values()
    }
    assert len(looks) == 3


def test_a_study_where_all_sentences_stand_draws_one_group(study):
    """A group without sentences has no heading."""
    kept = tuple(each for each in study.sentences if each.sentence_id == "russian_preferred")
    drawing = charts.draw_sentences(replace(study, sentences=kept), name="fig-x")
    assert "stands: 1" in drawing.svg
    assert "not supported" not in drawing.svg


def test_the_picture_is_the_same_every_time(study):
    """Two runs give the same SVG."""
    first, second = (charts.draw_sentences(study, name="fig-x").svg for _ in range(2))
    assert first == second
