"""Clean tables as the counting reads them: what is counted but not asked is worked out per row.

    staff_size            the class of table 2 that `staff` falls into
    staff_unknown         staff of neither stated gender
    survey_location       whether the region is none of the cities of republican significance
    household_head_place  the region of the form's town, by which the report prints the answers
    register_region, financial_report
                          of an organisation in the register: `region`, and whether its report was a
                          zero report
    <question>__<answer>  1 where something was written under "other" and the codebook counts it so

A wave may lack a question that another asked; what follows from it is then not worked out.

A question left out is an answer of its own where the codebook counts it ("not_answered"). Forms of
towns that the report leaves out of its scale have no answers to the scale's questions: it counts
them in none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from helpers.bounds.blocks import CITY, LOCATIONS, block_of
from helpers.bounds.staff import size_classes
from helpers.microdata.tabulating import SCORE, UNPRINTED
from helpers.scale.schemes import QUESTIONS

if TYPE_CHECKING:
    import pandas as pd

    from helpers.instruments import Instrument, Question
    from helpers.ledger.claims import Ledger
    from helpers.ledger.codebook import Codebook

NOT_ANSWERED = "not_answered"
INSIDE = "three_cities"
HOUSEHOLD = "household_head"
REGISTER = ("register_region", "financial_report")


def prepared(
    tables: Mapping[str, pd.DataFrame], ledger: Ledger, instruments: Mapping[str, Instrument]
) -> dict[str, pd.DataFrame]:
    """The clean tables of a wave by instrument, with the columns that are worked out."""
    steps = {"survey": _survey, "form_a": _form_a, "form_b": _form_b}
    found = dict(tables)
    for name, instrument in instruments.items():
        if name in tables:
            rows = _answered(tables[name], instrument, ledger.codebook)
            found[name] = steps[name](rows, ledger)
    if "register" in tables:
        found["register"] = _register(tables["register"])
    return found


def _register(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(register_region=rows["region"])
    if "zero_report" in rows:
        zero = rows["zero_report"].astype(object).map({True: "zero", False: "not_zero"})
        rows["financial_report"] = zero
    return rows


def _answered(rows: pd.DataFrame, instrument: Instrument, codes: Codebook) -> pd.DataFrame:
    import pandas as pd

    rows = rows.copy()
    for question in instrument.questions:
        if not set(question.columns) & set(rows):
            continue
        if question.kind in ("integer", "select_multiple"):
            for column in set(question.columns) & set(rows):
                if not column.endswith("_other"):
                    rows[column] = pd.to_numeric(rows[column])
        for variable in question.feeds:
            _add_counted(rows, question, codes.variables[variable].categories)
    return rows


def _add_counted(rows: pd.DataFrame, question: Question, categories: Mapping[str, object]) -> None:
    """Answers that the codebook counts and nobody can tick: left out, or written in."""
    known = {choice.name for choice in question.choices}
    if question.kind == "select_one" and NOT_ANSWERED in categories and NOT_ANSWERED not in known:
        rows[question.name] = rows[question.name].where(rows[question.name].notna(), NOT_ANSWERED)
    other = f"{question.name}_other"
    is_counted = question.kind == "select_multiple" and "other" in categories
    if is_counted and "other" not in known and other in rows:
        first = rows[question.columns[0]]
        written = rows[other].notna().astype(float)
        rows[f"{question.name}__other"] = written.where(first.notna() | rows[other].notna())


def _survey(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    if "staff" in rows:
        rows["staff_size"] = UNPRINTED
        for each in size_classes(block_of(ledger, "survey")):
            own = rows["staff"].between(each.low, each.high or float("inf"))
            rows.loc[own, "staff_size"] = each.category
        rows["staff_size"] = rows["staff_size"].where(rows["staff"].notna(), None)
        stated = rows.reindex(columns=["staff_women", "staff_men"]).sum(axis=1)
        rows["staff_unknown"] = (rows["staff"] - stated).clip(lower=0)
    cities = {place.id for place in ledger.codebook.places.values() if place.kind == CITY}
    for variable, (region, outside) in LOCATIONS.items():
        if region not in rows:
            continue
        inside = rows[region].isin(cities).map({True: INSIDE, False: outside})
        rows[variable] = inside.where(rows[region].notna(), None)
    return rows


def _form_a(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    towns = {claim.place for claim in ledger.select(variable=SCORE, kind="mean")}
    for question in (each for each in QUESTIONS if each in rows):
        rows[question] = rows[question].where(rows["place"].isin(towns), None)
    return rows


def _form_b(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    regions = {place.id: place.region for place in ledger.codebook.towns()}
    rows[f"{HOUSEHOLD}_place"] = rows["place"].map(regions)
    return rows
