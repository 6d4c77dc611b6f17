"""Dates are read whole, and what is none is left alone."""

import pytest

from helpers.transcription.dates import find_dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("ru", "с сентября по октябрь 2024 года", ["2024-09", "2024-10"]),
        ("en", "13/12/2023 and 12/13/2023, 2023-02-30", ["2023-12-13", "2023-12-13"]),
        ("ru", "31.02.2024 и 18 марта", []),
    ],
)
def test_a_date_needs_a_day_that_is_there_and_a_year(language, text, dates):
    assert [iso for *_, iso in sorted(find_dates(text, language))] == dates
