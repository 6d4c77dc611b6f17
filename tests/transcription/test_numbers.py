"""Figures, words, shares and dates of a text become what a ledger prints."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.transcription.numbers import find_numbers


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("ru", "превысило 23 000, то есть 1 327,50 и 7.5", ["23000", "1327.50", "7.5"]),
        ("en", "1,240 libraries, 12.50 each, 7,5", ["1240", "12.50", "7.5"]),
        ("kk", "1\u00a0327,5 ұйым", ["1327.5"]),
        ("ru", "два, три или сто двадцать пять НПО", ["2", "3", "125"]),
        ("en", "one hundred and five of two thousand; two and three", ["105", "2000", "2", "3"]),
        ("kk", "жүз отыз бес ұйым, екі өңір", ["135", "2"]),
        ("kk", "70 мың теңге, мың теңге", ["70", "1000"]),
        ("ru", "каждая третья, почти половина, три четверти", ["3", "2", "3/4"]),
        ("en", "one in five, two thirds, half, every fourth", ["5", "2/3", "2", "4"]),
        ("kk", "әрбір үшінші, жартысы, төрттен үші", ["3", "2", "3/4"]),
        (
            "ru",
            "с 19 по 21 февраля 2025 года, в июле 2024",
            ["2025-02-19", "2025-02-21", "2024-07"],
        ),
        ("en", "between 12 and 14 June 2023", ["2023-06-12", "2023-06-14"]),
        ("kk", "2024 жылғы 12 сәуірде", ["2024-04-12"]),
        ("ru", "2–6 раз, 3/4 и ½", ["2", "6", "3/4", "1/2"]),
        ("en", "fell by −5 in the second half of the year", ["-5"]),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(language, text, printed):
    assert [each.printed for each in find_numbers(text, language)] == printed


@pytest.mark.parametrize("text", ["тысячи организаций", "hundreds of forms", "одни и те же НПО"])
def test_words_of_no_definite_number_are_none(text):
    assert not find_numbers(text, "en" if text[0] == "h" else "ru")


def test_a_space_parts_no_thousands_where_commas_do():
    found = find_numbers("Table 2 100 forms", "en", grouped_by_space=False)
    assert [each.printed for each in found] == ["2", "100"]


@given(st.integers(0, 10**9), st.sampled_from(["en", "ru", "kk"]))
def test_every_whole_number_in_figures_is_found_whole(n, language):
    text = f"было {n:,} штук".replace(",", "," if language == "en" else "\u00a0")
    assert [each.printed for each in find_numbers(text, language)] == [str(n)]


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "kk"]))
def test_numbers_of_any_text_stand_in_order_and_no_figure_is_lost(text, language):
    found = find_numbers(text, language)
    inside = {place for each in found for place in range(each.start, each.end)}
    assert all(n in inside for n, letter in enumerate(text) if letter in "0123456789")
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("en", "Korean: .8%, Italian (.6%)", ["0.8", "0.6"]),
        ("en", "p < .05 and p=.01", ["0.05", "0.01"]),
        ("en", "See the text.9 It ends.10", ["9", "10"]),
        ("ru", "См. .9 текста", ["9"]),
    ],
)
def test_decimals_without_their_zero_are_read_in_english(language, text, printed):
    """ ".9%" was once drafted as 9 %: ten times too much. A footnote behind a full stop is none."""
    assert [number.printed for number in find_numbers(text, language)] == printed
