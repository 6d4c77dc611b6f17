"""Both ends of an inconsistency: which numbers are marked, and what the others would allow."""

from fractions import Fraction

import pytest

from helpers.audit import audit
from helpers.audit.other_ends import allowed_by
from helpers.audit.results import AT_ODDS, NOT_EXACT, OrMore
from helpers.audit.wording import explain
from helpers.editions import Edition
from helpers.errors import ArgumentError
from helpers.ledger.formulas import evaluate
from helpers.ledger.reported import rounding_range
from tests.audit.small_ledgers import ledger_of, row

SHARE = {"kind": "percent", "unit": "percent", "formula": "100 * part / whole"}
RANK = {"kind": "rank", "unit": "rank"}


@pytest.fixture(scope="module")
def report(study):
    return audit(study.ledger, levels=study.levels)


def ends_of(audited, claim_id):
    """What the other ends of a claim say of it, in English, the worst first."""
    ends = audited.other_ends.get(claim_id, ())
    return [explain(audited.allowance(end), Edition("en")) for end in ends]


def marked(audited):
    """claim_id -> sign."""
    return {name: mark.sign for name, mark in audited.marks.items()}


def of(*rows, **known):
    return audit(ledger_of(*rows, **known))


def test_a_percentage_bounds_its_count_and_its_base(report):
    """72 % is not 357 of 487, so both carry its sign, and so does every other print of 487."""
    signs = marked(report)
    assert (signs["zero_reports_pct"], signs["zero_reports"]) == ("≠", "(≠)")
    assert ends_of(report, "zero_reports") == [
        "72% of 487 (zero_reports_pct) allows 349 to 353 here."
    ]
    originals = report.index.originals.items()
    prints = {name for name, first in originals if first.claim_id == "register_size"}
    assert len(prints) == 7
    assert {signs[name] for name in prints} == {"(≠)"}
    assert {tuple(ends_of(report, name)) for name in prints} == {
        ("72% (zero_reports_pct) allows 493 to 499 here if the other numbers hold.",)
    }


@pytest.mark.parametrize(
    ("claim_id", "sign", "said"),
    [
        ("staff_total", "(≠)", "1,387 is printed for the same (staff_total_youth)."),
        (
            "monitoring_regular",
            "(≠)",
            "65 (monitoring_base) allows 0 to 35 here if the other numbers hold.",
        ),
        ("decisions_yes", "(÷)", "79% (decisions_yes_pct) allows 55 to 58 here if the other"),
        ("influence_active", "(≠)", "44%, 38%, 12%: 2 of 3 follow on the stated base of 74"),
        ("theme_low_competence", "(⊄)", "37 (statements_negative) is held against it, but they"),
        ("theme_weak_response", "(≠)", "5 (theme_limited_information_among) allows 0 to 4 here"),
        ("theme_limited_information", "(≠)", "5 (theme_limited_information_among) allows 6 or "),
        ("households_zhetysu", "(⊄)", "23 + 61 + 23 = 107, more than the 75 of the same source"),
        ("statements_positive", "(⊄)", "12 (positive_cases) is held against it, but they count"),
    ],
)
def test_both_ends_of_the_report_are_marked(report, claim_id, sign, said):
    """Counts, totals, bases and themes whose partner does not follow; the sentence names it."""
    assert report.marks[claim_id].sign == sign
    assert report.marks[claim_id].is_other_end
    assert ends_of(report, claim_id)[0].startswith(said)


def test_a_number_without_a_mark_is_at_odds_with_nothing(report):
    """It is in no arithmetic that fails and in no finding of numbers that do not fit together."""
    failing = [each for each in report.verdicts if each.verdict in AT_ODDS]
    named = {name for each in failing for name in (each.claim_id, *each.against)}
    found = [each for check in report.checks for each in check.findings]
    named |= {name for each in found if each.status == "inconsistent" for name in each.ends}
    named |= {name for each in found if each.status == "units" for name in each.ends}
    assert named
    assert named <= report.marks.keys()
    rest = [each for each in report.verdicts if each.claim_id not in report.marks]
    assert {each.verdict for each in rest} == {"exact", "not_derivable", "external"}
    assert all(each.verdict in NOT_EXACT for each in failing)


def test_a_number_that_is_only_rounded_otherwise_marks_no_other():
    """65 % of 756 in 1,148 follows when digits are cut off, so nothing is at odds."""
    audited = of(row("whole", "1148"), row("part", "756"), row("pct", "65", **SHARE))
    assert marked(audited) == {"pct": "≈"}


