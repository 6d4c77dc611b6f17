"""What must be assumed before printed numbers can be turned into inequalities.

rounding   nearest     a printed p stands for p - u/2 to p + u/2, ties either way
           truncated   p to p + u: further digits are dropped
           either      both, each number by itself
bases      stated      a percentage is taken of the base the report states, else of the answers
                       its formula names
           question    all percentages of a question share one base, which may be another
           form        all percentages of a block share one base
scheme     points per answer and the rule for missing answers behind the towns' means
           (`helpers.scale.schemes`); None leaves the means out
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.ledger.reported import ValueRange, rounding_range

if TYPE_CHECKING:
    from helpers.scale.schemes import Scheme

ROUNDINGS = ("nearest", "truncated", "either")
BASES = ("stated", "question", "form")


@dataclass(frozen=True)
class Assumptions:
    """One reading of the printed numbers; see the module's docstring.

    Raises `ArgumentError` for an unknown rounding or base.
    """

    rounding: str = "nearest"
    bases: str = "stated"
    scheme: Scheme | None = None

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("rounding", self.rounding, ROUNDINGS),
            ("bases", self.bases, BASES),
        ):
            if value not in allowed:
                raise ArgumentError(f"{name} {value!r} is unknown; use {', '.join(allowed)}")

    def range_of(self, printed: str) -> ValueRange:
        """Which values print as this number?

        >>> print(Assumptions(rounding="either").range_of("57"))
        [56.5, 58)
        """
        if self.rounding != "either":
            return rounding_range(printed, self.rounding)
        near, cut = (rounding_range(printed, rule) for rule in ("nearest", "truncated"))
        return ValueRange(
            min(near.low, cut.low),
            max(near.high, cut.high),
            near.low_included if near.low <= cut.low else cut.low_included,
            near.high_included if near.high >= cut.high else cut.high_included,
        )
