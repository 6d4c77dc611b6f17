"""Printed percentages and means as ratios of a part and a base, and the rules by which they round.

With numerator A, base b and factor f (100 for a percentage, 1 for a mean), f * A / b prints as the
number under a rule when it lies in the rounding range of its digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

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
