"""What must hold of the audit whatever the report: honest reports pass, and names do not matter."""

import re
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.audit.checks import run_checks
from helpers.audit.index import LedgerIndex
from helpers.audit.shares import RULES
from helpers.audit.verdicts import judge_all
from helpers.audit.wording import explain
from helpers.editions import Edition
from helpers.errors import InputError
from helpers.ledger.formulas import names_in
from tests.oracles.oracle import Oracle
from tests.oracles.questionnaires import (
    add_multiple,
    add_ordinal,
    add_single,
    add_staff,
    surveys,
)
from tests.oracles.simulated import Report, load, rounded

# Audits hundreds of made-up surveys.
pytestmark = pytest.mark.slow

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None, max_examples=50)

FAULT = "inconsistent"
ENGLISH = Edition("en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


def verdicts_of(report, folder, rule):
    """claim_id -> verdict, as the engine gives them."""
    index = LedgerIndex.of(load(report, folder))
    return {each.claim_id: each.verdict for each in judge_all(index, rule=rule)}


def differing(report, folder, rule):
    """The claims with another verdict than trying finds, and both; `test_brute_force` and
    `tests/audit/test_questions` try what rests on all percentages of a question."""
    found, oracle = verdicts_of(report, folder, rule), Oracle(report.rows, rule)
    return {
        name: (found[name], verdict)
        for name, verdict in oracle.verdicts().items()
        if found[name] != verdict and name not in oracle.of_questions
    }


def inconsistent(index, rule):
    """The findings that say that numbers cannot all hold."""
    results = run_checks(index, rule=rule)
    return [each for result in results for each in result.findings if each.status == FAULT]


@repeatable
@given(surveys())
def test_an_honest_report_is_consistent(folder, survey):
    """Answers summarised and rounded by any rule are judged, under that rule, without a fault.

    What is computed from printed counts is exact; only what adds up or compares numbers that are
    rounded themselves may follow by `rounding`.
    """
    index = LedgerIndex.of(load(survey.report, folder))
    verdicts = {each.claim_id: each.verdict for each in judge_all(index, rule=survey.rule)}
    for claim in index.ledger.values():
        inputs = [index.ledger[name].kind for name in names_in(claim.formula or "0")]
        is_of_rounded = "percent" in inputs or claim.kind == "rank"
        allowed = {"exact", "rounding"} if is_of_rounded else {"exact"}
        has_source = claim.formula or claim.kind == "rank"
        assert verdicts[claim.claim_id] in (allowed if has_source else {"not_derivable"})
    assert not inconsistent(index, survey.rule)


@repeatable
@given(surveys(rules=["truncated"]))
def test_a_report_that_truncates_is_no_contradiction(folder, survey):
    """Read as if rounded half up, a report that cuts digits off is exact or off by rounding."""
    index = LedgerIndex.of(load(survey.report, folder))
    verdicts = {each.verdict for each in judge_all(index, rule="half_up")}
    assert verdicts <= {"exact", "rounding", "not_derivable"}
    assert not inconsistent(index, "half_up")


def test_one_in_n_beside_a_rounded_percentage(folder):
    """1 of 18 is 6 % and "one in 18", though 100 / 6 is 16.7: the percentage is rounded."""
    report = Report()
    size = report.add("size", "base", 18)
    report.add("shares", "percent", "6", category="one", base=size)
    cells = {"unit": "one in N", "category": "one", "base": size}
    one_in = report.add("shares", "rank", "18", **cells)
    assert verdicts_of(report, folder, "half_up")[one_in] == "rounding"
    report.change(one_in, printed="21")  # even rounded up, 6 % is more than 5, so N is at most 20
    assert verdicts_of(report, folder, "half_up")[one_in] == "contradiction"


def test_percentages_that_differ_have_an_order(folder):
    """11 % stands before 10 % whatever was rounded, but 10.5 % and 10 % may be the same share."""
    report = Report()
    size = report.add("size", "base", 50)
    report.add("shares", "percent", "10", category="one", base=size)
    other = report.add("shares", "percent", "11", category="two", base=size)
    rank = report.add("shares", "rank", "1", category="one", base=size)
    assert verdicts_of(report, folder, "half_up")[rank] == "contradiction"
    report.change(other, printed="10.5")
    assert verdicts_of(report, folder, "half_up")[rank] == "rounding"
    assert verdicts_of(report, folder, "up")[rank] == "rounding"


@st.composite
def changed_digits(draw, surveys):
    """A survey, and its report with the last digit of one printed number raised or lowered."""
    survey = draw(surveys)
    row = draw(st.sampled_from(survey.report.rows))
    decimals = len(row["printed"].partition(".")[2])
    value = Fraction(row["printed"]) + Fraction(draw(st.sampled_from([-1, 1])), 10**decimals)
    is_base = any(row["claim_id"] == other["base"] for other in survey.report.rows)
    assume(value > 0 if is_base else value >= 0)
    printed = rounded(value, decimals, "half_up")
    return survey, survey.report.changed(row["claim_id"], printed=printed)


@repeatable
@given(changed_digits(surveys()))
def test_a_changed_digit_is_caught_where_arithmetic_allows_it(folder, changed):
    """Every verdict of a report with one changed digit is the one found by trying everything."""
    survey, report = changed
    assert differing(report, folder, survey.rule) == {}


@repeatable
@given(changed_digits(surveys()), st.sampled_from(RULES))
def test_any_rule_may_be_assumed(folder, changed, rule):
    """The same holds when the report is read by another rule than it was rounded by."""
    _, report = changed
    assert differing(report, folder, rule) == {}


def test_changed_digits_lead_to_every_verdict():
    """The examples above are not all of one kind: a changed digit leads to each verdict."""
    seen = Counter()

    @repeatable
    @given(changed_digits(surveys(parts=(add_single,))))
    def judge_some(changed):
        survey, report = changed
        seen.update(Oracle(report.rows, survey.rule).verdicts().values())

    judge_some()
    assert min(seen[verdict] for verdict in ("exact", "rounding", "base", "contradiction")) >= 10


@st.composite
def changed_units(draw, reports):
    """A report in which some counts, one of them with another digit, count something else."""
    survey, report = draw(reports)
    counts = [row["claim_id"] for row in report.rows if row["kind"] in ("count", "base")]
    units = st.sampled_from(["forms", "people", "participants", "statements", "cases", "mentions"])
    for claim_id in draw(st.lists(st.sampled_from(counts), min_size=1, max_size=4)):
        report = report.changed(claim_id, unit=draw(units))
    return survey, report


@repeatable
@given(changed_units(changed_digits(surveys())))
def test_counts_of_other_things_are_no_contradiction(folder, changed):
    """The verdicts are those found by trying any number for what counts something else."""
    survey, report = changed
    assert differing(report, folder, survey.rule) == {}


@pytest.mark.parametrize(
    "part", [add_single, add_ordinal, add_multiple, add_staff], ids=["one", "order", "more", "sum"]
)
def test_changed_units_are_found_in_every_kind_of_question(folder, part):
    """Where counts are compared, the examples above hold some that count other things."""
    seen = Counter()

    @settings(repeatable, max_examples=25)
    @given(changed_units(changed_digits(surveys(parts=(part,)))))
    def judge_some(changed):
        survey, report = changed
        found = verdicts_of(report, folder, survey.rule)
        assert differing(report, folder, survey.rule) == {}
        seen.update(found.values())

    judge_some()
    assert seen["units"]


def users_of(rows, claim_id):
    """The rows whose formula or base names a claim."""
    return [
        row
        for row in rows
        if row["base"] == claim_id or (row["formula"] and claim_id in names_in(row["formula"]))
    ]


@repeatable
@given(surveys(), st.data())
def test_a_number_that_others_need_cannot_go_missing(folder, survey, data):
    """Without a row that a formula or base names, the ledger is refused and the id is named."""
    rows = survey.report.rows
    needed = [row["claim_id"] for row in rows if users_of(rows, row["claim_id"])]
    claim_id = data.draw(st.sampled_from(needed))
    with pytest.raises(InputError, match=f"'{claim_id}' is .*claim_id"):
        load(survey.report.without(claim_id), folder)


@repeatable
@given(surveys(), st.data())
def test_a_verdict_does_not_outlive_its_numbers(folder, survey, data):
    """Remove a row and every mention of it: the verdicts are those of the rows that are left."""
    claim_id = data.draw(st.sampled_from(survey.report.rows))["claim_id"]
    report = survey.report.without(claim_id)
    for row in users_of(report.rows, claim_id):
        kept = {"base": "" if row["base"] == claim_id else row["base"]}
        if row["formula"] and claim_id in names_in(row["formula"]):
            kept["formula"] = ""
        report.change(row["claim_id"], **kept)
    assert differing(report, folder, survey.rule) == {}


def test_a_percentage_without_its_count_is_not_derivable(folder):
    """33 of 74 is 44.6 %; once the 33 is gone nothing gives the percentage, 44 or 45."""
    report = Report()
    size = report.add("size", "base", 74)
    count = report.add("single", "count", 33, category="one", base=size)
    cells = {"category": "one", "base": size}
    percent = report.add("single", "percent", "45", formula=f"100 * {count} / {size}", **cells)
    assert verdicts_of(report, folder, "half_up")[percent] == "exact"
    with pytest.raises(InputError, match=f"column formula: '{count}' is no claim_id of the ledger"):
        load(report.without(count), folder)
    left = report.without(count).changed(percent, formula="")
    assert verdicts_of(left, folder, "half_up")[percent] == "not_derivable"


def renamed(report, names):
    """The same report with other claim ids, in formulas and bases too."""
    pattern = re.compile(r"[a-z]\w*")
    return Report(
        row
        | {
            cell: pattern.sub(lambda found: names[found[0]], row[cell])
            for cell in ("claim_id", "base", "formula")
        }
        for row in report.rows
    )


def told(index, rule, original):
    """Everything the engine says, by the place of each claim in the report, sentences included."""
    verdicts = [
        (each.verdict, each.case, each.recomputed, each.rule, each.bases, each.statements)
        for each in judge_all(index, rule=rule)
    ]
    findings = [each for result in run_checks(index, rule=rule) for each in result.findings]
    verdicts = [(*rest, explain(statements, ENGLISH, original)) for *rest, statements in verdicts]
    places = {name: place for place, name in enumerate(index.ledger)}
    return verdicts, [
        (
            each.check,
            each.status,
            [places[name] for name in each.claim_ids],
            explain(each.statements, ENGLISH, original),
        )
        for each in findings
    ]


@repeatable
@given(changed_digits(surveys()), st.randoms(use_true_random=False))
def test_names_do_not_matter(folder, changed, random):
    """Claims that swap their ids keep verdict, bases, findings and every sentence."""
    survey, report = changed
    ids = [row["claim_id"] for row in report.rows]
    names = dict(zip(ids, random.sample(ids, len(ids)), strict=True))
    original = {new: old for old, new in names.items()}
    before = told(LedgerIndex.of(load(report, folder)), survey.rule, str)
    index = LedgerIndex.of(load(renamed(report, names), folder))
    assert told(index, survey.rule, original.get) == before
