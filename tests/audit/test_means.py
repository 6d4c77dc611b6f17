"""GRIM: the published examples by hand, every other mean against all sums of the answers."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.audit.index import LedgerIndex
from helpers.audit.means import check_means, grim, judge_mean, sizes_that_reproduce
from helpers.audit.texts import POSSIBLE
from helpers.audit.wording import explain
from helpers.editions import Edition
from helpers.errors import ArgumentError
from helpers.ledger.claims import Claim
from helpers.ledger.reported import ROUNDING_RULES, rounding_range
from helpers.ledger.roles import Roles
from tests.audit.small_ledgers import index_of, ledger_of, row
from tests.oracles.simulated import Report, load

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)

rules = st.sampled_from(ROUNDING_RULES)
steps = st.sampled_from(["1", "2", "0.5", "0.25", "1.5"])

# Jung, R package scrutiny: data set pigs1, as its manual of `grim_map()` prints the result.
PIGS = {
    ("7.22", 32): True,
    ("4.74", 25): False,
    ("5.23", 29): False,
    ("2.57", 24): False,
    ("6.77", 27): False,
    ("2.68", 28): True,
    ("7.01", 29): False,
    ("7.38", 26): True,
    ("3.14", 27): False,
    ("6.89", 31): False,
    ("5.00", 25): True,
    ("0.24", 28): False,
}

# Sequences that the tests of scrutiny (test-grim.R) judge one after the other: T is consistent.
SEQUENCES = {
    ("5.19", 28, 1): "FFTFFFTFFFTF",
    ("0.150", 120, 3): "TFFTFFTFTF",
    ("0.80", 28, 2): "TFTFTFTTTT",
}


def sums_by_trial(printed, n, *, items, step, rule):
    """Brute force: all sums around the mean, in steps, whose mean is printed so."""
    span, size = rounding_range(printed, rule), Fraction(step)
    reach = int((abs(Fraction(printed)) + 2) * n * items / size) + 1
    means = ((k, k * size / (n * items)) for k in range(-reach, reach + 1))
    return [k for k, mean in means if span.contains(mean)]


@st.composite
def printed_means(draw):
    """A number with up to two decimals, negative ones and trailing zeros included."""
    decimals = draw(st.integers(0, 2))
    units = draw(st.integers(-4 * 10**decimals, 9 * 10**decimals))
    sign, digits = "-" if units < 0 else "", str(abs(units)).zfill(decimals + 1)
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


@pytest.mark.parametrize(
    ("printed", "n", "consistent"),
    [
        ("5.19", 28, False),  # Brown & Heathers (2017): 145 / 28 = 5.179, 146 / 28 = 5.214
        ("5.18", 28, True),
        ("5.21", 28, True),
        ("3.45", 20, True),  # 69 / 20
        ("3.48", 20, False),  # the die rolled 20 times: the last digit is 0 or 5
        ("5.93", 49, False),  # The Economist, 18 June 2016: 290 / 49 = 5.918, 291 / 49 = 5.939
        ("5.27", 43, False),  # manual of scrutiny: 226 / 43 = 5.256, 227 / 43 = 5.279
        ("5.19", 40, False),  # examples of scrutiny: 207 / 40 = 5.175, 208 / 40 = 5.2
        ("5.18", 40, True),
    ],
)
def test_published_examples(printed, n, consistent):
    """The examples of the paper and of those who explain it come out as they were published."""
    assert grim(printed, n, rule="nearest").consistent is consistent


@pytest.mark.parametrize(("case", "consistent"), PIGS.items())
def test_published_table(case, consistent):
    """Twelve means of scrutiny's manual are judged as there, where a tie may go either way."""
    result = grim(*case, rule="nearest")
    assert (result.consistent, result.can_fail) == (consistent, True)


@pytest.mark.parametrize(("start", "pattern"), SEQUENCES.items())
def test_published_sequences(start, pattern):
    """Every mean of scrutiny's test sequences is judged as there, several items included."""
    printed, n, items = start
    unit = Fraction(1, 10 ** len(printed.partition(".")[2]))
    values = [Fraction(printed) + step * unit for step in range(len(pattern))]
    texts = [f"{float(value):.{len(printed) - 2}f}" for value in values]
    judged = [grim(text, n, items=items, rule="nearest").consistent for text in texts]
    assert "".join("FT"[each] for each in judged) == pattern


