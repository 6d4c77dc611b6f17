"""The verdict of every printed number."""

from dataclasses import replace

import pytest

from helpers.audit.index import LedgerIndex
from helpers.audit.parts import check_single_answers
from helpers.audit.results import VERDICTS
from helpers.audit.verdicts import judge, judge_all
from helpers.errors import ArgumentError
from helpers.ledger.claims import Ledger
from tests.audit.small_ledgers import index_of, ledger_of, row


def test_72_percent_of_357_in_487_contradicts_itself(study):
    """The issue's own example: 357 / 487 = 73.3 %, printed 72 %, which needs 349 to 353."""
    verdict = judge(study.ledger, "zero_reports_pct")
    assert verdict.verdict == "contradiction"
    assert verdict.recomputed == study.ledger.recompute("zero_reports_pct")
    needed = {each.key: each.values for each in verdict.statements}
    assert needed["share_needs_counts"]["counts"] == range(349, 354)


def test_every_claim_of_the_report_has_one_verdict_with_its_arithmetic(study):
    """In the order of the ledger, each of the known verdicts, none without a sentence."""
    verdicts = judge_all(LedgerIndex.of(study.ledger))
    assert [verdict.claim_id for verdict in verdicts] == list(study.ledger)
    assert {verdict.verdict for verdict in verdicts} <= set(VERDICTS)
    assert all(verdict.statements for verdict in verdicts)


def test_what_follows_is_never_called_underivable(study):
    """A claim with a formula is judged by it; without one it is never recomputed."""
    for verdict in judge_all(LedgerIndex.of(study.ledger)):
        if study.ledger[verdict.claim_id].formula:
            assert verdict.recomputed is not None
            assert verdict.verdict not in ("not_derivable", "external")


def test_where_units_differ_the_arithmetic_says_so(study):
    """37 statements are by theme counted in participants, too; nothing else in the report is so."""
    verdicts = judge_all(LedgerIndex.of(study.ledger))
    across = [each for each in verdicts if each.verdict == "units"]
    named = ["statements_negative", "theme_opaque_funding_rank", "positive_cases"]
    assert [each.claim_id for each in across] == named
    assert all("units" in statement_values(each) for each in across)


def statement_values(verdict):
    """All values of a verdict's statements."""
    return {name for each in verdict.statements for name in each.values}


def test_no_verdict_of_other_units_is_typed(study):
    """With all themes in statements, 34 is not 37 and 9 is more than 6."""
    claims = {name: replace(each) for name, each in study.ledger.claims.items()}
    for name, each in claims.items():
        if each.variable == "statement_theme" and each.kind != "rank":
            claims[name] = replace(each, unit="statements")
    verdicts = judge_all(LedgerIndex.of(Ledger(claims, study.codebook)))
    found = {each.claim_id: each.verdict for each in verdicts}
    assert "units" not in found.values()
    for name in ("statements_negative", "theme_opaque_funding_rank", "positive_cases"):
        assert found[name] == "contradiction"


def test_taking_a_respondent_for_a_form_is_a_reading(study):
    """73 respondents of 65 forms contradict each other only if each of them filled in one, and
    participants are compared with respondents only if they are the same."""
    found = {}
    for one_each in (True, False):
        verdicts = judge_all(LedgerIndex.of(study.ledger, study.levels, one_each=one_each))
        found[one_each] = {each.claim_id: each.verdict for each in verdicts}
    moved = {name for name, verdict in found[True].items() if verdict != found[False][name]}
    percents = {f"monitoring_{each}_pct" for each in ("regular", "rare", "none")}
    in_words = {"theme_limited_information_among", "frequency_regular_rank"}
    assert moved == {"monitoring_base", *percents, *in_words}
    assert found[False]["frequency_regular_rank"] == "not_derivable"
    assert {found[False][name] for name in moved - {"frequency_regular_rank"}} == {"units"}


@pytest.mark.parametrize(("count", "verdict"), [("8", "units"), ("70", "contradiction")])
def test_answers_in_another_unit_do_not_contradict_a_base(count, verdict):
    """Statements may be more than the forms; 70 respondents of 65 forms are too many anyway."""
    index = index_of(
        row("base", "65", variable="q", kind="base", unit="forms"),
        row("often", count, variable="q", category="often", base="base", unit="respondents"),
        row("never", "60", variable="q", category="never", base="base", unit="statements"),
        answers={"q": "single"},
    )
    found = judge(index, "base")
    assert (found.verdict, found.against) == (verdict, ("often", "never"))
    (finding,) = check_single_answers(index)
    assert finding.status == found.status


@pytest.mark.parametrize(("unit", "verdict"), [("forms", "contradiction"), ("households", "units")])
def test_a_share_of_other_things_is_no_share(unit, verdict):
    """34 households are no part of 61 forms, so 44 % need not be theirs."""
    share = {"kind": "percent", "unit": "percent", "formula": "100 * part / whole"}
    words = {
        "kind": "rank",
        "unit": "one in N",
        "variable": "part",
        "category": "x",
        "base": "whole",
    }
    index = index_of(
        row("whole", "61", kind="base", unit="forms"),
        row("part", "34", unit=unit, variable="part", category="x", base="whole"),
        row("pct", "44", **share),
        row("every", "9", **words),
    )
    assert [judge(index, name).verdict for name in ("pct", "every")] == [verdict, verdict]


