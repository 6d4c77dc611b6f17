"""How an edition of the book writes numbers, percentages, ranges and dates.

Babel knows each language's decimal sign and grouping; a non-breaking thin space groups thousands in
Russian and Kazakh, and ranges take an en dash.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from helpers.errors import ArgumentError

# The book is written in the first and translated into the others.
LANGUAGES = ("en", "ru", "kk")
SOURCE = LANGUAGES[0]
QUARTER = Fraction(1, 4)
NARROW_SPACE = "\u202f"
MINUS = "\u2212"
_SPACES = str.maketrans({"\u00a0": NARROW_SPACE, " ": NARROW_SPACE})


@dataclass(frozen=True)
class Edition:
    """One language of the book: `Edition("en")`. Raises `ArgumentError` for another language."""

    language: str

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ArgumentError(
                f"language {self.language!r} has no edition; choose one of {', '.join(LANGUAGES)}"
            )

    @cached_property
    def locale(self) -> Locale:
        """Babel's rules of the language."""
        return Locale.parse(self.language)

    def number(self, value: Fraction | float, decimals: int = 0) -> str:
        """A number with so many decimals, rounded half to even.

        >>> Edition("en").number(23335), Edition("ru").number(Fraction(15, 2), 1)
        ('23,335', '7,5')
        """
        return _number_text(self.language, Fraction(value), decimals)

    def percent(self, value: Fraction | float, decimals: int = 0) -> str:
        """A percentage (0 to 100). What is not 0 or 100 is never shown as 0 or 100.

        >>> Edition("en").percent(76), Edition("en").percent(99.8), Edition("ru").percent(0.2)
        ('76%', '>99%', '<1\\u202f%')
        """
        step = Fraction(1, 10**decimals)
        rounded = round(Fraction(value), decimals)
        if rounded == 0 and value > 0:
            return "<" + self._with_sign(self.number(step, decimals))
        if rounded == 100 and value < 100:
            return ">" + self._with_sign(self.number(100 - step, decimals))
        return self._with_sign(self.number(value, decimals))

    def percent_range(
        self, low: Fraction | float, high: Fraction | float, *, outward: bool = False
    ) -> str:
        """A range of percentages (0 to 100) in whole percents.

        Ends are rounded to nearest, or outward when the range promises to hold the truth.

        >>> Edition("en").percent_range(15.6, 95.07)
        '16–95%'
        >>> Edition("en").percent_range(15.6, 95.07, outward=True)
        '15–96%'
        """
        if outward:
            # Between 0 and 1, and 99 and 100, the end stays one that is written as <1 and >99.
            low = min(low, QUARTER) if 0 < low < 1 else math.floor(low)
            high = max(high, 100 - QUARTER) if 99 < high < 100 else math.ceil(high)
        ends = [self.percent(end).rstrip("%").rstrip(NARROW_SPACE) for end in (low, high)]
        return self._with_sign("–".join(ends))

    def day(self, printed: str) -> str:
        """A date of the ledger, `2024-12-02` or `2024-12`, as the language writes it.

        >>> Edition("en").day("2024-12-02"), Edition("en").day("2024-06")
        ('December 2, 2024', 'June 2024')
        """
        if len(printed) == len("2024-12"):
            month = date.fromisoformat(f"{printed}-01")
            return format_skeleton("yMMMM", month, locale=self.locale)
        return format_date(date.fromisoformat(printed), format="long", locale=self.locale)

    def _with_sign(self, text: str) -> str:
        return f"{text}%" if self.language == "en" else f"{text}{NARROW_SPACE}%"


@lru_cache(maxsize=1 << 14)  # the audit writes the same numbers again and again
def _number_text(language: str, value: Fraction, decimals: int) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    locale = Edition(language).locale
    text = format_decimal(_decimal(value, decimals), format=pattern, locale=locale)
    text = text.replace("-", MINUS)
    return text if language == "en" else text.translate(_SPACES)


def _decimal(value: Fraction | float, decimals: int) -> float | int:
    rounded = round(Fraction(value), decimals)
    return int(rounded) if decimals == 0 else float(rounded)