def test_the_nearest_means_are_named():
    """Around 5.19 of 28 answers lie 145 / 28 and 146 / 28; a mean that is achieved is its own."""
    result = grim("5.19", 28, rule="half_up")
    assert (result.below, result.above) == (Fraction(145, 28), Fraction(146, 28))
    assert (len(result.sums), result.can_fail) == (0, True)
    exact = grim("3.45", 20, rule="half_up")
    assert exact.below == exact.above == Fraction(69, 20)


@pytest.mark.parametrize(
    ("rule", "as_1_12", "as_1_13"),
    [
        ("nearest", True, True),
        ("half_up", False, True),
        ("half_even", True, False),
        ("truncated", True, False),
        ("up", False, True),
        ("exact", False, False),
    ],
)
def test_a_mean_on_a_tie_depends_on_the_rule(rule, as_1_12, as_1_13):
    """9 / 8 = 1.125 lies on the edge of 1.12 and of 1.13, and the rule decides which it is."""
    assert grim("1.12", 8, rule=rule).consistent is as_1_12
    assert grim("1.13", 8, rule=rule).consistent is as_1_13


def test_a_mean_on_the_bound_of_a_scale():
    """Nothing but ones on a scale from 1: the mean is 1.00 under every rule, and no other sum."""
    for rule in ROUNDING_RULES:
        assert 28 in grim("1.00", 28, rule=rule).sums
    assert list(grim("1.00", 28, rule="half_up").sums) == [28]


def test_negative_means_mirror_positive_ones():
    """Answers from -3 to 3 can have the mean -3.45 where they can have 3.45."""
    assert list(grim("-3.45", 20, rule="half_up").sums) == [-69]
    result = grim("-5.19", 28, rule="truncated")
    assert (result.consistent, result.below, result.above) == (
        False,
        Fraction(-146, 28),
        Fraction(-145, 28),
    )


def test_one_respondent_gives_whole_means():
    """One answer in whole numbers has a whole mean: 6.0 is possible, 6.5 is not."""
    assert grim("6.0", 1, rule="half_up").consistent
    assert not grim("6.5", 1, rule="half_up").consistent
    assert not grim("6", 1, rule="half_up").can_fail


def test_no_test_when_there_are_too_many_answers():
    """From 100 answers on two decimals, and from 10 on one, every mean is possible."""
    assert grim("3.48", 99, rule="half_up").can_fail
    assert not grim("3.48", 100, rule="half_up").can_fail
    assert not grim("3.4", 10, rule="half_up").can_fail
    assert not grim("3.48", 25, items=4, rule="half_up").can_fail


def test_more_decimals_than_the_answers_support():
    """Four answers give quarters: 2.250 is possible, 2.251 is not, and 2.2 with one decimal is."""
    assert grim("2.250", 4, rule="half_up").consistent
    assert not grim("2.251", 4, rule="half_up").consistent
    assert grim("2.2", 4, rule="half_even").consistent
    assert not grim("2.2", 4, rule="half_up").consistent


def test_items_and_steps_change_the_granule():
    """Two items halve the distance between means; half points do the same."""
    assert not grim("0.81", 28, items=2, rule="half_up").consistent
    assert grim("0.82", 28, items=2, rule="half_up").sums == range(46, 47)
    assert grim("0.82", 28, step="0.5", rule="half_up").sums == range(46, 47)
    assert grim("0.82", 28, step=Fraction(1, 2), rule="half_up").consistent
    assert not grim("0.82", 14, step=2, items=2, rule="half_up").consistent


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0}, "n is 0; give a whole number of at least 1"),
        ({"n": -5}, "n is -5; give a whole number"),
        ({"n": 2.0}, r"n is 2\.0; give a whole number"),
        ({"items": 0}, "items is 0; give a whole number of at least 1"),
        ({"step": 0}, "step is 0; give a number above zero, such as 1 or '0.5'"),
        ({"step": "-1"}, "step is '-1'; give a number above zero"),
        ({"step": 0.5}, r"step is 0\.5, not an exact number"),
        ({"printed_mean": "7,5"}, r"decimal comma; write 7\.5"),
        ({"printed_mean": 7.5}, "is not text; trailing zeros count"),
        ({"rule": "down"}, "rounding rule 'down' is unknown"),
    ],
)
def test_what_cannot_be_tested_is_refused(arguments, message):
    """No respondents, no step, a float or an unknown rule: the message says what to give."""
    with pytest.raises(ArgumentError, match=message):
        grim(**({"printed_mean": "7.5", "n": 8, "rule": "half_up"} | arguments))


