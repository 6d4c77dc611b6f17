"""Lines of the report as a frame: where, what, by which rule; and never a personal value.

file, row, column    where; row 1 is the heading, 0 the whole file or column
value                what stood there; HIDDEN for personal questions and free text
rule                 one of `helpers.intake.rules.RULES`
detail               more than the rule says: the part, the other row
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

HIDDEN = "•••"
COLUMNS = ("file", "row", "column", "value", "rule", "detail")


class Notes:
    """All lines of one intake, gathered batch by batch."""

    def __init__(self) -> None:
        self._frames: list[pl.DataFrame] = []

    def add(
        self, file: str, row: int, column: str, rule: str, *, value: str = "", detail: str = ""
    ) -> None:
        """One line."""
        import polars as pl

        line = dict(zip(COLUMNS, (file, row, column, value, rule, detail), strict=True))
        self._frames.append(pl.DataFrame(line, schema=_schema()))

    def extend(self, frame: pl.DataFrame) -> None:
        """Many lines: a frame with some of the columns; what lacks is empty."""
        import polars as pl

        if frame.height:
            kinds = _schema()
            lacking = [pl.lit("", pl.String).alias(name) for name in kinds.keys() - frame.columns]
            filled = frame.with_columns(lacking).select(
                pl.col(name).cast(kind).fill_null("" if kind == pl.String else 0)
                for name, kind in kinds.items()
            )
            self._frames.append(filled)

    def frame(self) -> pl.DataFrame:
        """All lines by file, row and column."""
        import polars as pl

        if not self._frames:
            return pl.DataFrame(schema=_schema())
        return pl.concat(self._frames).unique().sort(COLUMNS, maintain_order=True)


def _schema() -> dict[str, pl.DataType | type[pl.DataType]]:
    import polars as pl

    kinds = dict.fromkeys(COLUMNS, pl.String)
    return {**kinds, "row": pl.Int64}
