"""Staff of made-up organisations: sizes within their printed classes, people as many as printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from helpers.bounds.blocks import block_of
from helpers.bounds.cpsat import CpSat
from helpers.bounds.extremes import optimal
from helpers.bounds.staff import QUESTION, UNPLACED, SizeClass, size_classes, staff_programme
from helpers.microdata.tabulating import UNPRINTED
from helpers.synthetic.worlds import LedgerKey

if TYPE_CHECKING:
    import numpy as np

    from helpers.bounds.worlds import World
    from helpers.ledger.claims import Ledger


def staff_of(
    ledger: Ledger, world: World, generator: np.random.Generator
) -> Iterator[tuple[str, object]]:
    """The size class of every organisation, and its staff, women, people of unknown gender, youth.

    Every class has as many staff as one solution of the printed totals gives it; within a class
    they are dealt one by one up to the class's limit.
    """
    import numpy as np
    import pandas as pd

    block = block_of(ledger, "survey")
    if (QUESTION, "") not in block.questions:
        return  # nobody was asked how many they are
    classes = size_classes(block)
    names = block.questions[QUESTION, ""].answers
    numbers = {each.category: world.counts[names[each.category]] for each in classes}
    numbers[UNPLACED] = world.size - sum(numbers.values())
    over = next(each for each in classes if each.high is None)
    solution = _solution(LedgerKey(ledger))
    sizes, staff, people = [], [], {"women": [], "unknown": [], "youth": []}
    for each in (*classes, SizeClass(UNPLACED, 0, over.low - 1)):
        number = numbers[each.category]
        own = deal(solution[f"staff:{each.category}"], [each.low] * number, each.high)
        sizes += [each.category] * number
        staff += own
        women = fill(solution[f"women:{each.category}"], own)
        rest = [size - part for size, part in zip(own, women, strict=True)]
        people["women"] += women
        people["unknown"] += fill(solution[f"unknown:{each.category}"], rest)
        people["youth"] += fill(solution[f"youth:{each.category}"], own)
    order = generator.permutation(world.size)
    classes_named = np.array(sizes, dtype=object)[order]
    classes_named[classes_named == UNPLACED] = UNPRINTED
    yield QUESTION, pd.Categorical(classes_named)
    yield "staff", np.array(staff)[order]
    for kind, values in people.items():
        yield f"staff_{kind}", np.array(values)[order]


def deal(total: int, least: list[int], most: int | None) -> list[int]:
    """Whole numbers from `least` up to `most` that add up to `total`, the first ones largest.

    >>> deal(9, [2, 2, 2], 5)
    [5, 2, 2]
    """
    dealt, left = list(least), total - sum(least)
    for place in range(len(dealt)):
        room = left if most is None else most - dealt[place]
        dealt[place] += min(room, left)
        left -= min(room, left)
    return dealt


def fill(total: int, limits: list[int]) -> list[int]:
    """Whole numbers up to their limits that add up to `total`, the first ones first.

    >>> fill(4, [3, 1, 2])
    [3, 1, 0]
    """
    dealt, left = [], total
    for limit in limits:
        dealt.append(min(limit, left))
        left -= dealt[-1]
    return dealt


@lru_cache(maxsize=4)
def _solution(key: LedgerKey) -> dict[str, int]:
    block = block_of(key.ledger, "survey")
    programme, _ = optimal(staff_programme(block, size_classes(block)))
    return dict(CpSat(programme, as_it_is=0).solve().values)
