"""One file, batch by batch: rows left out, answers read, personal data stopped, the rest held to
the instrument. A batch is all that is in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.confidential.columns import mask_column, scan
from helpers.instruments import Instrument, Question
from helpers.intake.columns import QuestionColumns
from helpers.intake.dates import read_times, slash_order, unread_date
from helpers.intake.headers import Heading
from helpers.intake.identity import Identities, Secrets
from helpers.intake.notes import HIDDEN, Notes
from helpers.intake.noticing import (
    FEW,
    TOTAL,
    TRIAL,
    concerns,
    mostly_other,
    mostly_unread,
    straight_lines,
)
from helpers.intake.places import load_place_names
from helpers.intake.schema import YEAR, empty, hold, kinds, schema_of

if TYPE_CHECKING:
    import polars as pl

    from helpers.intake.mapping import Mapping
    from helpers.intake.reading import Source

SYNTHETIC = "synthetic"
LANGUAGE = "survey_language"
_LANGUAGES = {"russian": "ru", "kazakh": "kk"}
_REJECTED = r"(?i)not[ _]approved|rejected|отклон|қабылданба"


@dataclass(frozen=True)
class Batch:
    """Clean rows, and the keys by which rows are compared (`helpers.intake.repeats`)."""

    rows: pl.DataFrame
    keys: pl.DataFrame


class Cleaner:
    """Reads the rows of one file whose headings are all known."""

    def __init__(
        self,
        instrument: Instrument,
        source: Source,
        headings: Sequence[Heading],
        mapping: Mapping,
        secrets: Secrets,
        wave: str,
    ) -> None:
        self.instrument, self.source, self.headings = instrument, source, headings
        self.secrets, self.wave, self.notes = secrets, wave, Notes()
        self.left_out_by_author = mapping.rows_left_out(source.name)
        self.schema, self.kinds = schema_of(instrument), kinds(instrument)
        self._asked = [question for question in instrument.questions if not question.personal]
        self.questions = {
            question.name: QuestionColumns(question, headings, mapping, source.name)
            for question in self._asked
        }
        self.used = [h for h in headings if h.role and h.role.kind != "ignored"]
        self._texts = [name for name in self.kinds if self._is_text(name)]
        self._identities = Identities(secrets)
        self._slash_orders: dict[str, str | None] = {}
        self._n_cells: Counter[str] = Counter()
        self._n_other: Counter[str] = Counter()

    def clean(self, batch: pl.DataFrame) -> Batch:
        """The clean rows of a batch; what was noticed is in `notes`."""
        import polars as pl

        names = [heading.column for heading in self.headings]
        batch = batch.with_columns(pl.col(names).str.strip_chars().replace("", None))
        batch = self._without_left_out(batch)
        parts: list[pl.DataFrame] = []
        languages: list[pl.Series] = []
        for columns in self.questions.values():
            part, language = columns.read(batch, self.notes)
            parts.append(part)
            languages += [language] if language is not None else []
        own = self._own(batch)
        rows = pl.concat([own, *parts], how="horizontal")
        rows = self._with_language(rows, languages)
        rows = self._as_of_then(rows)
        rows, batch = self._held(rows, batch)
        rows = self._masked(rows)
        self._count(rows, batch)
        self._note_not_concerned(rows)
        self._note_trials(batch)
        for is_straight, detail in straight_lines(self._asked):
            lines = rows.filter(is_straight).select(row="!row")
            self._extend(lines, "", "straight_line", detail)
        return self._with_answers(rows, batch)

    def lines(self) -> pl.DataFrame:
        """All lines of the file; what somebody typed into the wrong cell is masked there, too."""
        import polars as pl

        for column, detail in mostly_unread(self.notes.frame(), self._n_cells):
            self.notes.add(self.source.name, 0, column, "mostly_unread", detail=detail)
        for column, number in self._n_other.items():
            if number > FEW and 0 < self._n_cells[column] < 2 * number:
                told = f"{number} of {self._n_cells[column]}"
                self.notes.add(self.source.name, 0, column, "mostly_other", detail=told)
        lines = self.notes.frame()
        shown = ("value", "detail")
        texts = pl.concat([lines[name].alias("text") for name in shown])
        masked = mask_column(texts, self.secrets.names)
        return lines.with_columns(
            masked.slice(index * lines.height, lines.height).alias(name)
            for index, name in enumerate(shown)
        )

    def _without_left_out(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Rows that can be read and that nobody rejected."""
        import polars as pl

        names = [heading.column for heading in self.headings]
        blank = pl.all_horizontal(pl.col(names).is_null()) if names else pl.lit(True)
        state = self._services("state")
        heads = [pl.col(h.column) == h.text for h in self.used[:6]]
        again = pl.sum_horizontal(heads) > 1 if heads else pl.lit(False)
        total = pl.coalesce(names).str.contains(TOTAL) if names else pl.lit(False)
        rejected = [pl.col(h.column).str.contains(_REJECTED).fill_null(False) for h in state]
        known = pl.Series(sorted(self.source.unreadable), dtype=pl.Int64)
        by_author = pl.Series(sorted(self.left_out_by_author), dtype=pl.Int64)
        reason = (
            pl.when(pl.col("row").is_in(known.implode())).then(pl.lit("unreadable"))
            .when(blank).then(pl.lit("blank_row"))
            .when(again).then(pl.lit("heading_again"))
            .when(total).then(pl.lit("total_row"))
            .when(pl.col("row").is_in(by_author.implode())).then(pl.lit("asked_out"))
            .when(pl.any_horizontal(rejected) if rejected else pl.lit(False))
            .then(pl.lit("rejected"))
        )  # fmt: skip
        judged = batch.with_columns(reason.alias("!reason"))
        for row, rule in (
            judged.filter(pl.col("!reason").is_not_null()).select("row", "!reason").rows()
        ):
            said, detail = self.source.unreadable.get(row, (rule, ""))
            self.notes.add(self.source.name, row, "", said, detail=detail)
        return judged.filter(pl.col("!reason").is_null()).drop("!reason")

    def _own(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The columns before the instrument's; `!time` and `!year` only until rows are compared."""
        import polars as pl

        times = self._times(batch)
        marks = self._services(SYNTHETIC)
        far = ((times.dt.year() - int(self.wave)).abs() > 1).fill_null(False)
        lines = batch.select("row", value=times.dt.date().cast(pl.String)).filter(far)
        self._extend(lines, "", "other_year")
        said, by_bin = self._organisation(batch)
        year = times.dt.year().fill_null(int(self.wave)).cast(pl.Int64)
        own = batch.select(
            pl.lit(f"{self.source.name}:") + pl.col("row").cast(pl.String).alias("source")
        ).rename({"literal": "source"})
        return own.with_columns(
            submitted=times.dt.date().cast(pl.String),
            language=pl.lit(None, pl.String),
            organisation=said,
            **{
                f"!{SYNTHETIC}": batch[marks[0].column] if marks else pl.lit(None, pl.String),
                "!row": batch["row"],
                "!time": times,
                YEAR: year,
                "!by_bin": by_bin,
            },
        )

    def _times(self, batch: pl.DataFrame) -> pl.Series:
        """When each row was submitted: the time of submission, else when it was ended or begun."""
        import polars as pl

        found = pl.Series([None] * batch.height, dtype=pl.Datetime("us"))
        for service in ("when", "ended", "began"):
            for heading in self._services(service):
                if found.null_count() == 0:
                    return found
                texts = batch[heading.column]
                times = read_times(texts, self._slashes(heading, texts))
                wrong = texts.is_not_null() & times.is_null()
                lines = pl.DataFrame({"row": batch["row"], "value": texts}).filter(wrong)
                rule = unread_date(self._slash_orders[heading.column])
                self._extend(lines.with_columns(rule=rule), heading.text)
                found = found.zip_with(found.is_not_null(), times)
        return found

    def _slashes(self, heading: Heading, texts: pl.Series) -> str | None:
        """The order of day and month in a column; what one batch has shown holds for the file."""
        known = self._slash_orders.get(heading.column)
        if known not in ("day", "month"):
            self._slash_orders[heading.column] = slash_order(texts)
        return self._slash_orders[heading.column]

    def _organisation(self, batch: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
        """The pseudonym of each row's organisation, and whether it is that of a BIN."""
        import polars as pl

        nobody = pl.Series([None] * batch.height, dtype=pl.String)
        by_bin = by_name = nobody
        for heading in self._personal("bin"):
            cells = batch[heading.column]
            told = self._identities.by_bin(cells)
            wrong = cells.is_not_null() & told.is_null()
            lines = batch.select("row", value=pl.lit(HIDDEN)).filter(wrong)
            self._extend(lines, heading.text, "impossible", "no BIN: 12 digits, the last a check")
            by_bin = by_bin.zip_with(by_bin.is_not_null(), told)
        has_bin = by_bin.is_not_null()
        for heading in self._personal("name"):
            told = self._identities.by_name(batch[heading.column].zip_with(~has_bin, nobody))
            by_name = by_name.zip_with(by_name.is_not_null(), told)
        return by_bin.zip_with(has_bin, by_name), has_bin

    def _with_language(self, rows: pl.DataFrame, languages: list[pl.Series]) -> pl.DataFrame:
        """The language of each questionnaire: as it says, as its answers or its headings are."""
        import polars as pl

        own = [h.role.language for h in self.headings if h.role and h.role.language]
        of_file = max(dict.fromkeys(own), key=own.count) if own else None
        found = pl.Series([None] * rows.height, dtype=pl.String)
        for each in languages:
            found = found.zip_with(found.is_not_null(), each)
        asked = LANGUAGE in rows.columns
        said = pl.col(LANGUAGE).replace_strict(_LANGUAGES, default=None) if asked else pl.lit(None)
        rows = rows.with_columns(language=pl.coalesce(said, found, pl.lit(of_file, pl.String)))
        if asked and not self.questions[LANGUAGE].columns:
            words = {short: name for name, short in _LANGUAGES.items()}
            told = pl.col("language").replace_strict(words, default=None, return_dtype=pl.String)
            rows = rows.with_columns(told.alias(LANGUAGE))
        return rows

    def _as_of_then(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Regions as they were named before 2022 may be two of today's: missing, with a line."""
        import polars as pl

        names = load_place_names()
        early = (pl.col("submitted") < names.before).fill_null(False)
        for name, columns in self.questions.items():
            if not any(c.name in names.divided for c in columns.question.choices):
                continue
            at = (
                rows.select(early & pl.col(name).is_in(list(names.divided)))
                .to_series()
                .fill_null(False)
            )
            if at.any():
                lines = rows.filter(at).select(row="!row", value=name)
                divided = pl.col("value").replace_strict(names.divided, default="")
                told = lines.with_columns(detail="or " + divided)
                self._extend(told, self._heading_of(name), "ambiguous_place")
                rows = empty(rows, columns.question, at.arg_true().cast(pl.Int64))
        return rows

    def _held(self, rows: pl.DataFrame, batch: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows that pass the schema, without those that answer nothing."""
        import polars as pl

        said = rows
        rows, emptied = hold(rows, self.instrument, self.schema)
        for question, rule, says, at in emptied:
            lines = said[at].select(row="!row", value=self._shown(question))
            self._extend(lines, self._heading(question), rule, says)
        answers = [name for name in self.kinds if name != LANGUAGE]
        nothing = rows.select(pl.all_horizontal(pl.col(answers).is_null())).to_series()
        self._extend(rows.filter(nothing).select(row="!row"), "", "no_answers")
        return rows.filter(~nothing), batch.filter(~nothing)

    def _shown(self, question: Question) -> pl.Expr:
        """An answer as the report shows it: a number, or the choices that were ticked."""
        import polars as pl

        if question.kind != "select_multiple":
            return pl.col(question.name).cast(pl.String)
        ticked = [
            pl.when(pl.col(f"{question.name}__{c.name}") == 1).then(pl.lit(c.name))
            for c in question.choices
        ]
        return pl.concat_str(ticked, separator=", ", ignore_nulls=True)

    def _masked(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Free text without what is personal in it; a line says where and of which kind."""
        import polars as pl

        by_language: dict[str, list[str]] = {}
        for name in [name for name in self._texts if rows[name].null_count() < rows.height]:
            by_language.setdefault(self._language(name), []).append(name)
        for language, names in by_language.items():
            # All columns at once: looking for thousands of names is prepared anew at every call.
            texts = pl.concat([rows[name].alias("text") for name in names])
            masked = mask_column(texts, self.secrets.names, language)
            self._note_masked(rows, names, texts, (texts != masked).fill_null(False).arg_true())
            rows = rows.with_columns(
                masked.slice(index * rows.height, rows.height).alias(name)
                for index, name in enumerate(names)
            )
        return rows

    def _note_masked(
        self, rows: pl.DataFrame, names: list[str], texts: pl.Series, at: pl.Series
    ) -> None:
        """A line for each masked text; `at` are places in all columns, one after another."""
        import polars as pl

        if at.is_empty():
            return
        found = scan(texts[at], self.secrets.names)
        kinds_found = found.group_by("row", maintain_order=True).agg(pl.col("kind").unique().sort())
        place = at.gather(kinds_found["row"]).cast(pl.Int64)
        lines = pl.DataFrame(
            {
                "row": rows["!row"].gather(place % rows.height),
                "index": place // rows.height,
                "detail": kinds_found["kind"].list.join(", "),
                "value": [HIDDEN] * len(place),
            }
        )
        for index, name in enumerate(names):
            own = lines.filter(pl.col("index") == index).drop("index")
            self._extend(own, self._heading_of(name), "personal")

    def _count(self, rows: pl.DataFrame, batch: pl.DataFrame) -> None:
        """How many cells of each question's column say something, and nothing but "other"."""
        for question in self._asked:
            if question.other and question.kind != "text":
                heading = self._heading(question)
                self._n_other[heading] += mostly_other(rows, question)
        for heading in self.used:
            if heading.role and heading.role.kind in ("answer", "choice"):
                self._n_cells[heading.text] += batch.height - batch[heading.column].null_count()

    def _note_not_concerned(self, rows: pl.DataFrame) -> None:
        """Answers to a question that the form asks only of others."""
        import polars as pl

        for name, columns in self.questions.items():
            rule = columns.question.relevant
            if rule and columns.question.columns:
                is_said = pl.col(columns.question.columns[0]).is_not_null()
                at = rows.filter(~concerns(rule, rows.columns) & is_said)
                self._extend(at.select(row="!row"), self._heading_of(name), "not_concerned")

    def _note_trials(self, batch: pl.DataFrame) -> None:
        """Rows in which somebody typed "test" where words were asked for."""
        import polars as pl

        for heading in self.used:
            role = heading.role
            is_words = role and (role.kind in ("other", "personal") or self._is_text(role.question))
            if is_words:
                said = pl.col(heading.column).str.contains(TRIAL).fill_null(False)
                lines = batch.filter(said).select("row", value=pl.lit(HIDDEN))
                self._extend(lines, heading.text, "test_submission")

    def _with_answers(self, rows: pl.DataFrame, batch: pl.DataFrame) -> Batch:
        """Clean columns in their order, and the keys of each row."""
        import polars as pl

        ids = [heading.column for heading in self._services("id")][:1]
        cells = [heading.column for heading in self.used]
        answers = [name for name in self.kinds if name != LANGUAGE]
        keys = pl.DataFrame(
            {
                "row": rows["!row"],
                "cells": batch.select(cells).hash_rows(),
                "has_key": rows["!time"].is_not_null() | bool(ids),
                "answers": rows.select(answers).hash_rows(),
                "n_answers": rows.select(self._n_answered()).to_series(),
                "id": _hashed(batch[ids[0]] if ids else None, rows.height),
                "organisation": _hashed(rows["organisation"], rows.height),
                "by_bin": rows["!by_bin"],
                "time": rows["!time"],
            }
        )
        own = ["source", "submitted", "language", "organisation"]
        mark = [pl.col(f"!{SYNTHETIC}").alias(SYNTHETIC)]
        clean = rows.select(*mark, *own, *(pl.col(n).cast(k) for n, k in self.kinds.items()))
        return Batch(clean, keys)

    def _n_answered(self) -> pl.Expr:
        """How many questions a row answers."""
        import polars as pl

        firsts = [columns.question.columns[0] for columns in self.questions.values()]
        return pl.sum_horizontal(pl.col(name).is_not_null() for name in firsts)

    def _services(self, part: str) -> list[Heading]:
        return [
            h for h in self.headings if h.role and h.role.kind == "service" and h.role.part == part
        ]

    def _personal(self, what: str) -> list[Heading]:
        """Headings of the organisation's BIN or name."""
        found = []
        for heading in self.headings:
            role = heading.role
            if role and role.kind == "personal" and role.question:
                is_bin_column = "bin" in role.question.split("_")
                is_name = "organisation" in role.question and "name" in role.question
                found += [heading] if (is_bin_column if what == "bin" else is_name) else []
        return found

    def _is_text(self, name: str) -> bool:
        """Whether a column of the clean table holds somebody's own words."""
        if name in self.questions:
            return self.questions[name].question.kind == "text"
        return name.endswith("_other") and name.removesuffix("_other") in self.questions

    def _heading(self, question: Question) -> str:
        return self._heading_of(question.name)

    def _heading_of(self, name: str) -> str:
        """The heading in the file of a column of the clean table, else the column's own name."""
        base = name.removesuffix("_other")
        own = [h for h in self.headings if h.role and h.role.question == base]
        exact = [h for h in own if (h.role and h.role.kind == "other") == (name != base)]
        one = [h for h in exact or own if h.role and h.role.kind != "choice"]
        return one[0].text if one else name

    def _language(self, name: str) -> str:
        """The language of a column's heading, for the words of its masks."""
        question = name.removesuffix("_other")
        found = [h.role.language for h in self.headings if h.role and h.role.question == question]
        return next(filter(None, found), "ru")

    def _extend(self, lines: pl.DataFrame, column: str, rule: str = "", detail: str = "") -> None:
        import polars as pl

        where = {"file": self.source.name, "column": column}
        where |= {"rule": rule} if rule else {}
        where |= {"detail": detail} if "detail" not in lines.columns else {}
        self.notes.extend(lines.with_columns(pl.lit(v).alias(k) for k, v in where.items()))


def _hashed(texts: pl.Series | None, height: int) -> pl.Series:
    """Texts as numbers, missing where there is none."""
    import polars as pl

    if texts is None:
        return pl.Series([None] * height, dtype=pl.UInt64)
    return pl.select(pl.when(texts.is_not_null()).then(texts.hash())).to_series()
