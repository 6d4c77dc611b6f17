"""Cells as people and spreadsheets write them."""

from __future__ import annotations

import pytest

from helpers.register.fields import is_zero_report, read_amount, read_bin, read_day, read_year
from helpers.register.rules import load_rules


@pytest.mark.parametrize(
    ("cell", "number", "rule"),
    [
        ("600140000127", "600140000127", ""),
        (" 6001 4000 0127", "600140000127", ""),
        ("'600140000127", "600140000127", ""),
        ("600140000127.0", "600140000127", ""),
        ("6,0014E+11", None, "bin_rounded"),
        ("6.00E+11", None, "bin_rounded"),
        ("600140000128", None, "bin_check_digit"),
        ("60014000012", None, "bin_length"),
        ("6001400001270", None, "bin_length"),
        ("990101600012", None, "bin_person"),
        ("нет", None, "bin_missing"),
        ("-", None, "bin_missing"),
        (None, None, "bin_missing"),
    ],
)
def test_read_bin(cell: str | None, number: str | None, rule: str) -> None:
    """A BIN in any dress, or the reason why it is none."""
    assert read_bin(cell) == (number, rule)


def test_zeros_lost_in_front_are_put_back_where_the_check_digit_agrees() -> None:
    """A spreadsheet takes 000164000036 for 164000036."""
    from tests.register.made_up import number

    whole = number(1, head="000164")
    assert read_bin(str(int(whole))) == (whole, "bin_zeros")
    assert read_bin(str(int(whole) + 1)).number is None


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("0", 0), ("0,00", 0), ("–", 0), ("1 200 000,50", 1200000.5), ("1,200,000", 1200000),
        ("12.5", 12.5), ("1\u00a0000 тенге", 1000), ("1500 ₸", 1500), ("нет", None), ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_read_amount(cell: str | None, amount: float | None) -> None:
    """Spaces, both marks of thousands and decimals, the currency."""
    assert read_amount(cell) == amount


@pytest.mark.parametrize(
    ("said", "income", "expenses", "is_zero"),
    [
        ("да", "5", None, True),
        ("Жоқ", "0", "0", False),
        (None, "0", "-", True),
        (None, "0", "100", False),
        (None, "0", None, True),
        (None, "нет данных", None, None),
        (None, None, None, None),
        ("может быть", None, "0", True),
    ],
)
def test_zero_reports(
    said: str | None, income: str | None, expenses: str | None, is_zero: bool | None
) -> None:
    """The column decides, then the amounts; where neither speaks, nobody knows."""
    assert is_zero_report(said, income, expenses, load_rules()) is is_zero


def test_years_and_days() -> None:
    """The last year of a period; days in two orders."""
    assert read_year("01.01.2023-31.12.2023") == read_year("2023 г.") == 2023
    assert read_year("600140000127") is None
    assert read_day("5/3/2024") == read_day("2024-03-05T10:00") == "2024-03-05"
