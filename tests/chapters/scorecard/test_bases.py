"""Bases of the forms' percentages: what the grid shows is what division gives, base by base."""

from fractions import Fraction
from math import floor

import pandas as pd
import pytest

from helpers import paths
from helpers.chapters.scorecard import bases
from helpers.study import open_study
from tests.cases.audit_cases import printing

pytestmark = pytest.mark.usefixtures("own_outputs")

ROUND = {"half_up": lambda share: floor(share + Fraction(1, 2)), "truncated": floor}


def test_every_square_is_a_division(study):
    """Brute force: 100 times the count over the base, rounded or cut off, is what is printed."""
    grid = bases.possible_bases(study)
    for cell in grid[~grid["together"]].itertuples():
        count, percent = (study.ledger[name].value for name in cell.claim_ids.split())
        share = 100 * count / cell.base
        works = [rule for rule, round_it in ROUND.items() if round_it(share) == percent]
        if cell.base < cell.answers:  # one answer each
            works = []
        # A square says the first rule that works.
        assert cell.works == (works[0] if works else ""), cell


def test_all_at_once_is_what_every_row_allows(study):
    """A base works for a question when it works for each of its percentages by one rule."""
    grid = bases.possible_bases(study)
    for _, own in grid.groupby(["variable", "base"]):
        rows, together = own[~own["together"]], own[own["together"]]["works"].item()
        is_nearest = (rows["works"] == "half_up").all()
        assert (together == "half_up") == is_nearest
        if together == "truncated":
            assert (rows["works"] != "").all()


def test_the_grid_holds_every_base_that_works(study):
    """Nothing is cropped: wider or narrower, no base outside the picture works."""
    grid = bases.possible_bases(study)
    for row in grid[~grid["together"]].drop_duplicates("claim_ids").itertuples():
        count, percent = (study.ledger[name].value for name in row.claim_ids.split())
        limit = int(study.ledger[bases.PARTICIPANTS].value)
        outside = [base for base in range(int(count), limit + 1) if base not in set(grid["base"])]
        for base in outside:
            assert percent not in {round_it(100 * count / base) for round_it in ROUND.values()}


def test_questions_have_counts_and_percentages_of_the_forms(study):
    """The printed base and the sum of all printed answers come from the ledger."""
    questions = {question.variable: question for question in bases.form_questions(study)}
    assert {"interaction_frequency", "influence_level", "monitoring_participation"} <= set(
        questions
    )
    assert not {"financial_report", "staff_gender"} & set(questions)
    monitoring = questions["monitoring_participation"]
    assert (monitoring.stated, monitoring.answers) == (65, 43 + 22 + 8)
    assert questions["interaction_frequency"].stated == 0


def test_a_changed_digit_moves_the_squares(study):
    """No base is typed: with another printed percentage another base works."""
    found = bases.joint_bases(study)["decision_making"]
    assert found == {"half_up": (77,), "truncated": (77,)}
    changed = printing(study, decisions_yes_pct="80", decisions_no_pct="20")
    assert bases.joint_bases(changed)["decision_making"]["half_up"] == (76,)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_question_without_any_base_says_so(language):
    """Where no base works for all percentages, a word stands in the row instead of squares."""
    study = open_study(language)
    drawing = bases.draw_bases(bases.possible_bases(study), study, name="fig-x")
    found = bases.joint_bases(study).values()
    n_without = sum(not any(rules.values()) for rules in found)
    assert drawing.svg.count(f">{study.text_in('base', 'none')}<") == n_without


def test_the_picture_is_the_same_every_time(study):
    """Drawing twice gives the same SVG, hatches and all."""
    grid = bases.possible_bases(study)
    first, second = (bases.draw_bases(grid, study, name="fig-x") for _ in range(2))
    assert first.svg == second.svg


def test_a_reader_can_draw_one_question(study):
    """Its lines begin at the top, whatever was left out above them."""
    grid = bases.possible_bases(study)
    own = grid[grid["variable"] == "monitoring_participation"]
    svg = bases.draw_bases(own, study, name="fig-x").svg
    assert study.label("variables", "monitoring_participation") in svg
    assert study.label("variables", "influence_level") not in svg
    written = pd.read_csv(paths.figures("en") / "fig-x.csv")
    assert written["row"].min() == 1
    assert len(written) == len(own)
