"""Arithmetic over claims: `100 * zero_reports / register_size`, evaluated in exact fractions.

A formula holds claim ids, whole or decimal numbers, `+ - * /` and parentheses, nothing else. It is
read once, from left to right, into the order in which it is computed (Dijkstra's shunting yard), so
that time grows with its length and no depth of parentheses exhausts the stack.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from helpers.errors import ArgumentError

_OPERATIONS = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
}
_NEGATE = "~"  # the minus before an operand; no formula can hold this sign itself
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, _NEGATE: 3}

_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_TOKEN = re.compile(rf"[^\W\d]\w*|{_NUMBER.pattern}|[-+*/()]")
_SPACE = re.compile(r"[ \t]+")

# Signs that print differs in from a keyboard.
_PRINTED = {"*": "×", "-": "−"}

# Far beyond any printed sum; Python's own parser, which other modules use, has limits not far off.
MOST_PARTS = 1000
DEEPEST = 50
LONGEST_NUMBER = 60

# What a formula may still be that this module refuses, for the message that says so.
_ALLOWED = (ast.BinOp, ast.UnaryOp, ast.USub, ast.Name, ast.Load, ast.Constant)
_ALLOWED += (ast.Add, ast.Sub, ast.Mult, ast.Div)
_MEND = "use claim ids, numbers, + - * / and ( )"


def names_in(formula: str) -> tuple[str, ...]:
    """Which claim ids does a formula use, in the order they are written, each once?

    Raises `ArgumentError` when the formula holds anything but claim ids, numbers, `+ - * /` and
    parentheses.

    >>> names_in("100 * women / (women + men)")
    ('women', 'men')
    """
    steps = postfix(formula)
    names = (step for step in steps if isinstance(step, str) and step not in _BINDING)
    return tuple(dict.fromkeys(names))


def evaluate(formula: str, values: Mapping[str, Fraction]) -> Fraction:
    """What does a formula give for these values, exactly?

    `values` maps every claim id of the formula to its value. Raises `ArgumentError` for an id
    without a value, a division by zero, or a formula that does not parse.

    >>> evaluate("100 * zero / all", {"zero": Fraction(357), "all": Fraction(487)})
    Fraction(35700, 487)
    """
    try:
        return _compute(postfix(formula), values)
    except ZeroDivisionError:
        raise ArgumentError(
            f"formula {_shown(formula)} divides by zero; check the claim below the line"
        ) from None
    except KeyError as error:
        raise ArgumentError(
            f"formula {_shown(formula)} needs {error.args[0]!r}, which has no number"
        ) from None


def typeset(formula: str, write: Callable[[str], str]) -> str:
    """A formula as a reader sees it; `write` says what stands for each claim id and number.

    >>> typeset("100 * part / (whole - rest)", str.upper)
    '100 × PART / (WHOLE − REST)'
    """

    def replace(match: re.Match[str]) -> str:
        token = match[0]
        is_operand = token[0].isalnum() or token[0] == "_"
        return write(token) if is_operand else _PRINTED.get(token, token)

    return _TOKEN.sub(replace, formula)


def find_cycles(uses: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Which circles must be opened before every claim can be computed?

    `uses` maps a claim id to the ids of its formula. The first claim of a circle is
    repeated at its end, and the circle then taken to be opened there, so that no claim begins two
    of them. Time grows with the number of uses, not with the length of their chains.

    >>> list(find_cycles({"a": ["a"], "b": ["c"], "c": ["a", "b"]}))
    [('a', 'a'), ('b', 'c', 'b')]
    """
    finished: set[str] = set()
    for start in uses:
        if start not in finished:
            yield from _circles_from(start, uses, finished)


def _circles_from(
    start: str, uses: Mapping[str, Sequence[str]], finished: set[str]
) -> Iterator[tuple[str, ...]]:
    """Walk from a claim to all it derives from, without recursion: chains may be long."""
    path = {start: iter(uses[start])}
    while path:
        claim_id = next(reversed(path))
        name = next(path[claim_id], None)
        if name is None:
            finished.add(claim_id)
            path.popitem()
        elif name in path:
            names = list(path)
            yield (*names[names.index(name) :], name)
            finished.add(name)
            while name in path:
                path.popitem()
        elif name not in finished:
            path[name] = iter(uses.get(name, ()))


