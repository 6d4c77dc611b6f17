"""The ledger: every number the report prints, once, with where it stands and what it should equal.

`data/published/claims.csv`, one row per printed number in the order of the report:

    claim_id    stable snake_case id
    chapter     id from the codebook: intro methodology 1 2 3 4 conclusion
    section     the report's heading, as printed
    location    text, figure N or table N
    variable, category, place    ids from the codebook; category and place may be empty
    kind        count percent mean median sd total base year date money rank
    printed     the number as text: decimal point, no thousands space, trailing zeros kept; before
                it "about", "less than" and the like, in words or signs (`ledger.hedges`);
                a date as 2024-12-02, or 2024-12 when only the month is printed;
                a share in words as 3 ("one in three") or as 3/4
    unit        id from the codebook
    base        the base the report states: a claim_id, a number, or arithmetic over claim_ids
                ("interviewed - declined"); empty where it states none
    formula     arithmetic over claim_ids that should give this number, or empty
    find        two to five consecutive words of the report, to search for in its PDF; a cell of a
                table or figure needs none
    note        anything a reader must know
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cached_property
from itertools import chain
from pathlib import Path

from helpers import paths
from helpers.errors import ArgumentError, Problem
from helpers.ledger import claim_checks, csv_files, formulas, hedges
from helpers.ledger import codebook as codebooks
from helpers.ledger.codebook import Codebook
from helpers.ledger.csv_files import Row
from helpers.ledger.reported import ValueRange, parse_reported, rounding_range

ROUNDED_KINDS = ("percent", "mean", "median", "sd")


@dataclass(frozen=True)
class Claim:
    """One printed number; the fields are the columns of the file, and the hedge before `printed`.

    hedge   empty, or one of "about", "less_than", "more_than", "at_most", "at_least"
    """

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
    hedge: str = ""

    @cached_property
    def value(self) -> Fraction:
        """The printed number, exactly, in the claim's unit. Raises `ArgumentError` for a date."""
        if self.kind == "date":
            raise ArgumentError(f"claim {self.claim_id} is a date ({self.printed}), not a number")
        if "/" in self.printed:
            return Fraction(self.printed)
        return Fraction(parse_reported(self.printed).value)

    def values(self, rule: str) -> ValueRange:
        """Which values print so under a rounding rule? A count that is not hedged is itself."""
        if self.hedge:
            return hedges.values_of(self.hedge, self.printed)
        if self.kind in ROUNDED_KINDS:
            return rounding_range(self.printed, rule)
        return ValueRange(self.value, self.value)


COLUMNS = tuple(column.name for column in fields(Claim) if column.name != "hedge")

# What gives the rows of a path, and what is wrong with them as rows.
Reader = Callable[[Path, Sequence[str]], tuple[list[Row], list[Problem]]]


@dataclass(frozen=True)
class Ledger(Mapping[str, Claim]):
    """All claims by id, in the order of the report, with the codebook that explains them.

    `bases` are those that rows state as a number or as arithmetic, under what they state: claims to
    look up, but no printed numbers of their own.
    """

    claims: Mapping[str, Claim]
    codebook: Codebook
    bases: Mapping[str, Claim] = field(default_factory=dict)

    def __getitem__(self, claim_id: str) -> Claim:
        try:
            return self.claims[claim_id]
        except KeyError:
            if claim_id in self.bases:
                return self.bases[claim_id]
            hint = csv_files.suggest(claim_id, list(self.claims))
            raise ArgumentError(f"no claim {claim_id!r} in the ledger; {hint}") from None

    def get(self, claim_id: str, default: Claim | None = None) -> Claim | None:
        """As of any mapping; `Mapping.get` waits for a `KeyError`, which is not raised here."""
        return self.claims.get(claim_id) or self.bases.get(claim_id, default)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self.claims

    def __iter__(self) -> Iterator[str]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def select(self, **columns: str) -> tuple[Claim, ...]:
        """Which claims have these cells? `ledger.select(variable="difficulty", kind="count")`."""
        found = list(self.claims.values())
        for column, value in columns.items():
            found = [claim for claim in found if getattr(claim, column) == value]
        return tuple(found)

    def recompute(self, claim_id: str) -> Fraction | None:
        """What does a claim's formula give from the printed numbers it names, exactly?

        In the claim's unit; None when the claim has no formula.
        """
        formula = self[claim_id].formula
        if not formula:
            return None
        values = {name: self[name].value for name in formulas.names_in(formula)}
        return formulas.evaluate(formula, values)


def load(
    path: Path = paths.CLAIMS,
    codebook: Codebook | None = None,
    *,
    accept_unknown: bool = False,
    read: Reader = csv_files.read_rows,
) -> Ledger:
    """Read and check the ledger; `read` reads its rows, strictly unless another reader is given.

    With `accept_unknown`, ids of chapters, variables, categories, places and units that the
    codebook does not know are taken as they are: for a ledger whose codebook is somebody else's.
    Raises `InputError` with every problem of the file: wrong encoding, columns or row length, an id
    used twice, an unknown chapter, variable, category, place, kind or unit, a number that does not
    parse, an unknown base, and a formula that does not parse, names an unknown or non-numeric
    claim, divides by zero or leads back to its own claim.
    """
    codes = codebook or codebooks.load()
    rows, problems = read(path, COLUMNS)
    found = claim_checks.check_rows(path, rows, codes, accept_unknown=accept_unknown)
    csv_files.raise_problems(path, chain(problems, found))
    claims = {row["claim_id"]: _claim(row) for row in rows}
    return Ledger(claims, codes, _implied_bases(claims))


def _claim(row: Row) -> Claim:
    hedge, printed = hedges.split(row["printed"])
    return Claim(**row.cells | {"printed": printed}, hedge=hedge)


def _implied_bases(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """The bases that are stated as a number or as arithmetic, by the text that states them."""
    bases: dict[str, Claim] = {}
    for claim in claims.values():
        text = claim.base
        if text and text not in claims and text not in bases:
            names = formulas.names_in(text)
            value = formulas.evaluate(text, {name: claims[name].value for name in names})
            cells = dict.fromkeys(COLUMNS, "") | {"claim_id": text, "kind": "base"}
            cells |= {"printed": str(int(value)), "formula": text if names else ""}
            cells["unit"] = claims[names[0]].unit if names else ""
            is_rough = any(claims[name].hedge for name in names)
            bases[text] = Claim(**cells, hedge="about" if is_rough else "")
    return bases
