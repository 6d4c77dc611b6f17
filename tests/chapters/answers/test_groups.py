"""Charts that set groups side by side show printed numbers, and say what is left over."""

import pandas as pd
import pytest

from helpers.chapters import answers
from helpers.errors import ArgumentError
from helpers.outputs import figures

pytestmark = pytest.mark.usefixtures("own_outputs")


def households(study):
    """Households with the rest that the chapter computes."""
    frame = answers.households(study)
    return frame.assign(remainder=frame["total"] - frame["women"] - frame["equal"])


SUBJECTS = [
    ["difficulty_finance", "need_finance", "training_finance"],
    ["difficulty_staff", "need_staff"],
]


def test_matches_are_the_printed_counts(study):
    """One row per claim, with its question, its count and the subject's name, the first answer."""
    data = answers.matches(study, SUBJECTS)
    assert list(data["claim_id"]) == [claim_id for subject in SUBJECTS for claim_id in subject]
    for row in data.itertuples():
        claim = study.ledger[row.claim_id]
        assert row.question == claim.variable
        assert row.answer == study.category_label(claim.variable, claim.category)
        assert row.count == claim.value
        assert row.base == study.size("survey")
    subjects = [study.category_label("difficulty", key) for key in ("finance", "staff")]
    assert list(data["subject"]) == [subjects[0]] * 3 + [subjects[1]] * 2


def test_finance_is_asked_in_three_questions(study):
    """Money is a difficulty, a need and a topic of training: 76, 81 and 54 of 100."""
    data = answers.matches(study, SUBJECTS[:1])
    by_question = data.set_index("question")["count"].to_dict()
    assert by_question == {"difficulty": 76, "need": 81, "training_topic": 54}


def test_matches_name_their_figures_in_the_report(study):
    """The line below the figure names the report's figures and the base of what is drawn."""
    data = answers.matches(study, SUBJECTS)
    svg = answers.draw_matches(data, study, name="fig-x").svg
    assert "figure 6, figure 7, figure 8" in svg
    assert "base: 100" in svg
    two = data[data["question"] != "training_topic"]
    assert "figure 6, figure 7;" in answers.draw_matches(two, study, name="fig-x").svg


def test_a_part_and_its_rest_make_the_base(study, tmp_path):
    """The bar holds the printed count and what is left of its base, under the codebook's label."""
    frame = answers.part(study, "zero_reports")
    answers.draw_part(frame, study, name="fig-part")
    assert list(frame["count"]) == [357, 130]
    claim = study.ledger["zero_reports"]
    label = study.category_label(claim.variable, claim.category)
    data = pd.read_csv(tmp_path / "figures" / "en" / "fig-part.csv")
    assert list(data["part"]) == [label, "the rest"]
    values = list(data["value"])
    assert values == [357, 130]
    assert sum(values) == study.ledger[claim.base].value
    base = claim.base
    assert list(data["claim_ids"]) == ["zero_reports", f"{base} zero_reports"]


def test_a_part_without_a_base_is_an_error(study):
    """A count of which the report states no base cannot be drawn as a part; the error names it."""
    with pytest.raises(ArgumentError, match="claim register_size states no base"):
        answers.part(study, "register_size")


def test_households_add_up_to_the_printed_totals(study):
    """Women, equally and the rest make the households of each region; no part is negative."""
    data = households(study)
    assert (data[["women", "equal", "remainder"]] >= 0).all(axis=None)
    zhetysu = data.set_index("region").loc[study.label("places", "zhetysu")]
    assert tuple(zhetysu[["women", "equal", "remainder", "total"]]) == (34, 6, 21, 61)
    drawn = [study.ledger[claim_id] for claim_id in zhetysu["claim_ids"].split()]
    assert [claim.value for claim in drawn] == [34, 6, 61]


def test_households_without_a_rest_name_the_column(study):
    """A chart of parts needs the part that a reader computes."""
    with pytest.raises(ArgumentError, match="draw_households needs the column remainder; the"):
        answers.draw_households(answers.households(study), study, name="fig-x")


def test_themes_keep_the_direction_of_their_total(study):
    """Each theme has its printed count and the direction of the total that it belongs to."""
    data = answers.themes(study).set_index("claim_id")
    assert set(data["direction"]) == {"negative", "positive"}
    assert data.loc["theme_ignored_environment", "direction"] == "negative"
    assert data.loc["theme_direct_support", "direction"] == "positive"
    for claim_id, row in data.iterrows():
        claim = study.ledger[claim_id]
        assert row["count"] == claim.value
        assert row["answer"] == study.category_label("statement_theme", claim.category)


def test_directions_differ_without_colour(study):
    """Critical and positive bars differ by hatching too, for print in grey."""
    svg = answers.draw_themes(answers.themes(study), study, name="fig-x").svg
    assert figures.ORANGE in svg
    assert "<pattern" in svg


def test_themes_are_drawn_as_the_frame_says(study, tmp_path):
    """Only the positive ones, in other colours: neither the rest nor the usual blue is there."""
    themes = answers.themes(study)
    positive = themes[themes["direction"] == "positive"]
    colors = {"negative": "#111111", "positive": "#222222"}
    drawing = answers.draw_themes(positive, study, name="fig-few", colors=colors)
    assert figures.BLUE not in drawing.svg
    assert "#222222" in drawing.svg
    written = pd.read_csv(tmp_path / "figures" / "en" / "fig-few.csv")
    assert list(written["label"]) == list(positive["answer"])
    assert set(written["direction"]) == {"positive"}


@pytest.mark.parametrize(
    ("draw", "frame"),
    [
        (answers.draw_matches, lambda study: answers.matches(study, SUBJECTS)),
        (answers.draw_households, households),
        (answers.draw_themes, answers.themes),
        (answers.draw_part, lambda study: answers.part(study, "staff_women")),
    ],
)
def test_a_figure_is_the_same_every_time(study, draw, frame):
    """Drawing twice gives the same SVG and the same PNG, byte for byte."""
    first, second = (draw(frame(study), study, name="fig-x") for _ in range(2))
    assert first.svg == second.svg
    assert first.png == second.png


@pytest.mark.parametrize("subjects", [["difficulty_finance", "need_finance"], "need_finance", []])
def test_matches_need_a_list_of_lists(study, subjects):
    """A flat list, a text and nothing at all are no subjects."""
    with pytest.raises(ArgumentError, match=r"^matches needs a list of lists and received"):
        answers.matches(study, subjects)


def test_shares_of_need_a_list(study):
    """One claim is a list of one."""
    with pytest.raises(ArgumentError, match=r"list of claims; write .'difficulty_finance'.$"):
        answers.shares_of(study, "difficulty_finance")
