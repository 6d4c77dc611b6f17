"""Numbers are known by their check digits; made-up ones belong to nobody."""

from __future__ import annotations

import random

import pytest

from helpers.confidential.identifiers import check_digit, has_check_digit, is_bin, is_iin


def second_opinion(number: str) -> bool:
    """The rule as the decree writes it, in other words."""
    digits = [int(digit) for digit in number]
    control = sum(digit * weight for digit, weight in zip(digits, range(1, 12), strict=False)) % 11
    if control == 10:
        weights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]
        control = sum(digits[place] * weights[place] for place in range(11)) % 11
    return control != 10 and control == digits[11]


def test_check_digits_agree_with_a_second_implementation() -> None:
    """Also where the second weights decide and where no digit fits."""
    drawn = random.Random(20241)
    numbers = [f"{drawn.randrange(10**12):012d}" for _ in range(5000)]
    assert [has_check_digit(each) for each in numbers] == [second_opinion(each) for each in numbers]
    without = [each for each in numbers if check_digit(each) is None]
    assert 0 < len(without) < 100


@pytest.mark.parametrize("place", range(12))
def test_a_wrong_digit_is_noticed(place: int) -> None:
    """Of the ways to mistype one digit of a number, few keep the check digit right."""
    number = "990101600012"
    others = [number[:place] + digit + number[place + 1 :] for digit in "0123456789"]
    # The eleventh digit weighs 11, which is nothing modulo 11.
    assert sum(map(has_check_digit, others)) <= (10 if place == 10 else 2)


@pytest.mark.parametrize(
    "number", ["", "99010160001", "9901016000122", "99010160001x", "٩٩٠١٠١٦٠٠٠١٢"]
)
def test_other_texts_are_no_numbers(number: str) -> None:
    """Too short, too long, letters, digits of other scripts."""
    assert not has_check_digit(number)
    assert not is_iin(number)
    assert not is_bin(number)


def test_no_number_is_both() -> None:
    """The fifth digit tells a day of the month from a kind of entity."""
    drawn = random.Random(20242)
    for _ in range(5000):
        number = f"{drawn.randrange(10**11):011d}"
        whole = f"{number}{check_digit(number)}"
        assert not (is_iin(whole) and is_bin(whole))


def test_a_date_of_birth_must_exist() -> None:
    """30 February has the check digit of some number, but is no birthday."""
    number = "99023060001"
    assert has_check_digit(f"{number}{check_digit(number)}")
    assert not is_iin(f"{number}{check_digit(number)}")
