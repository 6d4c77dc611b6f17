"""From rows to printed numbers: the one route for questionnaires, real or made up.

Every claim about the online questionnaires or a form that rows can answer is counted anew, and a
ledger is made in which it is printed so; all others stay as they are. A share or mean is printed as
the report does where the rows' value can print so under the reading; else it is rounded half up, to
as many digits. With the report's own number of rows every claim that was kept comes back as it was.

A number carries the cells it follows from, so that one is never released whose cells are not:

    (question, (answer,))                     how many gave the answer
    (question, ("",))                         how many answered the question
    (question.place, (place, answer))         the same at a place; "" as above
    ("survey_language", ("",))                how many questionnaires
    ("staff_gender", (part,))                 people, all of them or a part
    ("interaction_score", (town,))            mean score of a town

A question asked at one of several places has its place in `question_place`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from helpers.audit.index import LedgerIndex
from helpers.audit.rankings import named_together
from helpers.audit.shapes import is_repeat, ratio_of
from helpers.bounds.assumptions import Assumptions
from helpers.disclosure.released import Cell
from helpers.ledger import formulas
from helpers.ledger.claims import Ledger
from helpers.ledger.reported import parse_reported
from helpers.ledger.roles import WORDS
from helpers.scale.schemes import QUESTIONS, SCHEMES
from helpers.scale.scores import count_patterns, score_pattern

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.claims import Claim

# An answer was given, or at least asked for, that the report does not print.
UNPRINTED = "unprinted"
DONT_KNOW = "dont_know"

# The questionnaires state their bases; what the forms rest on, only their shares tell.
READING = Assumptions("either", "question", replace(SCHEMES["3/2/1"], missing="zero"))

SIZE = "survey_size"
SCORE = "interaction_score"
REGISTER_SIZE = "register_size"
# Parts of the staff and their columns, by what is asked of them.
PEOPLE = {
    "staff_gender": {"women": "staff_women", "not_stated": "staff_unknown"},
    "staff_age": {"age_18_30": "staff_youth"},
}

CellName = tuple[str, tuple[str, ...]]


class Counted(NamedTuple):
    """A number among the rows, exactly, in the claim's unit, and the cells it follows from."""

    value: Fraction
    cells: tuple[CellName, ...]


def tabulate(rows: pd.DataFrame, ledger: Ledger) -> Ledger:
    """A ledger in which everything that these rows can answer is printed as they answer it.

    `rows` has the columns of `synthetic.make_rows` or of `microdata.questionnaires.prepared`.
    """
    cells = {name: Cell((), value) for name, value in values_of(rows, ledger).items()}
    return print_again(ledger, cells)


def print_again(ledger: Ledger, cells: Mapping[str, Cell]) -> Ledger:
    """The ledger in which claims have the values of these cells; all others stay as they are.

    A cell's key holds the step to which a mean is rounded beyond its printed digits, if it is.
    """
    claims = {
        name: replace(claim, printed=_print(claim, cells[name])) if name in cells else claim
        for name, claim in ledger.claims.items()
    }
    return Ledger(claims, ledger.codebook)


def values_of(rows: pd.DataFrame, ledger: Ledger) -> dict[str, Fraction]:
    """What every claim is among the rows that they can answer, in the claim's unit, exactly."""
    return {name: each.value for name, each in counted_in(rows, ledger).items()}


def counted_in(rows: pd.DataFrame, ledger: Ledger) -> dict[str, Counted]:
    """The same, each with the cells it follows from.

    A base that is printed as another one, "76 of 100", is that one, not how many answered.
    """
    found = {
        claim.claim_id: number
        for claim in ledger.values()
        if not (claim.kind == "base" and is_repeat(claim.formula))
        and (number := _count(rows, claim)) is not None
    }
    for claim in ledger.values():
        if claim.kind in ("count", "total", "base") and claim.claim_id not in found:
            names = formulas.names_in(claim.formula) if claim.formula else ()
            if names and set(names) <= set(found) and ratio_of(claim.formula) is None:
                found[claim.claim_id] = _evaluate(claim.formula, found)
    return found | _shares(rows, ledger, found)


