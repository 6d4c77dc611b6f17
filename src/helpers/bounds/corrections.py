"""The smallest sets of printed numbers to give up so that all others can hold together.

A correction set is a set of printed numbers without which the rest of a block is jointly possible;
a smallest one has as few members as any. There may be many, and what all of them share cannot be
kept without giving up more. Smallest is parsimony and not guilt: a set says what would be enough,
not what went wrong. The idea is Reiter's (1987), doi:10.1016/0004-3702(87)90062-2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import BASES, ROUNDINGS, TOTALS, UNITS, Assumptions
from helpers.bounds.blocks import Block, block_of
from helpers.bounds.cpsat import SECONDS, WORKERS, CpSat
from helpers.bounds.model import programme_of
from helpers.bounds.programme import KEEP, Programme

if TYPE_CHECKING:
    from helpers.ledger.claims import Ledger

# Beyond so many sets only their number is of interest.
MOST_SETS = 60


@dataclass(frozen=True)
class Corrections:
    """What a block's printed numbers need under one reading.

    status     feasible: all hold together; infeasible: they do not, and `sets` says what must give;
               undecided: the time was up before that was proved
    n_dropped  size of the smallest sets, 0 where all hold, None if undecided
    sets       the smallest sets, `MOST_SETS` at most, each in the order of the report
    complete   whether `sets` are proved to be all of them
    shared     the printed numbers that are in every smallest set, those not listed included
    """

    block: str
    assumptions: Assumptions
    n_claims: int
    status: str
    n_dropped: int | None
    sets: tuple[tuple[str, ...], ...]
    complete: bool
    shared: tuple[str, ...]
    seconds: float


def smallest_corrections(
    block: Block,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 (frozen)
    *,
    seconds: float = SECONDS,
) -> Corrections:
    """Which smallest sets of printed numbers must give, under one reading?

    First the least number of claims to give up, then every set of that size: each one found is
    forbidden and the next one asked for, until there is none. `seconds` limits each question.
    Raises as `programme_of`.
    """
    programme = programme_of(block, assumptions)
    n_claims = len(programme.claims)
    least, spent = least_dropped(programme, seconds=seconds)
    if least is None:
        return Corrections(
            block.name, assumptions, n_claims, "undecided", None, (), False, (), spent
        )
    if least == 0:
        return Corrections(block.name, assumptions, n_claims, "feasible", 0, ((),), True, (), spent)
    limited = programme.copy()
    limited.limit_dropped(least)
    found, complete, more = _all_sets(limited, seconds)
    sets = _ordered(found, block.ledger)
    shared, last = _shared(limited, sets, complete, seconds)
    result = (block.name, assumptions, n_claims, "infeasible", least, sets, complete, shared)
    return Corrections(*result, spent + more + last)


def corrections_by_reading(
    ledger: Ledger, name: str, *, seconds: float = SECONDS
) -> tuple[Corrections, ...]:
    """The smallest sets of a block under every reading: units, totals, rounding, bases.

    Readings that amount to one programme are solved once.
    """
    block = block_of(ledger, name)
    readings = [
        Assumptions(rounding, bases, units=units, totals=totals)
        for units, totals, rounding, bases in product(UNITS, TOTALS, ROUNDINGS, BASES)
    ]
    programmes = [programme_of(block, each) for each in readings]
    firsts = [programmes.index(each) for each in programmes]
    asked = sorted(set(firsts))
    with ThreadPoolExecutor(WORKERS) as pool:
        solve = partial(smallest_corrections, block, seconds=seconds)
        found = dict(zip(asked, pool.map(solve, (readings[n] for n in asked)), strict=True))
    pairs = zip(firsts, readings, strict=True)
    return tuple(replace(found[first], assumptions=reading) for first, reading in pairs)


def least_dropped(programme: Programme, *, seconds: float = SECONDS) -> tuple[int | None, float]:
    """At least how many printed numbers must be given up? None if not proved in time; and seconds.

    Without any printed number the rows that are left are always possible.
    """
    if not programme.claims:
        return 0, 0.0
    kept = {KEEP + claim: 1 for claim in programme.claims}
    found = CpSat(programme).solve(kept, maximise=True, seconds=seconds)
    if not found.proved or found.objective is None:
        return None, found.seconds
    return len(kept) - found.objective, found.seconds


def dropped_in(programme: Programme, values: Mapping[str, int]) -> tuple[str, ...]:
    """The printed numbers that a solution gives up."""
    return tuple(claim for claim in programme.claims if not values[KEEP + claim])


def _all_sets(limited: Programme, seconds: float) -> tuple[list[tuple[str, ...]], bool, float]:
    solver, sets, spent = CpSat(limited), [], 0.0
    while len(sets) < MOST_SETS:
        found = solver.solve(seconds=seconds)
        spent += found.seconds
        if found.status != "feasible":
            return sets, found.status == "infeasible", spent
        sets.append(dropped_in(limited, found.values))
        solver.forbid(sets[-1])
    return sets, False, spent


def _ordered(sets: Iterable[Iterable[str]], ledger: Ledger) -> tuple[tuple[str, ...], ...]:
    """Sets and their members in the order of the report."""
    places = {claim: place for place, claim in enumerate(ledger)}
    members = [tuple(sorted(each, key=places.__getitem__)) for each in sets]
    return tuple(sorted(members, key=lambda each: [places[claim] for claim in each]))


def _shared(
    limited: Programme, sets: tuple[tuple[str, ...], ...], complete: bool, seconds: float
) -> tuple[tuple[str, ...], float]:
    """Of sets that are not all listed, a number is shared when holding it leaves no set."""
    listed = [claim for claim in sets[0] if all(claim in each for each in sets)] if sets else []
    if complete:
        return tuple(listed), 0.0
    proved, spent = [], 0.0
    for claim in listed:
        held = limited.copy()
        held.only([claim])
        found = CpSat(held).solve(seconds=seconds)
        spent += found.seconds
        if found.status == "infeasible":
            proved.append(claim)
    return tuple(proved), spent
