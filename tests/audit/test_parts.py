"""Answers against the number of respondents: too many, too few, and at least how many silent."""

import pytest

from helpers.audit.parts import check_multiple_answers, check_percent_sums, check_single_answers
from tests.audit.findings import about, keys, report_index, statuses, text
from tests.audit.small_ledgers import index_of, row


def question(answer, *printed, base="10", kind="count", unit="organisations"):
    """A question of an answer type with (category, printed number) answers on one base."""
    cells = {"variable": "asked", "kind": kind, "unit": unit, "base": "base" if base else ""}
    rows = [row("base", base, kind="base")] if base else []
    rows += [row(name, number, category=name, **cells) for name, number in printed]
    return index_of(*rows, answers={"asked": answer})


@pytest.mark.parametrize(
    ("second", "expected", "said"),
    [
        ("4", "consistent", "6 + 4 = 10, all respondents."),
        ("1", "open", "6 + 1 = 7 of 10: the other 3 gave another answer or none."),
        (
            "5",
            "inconsistent",
            "6 + 5 = 11 answers to a question with one answer each, more than the 10 printed as "
            "its base.",
        ),
    ],
)
def test_answers_of_one_each_against_their_base(second, expected, said):
    """All, some or more than all have answered."""
    (found,) = check_single_answers(question("single", ("yes", "6"), ("no", second)))
    assert (found.status, text(found)) == (expected, said)


@pytest.mark.parametrize("answer", ["multiple", "count", ""])
def test_only_single_answers_are_added_up(answer):
    """Where several answers are allowed, or nobody knows, more answers than respondents is fine."""
    assert check_single_answers(question(answer, ("yes", "9"), ("no", "9"))) == ()


def test_one_answer_or_no_base_is_nothing_to_add_up():
    """The rest of one answer is no news, and without a base nobody is missing."""
    assert check_single_answers(question("single", ("yes", "6"))) == ()
    assert check_single_answers(question("single", ("yes", "6"), ("no", "4"), base="")) == ()


def test_subtotals_are_not_added_up_again():
    """A count that the ledger computes from others is no further answer."""
    asked = {"variable": "asked", "base": "base"}
    index = index_of(
        row("base", "10", kind="base"),
        row("one", "6", category="one", **asked),
        row("two", "4", category="two", **asked),
        row("both", "10", category="both", formula="one + two", **asked),
        answers={"asked": "ordinal"},
    )
    assert statuses(check_single_answers(index)) == ["consistent"]


def test_several_answers_that_are_fewer_than_respondents():
    """5 + 2 answers come from at most 7 of 10, and from at least 5."""
    (found,) = check_multiple_answers(question("multiple", ("a", "5"), ("b", "2")))
    assert found.status == "open"
    assert text(found) == (
        "5 + 2 = 7: at least 3 of 10 gave none of the printed answers. At least 5 gave one."
    )


def test_several_answers_that_all_may_have_given():
    """8 + 7 answers may come from all 10."""
    (found,) = check_multiple_answers(question("multiple", ("a", "8"), ("b", "7")))
    assert (found.status, keys(found)) == ("consistent", ["multiple_enough", "multiple_least"])


def test_none_excludes_the_other_answers():
    """8 gave an answer and 3 said that none applies: 11 of 10."""
    (found,) = check_multiple_answers(question("multiple", ("a", "8"), ("none", "3")))
    assert (found.status, keys(found)) == ("inconsistent", ["multiple_over"])
    (found,) = check_multiple_answers(question("multiple", ("a", "5"), ("none", "3")))
    assert text(found).endswith("At least 5 + 3 = 8 gave one or said that none applies.")


def test_what_is_no_respondent_is_not_counted_as_one():
    """Mentions limit how many answered, but the largest may come from one respondent; statements
    are no respondents at all."""
    mentions = question("multiple", ("a", "5"), ("b", "2"), unit="mentions")
    assert text(check_multiple_answers(mentions)[0]).endswith("At least 0 gave one.")
    statements = question("multiple", ("a", "5"), ("b", "2"), unit="statements")
    assert check_multiple_answers(statements) == ()


@pytest.mark.parametrize("answer", ["single", "count"])
def test_other_questions_have_no_several_answers(answer):
    """They are not checked so."""
    assert check_multiple_answers(question(answer, ("a", "5"), ("b", "2"))) == ()


