"""What must be withheld for what it is itself: small counts, whole groups, dominated totals."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from helpers.disclosure.rules import Rules
from helpers.disclosure.tables import NOT_ANSWERED as NONE
from helpers.disclosure.tables import TOTAL, CountTable, Key, Magnitudes


def primary(table: CountTable, rules: Rules) -> set[Key]:
    """Cells that must be withheld for what they are themselves."""
    values = table.values()
    found = set()
    for cell, value in values.items():
        if 0 < value < rules.minimum and not is_silence(table.key(cell), rules):
            found.add(table.key(cell))
        if not table.additive and cell[-1]:
            left = values[(*cell[:-1], TOTAL)] - value
            if 0 < left < rules.minimum:
                found.add(table.key(cell))
    if rules.whole_group:
        found |= {cell for cell, *_ in whole_groups(table) if not is_silence(cell, rules)}
    return found


def is_silence(key: Key, rules: Rules) -> bool:
    """Whether a cell counts those who left a question out, which is told at any size."""
    return any(category in rules.not_answered for _, category in key[1])


def dominated(table: Magnitudes, rules: Rules) -> dict[Key, int]:
    """Totals that few organisations make up, and how wide their range must be."""
    found, counts = {}, table.as_counts()
    for cell, values in table.contributors().items():
        total = sum(values)
        is_few = 0 < len(values) < rules.minimum
        is_theirs = sum(values[: rules.largest]) > rules.share * total
        if total and (is_few or is_theirs):
            found[counts.key(cell)] = max(1, ceil(rules.margin * values[0]))
    return found


def whole_groups(table: CountTable) -> Iterator[tuple[Key, Key, Key | None]]:
    """Cells that are all who answered in a group: everybody's answer is then known.

    Each comes with the group's total, and with those of it who left the question out, if any.
    """
    values = table.values()
    for cell, value in values.items():
        for place, category in enumerate(cell):
            total, silent = ((*cell[:place], each, *cell[place + 1 :]) for each in (TOTAL, NONE))
            is_answer = table.additive or place == len(cell) - 1
            is_group = any(total[: len(cell) - (not table.additive)])
            if not (category and category != NONE and is_answer and is_group):
                continue
            n_silent = values.get(silent, 0) if table.additive else 0
            if 0 < value == values[total] - n_silent:
                yield table.key(cell), table.key(total), table.key(silent) if n_silent else None
