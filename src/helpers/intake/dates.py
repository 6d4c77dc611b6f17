"""Dates and times of a column, in whatever of the usual ways they were written.

    2024-10-03, 2024-10-03T14:15:04.123+05:00, 2024/10/03 2:15:04 PM GMT+5     year first
    03.10.2024 14:15                                                           day first
    10/3/2024 14:15:04           month or day first: whichever all rows of the column allow
    45568.59                     days since 1899-12-30, as spreadsheets count

The time is what a clock on the wall showed: zones are dropped, since a day of work is a day there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

_TIME = r"(?:[T,\s]+(?P<h>\d{1,2}):(?P<i>\d{2})(?::(?P<s>\d{2}))?[\d.]*\s*(?P<p>[AaPp])?\.?[Mm]?)?"
_ZONE = r"\.?\s*(?:Z|UTC|GMT|[A-Z]{3,4})?\s*(?:[+\-−]\d{1,2}(?::?\d{2})?)?$"
_YEAR_FIRST = rf"^(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TIME}{_ZONE}"
_DAY_FIRST = rf"^(?P<d>\d{{1,2}})[.](?P<m>\d{{1,2}})[.](?P<y>\d{{4}}){_TIME}{_ZONE}"
_SLASHED = rf"^(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>\d{{4}}){_TIME}{_ZONE}"
_SLASHED_START = r"^(?:0?[1-9]|1\d|2\d|3[01])/(?:0?[1-9]|1\d|2\d|3[01])/\d{4}"
_SERIAL = r"^\d{5}(?:\.\d+)?$"

Slashes = Literal["day", "month", "either"]


def slash_order(values: pl.Series) -> Slashes | None:
    """What a column's dates with slashes begin with; None where there are none of them."""
    parts = values.str.extract_groups(r"^(\d{1,2})/(\d{1,2})/\d{4}").struct.unnest()
    first, second = (parts[name].cast(int, strict=False).max() for name in parts.columns)
    if first is None or second is None:
        return None
    if first > 12 and second > 12:
        return "either"
    return "day" if first > 12 else "month" if second > 12 else "either"


def unread_date(order: Slashes | None) -> pl.Expr:
    """The rule by which a text in `value` was not read as a date."""
    import polars as pl

    is_slashed = pl.col("value").str.contains(_SLASHED_START) & pl.lit(order == "either")
    return pl.when(is_slashed).then(pl.lit("ambiguous_date")).otherwise(pl.lit("not_a_date"))


def read_times(values: pl.Series, slashes: Slashes | None = None) -> pl.Series:
    """Times of a column of texts; missing where none could be read, or it could be two."""
    import polars as pl

    ways = [_YEAR_FIRST, _DAY_FIRST]
    if slashes in ("day", "month"):
        ways.append(_SLASHED if slashes == "day" else _months_first(_SLASHED))
    found = pl.Series(values.name, [None] * len(values), dtype=pl.Datetime("us"))
    for way in ways:
        if found.null_count() == values.null_count():
            return found
        found = found.zip_with(found.is_not_null(), _by_groups(values, way))
    return found.zip_with(found.is_not_null(), _by_serial(values))


def _months_first(pattern: str) -> str:
    return pattern.replace("?P<d>", "?P<x>").replace("?P<m>", "?P<d>").replace("?P<x>", "?P<m>")


def _by_groups(values: pl.Series, pattern: str) -> pl.Series:
    import polars as pl

    part = values.str.extract_groups(pattern).struct.unnest()
    number = {name: pl.col(name).cast(pl.Int32, strict=False) for name in "ymdhis"}
    is_noon = number["h"] == 12
    late, early = pl.col("p").is_in(["P", "p"]), pl.col("p").is_in(["A", "a"])
    hour = (
        pl.when(late & ~is_noon)
        .then(number["h"] + 12)
        .when(early & is_noon)
        .then(0)
        .otherwise(number["h"])
        .fill_null(0)
    )
    clock = (hour, number["i"].fill_null(0), number["s"].fill_null(0))
    digits = pl.concat_str(
        [value.cast(pl.String).str.zfill(2) for value in (*map(number.get, "ymd"), *clock)],
        separator=" ",
    )
    return part.select(digits.str.to_datetime("%Y %m %d %H %M %S", strict=False)).to_series()


def _by_serial(values: pl.Series) -> pl.Series:
    import polars as pl

    days = pl.col("v").str.extract(f"({_SERIAL})").cast(pl.Float64)
    since = pl.datetime(1899, 12, 30, time_unit="us")
    return values.to_frame("v").select(
        since + pl.duration(seconds=(days * 86_400).round().cast(pl.Int64))
    ).to_series().cast(pl.Datetime("us"))  # fmt: skip
