"""What the report printed beside what the questionnaires give: number by number.

    same            the questionnaires give the printed number exactly
    rounded         they give one that prints so, rounded or cut off
    differs         they give another
    withheld        they give one that the rules of confidentiality keep back
    not_counted     the rows of these questionnaires cannot give it

A difference is recomputed minus printed, in the claim's unit; nothing here says which of the two is
right. What is withheld has neither value nor difference.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from helpers.interface import marked
from helpers.ledger.reported import parse_reported
from helpers.microdata.tabulating import prints_as

if TYPE_CHECKING:
    from helpers.disclosure.released import Cell
    from helpers.ledger.claims import Claim
    from helpers.study import Study

SAME, ROUNDED, DIFFERS = "same", "rounded", "differs"
WITHHELD, NOT_COUNTED = "withheld", "not_counted"

# The outcomes in their order, with what a reader is told.
OUTCOMES = {
    SAME: marked("the same"),
    ROUNDED: marked("the same when rounded"),
    DIFFERS: marked("differs"),
    WITHHELD: marked("withheld"),
    NOT_COUNTED: marked("not in the questionnaires"),
}


@dataclass(frozen=True)
class Compared:
    """One printed number and what the questionnaires give; `rule` is why it is withheld."""

    claim: Claim
    outcome: str
    value: Fraction | None = None
    rule: str = ""

    @property
    def difference(self) -> Fraction | None:
        """Recomputed minus printed, exactly; None where there is no number."""
        return None if self.value is None else self.value - self.claim.value


@dataclass(frozen=True)
class Comparison:
    """Every number of a report beside the questionnaires; `study` is a book from them."""

    study: Study

    def __getitem__(self, claim_id: str) -> Compared:
        return self._all[claim_id]

    @cached_property
    def _all(self) -> dict[str, Compared]:
        released = self.study.release.claims if self.study.release else {}
        ledger = self.study.printed_ledger
        return {name: compare(ledger[name], released.get(name)) for name in ledger}

    def rows(self, chapter: str = "") -> tuple[Compared, ...]:
        """All numbers, or those of a chapter of the report, in its order."""
        return tuple(each for each in self._all.values() if chapter in ("", each.claim.chapter))

    def counts(self) -> dict[str, int]:
        """How many numbers have each outcome, in the order of `OUTCOMES`."""
        found = Counter(each.outcome for each in self._all.values())
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def value_text(self, claim_id: str) -> str:
        """What the questionnaires give, as the edition writes it; empty where nothing is told."""
        each = self[claim_id]
        if each.value is None:
            return ""
        decimals = decimals_of(each.claim, each.value)
        edition = self.study.edition
        shown = edition.percent if each.claim.kind == "percent" else edition.number
        return shown(each.value, decimals)

    def difference_text(self, claim_id: str) -> str:
        """The difference with its sign, "+1.3" or "0"; empty where nothing is told."""
        each = self[claim_id]
        if each.difference is None:
            return ""
        text = self.study.edition.number(each.difference, decimals_of(each.claim, each.difference))
        return f"+{text}" if each.difference > 0 and text.strip("0.,") else text

    def outcome_text(self, claim_id: str) -> str:
        """The outcome in words."""
        return self.study.text(OUTCOMES[self[claim_id].outcome])


def compare(claim: Claim, cell: Cell | None) -> Compared:
    """One number of the report and its cell of a release; None where rows cannot give it."""
    if cell is None:
        return Compared(claim, NOT_COUNTED)
    if cell.value is None:
        return Compared(claim, WITHHELD, rule=cell.withheld)
    if cell.value == claim.value:
        return Compared(claim, SAME, cell.value)
    return Compared(claim, ROUNDED if prints_as(claim, cell) else DIFFERS, cell.value)


def decimals_of(claim: Claim, value: Fraction) -> int:
    """With how many decimals a recomputed number or a difference is shown.

    One more than printed, unless it is whole.
    """
    return 0 if value.denominator == 1 else parse_reported(claim.printed).decimals + 1
