"""HiGHS, the second opinion: the same programmes by hand."""

from helpers.bounds import highs
from helpers.bounds.programme import Programme


def capped(most):
    """x from 0 to `most`; a printed number says that it is 3 at most."""
    programme = Programme()
    x = programme.variable("x", 0, most)
    programme.require({x: 1}, None, 3, rule="made up", claim="three")
    return programme


def test_a_carried_row_is_switched_by_its_variable():
    """Given up it lets x go to its own bound, held it does not."""
    assert highs.solve(capped(9), {"x": 1}, maximise=True).objective == 9
    held = capped(9)
    held.only(["three"])
    found = highs.solve(held, {"x": 1}, maximise=True)
    assert (found.objective, found.proved) == (3, True)


def test_no_world_is_said():
    """A hard row beyond a variable's bounds."""
    programme = capped(9)
    programme.require({"x": 1}, 10, None, rule="made up")
    assert highs.solve(programme).status == "infeasible"


def test_rows_too_large_for_floating_point_are_told():
    """A unit must not vanish beside the constant that switches a row."""
    assert highs.can_answer(capped(9))
    assert not highs.can_answer(capped(10**8))
