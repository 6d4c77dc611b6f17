"""The rehearsal: the ledger as made-up questionnaires of all blocks would have led to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.microdata.tabulating import tabulate
from helpers.synthetic.rows import BLOCKS, make_rows

if TYPE_CHECKING:
    from helpers.ledger.claims import Ledger


def rehearsal_ledger(ledger: Ledger, *, seed: int = 0) -> Ledger:
    """The ledger that synthetic questionnaires of all blocks would have led to."""
    for block in BLOCKS:
        ledger = tabulate(make_rows(ledger, block, seed=seed), ledger)
    return ledger
