"""How far do two coders agree beyond chance? Krippendorff's alpha, for codes without an order.

Alpha is 1 when they agree on everything and 0 when they agree as often as two who draw from the
same codes at random. Krippendorff asks for 0.8, and for 0.667 where conclusions stay tentative.

Of several coders of discussions alpha has an interval: units are drawn anew with replacement. Units
that were made up have no coders, so that they are refused.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.errors import BookError
from helpers.ledger import second_coding
from helpers.ledger.second_coding import CODED
from helpers.synthetic.watermark import SyntheticDataError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    from helpers.study import Study

# Of fewer units alpha says more about chance than about coders.
FEWEST_UNITS = 10

CONFIDENCE = 0.95
RESAMPLES = 2000
SEED = 20240

# An interval is withheld where more resamples than this have a single code and so no alpha.
MOST_UNDEFINED = 0.05


class TooLittleCodedError(BookError):
    """Agreement was asked of fewer than two coders, or of too few units that two of them coded."""


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


@dataclass(frozen=True)
class Reliability:
    """Coders on one question: units that two or more coded, coders, units coded alike, and alpha.

    `alpha` is None where all gave a single code, `low` and `high` (of 95 in 100 resamples) also
    where more than one resample in 20 would have a single code.
    """

    name: str
    n_units: int
    n_coders: int
    n_alike: int
    alpha: float | None
    low: float | None
    high: float | None


def reliability(
    name: str, coders: Sequence[Mapping[str, Hashable]], *, synthetic: bool = False
) -> Reliability:
    """Krippendorff's alpha of nominal codes, with an interval by drawing units anew.

    `coders` maps for each coder units to codes; a unit that is not there was not coded, and a unit
    of a single coder says nothing about agreement. Raises `SyntheticDataError` for made-up units,
    `TooLittleCodedError` for fewer than two coders or `FEWEST_UNITS` units.

    K. Krippendorff, Content Analysis (4th ed., 2018), chapter 12, for alpha; the interval is the
    percentile bootstrap of B. Efron (1979), doi:10.1214/aos/1176344552, over units.
    """
    if synthetic:
        raise SyntheticDataError("agreement was asked of synthetic rows, which nobody coded")
    counts = _counts(coders)
    n_coders = sum(bool(coder) for coder in coders)
    if n_coders < 2 or len(counts) < FEWEST_UNITS:
        raise TooLittleCodedError(
            f"{name}: {len(counts)} units that two coders coded, coders: {n_coders}; agreement "
            f"needs {FEWEST_UNITS} units and two coders. Where coders marked other ends of the "
            "same words, mark the segments first and let each coder code the same ones"
        )
    n_alike = int((counts.max(axis=1) == counts.sum(axis=1)).sum())
    if counts.shape[1] < 2:
        return Reliability(name, len(counts), n_coders, n_alike, None, None, None)
    import krippendorff

    alpha = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    low, high = _interval(counts)
    return Reliability(name, len(counts), n_coders, n_alike, float(alpha), low, high)


def by_code(
    coders: Sequence[Mapping[str, frozenset[str]]], *, synthetic: bool = False
) -> tuple[Reliability, ...]:
    """For each code that anybody gave: do coders agree on whether a unit has it or not?"""
    codes = sorted({code for coder in coders for given in coder.values() for code in given})
    return tuple(
        reliability(
            code,
            [{unit: code in given for unit, given in coder.items()} for coder in coders],
            synthetic=synthetic,
        )
        for code in codes
    )


def _counts(coders: Sequence[Mapping[str, Hashable]]) -> np.ndarray:
    """How many coders gave each code (columns) to each unit (rows), of units with two coders."""
    import numpy as np

    codes: dict[Hashable, int] = {}
    units: dict[str, int] = {}
    given = [
        (units.setdefault(unit, len(units)), codes.setdefault(code, len(codes)))
        for coder in coders
        for unit, code in coder.items()
    ]
    counts = np.zeros((len(units), len(codes)), dtype=int)
    np.add.at(counts, tuple(zip(*given, strict=True)) if given else ([], []), 1)
    counts = counts[counts.sum(axis=1) > 1]
    return counts[:, counts.any(axis=0)]


def _interval(counts: np.ndarray) -> tuple[float | None, float | None]:
    """Alpha of resampled units, 1 - (N - 1) D / (N^2 - sum of squared totals of the codes).

    D adds up, over units with m codes, the unlike ordered pairs divided by m - 1; N are all codes.
    Units with the same codes are drawn together, since it does not matter which of them is drawn.
    """
    import numpy as np

    patterns, n_units = np.unique(counts, axis=0, return_counts=True)
    n_codes = patterns.sum(axis=1)
    unlike = (n_codes**2 - (patterns**2).sum(axis=1)) / (n_codes - 1)
    drawn = np.random.default_rng(SEED).multinomial(
        len(counts), n_units / len(counts), size=RESAMPLES
    )
    totals = drawn @ patterns
    n = totals.sum(axis=1)
    apart = n**2 - (totals**2).sum(axis=1)
    alphas = 1 - (n - 1)[apart > 0] * (drawn @ unlike)[apart > 0] / apart[apart > 0]
    if len(alphas) < (1 - MOST_UNDEFINED) * RESAMPLES:
        return None, None
    low, high = np.quantile(alphas, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return float(low), float(high)


def _alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    codes = sorted({code for pair in pairs for code in pair})
    if len(codes) < 2:
        return None
    import krippendorff

    coders = [[codes.index(code) for code in coder] for coder in zip(*pairs, strict=True)]
    return float(krippendorff.alpha(coders, level_of_measurement="nominal"))