def words_of(
    rows: pd.DataFrame, ledger: Ledger, found: Mapping[str, Counted]
) -> dict[str, Counted]:
    """Places in an order, and N of "one in N", that the rows can answer; they follow from `found`.

    A place in an order rests on all answers of the question. N is base / count, not rounded; of
    "among the first N" it is how many would have to be named.
    """
    ranks, index = {}, LedgerIndex.of(ledger)
    for claim in ledger.select(kind="rank"):
        number = None
        if claim.unit in WORDS.shares_in_words:
            part = _same(ledger, claim, found, "count")
            base = found.get(claim.base)
            if part and base and part.value:
                number = Counted(base.value / part.value, part.cells + base.cells)
        elif claim.category or claim.place:
            number = _rank(rows, index, claim, found)
        if number:
            ranks[claim.claim_id] = number
    return ranks


def _same(
    ledger: Ledger, claim: Claim, found: Mapping[str, Counted], *kinds: str
) -> Counted | None:
    """The number of what a claim is about, printed elsewhere as one of these kinds."""
    for kind in kinds:
        where = {"category": claim.category, "place": claim.place}
        for other in ledger.select(variable=claim.variable, kind=kind, **where):
            if other.claim_id in found:
                return found[other.claim_id]
    return None


def _rank(
    rows: pd.DataFrame, index: LedgerIndex, claim: Claim, found: Mapping[str, Counted]
) -> Counted | None:
    own = _same(index.ledger, claim, found, "count", "mean")
    if own is None:
        return None
    if claim.variable == SCORE:
        means = index.ledger.select(variable=SCORE, kind="mean")
        ranked = [found[each.claim_id] for each in means if each.claim_id in found]
    else:
        ranked = [each for each in answers_of(rows, claim.variable) if _is_ranked(each)]
    named = named_together(index, claim)
    above = sum(each.value > own.value and _name(each) not in named for each in ranked)
    cells = tuple(cell for each in ranked for cell in each.cells)
    return Counted(Fraction(above + (len(named) or 1)), cells)


def _name(number: Counted) -> str:
    """The answer or place of a number that is one cell."""
    return number.cells[0][1][-1]


def _is_ranked(number: Counted) -> bool:
    """ "None of these" and questions left out stand in no order."""
    ((_, key),) = number.cells
    return key[-1] not in {*WORDS.no_answers, UNPRINTED, DONT_KNOW}


def answers_of(rows: pd.DataFrame, question: str) -> Iterable[Counted]:
    """How many gave each answer to a question, whether the report prints it or not."""
    if question in rows:
        for answer, number in rows[question].value_counts().items():
            yield Counted(Fraction(int(number)), ((question, (str(answer),)),))
        return
    start = f"{question}__"
    for column in rows:
        if str(column).startswith(start):
            cell = (question, (str(column).removeprefix(start),))
            yield Counted(Fraction(int(rows[column].sum())), (cell,))


def _evaluate(formula: str, found: Mapping[str, Counted]) -> Counted:
    names = formulas.names_in(formula)
    value = formulas.evaluate(formula, {name: found[name].value for name in names})
    return Counted(value, tuple(cell for name in names for cell in found[name].cells))


def _count(rows: pd.DataFrame, claim: Claim) -> Counted | None:
    """What a count, base or total is among the rows; None where they cannot tell."""
    variable, category, place = claim.variable, claim.category, claim.place
    if claim.kind not in ("count", "total", "base"):
        return None
    if variable == SIZE:
        first = "survey_language"
        return _cell(len(rows), first, "") if first in rows else None
    if variable == REGISTER_SIZE:
        is_asked = "register_region" in rows and category in ("active", "contacted")
        return _cell(len(rows), "register_region", "") if is_asked else None
    if variable in PEOPLE and "staff" in rows:
        column = PEOPLE[variable].get(category, "" if category else "staff")
        return _cell(rows[column].sum(), variable, category) if column in rows else None
    several = f"{variable}__{category}"
    if several in rows:
        return _cell(rows[several].sum(), variable, category)
    first = next((column for column in rows if str(column).startswith(f"{variable}__")), None)
    if first is not None:
        is_base = claim.kind == "base" and not category
        return _cell(rows[first].notna().sum(), variable, "") if is_base else None
    if variable not in rows or claim.unit == "towns":
        return None
    column = rows[variable]
    where = rows.get(f"{variable}_place")
    if place and where is None:
        return _cell((column == place).sum(), variable, place)
    if place:
        column = column[where == place]
    key = (f"{variable}.place", place) if place else (variable,)
    if not category:
        return _cell(column.notna().sum(), *key, "") if claim.kind == "base" else None
    return _cell((column == category).sum(), *key, category)


