"""A cell is read where it can mean one thing; where it cannot, one sentence says what happened."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.ledger.reported import parse_reported
from helpers.ledger.spreadsheet_cells import (
    fault_of_spreadsheet,
    mended,
    mended_date,
    mended_formula,
    mended_number,
)

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("72,5", "72.5"), ("0,125", "0.125"), ("12,3456", "12.3456"), (",5", "0.5")),
        *(("1 327", "1327"), ("1\u00a0327,50", "1327.50"), ("1\u202f327\u202f000", "1327000")),
        *(("1 327,500", "1327.500"), ("1327,500", "1327.500"), ("1'327", "1327")),
        *(("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234.567", "1234567")),
        *(("\u22125", "-5"), ("\u2013 0,5", "-0.5"), ("+7", "7"), ("6.0", "6.0")),
        *(("<5,5", "<5.5"), ("about 1 327", "about 1327"), ("~72,5", "~72.5"), ("3/4", "3/4")),
    ],
)
def test_a_number_of_one_meaning_is_read(typed: str, meant: str) -> None:
    """Decimal commas, spaces between thousands, a typographic minus; what precedes it stays."""
    assert mended_number(typed) == meant


@pytest.mark.parametrize("text", ["1,327", "12 34", "5\u20137", "1,2,3", "35I", "1 32", "72 %"])
def test_a_number_of_two_meanings_stays(text: str) -> None:
    """A comma before three digits may part thousands; a range is no number."""
    assert mended_number(text) == text


def test_a_percent_sign_belongs_to_a_percentage() -> None:
    """In a count it says that the kind is wrong, so it stays there."""
    assert mended({"kind": "percent", "printed": "72,5\u00a0%"})["printed"] == "72.5"
    assert mended({"kind": "count", "printed": "72 %"})["printed"] == "72 %"


@repeatable
@given(
    st.integers(-(10**9), 10**9),
    st.text("0123456789", max_size=4),
    st.sampled_from(" \u00a0\u2009\u202f"),
)
def test_whatever_a_russian_spreadsheet_shows_is_read(whole: int, decimals: str, gap: str) -> None:
    """Thousands apart, decimals behind a comma, zeros at their end kept; 1,000 may be either."""
    plain = f"{whole}.{decimals}" if decimals else str(whole)
    shown = f"{whole:,}".replace(",", gap).replace("-", "\u2212")
    typed = f"{shown},{decimals}" if decimals else shown
    is_doubtful = len(decimals) == 3 and 0 < abs(whole) < 1000
    assert mended_number(typed) == (typed.replace("\u2212", "-") if is_doubtful else plain)
    assert parse_reported(plain).decimals == len(decimals)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("45628", "2024-12-02"), ("02.12.2024", "2024-12-02"), ("2.12.2024", "2024-12-02")),
        *(("2024-12-02 00:00:00", "2024-12-02"), ("2024/12/2", "2024-12-02")),
        *(("12/13/2024", "2024-12-13"), ("13/12/2024", "2024-12-13"), ("05/05/2024", "2024-05-05")),
        *(("дек.24", "2024-12"), ("Dec-24", "2024-12"), ("2 декабря 2024 г.", "2024-12-02")),
        *(("12.2024", "2024-12"), ("желтоқсан 2024", "2024-12"), ("2024-12", "2024-12")),
        *(("31.02.2024", "31.02.2024"), ("02/12/2024", "02/12/2024"), ("2024", "2024")),
    ],
)
def test_a_date_of_one_meaning_is_read(typed: str, meant: str) -> None:
    """Serial numbers, points, months by name; a day that is none and a doubtful order stay."""
    assert mended_date(typed) == meant


@repeatable
@given(st.dates(date(1960, 1, 1), date(2060, 1, 1)))
def test_the_serial_number_of_a_day_is_the_day(day: date) -> None:
    """Counted as Excel counts, whose 1 January 1900 is day 1 and whose 1 March 1900 is day 61."""
    assert mended_date(str(61 + (day - date(1900, 3, 1)).days)) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(("04.мар", "perhaps of 4.3, 4/3, 3/4 or 4-3;"), ("4-Mar", "3/4"), ("Mar-04", "3/4")),
        *(("03.04.2026", "perhaps of 3.4, 3/4, 4/3 or 3-4;"), ("2026-05-01 00:00:00", "1.5, 1/5")),
        *(("1,23E+05", "that the spreadsheet shortened"), ("03:04:00", "is a time")),
        *(("#ИМЯ?", "is an error"), ("#NAME?", "is an error"), ("#####", "narrow column")),
    ],
)
def test_what_a_spreadsheet_destroyed_is_named(text: str, said: str) -> None:
    """With what may have been typed, and what to click in Excel, also a Russian one."""
    fault = fault_of_spreadsheet(text)
    assert said in fault
    assert repr(text) in fault
    assert "Главная > Число > Текстовый" in fault


@pytest.mark.parametrize(
    "text", ["", "72.5", "3/4", "1990", "5-7", "text", "100 * a / b", "9" * 99]
)
def test_what_no_spreadsheet_made_is_no_fault_of_one(text: str) -> None:
    """Numbers, fractions, words and formulas."""
    assert fault_of_spreadsheet(text) == ""


def test_a_doubtful_date_names_both_days() -> None:
    """Or says that its year is missing; a date in full is none of these."""
    fault = fault_of_spreadsheet("02/12/2024", is_date=True)
    assert "may be 2024-12-02 or 2024-02-12" in fault
    for text in ("24-Dec", "02.12.24"):
        assert "does not say its year" in fault_of_spreadsheet(text, is_date=True)
    assert fault_of_spreadsheet("2024-12-02", is_date=True) == ""


def test_a_formula_is_read_with_the_signs_of_print() -> None:
    """The sign of equality before it, × ÷ − and decimal commas; ids stay as they are."""
    assert mended_formula("=100 \u00d7 a_1 \u00f7 (b \u2212 1,5)") == "100 * a_1 / (b - 1.5)"
    assert mended_formula("100 * a / b") == "100 * a / b"
    cells = {
        "kind": "count",
        "printed": "не\u00a0более 1\u00a0327",
        "base": "1 327 \u2212 declined",
    }
    assert mended(cells) == {
        "kind": "count",
        "printed": "не более 1327",
        "base": "1327 - declined",
    }


def test_ids_lose_what_nobody_sees() -> None:
    """Spaces round them, also those that do not break; kinds lose their capitals."""
    row = {"claim_id": "\u00a0a ", "kind": "Count ", "printed": " 5", "unit": "one\u00a0in N"}
    assert mended(row) == {"claim_id": "a", "kind": "count", "printed": "5", "unit": "one in N"}
    assert not re.search(r"\s\Z", mended(row | {"note": "said\u00a0so \u200b"})["note"])
