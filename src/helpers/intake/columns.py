"""From the text of columns to the columns of the clean table, one question at a time.

A question can have several columns in one file: one per choice, "other" beside them, or one per
language where a form branches. They are read by themselves and joined here; where two of them
contradict each other the answer is missing and the report says so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

from helpers.instruments import Question
from helpers.intake.answers import Answer, decoder
from helpers.intake.headers import OTHER, Heading
from helpers.intake.notes import HIDDEN
from helpers.intake.wording import BLANKS

if TYPE_CHECKING:
    import polars as pl

    from helpers.intake.mapping import Mapping
    from helpers.intake.notes import Notes

# Signs and words that fill a cell without saying anything.
_EMPTY_TEXT = r"^[\s\p{P}\p{S}]*$"
# Longer than this, an answer that nothing matched is somebody's sentence and may name people.
_SHORT = 60


@dataclass
class Column:
    """One column of a file with its decoder; different texts are decoded once."""

    heading: Heading
    question: Question
    decode: Callable[[str], Answer]
    known: dict[str, Answer] = field(default_factory=dict)

    def read(self, texts: pl.Series) -> pl.DataFrame:
        """`value`, `other`, `rule`, `detail` and `language` of every row."""
        import polars as pl

        distinct = texts.drop_nulls().unique().to_list()
        for text in distinct:
            if text not in self.known:
                self.known[text] = self.decode(text)
        fields = ("value", "other", "rule", "detail", "language")
        answers = [self.known[text] for text in distinct]
        is_text = self.question.kind == "select_one" and not self.is_tick
        schema = dict.fromkeys(fields, pl.String)
        schema["value"] = pl.String if is_text else pl.Int64
        lookup = {name: [getattr(answer, name) for answer in answers] for name in fields}
        frame = pl.DataFrame({"text": distinct, **lookup}, schema={"text": pl.String, **schema})
        rows = texts.alias("text").to_frame()
        return rows.join(frame, on="text", how="left", maintain_order="left")

    @property
    def part(self) -> str:
        """The choice whose column it is, "" where it is the whole question's."""
        role = self.heading.role
        return role.part if role and role.kind == "choice" else ""

    @property
    def is_tick(self) -> bool:
        """Whether it is the column of one choice."""
        return bool(self.part)


@dataclass
class Said:
    """What the columns of a question say: answers, ticks by choice, text of "other", languages."""

    values: list[pl.Series] = field(default_factory=list)
    ticks: dict[str, pl.Series] = field(default_factory=dict)
    # Rows in which a tick is open: the question is missing there, not "not ticked".
    open_ticks: list[pl.Series] = field(default_factory=list)
    others: list[pl.Series] = field(default_factory=list)
    languages: list[pl.Series] = field(default_factory=list)


