"""Towns of the scale: their forms, and what a printed mean says of them."""

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.cpsat import CpSat
from helpers.bounds.extremes import optimal, world_of
from helpers.bounds.model import programme_of
from helpers.bounds.towns import (
    mean_terms,
    size_terms,
    town_cell,
    towns_of,
    write_complete_towns,
)
from helpers.bounds.verification import forms_by_town
from helpers.bounds.worlds import cell_name
from helpers.scale.schemes import SCHEMES
from helpers.scale.scores import PATTERNS, sum_of_question_means

BEST = ("regular", "active", "regular")


def test_towns_are_those_with_a_printed_mean(study):
    """In the order of the report."""
    printed = tuple(claim.place for claim in study.scores())
    assert towns_of(block_of(study.ledger, "form_a")) == printed


def test_a_town_has_one_cell_for_each_pattern():
    """Three answers or none to each of three questions."""
    assert len(size_terms("esik")) == len(PATTERNS) == 64
    assert ("place", "esik") in town_cell("esik", BEST)
    assert not set(size_terms("esik")) & set(size_terms("talgar"))


@pytest.mark.parametrize(
    ("name", "missing", "n_scored", "factor"),
    [("3/2/1", "complete_cases", 27, 1), ("3/2/1", "zero", 64, 1), ("3/1.5/0", "zero", 64, 2)],
)
def test_scores_are_whole_numbers_times_a_factor(name, missing, n_scored, factor):
    """Halves are doubled; without a score a form is in neither sum."""
    scheme = replace(SCHEMES[name], missing=missing)
    total, scored, found = mean_terms("esik", scheme)
    assert (len(scored), found) == (n_scored, factor)
    assert total[cell_name(town_cell("esik", BEST))] == 9 * factor


def test_a_sum_of_question_means_is_a_mean_over_forms():
    """Once it is known how many forms answered each question: 2 of 3 forms, 1 of them, all."""
    forms = {
        ("regular", None, "rare"): 1,
        ("periodic", "active", "none"): 1,
        (None, None, "regular"): 1,
    }
    scheme = replace(SCHEMES["3/2/0"], missing="zero")
    total, scored, factor = mean_terms("esik", scheme, (2, 1, 3))
    names = {cell_name(town_cell("esik", pattern)): n for pattern, n in forms.items()}
    points = Fraction(sum(total[name] * n for name, n in names.items()), factor)
    assert points / sum(scored[name] * n for name, n in names.items()) == (
        sum_of_question_means(forms, scheme)
    )


def test_a_town_without_gaps_answers_what_it_was_asked(study):
    """Nothing but complete forms, or forms without monitoring where that was not asked."""
    reading = Assumptions("either", "question", replace(SCHEMES["3/2/1"], missing="zero"))
    block = block_of(study.ledger, "form_a")
    programme = optimal(programme_of(block, reading))[0]
    write_complete_towns(programme, towns_of(block)[:6])
    found = CpSat(programme).solve()
    forms = forms_by_town(world_of("form_a", programme, found.values).cells)
    for town in towns_of(block)[:6]:
        asked = {tuple(answer is not None for answer in pattern) for pattern in forms[town]}
        assert asked in ({(True, True, True)}, {(True, True, False)})
