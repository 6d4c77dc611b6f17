"""What the ledger's page says of each number, as texts of an edition, for screen and paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from helpers.audit import Audit
from helpers.audit.checks import CHECKS
from helpers.audit.results import SIGNS, Finding, Statement
from helpers.audit.shapes import is_repeat
from helpers.audit.wording import explain, mark_words, may_be, verdict_word
from helpers.editions import Edition
from helpers.interface import marked
from helpers.ledger import formulas
from helpers.ledger.claims import Claim
from helpers.ledger.derived import Derived
from helpers.ledger.reported import parse_reported
from helpers.outputs.figures import counted, location_text
from helpers.release.comparing import NOT_COUNTED, Comparison
from helpers.staging.claims.links import LedgerEntry
from helpers.staging.claims.uses import Use
from helpers.statistics.survey import range_text, survey_intervals
from helpers.study import Study
from helpers.translation.catalogues import Catalogue
from helpers.translation.pages import CLAIMS

DERIVED = "derived"

_RANGES = {
    "wilson": marked("If the respondents were a random sample"),
    "bounds": marked("Whatever the silent organisations would say"),
    "akmola": marked("Whatever the weight of Akmola Region"),
}


@dataclass(frozen=True)
class LedgerFacts:
    """The study, its audit, and where the book uses each number.

    entries     the entry of every claim and derived number, by name
    uses        by name; numbers that the book does not use are absent
    anchors     ids of links in the chapters, by page, heading and name
    """

    study: Study
    audit: Audit
    entries: Mapping[str, LedgerEntry]
    uses: Mapping[str, Use]
    anchors: Mapping[tuple[str, str, str], str]

    @property
    def edition(self) -> Edition:
        """How numbers are written."""
        return self.study.edition

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

    def note(self, claim: Claim) -> str:
        """The note of the ledger on a claim, in the edition's language."""
        return self._notes.text(claim.note, "note")

    @cached_property
    def _notes(self) -> Catalogue:
        return Catalogue.open(self.study.language, CLAIMS)

    def chapters(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Id, title and names of the entries of each part, derived numbers last."""
        for chapter, label in self.study.codebook.labels["chapters"].items():
            names = tuple(claim.claim_id for claim in self.study.ledger.select(chapter=chapter))
            if names:
                yield chapter, label[self.study.language], names
        if self.derived:
            yield DERIVED, self.study.text("Numbers derived in this book"), tuple(self.derived)

    def number(self, name: str) -> str:
        """A number as the edition writes it, percent sign and all."""
        if name in self.derived:
            return self.study.derived_text(name, self.derived[name].value)
        return self.study.printed(self.study.ledger[name])

    def counted(self, name: str) -> str:
        """A claim's number with what is counted; empty where the number says it by itself."""
        claim = self.study.ledger.get(name)
        if claim is None or claim.kind in ("percent", "date", "year", "rank"):
            return ""
        return counted(self.study, self.number(name), claim.unit)

    def location(self, claim: Claim) -> str:
        """Where in the chapter: the text, one of the report's figures and tables, another place."""
        return location_text(self.study, claim.location)

    def verdict_text(self, claim_id: str) -> str:
        """The sign and the word of a claim's verdict."""
        verdict = self.audit.verdict_of(claim_id).verdict
        return f"{SIGNS[verdict]} {verdict_word(verdict, self.study.language)}"

    def anew(self, claim_id: str) -> str:
        """What the questionnaires give and how far it is from the printed number, in words.

        Empty in a book of the report, and where the questionnaires cannot give the number.
        """
        if self.study.release is None or self._compared[claim_id].outcome == NOT_COUNTED:
            return ""
        said = self._compared.outcome_text(claim_id)
        value = self._compared.value_text(claim_id)
        if not value:
            return said
        template = self.study.text("{number} (difference {difference}): {comparison}")
        difference = self._compared.difference_text(claim_id)
        return template.format(number=value, difference=difference, comparison=said)

    @cached_property
    def _compared(self) -> Comparison:
        return Comparison(self.study)

    def other_end(self, claim_id: str) -> str:
        """The mark of a claim that another number is at odds with, in words; else empty."""
        mark = self.audit.marks.get(claim_id)
        if mark is None or not mark.is_other_end:
            return ""
        return f"{mark.sign} {mark_words(mark, self.study.language)}"

    def limits(self, claim_id: str) -> Iterator[str]:
        """What the numbers and checks that are at odds with a claim say of it, worst first."""
        for end in self.audit.other_ends.get(claim_id, ()):
            said = explain(self.audit.allowance(end), self.edition, self.study.name)
            is_check = isinstance(end.of, Finding)
            yield f"{self.study.text(CHECKS[end.of.check].title)}: {said}" if is_check else said

    def arithmetic(self, claim_id: str) -> str:
        """The arithmetic behind a verdict, in sentences."""
        return explain(self.audit.verdict_of(claim_id).statements, self.edition, self.study.name)

    def formula(self, name: str, show: Callable[[str, str], str] = lambda _, text: text) -> str:
        """A formula with its numbers put in; `show` gets the name and text of each claim."""

        def write(operand: str) -> str:
            if operand in self.study.ledger:
                return show(operand, self._bare(operand))
            return self._bare(operand)

        return formulas.typeset(self._formula(name), write)

    def _formula(self, name: str) -> str:
        return (self.derived if name in self.derived else self.study.ledger)[name].formula

    def meanings(self, name: str) -> Iterator[str]:
        """What each number of a formula is; the question is not said again while it is the same."""
        before = ""
        for used in formulas.names_in(self._formula(name)):
            title = self.entries[used].title
            question, _, answer = title.partition(": ")
            meaning = answer if answer and question == before else title
            template = self.study.text("{number} is {name}")
            yield template.format(number=self._bare(used), name=meaning)
            before = question

    def result(self, name: str) -> str:
        """What a formula gives, with more digits than are printed where there are more."""
        if name in self.derived:
            return self.number(name)
        claim, value = self.study.ledger[name], self.study.ledger.recompute(name)
        decimals = 0 if value.denominator == 1 else parse_reported(claim.printed).decimals + 1
        shown = self.edition.percent if claim.kind == "percent" else self.edition.number
        return shown(value, decimals)

    def _bare(self, operand: str) -> str:
        """A claim or a number of a formula: its digits as printed, without a sign of its unit."""
        claim = self.study.ledger.get(operand)
        number = parse_reported(claim.printed if claim else operand)
        return self.edition.number(Fraction(number.value), number.decimals)

    def may_be(self, claim_id: str) -> str:
        """What may have happened, for a number that is not exact; empty for any other."""
        return may_be(self.audit.verdict_of(claim_id), self.study.language)

    def bases(self, claim_id: str) -> str:
        """On which bases a share would follow, by rule; empty where the arithmetic says it."""
        verdict = self.audit.verdict_of(claim_id)
        if verdict.verdict == "base":
            return ""
        said = (Statement(f"bases_{rule}", {"bases": each}) for rule, each in verdict.bases.items())
        return explain(said, self.edition)

    def ranges(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """Interval and bounds of a survey claim: on which condition, and what they are."""
        for kind, each in survey_intervals(self.study, claim).items():
            yield self.study.text(_RANGES[kind]), range_text(self.study, each)
