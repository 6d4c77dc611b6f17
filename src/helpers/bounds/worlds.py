"""A world: one way in which the questionnaires behind the printed numbers can have been filled.

The report's questionnaires are one world, which nobody outside knows. The engine looks for worlds
that print what the report prints; a bound is the least or the most that any of them holds.

A world is made of cells. A cell is an answer pattern; its variable counts the respondents who gave
it. The cells' margins are the quantities that the report prints, and all cells together are the
block.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from helpers.bounds.blocks import Question
from helpers.bounds.programme import SIZE, Programme, combine

# Pairs of a variable and an answer, sorted; ("place", town) where forms are told apart by town.
# A question without an answer has the answer "", one with other answers than those told apart "*"
# (`patterns`). A multiple-answer question has one pair for each chosen answer.
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
    population    the quantity of all whom the cells tell apart, such as staff; "" for `size`
    """

    block: str
    size: int
    counts: Mapping[str, int]
    cells: Mapping[Cell, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    population: str = ""


CELL = "cell:"


def cell_name(cell: Cell) -> str:
    """The variable that counts a cell."""
    return CELL + "&".join(f"{variable}={answer}" for variable, answer in cell)


def pairs_of(name: str) -> Cell:
    """The cell that a variable counts.

    >>> pairs_of("cell:difficulty=finance&need=")
    (('difficulty', 'finance'), ('need', ''))
    """
    pairs = (pair.partition("=") for pair in name.removeprefix(CELL).split("&"))
    return tuple((variable, answer) for variable, _, answer in pairs)


def write_margins(
    programme: Programme, cells: Iterable[Cell], questions: Iterable[Question], *, most: int
) -> None:
    """Tie cells to the quantities of the answers in them and to the size of the block."""
    names = {cell: programme.variable(cell_name(cell), 0, most) for cell in cells}
    programme.require({**dict.fromkeys(names.values(), 1), SIZE: -1}, 0, 0, rule="cells")
    for question in questions:
        for answer, quantity in question.answers.items():
            pair = (question.variable, answer)
            inside = {name: 1 for cell, name in names.items() if pair in cell}
            if inside:
                programme.variable(quantity, 0, most)
                programme.require(combine((inside, 1), ({quantity: 1}, -1)), 0, 0, rule="cells")
