"""One rounding rule for the numbers of one table."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.audit.ratios import RULES
from helpers.audit.tables import possible_rules, rules_left, table_rules
from helpers.audit.verdicts import judge, judge_all
from tests.audit.findings import keys, text
from tests.audit.small_ledgers import index_of, row
from tests.oracles.simulated import rounded

repeatable = settings(derandomize=True, deadline=None, max_examples=60)

# Of 7: 1 is 14.29 %, 2 are 28.57 %, 3 are 42.86 %, 4 are 57.14 %, 6 are 85.71 %.
ROUNDED = ("14", "29", "57")


def table(*printed, location="table 2", last="table 2", more=()):
    """Percentages of 7, printed in one table; the last may stand elsewhere."""
    places = [location] * (len(printed) - 1) + [last]
    rows = [row("size", "7", variable="size", kind="base")]
    for number, (text_, where) in enumerate(zip(printed, places, strict=True)):
        cells = {"variable": f"q{number}", "category": "yes", "kind": "percent", "base": "size"}
        rows.append(row(f"p{number}", text_, location=where, **cells))
    return index_of(*rows, *more)


def test_a_rule_that_its_siblings_refute_explains_nothing():
    """15 % of 7 follows when rounded up; 14 and 57 in the same table do not, so neither does it."""
    index = table(*ROUNDED, "15")
    found = judge(index, "p3")
    assert (found.verdict, found.case) == ("contradiction", "percent_impossible")
    assert "Other numbers of the same table do not follow with everything rounded up." in text(
        found
    )
    assert judge(table("15"), "p0").verdict == "rounding"


@pytest.mark.parametrize("last", ["text", "table 3"])
def test_other_places_have_rules_of_their_own(last):
    """In the text or in another table it may have been rounded up."""
    found = judge(table(*ROUNDED, "15", last=last), "p3")
    assert (found.verdict, found.rule) == ("rounding", "up")


def test_a_table_is_one_however_it_is_written():
    """ "Table 2" is "table 2"; figures and charts are tables, too."""
    assert judge(table(*ROUNDED, "15", last="Table 2"), "p3").verdict == "contradiction"
    index = table(*ROUNDED, "15", location="chart A", last="chart A")
    assert judge(index, "p3").verdict == "contradiction"


def test_a_rule_that_no_number_refutes_is_the_tables():
    """29 of 7 is possible by halves and rounded up, so 15 may have been rounded up."""
    index = table("29", "15")
    assert judge(index, "p0").verdict == "not_derivable"
    assert judge(index, "p1").verdict == "rounding"
    assert "up" in table_rules(index, index.ledger["p1"])


def test_the_assumed_rule_is_never_refuted():
    """14 % of 7 follows by ordinary rounding, whatever the other numbers do."""
    index = table("15", "43", "58", "72", "29")
    assert table_rules(index, index.ledger["p0"])[-1] == "up"
    assert judge(index, "p4").verdict == "not_derivable"
    assert [judge(index, f"p{n}").verdict for n in (0, 2, 3)] == ["rounding"] * 3


def test_numbers_of_another_kind_have_a_rule_of_their_own():
    """Means of a table may be cut off beside rounded percentages."""
    mean = row("mean", "2.8", kind="mean", unit="points", base="size", location="table 2")
    index = table(*ROUNDED, more=[mean])
    assert table_rules(index, index.ledger["mean"]) == ()
    assert judge(index, "mean").verdict == "rounding"
    assert table_rules(index, index.ledger["p0"])[0] == "half_up"


def test_a_mean_needs_the_rule_of_its_table():
    """20 / 7 = 2.857 printed as 2.8 was not cut off beside 2.9, 3.1, 1.1 and 0.6."""
    cells = {"kind": "mean", "unit": "points", "base": "size", "location": "table 2"}
    prints = ("2.8", "2.9", "3.1", "1.1", "0.6")
    rows = [row(f"m{n}", text_, **cells) for n, text_ in enumerate(prints)]
    size = row("size", "7", variable="size", kind="base")
    found = judge(index_of(size, *rows), "m0")
    assert (found.verdict, keys(found)[-2:]) == ("contradiction", ["table_refutes"] * 2)
    assert judge(index_of(size, rows[0]), "m0").verdict == "rounding"


def test_shares_with_counts_and_lone_percentages_share_a_rule():
    """3 of 7 printed 42 % was not cut off where 29 and 86 % stand beside it."""
    index = index_of(
        row("size", "7", variable="size", kind="base"),
        row("part", "3", variable="q", category="yes", base="size"),
        row("share", "42", kind="percent", formula="100 * part / size", location="table 2"),
        *(
            row(f"p{n}", text_, variable="w", category=text_, kind="percent", base="size")
            | {"location": "table 2"}
            for n, text_ in enumerate(("29", "86"))
        ),
    )
    found = judge(index, "share")
    assert (found.verdict, keys(found)[-1]) == ("contradiction", "bases_none")
    assert "table_refutes" in keys(found)


def test_a_question_on_fewer_answers_says_nothing_of_the_rule():
    """90.8, 4.1, 3.1 and 2.0 rest on 98 of 101, so on 101 they refute no rule."""
    cells = {"variable": "q", "kind": "percent", "base": "size", "location": "table 1"}
    prints = ("90.8", "4.1", "3.1", "2.0")
    rows = [row(f"p{n}", text_, category=f"c{n}", **cells) for n, text_ in enumerate(prints)]
    index = index_of(row("size", "101", variable="size", kind="base"), *rows)
    assert [possible_rules(index, index.ledger[f"p{n}"]) for n in range(4)] == [()] * 4
    assert table_rules(index, index.ledger["p0"]) == ()
    assert rules_left(index, index.ledger["p0"], ("up",)).kept == ("up",)


@repeatable
@given(
    st.integers(1, 99),
    st.lists(st.fractions(0, 1, max_denominator=99), min_size=1, max_size=8),
    st.sampled_from(RULES),
    st.sampled_from(RULES),
)
def test_a_table_rounded_by_one_rule_is_no_contradiction(base, shares, rule, assumed):
    """Whichever rule is assumed: the one that was used gives all numbers, and is never refuted."""
    counts = [int(share * base) for share in shares]
    rows = [row("size", str(base), variable="size", kind="base")]
    for n, count in enumerate(counts):
        cells = {"variable": f"q{n}", "category": "yes", "kind": "percent", "base": "size"}
        printed = rounded(Fraction(100 * count, base), n % 2, rule)
        rows.append(row(f"p{n}", printed, location="table 1", **cells))
    verdicts = {each.verdict for each in judge_all(index_of(*rows), rule=assumed)}
    assert verdicts <= {"not_derivable", "rounding"}


def test_a_rule_that_the_table_refutes_gives_no_other_bases():
    """37 of 60 are printed as 62, so 36 for 22 of 60 was not cut off, on no base of respondents."""
    cells = {"kind": "percent", "unit": "percent", "base": "asked", "location": "table 2"}
    rows = [
        row("asked", "60", kind="base"),
        row("sent", "62", kind="base"),
        *(row(f"n_{name}", n, base="asked") for name, n in (("novels", "37"), ("courses", "22"))),
        row("novels", "62", formula="100 * n_novels / asked", **cells),
        row("courses", "36", formula="100 * n_courses / asked", **cells),
    ]
    verdict = judge(index_of(*rows), "courses")
    assert "truncated" not in verdict.bases
    assert "do not follow with further digits cut off" in text(verdict)
    assert "Bases that work when digits are cut off" not in text(verdict)
