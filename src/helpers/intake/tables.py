"""The clean table of one instrument out of the batches of its files, and what is told of it.

Batches wait as Parquet in a scratch directory inside the restricted one; rows that repeat others
are known only at the end, when all of them have been seen. Then the table is streamed to its file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.instruments import Instrument
from helpers.intake.cleaning import SYNTHETIC, Batch, Cleaner
from helpers.intake.headers import Heading
from helpers.intake.notes import Notes
from helpers.intake.reading import Source
from helpers.intake.repeats import repeated
from helpers.intake.rules import RULES

if TYPE_CHECKING:
    import polars as pl

# Rows of one part of the Parquet file, so that the same rows always give the same bytes.
ROW_GROUP = 100_000


@dataclass
class FileCount:
    """What became of the rows of one file."""

    source: Source
    headings: list[Heading]
    rows_out: int = 0

    @property
    def rows_in(self) -> int:
        """Rows after the heading."""
        return self.source.n_rows


@dataclass
class Table:
    """The clean table that is being made of one instrument's files."""

    instrument: Instrument
    scratch: Path
    files: list[FileCount] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    parts: list[Path] = field(default_factory=list)
    latest: str = ""
    _keys: list[pl.DataFrame] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """The finished table in the scratch directory."""
        return self.scratch / f"{self.instrument.name}.parquet"

    def read(self, count: FileCount, cleaner: Cleaner) -> Iterator[int]:
        """Clean one file; the number of rows read so far, batch by batch."""
        import polars as pl

        index, n_read = len(self.files), 0
        self.files.append(count)
        for batch in count.source.batches():
            clean = cleaner.clean(batch)
            self._put(clean, index)
            n_read += batch.height
            yield n_read
        self.notes.extend(cleaner.lines())
        if not self._keys:
            empty = cleaner.clean(pl.DataFrame(schema=_of_batch(count.source)))
            self._put(empty, index)

    def finish(self) -> None:
        """Leave out what repeats other rows, number the others, and write the table."""
        import polars as pl

        keys = pl.concat(self._keys).with_row_index("place")
        keys = keys.with_columns(pl.col("place").cast(pl.Int64))
        found = repeated(keys, once_each=self.instrument.name == "survey")
        self._note_repeats(found, keys)
        is_out = [rule for rule, told in RULES.items() if told.effect == "left_out"]
        out = found.filter(pl.col("rule").is_in(is_out))["place"].unique()
        kept = keys.filter(~pl.col("place").is_in(out.implode()))
        for index, count in enumerate(self.files):
            count.rows_out = kept.filter(pl.col("file") == index).height
        self._write(out)

    def _put(self, clean: Batch, index: int) -> None:
        import polars as pl

        part = self.scratch / f"{self.instrument.name}-{len(self.parts):06}.part"
        clean.rows.write_parquet(part, compression="lz4", statistics=False)
        self.parts.append(part)
        self._keys.append(clean.keys.with_columns(file=pl.lit(index, pl.Int32)))

    def _note_repeats(self, found: pl.DataFrame, keys: pl.DataFrame) -> None:
        """A line for each row that repeats another, with where that one is."""
        import polars as pl

        names = [count.source.name for count in self.files]
        where = keys.select(
            "place", "row", pl.col("file").replace_strict(range(len(names)), names).alias("file")
        )
        lines = found.join(where, on="place").join(where, left_on="other", right_on="place")
        other = pl.lit("see ") + pl.col("file_right") + ":" + pl.col("row_right").cast(pl.String)
        self.notes.extend(lines.select("file", "row", "rule", other.alias("detail")))

    def _write(self, out: pl.Series) -> None:
        import polars as pl

        rows = pl.scan_parquet(self.parts).with_row_index("!place")
        rows = rows.filter(~pl.col("!place").cast(pl.Int64).is_in(out.implode())).drop("!place")
        facts = rows.select(
            pl.col(SYNTHETIC).is_not_null().any(), pl.col("submitted").max()
        ).collect()
        is_marked, latest = facts.row(0)
        self.latest = max(self.latest, latest or "")
        names = [name for name in rows.collect_schema().names() if name != SYNTHETIC]
        first = [SYNTHETIC, "row"] if is_marked else ["row"]
        numbered = rows.with_row_index("row", offset=1).with_columns(pl.col("row").cast(pl.Int64))
        numbered.select(*first, *names).sink_parquet(
            self.path,
            compression="zstd",
            statistics=False,
            row_group_size=ROW_GROUP,
            maintain_order=True,
        )


def _of_batch(source: Source) -> dict[str, pl.DataType | type[pl.DataType]]:
    """The columns of a batch of a file."""
    import polars as pl

    cells = dict.fromkeys((f"c{index}" for index in range(len(source.headings))), pl.String)
    return {**cells, "row": pl.Int64}
