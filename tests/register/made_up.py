"""A made-up register of 25,000 reports whose fate at every step is known before it is read.

The numbers belong to nobody (organisations registered in 2060, or farms together with others in
2000), the names are "Пример 1", and every row carries the mark of made-up rows. What is left at
the steps that the report counts is what it printed.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from itertools import count

from helpers.confidential.identifiers import check_digit
from helpers.synthetic.watermark import COLUMN, TEXT

SIZE = 25_000
HEADINGS = (
    *("№", "БИН", "Наименование организации", "Область", "Вид деятельности", "Статус"),
    *("Отчетный год", "Дата сдачи отчета", "Доходы", "Расходы", "Телефон", COLUMN),
)
# Rows by what becomes of them; the rest has another activity.
FATES = {
    "blank_row": 12,
    "row_shape": 8,
    "activity_missing": 55,
    "bin_missing": 21,
    "bin_rounded": 9,
    "bin_length": 7,
    "bin_check_digit": 13,
    "bin_form": 4,
    "bin_person": 5,
    "repeat": 300,
    "liquidated": 230,
    "silent": 551,
    "kept": 487,
}
OTHER = SIZE - sum(FATES.values())
ZEROS_LOST = 40
ZERO_REPORTS = 357
UNKNOWN = 3  # organisations of the frame without a region that is known
PLACES = {
    "almaty_city": (56, ("г. Алматы", "Алматы қаласы", "АЛМАТЫ")),
    "atyrau": (55, ("Атырауская область", "Атырау облысы", "Атырауская обл., г. Атырау")),
    "astana": (49, ("Астана", "Нур-Султан", "г.Астана")),
}
ELSEWHERE = ("Костанайская область", "Жамбыл облысы", "область Абай", "Turkistan Region")
RELEVANT = (
    "Охрана окружающей среды",
    "в сфере охраны окружающей среды; экология",
    "ОХРАНА  ОКРУЖАЮЩЕЙ СРЕДЫ",
    "Қоршаған ортаны қорғау",
)
IRRELEVANT = ("Образование", "Охрана здоровья", "Окружающий мир детям", "Мәдениет", "Среда охраны")
ALIVE = ("Действующий", "зарегистрирована", "не ликвидирован", "Әрекет етеді")
GONE = ("Ликвидирован", "в стадии ликвидации", "Таратылды", "исключена из реестра")


def rows(seed: int = 2024) -> list[list[str]]:
    """All rows in a mixed order; a later report follows or precedes the one it replaces."""
    drawn = random.Random(seed)
    made = list(_made(drawn))
    drawn.shuffle(made)
    return made


def as_csv(made: list[list[str]], separator: str = ",") -> str:
    """The rows as a CSV with its heading."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerows([HEADINGS, *made])
    return text.getvalue()


def number(serial: int, *, head: str = "601240") -> str:
    """A BIN of nobody; the serial number is taken up where it has no check digit."""
    for serial_number in count(serial * 3):
        digit = check_digit(f"{head}{serial_number:05d}")
        if digit is not None:
            return f"{head}{serial_number:05d}{digit}"
    raise AssertionError


def _made(drawn: random.Random) -> Iterator[list[str]]:
    serials = count(1)
    kept = list(_kept(drawn, serials))
    yield from kept
    for row in drawn.sample(kept, FATES["repeat"]):
        # Of the same year but handed in before, or of an earlier year and handed in later.
        year, day = drawn.choice([(row[6], "10.01.2024"), ("2021", "2024-06-01")])
        yield [*row[:6], year, day, *row[8:]]
    for _ in range(FATES["liquidated"]):
        yield _row(drawn, number(next(serials)), status=drawn.choice(GONE))
    for _ in range(FATES["silent"]):
        year = str(drawn.randint(2015, 2021))
        yield _row(drawn, number(next(serials)), year=year, day=f"{year}-03-05")
    for _ in range(OTHER):
        yield _row(drawn, number(next(serials)), activity=drawn.choice(IRRELEVANT))
    for _ in range(FATES["activity_missing"]):
        yield _row(drawn, number(next(serials)), activity=" ")
    yield from _invalid(drawn, serials)
    yield from ([""] * len(HEADINGS) for _ in range(FATES["blank_row"]))
    yield from (_row(drawn, number(next(serials)))[:7] for _ in range(FATES["row_shape"]))


def _kept(drawn: random.Random, serials: Iterator[int]) -> Iterator[list[str]]:
    regions = [drawn.choice(names) for n, names in PLACES.values() for _ in range(n)]
    regions += ["Атлантида"] * UNKNOWN
    regions += [drawn.choice(ELSEWHERE) for _ in range(FATES["kept"] - len(regions))]
    for place, region in enumerate(regions):
        zero = place * 7 % FATES["kept"] < ZERO_REPORTS
        amounts = ("0", "-") if zero else ("1 200 000,00", "0")
        bin_ = number(next(serials))
        if place < ZEROS_LOST:
            bin_ = str(int(number(place + 1, head="000164")))
        year = drawn.choice(("2022", "за 2023 год", "2023"))
        row = _row(drawn, bin_, region=region, year=year, day="05.03.2024")
        yield [*row[:8], *amounts, *row[10:]]


def _invalid(drawn: random.Random, serials: Iterator[int]) -> Iterator[list[str]]:
    right = number(next(serials))
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    cells = {
        "bin_missing": "нет",
        "bin_rounded": "6,0124E+11",
        "bin_length": right[:7],
        "bin_check_digit": wrong,
        "bin_form": "991301600012",
        "bin_person": "990101600012",
    }
    for fate, cell in cells.items():
        yield from (_row(drawn, cell) for _ in range(FATES[fate]))


def _row(
    drawn: random.Random,
    bin_: str,
    *,
    activity: str = "",
    status: str = "",
    region: str = "Костанайская область",
    year: str = "2023",
    day: str = "2024-02-29",
) -> list[str]:
    serial = drawn.randrange(10**4)
    return [
        *(str(serial), bin_, f"ОФ «Пример {serial}»", region),
        *(activity or drawn.choice(RELEVANT), status or drawn.choice(ALIVE), year, day),
        *("100", "100", drawn.choice(("", "+7 701 000 00 00")), TEXT),
    ]
