"""The ledger: every number the report prints, once, with where it stands and what it should equal.

`data/published/claims.csv`, one row per printed number in the order of the report:

    claim_id    stable snake_case id
    chapter     id from the codebook: intro methodology 1 2 3 4 conclusion
    section     the report's heading, as printed
    location    text, figure N or table N
    variable, category, place    ids from the codebook; category and place may be empty
    kind        count percent mean total base year date money rank
    printed     the number as text: decimal point, no thousands space, trailing zeros kept;
                a date as 2024-12-02, or 2024-12 when only the month is printed
    unit        id from the codebook
    base        claim_id of the base the report states, or empty
    formula     arithmetic over claim_ids that should give this number, or empty
    find        two to five consecutive words of the report, to search for in its PDF
    note        anything a reader must know
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from helpers import codebook as codebooks
from helpers import csv_files, formulas, paths
from helpers.codebook import Codebook
from helpers.csv_files import Row
from helpers.errors import ArgumentError, InputError, Problem
from helpers.reported import parse_reported

KINDS = ("count", "percent", "mean", "total", "base", "year", "date", "money", "rank")

_ID = re.compile(r"[a-z][a-z0-9_]*")
_ID_MEND = "is not snake_case; use small Latin letters, digits and _"
_LOCATION = re.compile(r"text|figure [1-9]\d*|table [1-9]\d*")
_LOCATION_MEND = "is no place in the report; write text, figure 3 or table 2"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


@dataclass(frozen=True)
class Claim:
    """One printed number; the fields are the columns of the file."""

    claim_id: str
    chapter: str
    section: str
    location: str
    variable: str
    category: str
    place: str
    kind: str
    printed: str
    unit: str
    base: str
    formula: str
    find: str
    note: str

    @property
    def value(self) -> Fraction:
        """The printed number, exactly, in the claim's unit. Raises `ArgumentError` for a date."""
        if self.kind == "date":
            raise ArgumentError(f"claim {self.claim_id} is a date ({self.printed}), not a number")
        return Fraction(parse_reported(self.printed).value)


COLUMNS = tuple(column.name for column in fields(Claim))


@dataclass(frozen=True)
class Ledger(Mapping[str, Claim]):
    """All claims by id, in the order of the report, with the codebook that explains them."""

    claims: Mapping[str, Claim]
    codebook: Codebook

    def __getitem__(self, claim_id: str) -> Claim:
        try:
            return self.claims[claim_id]
        except KeyError:
            hint = csv_files.suggest(claim_id, list(self.claims))
            raise ArgumentError(f"no claim {claim_id!r} in the ledger; {hint}") from None

    def get(self, claim_id: str, default: Claim | None = None) -> Claim | None:
        """As of any mapping; `Mapping.get` waits for a `KeyError`, which is not raised here."""
        return self.claims.get(claim_id, default)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self.claims

    def __iter__(self) -> Iterator[str]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def select(self, **columns: str) -> tuple[Claim, ...]:
        """Which claims have these cells? `ledger.select(variable="difficulty", kind="count")`."""
        return tuple(
            claim
            for claim in self.claims.values()
            if all(getattr(claim, column) == value for column, value in columns.items())
        )

    def recompute(self, claim_id: str) -> Fraction | None:
        """What does a claim's formula give from the printed numbers it names, exactly?

        In the claim's unit; None when the claim has no formula.
        """
        formula = self[claim_id].formula
        if not formula:
            return None
        values = {name: self[name].value for name in formulas.names_in(formula)}
        return formulas.evaluate(formula, values)


def load(path: Path = paths.CLAIMS, codebook: Codebook | None = None) -> Ledger:
    """Read and check the ledger.

    Raises `InputError` with every problem of the file: wrong encoding, columns or row length, an id
    used twice, an unknown chapter, variable, category, place, kind or unit, a number that does not
    parse, an unknown base, and a formula that does not parse, names an unknown or non-numeric
    claim, divides by zero or leads back to its own claim.
    """
    codes = codebook or codebooks.load()
    rows, problems = _read(path.resolve(), path.stat().st_mtime_ns if path.exists() else 0)
    problems = [*problems, *csv_files.check_unique(path, rows, "claim_id")]
    for row in rows:
        problems += _check_cells(path, row, codes)
    problems += _check_links(path, rows)
    if problems:
        raise InputError(sorted(problems, key=csv_files.by_row))
    return Ledger({row["claim_id"]: Claim(**row.cells) for row in rows}, codes)


@cache
def _read(path: Path, _stamp: int) -> tuple[list[Row], list[Problem]]:
    return csv_files.read_rows(path, COLUMNS)


