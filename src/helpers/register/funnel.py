"""The register step by step: rows of reports become organisations to be asked.

Each step leaves rows out, with a reason for each, and is counted in rows and in organisations
(different BINs; a row without a valid one counts by itself). A step whose column the file lacks is
not applied. What is left is the frame: one row for an organisation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from helpers.confidential.keys import pseudonym
from helpers.intake.places import load_place_names
from helpers.intake.wording import plain
from helpers.ledger import codebook as codebooks
from helpers.register.fields import is_zero_report, read_bin, read_day, read_year
from helpers.register.reading import MARK, RegisterFile
from helpers.register.rules import FIELDS, Rules

if TYPE_CHECKING:
    import polars as pl


class Step(NamedTuple):
    """One step: its name, what is left after it, how many rows and organisations, and the missing
    column for which it was not applied."""

    name: str
    title: str
    rows_before: int
    rows_after: int
    organisations: int
    missing: str = ""

    @property
    def n_left_out(self) -> int:
        """Rows that the step left out."""
        return self.rows_before - self.rows_after


@dataclass(frozen=True)
class Funnel:
    """What became of a register.

    steps    in order; the first is the file itself
    lines    `row`, `step`, `rule` (of `reasons`), `detail`: a line for each row left out, and one
             for whatever was mended or noted in a row that is kept
    kept     the rows left, one per organisation, as read and as values; stays restricted
    """

    steps: tuple[Step, ...]
    lines: pl.DataFrame
    kept: pl.DataFrame


class _Filter(NamedTuple):
    """A step to be taken: the rule of each row that it leaves out, null for a row that stays."""

    name: str
    title: str
    fields: Sequence[str]
    rule: pl.Expr
    detail: pl.Expr | None = None


def run(
    file: RegisterFile, rules: Rules, year: int | None = None, *, wave: int | None = None
) -> Funnel:
    """Take a register through all steps.

    `year` is the one from which silence is counted back, the latest of the file where not given.
    A year after the `wave` is a slip and no year: one of them would make all others silent.
    """
    import polars as pl

    rows = _with_values(file, rules)
    if wave:
        is_late = (pl.col("period") > wave).fill_null(False)
        period = pl.when(~is_late).then(pl.col("period"))
        rows = rows.with_columns(period=period, is_late=is_late)
    latest = year or rows["period"].max() or 0
    steps = [_counted("file", "rows of the file", rows, rows)]
    lines = []
    for each in _filters(rules, latest):
        missing = [field for field in each.fields if field not in file.columns]
        if each.fields and len(missing) == len(each.fields):
            steps.append(_counted(each.name, each.title, rows, rows, " and ".join(missing)))
            continue
        detail = pl.lit("") if each.detail is None else each.detail
        judged = rows.with_columns(rule=each.rule, detail=detail, step=pl.lit(each.name))
        lines.append(judged.filter(pl.col("rule").is_not_null()))
        kept = judged.filter(pl.col("rule").is_null()).drop("rule", "detail", "step")
        steps.append(_counted(each.name, each.title, rows, kept))
        rows = kept
    steps.append(_counted("frame", "the frame of the survey", rows, rows))
    lines += [rows.filter(when).with_columns(**told) for when, told in _remarks(file)]
    told = pl.concat([each.select("row", "step", "rule", "detail") for each in lines])
    return Funnel(tuple(steps), told.sort("row", "step", maintain_order=True), rows)


def frame_table(funnel: Funnel, name: str, key: bytes) -> pl.DataFrame:
    """The frame as a clean table: an organisation by its pseudonym, with what weights need.

    `name` is the file's, for `source`.
    """
    import polars as pl

    kept = funnel.kept
    mark = [MARK] if kept[MARK].is_not_null().any() else []
    return kept.select(
        *mark,
        row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        source=pl.lit(f"{name}:") + pl.col("row").cast(pl.String),
        submitted="day",
        language=pl.lit(None, pl.String),
        organisation=pl.Series(
            [pseudonym(number, key) for number in kept["number"]], dtype=pl.String
        ),
        region="place",
        year="period",
        zero_report="zero_report",
        has_contact="has_contact",
    )


def _counted(
    name: str, title: str, before: pl.DataFrame, after: pl.DataFrame, missing: str = ""
) -> Step:
    """A step with its counts; a row without BIN is an organisation of its own."""
    numbers = after["number"]
    organisations = numbers.drop_nulls().n_unique() + numbers.null_count()
    return Step(name, title, before.height, after.height, organisations, missing)


def _filters(rules: Rules, latest: int) -> Iterator[_Filter]:
    """The steps in order."""
    import polars as pl

    col, of = pl.col, pl.lit
    yield _Filter("readable", "rows that can be read", (), col("unreadable"))
    other = pl.when(~col("is_relevant")).then(of("activity_other"))
    activity = pl.when(col("activity").is_null()).then(of("activity_missing")).otherwise(other)
    yield _Filter("activity", "the activity asked for", ("activity",), activity)
    invalid = pl.when(col("number").is_null()).then(col("bin_rule"))
    yield _Filter("bin", "a valid BIN", ("bin",), invalid)
    order = ("period", "day", "row")
    last = col("row").sort_by(*order, nulls_last=False).last().over("number")
    repeat = pl.when(last != col("row")).then(of("repeat"))
    kept = of("row ") + last.cast(pl.String) + of(" is kept")
    yield _Filter("repeat", "the latest report of each BIN", ("bin",), repeat, kept)
    gone = pl.when(col("state") == "liquidated").then(of("liquidated"))
    yield _Filter("liquidated", "not liquidated", ("status",), gone)
    silent = pl.when(col("period") <= latest - rules.years).then(of("silent"))
    said = of("the last report is of ") + col("period").cast(pl.String)
    title = f"a report of {latest - rules.years + 1} or later" if latest else "recent reports"
    yield _Filter("silent", title, ("year",), silent, said)
    if rules.without_contact:
        none = pl.when(~col("has_contact")).then(of("no_contact"))
        yield _Filter("contact", "telephone or e-mail", ("phone", "email"), none)


def _remarks(file: RegisterFile) -> Iterator[tuple[pl.Expr, dict[str, pl.Expr]]]:
    """What is noted of rows that are kept: which rows, and the line's step, rule and detail."""
    import polars as pl

    col = pl.col

    def told(rule: pl.Expr) -> dict[str, pl.Expr]:
        return {"step": pl.lit("frame"), "rule": rule, "detail": pl.lit("")}

    yield col("bin_rule") == "bin_zeros", told(col("bin_rule"))
    if "region" in file.columns:
        yield col("region_rule") != "", told(col("region_rule"))
    if "status" in file.columns:
        unknown = col("status").is_not_null() & col("state").is_null()
        yield unknown, told(pl.lit("state_unknown"))
    if "year" in file.columns:
        yield col("is_late"), told(pl.lit("year_late"))
        yield col("period").is_null() & ~col("is_late"), told(pl.lit("year_missing"))
    if {"zero", "income", "expenses"} & set(file.columns):
        yield col("zero_report").is_null(), told(pl.lit("zero_unknown"))


