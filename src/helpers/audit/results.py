"""What the audit finds, without words of any language: verdicts of claims, findings of checks.

Arithmetic is kept as statements, a key and its exact values; `audit.wording` says them in the
language of an edition. So an explanation is computed once and checked by number, not by text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

# One character per verdict, drawn beside its word: colour is never the only sign.
SIGNS = {
    "contradiction": "≠",
    "base": "÷",
    "units": "⊄",
    "rounding": "≈",
    "exact": "=",
    "not_derivable": "·",
    "external": "↗",
}

# Verdicts of numbers that follow from others, from worst to best; the rest has nothing to follow.
JUDGED = ("contradiction", "base", "units", "rounding", "exact")

# As figures and tables show them: worst first, and last what has nothing to follow from.
ORDER = (*JUDGED, "not_derivable", "external")

# From worst to best.
VERDICTS = ("contradiction", "base", "units", "rounding", "not_derivable", "external", "exact")

# The verdicts of numbers that do not follow as they are printed.
NOT_EXACT = ("contradiction", "base", "units", "rounding")

# The verdicts that set a number against others, so that these are marked as well. A number that is
# only rounded in another way is at odds with nothing.
AT_ODDS = ("contradiction", "base", "units")

STATUSES = ("inconsistent", "units", "open", "consistent")


@dataclass(frozen=True)
class Shown:
    """An exact number to be written with so many decimals, as a percentage or plain."""

    value: Fraction
    decimals: int = 0
    is_percent: bool = False


@dataclass(frozen=True)
class Printed:
    """A number as the report prints it: its digits count, so it stays text until it is written."""

    text: str
    is_percent: bool = False


@dataclass(frozen=True)
class Hedged:
    """A number with the word before it: "about 70", "less than 5"."""

    hedge: str
    text: str
    is_percent: bool = False


@dataclass(frozen=True)
class ClaimName:
    """A claim to be named by the labels of its variable, category and place, and linked."""

    claim_id: str


@dataclass(frozen=True)
class Expression:
    """A formula to be written with the printed numbers in place of the claim ids."""

    formula: str
    printed: Mapping[str, str]


@dataclass(frozen=True)
class UnitName:
    """What is counted, to be named by its label; by itself it stays an id."""

    unit: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OrMore:
    """A number without an upper end, to be written "16 or more"."""

    least: object


@dataclass(frozen=True)
class RoundingRule:
    """A rounding rule to be named in a sentence: "with ordinary rounding"."""

    rule: str


@dataclass(frozen=True)
class Among:
    """The first of a longer list: "among others 75, 79"."""

    shown: tuple[object, ...]


@dataclass(frozen=True)
class Statement:
    """One sentence of arithmetic: a key of `texts.TEMPLATES` and the values it needs.

    A value is one of the classes above, a whole number, a `range` of whole numbers (written "349 to
    353"), or a tuple of such values (a list).
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """The verdict that a reader sees beside a number, in brackets if it is that of its other end.

    >>> Mark("contradiction").sign, Mark("contradiction", is_other_end=True).sign
    ('≠', '(≠)')
    """

    verdict: str
    is_other_end: bool = False

    @property
    def sign(self) -> str:
        """The sign of the verdict."""
        sign = SIGNS[self.verdict]
        return f"({sign})" if self.is_other_end else sign


@dataclass(frozen=True)
class Verdict:
    """Whether one printed number follows from the other printed numbers.

    claim_id      the claim judged
    verdict       one of `VERDICTS`
    case          which way it was judged, such as `share` or `repeat`: see `audit.verdicts`
    statements    the arithmetic, in the order in which a person would check it
    recomputed    what the formula gives, exactly, in the claim's unit; None without a formula
    rule          the rounding rule under which it follows; empty when it follows under none
    bases         for a share: rounding rule -> the bases other than the stated one that work
    against       the other claims of its arithmetic: where it does not follow, its other ends
    """

    claim_id: str
    verdict: str
    case: str
    statements: tuple[Statement, ...]
    recomputed: Fraction | None = None
    rule: str = ""
    bases: Mapping[str, range] = field(default_factory=dict)
    against: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """What a check says of numbers with this verdict: one of `STATUSES`."""
        statuses = {"contradiction": "inconsistent", "units": "units", "exact": "consistent"}
        return statuses.get(self.verdict, "open")


@dataclass(frozen=True)
class Finding:
    """What one check says of one group of claims.

    check         name of the check, as in `audit.checks.CHECKS`
    status        `inconsistent` (the numbers cannot all hold), `units` (they could not if they
                  counted the same things, which they do not), `open` (they can, but something a
                  reader must know follows, such as item non-response), `consistent`
    claim_ids     the claims compared, in the order of the ledger
    statements    the arithmetic
    at_odds       those of the claims that do not fit together; all of them unless it says which
    """

    check: str
    status: str
    claim_ids: tuple[str, ...]
    statements: tuple[Statement, ...]
    at_odds: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str, ...]:
        """The claims that do not fit together; none where all do or may."""
        is_at_odds = self.status in ("inconsistent", "units")
        return (self.at_odds or self.claim_ids) if is_at_odds else ()


@dataclass(frozen=True)
class CheckResult:
    """All findings of one check; none means that the ledger holds nothing it applies to."""

    check: str
    findings: tuple[Finding, ...]

    @property
    def applies(self) -> bool:
        """Whether the check found anything to compare."""
        return bool(self.findings)
