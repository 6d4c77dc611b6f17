"""Answers by CP-SAT: proved, or not said to be."""

from dataclasses import replace

from helpers.bounds import corrections, model, towns
from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.cpsat import CpSat, Solution
from helpers.bounds.programme import Programme
from helpers.scale.schemes import SCHEMES

READING = Assumptions("either", "question", replace(SCHEMES["3/2/1"], missing="zero"))


def small():
    """2 x + y <= 7, carried by `seven`; x + y >= 4; both from 0 to 5."""
    programme = Programme()
    x, y = programme.variable("x", 0, 5), programme.variable("y", 0, 5)
    programme.require({x: 2, y: 1}, None, 7, rule="made up", claim="seven")
    programme.require({x: 1, y: 1}, 4, None, rule="made up")
    return programme


def test_optima_by_hand():
    """With both rows held x is 3 at most, and 2 x + 3 y at least 8 + 0: x = 3, y = 1 gives 9."""
    held = small()
    held.only(["seven"])
    solver = CpSat(held)
    most, least = solver.solve_all([({"x": 1}, True), ({"x": 2, "y": 3}, False)])
    assert (most.objective, most.proved) == (3, True)
    assert (least.objective, least.values["x"], least.values["y"]) == (9, 3, 1)


def test_a_row_given_up_binds_nothing():
    """Then x may be 5; what was forbidden to be given up must be held again."""
    solver = CpSat(small())
    assert solver.solve({"x": 1}, maximise=True).objective == 5
    solver.forbid(("seven",))
    assert solver.solve({"x": 1}, maximise=True).objective == 3


def test_no_world_is_proved():
    """Infeasible is an answer, and final."""
    programme = Programme()
    programme.variable("x", 0, 5)
    programme.require({"x": 1}, 6, None, rule="made up")
    found = CpSat(programme).solve()
    assert (found.status, found.proved, found.values) == ("infeasible", True, {})
    assert Solution("undecided", {}, None, None, 0.0).proved is False


def test_no_time_is_undecided(study):
    """Whoever is given no time must not say that there is no world."""
    whole = model.programme_of(block_of(study.ledger, "form_a"), READING)
    solution = CpSat(whole).solve(towns.size_terms("talgar"), maximise=True, seconds=1e-6)
    assert solution.status == "undecided"
    assert not solution.proved


def test_whether_it_is_simplified_first_changes_no_answer(study):
    """As it is or, when that takes too long, simplified: the same ends, both proved."""
    whole = model.programme_of(block_of(study.ledger, "form_a"), READING)
    kept = [({f"keep:{claim}": 1 for claim in whole.claims}, True)]
    asked = [*kept, ({towns.asked_name("talgar"): 1}, False)]
    answers = [CpSat(whole, as_it_is=share).solve_all(asked) for share in (0.2, 1e-9, 0)]
    assert all(each.proved for found in answers for each in found)
    ends = [[(each.status, each.objective, each.bound) for each in found] for found in answers]
    assert ends[0] == ends[1] == ends[2]


def test_a_stopped_search_is_not_proved(monkeypatch):
    """The best world found so far is no bound; the solver's own bound is handed on."""
    from ortools.sat.python import cp_model

    finish = cp_model.CpSolver.solve

    def stopped(solver, asked):
        finish(solver, asked)
        return cp_model.FEASIBLE

    monkeypatch.setattr(cp_model.CpSolver, "solve", stopped)
    monkeypatch.setattr(cp_model.CpSolver, "best_objective_bound", property(lambda _: 12.0))
    programme = Programme()
    programme.variable("x", 0, 9)
    found = CpSat(programme).solve({"x": 1}, maximise=True)
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