@repeatable
@given(printed_means(), st.integers(1, 60), st.integers(1, 3), steps, rules)
@example("0", 7, 1, "1", "truncated")
@example("-0.00", 7, 1, "1", "truncated")
@example("2.5", 2, 1, "1", "half_even")
def test_sums_by_brute_force(printed, n, items, step, rule):
    """The sums are those whose mean prints so, and the neighbours are the nearest of all means."""
    result = grim(printed, n, items=items, step=step, rule=rule)
    found = sums_by_trial(printed, n, items=items, step=step, rule=rule)
    assert list(result.sums) == found
    assert result.consistent is bool(found)
    value, granule = Fraction(printed), Fraction(step) / (n * items)
    assert result.below <= value <= result.above
    assert result.above - result.below == (0 if value % granule == 0 else granule)


@repeatable
@given(st.integers(0, 1), st.integers(1, 14), st.integers(1, 3), steps, rules)
@example(1, 4, 2, "1", "nearest")
@example(0, 2, 1, "1.5", "nearest")
@example(0, 1, 1, "1.5", "nearest")
@example(0, 1, 1, "2", "exact")
def test_whether_the_test_can_fail_by_brute_force(decimals, n, items, step, rule):
    """`can_fail` holds when some number with so many decimals is inconsistent, and only then."""
    printed = [f"{units / 10**decimals:.{decimals}f}" for units in range(12 * 10**decimals)]
    results = [grim(text, n, items=items, step=step, rule=rule) for text in printed]
    some_fail = not all(result.consistent for result in results)
    assert {result.can_fail for result in results} == {some_fail}


@repeatable
@given(printed_means(), st.integers(1, 40), rules)
def test_sizes_by_brute_force(printed, max_n, rule):
    """The sizes are those with a sum whose mean prints so."""
    found = [
        n for n in range(1, max_n + 1) if sums_by_trial(printed, n, items=1, step="1", rule=rule)
    ]
    assert list(sizes_that_reproduce(printed, max_n, rule=rule)) == found


def test_sizes_need_a_limit():
    """The largest size is a whole number of at least 1."""
    with pytest.raises(ArgumentError, match="max_n is 0; give a whole number of at least 1"):
        sizes_that_reproduce("7.5", 0, rule="half_up")


ROLES = {"respondents": ["respondents"], "measured": ["percent", "US dollars"]}


def means_of(tmp_path, **cells):
    """The index of a ledger with one mean over 28 respondents, some of its cells changed."""
    report = Report()
    size = report.add("size", "base", "28", unit=cells.pop("base_unit", "respondents"))
    row = {"variable": "score", "kind": "mean", "printed": "5.19", "unit": "points", "base": size}
    report.add(**(row | cells))
    ledger = load(report, tmp_path)
    codes = replace(ledger.codebook, roles=Roles.of(ROLES))
    return LedgerIndex.of(replace(ledger, codebook=codes))


def only_finding(index, rule="half_up"):
    (finding,) = check_means(index, rule=rule)
    return finding


