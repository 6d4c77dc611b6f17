"""Identification numbers of Kazakhstan: IIN of a person, BIN of a legal entity.

Both have twelve digits; the last is a check digit of the first eleven. Digits a1..a11 are weighted
1..11 and summed modulo 11; where that is 10, they are weighted 3..11, 1, 2; where that is 10 again,
the number is not given out.

    IIN  YYMMDD of birth, century and sex (1 to 6), four digits of a serial number, check digit
    BIN  YYMM of registration, kind of entity (4 resident, 5 non-resident, 6 sole proprietors
         together), part of it (0 head office, 1 branch, 2 representative office, 3 another unit,
         4 farm), five digits of a serial number, check digit

The fifth digit tells them apart: a day of the month starts with 0 to 3. Since Government decree 853
of 26 August 2013 an IIN need not repeat the date of birth, so that whoever looks for numbers in a
text asks `has_check_digit` alone.

Source: Rules of forming an identification number, Government decree 406 of 22 May 2007. The numbers
below belong to nobody: they are of people born in 2099 and organisations registered in 2060.
"""

from __future__ import annotations

import re
from datetime import date

LENGTH = 12
_WEIGHTS = (tuple(range(1, 12)), (*range(3, 12), 1, 2))
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_NUMBER = re.compile(r"[0-9]{12}")
_BIN = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])[4-6][0-4][0-9]{6}")


def check_digit(digits: str) -> int | None:
    """The twelfth digit that belongs to the first eleven; `None` where there is none.

    >>> check_digit("99010160001"), check_digit("00000000281")
    (2, None)
    """
    for weights in _WEIGHTS:
        remainder = sum(map(int.__mul__, map(int, digits[:11]), weights)) % 11
        if remainder < 10:
            return remainder
    return None


def has_check_digit(number: str) -> bool:
    """Whether a text is twelve digits, the last of which belongs to the others.

    One in ten numbers written at random is so.

    >>> has_check_digit("990101600012"), has_check_digit("990101600013"), has_check_digit("99")
    (True, False, False)
    """
    return bool(_NUMBER.fullmatch(number)) and check_digit(number) == int(number[-1])


def is_iin(number: str) -> bool:
    """Whether a text is an IIN: a date of birth, a century, a check digit.

    >>> is_iin("990101600012"), is_iin("991301600012")
    (True, False)
    """
    if not has_check_digit(number) or number[6] not in _CENTURIES:
        return False
    year = _CENTURIES[number[6]] + int(number[:2])
    try:
        date(year, int(number[2:4]), int(number[4:6]))
    except ValueError:
        return False
    return True


def is_bin(number: str) -> bool:
    """Whether a text is a BIN: year and month of registration, kind and part, a check digit.

    >>> is_bin("600140000127"), is_bin("601340000127")
    (True, False)
    """
    return bool(_BIN.fullmatch(number)) and has_check_digit(number)