def percents(*printed, base="", answer="single"):
    named = zip("abcdef", printed, strict=False)
    return question(answer, *named, base=base, kind="percent", unit="percent")


@pytest.mark.parametrize(
    ("printed", "rule", "expected"),
    [
        (("33", "33", "33"), "half_up", "consistent"),  # up to 100.5
        (("33", "33", "32"), "half_up", "open"),  # below 99.5
        (("34", "34", "34"), "half_up", "open"),  # 100.5 and more, but rounded up from 99
        (("34", "34", "34"), "up", "consistent"),
        (("40", "40", "40"), "half_up", "inconsistent"),
        (("100", "0"), "half_up", "consistent"),
        (("79", "19"), "half_up", "open"),  # below 99
        (("79", "19"), "truncated", "consistent"),  # below 100, as near as one likes
    ],
)
def test_sums_of_percentages(printed, rule, expected):
    """Rounding explains a few percent more or less, under some rule."""
    (found,) = check_percent_sums(percents(*printed), rule=rule)
    assert found.status == expected


def test_percentages_without_counts_leave_respondents():
    """Of 100, 99 % are 99: one gave none of the printed answers."""
    (found,) = check_percent_sums(percents("38", "36", "15", "10", base="100"))
    assert found.status == "open"
    assert text(found).endswith(
        "Of 100 respondents these are at most 99: at least 1 gave none of the printed answers."
    )


def test_percentages_of_several_answers_are_not_added_up():
    """Nor is a percentage by itself."""
    assert check_percent_sums(percents("80", "80", answer="multiple")) == ()
    assert check_percent_sums(percents("80")) == ()


def meetings(*more):
    """Four answers that make 100 %, and more answers with their formulas."""
    printed = (("never", "13.5"), ("once", "19.8"), ("twice", "27.1"), ("often", "39.6"))
    cells = {"variable": "asked", "kind": "percent"}
    rows = [row(name, number, category=name, **cells) for name, number in printed]
    rows += [row(n, p, category=n, formula=f, **cells) for n, p, f in more]
    return index_of(*rows, answers={"asked": "ordinal"})


@pytest.mark.parametrize("formula", ["once + twice + often", "100 - never"])
def test_percentages_that_add_up_others_are_no_further_parts(formula):
    """86.5 % met at all: with it 186.5 %, without it 100 %; so with a sum of sums."""
    (found,) = check_percent_sums(meetings(("any", "86.5", formula)))
    assert (found.status, "any" in found.claim_ids) == ("consistent", False)
    sums = ("any", "86.5", formula), ("all", "100.0", "any + never")
    assert statuses(check_percent_sums(meetings(*sums))) == ["consistent"]


def test_a_percentage_that_may_add_up_others_is_named():
    """Without a formula the reader is asked for it."""
    (found,) = check_percent_sums(meetings(("any", "86.5", "")))
    assert found.status == "open"
    assert text(found).endswith(
        "86.5% may be a subtotal, 19.8 + 27.1 + 39.6 = 86.5%: without it all add up to 100.0%. "
        "If it is, give it that formula."
    )
    assert statuses(check_percent_sums(meetings(("any", "84.0", "")))) == ["inconsistent"]


def test_the_reports_single_answers(study):
    """Monitoring has 73 answers on 65 forms; influence lacks 4 of 74 and staff size 2 of 100."""
    findings = check_single_answers(report_index(study))
    wrong = [finding for finding in findings if finding.status == "inconsistent"]
    assert wrong == [about(findings, "monitoring_base")]
    assert "the other 4" in text(about(findings, "influence_base"))
    assert "the other 2" in text(about(findings, "staff_size_1"))
    assert about(findings, "impact_yes").status == "consistent"


def test_the_reports_several_answers(study):
    """At least 5 of 100 name no source of funding, and at least 11 nothing about obstacles."""
    findings = check_multiple_answers(report_index(study))
    short = [finding for finding in findings if finding.status == "open"]
    assert [text(finding).split(" gave none")[0].split(": ")[1] for finding in short] == [
        "at least 5 of 100",
        "at least 11 of 100",
    ]
    assert len(findings) == 5


def test_the_reports_sums_of_percentages(study):
    """Only the frequencies reach 100; nothing overshoots."""
    findings = check_percent_sums(report_index(study))
    assert sorted(statuses(findings)) == ["consistent"] + ["open"] * 4
    assert about(findings, "frequency_regular_pct").status == "consistent"