def test_a_total_allows_each_part_one_number():
    """7 + 3 is 10, printed 12: either part may be two more."""
    audited = of(row("a", "7"), row("b", "3"), row("sum", "12", formula="a + b"))
    assert marked(audited) == {"a": "(≠)", "b": "(≠)", "sum": "≠"}
    assert ends_of(audited, "a") == ["12 (sum) allows 9 here if the other numbers hold."]


def test_a_part_above_its_base_allows_a_larger_one():
    """6 of 5: the base would be 6 or more; other parts of it are no end of this."""
    rows = (row("base", "5", kind="base"), row("small", "2", base="base"))
    audited = of(*rows, row("part", "6", base="base"))
    assert marked(audited) == {"base": "(≠)", "part": "≠"}
    assert ends_of(audited, "base") == ["6 (part) allows 6 or more here if the other numbers hold."]


def test_a_rank_bounds_what_it_ranks_and_what_is_larger():
    """First with 6 where another has 9: one is 9 or more, or the other 6 at most."""
    cells = {"variable": "q", "base": "all"}
    audited = of(
        row("all", "30", kind="base"),
        row("one", "6", category="one", **cells),
        row("two", "9", category="two", **cells),
        row("three", "2", category="three", **cells),
        row("first", "1", variable="q", category="one", **RANK),
    )
    assert marked(audited) == {"one": "(≠)", "two": "(≠)", "first": "≠"}
    assert "allows 9 or more here" in ends_of(audited, "one")[0]
    assert "allows 0 to 6 here" in ends_of(audited, "two")[0]


def test_a_mean_says_why_it_does_not_fit_its_base():
    """No 20 whole numbers have the mean 2.37; the base is the other end, with the arithmetic."""
    audited = of(row("n", "20", kind="base"), row("mean", "2.37", kind="mean", base="n"))
    assert marked(audited) == {"n": "(≠)", "mean": "≠"}
    (said,) = ends_of(audited, "n")
    assert said.startswith("2.37 (mean) does not fit it. 47 / 20 = 2.350 and 48 / 20 = 2.400")


def test_a_check_marks_only_those_that_do_not_fit():
    """41 borrow novels and 22 nothing, of 60; the 28 with newspapers are no end of it."""
    cells = {"variable": "q", "base": "all"}
    audited = of(
        row("all", "60", kind="base"),
        row("novels", "41", category="novels", **cells),
        row("papers", "28", category="papers", **cells),
        row("nothing", "22", category="none", **cells),
        answers={"q": "multiple"},
    )
    assert marked(audited) == dict.fromkeys(("all", "novels", "nothing"), "(≠)")
    assert ends_of(audited, "novels")[0].startswith("41 gave one answer and 22 said that none")


def test_another_print_of_a_number_at_odds_is_marked_as_well():
    """The 37 that is printed again is the same 37."""
    audited = of(
        row("a", "34"), row("sum", "37", formula="a + 0"), row("again", "37", formula="sum")
    )
    assert marked(audited) == {"a": "(≠)", "sum": "≠", "again": "(≠)"}
    assert ends_of(audited, "again") == [
        "34 + 0 = 34, printed 37. The numbers give 3 less than is printed."
    ]


FORMULAS = [
    "100 * x / b",
    "100 * b / x",
    "100 * x / (x + b)",
    "100 * b / (x + b)",
    "100 * (x + b) / c",
    "x + b",
    "c - x",
    "b + c - x",
    "x / c",
    "x * b",
]


@pytest.mark.parametrize("printed", ["0", "9", "33", "40", "73"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_allowed_numbers_are_those_found_by_trying_all(formula, printed):
    """From none to a thousand; what is allowed beyond is without an end."""
    values = {"x": Fraction(5), "b": Fraction(21), "c": Fraction(60)}
    wanted = rounding_range(printed, "half_up" if "100" in formula else "exact")

    def holds(number):
        try:
            return wanted.contains(evaluate(formula, values | {"x": Fraction(number)}))
        except ArgumentError:  # a division by zero
            return False

    tried = [number for number in range(1001) if holds(number)]
    found = allowed_by(formula, "x", values, wanted)
    if isinstance(found, OrMore):
        assert tried == list(range(found.least, 1001))
    else:
        assert tried == [number for number in found if number <= 1000]


def test_a_formula_that_is_not_one_way_is_left_alone():
    """Dividing by a difference that can be zero, numbers that fit need not be consecutive."""
    values = {"x": Fraction(5), "b": Fraction(21)}
    assert allowed_by("100 / (b - x)", "x", values, rounding_range("10", "half_up")) is None
