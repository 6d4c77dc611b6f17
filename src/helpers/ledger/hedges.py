"""Words before a printed number that make it a limit or a rough one: "about 70", "less than 5".

In the column `printed` of a ledger they stand before the number, as words or as signs:

    about           ~70     about, around, nearly, almost, roughly; около, почти, примерно
    less_than       <5      less than, under, below, fewer than; менее, менее чем, меньше
    more_than       >5      more than, over, above, exceeds; более, более чем, больше, свыше
    at_most         ≤5      at most, up to, no more than, not more than; не более, до
    at_least        ≥5      at least, no fewer than, not less than; не менее
"""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.ledger.reported import ValueRange, parse_reported

_WORDS = {
    "about": "~ ≈ about around nearly almost roughly approximately около почти примерно шамамен",
    "at_most": "≤ <= at_most up_to no_more_than not_more_than не_более не_более_чем не_больше до",
    "at_least": "≥ >= at_least no_fewer_than no_less_than not_less_than "
    "не_менее не_менее_чем не_меньше кемінде",
    "less_than": "< less_than fewer_than under below менее менее_чем меньше меньше_чем",
    "more_than": "> more_than over above exceeds более более_чем больше больше_чем свыше",
}
_HEDGES = {
    word.replace("_", " "): hedge for hedge, words in _WORDS.items() for word in words.split()
}
_HEDGED = re.compile(
    rf"\s*({'|'.join(sorted(map(re.escape, _HEDGES), key=len, reverse=True))})\s*(?=[-\d])",
    re.IGNORECASE,
)
# No printed number has so many digits (`claim_checks.MOST_DIGITS`), so this is an open end.
BEYOND = Fraction(10**18)


def split(printed: str) -> tuple[str, str]:
    """The hedge of a printed number, empty without one, and the number by itself.

    >>> split("less than 5"), split("~70"), split("72.0")
    (('less_than', '5'), ('about', '70'), ('', '72.0'))
    """
    found = _HEDGED.match(printed)
    if not found:
        return "", printed
    return _HEDGES[found[1].lower()], printed[found.end() :]


def values_of(hedge: str, printed: str) -> ValueRange:
    """The values that a hedged number stands for.

    "About" leaves half a unit of the last digit that is not zero: 23 000 is 22 500 to 23 500. An
    end of plus or minus `BEYOND` is open.

    >>> print(values_of("about", "23000"), values_of("at_most", "5").high_included)
    [22500, 23500] True
    """
    number = parse_reported(printed)
    value = Fraction(number.value)
    if hedge == "about":
        half = number.unit * 10 ** _trailing(value, number.unit) / 2
        return ValueRange(value - half, value + half)
    includes = hedge.startswith("at_")
    if hedge in ("less_than", "at_most"):
        return ValueRange(-BEYOND, value, False, includes)
    return ValueRange(value, BEYOND, includes, False)


def _trailing(value: Fraction, unit: Fraction) -> int:
    """How many zeros end a number that is given in units of its last digit."""
    digits = str(abs(int(value / unit)))
    return len(digits) - len(digits.rstrip("0")) if value else 0
