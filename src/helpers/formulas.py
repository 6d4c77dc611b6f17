"""Arithmetic over claims: `100 * zero_reports / register_size`, evaluated in exact fractions.

A formula holds claim ids, whole or decimal numbers, `+ - * /` and parentheses, nothing else.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from fractions import Fraction

from helpers.errors import ArgumentError

_OPERATIONS = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
    ast.Div: lambda one, other: one / other,
}

_LITERAL = re.compile(r"[0-9]+(\.[0-9]+)?")


def names_in(formula: str) -> tuple[str, ...]:
    """Which claim ids does a formula use, in the order they are written, each once?

    Raises `ArgumentError` when the formula holds anything but claim ids, numbers, `+ - * /` and
    parentheses.

    >>> names_in("100 * women / (women + men)")
    ('women', 'men')
    """
    return tuple(dict.fromkeys(_names(_parse(formula))))


def evaluate(formula: str, values: Mapping[str, Fraction]) -> Fraction:
    """What does a formula give for these values, exactly?

    `values` maps every claim id of the formula to its value. Raises `ArgumentError` for an id
    without a value, a division by zero, or a formula that does not parse.

    >>> evaluate("100 * zero / all", {"zero": Fraction(357), "all": Fraction(487)})
    Fraction(35700, 487)
    """
    try:
        return _value(_parse(formula), values)
    except ZeroDivisionError:
        raise ArgumentError(
            f"formula {formula!r} divides by zero; check the claim below the line"
        ) from None
    except KeyError as error:
        raise ArgumentError(
            f"formula {formula!r} needs {error.args[0]!r}, which has no number"
        ) from (None)


def find_cycle(formulas: Mapping[str, str]) -> tuple[str, ...]:
    """Which claims derive from each other in a circle? Empty when none does.

    `formulas` maps a claim id to its formula; ids without a formula may be absent. The first claim
    of the circle is repeated at its end. Formulas must parse.

    >>> find_cycle({"a": "b + 1", "b": "a - 1"})
    ('a', 'b', 'a')
    """
    finished: set[str] = set()
    for start in formulas:
        circle = _walk(start, formulas, finished, [])
        if circle:
            return circle
    return ()


def _walk(
    claim_id: str, formulas: Mapping[str, str], finished: set[str], path: list[str]
) -> tuple[str, ...]:
    if claim_id in path:
        return (*path[path.index(claim_id) :], claim_id)
    if claim_id in finished or not formulas.get(claim_id):
        return ()
    for name in names_in(formulas[claim_id]):
        circle = _walk(name, formulas, finished, [*path, claim_id])
        if circle:
            return circle
    finished.add(claim_id)
    return ()


def _parse(formula: str) -> ast.expr:
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError):  # ValueError: a null character, before Python 3.12
        raise ArgumentError(
            f"formula {formula!r} is not arithmetic; use claim ids, numbers, + - * / and ( )"
        ) from None
    for node in ast.walk(tree):
        if not _allowed(node, formula):
            found = _source(node, formula) if isinstance(node, ast.expr) else type(node).__name__
            raise ArgumentError(
                f"formula {formula!r} holds {found!r}; use claim ids, numbers, + - * / and ( )"
            )
        if isinstance(node, ast.Constant):
            # The text of the literal, not its float, is the number: 0.1 stays one tenth.
            node.value = Fraction(_source(node, formula))
    return tree


def _allowed(node: ast.AST, formula: str) -> bool:
    if isinstance(node, ast.Constant):
        return _LITERAL.fullmatch(_source(node, formula)) is not None
    structure = (ast.BinOp, ast.UnaryOp, ast.USub, ast.Name, ast.Load)
    return isinstance(node, (*structure, *_OPERATIONS))


def _source(node: ast.expr, formula: str) -> str:
    return ast.get_source_segment(formula, node) or ""


def _names(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.BinOp):
        return _names(node.left) + _names(node.right)
    return _names(node.operand) if isinstance(node, ast.UnaryOp) else []


def _value(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, values)
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, values), _value(node.right, values)
        return _OPERATIONS[type(node.op)](left, right)
    return node.value
