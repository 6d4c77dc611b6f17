"""One function rounds the ends of ranges, outward: no module writes an end by another way.

Found in the source: an end of a range (a name or attribute such as `low`, `high`, `ends`, `bounds`,
or a variable that runs through one) that is rounded to nearest on its way to a text.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from helpers.paths import ROOT

SOURCES = ROOT / "src" / "helpers"
# Names that hold an end of a range, or both, in this code.
RANGES = {"low", "high", "end", "ends", "bounds", "interval", "wilson", "lead"}
# Where the one function lives.
HOME = "editions.py"


def other_roundings(source: str, name: str) -> list[str]:
    """A sentence for each end of a range that is rounded to nearest.

    >>> other_roundings('text = edition.percent(100 * row.low)', "x.py")
    ["x.py, line 1: 'edition.percent(100 * row.low)' rounds to nearest; say which end it is"]
    """
    return [
        f"{name}, line {node.lineno}: {ast.unparse(node)!r} rounds to nearest; say which end it is"
        for node in ast.walk(ast.parse(source))
        if _rounds(node) and _names(node) & RANGES
    ]


def _rounds(node: ast.AST) -> bool:
    """Whether a node rounds to nearest: percent, round, number with decimals or of a product."""
    if isinstance(node, ast.FormattedValue):
        return node.format_spec is not None and "f" in ast.unparse(node.format_spec)
    if not isinstance(node, ast.Call) or any(each.arg == "end" for each in node.keywords):
        return False
    called = ast.unparse(node.func).rpartition(".")[2]
    if called == "number":
        return len(node.args) > 1 or isinstance(node.args[0], ast.BinOp)
    return called in ("percent", "round", "Shown", "number_text")


def _names(node: ast.AST) -> set[str]:
    """Names, attributes and keys in the arguments, whole or by their last word."""
    parts = node.args if isinstance(node, ast.Call) else [node.value]
    found: set[str] = set()
    for part in parts:
        for each in ast.walk(part):
            if isinstance(each, ast.Call) and ast.unparse(each.func).endswith("round_outward"):
                return set()
            match each:
                case ast.Name(id=text) | ast.Attribute(attr=text) | ast.Constant(value=str(text)):
                    found |= {text, text.rpartition("_")[2]}
    return found


@pytest.mark.parametrize(
    "path", sorted(SOURCES.rglob("*.py")), ids=lambda path: path.relative_to(SOURCES).as_posix()
)
def test_no_end_of_a_range_is_rounded_to_nearest(path: Path) -> None:
    """What a range promises to hold, it holds as it is written, too."""
    if path.name == HOME:
        return
    assert other_roundings(path.read_text("utf-8"), path.relative_to(ROOT).as_posix()) == []


@pytest.mark.parametrize(
    "line",
    [
        "edition.percent(100 * bounds.low)",
        "edition.percent(100 * row['share_high'], 1)",
        "edition.number(round(100 * gap.high))",
        "edition.number(-100 * gap.low)",
        "edition.number(end, 2)",
        "f'{100 * interval[0]:.0f}'",
        "Shown(100 * reading.lead[0], 1)",
    ],
)
def test_every_way_of_rounding_to_nearest_is_found(line: str) -> None:
    """The ways that ends of ranges were written before there was one function."""
    assert len(other_roundings(line, "x.py")) >= 1


@pytest.mark.parametrize(
    "line",
    [
        "edition.percent(100 * bounds.low, end='low')",
        "Shown(round_outward(100 * reading.lead[0], 'low', 1), 1)",
        "edition.number(found.low)",  # a count of people is whole
        "edition.percent(share)",
    ],
)
def test_what_is_rounded_outward_or_not_at_all_is_left_alone(line: str) -> None:
    """So that a failure is always one."""
    assert other_roundings(line, "x.py") == []
