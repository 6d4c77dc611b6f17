"""What can be wrong with the rows of a ledger, each fault with its row, column and mend.

`helpers.ledger.claims` describes the columns. Every row is looked at by itself, then the links
between rows: ids, bases and formulas. Time grows with the number of rows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from helpers.errors import ArgumentError, Problem
from helpers.ledger import csv_files, formulas, hedges
from helpers.ledger.codebook import Codebook
from helpers.ledger.csv_files import Row
from helpers.ledger.reported import parse_reported
from helpers.ledger.spreadsheet_cells import fault_of_spreadsheet

KINDS = (
    "count",
    "percent",
    "mean",
    "median",
    "sd",
    "total",
    "base",
    "year",
    "date",
    "money",
    "rank",
)

# Printed numbers have a dozen digits at most; longer ones are slips, and no sentence writes them.
LONGEST_NUMBER = 25
MOST_DIGITS = 15

_ID = re.compile(r"[a-z][a-z0-9_]*")
_ID_MEND = "is not snake_case; use small Latin letters, digits and _"
_FRACTION = re.compile(r"[1-9][0-9]?/[1-9][0-9]?")
# Where a number may stand, in the languages that reports of the region are in.
_TEXT = ("text", "текст", "мәтін")
_PLACES = (
    *("figure", "table", "box", "chart", "map", "annex", "appendix"),
    *("рисунок", "таблица", "врезка", "график", "диаграмма", "карта", "приложение"),
    *("сурет", "кесте", "қосымша"),
)
# 3, A1, A.1, 4a, 2.3, IV, B
_LABEL = r"(?:[A-ZА-Я]{1,2}[.-]?)?[1-9]\d*(?:[.-]\d+)*[A-ZА-Я]?|[IVXL]+|[A-ZА-Я]"
_LOCATION = re.compile(rf"(?i)(?:{'|'.join(_TEXT)})|(?:{'|'.join(_PLACES)}) (?:№ ?)?(?:{_LABEL})")
_LOCATION_MEND = "is no place in the report; write text, figure 3, table A1 or annex 2"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


def check_rows(
    path: Path, rows: Sequence[Row], codebook: Codebook, *, accept_unknown: bool = False
) -> Iterator[Problem]:
    """Every problem of the rows, found as it is asked for.

    With `accept_unknown`, chapters, variables, categories, places and units that the codebook does
    not know are no problem, as long as there are any. Of a codebook that need not be complete, what
    it does not list at all (chapters, places, units, categories of a variable) is taken likewise,
    and an empty variable or unit means that nothing is said of it yet.
    """
    yield from csv_files.check_unique(path, rows, "claim_id")
    known = _known_ids(codebook)
    for row in rows:
        yield from _check_ids(path, row, codebook, known=known, accept_unknown=accept_unknown)
        yield from _problems(path, row, _faults_of_cells(row))
    yield from _check_links(path, rows)


def _known_ids(codebook: Codebook) -> dict[str, tuple[Collection[str], str]]:
    """By column: the ids it may hold, and where they come from."""
    return {
        "chapter": (codebook.labels["chapters"], "the codebook's chapters"),
        "variable": (codebook.variables, "the codebook's variables"),
        "kind": (KINDS, "the kinds of claim"),
        "unit": (codebook.labels["units"], "the codebook's units"),
        "place": (codebook.places, "the codebook's places"),
    }


def _check_ids(
    path: Path,
    row: Row,
    codebook: Codebook,
    *,
    known: Mapping[str, tuple[Collection[str], str]],
    accept_unknown: bool,
) -> Iterator[Problem]:
    for column, (ids, where) in known.items():
        is_unsaid = column in ("variable", "unit") and not codebook.complete
        may_be_empty = column == "place" or is_unsaid
        is_open = accept_unknown or not (ids or codebook.complete)
        if is_open and column != "kind" and (row[column].strip() or may_be_empty):
            continue
        yield from csv_files.check_known(
            path, row, column, known=ids, where=where, empty=may_be_empty
        )
    variable = codebook.variables.get(row["variable"])
    is_listed = variable and (variable.categories or codebook.complete)
    if is_listed and not accept_unknown:
        where = f"the categories of {variable.id} in the codebook"
        yield from csv_files.check_known(
            path, row, "category", known=variable.categories, where=where, empty=True
        )


def is_text(location: str) -> bool:
    """Whether a location is the running text, where words lead to a number.

    >>> [is_text(each) for each in ("text", "Table A1")]
    [True, False]
    """
    return location.lower() in _TEXT


def _faults_of_cells(row: Row) -> dict[str, str]:
    return {
        "claim_id": _fault_of_form(row["claim_id"], _ID, _ID_MEND),
        "chapter": fault_of_spreadsheet(row["chapter"]),
        "location": _fault_of_form(row["location"], _LOCATION, _LOCATION_MEND),
        "printed": _fault_of_printed(row["printed"], row["kind"]),
        "find": _fault_of_find(row["find"], row["location"]),
        "section": "" if row["section"].strip() else "the heading is missing; copy it",
    }


def _fault_of_find(find: str, location: str) -> str:
    """A cell of a table is found by its place; elsewhere words lead to a number."""
    n_words = len(find.split())
    if 2 <= n_words <= 5 or not (n_words or is_text(location)):
        return ""
    empty = "" if is_text(location) else ", or none"
    return f"{n_words} words; write two to five{empty}"


def _problems(path: Path, row: Row, faults: Mapping[str, str]) -> Iterator[Problem]:
    for column, fault in faults.items():
        if fault:
            yield Problem(path.name, str(row.number), column, fault)


def _fault_of_form(value: str, form: re.Pattern, mend: str) -> str:
    return "" if form.fullmatch(value) else f"{value!r} {mend}"


def _fault_of_printed(printed: str, kind: str) -> str:
    if fault := fault_of_spreadsheet(printed, is_date=kind == "date"):
        return fault
    if len(printed) > LONGEST_NUMBER or len(printed.partition(".")[0]) > MOST_DIGITS:
        mend = f"write {MOST_DIGITS} digits before the point and {LONGEST_NUMBER} in all, at most"
        return f"{len(printed)} characters are too long for a number; {mend}"
    if kind == "date":
        return _fault_of_date(printed)
    if kind == "rank" and _FRACTION.fullmatch(hedges.split(printed)[1]):
        return ""
    printed = hedges.split(printed)[1]
    try:
        parse_reported(printed)
    except ArgumentError as error:
        is_share = printed.endswith("%") and kind != "percent"
        return f"{error}, and kind percent instead of {kind}" if is_share else str(error)
    return ""


def _fault_of_date(printed: str) -> str:
    try:
        date.fromisoformat(printed if len(printed) > len("2024-12") else f"{printed}-01")
        is_date = _DATE.fullmatch(printed)  # Python also reads 20241202 and weeks
    except ValueError:
        is_date = None
    return "" if is_date else f"{printed!r} is no date; write 2024-12-02, or 2024-12 for a month"


def _check_links(path: Path, rows: Sequence[Row]) -> Iterator[Problem]:
    """What is wrong between rows: bases and formulas."""
    by_id = {row["claim_id"]: row for row in rows}
    numbers = {claim_id: _number(row) for claim_id, row in by_id.items()}
    uses = {}
    for row in rows:
        formula, base = row["formula"], by_id.get(row["base"])
        fault = _fault_of_formula(row, by_id, numbers) if formula else ""
        fault_of_base = _fault_of_base(base, numbers) if base else ""
        if row["base"] and not base:
            fault_of_base = _fault_of_implied_base(row["base"], by_id, numbers)
        faults = {"base": fault_of_base, "formula": fault}
        yield from _problems(path, row, faults)
        if formula and not fault:
            uses[row["claim_id"]] = formulas.names_in(formula)
    for circle in formulas.find_cycles(uses):
        message = f"the formulas lead in a circle: {_shown(circle)}; empty one of them"
        yield Problem(path.name, str(by_id[circle[0]].number), "formula", message)


def _shown(circle: Sequence[str]) -> str:
    names = circle if len(circle) <= 12 else (*circle[:5], "…", *circle[-5:])
    return " -> ".join(names)


def _number(row: Row) -> Fraction | None:
    """The printed number; None when it is none, which is a problem of its own row."""
    is_date = row["kind"] == "date"
    if is_date or _fault_of_printed(row["printed"], row["kind"]):
        return None
    printed = hedges.split(row["printed"])[1]
    return Fraction(printed) if "/" in printed else Fraction(parse_reported(printed).value)


def _fault_of_base(base: Row, numbers: Mapping[str, Fraction | None]) -> str:
    """Shares are divided by a base, so it is a number other than zero."""
    number = numbers[base["claim_id"]]
    if number or (number is None and base["kind"] != "date"):
        return ""
    return f"{base['claim_id']!r} prints {base['printed']}; name a number other than zero"


def _fault_of_implied_base(
    base: str, by_id: Mapping[str, Row], numbers: Mapping[str, Fraction | None]
) -> str:
    """A base that is no claim_id is a whole number above zero, or arithmetic that gives one."""
    if base.isidentifier():
        hint = csv_files.suggest(base, by_id)
        return f"{base!r} is not in the ledger's claim_ids; {hint}"
    try:
        names = formulas.names_in(base)
        for name in names:
            if name not in by_id:
                return (
                    f"{name!r} is not in the ledger's claim_ids; {csv_files.suggest(name, by_id)}"
                )
            if by_id[name]["kind"] == "date":
                return f"{name!r} is a date and cannot be computed with"
        if any(numbers[name] is None for name in names):
            return ""
        value = formulas.evaluate(base, numbers)
    except ArgumentError as error:
        return str(error)
    if value <= 0 or value.denominator != 1:
        return f"{base!r} gives {value}; a base is a whole number above zero"
    return ""


def _fault_of_formula(
    row: Row, by_id: Mapping[str, Row], numbers: Mapping[str, Fraction | None]
) -> str:
    if row["kind"] == "date":
        return "a date follows from no arithmetic; empty the formula"
    formula = row["formula"]
    repeated = by_id[formula]["printed"] if formula in by_id else ""
    if "/" in row["printed"] and "/" not in repeated:
        mend = "empty the formula, or name the row that prints the same share"
        return f"a share in words is held against the number of its category; {mend}"
    if fault := fault_of_spreadsheet(formula):
        return fault
    try:
        names = formulas.names_in(formula)
        for name in names:
            if name not in by_id:
                hint = csv_files.suggest(name, by_id)
                return f"{name!r} is no claim_id of the ledger; {hint}"
        dates = [name for name in names if by_id[name]["kind"] == "date"]
        if dates:
            return f"{dates[0]!r} is a date and cannot be computed with"
        if all(numbers[name] is not None for name in names):
            value = formulas.evaluate(formula, numbers)
            if abs(value) >= 10**MOST_DIGITS:
                return f"gives a number of more than {MOST_DIGITS} digits; check its claims"
    except ArgumentError as error:
        return str(error)
    return ""
