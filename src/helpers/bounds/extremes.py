"""The least and the largest of what a query asks for, each end proved and reached by a world.

A share or mean of a group of unknown size is a ratio p/q of whole numbers; its bounds are found by
asking for the extremes of p - r q at rising (falling) r, which ends after finitely many steps at
the exact fraction (Dinkelbach 1967, doi:10.1287/mnsc.13.7.492).

Some numbers have no end: nothing printed limits them. The solver's variables do have one, so a
world near it proves nothing. Then a direction is asked for, whole numbers d >= 0 that can be added
to a world as often as one likes:

    a'd >= 0 for every row with a least value that holds, a'd <= 0 for one with a largest

with the same 0/1 variables. If the sum asked for grows along one there is no upper bound, and a
share comes as near as one likes to that of the direction, p(d) / q(d), and never reaches it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from helpers.bounds.corrections import dropped_in, least_dropped
from helpers.bounds.cpsat import SECONDS, CpSat, Solution
from helpers.bounds.programme import SIZE, Programme, Terms, combine
from helpers.bounds.worlds import CELL, World, pairs_of
from helpers.errors import BookError

# Each step at least doubles the digits that are right; far more than any ratio here needs.
MOST_STEPS = 50

# Variables that serve the programme and count no respondents.
_SERVING = (
    *("keep:", "at_most:", "at_least:", "asked:", "unasked:", "score:", "scored:"),
    CELL,
)

# The variable of a direction, and the most by which it can change another.
RAY = "ray:"
LONGEST_RAY = 10**6


class UndecidedError(BookError):
    """The time was up before the smallest number of printed numbers to give up was proved."""


@dataclass(frozen=True)
class Bounds:
    """The least and the largest value of a number.

    low, high    exact; None when no world has the number (an empty group, or no world at all), and
                 at an end of `unreached` where there is no limit
    unreached    "low", "high": ends that no world reaches, since nothing limits how many there are;
                 None stands there for no limit, a share for the value it comes near to
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
    unreached: tuple[str, ...] = ()

    @property
    def is_forced(self) -> bool:
        """Whether the printed numbers leave only one value."""
        is_one = self.low is not None and self.low == self.high
        return self.status == "proved" and is_one and not self.unreached


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
    found = _bounds_of(programme, low, high, block, lambda s: Fraction(_value(terms, s.values)))
    for solution, end in ((low, "low"), (high, "high")):
        if not _is_far(programme, solution):
            continue
        directions = CpSat(_directions(programme, terms, growing=end == "high"))
        direction = directions.solve(seconds=seconds)
        found = _open_end(found, end, direction, None)
    return found


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

    found = _bounds_of(some, low, high, block, value)
    for solution, end in ((low, "low"), (high, "high")):
        if not _is_far(some, solution):
            continue
        directions = CpSat(_directions(some, whole, growing=True))
        rays = [{RAY + name: weight for name, weight in terms.items()} for terms in (part, whole)]
        direction = _dinkelbach(directions, *rays, end == "high", seconds)
        if direction.status == "infeasible":
            continue
        near = None
        if direction.values:
            parts = [_value(ray, direction.values) for ray in rays]
            near = Fraction(parts[0], factor * parts[1])
        reached = getattr(found, end)
        if near is None or (near < reached if end == "low" else near > reached):
            found = _open_end(found, end, direction, near)
    return found


def world_of(block: str, programme: Programme, values: Mapping[str, int]) -> World:
    """The world that a solution describes."""
    cells = {
        pairs_of(name): number
        for name, number in values.items()
        if name.startswith(CELL) and number
    }
    counts = {
        name: number
        for name, number in values.items()
        if not name.startswith(_SERVING) and name != SIZE
    }
    population = "" if programme.population == SIZE else programme.population
    return World(block, values[SIZE], counts, cells, dropped_in(programme, values), population)


def _is_far(programme: Programme, solution: Solution) -> bool:
    """Whether a world is near the ends that only the solver's variables have."""
    ends = programme.variables
    return any(
        not programme.is_switch(name) and 2 * value > ends[name][1]
        for name, value in solution.values.items()
    )


def _directions(programme: Programme, terms: Terms, *, growing: bool) -> Programme:
    """The programme with a direction beside each world, along which a sum grows, or falls."""
    both = programme.copy()
    free = [name for name in programme.variables if not programme.is_switch(name)]
    for name in free:
        both.variable(RAY + name, 0, LONGEST_RAY)
    for row in programme.rows:
        ray = {RAY + name: weight for name, weight in row.terms if not programme.is_switch(name)}
        low, high = (None if end is None else 0 for end in (row.low, row.high))
        if ray:
            both.require(ray, low, high, rule="direction", claim=row.claim, when=row.when)
    along = {RAY + name: weight for name, weight in terms.items()}
    ends = (1, None) if growing else (None, -1)
    both.require(along, *ends, rule="direction of the sum")
    return both


def _open_end(found: Bounds, end: str, direction: Solution, near: Fraction | None) -> Bounds:
    """The bounds without an end, where there is a direction; undecided where that is unknown."""
    if direction.status == "infeasible":
        return found
    if direction.status == "undecided" or (near is not None and not direction.proved):
        return replace(found, status="undecided")
    changed = {end: near, f"{end}_world": None, "unreached": (*found.unreached, end)}
    return replace(found, **changed)


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
