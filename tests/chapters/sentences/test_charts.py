"""The picture of the sentences: every sentence on it, told apart without colour, the same twice."""

import csv
from dataclasses import replace

import pytest

from helpers import paths
from helpers.chapters.sentences import assess, charts
from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError
from helpers.ledger.sentences import ASSESSMENT_WORDS
from helpers.study import open_study
from tests.cases.audit_cases import audit_of

pytestmark = pytest.mark.usefixtures("own_outputs")


def draw(study):
    return charts.draw_sentences(assess(study, audit_of(study)), study, name="fig-x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_names_the_groups(language):
    """The headings count the sentences of each assessment; what is left open shows both ends."""
    study = open_study(language)
    drawing = draw(study)
    numbers = {"stands": 9, "stands_with_caveat": 7, "undetermined": 8, "not_supported": 1}
    for assessment, number in numbers.items():
        assert f"{study.text(ASSESSMENT_WORDS[assessment])}: {number}" in drawing.svg
    assert study.edition.percent_range(0, 40) in drawing.svg


def test_the_data_name_the_claims_of_every_row(study):
    """A reader finds the numbers behind a row in the ledger."""
    draw(study)
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
    assert len(looks) == len(charts.MARKERS) == 4


def test_a_study_where_all_sentences_stand_draws_one_group(study):
    """A group without sentences has no heading."""
    kept = tuple(each for each in study.sentences if each.sentence_id == "russian_preferred")
    drawing = draw(replace(study, sentences=kept))
    assert "stands: 1" in drawing.svg
    assert "not supported" not in drawing.svg


def test_the_picture_is_the_same_every_time(study):
    """Two runs give the same SVG."""
    first, second = (draw(study).svg for _ in range(2))
    assert first == second


def test_a_reader_can_draw_one_chapter(study):
    """Only its sentences, whatever their assessments."""
    assessed = assess(study, audit_of(study))
    own = assessed[assessed["chapter"] == "3"]
    charts.draw_sentences(own, study, name="fig-x")
    with (paths.figures("en") / "fig-x.csv").open(encoding="utf-8") as file:
        assert {row["chapter"] for row in csv.DictReader(file)} == {"3"}


def test_a_filter_that_leaves_nothing_is_said(study):
    """No empty picture where no sentence is left."""
    nothing = assess(study, audit_of(study))[:0]
    with pytest.raises(ArgumentError, match=r"^draw_sentences needs a row; the frame has none"):
        charts.draw_sentences(nothing, study, name="fig-x")
