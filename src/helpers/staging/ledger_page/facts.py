"""What the ledger's page says of each number, as texts of an edition, for screen and paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from helpers.audit.results import SIGNS, Statement, Verdict
from helpers.audit.shapes import is_repeat
from helpers.audit.wording import explain, may_be, verdict_word
from helpers.editions import Edition
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.derived import Derived
from helpers.ledger.reported import parse_reported
from helpers.staging.claims.links import Target
from helpers.staging.claims.uses import Use
from helpers.staging.ledger_page.words import ledger_words
from helpers.statistics.survey import range_text, survey_intervals
from helpers.study import Study

DERIVED = "derived"
_LOCATION = re.compile(r"(?P<kind>text|figure|table) ?(?P<number>\d*)")


@dataclass(frozen=True)
class LedgerFacts:
    """The study, its verdicts, and where the book uses each number.

    verdicts    of every claim, by its id
    entries     the entry of every claim and derived number, by name
    uses        by name; numbers that the book does not use are absent
    anchors     ids of links in the chapters, by page, heading and name
    """

    study: Study
    verdicts: Mapping[str, Verdict]
    entries: Mapping[str, Target]
    uses: Mapping[str, Use]
    anchors: Mapping[tuple[str, str, str], str]

    @property
    def edition(self) -> Edition:
        """How numbers are written."""
        return self.study.edition

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of the page."""
        return ledger_words(self.study.language)

    @cached_property
    def derived(self) -> Mapping[str, Derived]:
        """Derived numbers by name."""
        return {each.name: each for each in self.study.derived}

    @cached_property
    def followers(self) -> Mapping[str, tuple[str, ...]]:
        """Which claims and derived numbers are computed from a claim?"""
        found = defaultdict(list)
        formulas_by_name = {each.claim_id: each.formula for each in self.study.ledger.values()}
        formulas_by_name |= {each.name: each.formula for each in self.study.derived}
        for name, formula in formulas_by_name.items():
            for used in () if not formula or is_repeat(formula) else formulas.names_in(formula):
                found[used].append(name)
        return {name: tuple(names) for name, names in found.items()}

    @cached_property
    def repeats(self) -> Mapping[str, tuple[str, ...]]:
        """Which claims print a claim's number again?"""
        found = defaultdict(list)
        for claim in self.study.ledger.values():
            if is_repeat(claim.formula):
                found[claim.formula.strip()].append(claim.claim_id)
        return {name: tuple(names) for name, names in found.items()}

    def chapters(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Id, title and names of the entries of each part, derived numbers last."""
        for chapter, label in self.study.codebook.labels["chapters"].items():
            names = tuple(claim.claim_id for claim in self.study.ledger.select(chapter=chapter))
            if names:
                yield chapter, label[self.study.language], names
        if self.derived:
            yield DERIVED, self.words["derived"], tuple(self.derived)

    def text(self, name: str) -> str:
        """A number as the edition writes it, percent sign and all."""
        if name in self.derived:
            return self.study.derived_text(name, self.derived[name].value)
        return self.study.printed(self.study.ledger[name])

    def unit(self, claim: Claim) -> str:
        """What is counted; empty where the number says it by itself."""
        if claim.kind in ("percent", "date", "year", "rank"):
            return ""
        return self.study.label("units", claim.unit)

    def location(self, claim: Claim) -> str:
        """Where in the chapter: the text, or one of the report's figures and tables."""
        match = _LOCATION.fullmatch(claim.location)
        return self.words[f"location-{match['kind']}"].replace("{n}", match["number"])

    def verdict_text(self, claim_id: str) -> str:
        """The sign and the word of a claim's verdict."""
        verdict = self.verdicts[claim_id].verdict
        return f"{SIGNS[verdict]} {verdict_word(verdict, self.study.language)}"

    def arithmetic(self, claim_id: str) -> str:
        """The arithmetic behind a verdict, in sentences."""
        return explain(self.verdicts[claim_id].statements, self.edition, self.study.name)

    def formula(self, name: str, show: Callable[[str, str], str]) -> str:
        """A formula with its numbers put in; `show` gets the name and text of each claim."""
        claim = self.derived[name] if name in self.derived else self.study.ledger[name]

        def write(token: str) -> str:
            if token in self.study.ledger:
                return show(token, self._bare(self.study.ledger[token].printed))
            return self._bare(token)

        return formulas.typeset(claim.formula, write)

    def result(self, name: str) -> str:
        """What a formula gives, with more digits than are printed where there are more."""
        if name in self.derived:
            return self.text(name)
        claim, value = self.study.ledger[name], self.study.ledger.recompute(name)
        decimals = 0 if value.denominator == 1 else parse_reported(claim.printed).decimals + 1
        shown = self.edition.percent if claim.kind == "percent" else self.edition.number
        return shown(value, decimals)

    def _bare(self, printed: str) -> str:
        """A number of a formula: its digits as printed, without a sign of its unit."""
        number = parse_reported(printed)
        return self.edition.number(Fraction(number.value), number.decimals)

    def may_be(self, claim_id: str) -> str:
        """What may have happened, for a number that is not exact; empty for any other."""
        return may_be(self.verdicts[claim_id], self.study.language)

    def bases(self, claim_id: str) -> str:
        """On which bases a share would follow, by rule; empty where the arithmetic says it."""
        verdict = self.verdicts[claim_id]
        if verdict.verdict == "base":
            return ""
        said = (Statement(f"bases_{rule}", {"bases": each}) for rule, each in verdict.bases.items())
        return explain(said, self.edition)

    def ranges(self, claim: Claim) -> dict[str, str]:
        """Interval and bounds of a survey claim, by kind."""
        found = survey_intervals(self.study, claim)
        return {kind: range_text(self.study, kind, each) for kind, each in found.items()}
