"""Worlds from which rows are made: the engine's first, and those at the extremes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.cpsat import CpSat
from helpers.bounds.extremes import optimal, world_of
from helpers.bounds.model import programme_of
from helpers.bounds.towns import size_terms, towns_of
from helpers.bounds.verification import require_verified
from helpers.microdata.tabulating import READING

if TYPE_CHECKING:
    from helpers.bounds.worlds import World
    from helpers.ledger.claims import Ledger

READINGS = {
    "survey": Assumptions("either"),
    "form_a": READING,
    "form_b": Assumptions("either"),
}


def first_world(ledger: Ledger, block: str) -> World:
    """A world of the block that gives up as few printed numbers as possible, always the same."""
    return _worlds(LedgerKey(ledger), block, False)[0]


def anchors(ledger: Ledger, block: str) -> tuple[World, ...]:
    """Worlds at the extremes: for form A each town as small and as large as it can be."""
    return _worlds(LedgerKey(ledger), block, True)


class LedgerKey:
    """A ledger as a key: the same object is the same key."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def __hash__(self) -> int:
        return id(self.ledger.claims)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LedgerKey) and self.ledger.claims is other.ledger.claims


@lru_cache(maxsize=16)
def _worlds(key: LedgerKey, name: str, extreme: bool) -> tuple[World, ...]:
    block = block_of(key.ledger, name)
    reading = READINGS[name]
    programme, _ = optimal(programme_of(block, reading))
    solver = CpSat(programme, as_it_is=0)
    if extreme and name == "form_a":
        sums = [size_terms(town) for town in towns_of(block)]
        solutions = solver.solve_all([(terms, up) for terms in sums for up in (False, True)])
    else:
        solutions = (solver.solve(),)
    worlds = [world_of(name, programme, each.values) for each in solutions]
    return tuple(require_verified(world, key.ledger, reading) for world in worlds)
