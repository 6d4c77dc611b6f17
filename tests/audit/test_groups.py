"""Claims that can be compared: which are answers of one question, which are parts of one base."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers.audit.groups import (
    base_value,
    by_base,
    comparable,
    count_alike,
    finding,
    is_combined,
    is_subtotal,
    ledger_order,
    questions_of,
    root_of,
    sum_of,
)
from helpers.audit.wording import write
from helpers.editions import Edition
from helpers.ledger.roles import WORDS
from tests.audit.findings import report_index
from tests.audit.small_ledgers import index_of, row


def test_question_holds_the_first_print_of_each_category():
    """Counts and percentages are kept apart, places too, and a second print is left out."""
    index = index_of(
        row("yes", "3", variable="asked", category="yes"),
        row("yes_again", "4", variable="asked", category="yes"),
        row("yes_pct", "30", variable="asked", category="yes", kind="percent"),
        row("yes_esik", "1", variable="asked", category="yes", place="esik"),
        row("total", "10", variable="asked"),
    )
    country, esik = questions_of(index)
    assert {name: claim.claim_id for name, claim in country.counts.items()} == {"yes": "yes"}
    assert list(country.percents) == ["yes"]
    assert (esik.place, list(esik.counts), list(esik.percents)) == ("esik", ["yes"], [])


def test_bases_printed_again_have_one_root(study):
    """The report prints its hundred questionnaires many times; all are one base."""
    index = report_index(study)
    assert root_of(index, "survey_size_difficulty") == root_of(index, "survey_size_staff_table")
    assert root_of(index, "") == ""


def test_a_base_is_a_whole_number_above_zero():
    """A date, a fraction and nothing at all are no base."""
    index = index_of(
        row("ten", "10", kind="base"),
        row("half", "10.5", kind="base"),
        row("year", "2024-12", kind="date"),
        *(row(f"of_{base}", "1", base=base) for base in ("ten", "half", "year")),
        row("of_none", "1"),
    )
    values = [base_value(index, index.ledger[f"of_{name}"]) for name in ("ten", "half", "year")]
    assert values == [10, None, None]
    assert base_value(index, index.ledger["of_none"]) is None


def test_parts_of_one_base_are_grouped_by_its_number():
    """A base printed again is the same base; with another number it is not."""
    index = index_of(
        row("base", "10", kind="base"),
        row("again", "10", kind="base", formula="base"),
        row("other", "11", kind="base", formula="base"),
        *(row(f"in_{base}", "1", base=base) for base in ("base", "again", "other")),
        row("negative", "-1", base="base"),
        row("fraction", "1.5", base="base"),
    )
    groups = by_base(index, index.ledger.values())
    named = {key: [claim.claim_id for claim in claims] for key, claims in groups.items()}
    assert named == {
        ("base", Fraction(10)): ["in_base", "in_again"],
        ("base", Fraction(11)): ["in_other"],
    }


def test_sums_of_answers_are_no_further_answers():
    """A count that adds up counts of its question is a subtotal; the rest of a base is not."""
    asked = {"variable": "asked"}
    index = index_of(
        row("base", "10", kind="base", **asked),
        row("one", "3", category="one", **asked),
        row("two", "4", category="two", **asked),
        row("both", "7", category="both", formula="one + two", **asked),
        row("rest", "3", category="rest", formula="base - one - two", **asked),
        row("copy", "3", category="copy", formula="one", **asked),
        row("both_pct", "70", kind="percent", formula="100 * (one + two) / base", **asked),
        row("one_pct", "30", kind="percent", formula="100 * one / base", **asked),
    )
    subtotals = [c.claim_id for c in index.ledger.values() if is_subtotal(index, c)]
    assert subtotals == ["both"]
    assert [c.claim_id for c in index.ledger.values() if is_combined(c)] == ["both_pct"]


def test_findings_name_each_claim_once_in_the_order_of_the_ledger():
    """Whatever the order in which a check met them; claims without a base add no empty name."""
    index = index_of(row("one", "1"), row("two", "2"))
    order = ledger_order(index)
    found = finding("subsets", "open", ["two", "", "one", "two"], order=order, statements=())
    assert found.claim_ids == ("one", "two")


def test_sums_are_written_with_printed_numbers():
    """A reader sees numbers, not ids."""
    index = index_of(row("one", "1"), row("two", "2000"))
    assert write(sum_of(index.ledger.values()), Edition("en")) == "1 + 2,000"


@pytest.mark.parametrize(
    ("units", "as_parts", "as_answers"),
    [
        (("people",), True, True),
        (("forms", "respondents", "organisations"), True, True),
        (("respondents", "participants"), False, False),
        (("mentions", "respondents"), False, True),
        (("people", "organisations"), False, False),
        (("statements", "participants"), False, False),
        ((), True, True),
    ],
)
def test_units_of_which_a_respondent_is_one_each_are_the_same(units, as_parts, as_answers):
    """Mentions are answers, but one respondent may make several; it is a reading, and can be left.

    Participants of a discussion need not fill in a form, and two may speak for one organisation.
    """
    index = index_of(*(row(unit, "1", unit=unit) for unit in units))
    claims = tuple(index.ledger.values())
    assert comparable(units, among=WORDS.one_each) == count_alike(index, claims) == as_parts
    assert comparable(units, among=WORDS.answers) == count_alike(index, claims, with_mentions=True)
    assert comparable(units, among=WORDS.answers) == as_answers
    strict = replace(index, one_each=False)
    assert count_alike(strict, claims) == (len(units) < 2)
    assert count_alike(strict, claims, with_mentions=True) == (len(units) < 2)
