"""Percentages of which a last digit was changed so that all add up to 100.

Rounded one by one, percentages of a question with one answer each may add up to 99.9 or 100.1, and
tables are often made to add up (Balinski & Young, Fair Representation, 1982). Given printed p_i
with units of the last digit u_i, a base b, and a direction d of +1 or -1, sought are whole
counts k_i of sum b such that

    100 k_i / b prints as p_i, or as p_i - d u_i, the latter for as few as possible

With each number of changed answers go the sums that counts of the answers so far can have, held as
the bits of one whole number, so every combination is tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from helpers.audit.ratios import counts_of
from helpers.ledger.reported import parse_reported

WHOLE = 100
# On larger bases every percentage of two decimals has a count, and nothing has to be changed.
LARGEST_BASE = 20_000


class Answer(NamedTuple):
    """A printed percentage and its count; None where the report prints no count."""

    printed: str
    count: int | None


class Changed(NamedTuple):
    """A percentage that no answer to the question leaves as it is printed.

    position    its place among the answers
    honest      how its counts print
    counts      the counts that print so
    """

    position: int
    honest: str
    counts: range


class Adjustment(NamedTuple):
    """How percentages were made to add up to 100.

    n_changed   how many of them, at least
    total       what they would add up to
    changed     those that must be among them; none where several choices are as good
    """

    n_changed: int
    total: Fraction
    changed: tuple[Changed, ...]


def adjustment_of(answers: Sequence[Answer], base: int, rule: str) -> Adjustment | None:
    """How were percentages with one answer each changed so that they add up to 100?

    None when they do not, when whole numbers of the base give all of them, and when none do within
    one unit of the last digit.

    >>> prints = ("2.3", "20.2", "76.4", "1.1")
    >>> found = adjustment_of([Answer(each, None) for each in prints], 89, "half_up")
    >>> found.n_changed, float(found.total), found.changed[0].honest
    (1, 99.9, '2.2')
    """
    numbers = [parse_reported(answer.printed) for answer in answers]
    if sum(Fraction(number.value) for number in numbers) != WHOLE:
        return None
    if len({number.unit for number in numbers}) > 1 or base > LARGEST_BASE:
        return None
    found = {}
    for direction in (1, -1):
        options = [_options(answer, base, rule, direction) for answer in answers]
        n_changed = _fewest_changed(options, base)
        if n_changed is not None:
            found[direction] = n_changed, options
    if not found or min(fewest for fewest, _ in found.values()) == 0:
        return None
    return _adjustment(answers, found, base)


def _adjustment(
    answers: Sequence[Answer],
    found: dict[int, tuple[int, list[tuple[range, range]]]],
    base: int,
) -> Adjustment:
    direction, (n_changed, options) = min(found.items(), key=lambda each: each[1][0])
    unit = Fraction(parse_reported(answers[0].printed).unit)
    is_certain = sum(fewest == n_changed for fewest, _ in found.values()) == 1
    changed = tuple(
        Changed(place, _moved(answer.printed, -direction), options[place][1])
        for place, answer in enumerate(answers)
        if is_certain and _must_change(options, place, base, n_changed)
    )
    return Adjustment(n_changed, WHOLE - direction * n_changed * unit, changed)


def _options(answer: Answer, base: int, rule: str, direction: int) -> tuple[range, range]:
    """The counts that print as a percentage, and as the one a unit away from it."""
    printed, moved = answer.printed, _moved(answer.printed, -direction)
    same = counts_of(printed, base, rule)
    other = range(0) if moved.startswith("-") else counts_of(moved, base, rule)
    if answer.count is None:
        return same, other
    own = range(answer.count, answer.count + 1)
    return tuple(own if answer.count in counts else range(0) for counts in (same, other))


def _moved(printed: str, n_units: int) -> str:
    decimals = parse_reported(printed).decimals
    return f"{Decimal(printed) + n_units * Decimal(1).scaleb(-decimals):.{decimals}f}"


def _fewest_changed(options: Sequence[tuple[range, range]], base: int) -> int | None:
    """How many answers must print otherwise, at least; None when no counts add up to the base.

    Honest rounding moves the sum by less than half a unit for each answer, so more than half of
    them are never changed.
    """
    sums = [1] + [0] * (len(options) // 2)
    for same, other in options:
        kept = [_shifted(each, same, base) for each in sums]
        moved = [0] + [_shifted(each, other, base) for each in sums[:-1]]
        sums = [one | two for one, two in zip(kept, moved, strict=True)]
    return next((number for number, each in enumerate(sums) if each >> base & 1), None)


def _must_change(
    options: Sequence[tuple[range, range]], place: int, base: int, n_changed: int
) -> bool:
    same, _ = options[place]
    kept = [*options[:place], (same, range(0)), *options[place + 1 :]]
    fewest = _fewest_changed(kept, base)
    return fewest is None or fewest > n_changed


def _shifted(sums: int, counts: range, base: int) -> int:
    """The sums that a set of sums and one of the counts make, up to the base."""
    found = 0
    if sums:
        for count in counts:
            found |= sums << count
    return found & ((1 << (base + 1)) - 1)