def _with_values(file: RegisterFile, rules: Rules) -> pl.DataFrame:
    """The rows with what their cells mean."""
    import polars as pl

    rows = file.rows
    bins = [read_bin(cell) for cell in rows["bin"]]
    places = [_region(cell) for cell in rows["region"]]
    zero = [
        is_zero_report(*cells, rules) for cells in rows.select("zero", "income", "expenses").rows()
    ]
    unreadable = {row: rule for row, (rule, _) in file.source.unreadable.items()}
    is_blank = pl.all_horizontal(pl.col(FIELDS).is_null())
    activity = [rules.activity.search(plain(cell or "")) is not None for cell in rows["activity"]]
    return rows.with_columns(
        pl.Series("number", [each.number for each in bins], dtype=pl.String),
        pl.Series("bin_rule", [each.rule for each in bins], dtype=pl.String),
        pl.Series("place", [place for place, _ in places], dtype=pl.String),
        pl.Series("region_rule", [rule for _, rule in places], dtype=pl.String),
        pl.Series("is_relevant", activity, dtype=pl.Boolean),
        pl.Series("state", [rules.state(cell or "") for cell in rows["status"]], dtype=pl.String),
        pl.Series("period", [read_year(cell) for cell in rows["year"]], dtype=pl.Int64),
        pl.Series("day", [read_day(cell) for cell in rows["submitted"]], dtype=pl.String),
        pl.Series("zero_report", zero, dtype=pl.Boolean),
        is_late=pl.lit(False),
        has_contact=pl.any_horizontal(pl.col("phone", "email").is_not_null()),
        unreadable=pl.when(is_blank)
        .then(pl.lit("blank_row"))
        .otherwise(pl.col("row").replace_strict(unreadable, default=None, return_dtype=pl.String)),
    )


@cache
def _region(cell: str | None) -> tuple[str | None, str]:
    """The region of a cell, or of a part of an address; and a rule where there is none."""
    if not cell:
        return None, "region_missing"
    regions = [place.id for place in codebooks.load().regions()]
    names = load_place_names()
    found = ()
    for part in (cell, *cell.replace(";", ",").split(",")):
        units = names.find(part, regions).units
        if len(units) == 1:
            return units[0], ""
        found = found or units
    return None, "region_open" if found else "region_unknown"
