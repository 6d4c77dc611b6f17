"""How far do two coders agree beyond chance? Krippendorff's alpha, for codes without an order.

Alpha is 1 when they agree on everything and 0 when they agree as often as two who draw from the
same codes at random. Krippendorff asks for 0.8, and for 0.667 where conclusions stay tentative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.ledger import second_coding
from helpers.ledger.second_coding import CODED

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.study import Study


@dataclass(frozen=True)
class Agreement:
    """Two coders on one column: units coded by both, how many of them alike, and alpha.

    `alpha` is None where it is not defined: no unit, or a single code for all of them.
    """

    column: str
    n_units: int
    n_alike: int
    alpha: float | None


def agreements(study: Study, path: Path | None = None) -> tuple[Agreement, ...]:
    """Theme and direction of the quotes as coded here and by the second coder.

    Empty while nobody has coded them again. `path` is a filled sheet other than the published one.
    """
    given = {} if path is None else {"path": path}
    second = second_coding.load(study.quotes, codebook=study.codebook, **given)
    if not second:
        return ()
    first = {quote.quote_id: quote for quote in study.quotes}
    return tuple(
        agreement(
            column,
            {each.quote_id: getattr(first[each.quote_id], column) for each in second},
            {each.quote_id: getattr(each, column) for each in second},
        )
        for column in CODED
    )


def agreement(column: str, first: Mapping[str, str], second: Mapping[str, str]) -> Agreement:
    """Compare two coders, each a mapping of units to codes; an empty code is none.

    >>> agreement("theme", {"a": "x", "b": "y", "c": "y"}, {"a": "x", "b": "y", "c": ""})
    Agreement(column='theme', n_units=2, n_alike=2, alpha=1.0)
    """
    units = [unit for unit in first if first[unit] and second.get(unit)]
    pairs = [(first[unit], second[unit]) for unit in units]
    return Agreement(column, len(pairs), sum(a == b for a, b in pairs), _alpha(pairs))


def _alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    codes = sorted({code for pair in pairs for code in pair})
    if len(codes) < 2:
        return None
    import krippendorff

    coders = [[codes.index(code) for code in coder] for coder in zip(*pairs, strict=True)]
    return float(krippendorff.alpha(coders, level_of_measurement="nominal"))
