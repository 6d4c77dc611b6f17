"""What can the unprinted numbers be, at least and at most?

Printed numbers are conditions on unknown whole numbers: what can hold, what must give, bounds. A
number is asked for in words that a student can read (`queries`):

    bounds("difficulty = finance and need = finance", ledger)
    bounds("share of need = finance given difficulty = finance", ledger)
    bounds("size of talgar", ledger, replace(WEAKEST_STATED, scheme=SCHEMES["3/2/1"]))

The bounds are sharp: both ends are reached by a world that prints what the report prints, and each
is proved to be the last. Where not all printed numbers can hold together, the worlds are those that
give up as few as possible, whichever these are: the bounds are the union over all smallest
correction sets.
"""

from __future__ import annotations

from helpers.bounds.asking import Asked
from helpers.bounds.assumptions import WEAKEST_STATED, Assumptions
from helpers.bounds.cpsat import SECONDS
from helpers.bounds.extremes import Bounds, UndecidedError
from helpers.bounds.queries import QueryError
from helpers.ledger.claims import Ledger

__all__ = ["WEAKEST_STATED", "Assumptions", "Bounds", "QueryError", "UndecidedError", "bounds"]


def bounds(
    text: str,
    ledger: Ledger,
    assumptions: Assumptions = WEAKEST_STATED,
    *,
    seconds: float = SECONDS,
) -> Bounds:
    """What can the answer to a query be, at least and at most?

    Shares and means are fractions (a share of 0.57 is 57 %). Nothing is assumed that excludes more
    than `WEAKEST_STATED` does, unless `assumptions` say so. `seconds` limits each question to the
    solver. Raises `QueryError` for a query that cannot be read or answered, and `UndecidedError`
    when not even the printed numbers to give up could be settled in time.
    """
    return Asked.of(text, ledger, assumptions).bounds(seconds=seconds)
