"""Charts of answers show the ledger's numbers under the codebook's labels, and nothing else."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from helpers.chapters.answers import charts
from helpers.errors import ArgumentError
from helpers.ledger.claims import Ledger
from helpers.outputs import figures
from helpers.study import open_study

# Questions of the survey that chapter 2 draws as shares, with the kind of number printed.
QUESTIONS = {
    "difficulty": "count",
    "technology_limits": "count",
    "need": "count",
    "training_topic": "count",
    "participation_level": "percent",
    "obstacle": "count",
    "local_impact": "count",
}


pytestmark = pytest.mark.usefixtures("own_outputs")


def without(study, *claim_ids):
    """The study as if the report did not print some numbers."""
    kept = {name: claim for name, claim in study.ledger.items() if name not in claim_ids}
    return replace(study, ledger=Ledger(kept, study.codebook))


def without_spaces(text):
    """A label is wrapped over several text elements, so spaces do not count."""
    return "".join(text.split())


def svg_text(svg):
    """All text of an SVG in reading order, without spaces."""
    from xml.etree import ElementTree

    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return without_spaces("".join("".join(text.itertext()) for text in texts))


@pytest.mark.parametrize(("variable", "kind"), QUESTIONS.items())
def test_shares_are_the_printed_numbers(study, variable, kind):
    """Every printed answer of a question is one row, in the codebook's order and words."""
    data = charts.shares(study, variable, kind=kind)
    printed = study.ledger.select(variable=variable, kind=kind)
    first = {claim.category: claim for claim in reversed(printed) if claim.category}
    categories = study.codebook.variables[variable].categories
    assert list(data["category"]) == [category for category in categories if category in first]
    for row in data.itertuples():
        claim = first[row.category]
        base = study.ledger[claim.base].value
        share = claim.value if kind == "percent" else 100 * claim.value / base
        assert row.share_pct == pytest.approx(float(share))
        assert row.value == float(claim.value)
        assert row.label == categories[row.category]["en"]


@pytest.mark.parametrize(("variable", "kind"), QUESTIONS.items())
def test_ranges_hold_the_share(study, variable, kind):
    """Interval and bounds contain the printed share, and the bounds are as wide as the silence."""
    data = charts.shares(study, variable, kind=kind)
    skipped = data["category"] == "not_answered"
    assert data.loc[skipped, ["wilson_low", "bounds_low"]].isna().all(axis=None)
    data = data[~skipped]
    silent = study.ledger["register_size"].value - study.ledger["survey_size"].value
    at_least = float(100 * Fraction(silent, study.ledger["register_size"].value))
    for kind_of_range in ("wilson", "bounds"):
        assert (data[f"{kind_of_range}_low"] <= data["share_pct"]).all()
        assert (data["share_pct"] <= data[f"{kind_of_range}_high"]).all()
    widths = (data["bounds_high"] - data["bounds_low"]).dropna()
    assert not widths.empty
    assert (widths > at_least - 1e-9).all()


def test_bounds_of_the_leading_difficulty_by_hand(study):
    """Money is named by 76 of 100: at least 76 of 487, at most 76 and the 387 silent ones."""
    data = charts.shares(study, "difficulty").set_index("category")
    assert data.loc["finance", "bounds_low"] == pytest.approx(100 * 76 / 487)
    assert data.loc["finance", "bounds_high"] == pytest.approx(100 * (76 + 387) / 487)


def test_a_number_the_report_does_not_print_is_not_drawn(study):
    """An answer without a printed number has no row: it is not shown as zero."""
    data = charts.shares(without(study, "need_staff"), "need")
    assert "staff" not in set(data["category"])
    assert len(data) == len(charts.shares(study, "need")) - 1


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_drawn_text_comes_from_codebook_and_ledger(language):
    """Every label and every printed number of the data stands in the figure, in each edition."""
    study = open_study(language)
    drawing = charts.draw_shares(study, "obstacle", name="fig-x")
    text = svg_text(drawing.svg)
    data = charts.shares(study, "obstacle")
    for label, printed in zip(data["label"], data["text"], strict=True):
        assert without_spaces(label) in text
        assert without_spaces(printed) in text


def test_percentages_keep_their_sign(study):
    """Where the report prints percentages, the values at the marks are percentages."""
    data = charts.shares(study, "participation_level", kind="percent")
    assert list(data["text"]) == ["38%", "36%", "15%", "10%"]


def test_a_figure_is_written_with_its_data(study, tmp_path):
    """SVG, PNG and CSV carry the name; the CSV holds what was drawn."""
    drawing = charts.draw_shares(study, "need", name="fig-needs")
    folder = tmp_path / "figures" / "en"
    assert (folder / "fig-needs.svg").read_text(encoding="utf-8") == drawing.svg
    assert (folder / "fig-needs.png").read_bytes() == drawing.png
    written = pd.read_csv(folder / "fig-needs.csv")
    data = charts.shares(study, "need")
    assert list(written["claim_id"]) == list(data["claim_id"])
    assert list(written["share_pct"]) == pytest.approx(list(data["share_pct"]))


@pytest.mark.parametrize(
    ("draw", "variable"),
    [(charts.draw_shares, "local_impact"), (charts.draw_counts, "staff_size")],
)
def test_a_figure_is_the_same_every_time(study, draw, variable):
    """Drawing twice gives the same SVG and the same PNG, byte for byte."""
    first, second = (draw(study, variable, name="fig-x") for _ in range(2))
    assert first.svg == second.svg
    assert first.png == second.png


def test_bars_are_as_long_as_the_counts(study):
    """One bar per row of the table, from zero to its count."""
    data = charts.tables.tidy(study, "staff_size")
    with figures.canvas(n_rows=len(data)) as (_, axes):
        charts.draw_bars(axes, study, data)
        lengths = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    assert lengths == [(0, value) for value in data["value"]]


def test_counts_without_a_stated_base_say_so(study):
    """Where the report states no base, the line below the figure says that it is not published."""
    drawing = charts.draw_counts(study, "proposal", name="fig-x")
    assert set(charts.tables.tidy(study, "proposal")["base"]) == {""}
    assert without_spaces("base not published") in svg_text(drawing.svg)


def test_a_question_without_printed_answers_is_an_error(study):
    """A variable that the ledger has no numbers for is named in the error."""
    with pytest.raises(ArgumentError, match="prints no percent for 'difficulty'"):
        charts.draw_shares(study, "difficulty", name="fig-x", kind="percent")
