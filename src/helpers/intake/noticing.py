"""What nobody would change but somebody should look at: trials, straight lines, wrong columns.

Each is an expression over clean rows or cells, so that a million rows are looked at in seconds.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from helpers.instruments import Question
from helpers.instruments.questions import OTHER
from helpers.instruments.rules import parse_relevant
from helpers.intake.rules import RULES

if TYPE_CHECKING:
    import polars as pl

TRIAL = (
    r"(?i)^[\W\d_]*(?:тест\p{L}{0,7}|tests?|testing|проверка|проверяю|проба|пробн\p{L}+|сынақ|сынама"
    r"|qwerty\w*|asdf\w*|йцукен\w*|фыва\w*)[\W\d_]*$"
)
# A spreadsheet's own last row, as its first cell with anything in it says.
TOTAL = (
    r"(?i)^\W*(?:итого|всего|сумма|среднее|барлығы|жиыны|қорытынды|орташа|total|sum|average|mean)"
    r"\W*$"
)
# So many unread cells of a column can be chance.
FEW = 4
# A question with so many choices is a scale; of lists of places nobody makes a line.
SCALE, LIST = 3, 8
# The same place on fewer scales can be chance.
MANY_SCALES = 4


def straight_lines(questions: Sequence[Question]) -> Iterator[tuple[pl.Expr, str]]:
    """Rows with every choice ticked in all questions of several answers, and rows with the same
    place on at least four scales; what to say of them.
    """
    import polars as pl

    several = [_all_ticked(q) for q in questions if _is(q, "select_multiple")]
    if len(several) > 1:
        n_said = pl.sum_horizontal(each.is_not_null() for each in several)
        all_said = pl.all_horizontal(each.fill_null(True) for each in several)
        yield (n_said > 1) & all_said, "every choice is ticked"
    scales = [_place(q) for q in questions if _is(q, "select_one")]
    if len(scales) >= MANY_SCALES:
        n_said = pl.sum_horizontal(each.is_not_null() for each in scales)
        is_flat = pl.min_horizontal(scales) == pl.max_horizontal(scales)
        yield (n_said >= MANY_SCALES) & is_flat, "the same place of every scale"


def concerns(rule: str, columns: Sequence[str]) -> pl.Expr:
    """Whether a question concerns a row, by its skip rule; `columns` are those of the rows."""
    import polars as pl

    condition = parse_relevant(rule)
    tests = []
    for test in condition.tests:
        split = f"{test.question}__{test.choice}"
        is_ticked = pl.col(split) == 1 if split in columns else pl.col(test.question) == test.choice
        is_ticked = is_ticked.fill_null(False)
        tests.append(is_ticked if test.wanted else ~is_ticked)
    return reduce(operator.or_ if condition.joined == "or" else operator.and_, tests)


def mostly_unread(lines: pl.DataFrame, n_cells: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Columns of which more than half could not be read, and how many; `n_cells` by heading."""
    unread = Counter(
        column
        for column, rule in lines.select("column", "rule").iter_rows()
        if RULES[rule].effect == "missing"
    )
    for column, number in unread.items():
        if number > FEW and 0 < n_cells.get(column, 0) < 2 * number:
            yield column, f"{number} of {n_cells[column]}"


def mostly_other(rows: pl.DataFrame, question: Question) -> int:
    """In how many rows a question has nothing but words of "other"."""
    import polars as pl

    answers = [name for name in question.columns if name != f"{question.name}_other"]
    chosen = [name for name in answers if not name.endswith(f"__{OTHER}")]
    is_chosen = pl.any_horizontal(
        pl.col(name) == 1 if question.kind == "select_multiple" else pl.col(name) != OTHER
        for name in chosen
    )
    has_words = pl.col(f"{question.name}_other").is_not_null()
    return rows.filter(has_words & ~is_chosen.fill_null(False)).height


def _is(question: Question, kind: str) -> bool:
    is_scale = SCALE <= len(question.choices) < LIST or kind == "select_multiple"
    return question.kind == kind and is_scale and len(question.choices) >= SCALE


def _all_ticked(question: Question) -> pl.Expr:
    """Whether all choices that can go together are ticked; missing where nothing was answered."""
    import polars as pl

    apart = (*question.exclusive, OTHER)
    free = [pl.col(f"{question.name}__{c.name}") for c in question.choices if c.name not in apart]
    is_all = pl.all_horizontal(tick == 1 for tick in free)
    return pl.when(free[0].is_not_null()).then(is_all)


def _place(question: Question) -> pl.Expr:
    """The number of the choice that was taken."""
    import polars as pl

    names = [choice.name for choice in question.choices]
    return pl.col(question.name).replace_strict(
        names, range(len(names)), default=None, return_dtype=pl.Int8
    )
