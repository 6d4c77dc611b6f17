"""Towns of the scale: their forms, and what a printed mean says of them."""

from dataclasses import replace

import pytest

from helpers.bounds.blocks import block_of
from helpers.bounds.towns import mean_terms, size_terms, town_cell, towns_of
from helpers.bounds.worlds import cell_name
from helpers.scale.schemes import SCHEMES
from helpers.scale.scores import PATTERNS

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
