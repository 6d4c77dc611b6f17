"""The detector on columns of many answers.

Most answers hold nothing. One expression that polars searches in compiled code lets pass what cannot
hold a finding; only distinct texts that may go to `detecting.find`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from helpers.confidential import detecting
from helpers.confidential.masking import mask

if TYPE_CHECKING:
    import polars as pl


def scan(values: pl.Series, names: Collection[str] = frozenset()) -> pl.DataFrame:
    """Findings in a column of texts.

    Returns `row` (place in the column, from 0), `kind`, `start`, `end` (characters), ordered by row
    and start; `names` as in `detecting.find`.
    """
    import polars as pl

    distinct = _candidates(values, frozenset(names))
    known = frozenset(names)
    found = [
        (text, finding.kind, finding.start, finding.end)
        for text in distinct
        for finding in detecting.find(text, known)
    ]
    schema = {"text": pl.String, "kind": pl.String, "start": pl.Int64, "end": pl.Int64}
    rows = pl.DataFrame({"row": range(len(values)), "text": values.cast(pl.String)})
    return (
        rows.join(pl.DataFrame(found, schema=schema, orient="row"), on="text")
        .select("row", "kind", "start", "end")
        .sort("row", "start")
    )


def mask_column(
    values: pl.Series, names: Collection[str] = frozenset(), language: str = "ru"
) -> pl.Series:
    """The column with every finding masked; other texts are as they were."""
    known = frozenset(names)
    masked = {
        text: mask(text, findings, language)
        for text in _candidates(values, known)
        if (findings := detecting.find(text, known))
    }
    if not masked:
        return values
    return values.replace(list(masked), list(masked.values()))


def _candidates(values: pl.Series, names: frozenset[str]) -> list[str]:
    """Distinct texts in which there may be something."""
    import polars as pl

    texts = values.cast(pl.String).drop_nulls().unique(maintain_order=True)
    groups = {group for groups in detecting.needs().values() for group in groups}
    text = pl.col("text")
    may = texts.to_frame("text").select(
        pl.any_horizontal(
            pl.all_horizontal(text.str.contains(pattern) for pattern in group) for group in groups
        )
    )["text"]
    if names:
        # A name is sought as names are compared: words in small letters with one space between.
        plain = texts.str.to_lowercase().str.replace_all("ё", "е", literal=True)
        words = plain.str.replace_all(r"[^\p{L}\p{N}_]+", " ")
        may |= pl.DataFrame({"words": words})["words"].str.contains_any(sorted(names))
    return texts.filter(may).to_list()
