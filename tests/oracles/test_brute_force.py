"""Small reports, every possibility tried: bases of shares, counts behind percentages, sums."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.audit.index import LedgerIndex
from helpers.audit.questions import check_question_bases
from helpers.audit.shares import RULES
from helpers.audit.verdicts import judge, judge_all
from tests.oracles.oracle import Oracle
from tests.oracles.simulated import Report, load, rounded

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None, max_examples=75)

MOST = 60
rules = st.sampled_from(RULES)
numbers = st.integers(1, MOST)
counts = st.integers(0, MOST)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


@st.composite
def percentages(draw):
    """A printed percentage: of some small share, so that it often follows, or any."""
    decimals = draw(st.integers(0, 1))
    whole = draw(numbers)
    share = Fraction(100 * draw(st.integers(0, whole)), whole)
    if draw(st.booleans()):
        return rounded(share, decimals, draw(rules))
    return rounded(Fraction(draw(st.integers(0, 1100)), 10), decimals, "half_up")


@st.composite
def shares(draw):
    """A report with a base, the most respondents it knows of, and shares that may follow or not."""
    report, whole = Report(), draw(numbers)
    report.add("size", "base", max(whole, draw(numbers)))
    base = report.add("size", "base", whole, unit="respondents", category="one")
    variable = draw(st.sampled_from(["single", "ordinal", "multiple"]))
    parts = {
        category: report.add(variable, "count", draw(counts), category=category, base=base)
        for category in ("one", "two", "not_answered")
    }
    parts["three"] = f"({parts['one']} + {parts['two']})"
    for category, part in parts.items():
        cells = {"category": category, "base": base, "formula": f"100 * {part} / {base}"}
        report.add(variable, "percent", draw(percentages()), **cells)
    return report


@repeatable
@given(shares(), rules)
def test_bases_are_all_bases_that_work(folder, report, rule):
    """Verdict and bases of every share are those found by trying each base up to the limit."""
    index, oracle = LedgerIndex.of(load(report, folder)), Oracle(report.rows, rule)
    for claim in index.ledger.values():
        verdict = judge(index, claim.claim_id, rule=rule)
        assert verdict.verdict == oracle.verdict(claim.claim_id)
        if "/" in claim.formula and verdict.case.startswith("share"):
            assert told(verdict.bases) == tried(index, oracle, claim, rule)


def told(bases):
    """The bases by rule as a verdict names them."""
    return {rule: list(values) for rule, values in bases.items()}


def tried(index, oracle, claim, rule):
    """The bases by rule as trying finds them; a rule that adds none to those before is left out."""
    stated, found = int(index.ledger[claim.base].value), {}
    for each in dict.fromkeys((rule, "half_up", "half_even", "half_down", "truncated")):
        bases = oracle.bases(claim.claim_id, each)
        if set(bases) - {stated} and bases not in found.values():
            found[each] = bases
    return found


@st.composite
def questions(draw):
    """A question with percentages on a stated base, of some with counts, true or made up."""
    report, whole, rule = Report(), draw(numbers), draw(rules)
    variable, decimals = draw(st.sampled_from(["single", "multiple"])), draw(st.integers(0, 1))
    base, left = report.add("size", "base", whole), whole
    for category in ("one", "two", "three")[: draw(st.integers(2, 3))]:
        count = draw(st.integers(0, left))
        left -= count if variable == "single" else 0
        percent = rounded(Fraction(100 * count, whole), decimals, rule)
        if draw(st.integers(0, 4)) == 0:
            percent = draw(percentages())
        if draw(st.integers(0, 2)) == 0:
            report.add(variable, "count", count, category=category, base=base)
        report.add(variable, "percent", percent, category=category, base=base)
    return report


def counts_behind(report, rule, whole=0):
    """Every set of counts that prints as the percentages of a question under a rule."""
    base, *rows = report.rows
    whole, known = whole or int(base["printed"]), {}
    for row in rows:
        if row["kind"] == "count":
            known[row["category"]] = int(row["printed"])
    percents = [row for row in rows if row["kind"] == "percent"]
    decimals = {row["category"]: len(row["printed"].partition(".")[2]) for row in percents}
    candidates = [
        [
            count
            for count in range(whole + 1)
            if known.get(row["category"], count) == count
            and rounded(Fraction(100 * count, whole), decimals[row["category"]], rule)
            == row["printed"]
        ]
        for row in percents
    ]
    is_single = rows[0]["variable"] == "single"
    return [each for each in product(*candidates) if not is_single or sum(each) <= whole]


@settings(repeatable, max_examples=150)
@given(questions(), rules)
def test_percentages_of_a_question_by_all_counts(folder, report, rule):
    """Percentages can hold together when some counts of the stated base print as all of them."""
    (finding,) = check_question_bases(LedgerIndex.of(load(report, folder)), rule=rule)
    if counts_behind(report, rule):
        expected = "consistent"
    else:
        follows = any(counts_behind(report, other) for other in RULES)
        fewer = any(
            counts_behind(report, rule, n) for n in range(1, int(report.rows[0]["printed"]))
        )
        is_open = follows or fewer or counts_behind_adjusted(report, rule)
        expected = "open" if is_open else "inconsistent"
    assert finding.status == expected


def counts_behind_adjusted(report, rule):
    """Counts of all respondents that print as the percentages, but for one unit of one of them."""
    percents = [row for row in report.rows if row["kind"] == "percent"]
    decimals = {len(row["printed"].partition(".")[2]) for row in percents}
    is_whole = sum(Fraction(row["printed"]) for row in percents) == 100
    if percents[0]["variable"] != "single" or len(decimals) > 1 or not is_whole:
        return False
    unit, whole = Fraction(1, 10 ** max(decimals)), int(report.rows[0]["printed"])
    moved = (
        report.changed(row["claim_id"], printed=rounded(value, max(decimals), "half_up"))
        for row in percents
        for value in (Fraction(row["printed"]) + unit, Fraction(row["printed"]) - unit)
        if value >= 0
    )
    return any(sum(each) == whole for one in moved for each in counts_behind(one, rule))


def test_examples_reach_every_status(folder):
    """The invented questions are consistent, open and inconsistent, each often enough to tell."""
    seen = Counter()

    @settings(repeatable, max_examples=150)
    @given(questions(), rules)
    def look(report, rule):
        findings = check_question_bases(LedgerIndex.of(load(report, folder)), rule=rule)
        seen.update(finding.status for finding in findings)

    look()
    assert min(seen[status] for status in ("consistent", "open", "inconsistent")) >= 10


@st.composite
def answers(draw):
    """A single-answer question of which base, counts and total are drawn without regard."""
    report = Report()
    base = report.add("single", "base", draw(st.integers(1, 20)))
    parts = [
        report.add("single", "count", draw(st.integers(0, 12)), category=category, base=base)
        for category in ("one", "two", "three")
    ]
    formula = " + ".join(parts)
    report.add("multiple", "total", draw(st.integers(0, 36)), unit="mentions", formula=formula)
    return report


@repeatable
@given(answers(), rules)
def test_answers_against_respondents(folder, report, rule):
    """Contradicted are a base with more answers than it holds, a part above it, a wrong total."""
    base, *parts, total = (int(row["printed"]) for row in report.rows)
    holds = [sum(parts) <= base, *(part <= base for part in parts)]
    expected = ["not_derivable" if each else "contradiction" for each in holds]
    expected.append("exact" if sum(parts) == total else "contradiction")
    verdicts = judge_all(LedgerIndex.of(load(report, folder)), rule=rule)
    assert [each.verdict for each in verdicts] == expected
