"""The registry of checks: all families, in one order, each with its words."""

from helpers.audit.checks import CHECKS, run_checks
from helpers.audit.results import STATUSES
from helpers.audit.wording import explain
from helpers.editions import LANGUAGES, Edition
from helpers.interface import text
from tests.audit.findings import report_index
from tests.audit.small_ledgers import index_of, row


def test_every_check_runs_once_in_the_order_of_the_registry(study):
    """Results carry the names under which checks are registered, and so do their findings."""
    results = run_checks(report_index(study))
    assert [result.check for result in results] == list(CHECKS)
    for result in results:
        assert {finding.check for finding in result.findings} <= {result.check}
        assert {finding.status for finding in result.findings} <= set(STATUSES)


def test_a_check_that_finds_nothing_to_compare_says_so():
    """A ledger of one number is enough for no check."""
    results = run_checks(index_of(row("one", "1")))
    assert not any(result.applies for result in results)


def test_of_the_report_only_numbers_without_counts_are_not_checked(study):
    """No town's number of forms is printed, no deviation, and the only percentages without a count
    are of 100, of which every whole one is possible."""
    idle = [result.check for result in run_checks(report_index(study)) if not result.applies]
    assert idle == ["means", "spreads", "percents"]


def test_every_check_has_a_title_and_a_question():
    """In every language of the book; a question ends with its mark."""
    for language in LANGUAGES:
        assert len({text(check.title, language) for check in CHECKS.values()}) == len(CHECKS)
        assert all(text(check.question, language).endswith("?") for check in CHECKS.values())


def test_findings_name_claims_of_the_ledger_in_its_order(study):
    """Each once, so a page can list them."""
    index = report_index(study)
    order = {claim_id: place for place, claim_id in enumerate(index.ledger)}
    own = [result for result in run_checks(index) if result.check not in ("shares", "totals")]
    for finding in (finding for result in own for finding in result.findings):
        places = [order[claim_id] for claim_id in finding.claim_ids]
        assert places == sorted(set(places)), finding


def test_every_finding_of_the_report_can_be_said_in_every_language(study):
    """No statement lacks a sentence or a value, under any rule that reports use."""
    index = report_index(study)
    for language in LANGUAGES:
        for result in run_checks(index, rule="truncated"):
            for finding in result.findings:
                said = explain(finding.statements, Edition(language))
                assert said
                assert "{" not in said
