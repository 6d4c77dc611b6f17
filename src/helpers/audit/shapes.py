"""What a formula is: a repeat of one claim, a ratio of a part to a base, or other arithmetic.

The shape decides what else could explain a printed number: a ratio can rest on another base, a sum
cannot. `range_of` carries the rounding of printed percentages through a formula.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

from helpers.ledger import formulas
from helpers.ledger.reported import ValueRange

MOST_NAMES = 10
PERCENT = 100


@dataclass(frozen=True)
class Ratio:
    """A formula of the form factor * numerator / denominator, both sides as formulas."""

    factor: int
    numerator: str
    denominator: str

    @property
    def counted(self) -> str:
        """The side whose unit is that of the respondents: a percentage's part, a mean's base."""
        return self.numerator if self.factor == PERCENT else self.denominator


@lru_cache(maxsize=1 << 17)
def ratio_of(formula: str) -> Ratio | None:
    """The two sides of a share or a mean; None when the formula is no ratio.

    >>> ratio_of("100 * (one + two) / base")
    Ratio(factor=100, numerator='one + two', denominator='base')
    >>> ratio_of("points / (forms)"), ratio_of("one + two")
    (Ratio(factor=1, numerator='points', denominator='forms'), None)
    """
    if "/" not in formula:
        return None
    tree = ast.parse(formula, mode="eval").body
    factor, tree = _without_hundred(tree)
    if not (isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div)):
        return None
    inner, numerator = _without_hundred(tree.left)
    has_base = any(isinstance(node, ast.Name) for node in ast.walk(tree.right))
    if inner * factor > PERCENT or not has_base:
        return None
    sides = (ast.get_source_segment(formula, side) for side in (numerator, tree.right))
    return Ratio(inner * factor, *sides)


def _without_hundred(tree: ast.expr) -> tuple[int, ast.expr]:
    """The expression without `100 *` or `* 100`, and 100 if it stood there."""
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult):
        for factor, rest in ((tree.left, tree.right), (tree.right, tree.left)):
            if isinstance(factor, ast.Constant) and factor.value == PERCENT:
                return PERCENT, rest
    return 1, tree


def is_repeat(formula: str) -> bool:
    """Whether a formula names one claim and nothing else, so that both print one quantity."""
    return formula.isidentifier()


def range_of(formula: str, ranges: Mapping[str, ValueRange]) -> ValueRange | None:
    """Between which values does a formula lie when its claims lie in ranges?

    Exact when every claim stands once in the formula, too wide otherwise. None when the formula
    divides by a range that holds zero, or has more claims than can be tried in all combinations.
    """
    names = formulas.names_in(formula)
    if len(names) > MOST_NAMES or _divides_by_zero(formula, ranges):
        return None
    corners: dict[Fraction, bool] = {}
    for ends in product(*(_ends(ranges[name]) for name in names)):
        value = formulas.evaluate(
            formula, {n: end for n, (end, _) in zip(names, ends, strict=True)}
        )
        is_reached = all(included for _, included in ends)
        corners[value] = corners.get(value, False) or is_reached
    low, high = min(corners), max(corners)
    return ValueRange(low, high, corners[low], corners[high])


def _ends(one: ValueRange) -> tuple[tuple[Fraction, bool], ...]:
    return (one.low, one.low_included), (one.high, one.high_included)


def _divides_by_zero(formula: str, ranges: Mapping[str, ValueRange]) -> bool:
    for node in ast.walk(ast.parse(formula, mode="eval")):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            below = range_of(ast.get_source_segment(formula, node.right), ranges)
            if below is None or below.low <= 0 <= below.high:
                return True
    return False
