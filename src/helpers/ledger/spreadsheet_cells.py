"""What a spreadsheet, or a hand in it, made of a cell of a ledger, and what stood there before.

A ledger has decimal points, no thousands spaces and dates in ISO form. Somebody else's comes with
`72,5`, `1 327`, `72 %`, `−5`, `02.12.2024` or 45628, the serial number of a day. Where one meaning
is possible, the cell is read (`mended`). Where two are, or where the spreadsheet destroyed what was
typed (3/4 became the fourth of March), it stays as it is, and `fault_of_spreadsheet` says in one
sentence what happened and what to click.

Serial numbers are those of Excel for Windows and of LibreOffice: day 1 is 1899-12-31.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

AS_TEXT = (
    "format the column as text (Excel: Home > Number > Text; Главная > Число > Текстовый; "
    "LibreOffice: Format > Cells > Text) and type it again as printed"
)
# Columns of ids and formulas: no sign in them is printed anywhere.
TECHNICAL = (
    *("claim_id", "chapter", "variable", "category", "place", "kind", "unit", "base", "formula"),
)

# Nothing that a spreadsheet writes for a date or a number is longer.
LONGEST = 60

# White space and signs that nobody sees, at the ends of a cell.
_UNSEEN = " \t\r\n\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_ENDS = re.compile(rf"\A[{_UNSEEN}]+|[{_UNSEEN}]+\Z")
_WIDE_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f]")
_MINUS = "[\u2010-\u2015\u2212]"

# A number in digits and points, as the ledger has it.
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_GROUP = "[ \u00a0\u2007\u2009\u202f'\u2019]"
_GROUPED = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_GROUP}\d{{3}})+(?![\d])")
_COMMAS = re.compile(r"(?<![\w.,])\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)(?![\d,])")
_POINTS = re.compile(r"(?<![\w.,])\d{1,3}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)(?![\d.])")
# One comma is a decimal one unless it stands where it could part thousands: 1,327.
_DECIMAL = re.compile(r"(?<![\w.,])(?:0*,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{4,},\d+)(?![\d.,])")
_SPACED = re.compile(rf"\d{_GROUP}\d{{3}},\d")
_THOUSANDS_OR_DECIMALS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_PERCENT = re.compile(rf"[{_UNSEEN}]*[%\uff05]\Z")

_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "янв фев мар апр май июн июл авг сен окт ноя дек",
        "январ феврал март апрел мая июн июл август сентябр октябр ноябр декабр",
        "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
    )
    for number, name in enumerate(names.split(), start=1)
}
_MONTH = rf"(?P<month>(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})[^\W\d_]*)\.?"
_PART = r"[-./\s]+"
_CLOCK = r"(?:[ T]+0?0:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(rf"(?P<y>\d{{4}})[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}}){_CLOCK}")
_POINTED = re.compile(rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d{{4}}){_CLOCK}")
_SLASHED = re.compile(rf"(?P<d>\d{{1,2}})([/-])(?P<m>\d{{1,2}})\2(?P<y>\d{{4}}){_CLOCK}")
_MONTH_OF = re.compile(r"(?P<m>\d{1,2})[./](?P<y>\d{4})|(?P<y2>\d{4})[./](?P<m2>\d{1,2})")
_NAMED = re.compile(rf"(?i)(?:(?P<d>\d{{1,2}}){_PART})?{_MONTH}{_PART}(?P<y>\d{{4}}|\d\d)")
# Day and month without a year, or month and a number that may be a year: what Excel shows.
_DAY_OR_MONTH = re.compile(
    rf"(?i)(?:(?P<d>\d{{1,2}}){_PART}{_MONTH}|{_MONTH.replace('<month>', '<month2>')}"
    r"[-./\s]+(?P<n>\d{1,4}))"
)
_SHORT_DATE = re.compile(r"(?P<d>\d{1,2})([./-])(?P<m>\d{1,2})\2(?:\d{4}|\d\d)")
_NO_CENTURY = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d\d")
_TIME = re.compile(r"\d{1,3}:\d\d(?::\d\d)?")
_SERIAL = re.compile(r"[2-5]\d{4}(?:\.0+)?")
_DAY_ZERO = date(1899, 12, 30)

_SHORTENED = re.compile(r"-?\d(?:[.,]\d+)?[eE]\+?-?\d+")
_ERROR = re.compile(
    r"(?i)#(?:REF!|NAME\?|DIV/0!|VALUE!|N/A|NULL!|NUM!|SPILL!|CALC!|FIELD!"
    r"|ССЫЛКА!|ИМЯ\?|ДЕЛ/0!|ЗНАЧ!|Н/Д|ПУСТО!|ЧИСЛО!|ПЕРЕНОС!|ВЫЧИС!)|#{2,}|(?:Err|Ошибка):\d{3}"
)


def mended(cells: Mapping[str, str]) -> dict[str, str]:
    """A row of a ledger as the project writes it, as far as its meaning is certain.

    >>> row = {"kind": " Percent", "printed": "72,5\u00a0%", "formula": "=100 × a ÷ b"}
    >>> mended(row)
    {'kind': 'percent', 'printed': '72.5', 'formula': '100 * a / b'}
    """
    row = {column: trimmed(cell) for column, cell in cells.items()}
    for column in TECHNICAL:
        if not row.get(column, "").isascii():
            row[column] = _WIDE_SPACE.sub(" ", row[column])
    row["kind"] = row["kind"].lower()
    if not _PLAIN.fullmatch(row["printed"]) or row["kind"] == "date":
        is_share = row["kind"] == "percent" or row.get("unit") in ("percent", "%")
        row["printed"] = (
            mended_date(row["printed"])
            if row["kind"] == "date"
            else mended_number(row["printed"], percent=is_share)
        )
    if row.get("formula"):
        row["formula"] = mended_formula(row["formula"])
    if row.get("base") and not row["base"].isidentifier():
        row["base"] = mended_formula(row["base"])
    return row


def trimmed(cell: str) -> str:
    """A cell without white space at its ends, nor the apostrophe that keeps a number a text."""
    text = _ENDS.sub("", cell) if cell and not (cell[0].isalnum() and cell[-1].isalnum()) else cell
    return text[1:] if text[:1] == "'" and text[1:2].isdigit() else text


def mended_number(text: str, *, percent: bool = False) -> str:
    """A printed number with decimal point, minus and without spaces, where that is certain.

    Words and signs before it ("about", "<") stay. `percent` allows a percent sign at its end.
    A comma or point before exactly three digits stays as well: 1,327 may be either.

    >>> [mended_number(each) for each in ("1 327,5", "−3", "1,327", "1.234.567", "about 70,5")]
    ['1327.5', '-3', '1,327', '1234567', 'about 70.5']
    """
    if _SHORTENED.fullmatch(text):
        return text
    if percent:
        text = _PERCENT.sub("", text)
    text = re.sub(rf"(?<![\w.,]){_MINUS}\s?(?=[\d.,])", "-", text, count=1)
    text = re.sub(r"\A\+(?=\d)", "", text)
    if _SPACED.search(text):  # spaces part the thousands, so the comma does not
        text = text.replace(",", ".")
    text = _GROUPED.sub(lambda found: re.sub(_GROUP, "", found[0]), text)
    text = _COMMAS.sub(lambda found: found[0].replace(",", ""), text)
    text = _POINTS.sub(lambda found: found[0].replace(".", "").replace(",", "."), text)
    text = _DECIMAL.sub(lambda found: found[0].replace(",", "."), text)
    text = _WIDE_SPACE.sub(" ", text)  # between words, such as "at most 5"
    return re.sub(r"(?<![\w.])\.(?=\d)", "0.", text)


def has_decimal_comma(text: str) -> bool:
    """Whether a comma in a number can only part its decimals.

    >>> [has_decimal_comma(each) for each in ("72,5", "1,327", "72.5")]
    [True, False, False]
    """
    return "," in text and bool(_DECIMAL.search(text) or _SPACED.search(text))


def may_be_thousands(text: str) -> bool:
    """Whether a point stands where it could part thousands, too: 1.327."""
    return bool(_THOUSANDS_OR_DECIMALS.fullmatch(text))


def mended_formula(text: str) -> str:
    """A formula without the sign of equality before it, its operators those of a keyboard.

    >>> mended_formula("=0,5 × (a − b) ÷ 1\u00a0327")
    '0.5 * (a - b) / 1327'
    """
    if text.isascii() and text[0] not in "=+'" and not re.search(r"\d[ ,']\d", text):
        return text
    text = re.sub(r"[\u00d7\u22c5\u2219\u00b7]", "*", text.lstrip("'=+ "))
    text = re.sub(_MINUS, "-", text.replace("\u00f7", "/"))
    return mended_number(_WIDE_SPACE.sub(" ", text))


def mended_date(text: str) -> str:
    """A date in ISO form, where it can be only one; a month alone stays one.

    >>> [mended_date(each) for each in ("45628", "02.12.2024", "дек.24", "02/12/2024")]
    ['2024-12-02', '2024-12-02', '2024-12', '02/12/2024']
    """
    text = re.sub(r"\s*(?:года|г\.?|жыл|ж\.)\Z", "", text)
    if _SERIAL.fullmatch(text):
        return (_DAY_ZERO + timedelta(days=int(float(text)))).isoformat()
    if found := _ISO.fullmatch(text) or _POINTED.fullmatch(text):
        return _iso(found["y"], found["m"], found["d"]) or text
    if found := _SLASHED.fullmatch(text):
        ways = {_iso(found["y"], found["m"], found["d"]), _iso(found["y"], found["d"], found["m"])}
        ways.discard("")
        return ways.pop() if len(ways) == 1 else text
    if found := _MONTH_OF.fullmatch(text):
        day = _iso(found["y"] or found["y2"], found["m"] or found["m2"], "1")
        return day[:7] or text
    if found := _NAMED.fullmatch(text):
        year = found["y"] if len(found["y"]) == 4 else f"20{found['y']}"
        day = _iso(year, str(_month(found["month"])), found["d"] or "1")
        return (day if found["d"] else day[:7]) or text
    return text


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> int:
    small = name.lower()
    return next(_MONTHS[small[:n]] for n in range(8, 2, -1) if small[:n] in _MONTHS)


def fault_of_spreadsheet(text: str, *, is_date: bool = False) -> str:
    """What a spreadsheet destroyed in a cell, and what to click; empty when nothing shows.

    `is_date` says that a date is meant, of which only the day or the order may be doubtful.

    >>> print(fault_of_spreadsheet("04.мар").partition(";")[0])
    '04.мар' is a date that the spreadsheet made of something else, perhaps of 4.3, 4/3, 3/4 or 4-3
    """
    if len(text) > LONGEST:
        return ""
    if _ERROR.fullmatch(text):
        return f"{text!r} is an error or a narrow column of the spreadsheet; {AS_TEXT}"
    if _SHORTENED.fullmatch(text):
        return f"{text!r} is a number that the spreadsheet shortened; {AS_TEXT}"
    if is_date:
        return _fault_of_order(text)
    if made_of := _typed_before(text):
        what = f"a date that the spreadsheet made of something else, perhaps of {made_of}"
        return f"{text!r} is {what}; {AS_TEXT}"
    if _TIME.fullmatch(text):
        return f"{text!r} is a time that the spreadsheet made of something else; {AS_TEXT}"
    return ""


def _fault_of_order(text: str) -> str:
    if found := _SLASHED.fullmatch(text):
        ways = [
            _iso(found["y"], found["m"], found["d"]),
            _iso(found["y"], found["d"], found["m"]),
        ]
        if all(ways):
            return f"{text!r} may be {ways[0]} or {ways[1]}; write the one that is meant"
    if _DAY_OR_MONTH.fullmatch(text) or _NO_CENTURY.fullmatch(text):
        return f"{text!r} does not say its year, or not in full; write it as 2024-12-02 or 2024-12"
    return ""


def _typed_before(text: str) -> str:
    """What may have been typed where a date without meaning stands now."""
    in_digits = (each.fullmatch(text) for each in (_ISO, _POINTED, _SLASHED, _SHORT_DATE))
    if found := next(filter(None, in_digits), None):
        day, month = int(found["d"]), int(found["m"])
    elif found := _DAY_OR_MONTH.fullmatch(text):
        month = _month(found["month"] or found["month2"])
        day = int(found["d"] or found["n"])
    elif found := _NAMED.fullmatch(text):
        month, day = _month(found["month"]), int(found["d"] or found["y"])
    else:
        return ""
    return f"{day}.{month}, {day}/{month}, {month}/{day} or {day}-{month}"
