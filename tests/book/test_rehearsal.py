"""A rehearsal on synthetic questionnaires: everything is marked and nothing is inferred."""

import json
from dataclasses import replace

import pytest

from bookmaker.project.description import FILE, read_book, read_description
from bookmaker.rendering.embedded.paper import pdf
from helpers import paths
from helpers.chapters import answers, scorecard
from helpers.chapters.sentences import assessments
from helpers.interface import text
from helpers.outputs import numbers, tables
from helpers.staging import rehearsal
from helpers.statistics import survey
from helpers.synthetic.rehearsal import rehearsal_ledger
from helpers.synthetic.watermark import BANNER, COLUMN, MARK, TEXT, WITHHELD
from helpers.workshop import build, delivery
from tests.cases.small_books import write_project

pytestmark = pytest.mark.usefixtures("own_outputs")


@pytest.fixture(scope="module")
def rehearsed(study):
    return replace(study, ledger=rehearsal_ledger(study.ledger), data="synthetic")


def test_only_numbers_given_up_differ(study, rehearsed):
    """All others are counted from the rows and come back as printed."""
    changed = {
        name
        for name in study.ledger
        if rehearsed.ledger[name].printed != study.ledger[name].printed
    }
    assert {"monitoring_base", "monitoring_none_pct_repeat", "staff_total_youth"} <= changed
    assert len(changed) == 4


def test_a_figure_carries_the_mark(rehearsed):
    """In the letters of the picture and in every row of its data."""
    drawing = answers.draw_shares(
        answers.shares(rehearsed, "difficulty"), rehearsed, name="fig-difficulties"
    )
    assert MARK in drawing.svg
    lines = (paths.figures("en") / "fig-difficulties.csv").read_text(encoding="utf-8").splitlines()
    assert COLUMN in lines[0].split(",")
    assert all(TEXT in line for line in lines[1:])


def test_a_figure_of_the_book_carries_none(study):
    """The mark means something because it is not everywhere."""
    drawing = answers.draw_shares(
        answers.shares(study, "difficulty"), study, name="fig-difficulties"
    )
    assert MARK not in drawing.svg


def test_a_table_carries_the_mark(rehearsed):
    """In its data file."""
    frame = tables.tidy(rehearsed, "difficulty")
    tables.show_table(frame, rehearsed, name="tbl-x", columns={"label": "Answer"})
    text = (paths.tables("en") / "tbl-x.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0].endswith(COLUMN)


def test_intervals_are_withheld(study, rehearsed):
    """In figures, sentences and prose; bounds are arithmetic and stay."""
    claim = rehearsed.ledger["difficulty_finance"]
    assert "wilson" in survey.survey_intervals(study, study.ledger["difficulty_finance"])
    assert set(survey.survey_intervals(rehearsed, claim)) == {"bounds", "akmola"}
    texts = numbers.write_numbers(rehearsed, "02_challenges", chapters=("2",))
    assert texts["difficulty_finance_wilson"] == WITHHELD
    assert texts[COLUMN] == TEXT
    for found in assessments.assess_all(rehearsed, scorecard.audit(rehearsed)):
        assert found.ranges.interval is None
        assert found.ranges.lead is None


@pytest.mark.parametrize(
    "page",
    ["---\ntitle: A\n---\n\nText\n", "# A {#sec-a}\n\nText\n", "---\ntitle: A\n---\n# B\n\nText\n"],
)
def test_a_page_has_its_banner_before_the_text(page):
    """After the head and the title, whatever the page begins with."""
    marked = rehearsal.with_banner(page, "en")
    assert marked.index(BANNER) < marked.index("Text")
    assert marked.startswith(page[:5])
    assert marked.endswith("Text\n")


def test_every_staged_page_is_marked(tmp_path):
    """Pages and notebooks, the title of the book, and the paper."""
    (tmp_path / "index.qmd").write_text("# Home\n\nText\n", encoding="utf-8")
    cells = [{"cell_type": "markdown", "source": ["# One\n", "\n", "Text"]}]
    (tmp_path / "one.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    book = {"title": "Book", "chapters": ["index.qmd", "one.ipynb"]}
    description = {"book": book, "format": {"typst": {"include-before-body": {"text": "#a\n"}}}}
    marked = rehearsal.mark_project(description, tmp_path, "ru")
    assert marked["book"]["title"] == f"Book ({text(MARK, 'ru')})"
    assert marked["format"]["typst"]["include-before-body"]["text"].startswith("#a\n#set page")
    for name in ("index.qmd", "one.ipynb"):
        assert text(BANNER, "ru") in (tmp_path / name).read_text(encoding="utf-8")
    assert description["book"]["title"] == "Book"


def test_an_unknown_kind_of_data_is_refused():
    """As an unknown edition is."""
    with pytest.raises(build.SettingsError, match="DATA: there is no 'x'; choose from published"):
        build.Settings.of({"CIVIC_VOICE_DATA": "x"})


def test_a_rehearsal_is_not_published(tmp_path, monkeypatch):
    """Nothing of it is copied."""
    monkeypatch.setattr(paths, "DATA", "synthetic")
    with pytest.raises(delivery.PublishError, match="rehearsal on synthetic questionnaires is not"):
        delivery.publish(tmp_path / "site", ["en"])
    assert not (tmp_path / "site").exists()


def test_paper_is_marked_in_a_rehearsal_only():
    """Letters behind the text of every page."""
    assert "set page(background" in rehearsal.page_mark("kk")
    assert text(MARK, "kk") in rehearsal.page_mark("kk")


def test_the_embedded_renderer_prints_the_staged_mark(tmp_path):
    """It reads the mark where Quarto does: in the description."""
    site = write_project(tmp_path, {"index.qmd": "# Home"})
    description = read_description(site / FILE)
    description["format"]["typst"] = {"toc": True}
    marked = rehearsal.mark_project(description, site, "kk")
    (site / FILE).write_text(json.dumps(marked), encoding="utf-8")
    assert pdf.included(read_book(site)) == rehearsal.page_mark("kk")
