"""Exercises on printed numbers: a table drawn, a claim added, a bound asked for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers import audit, paths
from helpers.audit.wording import verdict_word
from helpers.bounds import bounds
from helpers.bounds.query_parser import parse_query
from helpers.chapters.exercises.outcomes import NO_TABLE, off, right, unanswered
from helpers.errors import ArgumentError, InputError, Problem
from helpers.interface import marked
from helpers.ledger import claims, csv_files
from helpers.ledger.csv_files import Row, suggest
from helpers.outputs.figures import Drawing
from helpers.study import Study

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from helpers.bounds.queries import Difference, Query
    from helpers.ledger.claims import Claim, Ledger
    from helpers.outputs.tables import Markdown

# Which topics of training did more than this share of the respondents choose?
TOPIC, LIMIT = "training_topic", Fraction(1, 3)

# Which share of these households do women head, with so many decimals?
HEADED, HOUSEHOLDS, DECIMALS = "households_zhetysu_women", "households_zhetysu", 1

# How many can have given both answers?
QUERY = "need = finance and training_topic = finance"

DRAW = {
    "column": marked("the table has lost its column {column}; filter the rows and keep the rest"),
    "other": marked("the table has a row that is no topic of training"),
    "too_many": marked("{answer} is in the table, and not more than a third chose it"),
    "twice": marked("{answer} is in the table more than once"),
    "too_few": marked("a topic that more than a third chose is not in the table"),
    "order": marked("the topics are the right ones, their order is not"),
    "undrawn": marked("the table is right; draw it, too"),
    "no_drawing": marked("the drawing is a {kind}; keep what draw_shares returns"),
    "differs": marked("the drawing {name} shows other rows than the table"),
}
CLAIM = {
    "no_study": marked("the answer is a {kind}; keep what add_claim returns"),
    "number": marked("{n} claims are added; add a single one"),
    "counts": marked("your claim is of something else: {name}"),
    "share": marked("a share is wanted, and the column `{column}` says {cell}"),
    "base": marked("the column `base` names other households than those the share is of"),
    "decimals": marked("the column printed has another number of digits after the decimal point"),
    "formula": marked(
        "the audit calls it {verdict}: the column `formula` has to say how it follows"
    ),
    "verdict": marked("the audit calls it {verdict}: the column printed does not follow"),
    "other": marked("it follows from its formula, but the formula gives another share"),
}
AUDITED = marked("The audit calls your claim {verdict}.")
BOUND = {
    "column": marked("the table has lost its column {column}; keep what ask returns"),
    "number": marked("{n} questions are asked; ask a single one"),
    "measure": marked("a number of organisations is wanted, and you ask for another measure"),
    "query": marked("your question names other answers, or joins them in another way"),
    "ends": marked("the ends are not those that the weakest assumptions leave"),
}


def check_draw(study: Study, table: object, drawing: object) -> Markdown:
    """Are these the topics that more than a third chose, the rarest first, and are they drawn?

    `table` has rows of `answers.shares`, `drawing` is what `draw_shares` returns; `...` for either
    is no answer yet.
    """
    if table is ...:
        return unanswered(study)
    topics = _shares(study)
    wanted = sorted((name for name in topics if topics[name] > LIMIT), key=topics.__getitem__)
    return _off_rows(study, table, wanted) or _off_drawing(study, drawing, wanted) or right(study)


def _off_rows(study: Study, table: object, wanted: Sequence[str]) -> Markdown | None:
    """What is off with a table that should have a row for each of these claims, in their order."""
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        return off(study, NO_TABLE, kind=type(table).__name__)
    if "claim_id" not in table:
        return off(study, DRAW["column"], column="claim_id")
    given = list(table["claim_id"])
    if not set(given) <= set(_shares(study)):
        return off(study, DRAW["other"])
    if more := [name for name in given if name not in wanted]:
        return off(study, DRAW["too_many"], answer=study.name(more[0], question=False))
    if more := [name for name in wanted if given.count(name) > 1]:
        return off(study, DRAW["twice"], answer=study.name(more[0], question=False))
    if set(given) != set(wanted):
        return off(study, DRAW["too_few"])
    return None if given == wanted else off(study, DRAW["order"])


def _off_drawing(study: Study, drawing: object, wanted: Sequence[str]) -> Markdown | None:
    """What is off with a drawing that should show these claims, in their order."""
    import pandas as pd

    if drawing is ...:
        return off(study, DRAW["undrawn"])
    if not isinstance(drawing, Drawing):
        return off(study, DRAW["no_drawing"], kind=type(drawing).__name__)
    drawn = pd.read_csv(paths.figures(study.language) / f"{drawing.name}.csv")
    is_same = list(drawn.get("claim_id", ())) == wanted
    return None if is_same else off(study, DRAW["differs"], name=drawing.name)


def add_claim(study: Study, claim_id: str, *, like: str, **cells: str) -> Study:
    """The study with one claim more; data/published/claims.csv stays as it is.

    `like` is a claim that yours stands beside: yours has its cells, but no formula and no note.
    `cells` are those that differ, as text, by their columns (see `helpers.ledger.claims`). Raises
    `ArgumentError` for a column that is not there and for an unknown claim `like`, `InputError`
    with every cell that the ledger does not take.
    """
    for column in cells:
        if column not in claims.COLUMNS:
            hint = suggest(column, claims.COLUMNS)
            raise ArgumentError(f"add_claim: the ledger has no column {column!r}; {hint}")
    beside = study.ledger[like]
    row = {column: getattr(beside, column) for column in claims.COLUMNS}
    row |= {"claim_id": claim_id, "formula": "", "note": ""}
    row |= {column: str(cell) for column, cell in cells.items()}

    def read(path: Path, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
        rows, problems = csv_files.read_rows(path, columns)
        printed = {each["claim_id"] for each in rows}
        # Those that were added before.
        own = [vars(claim) for name, claim in study.ledger.items() if name not in printed]
        added = [{column: cells[column] for column in columns} for cells in (*own, row)]
        last = rows[-1].number
        return [*rows, *(Row(last + n, cells) for n, cells in enumerate(added, 1))], problems

    try:
        return replace(study, ledger=claims.load(codebook=study.codebook, read=read))
    except InputError as error:
        problems = [replace(each, file="add_claim", row="") for each in error.problems]
        raise InputError(problems) from None


def check_claim(study: Study, mine: object) -> Markdown:
    """Is the share of households that women head added as a claim which the audit finds exact?

    `mine` is what `add_claim` returns; `...` is no answer yet.
    """
    if mine is ...:
        return unanswered(study)
    if not isinstance(mine, Study):
        return off(study, CLAIM["no_study"], kind=type(mine).__name__)
    added = [claim for name, claim in mine.ledger.items() if name not in study.ledger]
    if len(added) != 1:
        return off(study, CLAIM["number"], n=len(added))
    return _check_added(study, added[0], mine)


def _check_added(study: Study, claim: Claim, mine: Study) -> Markdown:
    wanted = study.ledger[HEADED]
    same = ("variable", "category", "place")
    is_of = all(getattr(claim, column) == getattr(wanted, column) for column in same)
    if not is_of:
        return off(study, CLAIM["counts"], name=mine.name(claim.claim_id))
    for column in ("kind", "unit"):
        if (cell := getattr(claim, column)) != "percent":
            return off(study, CLAIM["share"], column=column, cell=cell)
    if claim.base != HOUSEHOLDS:
        return off(study, CLAIM["base"])
    if len(claim.printed.partition(".")[2]) != DECIMALS:
        return off(study, CLAIM["decimals"])
    verdict = audit.audit(mine.ledger, levels=mine.levels).verdict_of(claim.claim_id).verdict
    word = verdict_word(verdict, study.language)
    if verdict != "exact":
        return off(study, CLAIM["verdict" if claim.formula else "formula"], verdict=word)
    if mine.ledger.recompute(claim.claim_id) != _percent(study.ledger):
        return off(study, CLAIM["other"])
    return right(study, study.text(AUDITED).format(verdict=word))


def check_bound(study: Study, found: object) -> Markdown:
    """At least and at most how many gave both answers: is that what was asked, and the answer?

    `found` is what `implied.ask` returns for a single question; `...` is no answer yet.
    """
    import pandas as pd

    if found is ...:
        return unanswered(study)
    if not isinstance(found, pd.DataFrame):
        return off(study, NO_TABLE, kind=type(found).__name__)
    for column in ("query", "measure", "low", "high"):
        if column not in found:
            return off(study, BOUND["column"], column=column)
    if len(found) != 1:
        return off(study, BOUND["number"], n=len(found))
    asked, wanted = found.iloc[0], parse_query(QUERY, study.codebook)
    if asked["measure"] != wanted.measure:
        return off(study, BOUND["measure"])
    query = parse_query(asked["query"], study.codebook)
    if _joined(query) != _joined(wanted):
        return off(study, BOUND["query"])
    proved = bounds(QUERY, study.ledger)
    if (asked["low"], asked["high"]) != (proved.low, proved.high):
        return off(study, BOUND["ends"])
    return right(study)


def _shares(study: Study) -> dict[str, Fraction]:
    """The share of the respondents that chose each topic, by claim."""
    chosen = study.ledger.select(variable=TOPIC, kind="count")
    return {claim.claim_id: claim.value / study.ledger[claim.base].value for claim in chosen}


def _joined(query: Query | Difference) -> tuple[type, frozenset[object]]:
    """How a query joins its conditions, and which, in whatever order; none of a difference."""
    condition = getattr(query, "condition", None)
    return type(condition), frozenset(getattr(condition, "parts", (condition,)))


def _percent(ledger: Ledger) -> Fraction:
    return 100 * ledger[HEADED].value / ledger[HOUSEHOLDS].value
