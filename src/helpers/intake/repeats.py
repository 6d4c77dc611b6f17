"""Which rows are the same questionnaire: repeated, sent again, from the same organisation.

What is certain leaves a row out: every cell the same; the same submission (its id) in a later
version; the same organisation (its BIN) with a later questionnaire of a survey that asks each once.
What is likely is only noted: the same name, all answers the same. The last of them by time of
submission is kept, the last in the file where there is no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# Fewer answers than this can be the same by chance.
MANY_ANSWERS = 10

KEYS = (
    *("place", "cells", "has_key", "answers", "n_answers"),
    *("id", "organisation", "by_bin", "time"),
)


def repeated(keys: pl.DataFrame, *, once_each: bool) -> pl.DataFrame:
    """What to say about rows that repeat others.

    `keys` has a row per questionnaire with `KEYS`: its place from 0; hashes of all cells and of all
    answers; whether the cells tell submissions apart, by a time or an id; how many answers there
    are; hashes of its id and of its organisation, missing where there is none; whether the
    organisation gave its BIN; the time. `once_each`: each organisation is asked once. Returns
    `place`, `other` (the place of the row that is kept) and `rule`.
    """
    import polars as pl

    found = [_first_kept(keys, "cells", "duplicate", pl.col("has_key"))]
    rest = _without(keys, found)
    found.append(_last_kept(rest, "id", "resubmitted"))
    rest = _without(rest, found)
    if once_each:
        found.append(_last_kept(rest.filter("by_bin"), "organisation", "same_organisation"))
        rest = _without(rest, found)
        found.append(_first_kept(rest, "organisation", "same_name", pl.lit(True)))
    many = pl.col("n_answers") >= MANY_ANSWERS
    found.append(_first_kept(rest, "answers", "same_answers", many))
    return pl.concat(found).sort("place", "rule")


def _without(keys: pl.DataFrame, found: list[pl.DataFrame]) -> pl.DataFrame:
    return keys.join(found[-1], on="place", how="anti")


def _first_kept(keys: pl.DataFrame, key: str, rule: str, where: pl.Expr) -> pl.DataFrame:
    """All but the first row of each key."""
    import polars as pl

    rows = keys.filter(where & pl.col(key).is_not_null())
    return _pairs(rows.with_columns(other=pl.col("place").min().over(key)), rule)


def _last_kept(keys: pl.DataFrame, key: str, rule: str) -> pl.DataFrame:
    """All but the latest row of each key."""
    import polars as pl

    rows = keys.filter(pl.col(key).is_not_null()).filter(pl.len().over(key) > 1)
    order = ["time", "place"]
    latest = pl.col("place").sort_by(order, nulls_last=False).last().over(key)
    return _pairs(rows.with_columns(other=latest), rule)


def _pairs(rows: pl.DataFrame, rule: str) -> pl.DataFrame:
    import polars as pl

    return rows.filter(pl.col("place") != pl.col("other")).select(
        "place", "other", pl.lit(rule).alias("rule")
    )
