"""From rows to printed numbers: the route that real questionnaires would take.

Every claim about the online questionnaires or a form that rows can answer is counted anew, and a
ledger is made in which it is printed so; all others stay as they are. A share or mean is printed as
the report does where the rows' value can print so under the reading; else it is rounded half up, to
as many digits. With the report's own number of rows every claim that was kept comes back as it was.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.audit.shapes import is_repeat, ratio_of
from helpers.ledger import formulas
from helpers.ledger.claims import Ledger
from helpers.ledger.reported import parse_reported
from helpers.scale.schemes import QUESTIONS
from helpers.scale.scores import count_patterns, mean_score
from helpers.synthetic.rows import BLOCKS, make_rows
from helpers.synthetic.staff import UNPRINTED
from helpers.synthetic.worlds import READING

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.claims import Claim

SIZE = "survey_size"
STAFF = {
    ("staff_gender", ""): "staff",
    ("staff_gender", "women"): "staff_women",
    ("staff_gender", "not_stated"): "staff_unknown",
    ("staff_age", ""): "staff",
    ("staff_age", "age_18_30"): "staff_youth",
}


def rehearsal_ledger(ledger: Ledger, *, seed: int = 0) -> Ledger:
    """The ledger that synthetic questionnaires of all blocks would have led to."""
    for block in BLOCKS:
        ledger = tabulate(make_rows(ledger, block, seed=seed), ledger)
    return ledger


def tabulate(rows: pd.DataFrame, ledger: Ledger) -> Ledger:
    """A ledger in which everything that these rows can answer is printed as they answer it.

    `rows` has the columns of `rows.make_rows`, synthetic or not.
    """
    values = values_of(rows, ledger)
    printed = {name: _print(ledger[name], value) for name, value in values.items()}
    claims = {
        name: replace(claim, printed=printed.get(name, claim.printed))
        for name, claim in ledger.claims.items()
    }
    return Ledger(claims, ledger.codebook)


def values_of(rows: pd.DataFrame, ledger: Ledger) -> dict[str, Fraction]:
    """What every claim is among the rows that they can answer, in the claim's unit, exactly."""
    counted = {
        claim.claim_id: value
        for claim in ledger.values()
        if (value := _count(rows, claim)) is not None
    }
    for claim in ledger.values():
        if claim.kind in ("count", "total", "base") and claim.claim_id not in counted:
            names = formulas.names_in(claim.formula) if claim.formula else ()
            if names and set(names) <= set(counted) and ratio_of(claim.formula) is None:
                counted[claim.claim_id] = formulas.evaluate(claim.formula, counted)
    return counted | _shares(rows, ledger, counted)


def _count(rows: pd.DataFrame, claim: Claim) -> Fraction | None:
    """What a count, base or total is among the rows; None where they cannot tell."""
    variable, category, place = claim.variable, claim.category, claim.place
    if claim.kind not in ("count", "total", "base"):
        return None
    if variable == SIZE:
        is_survey = "survey_language" in rows
        return Fraction(len(rows)) if is_survey else None
    if (variable, category) in STAFF and "staff" in rows:
        return Fraction(int(rows[STAFF[variable, category]].sum()))
    several = f"{variable}__{category}"
    if several in rows:
        return Fraction(int(rows[several].sum()))
    if any(str(column).startswith(f"{variable}__") for column in rows):
        return Fraction(len(rows)) if claim.kind == "base" and not category else None
    if variable not in rows or claim.unit == "towns":
        return None
    column = rows[variable]
    if place:
        where = rows.get(f"{variable}_place")
        if where is None:
            return Fraction(int((column == place).sum()))
        column = column[where == place]
    if not category:
        return Fraction(int(column.notna().sum())) if claim.kind == "base" else None
    return Fraction(int((column == category).sum()))


def _shares(
    rows: pd.DataFrame, ledger: Ledger, counted: dict[str, Fraction]
) -> dict[str, Fraction]:
    """Percentages and town means among the rows."""
    found: dict[str, Fraction] = {}
    for claim in ledger.values():
        value = None
        if claim.kind == "percent":
            value = _share(rows, ledger, claim, counted)
        elif claim.variable == "interaction_score" and claim.kind == "mean":
            value = _mean(rows, claim.place)
        if value is not None:
            found[claim.claim_id] = value
    return found


def _share(
    rows: pd.DataFrame, ledger: Ledger, claim: Claim, counted: dict[str, Fraction]
) -> Fraction | None:
    if is_repeat(claim.formula):
        return _share(rows, ledger, ledger[claim.formula], counted)
    ratio = ratio_of(claim.formula) if claim.formula else None
    if ratio and set(formulas.names_in(ratio.numerator)) <= set(counted):
        part = formulas.evaluate(ratio.numerator, counted)
    elif claim.variable in rows and claim.category:
        part = Fraction(int((rows[claim.variable] == claim.category).sum()))
    else:
        return None
    column = rows.get(claim.variable)
    if column is not None:
        base = Fraction(int(column.notna().sum()))
    elif ratio and set(formulas.names_in(ratio.denominator)) <= set(counted):
        base = formulas.evaluate(ratio.denominator, counted)
    else:
        return None
    return 100 * part / base if base else None


def _mean(rows: pd.DataFrame, town: str) -> Fraction | None:
    if "place" not in rows or not set(QUESTIONS) <= set(rows):
        return None
    own = rows.loc[rows["place"] == town, list(QUESTIONS)].astype(object)
    own = own.where(own.ne(UNPRINTED), None)
    return mean_score(count_patterns(own, source="rows"), READING.scheme).mean


def _print(claim: Claim, value: Fraction) -> str:
    """A number as the report would print it."""
    if claim.kind not in ("percent", "mean"):
        return str(value)
    if READING.range_of(claim.printed).contains(value):
        return claim.printed
    unit = Decimal(1).scaleb(-parse_reported(claim.printed).decimals)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(unit, ROUND_HALF_UP))