class QuestionColumns:
    """All columns of one question in one file."""

    def __init__(
        self, question: Question, headings: Sequence[Heading], mapping: Mapping, file: str
    ):
        self.question, self.file, self.mapping = question, file, mapping
        self.columns, self.others = [], []
        for heading in headings:
            role = heading.role
            if role is None or role.question != question.name:
                continue
            if role.kind == "other" or question.kind in ("text", "date"):
                self.others.append(heading)
                continue
            said = self._said(heading)
            decode = decoder(question, said, role.part if role.kind == "choice" else "")
            if decode is not None:
                self.columns.append(Column(heading, question, decode))

    def _said(self, heading: Heading) -> Callable[[str], str]:
        return lambda text: self.mapping.answer(self.file, heading.text, text)

    def read(self, batch: pl.DataFrame, notes: Notes) -> tuple[pl.DataFrame, pl.Series | None]:
        """The question's columns of the clean table, and the language of each row's labels."""
        import polars as pl

        name, kind = self.question.name, self.question.kind
        texts = self._texts(batch, notes)
        if kind in ("text", "date"):
            return texts.alias(name).to_frame(), None
        said = Said()
        for column in self.columns:
            self._take(column, batch, notes, said)
        if OTHER in said.ticks and OTHER not in {choice.name for choice in self.question.choices}:
            said.others.append(_where(said.ticks.pop(OTHER) == 1))
        if said.ticks:
            said.values.append(self._mask(said.ticks, said.open_ticks))
        value = self._agreed(said.values, batch, notes)
        columns = self._ticks(value) if kind == "select_multiple" else [value.alias(name)]
        if self.question.other:
            words = _with_words(_joined([*said.others, texts], batch.height))
            columns.append(words.alias(f"{name}_other"))
        return pl.DataFrame(columns), _first(said.languages)

    def _take(self, column: Column, batch: pl.DataFrame, notes: Notes, said: Said) -> None:
        """Add what one column says."""
        cells = batch[column.heading.column]
        if column.is_tick and (plain := _plain_ticks(cells)) is not None:
            self._tick(column, plain, batch, notes, said)
            return
        read = column.read(cells)
        self._note(column, read, batch["row"], notes)
        for name, kept in (("language", said.languages), ("other", said.others)):
            kept += [read[name]] if read[name].null_count() < len(read) else []
        if column.is_tick:
            said.open_ticks.append((read["rule"] == "not_a_tick").fill_null(False))
            self._tick(column, read["value"], batch, notes, said)
        else:
            said.values.append(read["value"])

    def _tick(
        self, column: Column, ticks: pl.Series, batch: pl.DataFrame, notes: Notes, said: Said
    ) -> None:
        """Add the ticks of one choice; a second column of it may not say another thing."""
        import polars as pl

        before = said.ticks.get(column.part)
        if before is not None and (differ := (before != ticks).fill_null(False)).any():
            lines = batch.select("row", value=column.heading.column).filter(differ)
            where = self._where(column.heading.text)
            notes.extend(lines.with_columns(**where, rule=pl.lit("columns_disagree")))
            said.open_ticks.append(differ)
        said.ticks[column.part] = _either(before, ticks)

    def _texts(self, batch: pl.DataFrame, notes: Notes) -> pl.Series:
        """The free text of a row: of whichever column has some."""
        import polars as pl

        texts = [_said_something(batch[heading.column]) for heading in self.others]
        if self.question.kind != "date":
            return _joined(texts, batch.height)
        from helpers.intake.dates import read_times, slash_order, unread_date

        found = pl.Series([None] * batch.height, dtype=pl.String)
        for heading, said in zip(self.others, texts, strict=True):
            order = slash_order(said)
            days = read_times(said, order).dt.date().cast(pl.String)
            wrong = said.is_not_null() & days.is_null()
            lines = pl.DataFrame({"row": batch["row"], "value": said}).filter(wrong)
            notes.extend(lines.with_columns(**self._where(heading.text), rule=unread_date(order)))
            found = _either(found, days)
        return found

    def _mask(self, ticks: dict[str, pl.Series], open_ticks: Sequence[pl.Series]) -> pl.Series:
        """Ticks as one number; missing where one is open or none of the columns says anything."""
        import polars as pl

        names = [choice.name for choice in self.question.choices]
        frame = pl.DataFrame({name: ticks[name] for name in names if name in ticks})
        bits = [
            pl.col(n).fill_null(0).cast(pl.Int64) * (1 << names.index(n)) for n in frame.columns
        ]
        is_there = pl.any_horizontal(pl.all().is_not_null())
        is_open = reduce(operator.or_, open_ticks, pl.repeat(False, frame.height, eager=True))
        return frame.select(pl.when(is_there & ~is_open).then(pl.sum_horizontal(bits))).to_series()

    def _ticks(self, mask: pl.Series) -> list[pl.Series]:
        """One column of 0 and 1 per choice."""
        import polars as pl

        bits = mask.to_frame("mask").select(
            ((pl.col("mask") // (1 << i)) % 2)
            .cast(pl.Int8)
            .alias(f"{self.question.name}__{c.name}")
            for i, c in enumerate(self.question.choices)
        )
        return bits.get_columns()

    def _agreed(self, found: list[pl.Series], batch: pl.DataFrame, notes: Notes) -> pl.Series:
        """The answer of several columns; missing, with a line, where they disagree."""
        import polars as pl

        if not found:
            kind = pl.String if self.question.kind == "select_one" else pl.Int64
            return pl.Series([None] * batch.height, dtype=kind)
        value = found[0]
        open_rows = pl.repeat(False, batch.height, eager=True)
        for other in found[1:]:
            differ = (value != other).fill_null(False)
            open_rows = open_rows | differ
            if differ.any():
                heads = " | ".join(column.heading.text for column in self.columns[:2])
                said = pl.concat_str(self._shown(value), self._shown(other), separator=" | ")
                lines = batch.select("row", said.alias("value")).filter(differ)
                notes.extend(
                    lines.with_columns(**self._where(heads), rule=pl.lit("columns_disagree"))
                )
            value = pl.select(pl.when(~open_rows).then(_either(value, other))).to_series()
        return value

    def _shown(self, value: pl.Series) -> pl.Series:
        """Answers as the report shows them: several by their names."""
        import polars as pl

        if self.question.kind != "select_multiple":
            return value.cast(pl.String)
        masks = value.drop_nulls().unique().to_list()
        names = [choice.name for choice in self.question.choices]
        said = [", ".join(name for i, name in enumerate(names) if mask >> i & 1) for mask in masks]
        return value.replace_strict(masks, said, default=None, return_dtype=pl.String)

    def _note(self, column: Column, read: pl.DataFrame, rows: pl.Series, notes: Notes) -> None:
        """A line for every row whose cell was noticed; unknown answers go to the mapping file."""
        import polars as pl

        if read["rule"].null_count() == len(read):
            return
        heading = column.heading.text
        lines = read.with_columns(row=rows).filter(pl.col("rule").is_not_null())
        shown = (
            pl.when(pl.col("text").str.len_chars() <= _SHORT).then("text").otherwise(pl.lit(HIDDEN))
        )
        is_error = pl.col("text").str.contains(r"^#[A-ZА-Я/0]+[!?]?$")
        rule = pl.when(is_error).then(pl.lit("cell_error")).otherwise("rule")
        notes.extend(lines.with_columns(**self._where(heading), value=shown, rule=rule))
        for text in lines.filter(~is_error)["text"].unique().sort():
            for unknown in column.known[text].unknown:
                self.mapping.ask(self.file, heading, unknown)

    def _where(self, heading: str) -> dict[str, pl.Expr]:
        import polars as pl

        return {"file": pl.lit(self.file), "column": pl.lit(heading)}


def _plain_ticks(cells: pl.Series) -> pl.Series | None:
    """A column of nothing but 0 and 1 at once; None for any other."""
    import polars as pl

    if cells.is_in(["0", "1"]).all():
        return cells.cast(pl.Int64, strict=False)
    return None


def _said_something(cells: pl.Series) -> pl.Series:
    import polars as pl

    text = pl.col("text").str.strip_chars()
    is_empty = text.str.contains(_EMPTY_TEXT) | text.str.to_lowercase().is_in(sorted(BLANKS))
    return cells.to_frame("text").select(pl.when(~is_empty).then(text)).to_series()


def _where(holds: pl.Series) -> pl.Series:
    """The bare word "other" where it was ticked."""
    import polars as pl

    return pl.select(pl.when(holds).then(pl.lit(OTHER))).to_series()


def _with_words(texts: pl.Series) -> pl.Series:
    """The bare word gives way to what was written beside it."""
    return texts.str.replace_all(rf"^(?:{OTHER}; )+|(?:; {OTHER})+$", "")


def _either(first: pl.Series | None, second: pl.Series) -> pl.Series:
    return second if first is None else first.zip_with(first.is_not_null(), second)


def _first(series: Sequence[pl.Series]) -> pl.Series | None:
    found = None
    for each in series:
        found = _either(found, each)
    return found


def _joined(texts: Sequence[pl.Series], height: int) -> pl.Series:
    """The texts of each row, different ones one after the other."""
    import polars as pl

    found = pl.Series([None] * height, dtype=pl.String)
    for text in texts:
        both = (found != text).fill_null(False)
        joined = pl.select(pl.when(both).then(found + "; " + text)).to_series()
        found = _either(_either(joined, found), text)
    return found
