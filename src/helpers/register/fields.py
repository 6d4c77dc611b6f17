"""Cells of a register as values: BIN, year, date, amounts, whether a report is a zero report."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.confidential.identifiers import has_check_digit, is_bin, is_iin
from helpers.intake.wording import plain
from helpers.register.rules import Rules

_ROUNDED = re.compile(r"\d+(?:[.,]\d+)?[eе]\+?\d+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{2})-(\d{2})")


class Bin(NamedTuple):
    """A BIN and what was said of the cell: a rule of `helpers.register.reasons`, or nothing."""

    number: str | None
    rule: str = ""


def read_bin(cell: str | None) -> Bin:
    """The BIN of a cell.

    A spreadsheet that takes a BIN for a number drops the zeros in front; they are put back where
    the check digit agrees. One that shows it as 6,0014E+11 has dropped digits for good.

    >>> read_bin("600140000127"), read_bin("6,0014E+11")
    (Bin(number='600140000127', rule=''), Bin(number=None, rule='bin_rounded'))
    """
    if not cell:
        return Bin(None, "bin_missing")
    if _ROUNDED.fullmatch(cell):
        return Bin(None, "bin_rounded")
    digits = re.sub(r"\D", "", re.sub(r"[.,]0$", "", cell))
    if is_bin(digits):
        return Bin(digits)
    if 8 <= len(digits) < 12 and is_bin(digits.zfill(12)):
        return Bin(digits.zfill(12), "bin_zeros")
    if not digits:
        return Bin(None, "bin_missing")
    if len(digits) != 12:
        return Bin(None, "bin_length")
    if is_iin(digits):
        return Bin(None, "bin_person")
    return Bin(None, "bin_form" if has_check_digit(digits) else "bin_check_digit")


def read_year(cell: str | None) -> int | None:
    """The last year that a cell names: "2023", "за 2023 год", "01.01.2023-31.12.2023".

    >>> read_year("2023 жыл"), read_year("I квартал")
    (2023, None)
    """
    years = _YEAR.findall(cell or "")
    return int(years[-1]) if years else None


def read_day(cell: str | None) -> str | None:
    """A date as ISO 8601.

    >>> read_day("05.03.2024"), read_day("2024-03-05 10:00:00"), read_day("весной")
    ('2024-03-05', '2024-03-05', None)
    """
    if found := _ISO_DAY.search(cell or ""):
        return found.group()
    if found := _DAY.search(cell or ""):
        day, month, year = found.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return None


def read_amount(cell: str | None) -> float | None:
    """An amount of money; a dash is nothing, and words are no amount.

    >>> read_amount("1 200,50 тг"), read_amount("-"), read_amount("нет данных")
    (1200.5, 0.0, None)
    """
    if not cell:
        return None
    if not cell.strip(" -–—"):
        return 0.0
    text = re.sub(r"(?:тенге|теңге|тг\.?|kzt|₸)\s*$", "", cell.lower())
    text = re.sub(r"[\s'\u00a0]", "", text)
    text = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def is_zero_report(
    said: str | None, income: str | None, expenses: str | None, rules: Rules
) -> bool | None:
    """Whether a report is a zero report; None where neither column nor amounts say so."""
    if (answer := rules.zero.get(plain(said or ""))) is not None:
        return answer
    amounts = [read_amount(cell) for cell in (income, expenses)]
    known = [amount for amount in amounts if amount is not None]
    return not any(known) if known else None
