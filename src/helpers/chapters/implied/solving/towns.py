"""How many forms can each town have had, under which scoring, and which town was not asked?

A scoring is points per answer with a rule for missing answers. The report prints neither, nor how
many forms a town filled in, nor which of the seven towns was not asked about monitoring. A scoring
agrees with the printed means when they cost nothing: no more printed numbers must be given up with
the means than without them. Under every scoring that agrees, the numbers of forms have sharp
bounds, and each town can or cannot be the one that was not asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import WEAKEST, Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.corrections import least_dropped
from helpers.bounds.cpsat import CpSat, Solution
from helpers.bounds.extremes import optimal, world_of
from helpers.bounds.model import programme_of
from helpers.bounds.towns import asked_name, size_terms, towns_of
from helpers.bounds.verification import require_verified
from helpers.bounds.worlds import SIZE
from helpers.scale.schemes import DISTINCT_SCHEMES, MISSING_RULES, Scheme

if TYPE_CHECKING:
    from helpers.ledger.claims import Ledger

FORM = "form_a"
# The weakest reading but for units: without one form per participant no town's forms have an end.
READING = replace(WEAKEST, units="same")


@dataclass(frozen=True)
class TownScoring:
    """What one scoring says about the towns.

    status      feasible: agrees with the printed means; infeasible: more printed numbers must be
                given up than without the means; undecided: not settled in time
    n_more      how many more, None if undecided
    sizes       town -> least and largest number of forms; empty unless feasible
    total       least and largest number of forms in all
    unasked     town -> can it be the one that was not asked about monitoring? Status words.
    proved      whether every number above is final
    """

    scheme: Scheme
    status: str
    n_more: int | None
    sizes: dict[str, tuple[int, int]]
    total: tuple[int, int] | None
    unasked: dict[str, str]
    proved: bool
    n_questions: int


def scorings() -> tuple[Scheme, ...]:
    """Every scoring there is to try: points x missing rule; 2/1/0 stretched is 3/1.5/0, once."""
    schemes = DISTINCT_SCHEMES.values()
    return tuple(replace(scheme, missing=rule) for rule in MISSING_RULES for scheme in schemes)


def solve_towns(
    ledger: Ledger, schemes: Iterable[Scheme] | None = None, *, reading: Assumptions = READING
) -> tuple[TownScoring, ...]:
    """What does every scoring say about the towns' forms, or every one of `schemes`?"""
    block = block_of(ledger, FORM)
    without, _ = least_dropped(programme_of(block, replace(reading, scheme=None)))
    return tuple(_solve(ledger, scheme, without, reading) for scheme in schemes or scorings())


def _solve(
    ledger: Ledger, scheme: Scheme, without: int | None, reading: Assumptions
) -> TownScoring:
    block = block_of(ledger, FORM)
    programme = programme_of(block, replace(reading, scheme=scheme))
    limited = programme.copy()
    if without is not None:
        limited.limit_dropped(without)
        first = CpSat(limited).solve()
    if without is None or first.status == "undecided":
        return TownScoring(scheme, "undecided", None, {}, None, {}, False, 1)
    if first.status == "infeasible":
        more = optimal(programme)[1] - without
        return TownScoring(scheme, "infeasible", more, {}, None, {}, True, 2)
    solver, towns = CpSat(limited), towns_of(block)
    sums = [size_terms(town) for town in towns] + [{SIZE: 1}]
    ends = solver.solve_all([(terms, largest) for terms in sums for largest in (False, True)])
    ranges = [_ends(*pair) for pair in zip(ends[::2], ends[1::2], strict=True)]
    # A 0/1 variable can be 0 if its least value is.
    asked = solver.solve_all([({asked_name(town): 1}, False) for town in towns])
    unasked = {town: _can_be_zero(found) for town, found in zip(towns, asked, strict=True)}
    assumptions = replace(reading, scheme=scheme)
    for each in (first, *ends, *asked):
        require_verified(world_of(FORM, limited, each.values), ledger, assumptions)
    proved = all(each.proved for each in (*ends, *asked))
    sizes = dict(zip(towns, ranges, strict=False))
    n_questions = 1 + len(ends) + len(asked)
    return TownScoring(scheme, "feasible", 0, sizes, ranges[-1], unasked, proved, n_questions)


def _ends(low: Solution, high: Solution) -> tuple[int, int]:
    """What is proved: the solver's bounds, which are the values found where these are final."""
    return low.bound or 0, high.bound or 0


def _can_be_zero(found: Solution) -> str:
    if found.objective == 0:
        return "feasible"
    return "infeasible" if found.proved else "undecided"


def agreeing(found: tuple[TownScoring, ...]) -> tuple[TownScoring, ...]:
    """The scorings that agree with the printed means."""
    return tuple(each for each in found if each.status == "feasible")


def union_of_sizes(found: tuple[TownScoring, ...]) -> dict[str, tuple[int, int]]:
    """The least and the largest number of forms of each town under any scoring that agrees."""
    sizes: dict[str, list[tuple[int, int]]] = {}
    for each in agreeing(found):
        for town, ends in each.sizes.items():
            sizes.setdefault(town, []).append(ends)
    return {
        town: (min(low for low, _ in ends), max(high for _, high in ends))
        for town, ends in sizes.items()
    }
