"""The same programme answered by HiGHS: an independent second opinion.

Rows that a printed number carries, or that depend on other 0/1 variables, are switched off with a
large constant, the furthest that the variables' own bounds let the row go:

    a'x >= low - M (k - sum of the k switches),   M = low - the least a'x can be

HiGHS computes in floating point, so its word alone proves nothing here; a difference to CP-SAT
would show that one of the two, or the programme, is wrong. Huangfu & Hall (2018),
doi:10.1007/s12532-017-0130-5.
"""

from __future__ import annotations

from time import monotonic

from helpers.bounds.cpsat import SECONDS, Solution
from helpers.bounds.programme import Programme, Row, Terms, extent

# Status words of `scipy.optimize.milp`.
_OPTIMAL, _LIMIT, _INFEASIBLE = 0, 1, 2
# Beyond this a large constant times the solver's tolerance can no longer be told from a unit.
MOST_SWITCHED = 10**7


def can_answer(programme: Programme) -> bool:
    """Whether every switched row is small enough for floating point to tell its units apart."""
    return all(
        max(map(abs, extent(programme, row.terms))) < MOST_SWITCHED
        for row in programme.rows
        if row.switches
    )


def solve(
    programme: Programme,
    objective: Terms | None = None,
    *,
    maximise: bool = False,
    seconds: float = SECONDS,
) -> Solution:
    """Is there a world, and which has the least (or the largest) objective? As `CpSat.solve`."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    start = monotonic()
    places = {name: place for place, name in enumerate(programme.variables)}
    weights = np.zeros(len(places))
    for name, weight in (objective or {}).items():
        weights[places[name]] = -weight if maximise else weight
    matrix, low, high = _rows(programme, places)
    ends = np.array(list(programme.variables.values()), dtype=float)
    found = milp(
        weights,
        constraints=LinearConstraint(matrix, low, high),
        integrality=np.ones(len(places)),
        bounds=Bounds(ends[:, 0], ends[:, 1]),
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    spent = monotonic() - start
    if found.status == _INFEASIBLE:
        return Solution("infeasible", {}, None, None, spent)
    if found.x is None or found.status not in (_OPTIMAL, _LIMIT):
        return Solution("undecided", {}, None, None, spent)
    values = {name: round(found.x[place]) for name, place in places.items()}
    if not objective:
        value = None if objective is None else 0
        return Solution("feasible", values, value, value, spent)
    best = sum(weight * values[name] for name, weight in objective.items())
    sign = -1 if maximise else 1
    bound = best if found.status == _OPTIMAL else round(sign * found.mip_dual_bound)
    return Solution("feasible", values, best, bound, spent)


def _rows(programme: Programme, places: dict[str, int]) -> tuple:
    """The rows as a sparse matrix with their limits."""
    import numpy as np
    from scipy.sparse import csr_array

    rows, columns, weights, low, high = [], [], [], [], []
    for row in programme.rows:
        for terms, least, most in _switched(programme, row):
            rows += [len(low)] * len(terms)
            columns += [places[name] for name, _ in terms]
            weights += [float(weight) for _, weight in terms]
            low.append(-np.inf if least is None else least)
            high.append(np.inf if most is None else most)
    shape = (len(low), len(places))
    return csr_array((weights, (rows, columns)), shape=shape), low, high


def _switched(programme: Programme, row: Row) -> list[tuple[tuple, int | None, int | None]]:
    """A hard row as it is; another as up to two that its 0/1 variables can lift."""
    switches = row.switches
    if not switches:
        return [(row.terms, row.low, row.high)]
    least, most = extent(programme, row.terms)
    switched = []
    if row.low is not None and row.low > least:
        room = row.low - least
        lifts = tuple((name, -room) for name in switches)
        limit = row.low - room * len(switches)
        switched.append(((*row.terms, *lifts), limit, None))
    if row.high is not None and row.high < most:
        room = most - row.high
        lifts = tuple((name, room) for name in switches)
        switched.append(((*row.terms, *lifts), None, row.high + room * len(switches)))
    return switched
