"""Charts of answers show the ledger's numbers under the codebook's labels, and nothing else."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from helpers.chapters import answers
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
    data = answers.shares(study, variable, kind=kind)
    printed = study.ledger.select(variable=variable, kind=kind)
    first = {claim.category: claim for claim in reversed(printed) if claim.category}
    categories = study.codebook.variables[variable].categories
    claims = [study.ledger[claim_id] for claim_id in data["claim_id"]]
    assert claims == [first[category] for category in categories if category in first]
    for row, claim in zip(data.itertuples(), claims, strict=True):
        base = study.ledger[claim.base].value
        share = claim.value if kind == "percent" else 100 * claim.value / base
        assert row.share == pytest.approx(float(share))
        assert row.base == base
        assert pd.isna(row.count) if kind == "percent" else row.count == claim.value
        assert row.answer == categories[claim.category]["en"]


@pytest.mark.parametrize(("variable", "kind"), QUESTIONS.items())
def test_ranges_hold_the_share(study, variable, kind):
    """Interval and bounds contain the printed share, and the bounds are as wide as the silence."""
    data = answers.shares(study, variable, kind=kind)
    asked = [study.ledger[claim_id].category for claim_id in data["claim_id"]]
    skipped = pd.Series(asked) == "not_answered"
    assert data.loc[skipped, ["wilson_low", "bounds_low"]].isna().all(axis=None)
    data = data[~skipped]
    silent = study.ledger["register_size"].value - study.ledger["survey_size"].value
    at_least = float(100 * Fraction(silent, study.ledger["register_size"].value))
    for kind_of_range in ("wilson", "bounds"):
        assert (data[f"{kind_of_range}_low"] <= data["share"]).all()
        assert (data["share"] <= data[f"{kind_of_range}_high"]).all()
    widths = (data["bounds_high"] - data["bounds_low"]).dropna()
    assert not widths.empty
    assert (widths > at_least - 1e-9).all()


def test_bounds_of_the_leading_difficulty_by_hand(study):
    """Money is named by 76 of 100: at least 76 of 487, at most 76 and the 387 silent ones."""
    data = answers.shares(study, "difficulty").set_index("claim_id")
    finance = data.loc["difficulty_finance"]
    assert finance["bounds_low"] == pytest.approx(100 * 76 / 487)
    assert finance["bounds_high"] == pytest.approx(100 * (76 + 387) / 487)


def test_a_number_the_report_does_not_print_is_not_drawn(study):
    """An answer without a printed number has no row: it is not shown as zero."""
    data = answers.shares(without(study, "need_staff"), "need")
    assert study.category_label("need", "staff") not in set(data["answer"])
    assert len(data) == len(answers.shares(study, "need")) - 1


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_drawn_text_comes_from_codebook_and_ledger(language):
    """Every label and every printed number of the data stands in the figure, in each edition."""
    study = open_study(language)
    data = answers.shares(study, "obstacle")
    text = svg_text(answers.draw_shares(data, study, name="fig-x").svg)
    for label, printed in zip(data["answer"], data["text"], strict=True):
        assert without_spaces(label) in text
        assert without_spaces(printed) in text


def test_percentages_keep_their_sign(study):
    """Where the report prints percentages, the values at the marks are percentages."""
    data = answers.shares(study, "participation_level", kind="percent")
    assert list(data["text"]) == ["38%", "36%", "15%", "10%"]


def test_a_figure_is_written_with_its_data(study, tmp_path):
    """SVG, PNG and CSV carry the name; the CSV holds what was drawn."""
    data = answers.shares(study, "need")
    drawing = answers.draw_shares(data, study, name="fig-needs")
    folder = tmp_path / "figures" / "en"
    assert (folder / "fig-needs.svg").read_text(encoding="utf-8") == drawing.svg
    assert (folder / "fig-needs.png").read_bytes() == drawing.png
    written = pd.read_csv(folder / "fig-needs.csv")
    assert list(written["claim_id"]) == list(data["claim_id"])
    assert list(written["share_pct"]) == pytest.approx(list(data["share"]))
    assert list(written["label"]) == list(data["answer"])
    assert list(written["value"]) == [float(study.ledger[c].value) for c in data["claim_id"]]


@pytest.mark.parametrize(
    ("table", "draw", "variable"),
    [
        (answers.shares, answers.draw_shares, "local_impact"),
        (answers.counts, answers.draw_counts, "staff_size"),
    ],
)
def test_a_figure_is_the_same_every_time(study, table, draw, variable):
    """Drawing twice gives the same SVG and the same PNG, byte for byte."""
    first, second = (draw(table(study, variable), study, name="fig-x") for _ in range(2))
    assert first.svg == second.svg
    assert first.png == second.png


def test_bars_are_as_long_as_the_counts(study):
    """One bar per row of the table, from zero to its count."""
    data = answers.counts(study, "staff_size")
    with figures.canvas(n_rows=len(data)) as (_, axes):
        charts.draw_bars(axes, study, data["count"].astype(float))
        lengths = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    assert lengths == [(0, value) for value in data["count"]]


def test_counts_without_a_stated_base_say_so(study):
    """Where the report states no base, the line below the figure says that it is not published."""
    data = answers.counts(study, "proposal")
    drawing = answers.draw_counts(data, study, name="fig-x")
    assert data["base"].isna().all()
    assert without_spaces("base not published") in svg_text(drawing.svg)


def test_a_question_without_printed_answers_is_an_error(study):
    """A variable that the ledger has no numbers for is named in the error."""
    with pytest.raises(ArgumentError, match="prints no percent for 'difficulty'"):
        answers.shares(study, "difficulty", kind="percent")


def rows_drawn(svg, labels):
    """Those of some labels that stand in a figure, in its order from the top."""
    text = svg_text(svg)
    found = [label for label in labels if without_spaces(label) in text]
    return sorted(found, key=lambda label: text.index(without_spaces(label)))


@pytest.mark.parametrize(
    ("table", "draw", "order"),
    [
        (answers.shares, answers.draw_shares, "share"),
        (answers.counts, answers.draw_counts, "count"),
    ],
)
def test_what_is_drawn_follows_from_the_frame(study, tmp_path, table, draw, order):
    """Filtered and sorted by a reader, the figure and its file have those rows in that order."""
    frame = table(study, "training_topic")
    few = frame[frame[order] > 35].sort_values(order)
    drawing = draw(few, study, name="fig-few")
    assert rows_drawn(drawing.svg, frame["answer"]) == list(few["answer"])
    assert 1 < len(few) < len(frame)
    written = pd.read_csv(tmp_path / "figures" / "en" / "fig-few.csv")
    assert list(written["label"]) == list(few["answer"])
    assert list(written["claim_id"]) == list(few["claim_id"])


def test_numbers_a_reader_changes_are_drawn_and_written(study, tmp_path):
    """The bars, their labels and the file hold the frame's counts and words, not the ledger's."""
    frame = answers.counts(study, "decision_making")
    drawing = answers.draw_counts(
        frame.assign(count=2 * frame["count"], answer=["one", "other"]), study, name="fig-twice"
    )
    written = pd.read_csv(tmp_path / "figures" / "en" / "fig-twice.csv")
    assert list(written["value"]) == [122, 30]
    assert list(written["label"]) == ["one", "other"]
    assert ">122<" in drawing.svg


@pytest.mark.parametrize(
    ("table", "draw"),
    [(answers.shares, answers.draw_shares), (answers.counts, answers.draw_counts)],
)
def test_a_reader_chooses_the_colour(study, table, draw):
    """The colour given is in the figure, and the usual one is gone."""
    frame = table(study, "need")
    drawing = draw(frame, study, name="fig-x", color="#123456")
    assert "#123456" in drawing.svg
    assert figures.BLUE not in drawing.svg


def test_a_missing_column_is_named_with_the_mend(study):
    """What the function needs, what the frame has, and what to do."""
    frame = answers.shares(study, "need")[["answer", "count", "claim_id"]]
    with pytest.raises(ArgumentError) as error:
        answers.draw_shares(frame, study, name="fig-x")
    assert str(error.value) == (
        "draw_shares needs the columns share, text, wilson_low, wilson_high, bounds_low, "
        "bounds_high; the frame has answer, count, claim_id: keep or rename them before the call"
    )


@pytest.mark.parametrize("draw", [answers.draw_shares, answers.draw_counts])
def test_a_frame_without_rows_is_refused(study, draw):
    """A filter that leaves nothing is said, instead of an empty picture."""
    frame = answers.shares(study, "need")
    with pytest.raises(ArgumentError, match="needs a row; the frame has none: loosen its filter"):
        draw(frame[frame["share"] > 100], study, name="fig-x")


def test_single_numbers_are_called_by_question_and_answer(study):
    """Numbers of several questions stand in one figure; its note names the report alone."""
    frame = answers.shares_of(study, ["need_finance", "impact_yes"])
    question = study.label("variables", "need")
    assert frame["answer"][0] == f"{question}: {study.category_label('need', 'finance')}"
    assert list(frame["share"]) == [81, 83]
    drawing = answers.draw_shares(frame, study, name="fig-x")
    assert without_spaces("Source: report.") in svg_text(drawing.svg)


def test_a_number_without_a_base_has_no_share(study):
    """It is named, and nothing is drawn in its place."""
    with pytest.raises(ArgumentError, match="claim register_size states no base; a share needs"):
        answers.shares_of(study, ["need_finance", "register_size"])


@pytest.mark.parametrize("variable", ["proposal", "decision_making", "interaction_frequency"])
def test_an_answer_without_any_base_has_no_share(study, variable):
    """The message names what shows such answers."""
    with pytest.raises(ArgumentError, match=f"no base .* use answers.counts.study, '{variable}'.$"):
        answers.shares(study, variable)


@pytest.mark.parametrize("read", [answers.shares, answers.counts, answers.table])
def test_a_misspelt_variable_is_named(study, read):
    """Whatever is asked of it."""
    with pytest.raises(ArgumentError, match=r"^no variable 'dificulty' .* mean 'difficulty'[?]$"):
        read(study, "dificulty")


def test_a_percentage_without_a_count_is_not_drawn_as_one():
    """It ended in a NaN; now the sentence names the number and the other drawing."""
    study = open_study("en")
    frame = answers.counts(study, "difficulty").assign(count=float("nan"))
    with pytest.raises(ArgumentError, match=r"difficulty_finance is printed without a count"):
        answers.draw_counts(frame, study, name="fig-none")
