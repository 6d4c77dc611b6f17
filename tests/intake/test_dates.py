"""Dates and times in the ways that tools write them."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from helpers.intake.dates import read_times, slash_order

NOON = datetime(2024, 10, 3, 14, 15, 4)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-10-03T14:15:04.123+05:00", NOON),
        ("2024-10-03T14:15:04Z", NOON),
        ("2024/10/03 2:15:04 PM GMT+5", NOON),
        ("2024/10/03 2:15:04 PM AST", NOON),
        ("2024/10/03 12:15:04 AM GMT+5", datetime(2024, 10, 3, 0, 15, 4)),
        ("03.10.2024 14:15:04", NOON),
        ("3.10.2024, 14:15:04", NOON),
        ("03.10.2024", datetime(2024, 10, 3)),
        ("45568", datetime(2024, 10, 3)),
        ("45568.5", datetime(2024, 10, 3, 12)),
        ("32.10.2024", None),
        ("вчера", None),
        ("12", None),
    ],
)
def test_one_cell(text, time):
    """What a clock on the wall showed; nothing for what is no date."""
    assert read_times(pl.Series([text])).to_list() == [time]


def test_slashes_are_read_where_the_column_tells_their_order():
    """A day above 12 anywhere decides for the column; without one nothing is guessed."""
    months, days = pl.Series(["10/3/2024", "10/13/2024"]), pl.Series(["3/10/2024", "13/10/2024"])
    assert (slash_order(months), slash_order(days)) == ("month", "day")
    assert slash_order(pl.Series(["3/10/2024", "4/10/2024"])) == "either"
    assert slash_order(pl.Series(["2024-10-03", None])) is None
    assert read_times(months, "month")[0] == read_times(days, "day")[0] == datetime(2024, 10, 3)
    assert read_times(months, "either").null_count() == 2
