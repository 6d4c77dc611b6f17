"""Numbers that are no counts: results of tests and models, and means.

    check_result    a mapping with `n` and `groups` comes back rounded, or as {"refused": why}
    check_means     means by groups come back as cells, rounded or withheld

A mean m of n values between s and S says what one of them can be at most and at least, whatever the
others are, from the sum's range [a, b] that rounding leaves:

    max(s, a - (n - 1) S)  to  min(S, b - (n - 1) s)

The sum of a withheld group has a range, too: that of all less those of the others. A single value
must keep `mean_span` of the scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor, log10
from typing import Any

from helpers.disclosure.released import Cell, Table
from helpers.disclosure.rules import MODEL, PROTECTED, TEST, DisclosureError, Rules
from helpers.errors import ArgumentError

# Whole numbers that count no respondents.
PLAIN = frozenset(
    {"n", "n_groups", "df", "dof", "seed", "permutations", "iterations", "replicates", "cells"}
)
# What p is said to be where a number would give a withheld count away.
P_CLASSES = (Fraction(1, 1000), Fraction(1, 100), Fraction(5, 100))


def check_result(
    name: str, result: Mapping[str, Any], rules: Rules, *, tables: Sequence[Table] = ()
) -> dict[str, Any]:
    """A result as it may be released.

    result    `n`, and `groups`, the sizes that are compared (group -> number, or a list; only their
              number is released); a model has `coefficients` and `cells`, how many combinations of
              what explains there are. Keys that begin with "p" and hold a number up to 1 are taken
              for p-values
    tables    released tables from which it is computed: where one of them has a withheld cell, only
              the class of p is left, since a statistic can be solved for the cell

    Raises `DisclosureError` for a result that does not say its sizes, or that holds counts.
    """
    if not isinstance(result.get("n"), int) or "groups" not in result:
        raise DisclosureError(
            f"result {name}: give `n` and `groups`, the sizes of what is compared; the rules "
            "cannot be checked without them"
        )
    groups = result["groups"]
    sizes = list(groups.values() if isinstance(groups, Mapping) else groups)
    reason = _refused(result, sizes, rules)
    if reason:
        return {"refused": reason}
    inside = {key: value for key, value in result.items() if key != "groups"}
    if any(cell.value is None for table in tables for cell in table.cells):
        words = {key: value for key, value in inside.items() if isinstance(value, str)}
        classes = {key: p_class(value) for key, value in inside.items() if _is_p(key, value)}
        return {**words, **classes, "n": result["n"], "n_groups": len(sizes), "coarse": True}
    rounded = {key: _rounded(name, key, value, rules) for key, value in inside.items()}
    return {**rounded, "n_groups": len(sizes)}


def p_class(p: float) -> str:
    """A p-value as the class it is in.

    >>> p_class(0.02), p_class(0.4)
    ('< 0.05', '>= 0.05')
    """
    for limit in P_CLASSES:
        if p < limit:
            return f"< {float(limit):g}"
    return f">= {float(P_CLASSES[-1]):g}"


def _refused(result: Mapping[str, Any], sizes: Sequence[int], rules: Rules) -> str:
    """Why a result is not released; "" for one that is."""
    is_model = "coefficients" in result
    least, rule = (rules.model_group, MODEL) if is_model else (rules.test_group, TEST)
    if result["n"] < rules.test_n:
        return f"rule {TEST}: rests on fewer than {rules.test_n}"
    if any(size < least for size in sizes):
        return f"rule {rule}: a group of fewer than {least}"
    if is_model:
        number = len(result["coefficients"])
        if number * rules.rows_per_coefficient > result["n"]:
            return f"rule {MODEL}: fewer than {rules.rows_per_coefficient} rows a coefficient"
        if number >= result.get("cells", number + 1):
            return f"rule {MODEL}: as many coefficients as cells"
    return ""


def _is_p(key: str, value: Any) -> bool:
    return key.startswith("p") and isinstance(value, float) and 0 <= value <= 1


def _rounded(name: str, key: str, value: Any, rules: Rules) -> Any:
    if isinstance(value, Mapping):
        return {inner: _rounded(name, str(inner), each, rules) for inner, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(name, key, each, rules) for each in value]
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int) and key in PLAIN:
        return value
    if isinstance(value, int):
        raise DisclosureError(
            f"result {name}: {key} holds a whole number; counts go through `protect` as tables"
        )
    number = float(value)
    if _is_p(key, number):
        return max(round(number, rules.p_digits), 10**-rules.p_digits)
    return significant(number, rules.digits)


def significant(number: float, digits: int) -> float:
    """A number to so many significant digits.

    >>> significant(12.3456, 3), significant(0.0, 3)
    (12.3, 0.0)
    """
    if not number or number != number or abs(number) == float("inf"):
        return number
    return round(number, digits - 1 - floor(log10(abs(number))))


def check_means(
    name: str,
    groups: Mapping[str, Sequence[Fraction | int]],
    rules: Rules,
    *,
    scale: tuple[int, int],
    total: bool = True,
) -> dict[str, Cell]:
    """Means by groups as they may be released; "" is that of all of them.

    `groups` has the values of each group, `scale` the least and the largest possible one. Where a
    group's mean is withheld and the others' lead to it, the mean of all is withheld, too. Raises
    `ArgumentError` for a value outside the scale.
    """
    for group, values in groups.items():
        if any(not scale[0] <= value <= scale[1] for value in values):
            raise ArgumentError(f"means {name}: a value of {group!r} is outside {scale}")
    parts = {**groups, **({"": [v for each in groups.values() for v in each]} if total else {})}
    spans = {group: _sum_range(values, rules) for group, values in parts.items()}
    shown = {
        group
        for group, values in parts.items()
        if len(values) >= rules.mean_respondents
        and _is_open(spans[group], len(values), scale, rules)
    }
    if "" in shown and not _hides(parts, spans, shown, scale, rules):
        shown.discard("")
    return {
        group: Cell(
            (group,),
            _mean(values, rules) if group in shown else None,
            "" if group in shown else PROTECTED,
        )
        for group, values in parts.items()
    }


def _step(n: int, rules: Rules) -> Fraction:
    return rules.mean_fine_step if n >= rules.mean_fine_from else rules.mean_coarse_step


def _mean(values: Sequence[Fraction | int], rules: Rules) -> Fraction:
    step = _step(len(values), rules)
    return floor(Fraction(sum(values), len(values)) / step + Fraction(1, 2)) * step


def _sum_range(values: Sequence[Fraction | int], rules: Rules) -> tuple[Fraction, Fraction]:
    """Between what a group's sum lies for somebody who sees its rounded mean and its number."""
    if not values:
        return Fraction(0), Fraction(0)
    half = _step(len(values), rules) / 2
    mean = _mean(values, rules)
    return len(values) * (mean - half), len(values) * (mean + half)


def _is_open(span: tuple[Fraction, Fraction], n: int, scale: tuple[int, int], rules: Rules) -> bool:
    """Whether a single value keeps enough of the scale."""
    low = max(scale[0], span[0] - (n - 1) * scale[1])
    high = min(scale[1], span[1] - (n - 1) * scale[0])
    return high - low >= rules.mean_span * (scale[1] - scale[0])


def _hides(
    parts: Mapping[str, Sequence[Fraction | int]],
    spans: Mapping[str, tuple[Fraction, Fraction]],
    shown: set[str],
    scale: tuple[int, int],
    rules: Rules,
) -> bool:
    """Whether the mean of all leaves the withheld groups open."""
    hidden = [group for group in parts if group and group not in shown and parts[group]]
    others = [spans[group] for group in shown if group]
    low = spans[""][0] - sum(high for _, high in others)
    high = spans[""][1] - sum(low for low, _ in others)
    n = sum(len(parts[group]) for group in hidden)
    return not hidden or _is_open((low, high), n, scale, rules)
