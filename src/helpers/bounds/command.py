"""`python -m helpers bounds QUERY`: the least and the largest answer, on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from helpers.bounds import bounds
from helpers.bounds.assumptions import BASES, ROUNDINGS, TOTALS, UNITS, WEAKEST_STATED
from helpers.bounds.extremes import Bounds
from helpers.editions import End, round_outward
from helpers.ledger import claims
from helpers.scale.schemes import DISTINCT_SCHEMES, MISSING_RULES

# Readings of the printed numbers: see `helpers.bounds.assumptions`.
CHOICES = {"rounding": ROUNDINGS, "bases": BASES, "units": UNITS, "totals": TOTALS}
EXAMPLE = "share of need = finance given difficulty = finance"


def main(arguments: Sequence[str]) -> int:
    """Answer one query about the published ledger; the exit status is 1 if it stays undecided."""
    options = _parser().parse_args(arguments)
    scheme = None
    if options.points:
        scheme = replace(DISTINCT_SCHEMES[options.points], missing=options.missing)
    words = {name: getattr(options, name) for name in CHOICES}
    assumptions = replace(WEAKEST_STATED, scheme=scheme, **words)
    found = bounds(" ".join(options.query), claims.load(), assumptions, seconds=options.seconds)
    print(_lines(found))
    return 0 if found.status != "undecided" else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers bounds",
        description="The least and the largest answer that the printed numbers allow.",
        epilog=f'Example: python -m helpers bounds "{EXAMPLE}"',
    )
    parser.add_argument("query", nargs="+", help="a query, best in quotes")
    for name, words in CHOICES.items():
        default = getattr(WEAKEST_STATED, name)
        parser.add_argument(
            f"--{name}", choices=words, default=default, help="default: %(default)s"
        )
    parser.add_argument("--points", choices=tuple(DISTINCT_SCHEMES), help="for towns")
    parser.add_argument("--missing", choices=MISSING_RULES, default="zero")
    parser.add_argument("--seconds", type=float, default=30.0, help="for each question")
    return parser


def _lines(found: Bounds) -> str:
    """What was found, as a few lines of text."""
    if found.status == "infeasible":
        return "There is no such group: nobody can be in it. (proved)"
    ends = f"{_end(found, 'low')}, {_end(found, 'high')}"
    lines = [f"{ends} ({found.status}, {found.seconds:.2f} s)"]
    worlds = [world for world in (found.low_world, found.high_world) if world]
    given_up = dict.fromkeys(claim for world in worlds for claim in world.dropped)
    if given_up:
        lines.append(f"printed numbers given up at these ends: {', '.join(given_up)}")
    return "\n".join(lines)


def _end(found: Bounds, end: End) -> str:
    """One end: reached, only come near to, or none, where nothing printed limits the number."""
    value, is_low = getattr(found, end), end == "low"
    if end not in found.unreached:
        return f"{'at least' if is_low else 'at most'} {_number(value, end)}"
    none = f"no {'lower' if is_low else 'upper'} bound"
    if value is None:
        return none
    return f"{none} {'above' if is_low else 'below'} {_number(value, end)}"


def _number(value: Fraction | None, end: End) -> str:
    """A whole number, or a fraction with its decimals, rounded outward."""
    if value is None:
        return "?"
    if value.denominator == 1:
        return str(value)
    return f"{float(round_outward(value, end, 4)):.4f} ({value})"
