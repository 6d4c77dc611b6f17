"""Answers of the same name to two questions: at least how many respondents differ."""

import pytest

from helpers.audit.overlaps import MOST_PAIRED, check_differing_answers
from tests.audit.findings import about, report_index, statuses, text
from tests.audit.small_ledgers import index_of, row


def two_questions(one, other, category="finance", base="10", answer="multiple", **cells):
    cells = {"category": category, "base": "base"} | cells
    return index_of(
        row("base", base, kind="base"),
        row("difficulty", one, **cells),
        row("need", other, **cells),
        answers={"difficulty": answer, "need": answer},
    )


def test_bounds_by_hand():
    """Of 10, 7 and 9 gave the answer: at least 2 to one question only, at least 6 to both."""
    (found,) = check_differing_answers(two_questions("7", "9"))
    assert found.status == "open"
    assert text(found) == (
        "7 (difficulty) and 9 (need), both on a base of 10. At least 2 gave this answer "
        "to one question only. At least 6 gave it to both."
    )


def test_nothing_may_follow():
    """Of 10, 4 and 4 gave the answer: the same ones, or others."""
    assert statuses(check_differing_answers(two_questions("4", "4"))) == ["consistent"]


@pytest.mark.parametrize(
    "cells",
    [{"category": "none"}, {"answer": "single"}, {"unit": "mentions"}, {"category": ""}],
    ids=["none", "single answers", "mentions", "no category"],
)
def test_what_is_not_compared(cells):
    """ "None" of two different lists, yes of two questions, and what is no respondent."""
    assert check_differing_answers(two_questions("7", "9", **cells)) == ()


def test_answers_on_different_bases_are_not_compared():
    """Other respondents were asked."""
    index = index_of(
        row("base", "10", kind="base"),
        row("other", "12", kind="base"),
        row("difficulty", "7", category="finance", base="base"),
        row("need", "9", category="finance", base="other"),
        answers={"difficulty": "multiple", "need": "multiple"},
    )
    assert check_differing_answers(index) == ()


def test_many_questions_are_compared_with_the_next_only():
    """Up to the limit each with each, beyond it as many comparisons as questions less one."""
    for number, expected in ((MOST_PAIRED, 28), (MOST_PAIRED + 1, MOST_PAIRED)):
        names = [f"question_{n}" for n in range(number)]
        rows = [row(name, "4", category="finance", base="base") for name in names]
        answers = dict.fromkeys(names, "multiple")
        index = index_of(row("base", "10", kind="base"), *rows, answers=answers)
        assert len(check_differing_answers(index)) == expected


def test_the_reports_money_answers(study):
    """Money is a difficulty of 76 and a need of 81 of the same 100."""
    findings = check_differing_answers(report_index(study))
    pair = [finding for finding in findings if "need_finance" in finding.claim_ids]
    assert "At least 5 gave this answer to one question only. At least 57" in text(
        about(pair, "difficulty_finance")
    )
    assert "inconsistent" not in statuses(findings)
