"""The audit of a ledger: the verdict of every claim and the findings of every check.

    audited = audit(study.ledger, levels=study.levels)
    audited.by_verdict()["contradiction"]

Nothing is typed: change a digit of the ledger and the verdicts follow. Where a number does not
follow from others, these are its other ends (`audit.other_ends`) and carry its sign in brackets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from helpers.audit.checks import run_checks
from helpers.audit.index import LedgerIndex
from helpers.audit.other_ends import OtherEnd, allowance, find_other_ends
from helpers.audit.results import (
    NOT_EXACT,
    VERDICTS,
    CheckResult,
    Finding,
    Mark,
    Statement,
    Verdict,
)
from helpers.audit.verdicts import judge_all
from helpers.errors import ArgumentError
from helpers.ledger.claims import Ledger

__all__ = ["Audit", "CheckResult", "Finding", "Mark", "OtherEnd", "Verdict", "audit"]


@dataclass(frozen=True)
class Audit:
    """What the audit says of a ledger.

    index       the ledger in the order in which checks ask for it
    verdicts    one per claim, in the order of the ledger
    checks      one per check of `audit.checks.CHECKS`, also of those that found nothing to compare
    rule        the rounding rule that the report is taken to use
    """

    index: LedgerIndex
    verdicts: tuple[Verdict, ...]
    checks: tuple[CheckResult, ...]
    rule: str

    @property
    def ledger(self) -> Ledger:
        """The ledger that was audited."""
        return self.index.ledger

    @cached_property
    def by_claim(self) -> Mapping[str, Verdict]:
        """The verdict of each claim by its id, in the order of the ledger."""
        return {each.claim_id: each for each in self.verdicts}

    @property
    def has_contradictions(self) -> bool:
        """Whether some printed numbers cannot all hold, by a verdict or by a check."""
        contradicts = any(each.verdict == "contradiction" for each in self.verdicts)
        return contradicts or bool(self.inconsistent())

    def by_verdict(self) -> dict[str, tuple[Verdict, ...]]:
        """The verdicts by their name, from worst to best; a name without claims is there too."""
        found = defaultdict(list)
        for each in self.verdicts:
            found[each.verdict].append(each)
        return {verdict: tuple(found[verdict]) for verdict in VERDICTS}

    def inconsistent(self) -> tuple[Finding, ...]:
        """The findings of checks that name numbers which cannot all hold."""
        findings = (finding for check in self.checks for finding in check.findings)
        return tuple(finding for finding in findings if finding.status == "inconsistent")

    def verdict_of(self, claim_id: str) -> Verdict:
        """The verdict of one claim. Raises `ArgumentError` when the ledger has no such claim."""
        try:
            return self.by_claim[claim_id]
        except KeyError:
            raise ArgumentError(f"no claim {claim_id!r} was audited; look for its id") from None

    def findings_of(self, claim_id: str) -> tuple[Finding, ...]:
        """What the checks say of groups to which a claim belongs, in the order of the checks."""
        return tuple(self._findings.get(claim_id, ()))

    @cached_property
    def other_ends(self) -> Mapping[str, tuple[OtherEnd, ...]]:
        """What each claim is the other end of, the worst first; claims that are none are absent."""
        return find_other_ends(self.index, self.verdicts, self.checks)

    def allowance(self, end: OtherEnd) -> tuple[Statement, ...]:
        """What the verdict or finding at the other end of a claim says of it, and would allow."""
        return allowance(self.index, end, rule=self.rule)

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """The mark of every claim that has one: its verdict when it does not follow as printed,
        else that at its other end. A claim without a mark was found at odds with nothing."""
        found = {}
        for each in self.verdicts:
            if each.verdict in NOT_EXACT:
                found[each.claim_id] = Mark(each.verdict)
            elif ends := self.other_ends.get(each.claim_id):
                found[each.claim_id] = Mark(ends[0].verdict, is_other_end=True)
        return found

    @cached_property
    def _findings(self) -> dict[str, list[Finding]]:
        found = defaultdict(list)
        for check in self.checks:
            for finding in check.findings:
                for claim_id in dict.fromkeys(finding.claim_ids):
                    found[claim_id].append(finding)
        return found


def audit(
    ledger: Ledger,
    *,
    rule: str = "half_up",
    levels: Mapping[str, str] | None = None,
    one_each: bool = True,
) -> Audit:
    """Does every number of a ledger follow from the others, and what do the checks find?

    `rule` is how the report is taken to round, `levels` the level printed for each place (see
    `levels_of`), which some checks compare, `one_each` whether a respondent is taken for one form
    and one organisation (`audit.groups`). Raises `ArgumentError` for an unknown rule.
    """
    index = LedgerIndex.of(ledger, levels, one_each=one_each)
    return Audit(index, judge_all(index, rule=rule), run_checks(index, rule=rule), rule)
