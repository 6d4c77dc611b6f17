"""Words that rank, as rows: at most r - 1 answers larger, at most m - r smaller, of m answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.feasibility.programme import Programme

if TYPE_CHECKING:
    from helpers.claims import Claim


def write_rank(
    programme: Programme, claim: Claim, own: str, others: Sequence[str], *, most: int
) -> None:
    """Add the rank of one number among others, carried by the claim.

    For every other number two 0/1 variables say whether it is above or below: it is no larger than
    `own` unless the first is 1, no smaller unless the second is. `most` is the largest value a
    number can have. Equal numbers need neither, so that each of them has each of their ranks.
    """
    rank, larger, smaller = int(claim.value), {}, {}
    named = {"rule": "rank", "claim": claim.claim_id}
    for other in others:
        above = programme.variable(f"above:{claim.claim_id}:{other}", 0, 1)
        below = programme.variable(f"below:{claim.claim_id}:{other}", 0, 1)
        larger[above] = smaller[below] = 1
        programme.require({other: 1, own: -1, above: -most}, None, 0, **named)
        programme.require({own: 1, other: -1, below: -most}, None, 0, **named)
    programme.require(larger, None, rank - 1, **named)
    programme.require(smaller, None, len(others) + 1 - rank, **named)
