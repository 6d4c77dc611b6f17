"""A printed number, and the values that would have been printed so.

A reported number is text until it is parsed: `6.0` promises one decimal, `6` does not. The values
behind it fill a range that depends on the rounding rule, which is always an argument. With x the
printed number, u the unit of its last digit (1 for `72`, 0.1 for `6.0`) and x > 0:

    rule         range                    ties and meaning
    ---------    ---------------------    ------------------------------------------------
    exact        [x, x]                   the number is not rounded
    nearest      [x - u/2, x + u/2]       a tie may have gone either way
    half_up      [x - u/2, x + u/2)       a tie goes away from zero (school rounding)
    half_down    (x - u/2, x + u/2]       a tie goes towards zero
    half_even    [x - u/2, x + u/2]       a tie goes to the even digit; x ends in an even one
                 (x - u/2, x + u/2)       the same rule, x ends in an odd digit
    truncated    [x, x + u)               further digits are dropped, towards zero
    up           (x - u, x]               any further digit raises the last one, away from zero

A negative number mirrors the row; around zero the outer half of the row holds on both sides, since
0.4 and -0.4 both print as 0. Undoing a rounding under an explicit rule follows `unround` of the R
packages scrutiny and roundwork (Jung, https://lhdjung.github.io/roundwork).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from numbers import Rational

from helpers.errors import ArgumentError

_HALF = Fraction(1, 2)

# Inward and outward reach in units of the last printed digit, and whether each end is included.
_REACH = {
    "exact": (Fraction(0), Fraction(0), True, True),
    "nearest": (_HALF, _HALF, True, True),
    "half_up": (_HALF, _HALF, True, False),
    "half_down": (_HALF, _HALF, False, True),
    "half_even": (_HALF, _HALF, True, True),
    "truncated": (Fraction(0), Fraction(1), True, False),
    "up": (Fraction(1), Fraction(0), False, True),
}
ROUNDING_RULES = tuple(_REACH)

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

# What people type instead, what it is called, and what to replace it with, in this order.
_FAULTS = (
    ("surrounding space", re.compile(r"^\s+|\s+$"), ""),
    ("percent sign", re.compile(r"\s*%$"), ""),
    ("thousands space", re.compile(r"(?<=\d)\s+(?=\d)"), ""),
    ("decimal comma", re.compile(","), "."),
    ("typographic minus", re.compile("^[\u2212\u2013\u2014]"), "-"),
    ("plus sign", re.compile(r"^\+"), ""),
    ("no digit before the point", re.compile(r"^(-?)\."), r"\g<1>0."),
    ("no digit after the point", re.compile(r"\.$"), ""),
)


@dataclass(frozen=True)
class Reported:
    """A printed number: its text, its value, and how many decimals were printed."""

    text: str
    value: Decimal
    decimals: int

    @property
    def unit(self) -> Fraction:
        """Weight of the last printed digit: 1 for `72`, 1/10 for `6.0`."""
        return Fraction(1, 10**self.decimals)


@dataclass(frozen=True)
class ValueRange:
    """The numbers between two ends, each of which may or may not belong to it."""

    low: Fraction
    high: Fraction
    low_included: bool = True
    high_included: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in the range."""
        return not (self.low < self.high or self.contains(self.low))

    def contains(self, value: Fraction | Decimal | int | str) -> bool:
        """Whether an exact number lies in the range.

        >>> ValueRange(Fraction(72), Fraction(73), high_included=False).contains("72.99")
        True
        """
        number = value if type(value) is Fraction else to_fraction(value, "value")
        above = number > self.low or (self.low_included and number == self.low)
        below = number < self.high or (self.high_included and number == self.high)
        return above and below

    def meets(self, other: ValueRange) -> bool:
        """Whether some number lies in both ranges."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and self.contains(low) and other.contains(low))

    def integers(self) -> range:
        """The whole numbers in the range; an empty `range` when there is none."""
        first = math.ceil(self.low) if self.low_included else math.floor(self.low) + 1
        last = math.floor(self.high) if self.high_included else math.ceil(self.high) - 1
        return range(first, max(first, last + 1))

    def __str__(self) -> str:
        """A bracket at an end that belongs to the range, a parenthesis at one that does not."""
        low, high = (Decimal(end.numerator) / end.denominator for end in (self.low, self.high))
        left, right = "[" if self.low_included else "(", "]" if self.high_included else ")"
        return f"{left}{low}, {high}{right}"


def to_fraction(value: Rational | Decimal | str, name: str) -> Fraction:
    """Turn a whole number, `Fraction`, `Decimal` or printed text into an exact fraction.

    `name` says in the error what the value is. Raises `ArgumentError` for anything else, floats
    above all, since the float 0.1 is not one tenth.

    >>> to_fraction("7.5", "score")
    Fraction(15, 2)
    """
    if isinstance(value, str):
        return Fraction(parse_reported(value).value)
    if isinstance(value, Rational) or (isinstance(value, Decimal) and value.is_finite()):
        return Fraction(value)
    mend = "give a whole number, a Fraction, a Decimal, or text such as '7.5'"
    raise ArgumentError(f"{name} is {value!r}, not an exact number; {mend}")


def parse_reported(text: str) -> Reported:
    """Read a printed number: digits, at most one decimal point, a hyphen as minus.

    Raises `ArgumentError` naming the value, its fault (decimal comma, thousands space, percent
    sign, empty) and its mend; also for a float, whose trailing zeros are lost already.

    >>> parse_reported("6.0")
    Reported(text='6.0', value=Decimal('6.0'), decimals=1)
    >>> parse_reported("1 327,5")
    Traceback (most recent call last):
    helpers.errors.ArgumentError: '1 327,5' has thousands space, decimal comma; write 1327.5
    """
    if not isinstance(text, str):
        raise ArgumentError(f"{text!r} is not text; trailing zeros count, so give it as printed")
    return _parsed(text)


@lru_cache(maxsize=1 << 16)  # many checks ask for the same few thousand numbers
def _parsed(text: str) -> Reported:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ArgumentError(_describe_fault(text))
    return Reported(text, Decimal(text), len(match[1] or ".") - 1)


def _describe_fault(text: str) -> str:
    """Say what keeps a text from being a number, and what to write instead."""
    if not text.strip():
        return f"{text!r} is empty; write the number as printed, such as 7.5"
    faults, mended = [], text
    for name, pattern, replacement in _FAULTS:
        mended, found = pattern.subn(replacement, mended)
        faults += [name] if found else []
    if not _NUMBER.fullmatch(mended):
        return f"{text!r} is not a number; write digits with a decimal point, such as 7.5"
    described = f"{text!r} has {', '.join(faults)}; write {mended}"
    if re.search(r",\d{3}$", text):
        described += f", or {mended.replace('.', '')} if the comma groups thousands"
    return described


def rounding_range(printed: str, rule: str) -> ValueRange:
    """Which values print as this number under the rule (table in the module's docstring)?

    `printed` is the number as text, `rule` one of `ROUNDING_RULES`; the range is in the unit of the
    printed number. Raises `ArgumentError` for a text that is no number and for an unknown rule.

    >>> print(rounding_range("6.0", "half_up"), rounding_range("6", "half_up"))
    [5.95, 6.05) [5.5, 6.5)
    >>> print(rounding_range("6.0", "half_down"), rounding_range("0", "half_down"))
    (5.95, 6.05] [-0.5, 0.5]
    >>> print(rounding_range("-3", "truncated"), rounding_range("0", "truncated"))
    (-4, -3] (-1, 1)
    """
    if rule not in _REACH:
        raise ArgumentError(f"rounding rule {rule!r} is unknown; use {', '.join(ROUNDING_RULES)}")
    return _range_of(parse_reported(printed).text, rule)


@lru_cache(maxsize=1 << 16)
def _range_of(printed: str, rule: str) -> ValueRange:
    number = parse_reported(printed)
    inward, outward, inner, outer = _REACH[rule]
    value, unit = Fraction(number.value), number.unit
    if rule == "half_even":
        inner = outer = (value / unit) % 2 == 0
    if value == 0:
        return ValueRange(-outward * unit, outward * unit, outer, outer)
    if value < 0:
        return ValueRange(value - outward * unit, value + inward * unit, outer, inner)
    return ValueRange(value - inward * unit, value + outward * unit, inner, outer)


def counts_that_print_as(printed_percent: str, base: int, *, rule: str) -> range:
    """Which counts out of `base` print as this percentage?

    All whole k in 0..base with 100 k / base in the rounding range. A count is part of its base, so
    a percentage above 100 or below 0 gives an empty range. Raises `ArgumentError` unless `base` is
    a whole number of at least 1.

    The report prints 72 % for 357 of 487, which is 73.3 %:

    >>> counts_that_print_as("72", 487, rule="nearest")  # 348.2 to 353.1
    range(349, 354)
    >>> counts_that_print_as("72", 487, rule="truncated")  # 350.6 to 355.5
    range(351, 356)
    """
    n_base = to_whole(base, "base", at_least=1)
    percent = rounding_range(printed_percent, rule)
    ends = percent.low * n_base / 100, percent.high * n_base / 100
    counts = ValueRange(*ends, percent.low_included, percent.high_included).integers()
    return _overlap(counts, range(n_base + 1))


def bases_that_reproduce(count: int, printed_percent: str, *, max_base: int, rule: str) -> range:
    """On which bases up to `max_base` does `count` print as this percentage?

    All whole b with max(count, 1) <= b <= max_base and 100 count / b in the rounding range; they
    are always consecutive. A count of zero is zero percent of every base. Raises `ArgumentError`
    for a negative count and a `max_base` below 1.

    >>> bases_that_reproduce(357, "72", max_base=1327, rule="nearest")  # 492.4 to 499.3
    range(493, 500)
    """
    n_yes = to_whole(count, "count", at_least=0)
    allowed = range(max(n_yes, 1), to_whole(max_base, "max_base", at_least=1) + 1)
    percent = rounding_range(printed_percent, rule)
    if n_yes == 0:
        return allowed if percent.contains(0) else range(0)
    if percent.high <= 0:
        return range(0)
    # Dividing by the percentage swaps the ends; from zero percent down no base is too large.
    largest = 100 * n_yes / percent.low if percent.low > 0 else Fraction(allowed.stop)
    smallest = 100 * n_yes / percent.high
    bases = ValueRange(smallest, largest, percent.high_included, percent.low_included).integers()
    return _overlap(bases, allowed)


def _overlap(one: range, other: range) -> range:
    """The whole numbers in both ranges."""
    first = max(one.start, other.start)
    return range(first, max(first, min(one.stop, other.stop)))


def to_whole(value: int, name: str, *, at_least: int) -> int:
    """Check a count argument: a whole number, numpy's too, but no float and no truth value."""
    whole = isinstance(value, Rational) and not isinstance(value, bool) and value.denominator == 1
    if not whole or value < at_least:
        raise ArgumentError(f"{name} is {value!r}; give a whole number of at least {at_least}")
    return int(value)
