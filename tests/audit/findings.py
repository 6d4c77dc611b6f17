"""Findings of checks as a test compares them: by status, by claim, as text."""

from helpers.audit.index import LedgerIndex
from helpers.audit.wording import explain
from helpers.editions import Edition


def report_index(study):
    """The index of the report's ledger, with the levels that its words give the towns."""
    return LedgerIndex.of(study.ledger, study.levels)


def statuses(findings):
    """The status of each finding, in order."""
    return [finding.status for finding in findings]


def about(findings, claim_id):
    """The one finding that compares this claim."""
    (found,) = (finding for finding in findings if claim_id in finding.claim_ids)
    return found


def keys(found):
    """The statements of a finding or verdict by key."""
    return [statement.key for statement in found.statements]


def text(found):
    """A finding or verdict as an English reader reads it."""
    return explain(found.statements, Edition("en"))
