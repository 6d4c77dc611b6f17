"""How much of all staff can and must the largest organisations hold, and what follows from it?

Table 2 of the report prints how many organisations have how many staff, and the text how many staff
there are, how many of them are women and how many young. With k(c) organisations in class c of a to
b staff, and for each class the whole numbers staff S, women W, staff of unknown gender U, youth Y:

    a k(c) <= S(c) <= b k(c), no upper limit where the report prints "over"
    0 <= S(u) <= b k(u)       the k(u) organisations in no printed row; b is where "over" begins
    W(c) + U(c) <= S(c),  Y(c) <= S(c),  sums over all classes as printed

added to the programme of the questionnaires, in which the total printed twice, one apart, is given
up once. A share of persons is then split into that of the largest organisations and of the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import Block, block_of
from helpers.bounds.extremes import Bounds, extremes, optimal, ratio_extremes
from helpers.bounds.model import programme_of
from helpers.bounds.programme import Programme, combine
from helpers.errors import ArgumentError

if TYPE_CHECKING:
    from helpers.ledger.claims import Ledger

READING = Assumptions(rounding="either")
QUESTION = "staff_size"
UNPLACED = "unplaced"
# What the report prints of all staff, by claim.
TOTAL, WOMEN, UNKNOWN, YOUTH = "staff_total", "staff_women", "staff_gender_unknown", "staff_youth"


_RANGE = re.compile(r"size_(over_)?(\d+)(?:_(\d+))?")


@dataclass(frozen=True)
class SizeClass:
    """Organisations with `low` to `high` staff, `high` None for "over"."""

    category: str
    low: int
    high: int | None


@dataclass(frozen=True)
class StaffBounds:
    """Bounds on the staff of the largest class and of all others; shares are fractions.

    largest            staff of the largest organisations
    largest_share      of all staff
    one_largest        staff of the single largest organisation
    women_<where>      share of women among staff whose gender is stated
    youth_<where>      share of the young among all staff; where: largest, others
    """

    largest: Bounds
    largest_share: Bounds
    one_largest: Bounds
    women_largest: Bounds
    women_others: Bounds
    youth_largest: Bounds
    youth_others: Bounds


def size_class(category: str) -> SizeClass:
    """The staff an organisation of a category has, by the category's id.

    Raises `ArgumentError` for an id that names no numbers.

    >>> size_class("size_2_5"), size_class("size_over_30").low
    (SizeClass(category='size_2_5', low=2, high=5), 31)
    """
    match = _RANGE.fullmatch(category)
    if match is None:
        raise ArgumentError(
            f"{category!r} names no size; write it as size_1, size_2_5 or size_over_30"
        )
    low = int(match[2])
    if match[1]:
        return SizeClass(category, low + 1, None)
    return SizeClass(category, low, int(match[3] or low))


def bound_staff(ledger: Ledger) -> StaffBounds:
    """What can the staff of the largest organisations and of the others be? All proved or said."""
    block = block_of(ledger, "survey")
    classes = size_classes(block)
    programme = staff_programme(block, classes)
    limited, _ = optimal(programme)
    largest = next(each.category for each in classes if each.high is None)
    others = [each.category for each in classes if each.category != largest] + [UNPLACED]
    staff = {f"staff:{largest}": 1}

    def share(part: str, where: list[str], *, stated: bool) -> Bounds:
        parts = {f"{part}:{each}": 1 for each in where}
        whole = {f"staff:{each}": 1 for each in where}
        if stated:
            whole = combine((whole, 1), ({f"unknown:{each}": 1 for each in where}, -1))
        return ratio_extremes(limited, parts, whole, block="survey")

    return StaffBounds(
        largest=extremes(limited, staff, block="survey"),
        largest_share=ratio_extremes(limited, staff, {TOTAL: 1}, block="survey"),
        one_largest=extremes(limited, {"one_largest": 1}, block="survey"),
        women_largest=share("women", [largest], stated=True),
        women_others=share("women", others, stated=True),
        youth_largest=share("youth", [largest], stated=False),
        youth_others=share("youth", others, stated=False),
    )


def size_classes(block: Block) -> list[SizeClass]:
    """The printed classes of staff, in the codebook's order."""
    return [size_class(category) for category in block.questions[QUESTION, ""].answers]


def staff_programme(block: Block, classes: list[SizeClass]) -> Programme:
    """The programme of the questionnaires with the staff of every class of size."""
    programme = programme_of(block, READING)
    cap = programme.variables[TOTAL][1]
    question = block.questions[QUESTION, ""]
    over = next(each for each in classes if each.high is None)
    sizes = {each.category: {question.answers[each.category]: 1} for each in classes}
    placed = combine(*((terms, -1) for terms in sizes.values()))
    sizes[UNPLACED] = combine(({question.base: 1}, 1), (placed, 1))
    for each in (*classes, SizeClass(UNPLACED, 0, over.low - 1)):
        for kind in ("staff", "women", "unknown", "youth"):
            programme.variable(f"{kind}:{each.category}", 0, cap)
        staff, number = {f"staff:{each.category}": 1}, sizes[each.category]
        programme.require(combine((staff, 1), (number, -each.low)), 0, None, rule="least staff")
        if each.high is not None:
            rest = combine((number, each.high), (staff, -1))
            programme.require(rest, 0, None, rule="most staff")
        gendered = {f"women:{each.category}": -1, f"unknown:{each.category}": -1}
        programme.require(combine((staff, 1), (gendered, 1)), 0, None, rule="gender")
        young = {f"youth:{each.category}": -1}
        programme.require(combine((staff, 1), (young, 1)), 0, None, rule="age")
    for kind, total in (("staff", TOTAL), ("women", WOMEN), ("unknown", UNKNOWN), ("youth", YOUTH)):
        parts = {f"{kind}:{category}": 1 for category in sizes}
        programme.require(combine((parts, 1), ({total: 1}, -1)), 0, 0, rule="all staff")
    _add_one_largest(programme, over, sizes[over.category], cap)
    return programme


def _add_one_largest(
    programme: Programme, over: SizeClass, number: dict[str, int], cap: int
) -> None:
    """The largest of k organisations with S staff in all: k L >= S, and the others have `low`."""
    one = programme.variable("one_largest", over.low, cap)
    staff = {f"staff:{over.category}": 1}
    # The number of organisations is printed once and held; its value is what the row needs.
    name = next(iter(number))
    held = next(row.low for row in programme.rows if row.terms == ((name, 1),) and row.claim)
    programme.require(combine(({one: 1}, held or 1), (staff, -1)), 0, None, rule="mean is less")
    others = combine((staff, 1), ({one: 1}, -1), (number, -over.low))
    programme.require(others, -over.low, None, rule="others in the class")
