"""What must be assumed before printed numbers can be turned into inequalities.

rounding   nearest     a printed p stands for p - u/2 to p + u/2, ties either way
           truncated   p to p + u: further digits are dropped
           either      both, each number by itself
bases      stated      a percentage is taken of the base the report states, else of the answers
                       its formula names
           question    all percentages of a question share one base, which may be another
           form        all percentages of a block share one base
units      same        a participant fills in each form once, speaks for one household and makes one
                       statement on a theme; a case is one statement
           apart       these are different things: a theme has at least as many statements as
                       participants who raised it or cases told of it; forms and households are not
                       limited by the number of participants, households not by that of forms
totals     unprinted   the forms "processed in all" are those with an answer to the first question
           printed     they are all forms there are, of either kind
scheme     points per answer and the rule for missing answers behind the towns' means
           (`helpers.scale.schemes`); None leaves the means out

The fields' defaults take the report at its word. `WEAKEST` excludes least; queries assume
`WEAKEST_STATED` unless told otherwise, which takes each percentage of the base printed for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.ledger.reported import ValueRange, rounding_range

if TYPE_CHECKING:
    from helpers.scale.schemes import Scheme

ROUNDINGS = ("nearest", "truncated", "either")
BASES = ("stated", "question", "form")
UNITS = ("same", "apart")
TOTALS = ("unprinted", "printed")


@dataclass(frozen=True)
class Assumptions:
    """One reading of the printed numbers; see the module's docstring.

    Raises `ArgumentError` for a word that is none of those.
    """

    rounding: str = "nearest"
    bases: str = "stated"
    scheme: Scheme | None = None
    units: str = field(default="same", kw_only=True)
    totals: str = field(default="unprinted", kw_only=True)

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("rounding", self.rounding, ROUNDINGS),
            ("bases", self.bases, BASES),
            ("units", self.units, UNITS),
            ("totals", self.totals, TOTALS),
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


WEAKEST = Assumptions("either", "question", units="apart")
WEAKEST_STATED = replace(WEAKEST, bases="stated")
