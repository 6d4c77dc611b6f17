"""Charts that set groups side by side show printed numbers, and say what is left over."""

import pandas as pd
import pytest

from helpers.chapters.answers import groups
from helpers.errors import ArgumentError
from helpers.outputs import figures

pytestmark = pytest.mark.usefixtures("own_outputs")


def test_every_pairing_names_answers_that_exist(study):
    """Each subject is a difficulty, and each answer paired with it is in the codebook."""
    for subject, answers in groups.MATCHES.items():
        assert subject in study.codebook.variables["difficulty"].categories
        for variable, category in answers.items():
            assert category in study.codebook.variables[variable].categories


def test_matches_are_the_printed_counts(study):
    """Every pairing is one row per question, with the printed count and the difficulty's label."""
    data = groups.matches(study)
    assert len(data) == sum(len(answers) for answers in groups.MATCHES.values())
    for row in data.itertuples():
        claim = study.ledger[row.claim_id]
        assert (row.variable, row.category) == (claim.variable, claim.category)
        assert row.value == float(claim.value)
        assert study.ledger[claim.base].value == study.ledger["survey_size"].value
    subjects = {study.category_label("difficulty", key) for key in groups.MATCHES}
    assert set(data["subject"]) == subjects


def test_finance_is_asked_in_three_questions(study):
    """Money is a difficulty, a need and a topic of training: 76, 81 and 54 of 100."""
    data = groups.matches(study)
    finance = data[data["subject"] == study.category_label("difficulty", "finance")]
    by_question = finance.set_index("variable")["value"].to_dict()
    assert by_question == {"difficulty": 76, "need": 81, "training_topic": 54}


def test_matches_name_their_figures_in_the_report(study):
    """The line below the figure names the report's three figures and the base."""
    svg = groups.draw_matches(study, name="fig-x").svg
    assert "figure 6, figure 7, figure 8" in svg
    assert "base: 100" in svg


def test_a_part_and_its_rest_make_the_base(study, tmp_path):
    """The bar holds the printed count and what is left of its base, under the codebook's label."""
    groups.draw_part(study, "zero_reports", name="fig-part")
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
        groups.draw_part(study, "register_size", name="fig-x")


def test_households_add_up_to_the_printed_totals(study):
    """Women, equally and the rest make the households of each region; no part is negative."""
    data = groups.households(study)
    parts = data[["women", "equal", "remainder"]]
    assert (parts.sum(axis=1) == data["total"]).all()
    assert (parts >= 0).all().all()
    zhetysu = data.set_index("region").loc[study.label("places", "zhetysu")]
    assert tuple(zhetysu[["women", "equal", "remainder", "total"]]) == (34, 6, 21, 61)
    drawn = [study.ledger[claim_id] for claim_id in zhetysu["claim_ids"].split()]
    assert [claim.value for claim in drawn] == [34, 6, 61]


def test_themes_keep_the_direction_of_their_total(study):
    """Each theme has its printed count and the direction of the total that it belongs to."""
    data = groups.themes(study).set_index("category")
    assert set(data["direction"]) == {"negative", "positive"}
    assert data.loc["ignored_environment", "direction"] == "negative"
    assert data.loc["direct_support", "direction"] == "positive"
    for row in data.itertuples():
        assert row.value == float(study.ledger[row.claim_id].value)
        assert row.label == study.category_label("statement_theme", row.Index)


def test_directions_differ_without_colour(study):
    """Critical and positive bars differ by hatching too, for print in grey."""
    svg = groups.draw_themes(study, name="fig-x").svg
    assert figures.ORANGE in svg
    assert "<pattern" in svg


@pytest.mark.parametrize(
    "draw",
    [
        groups.draw_matches,
        groups.draw_households,
        groups.draw_themes,
        lambda study, name: groups.draw_part(study, "staff_women", name=name),
    ],
)
def test_a_figure_is_the_same_every_time(study, draw):
    """Drawing twice gives the same SVG and the same PNG, byte for byte."""
    first, second = (draw(study, name="fig-x") for _ in range(2))
    assert first.svg == second.svg
    assert first.png == second.png
