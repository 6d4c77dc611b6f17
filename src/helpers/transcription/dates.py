"""Dates of a text, in figures and with the month's name, in English, Russian and Kazakh.

A period of two days or months in one year is two dates. A day without a year is no date, since
nothing says which one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

_MONTHS = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "ru": "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
}
_NAMES = {
    "en": "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)",
    "ru": "(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|ем|е)"
    "|(?:март|август)(?:а|у|ом|е)?|ма(?:й|я|ю|ем|е))",
    "kk": rf"(?:{_MONTHS['kk'].replace(' ', '|')})\w{{0,4}}",
}
_YEAR = r"((?:19|20)[0-9]{2})"
_DAY = r"([0-9]{1,2})"
_RANGE = r"\s?[-\u2013\u2014]\s?"
_FIGURES = re.compile(
    rf"(?<![0-9.]){_DAY}\.([0-9]{{1,2}})\.{_YEAR}(?![0-9])"
    rf"|(?<![0-9-]){_YEAR}-([0-9]{{2}})-([0-9]{{2}})(?![0-9-])"
    rf"|(?<![0-9/]){_DAY}/([0-9]{{1,2}})/{_YEAR}(?![0-9/])"
)
_NO_DIGIT = r"(?<![0-9.,])"


def find_dates(small: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and ISO form of each date of a text in small letters.

    >>> list(find_dates("с 2 по 4 декабря 2024 года", "ru"))
    [(2, 3, '2024-12-02'), (7, 21, '2024-12-04')]
    >>> [iso for *_, iso in find_dates("april 12, 2005; in july 2024; 10.04.2025", "en")]
    ['2025-04-10', '2005-04-12', '2024-07']
    """
    taken: set[int] = set()
    for start, end, iso in _candidates(small, language):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end, iso


def _candidates(small: str, language: str) -> Iterator[tuple[int, int, str]]:
    """The fullest readings first: a month and a year are also part of a day's date."""
    for found in _FIGURES.finditer(small):
        year, month, day = _of_figures(found)
        if iso := _iso(year, month, day):
            yield *found.span(), iso
    for pattern in _patterns(language):
        for found in pattern.finditer(small):
            yield from _of_names(found, language)


def _of_figures(found: re.Match[str]) -> tuple[int, int, int]:
    if found[3]:
        return int(found[3]), int(found[2]), int(found[1])
    if found[4]:
        return int(found[4]), int(found[5]), int(found[6])
    # 4/13/2024 can only be the month first; otherwise the day is.
    day, month = int(found[7]), int(found[8])
    return (int(found[9]), day, month) if month > 12 else (int(found[9]), month, day)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Day, month and year first, then month and year; each with the earlier end of a period."""
    name = _NAMES[language]
    day, month, year = "(?P<day>[0-9]{1,2})", f"(?P<month>{name})", "(?P<year>(?:19|20)[0-9]{2})"
    day0, month0 = "(?P<day0>[0-9]{1,2})", f"(?P<month0>{name})"
    end = "(?![0-9])"
    if language == "en":
        th, to = "(?:st|nd|rd|th)?", rf"(?:{_RANGE}| to | and )"
        forms = (
            rf"{_NO_DIGIT}(?:{day0}{th}{to})?{day}{th}(?: of)? {month},? {year}{end}",
            rf"\b{month} (?:{day0}{th}{to})?{day}{th},? {year}{end}",
            rf"\b(?:{month0}{to})?{month},? {year}{end}",
        )
    elif language == "ru":
        to = rf"(?:{_RANGE}| по | и | до )"
        forms = (
            rf"{_NO_DIGIT}(?:{day0}{to})?{day} {month},? {year}{end}",
            rf"\b(?:{month0}{to})?{month},? {year}{end}",
        )
    else:
        forms = (
            rf"{_NO_DIGIT}{year} жыл\w* (?:{day0}{_RANGE})?{day}[ -]{month}",
            rf"{_NO_DIGIT}(?:{day0}{_RANGE})?{day} {month} {year}{end}",
            rf"{_NO_DIGIT}{year} жыл\w* {month}",
            rf"\b{month} {year}{end}",
        )
    return tuple(re.compile(form) for form in forms)


def _of_names(found: re.Match[str], language: str) -> Iterator[tuple[int, int, str]]:
    named = found.groupdict()
    year, month = int(named["year"]), _month(named["month"], language)
    day = int(named["day"]) if named.get("day") else 0
    iso = _iso(year, month, day) if day else f"{year}-{month:02d}"
    if not iso:
        return
    first = next((name for name in ("day0", "month0") if named.get(name)), "")
    if first == "day0" and (earlier := _iso(year, month, int(named["day0"]))):
        yield *found.span("day0"), earlier
    elif first:
        yield *found.span(first), f"{year}-{_month(named['month0'], language):02d}"
    places = [found.start(name) for name in ("day", "month", "year") if named.get(name)]
    yield min(places), found.end(), iso


def _month(name: str, language: str) -> int:
    months = _MONTHS[language].split()
    return 1 + max(
        (n for n, stem in enumerate(months) if name.startswith(stem)),
        key=lambda n: len(months[n]),
    )


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
