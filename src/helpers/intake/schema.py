"""Clean rows held to their instrument by pandera: choices, ticks, ranges, what excludes what.

`hold` takes rows that were read, empties every answer that cannot be, and says which; what it gives
back has passed the schema. Constraints between questions, and choices that exclude all others,
become columns of true and false beside the answers, so that a failure names its row and no other
answer of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from helpers.instruments import Instrument, Question
from helpers.instruments.rules import OWN, THIS_YEAR, Comparison, parse_constraint
from helpers.intake.answers import DONT_KNOW

if TYPE_CHECKING:
    import polars as pl
    from pandera.polars import DataFrameSchema

# The year in which a row was submitted, while it is checked.
YEAR = "!year"


@dataclass(frozen=True)
class Check:
    """A column of true and false: which question it is about, and by which rule it fails."""

    question: Question
    rule: str
    holds: pl.Expr
    says: str

    @property
    def column(self) -> str:
        """Its name, which no question can have."""
        return f"!{self.rule}:{self.question.name}:{self.says}"


def kinds(instrument: Instrument) -> dict[str, pl.DataType | type[pl.DataType]]:
    """The columns of a clean table after its own, and what is in them."""
    import polars as pl

    found: dict[str, pl.DataType | type[pl.DataType]] = {}
    for question in instrument.questions:
        for column in question.columns:
            is_tick = question.kind == "select_multiple" and column != f"{question.name}_other"
            is_number = question.kind == "integer"
            found[column] = pl.Int8 if is_tick else pl.Int64 if is_number else pl.String
    return found


def schema_of(instrument: Instrument) -> DataFrameSchema:
    """The schema of an instrument's rows, with the columns of `checks_of`."""
    import pandera.polars as pa
    import polars as pl

    columns = {}
    for name, kind in kinds(instrument).items():
        question = _question_of(instrument, name)
        allowed: list[object] | None = None
        if kind == pl.Int8:
            allowed = [0, 1]
        elif question.kind == "select_one" and name == question.name:
            allowed = [*dict.fromkeys([*(c.name for c in question.choices), DONT_KNOW])]
        checks = [pa.Check.isin(allowed)] if allowed else []
        columns[name] = pa.Column(kind, checks, nullable=True)
    for check in checks_of(instrument):
        columns[check.column] = pa.Column(pl.Boolean, pa.Check.eq(True), nullable=True)
    return pa.DataFrameSchema(columns, strict=False)


def checks_of(instrument: Instrument) -> list[Check]:
    """Every constraint and every exclusive choice, in the order of the questions."""
    return [check for question in instrument.questions for check in _checks(question)]


def hold(
    rows: pl.DataFrame, instrument: Instrument, schema: DataFrameSchema
) -> tuple[pl.DataFrame, list[tuple[Question, str, str, pl.Series]]]:
    """Rows that pass the schema, and what was emptied: question, rule, what fails, places of rows.

    A row that fails for several questions loses the first of these answers, then is looked at
    again: what was wrong with the second may have been the first.
    """
    import polars as pl
    from pandera.errors import SchemaErrors

    checks = checks_of(instrument)
    emptied = []
    while True:
        tested = rows.with_columns(check.holds.alias(check.column) for check in checks)
        try:
            schema.validate(tested, lazy=True)
            return rows, emptied
        except SchemaErrors as errors:
            failures = errors.failure_cases.drop_nulls("index")
            if failures.is_empty():
                raise
        seen = pl.Series([], dtype=pl.Int64)
        for question, rule, says, column in _in_order(instrument, checks):
            at = failures.filter(pl.col("column") == column)["index"].cast(pl.Int64).unique()
            at = at.filter(~at.is_in(seen.implode())).sort()
            if len(at):
                seen = pl.concat([seen, at])
                emptied.append((question, rule, says, at))
                rows = empty(rows, question, at)


def empty(rows: pl.DataFrame, question: Question, at: pl.Series) -> pl.DataFrame:
    """Rows without the answers to a question, but with the text of "other"."""
    import polars as pl

    is_kept = ~pl.int_range(pl.len()).is_in(at.implode())
    answers = [name for name in question.columns if name != f"{question.name}_other"]
    return rows.with_columns(pl.when(is_kept).then(pl.col(name)).alias(name) for name in answers)


def _in_order(
    instrument: Instrument, checks: list[Check]
) -> Iterator[tuple[Question, str, str, str]]:
    for question in instrument.questions:
        for column in question.columns:
            yield question, "impossible", "not an answer of the question", column
        for check in checks:
            if check.question is question:
                yield question, check.rule, check.says, check.column


def _question_of(instrument: Instrument, column: str) -> Question:
    return next(question for question in instrument.questions if column in question.columns)


def _checks(question: Question) -> Iterator[Check]:
    import polars as pl

    if question.exclusive and question.columns:
        ticks = [c for c in question.columns if c != f"{question.name}_other"]
        alone = [f"{question.name}__{name}" for name in question.exclusive]
        among = pl.any_horizontal(pl.col(name) == 1 for name in alone)
        total = pl.sum_horizontal(ticks)
        yield Check(question, "exclusive", ~(among & (total > 1)), ", ".join(question.exclusive))
    if question.kind == "integer" and question.columns:
        constraint = parse_constraint(question.constraint or ". >= 0")
        for each in constraint.comparisons:
            yield Check(question, "impossible", _holds(each, question.name), _words(each))


def _holds(comparison: Comparison, own: str) -> pl.Expr:
    """Whether a comparison holds; it does where a number it names is missing."""
    import operator

    sides = {"<=": "le", ">=": "ge", "<": "lt", ">": "gt", "!=": "ne", "=": "eq"}
    compare = getattr(operator, sides[comparison.sign])
    return compare(_sum(comparison.left, own), _sum(comparison.right, own)).fill_null(True)


def _sum(terms: tuple[int | str, ...], own: str) -> pl.Expr:
    import polars as pl

    names = {OWN: own, THIS_YEAR: YEAR}
    values = [
        pl.lit(term, pl.Int64) if isinstance(term, int) else pl.col(names.get(term, term))
        for term in terms
    ]
    return reduce(lambda left, right: left + right, values)


def _words(comparison: Comparison) -> str:
    """A comparison for a reader: ". + staff_women <= staff"."""
    left, right = (" + ".join(map(str, side)) for side in (comparison.left, comparison.right))
    return f"{left} {comparison.sign} {right}"