@lru_cache(maxsize=1 << 17)  # every check that compares a claim reads its formula again
def postfix(formula: str) -> tuple[str | Fraction, ...]:
    """The steps of a formula in the order of computing: operands first, then their operator.

    Ids and operators are text, a minus before an operand is `~`, numbers are fractions. Raises
    `ArgumentError` as `names_in` does.

    >>> postfix("100 * (one + two)")
    (Fraction(100, 1), 'one', 'two', '+', '*')
    """
    tokens = _tokens(formula)
    steps = _ordered(tokens) if tokens else None
    if steps is None:
        raise ArgumentError(f"formula {_shown(formula)} {_fault(formula)}")
    return steps


def _tokens(formula: str) -> list[str] | None:
    """Names, numbers and signs; None when anything else stands between them."""
    tokens = _TOKEN.findall(formula)
    # A space before a formula is an indent to Python's parser; letters touching digits join here.
    odd = formula[:1].isspace() or "".join(tokens) != _SPACE.sub("", formula)
    return tokens if not odd and len(tokens) <= MOST_PARTS and all(map(_is_part, tokens)) else None


def _is_part(token: str) -> bool:
    is_name = token.isidentifier() and not keyword.iskeyword(token)
    return is_name or (token[0] in "-+*/()0123456789" and len(token) <= LONGEST_NUMBER)


def _ordered(tokens: Sequence[str]) -> tuple[str | Fraction, ...] | None:
    """Tokens in the order of computing; None when they do not make a formula."""
    steps: list[str | Fraction] = []
    waiting: list[str] = []
    before_operand = True
    for token in tokens:
        if before_operand and token in "-(":
            waiting.append(_NEGATE if token == "-" else "(")
        elif before_operand and token not in _BINDING and token != ")":
            steps.append(token if token.isidentifier() else Fraction(token))
            before_operand = False
        elif not before_operand and token in _OPERATIONS:
            _release(waiting, steps, binding=_BINDING[token])
            waiting.append(token)
            before_operand = True
        elif not before_operand and token == ")":
            _release(waiting, steps, binding=0)
            if not waiting:
                return None
            waiting.pop()
        else:
            return None
        if len(waiting) > DEEPEST:
            return None
    _release(waiting, steps, binding=0)
    return None if before_operand or waiting else tuple(steps)


def _release(waiting: list[str], steps: list[str | Fraction], *, binding: int) -> None:
    """Move the operators that bind at least so tightly to the steps, back to a parenthesis."""
    while waiting and waiting[-1] != "(" and _BINDING[waiting[-1]] >= binding:
        steps.append(waiting.pop())


def _compute(steps: Sequence[str | Fraction], values: Mapping[str, Fraction]) -> Fraction:
    stack: list[Fraction] = []
    for step in steps:
        if isinstance(step, Fraction):
            stack.append(step)
        elif step == _NEGATE:
            stack.append(-stack.pop())
        elif step in _OPERATIONS:
            right = stack.pop()
            stack.append(_OPERATIONS[step](stack.pop(), right))
        else:
            stack.append(values[step])
    return stack.pop()


def _fault(formula: str) -> str:
    """Why a text is no formula; Python's parser names the part that is to blame."""
    if len(_TOKEN.findall(formula)) > MOST_PARTS:
        return f"has more than {MOST_PARTS} parts; give its sums claims of their own"
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        # ValueError: a null character, before Python 3.12; the last two: too deep for the parser.
        return f"is not arithmetic; {_MEND}"
    for node in ast.walk(tree):
        source = ast.get_source_segment(formula, node) if isinstance(node, ast.expr) else None
        if not isinstance(node, _ALLOWED) or (
            isinstance(node, ast.Constant) and not _NUMBER.fullmatch(source or "")
        ):
            return f"holds {_shown(source or type(node).__name__)}; {_MEND}"
    return "is nested too deeply or holds too long a number; write it more simply"


def _shown(text: str) -> str:
    return repr(text if len(text) <= 100 else f"{text[:97]}…")
