"""The detector on columns of many answers.

Most answers hold nothing. polars searches them in compiled code for what every finding has in it
(`detecting.needs`); only distinct texts in which it stands go to `detecting.find`, with the kinds
that are possible there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
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

    found = [
        (text, finding.kind, finding.start, finding.end)
        for text, findings in _found(values, frozenset(names))
        for finding in findings
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
    masked = {
        text: mask(text, findings, language) for text, findings in _found(values, frozenset(names))
    }
    if not masked:
        return values
    return values.replace(list(masked), list(masked.values()))


def _found(
    values: pl.Series, names: frozenset[str]
) -> Iterator[tuple[str, list[detecting.Finding]]]:
    """Distinct texts with their findings, those without any left out."""
    import polars as pl

    texts = values.cast(pl.String).drop_nulls().unique(maintain_order=True).to_frame("text")
    possible = texts.with_columns(*_possible(names)).filter(pl.any_horizontal(pl.exclude("text")))
    for text, *is_possible in possible.iter_rows():
        kinds = [kind for kind, is_so in zip(detecting.KINDS, is_possible, strict=False) if is_so]
        if findings := detecting.find(text, names if is_possible[-1] else frozenset(), kinds):
            yield text, findings


def _possible(names: frozenset[str]) -> Iterator[pl.Expr]:
    """Whether each kind is possible in a text, and at last whether a name of the register is."""
    import polars as pl

    text = pl.col("text")
    needs = detecting.needs()
    for kind in detecting.KINDS:
        yield pl.any_horizontal(
            pl.all_horizontal(text.str.contains(pattern) for pattern in group)
            for group in needs[kind]
        ).alias(kind)
    # A name is sought as names are compared: words in small letters with one space between.
    plain = text.str.to_lowercase().str.replace_all("ё", "е", literal=True)
    words = plain.str.replace_all(r"[^\p{L}\p{N}_]+", " ")
    yield (words.str.contains_any(sorted(names)) if names else pl.lit(False)).alias("names")
