"""Printed percentages and means as ratios of a part and a base, and the rules by which they round.

With numerator A, base b and factor f (100 for a percentage, 1 for a mean), f * A / b prints as the
number under a rule when it lies in the rounding range of its digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from helpers.audit.hedged import involves_hedge
from helpers.audit.index import LedgerIndex
from helpers.audit.shapes import Ratio, ratio_of
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.reported import rounding_range

# How reports round, the usual one first; the audit never takes a number for unrounded.
RULES = ("half_up", "half_even", "half_down", "truncated", "up")
# Another base and rounding up together explain nearly any number, so they are not tried together.
RULES_ON_OTHER_BASES = ("half_up", "half_even", "half_down", "truncated")


@dataclass(frozen=True)
class Share:
    """A claim with the numerator, base and factor that should give it, as numbers."""

    claim: Claim
    ratio: Ratio
    numerator: Fraction
    base: Fraction
    printed: Mapping[str, str]

    @property
    def value(self) -> Fraction:
        """What the formula gives, in the claim's unit."""
        return self.ratio.factor * self.numerator / self.base

    @property
    def is_percent(self) -> bool:
        """Whether it is written with a percent sign."""
        return self.claim.kind == "percent"


def share_of(index: LedgerIndex, claim: Claim) -> Share | None:
    """A claim as a share; None when it is no percentage or mean with a ratio as its formula."""
    ratio = ratio_of(claim.formula) if claim.kind in ("percent", "mean") else None
    if (
        ratio is None
        or involves_hedge(index, claim)
        or (claim.kind == "percent") != (ratio.factor == 100)
    ):
        return None
    names = formulas.names_in(claim.formula)
    values = {name: index.ledger[name].value for name in names}
    printed = {name: index.ledger[name].printed for name in names}
    sides = (formulas.evaluate(side, values) for side in (ratio.numerator, ratio.denominator))
    return Share(claim, ratio, *sides, printed)


def rules_that_give(value: Fraction, printed: str, rule: str) -> tuple[str, ...]:
    """Under which rules does a value print so? The assumed rule first, then the others."""
    ordered = dict.fromkeys((rule, *RULES))
    return tuple(each for each in ordered if rounding_range(printed, each).contains(value))


def counts_of(printed: str, base: int, rule: str) -> range:
    """Which whole numbers of a base print as a percentage? As `counts_that_print_as`, in whole
    numbers, since whole questions are tried on thousands of bases.

    >>> counts_of("2.2", 89, "half_up"), counts_of("46.08", 62, "half_up")
    (range(2, 3), range(29, 29))
    """
    low, low_whole, low_in, high, high_whole, high_in = _ends(printed, rule)
    first, over = divmod(low * base, low_whole)
    first += bool(over) or not low_in
    stop, over = divmod(high * base, high_whole)
    stop += bool(over) or high_in
    first, stop = max(first, 0), min(stop, base + 1)
    return range(first, max(first, stop))


@lru_cache(maxsize=1 << 16)
def _ends(printed: str, rule: str) -> tuple[int, int, bool, int, int, bool]:
    """The ends of a percentage's rounding range as shares: numerator, denominator, included."""
    span = rounding_range(printed, rule)
    low, high = span.low / 100, span.high / 100
    ends = low.numerator, low.denominator, span.low_included
    return *ends, high.numerator, high.denominator, span.high_included
