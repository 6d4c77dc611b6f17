"""Answers to a programme by CP-SAT, proved or not at all.

An answer is one of three: feasible, infeasible, or undecided when the time was up; a time limit is
never taken for "infeasible". Seed and number of workers are fixed, so that results repeat: one
worker for each question, and several questions at once. Linear relaxations are used to the full,
because rows that hold means together are hardly propagated otherwise.

Perron & Didier (2025), CP-SAT, https://developers.google.com/optimization
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.bounds.programme import KEEP, Programme, Terms

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver

SECONDS = 30.0
SEED = 1
WORKERS = 2  # questions answered at the same time
LINEARIZATION = 2
UNPREPARED = 0.2  # of the time: longer than any question of the book takes


@dataclass(frozen=True)
class Solution:
    """What a solver found.

    status      feasible, infeasible or undecided
    values      variable -> number; empty unless a world was found
    objective   the best value found, None without one
    bound       no world has a better value than this; equal to `objective` when that is proved
    seconds     of the solver's time
    """

    status: str
    values: Mapping[str, int]
    objective: int | None
    bound: int | None
    seconds: float

    @property
    def proved(self) -> bool:
        """Whether the answer is final: no world at all, or the best value of an objective."""
        return self.status == "infeasible" or (
            self.status == "feasible" and self.objective == self.bound
        )


def _run(model: CpModel, seconds: float, share: float) -> tuple[CpSolver, int, float]:
    """The solver after its answer, the answer's code, and seconds: asked as it is, then prepared.

    Simplifying a programme takes longer than most answers; where there is none in that share of the
    time, it helps.
    """
    from ortools.sat.python import cp_model

    spent = 0.0
    for is_prepared in (False, True) if share else (True,):
        solver = cp_model.CpSolver()
        left = seconds - spent if is_prepared else seconds * share
        solver.parameters.max_time_in_seconds = left
        solver.parameters.random_seed = SEED
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = LINEARIZATION
        solver.parameters.cp_model_presolve = is_prepared
        if not is_prepared:
            solver.parameters.cp_model_probing_level = 0
        code = solver.solve(model)
        spent += solver.wall_time
        if code in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
            break
    return solver, code, spent


class CpSat:
    """A programme given to CP-SAT once, and asked as often as one likes.

    It is asked as it is for a share of the time first, then simplified. Both prove the same ends,
    by worlds that can differ: who shows worlds, or goes on from them, asks for 0, so that they stay
    what they were in earlier releases.
    """

    def __init__(self, programme: Programme, *, as_it_is: float = UNPREPARED) -> None:
        from ortools.sat.python import cp_model

        self.programme = programme
        self._share = as_it_is
        self._model = cp_model.CpModel()
        self._variables = {
            name: self._model.new_int_var(low, high, "")
            for name, (low, high) in programme.variables.items()
        }
        for row in programme.rows:
            self._add(row.terms, row.low, row.high, row.switches)

    def solve(
        self, objective: Terms | None = None, *, maximise: bool = False, seconds: float = SECONDS
    ) -> Solution:
        """Is there a world, and which has the least (or the largest) objective?

        `objective` maps variables to whole weights, nothing for a sum that is always 0; without one
        the first world found is returned.
        """
        from ortools.sat.python import cp_model

        model = self._model
        if objective:
            model = model.clone()
            total = self._sum(tuple(objective.items()))
            (model.maximize if maximise else model.minimize)(total)
        solver, code, spent = _run(model, seconds, self._share)
        if code == cp_model.INFEASIBLE:
            return Solution("infeasible", {}, None, None, spent)
        if code not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Solution("undecided", {}, None, None, spent)
        values = {name: solver.value(variable) for name, variable in self._variables.items()}
        if not objective:
            value = None if objective is None else 0
            return Solution("feasible", values, value, value, spent)
        best = sum(weight * values[name] for name, weight in objective.items())
        bound = best if code == cp_model.OPTIMAL else round(solver.best_objective_bound)
        return Solution("feasible", values, best, bound, spent)

    def solve_all(
        self, asked: Sequence[tuple[Terms, bool]], *, seconds: float = SECONDS
    ) -> tuple[Solution, ...]:
        """Answer several questions (objective, maximise), `WORKERS` at a time, in their order."""
        with ThreadPoolExecutor(WORKERS) as pool:
            return tuple(
                pool.map(lambda one: self.solve(one[0], maximise=one[1], seconds=seconds), asked)
            )

    def forbid(self, claims: tuple[str, ...]) -> None:
        """From now on, at least one of these printed numbers must be held."""
        self._add(tuple((KEEP + claim, 1) for claim in claims), 1, None)

    def _add(
        self,
        terms: tuple[tuple[str, int], ...],
        low: int | None,
        high: int | None,
        switches: tuple[str, ...] = (),
    ) -> None:
        total = self._sum(terms)
        added = []
        if low is not None and low == high:
            added.append(self._model.add(total == low))
        else:
            if low is not None:
                added.append(self._model.add(total >= low))
            if high is not None:
                added.append(self._model.add(total <= high))
        for constraint in added if switches else ():
            constraint.only_enforce_if(*(self._variables[name] for name in switches))

    def _sum(self, terms: tuple[tuple[str, int], ...]) -> object:
        from ortools.sat.python import cp_model

        names, weights = [name for name, _ in terms], [weight for _, weight in terms]
        return cp_model.LinearExpr.weighted_sum([self._variables[n] for n in names], weights)
