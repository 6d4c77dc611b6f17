"""How an edition of the book writes numbers, percentages, ranges and dates.

Babel knows each language's decimal sign and grouping; a non-breaking thin space groups thousands in
Russian and Kazakh, and ranges take an en dash.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, get_args

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal

from helpers.errors import ArgumentError
from helpers.paths import ROOT

# What the code says is written in the first and translated into the others.
KNOWN = ("en", "ru", "kk")
CODE = KNOWN[0]


def languages_of(root: Path = ROOT) -> tuple[str, ...]:
    """The languages of a book: what it is written in, then what it is translated into.

    `lang` of `_quarto.yml` says the first, English where it does not; a directory of `locale/` with
    the book's title each of the others.
    """
    project = root / "_quarto.yml"
    found = _LANG.search(project.read_text(encoding="utf-8")) if project.is_file() else None
    source = found[1] if found and found[1] in KNOWN else CODE
    others = (each for each in KNOWN if (root / "locale" / each / "book.po").is_file())
    return (source, *(each for each in others if each != source))


_LANG = re.compile(r"^lang: *[\"']?(\w+)", re.MULTILINE)
LANGUAGES = languages_of()
SOURCE = LANGUAGES[0]
NARROW_SPACE = "\u202f"
MINUS = "\u2212"
_SPACES = str.maketrans({"\u00a0": NARROW_SPACE, " ": NARROW_SPACE})
# A float that was computed from counts of a survey is this near to the fraction it stands for.
_LARGEST_DENOMINATOR = 10**6

End = Literal["low", "high"]
ENDS: tuple[End, ...] = get_args(End)


def round_outward(value: Fraction | float, end: End, decimals: int = 0) -> Fraction:
    """Where does a range with so many decimals end that holds all the exact range holds?

    A low end goes down, a high end up, to the next multiple of 10^-decimals. Every range of the
    book ends so: bounds, because what they promise is proved, and intervals, so that one rule does.
    A float is read as the fraction next to it: 100 * 0.29 is 28.999... and means 29.

    >>> print(round_outward(Fraction(7600, 487), "low"), round_outward(95.07, "high"))
    15 96
    >>> print(round_outward(100 * 0.29, "low"), round_outward(-3.9, "low"))
    29 -4
    """
    exact = Fraction(value)
    if isinstance(value, float):
        exact = exact.limit_denominator(_LARGEST_DENOMINATOR)
    scaled = exact * 10**decimals
    return Fraction(math.floor(scaled) if end == "low" else math.ceil(scaled), 10**decimals)


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

    def number(self, value: Fraction | float, decimals: int = 0, *, end: End | None = None) -> str:
        """A number with so many decimals: rounded half to even, the `end` of a range outward.

        >>> Edition("en").number(23335), Edition("ru").number(Fraction(15, 2), 1)
        ('23,335', '7,5')
        >>> Edition("en").number(Fraction(100, 3), 1, end="high")
        '33.4'
        """
        if end is not None:
            value = round_outward(value, end, decimals)
        return _number_text(self.language, Fraction(value), decimals)

    def points(self, name: str) -> str:
        """The name of a scoring, which is made of its points, with the language's decimal mark.

        >>> Edition("ru").points("3/1.5/0")
        '3/1,5/0'
        """
        return name.replace(".", self.locale.number_symbols["latn"]["decimal"])

    def percent(self, value: Fraction | float, decimals: int = 0, *, end: End | None = None) -> str:
        """A percentage (0 to 100). What is not 0 or 100 is never shown as 0 or 100.

        Rounded half to even, the `end` of a range outward.

        >>> Edition("en").percent(76), Edition("en").percent(99.8), Edition("ru").percent(0.2)
        ('76%', '>99%', '<1\\u202f%')
        >>> Edition("en").percent(Fraction(7600, 487), end="low")
        '15%'
        """
        step = Fraction(1, 10**decimals)
        exact = Fraction(value)
        rounded = round(exact, decimals) if end is None else round_outward(value, end, decimals)
        if rounded == 0 and value > 0:
            return "<" + self._with_sign(self.number(step, decimals))
        if rounded == 100 and value < 100:
            return ">" + self._with_sign(self.number(100 - step, decimals))
        return self._with_sign(self.number(rounded, decimals))

    def percent_range(
        self, low: Fraction | float, high: Fraction | float, decimals: int = 0
    ) -> str:
        """A range of percentages (0 to 100), its ends rounded outward.

        >>> Edition("en").percent_range(15.6, 95.07)
        '15–96%'
        """
        ends = [self.percent(low, decimals, end="low"), self.percent(high, decimals, end="high")]
        return self._with_sign("–".join(end.rstrip("%").rstrip(NARROW_SPACE) for end in ends))

    def day(self, printed: str) -> str:
        """A date of the ledger, `2024-12-02` or `2024-12`, as the language writes it.

        >>> Edition("en").day("2024-12-02"), Edition("en").day("2024-06")
        ('December 2, 2024', 'June 2024')
        """
        if len(printed) == len("2024-12"):
            month = date.fromisoformat(f"{printed}-01")
            return format_skeleton("yMMMM", month, locale=self.locale)
        return format_date(date.fromisoformat(printed), format="long", locale=self.locale)

    def days(self, first: str, last: str) -> str:
        """From a date of the ledger to another of the same form, as the language writes it.

        >>> Edition("ru").days("2024-12-02", "2024-12-04"), Edition("en").days("2024-06", "2024-06")
        ('2–4 дек. 2024\u202fг.', 'June 2024')
        """
        if first == last:
            return self.day(first)
        is_month = len(first) == len("2024-12")
        ends = [date.fromisoformat(f"{end}-01" if is_month else end) for end in (first, last)]
        skeleton = "yMMMM" if is_month else "yMMMMd"
        return format_interval(*ends, skeleton, locale=self.locale)

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