def test_more_answers_than_respondents_contradict_the_base():
    """73 answers of 65 to a question with one answer; a question with several is left alone."""
    rows = [row("base", "65", variable="q", kind="base")]
    for category, count in (("often", "43"), ("rarely", "22"), ("never", "8")):
        rows.append(row(category, count, variable="q", category=category, base="base"))
    verdict = judge(ledger_of(*rows, answers={"q": "single"}), "base")
    assert (verdict.verdict, verdict.case) == ("contradiction", "overshoot")
    assert judge(ledger_of(*rows, answers={"q": "multiple"}), "base").verdict == "not_derivable"
    enough = [row("base", "73", variable="q", kind="base"), *rows[1:]]
    assert judge(ledger_of(*enough, answers={"q": "single"}), "base").verdict == "not_derivable"


def test_a_sum_of_answers_is_no_further_answer():
    """30 often, 20 rarely, 50 at all: these are 50 answers of 60, and 55 could hold them, too."""
    share = {"variable": "q", "kind": "percent", "unit": "percent", "base": "base"}
    rows = [
        row("base", "60", variable="q", kind="base"),
        row("often", "30", variable="q", category="often", base="base"),
        row("rarely", "20", variable="q", category="rarely", base="base"),
        row("ever", "50", variable="q", category="ever", base="base", formula="often + rarely"),
        row("pct", "55", category="often", formula="100 * often / base", **share),
    ]
    ledger = ledger_of(*rows, answers={"q": "single"})
    assert judge(ledger, "base").verdict == "not_derivable"
    assert judge(ledger, "ever").verdict == "exact"
    found = judge(ledger, "pct")
    assert (found.verdict, found.bases["half_up"]) == ("base", range(55, 56))


def test_answers_that_state_different_bases_are_not_added_up():
    """Counts of two bases are two questions, or two readings of one: they bound neither."""
    ledger = ledger_of(
        row("base", "65", variable="q", kind="base"),
        row("other_base", "80", variable="q", kind="base", place="esik"),
        row("often", "43", variable="q", category="often", base="base"),
        row("never", "30", variable="q", category="never", base="other_base"),
        answers={"q": "single"},
    )
    assert judge(ledger, "base").verdict == "not_derivable"


def test_a_part_larger_than_its_base_contradicts_itself():
    """Only where both count the same things: ten people can work for five organisations."""
    base = row("base", "5", kind="base")
    assert judge(ledger_of(base, row("part", "6", base="base")), "part").verdict == "contradiction"
    assert judge(ledger_of(base, row("part", "5", base="base")), "part").verdict == "not_derivable"
    forms = row("part", "6", base="base", unit="forms")
    assert judge(ledger_of(base, forms), "part").verdict == "contradiction"
    for unit in ("people", "statements", "mentions"):
        staff = row("part", "6", base="base", unit=unit)
        assert judge(ledger_of(base, staff), "part").verdict == "not_derivable"


def test_a_failed_formula_is_the_reason_that_is_given():
    """A base that repeats another print wrongly says so, even if it has too many answers, too."""
    ledger = ledger_of(
        row("size", "66", kind="base", variable="size"),
        row("base", "65", kind="base", variable="q", formula="size"),
        row("often", "70", variable="q", category="often", base="base"),
        answers={"q": "single"},
    )
    assert judge(ledger, "base").case == "repeat_differs"


@pytest.mark.parametrize(
    ("kind", "source", "verdict"),
    [
        ("count", "background", "external"),
        ("count", "survey", "not_derivable"),
        ("money", "survey", "not_derivable"),
        ("money", "", "external"),
        ("count", "", "not_derivable"),
    ],
)
def test_numbers_of_other_sources_are_external(kind, source, verdict):
    """By the codebook's source; where it does not know the variable, by the kind of number."""
    sources = {"one": source} if source else {}
    assert judge(ledger_of(row("one", "5", kind=kind), sources=sources), "one").verdict == verdict


def test_a_changed_digit_changes_the_verdict():
    """Nothing is typed: the same row with another digit is judged anew."""
    rows = [row("whole", "100", kind="base"), row("part", "37")]
    share = {"kind": "percent", "formula": "100 * part / whole"}
    assert judge(ledger_of(*rows, row("pct", "37", **share)), "pct").verdict == "exact"
    assert judge(ledger_of(*rows, row("pct", "87", **share)), "pct").verdict == "contradiction"


def test_an_unknown_claim_or_rule_is_named():
    """Both errors say what was given and what would do."""
    index = index_of(row("one", "1"))
    with pytest.raises(ArgumentError, match="no claim 'two' in the ledger"):
        judge(index, "two")
    with pytest.raises(ArgumentError, match="rounding rule 'down' is unknown; use half_up"):
        judge(index, "one", rule="down")
