"""CP-SAT and HiGHS say the same, and neither says more than it knows."""

from dataclasses import replace

import pytest
from consistency.small_ledgers import ledger_of, row
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError
from helpers.feasibility import blocks, bounds, corrections, highs, model, programme, towns
from helpers.feasibility.assumptions import Assumptions
from helpers.feasibility.blocks import block_of
from helpers.feasibility.cpsat import CpSat, Solution
from helpers.feasibility.programme import KEEP, ModelTooLargeError, Programme
from helpers.reported import rounding_range
from helpers.scoring_schemes import SCHEMES

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
    """Three towns' sizes under one scoring of the report."""
    limited, _ = bounds.optimal(
        model.programme_of(block_of(study.ledger, "form_a"), READING), seconds=60
    )
    assert highs.can_answer(limited)
    solver = CpSat(limited)
    for town in ("talgar", "kokshetau", "esik"):
        for maximise in (False, True):
            terms = towns.size_terms(town)
            one = solver.solve(terms, maximise=maximise)
            # HiGHS needs half a minute for some of them, and more beside other tests.
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


def test_no_time_is_undecided(study):
    """Whoever is given no time must not say that there is no world."""
    whole = model.programme_of(block_of(study.ledger, "form_a"), READING)
    solution = CpSat(whole).solve(towns.size_terms("talgar"), maximise=True, seconds=1e-6)
    assert solution.status == "undecided"
    assert not solution.proved
    least, _ = corrections.least_dropped(whole, seconds=1e-6)
    assert least is None
    with pytest.raises(bounds.UndecidedError, match="give the solver more seconds"):
        bounds.optimal(whole, seconds=1e-6)


def test_an_open_end_is_said(study):
    """A bound that was not proved is wider than the truth, and its status says so."""
    limited, _ = bounds.optimal(model.programme_of(block_of(study.ledger, "form_a"), READING))
    found = bounds.extremes(limited, towns.size_terms("talgar"), block="form_a", seconds=1e-6)
    assert found.status == "undecided"
    assert not found.is_forced


def test_a_stopped_search_is_not_proved(monkeypatch):
    """The best world found so far is no bound; the solver's own bound is handed on."""
    from ortools.sat.python import cp_model

    finish = cp_model.CpSolver.solve

    def stopped(solver, asked):
        finish(solver, asked)
        return cp_model.FEASIBLE

    monkeypatch.setattr(cp_model.CpSolver, "solve", stopped)
    monkeypatch.setattr(cp_model.CpSolver, "best_objective_bound", property(lambda _: 12.0))
    small = Programme()
    small.variable("x", 0, 9)
    found = CpSat(small).solve({"x": 1}, maximise=True)
    assert (found.status, found.objective, found.bound) == ("feasible", 9, 12)
    assert not found.proved


def test_answers_repeat(study):
    """The same worlds, sets and bounds in two runs."""
    block = block_of(study.ledger, "form_a")
    one, other = (
        corrections.smallest_corrections(block, Assumptions("nearest", "stated")) for _ in range(2)
    )
    assert one.sets == other.sets
    whole = model.programme_of(block, READING)
    worlds = [CpSat(whole).solve().values for _ in range(2)]
    assert worlds[0] == worlds[1]


def test_a_model_too_large_is_refused(study):
    """Before any memory is used up, and with what to do instead."""
    joint = {
        "training_topic": list(study.codebook.variables["training_topic"].categories),
        "difficulty": list(study.codebook.variables["difficulty"].categories),
    }
    with pytest.raises(ModelTooLargeError, match="more than 50000 combinations of answers; ask"):
        model.programme_of(block_of(study.ledger, "survey"), joint=joint)


def test_an_empty_block_is_named():
    """A ledger that prints nothing of it."""
    with pytest.raises(ArgumentError, match="prints no number about register; nothing to solve"):
        model.programme_of(block_of(ledger_of(), "register"))
    with pytest.raises(ArgumentError, match="block 'forms' is unknown; use register, survey"):
        block_of(ledger_of(), "forms")


def test_a_row_of_an_unknown_variable_is_refused():
    """A typing error in the model must not become a condition on nothing."""
    with pytest.raises(ArgumentError, match="row 'made up': no variable 'x'; add it first"):
        Programme().require({"x": 1}, 0, 1, rule="made up")


@pytest.mark.parametrize(("field", "value"), [("rounding", "up"), ("bases", "none")])
def test_an_unknown_reading_is_refused(field, value):
    """With the readings there are."""
    with pytest.raises(ArgumentError, match=f"{field} '{value}' is unknown; use "):
        Assumptions(**{field: value})


def test_either_rounding_holds_both():
    """The range of either is the two ranges together."""
    for printed in ("57", "7.5", "0", "8"):
        either = Assumptions("either").range_of(printed)
        for rule in ("nearest", "truncated"):
            span = rounding_range(printed, rule)
            assert either.low <= span.low
            assert either.high >= span.high


def test_a_part_larger_than_its_base_must_give():
    """Also where no question says that answers share the base."""
    whole = row("staff", "10", kind="base", unit="people")
    part = row("women", "12", base="staff", unit="people")
    ledger = ledger_of(whole, part, sources=dict.fromkeys(("staff", "women"), "survey"))
    found = corrections.smallest_corrections(block_of(ledger, "survey"), Assumptions())
    assert (found.status, found.sets) == ("infeasible", (("staff",), ("women",)))


def test_combining_terms_drops_what_cancels():
    """A variable with weight zero is no part of a row."""
    assert programme.combine(({"a": 2, "b": 1}, 1), ({"a": -1}, 2)) == {"b": 1}
    assert Solution("undecided", {}, None, None, 0.0).proved is False
