"""Programmes: rows of whole numbers, some of which a printed number carries."""

import pytest

from helpers.bounds.cpsat import CpSat
from helpers.bounds.programme import KEEP, Programme, combine, extent, write_among, write_rank
from helpers.errors import ArgumentError
from helpers.ledger.reported import rounding_range
from tests.audit.small_ledgers import ledger_of, row


def test_a_row_of_an_unknown_variable_is_refused():
    """A typing error in the model must not become a condition on nothing."""
    with pytest.raises(ArgumentError, match="row 'made up': no variable 'x'; add it first"):
        Programme().require({"x": 1}, 0, 1, rule="made up")


def test_combining_terms_drops_what_cancels():
    """A variable with weight zero is no part of a row."""
    assert combine(({"a": 2, "b": 1}, 1), ({"a": -1}, 2)) == {"b": 1}


def test_a_variable_keeps_its_first_bounds():
    """Asked for again it is the same one."""
    programme = Programme()
    assert programme.variable("x", 0, 5) == programme.variable("x", 2, 3) == "x"
    assert programme.variables == {"x": (0, 5)}


def test_a_copy_is_changed_by_itself():
    """Rows, variables and claims."""
    one = Programme()
    one.variable("x", 0, 5)
    other = one.copy()
    other.require({"x": 1}, 1, 1, rule="made up", claim="c")
    assert (one.rows, list(one.variables), one.claims) == ([], ["x"], {})


def test_a_row_lies_within_its_variables():
    """2 x - 3 y with x to 5 and y to 4: from -12 to 10."""
    programme = Programme()
    for name, most in (("x", 5), ("y", 4)):
        programme.variable(name, 0, most)
    assert extent(programme, (("x", 2), ("y", -3))) == (-12, 10)


@pytest.mark.parametrize(
    ("printed", "rule", "fits"), [("0.65", "half_up", (13, 13)), ("0.6", "truncated", (12, 13))]
)
def test_a_ratio_is_its_range_in_whole_numbers(printed, rule, fits):
    """Of 20, 13 are 0.65; 12 and 13 begin with 0.6, and 14 are 0.7, an end left out."""
    programme = Programme()
    part, whole = programme.variable("part", 0, 20), programme.variable("whole", 20, 20)
    programme.require_ratio({part: 1}, {whole: 1}, rounding_range(printed, rule), rule="made up")
    solver = CpSat(programme)
    assert tuple(solver.solve({part: 1}, maximise=up).objective for up in (False, True)) == fits


def test_numbers_given_up_are_limited():
    """Two that exclude each other cannot both be held, and one is enough to give up."""
    programme = Programme()
    programme.variable("x", 0, 9)
    for value in (3, 4):
        programme.require({"x": 1}, value, value, rule="printed", claim=f"is_{value}")
    one, none = programme.copy(), programme.copy()
    one.limit_dropped(1)
    none.limit_dropped(0)
    assert CpSat(one).solve().status == "feasible"
    assert CpSat(none).solve().status == "infeasible"
    one.only(["is_4"])
    assert CpSat(one).solve().values[KEEP + "is_3"] == 0


@pytest.mark.parametrize(("rank", "least", "most"), [("1", 7, 9), ("2", 5, 7), ("3", 0, 5)])
def test_a_rank_bounds_a_number_by_the_others(rank, least, most):
    """Beside 5 and 7; an equal number has the ranks of both."""
    words = row("words", rank, kind="rank", unit="rank")
    programme = Programme()
    for name, low, high in (("own", 0, 9), ("five", 5, 5), ("seven", 7, 7)):
        programme.variable(name, low, high)
    write_rank(programme, ledger_of(words)["words"], "own", ["five", "seven"])
    programme.only(["words"])
    solver = CpSat(programme)
    ends = [solver.solve({"own": 1}, maximise=up).objective for up in (False, True)]
    assert ends == [least, most]


@pytest.mark.parametrize(("n_above", "least"), [(0, 7), (1, 5), (2, 0)])
def test_so_many_of_those_not_named_may_be_larger(n_above, least):
    """Beside 5 and 7; nothing is said of those that are smaller."""
    words = row("words", "1", kind="rank", unit="among the first N")
    programme = Programme()
    for name, low, high in (("own", 0, 9), ("five", 5, 5), ("seven", 7, 7)):
        programme.variable(name, low, high)
    claim = ledger_of(words)["words"]
    write_among(programme, claim, "own", ["five", "seven"], n_above=n_above)
    programme.only(["words"])
    solver = CpSat(programme)
    ends = [solver.solve({"own": 1}, maximise=up).objective for up in (False, True)]
    assert ends == [least, 9]