def _cell(value: object, table: str, *key: str) -> Counted:
    return Counted(Fraction(int(value)), ((table, key),))


def _shares(rows: pd.DataFrame, ledger: Ledger, found: Mapping[str, Counted]) -> dict[str, Counted]:
    """Percentages and town means among the rows."""
    shares: dict[str, Counted] = {}
    for claim in ledger.values():
        number = None
        if claim.kind == "percent":
            number = _share(rows, ledger, claim, found)
        elif claim.variable == SCORE and claim.kind == "mean":
            number = _mean(rows, claim.place)
        if number is not None:
            shares[claim.claim_id] = number
    return shares


def _share(
    rows: pd.DataFrame, ledger: Ledger, claim: Claim, found: Mapping[str, Counted]
) -> Counted | None:
    if is_repeat(claim.formula):
        return _share(rows, ledger, ledger[claim.formula], found)
    ratio = ratio_of(claim.formula) if claim.formula else None
    column = rows.get(claim.variable)
    if ratio and set(formulas.names_in(ratio.numerator)) <= set(found):
        part = _evaluate(ratio.numerator, found)
    elif column is not None and claim.category:
        part = _cell((column == claim.category).sum(), claim.variable, claim.category)
    else:
        return None
    if column is not None:
        base = _cell(column.notna().sum(), claim.variable, "")
    elif ratio and set(formulas.names_in(ratio.denominator)) <= set(found):
        base = _evaluate(ratio.denominator, found)
    else:
        return None
    return Counted(100 * part.value / base.value, part.cells + base.cells) if base.value else None


def _mean(rows: pd.DataFrame, town: str) -> Counted | None:
    if "place" not in rows or not set(QUESTIONS) <= set(rows):
        return None
    scores = scores_of(rows, town)
    return Counted(sum(scores) / len(scores), ((SCORE, (town,)),)) if scores else None


def scores_of(rows: pd.DataFrame, town: str) -> list[Fraction]:
    """The score of every form of a town that has one."""
    own = rows.loc[rows["place"] == town, list(QUESTIONS)].astype(object)
    for question, answers in QUESTIONS.items():
        own[question] = own[question].where(own[question].isin(answers), None)
    found = []
    for pattern, number in count_patterns(own, source="rows").items():
        score = score_pattern(pattern, READING.scheme)
        found += [] if score is None else [score] * number
    return found


def prints_as(claim: Claim, cell: Cell) -> bool:
    """Whether a cell's value can print as a claim does: rounded, or as a share in words.

    A count prints as itself only.
    """
    value = cell.value
    if claim.unit in WORDS.more_than_one_in:
        return value < claim.value
    if claim.unit in WORDS.among_first:
        return value <= claim.value
    if claim.kind not in ("percent", "mean") and claim.unit not in WORDS.shares_in_words:
        return value == claim.value
    span = READING.range_of(claim.printed)
    if not cell.key:
        return span.contains(value)
    half = Fraction(cell.key[0]) / 2
    return value - half <= span.high and span.low <= value + half


def _print(claim: Claim, cell: Cell) -> str:
    """A number as the report would print it; one that is withheld as it is printed."""
    value = cell.value
    if value is None or prints_as(claim, cell):
        return claim.printed
    if claim.kind not in ("percent", "mean") and value.denominator == 1:
        return str(value)
    unit = Decimal(1).scaleb(-parse_reported(claim.printed).decimals)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(unit, ROUND_HALF_UP))
