"""Tests before they leave: refusals, families, and the digits that the rules allow.

Every test goes through `disclosure.check_result`: with groups below the rules' minimum it does not
leave, and where its table has a cell that the gate would withhold, only the class of p does, since
a statistic could be solved for the cell. So it is with an empty cell: in it a whole group may be of
one mind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from helpers.disclosure.released import Cell, Table
from helpers.disclosure.results import check_result
from helpers.disclosure.rules import PROTECTED

if TYPE_CHECKING:
    import pandas as pd

    from helpers.disclosure.rules import Rules

    Rows = Mapping[str, pd.DataFrame]

_WITHHELD = Table("withheld", (), (Cell((), None, PROTECTED),))


class RefusedError(Exception):
    """A result is not computed: a key of `results.REASONS`, and what its braces hold."""

    def __init__(self, reason: str, **details: int) -> None:
        super().__init__(reason)
        self.reason, self.details = reason, details


@dataclass(frozen=True)
class Tested:
    """One test: what it found, of how many, and of which groups.

    name       unique in its family
    p          None for what is no test
    sizes      of what is compared
    cells      counts of the table that it was computed from, where there is one
    values     what it found, by name
    """

    name: str
    p: float | None
    n: int
    sizes: Sequence[int] = ()
    cells: Iterable[int] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


def finished(family: Sequence[Tested], rules: Rules) -> list[dict[str, Any]]:
    """The tests of a family as they leave, with Holm's correction; those that may."""
    from helpers.statistics.families import holm

    adjusted = holm({each.name: each.p for each in family if each.p is not None})
    found = []
    for each in family:
        own = {"test": each.name, "n": each.n, "groups": list(each.sizes), **each.values}
        if each.p is not None:
            own |= {"p": each.p, "p_holm": adjusted[each.name]}
        hides = any(cell < rules.minimum for cell in each.cells)
        left = check_result(each.name, own, rules, tables=[_WITHHELD] if hides else ())
        if "refused" not in left:
            found.append(left)
    return found
