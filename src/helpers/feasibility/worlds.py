"""A world: one way in which the questionnaires behind the printed numbers can have been filled.

The report's questionnaires are one world, which nobody outside knows. The engine looks for worlds
that print what the report prints; a bound is the least or the most that any of them holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Pairs of a variable and an answer, sorted; ("place", town) where forms are told apart by town.
# A question without an answer has the answer "". A multiple-answer question has one pair for each
# chosen answer.
Cell = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class World:
    """Whole numbers that together satisfy every printed number but those given up.

    block     register, survey, form_a, form_b or discussion
    size      organisations, questionnaires or forms in the block
    counts    quantity -> number; a quantity is named by the claim_id of its first print, or
              "variable:category:place" where the report prints no count of it
    cells     how many gave each combination of answers to the questions modelled jointly
    dropped   claim_ids of the printed numbers that are given up
    """

    block: str
    size: int
    counts: Mapping[str, int]
    cells: Mapping[Cell, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
