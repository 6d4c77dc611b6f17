"""CP-SAT and HiGHS say the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.bounds import blocks, corrections, extremes, highs, model, towns
from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.cpsat import CpSat
from helpers.bounds.programme import KEEP, Programme
from helpers.scale.schemes import SCHEMES

# Asks every question twice.
pytestmark = pytest.mark.slow

READING = Assumptions("either", "question", replace(SCHEMES["3/2/1"], missing="zero"))
ROWS = st.lists(
    st.tuples(
        st.lists(st.integers(-3, 3), min_size=3, max_size=3),
        st.integers(-5, 5),
        st.integers(0, 6),
        st.sampled_from(["", "a", "b"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.lists(st.integers(-4, 4), min_size=3, max_size=3), st.booleans())
def test_both_find_the_same_optimum(rows, weights, maximise):
    """Small programmes with rows that can be given up, both ways, and how few must be."""
    small = Programme()
    names = [small.variable(name, 0, 5) for name in "xyz"]
    for terms, low, width, claim in rows:
        named = dict(zip(names, terms, strict=True))
        small.require(named, low, low + width, rule="made up", claim=claim)
    objective = dict(zip(names, weights, strict=True))
    kept = {KEEP + claim: 1 for claim in small.claims}
    for terms, up in ((objective, maximise), (kept, True)):
        one = CpSat(small).solve(terms, maximise=up)
        other = highs.solve(small, terms, maximise=up)
        assert (one.status, one.objective) == (other.status, other.objective)


def test_both_bound_the_towns_alike(study):
    """Least and greatest size of one town, and least of another, under a scoring of the report."""
    limited, _ = extremes.optimal(
        model.programme_of(block_of(study.ledger, "form_a"), READING), seconds=60
    )
    assert highs.can_answer(limited)
    solver = CpSat(limited)
    # HiGHS needs half a minute for some others, and more beside other tests.
    for town, maximise in (("esik", False), ("esik", True), ("talgar", False)):
        terms = towns.size_terms(town)
        one = solver.solve(terms, maximise=maximise)
        other = highs.solve(limited, terms, maximise=maximise, seconds=300)
        assert one.objective == other.objective
        assert one.proved


@pytest.mark.parametrize("name", blocks.SOURCES)
def test_both_give_up_as_few_numbers(study, name):
    """Every block of the report."""
    whole = model.programme_of(block_of(study.ledger, name), Assumptions("nearest", "question"))
    kept = {KEEP + claim: 1 for claim in whole.claims}
    found = highs.solve(whole, kept, maximise=True)
    assert len(kept) - found.objective == corrections.least_dropped(whole)[0]
