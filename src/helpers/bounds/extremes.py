"""The least and the largest of what a query asks for, each end proved and reached by a world.

A share or mean of a group of unknown size is a ratio p/q of whole numbers; its bounds are found by
asking for the extremes of p - r q at rising (falling) r, which ends after finitely many steps at
the exact fraction (Dinkelbach 1967, doi:10.1287/mnsc.13.7.492).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from helpers.bounds.corrections import dropped_in, least_dropped
from helpers.bounds.cpsat import SECONDS, CpSat, Solution
from helpers.bounds.programme import Programme, Terms, combine
from helpers.bounds.worlds import CELL, SIZE, World
from helpers.errors import BookError

# Each step at least doubles the digits that are right; far more than any ratio here needs.
MOST_STEPS = 50

# Variables that serve the programme and count no respondents.
_SERVING = ("keep:", "above:", "below:", "asked:", "answered:", "score:", "scored:", CELL)


class UndecidedError(BookError):
    """The time was up before the smallest number of printed numbers to give up was proved."""


@dataclass(frozen=True)
class Bounds:
    """The least and the largest value of a number.

    low, high    exact; None when no world has the number (an empty group, or no world at all)
    status       proved: both ends are final; undecided: the time was up, and the true bounds are
                 at least as wide as these; infeasible: no world at all
    n_dropped    printed numbers that every world gives up
    low_world, high_world    worlds that reach the ends
    seconds      of the solver's time
    """

    low: Fraction | None
    high: Fraction | None
    status: str
    n_dropped: int
    low_world: World | None
    high_world: World | None
    seconds: float

    @property
    def is_forced(self) -> bool:
        """Whether the printed numbers leave only one value."""
        return self.status == "proved" and self.low is not None and self.low == self.high


def optimal(programme: Programme, *, seconds: float = SECONDS) -> tuple[Programme, int]:
    """The programme of all worlds that give up as few printed numbers as possible, and how few.

    Raises `UndecidedError` when the least number was not proved in time.
    """
    least, spent = least_dropped(programme, seconds=seconds)
    if least is None:
        raise UndecidedError(
            f"after {spent:.0f} s it is not settled how many printed numbers must be given up; "
            "give the solver more seconds, or leave the towns' means out"
        )
    limited = programme.copy()
    limited.limit_dropped(least)
    return limited, least


def extremes(programme: Programme, terms: Terms, *, block: str, seconds: float = SECONDS) -> Bounds:
    """The least and the largest of a sum, over the worlds of a programme."""
    solver = CpSat(programme)
    low, high = solver.solve_all(((terms, False), (terms, True)), seconds=seconds)
    return _bounds_of(programme, low, high, block, lambda s: Fraction(_value(terms, s.values)))


def ratio_extremes(
    programme: Programme,
    part: Terms,
    whole: Terms,
    *,
    block: str,
    factor: int = 1,
    seconds: float = SECONDS,
) -> Bounds:
    """The least and the largest of part / (factor * whole), over worlds in which whole > 0."""
    some = programme.copy()
    some.require(whole, 1, None, rule="somebody in the group")
    solver = CpSat(some)
    low, high = (_dinkelbach(solver, part, whole, up, seconds) for up in (False, True))

    def value(solution: Solution) -> Fraction:
        return Fraction(_value(part, solution.values), factor * _value(whole, solution.values))

    return _bounds_of(some, low, high, block, value)


def world_of(block: str, programme: Programme, values: Mapping[str, int]) -> World:
    """The world that a solution describes."""
    cells = {
        tuple(tuple(pair.split("=")) for pair in name.removeprefix(CELL).split("&")): number
        for name, number in values.items()
        if name.startswith(CELL) and number
    }
    counts = {
        name: number
        for name, number in values.items()
        if not name.startswith(_SERVING) and name != SIZE
    }
    return World(block, values[SIZE], counts, cells, dropped_in(programme, values))


def _dinkelbach(
    solver: CpSat, part: Terms, whole: Terms, maximise: bool, seconds: float
) -> Solution:
    found = solver.solve(part, maximise=maximise, seconds=seconds)
    spent = found.seconds
    for _ in range(MOST_STEPS):
        if found.status != "feasible":
            return Solution(found.status, {}, None, None, spent)
        best = found
        ratio = Fraction(_value(part, best.values), _value(whole, best.values))
        slack = combine((part, ratio.denominator), (whole, -ratio.numerator))
        found = solver.solve(slack, maximise=maximise, seconds=seconds)
        spent += found.seconds
        if found.proved and found.objective == 0:
            return Solution("feasible", best.values, 0, 0, spent)
        if not found.proved and (found.objective in (None, 0)):
            return Solution("feasible", best.values, 0, None, spent)
    return Solution("feasible", best.values, 0, None, spent)


def _bounds_of(
    programme: Programme, low: Solution, high: Solution, block: str, value: object
) -> Bounds:
    spent = low.seconds + high.seconds
    n_dropped = 0
    if "infeasible" in (low.status, high.status):
        return Bounds(None, None, "infeasible", n_dropped, None, None, spent)
    worlds = [
        world_of(block, programme, each.values) if each.values else None for each in (low, high)
    ]
    ends = [value(each) if each.values else None for each in (low, high)]
    n_dropped = max((len(world.dropped) for world in worlds if world), default=0)
    status = "proved" if low.proved and high.proved else "undecided"
    return Bounds(*ends, status, n_dropped, *worlds, spent)


def _value(terms: Terms, values: Mapping[str, int]) -> int:
    return sum(weight * values[name] for name, weight in terms.items())