def _check_cells(path: Path, row: Row, codebook: Codebook) -> list[Problem]:
    """What is wrong with one row by itself."""
    known = {
        "chapter": (tuple(codebook.labels["chapters"]), "the codebook's chapters"),
        "variable": (tuple(codebook.variables), "the codebook's variables"),
        "kind": (KINDS, "the kinds of claim"),
        "unit": (tuple(codebook.labels["units"]), "the codebook's units"),
    }
    problems = []
    for column, (ids, where) in known.items():
        problems += csv_files.check_known(path, row, column, known=ids, where=where)
    problems += csv_files.check_known(
        path, row, "place", known=tuple(codebook.places), where="the codebook's places", empty=True
    )
    if row["variable"] in codebook.variables:
        categories = tuple(codebook.variables[row["variable"]].categories)
        where = f"the categories of {row['variable']} in the codebook"
        problems += csv_files.check_known(
            path, row, "category", known=categories, where=where, empty=True
        )
    n_words = len(row["find"].split())
    faults = {
        "claim_id": _fault_of_form(row["claim_id"], _ID, _ID_MEND),
        "location": _fault_of_form(row["location"], _LOCATION, _LOCATION_MEND),
        "printed": _fault_of_printed(row["printed"], row["kind"]),
        "find": "" if 2 <= n_words <= 5 else f"{n_words} words; write two to five",
        "section": "" if row["section"].strip() else "the heading is missing; copy it",
    }
    named = ((column, fault) for column, fault in faults.items() if fault)
    return problems + [Problem(path.name, str(row.number), *fault) for fault in named]


def _fault_of_form(value: str, form: re.Pattern, mend: str) -> str:
    return "" if form.fullmatch(value) else f"{value!r} {mend}"


def _fault_of_printed(printed: str, kind: str) -> str:
    if kind == "date":
        return _fault_of_date(printed)
    try:
        parse_reported(printed)
    except ArgumentError as error:
        return str(error)
    return ""


def _fault_of_date(printed: str) -> str:
    try:
        date.fromisoformat(printed if len(printed) > len("2024-12") else f"{printed}-01")
        is_date = _DATE.fullmatch(printed)  # Python also reads 20241202 and weeks
    except ValueError:
        is_date = None
    return "" if is_date else f"{printed!r} is no date; write 2024-12-02, or 2024-12 for a month"


def _check_links(path: Path, rows: list[Row]) -> list[Problem]:
    """What is wrong between rows: bases and formulas."""
    by_id = {row["claim_id"]: row for row in rows}
    problems, sound = [], {}
    for row in rows:
        problems += csv_files.check_known(
            path, row, "base", known=tuple(by_id), where="the ledger's claim_ids", empty=True
        )
        faults = {
            "base": _fault_of_base(by_id.get(row["base"])),
            "formula": _fault_of_formula(row["formula"], by_id) if row["formula"] else "",
        }
        if not faults["formula"]:
            sound[row["claim_id"]] = row["formula"]
        named = ((column, fault) for column, fault in faults.items() if fault)
        problems += [Problem(path.name, str(row.number), *fault) for fault in named]
    while circle := formulas.find_cycle(sound):
        message = f"the formulas lead in a circle: {' -> '.join(circle)}; empty one of them"
        problems.append(Problem(path.name, str(by_id[circle[0]].number), "formula", message))
        sound[circle[0]] = ""
    return problems


def _fault_of_base(base: Row | None) -> str:
    """Shares are divided by a base, so it is a number other than zero."""
    if base is None or _fault_of_printed(base["printed"], base["kind"]):
        return ""
    if base["kind"] != "date" and parse_reported(base["printed"]).value:
        return ""
    return f"{base['claim_id']!r} prints {base['printed']}; name a number other than zero"


def _fault_of_formula(formula: str, by_id: Mapping[str, Row]) -> str:
    try:
        names = formulas.names_in(formula)
        unknown = [name for name in names if name not in by_id]
        if unknown:
            hint = csv_files.suggest(unknown[0], list(by_id))
            return f"{unknown[0]!r} is no claim_id of the ledger; {hint}"
        dates = [name for name in names if by_id[name]["kind"] == "date"]
        if dates:
            return f"{dates[0]!r} is a date and cannot be computed with"
        if all(not _fault_of_printed(by_id[name]["printed"], "count") for name in names):
            values = {n: Fraction(parse_reported(by_id[n]["printed"]).value) for n in names}
            formulas.evaluate(formula, values)
    except ArgumentError as error:
        return str(error)
    return ""