def test_an_impossible_mean_is_inconsistent(tmp_path):
    """5.19 of 28 answers is said with both neighbours, in every language."""
    index = means_of(tmp_path)
    finding = only_finding(index)
    assert (finding.status, finding.claim_ids) == ("inconsistent", ("size_1", "score_2"))
    assert explain(finding.statements, Edition("en")) == (
        "145 / 28 = 5.179 and 146 / 28 = 5.214: "
        "with a base of 28, whole-number answers have no mean that rounds to 5.19."
    )
    verdict = judge_mean(index, index.ledger["score_2"], rule="half_up")
    assert (verdict.verdict, verdict.case) == ("contradiction", "mean_impossible")
    assert verdict.case in POSSIBLE


def test_a_possible_mean_is_consistent_and_still_not_derivable(tmp_path):
    """5.18 is 145 of 28; the sum is not printed, so nothing gives the mean."""
    index = means_of(tmp_path, printed="5.18")
    finding = only_finding(index)
    assert finding.status == "consistent"
    assert "their sum is then 145." in explain(finding.statements, Edition("en"))
    assert judge_mean(index, index.ledger["score_2"], rule="half_up").verdict == "not_derivable"


def test_a_mean_of_another_rounding_is_open(tmp_path):
    """146 / 28 = 5.214 is 5.22 only where it was rounded up: the rule is named."""
    index = means_of(tmp_path, printed="5.22")
    finding = only_finding(index)
    assert finding.status == "open"
    assert explain(finding.statements, Edition("en")).endswith("possible if it was rounded up.")
    verdict = judge_mean(index, index.ledger["score_2"], rule="half_up")
    assert (verdict.verdict, verdict.rule) == ("rounding", "up")
    assert only_finding(index, rule="up").status == "consistent"


def test_a_mean_that_cannot_fail_is_open(tmp_path):
    """One decimal over 28 answers is always possible; the check says that it says nothing."""
    index = means_of(tmp_path, printed="5.2")
    finding = only_finding(index)
    assert finding.status == "open"
    assert "this test says nothing" in explain(finding.statements, Edition("en"))
    assert judge_mean(index, index.ledger["score_2"], rule="half_up") is None


def test_a_mean_of_another_source_can_only_be_impossible(tmp_path):
    """A mean taken from elsewhere stays external when it is possible; the check says that it is."""
    index = means_of(tmp_path, printed="5.18", variable="history")
    (claim,) = index.variable("history")
    assert judge_mean(index, claim, rule="half_up") is None
    assert only_finding(index).status == "consistent"


@pytest.mark.parametrize(
    "cells",
    [
        {"base": ""},
        {"unit": "US dollars"},
        {"unit": "percent"},
        {"kind": "percent"},
        {"base_unit": "towns"},
        {"formula": "size_1 / 6"},
    ],
)
def test_the_check_leaves_out_what_it_cannot_judge(tmp_path, cells):
    """No base, a base of no respondents, money, a percentage, a mean with a formula: no finding."""
    index = means_of(tmp_path, **cells)
    assert check_means(index, rule="half_up") == ()
    assert judge_mean(index, index.ledger["score_2"], rule="half_up") is None


def test_a_base_that_is_a_number_is_one_of_respondents():
    """Whether or not the codebook says in which units they are counted."""
    base = "28"
    implied = row(base, base, kind="base", unit="")
    score = row("score", "5.19", kind="mean", unit="points", base=base)
    for roles in (Roles(), Roles(respondents=frozenset(("people",)))):
        ledger = ledger_of(score, roles=roles)
        index = LedgerIndex.of(replace(ledger, bases={base: Claim(**implied)}))
        assert only_finding(index).status == "inconsistent"


def test_means_that_rest_on_weights_are_not_tested():
    """Weights leave no whole answers behind a mean."""
    rows = (
        row("asked", "28", kind="base"),
        row("score", "5.19", kind="mean", unit="points", base="asked"),
    )
    sources = {"score": "panel"}
    roles = Roles(weighted=frozenset(("panel",)))
    assert check_means(index_of(*rows, sources=sources), rule="half_up")
    assert check_means(index_of(*rows, sources=sources, roles=roles), rule="half_up") == ()


def test_the_report_prints_no_forms_per_town(study):
    """No mean of this report has a base, so GRIM finds nothing to apply to."""
    assert check_means(LedgerIndex.of(study.ledger), rule="half_up") == ()
