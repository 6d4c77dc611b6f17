"""Percentages by themselves: possible, by another rule, on fewer respondents, or not at all."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.audit.checks import run_checks
from helpers.audit.percents import bases_below, check_percents, judge_percent, smallest_base
from helpers.audit.ratios import RULES
from helpers.audit.results import Among
from helpers.audit.verdicts import judge, judge_all
from tests.audit.findings import keys, statuses, text
from tests.audit.small_ledgers import index_of, row
from tests.oracles.simulated import rounded

repeatable = settings(derandomize=True, deadline=None, max_examples=200)

SHARE = {"variable": "asked", "category": "yes", "kind": "percent", "unit": "percent"}
SURVEY = {"asked": "survey", "size": "survey"}


def alone(printed, base="62", *, stated=True, more=(), **cells):
    """The index of a percentage `pct` and the base that it states, or its survey has."""
    return index_of(
        row("size", base, kind="base"),
        row("pct", printed, base="size" if stated else "", **SHARE | cells),
        *more,
        sources=SURVEY,
    )


def verdict(printed, base="62", *, rule="half_up", **cells):
    """The verdict of such a percentage and its case."""
    found = judge(alone(printed, base, **cells), "pct", rule=rule)
    return found.verdict, found.case


def test_a_percentage_that_no_whole_number_gives_contradicts_its_base():
    """28 and 29 of 62 are 45.16 % and 46.77 %; 46.08 % is 47 of 102."""
    index = alone("46.08")
    found = judge(index, "pct")
    assert (found.verdict, found.case) == ("contradiction", "percent_impossible")
    assert (found.against, text(found)) == (("size",), "No whole number of 62 gives 46.08%.")
    (finding,) = check_percents(index)
    assert (finding.status, finding.claim_ids) == ("inconsistent", ("size", "pct"))


def test_a_possible_percentage_still_follows_from_nothing():
    """29 of 62 are 46.77 %, but nothing says that there were 29."""
    index = alone("46.77")
    found = judge(index, "pct")
    assert (found.verdict, found.case) == ("not_derivable", "percent_possible")
    assert text(found).endswith("46.77% needs 29 of 62.")
    assert statuses(check_percents(index)) == ["consistent"]


def test_a_percentage_may_be_rounded_in_another_way():
    """29 of 62 are 46.774 %."""
    assert verdict("46.78") == ("rounding", "share_up")
    assert verdict("46.78", rule="up") == ("not_derivable", "percent_possible")


def test_a_percentage_may_rest_on_fewer_answers():
    """33.3 % is 20 of 60, and of many fewer, but of no 62; larger bases are no explanation."""
    found = judge(alone("33.3"), "pct")
    assert (found.verdict, found.case, found.against) == ("base", "share_base", ("size",))
    assert found.bases == {"half_up": range(60, 61)}
    assert isinstance(found.statements[-1].values["bases"], Among)
    assert verdict("46.08", "101") == ("contradiction", "percent_impossible")
    assert verdict("46.08", "103") == ("base", "share_base")


@pytest.mark.parametrize(
    ("printed", "cells"),
    [
        ("146.08", {}),
        ("-46.08", {}),
        ("46", {"base": "100"}),  # of 100 every whole percentage is possible
        ("46.1", {"base": "1000"}),
        ("46.08", {"unit": "percent", "formula": "size"}),
        ("46.08", {"stated": False, "category": ""}),
        ("46.08", {"stated": False, "variable": "unknown"}),
    ],
)
def test_percentages_that_the_test_leaves_alone(printed, cells):
    """No shares, bases too large to tell, repeats, rates, and those with nothing to rest on."""
    index = alone(printed, **cells)
    assert judge_percent(index, index.ledger["pct"], rule="half_up") is None
    assert check_percents(index) == ()


def test_other_sources_are_left_alone():
    """What the study took from elsewhere rests on bases of its own."""
    index = index_of(
        row("size", "62", kind="base"),
        row("pct", "46.08", base="size", **SHARE),
        sources={"asked": "background"},
    )
    assert judge(index, "pct").verdict == "external"
    assert check_percents(index) == ()


def test_without_a_base_the_survey_is_an_upper_end():
    """46.08 % needs at least 102 respondents; 46.77 % is 29 of 62 and tells nothing."""
    found = judge(alone("46.08", stated=False), "pct")
    assert (found.verdict, found.against) == ("contradiction", ("size",))
    assert text(found) == (
        "No whole number of respondents gives 46.08%, on no base up to 62, the largest of its "
        "source."
    )
    assert verdict("46.77", stated=False) == ("not_derivable", "not_derivable")
    assert verdict("46.08", "102", stated=False) == ("not_derivable", "not_derivable")


def test_a_place_has_its_own_base():
    """Of 7 respondents at a place no 25 %, though of all 62 15 or 16 are near it."""
    here = row("here", "7", variable="size", kind="base", place="esik")
    found = judge(alone("25.0", stated=False, place="esik", more=[here]), "pct")
    assert (found.verdict, found.against) == ("base", ("here",))
    assert found.bases == {"half_up": range(4, 5)}
    found = judge(alone("11.3", stated=False, place="esik", more=[here]), "pct")
    assert found.verdict == "contradiction"


def test_a_question_on_fewer_answers_is_one_finding():
    """90.8, 4.1, 3.1 and 2.0 follow together on 98 of 101: each rests on that base, and only the
    question is told so."""
    prints = {"a": "90.8", "b": "4.1", "c": "3.1", "d": "2.0"}
    rows = [row(k, v, base="size", **SHARE | {"category": k}) for k, v in prints.items()]
    index = index_of(
        row("size", "101", kind="base"), *rows, sources=SURVEY, answers={"asked": "single"}
    )
    for name in prints:
        found = judge(index, name)
        assert (found.verdict, found.bases) == ("base", {"half_up": range(98, 99)})
    assert check_percents(index) == ()


def test_an_adjusted_percentage_is_a_matter_of_rounding():
    """2 of 89 are 2.2 %; with the others printed, 2.3 % makes 100."""
    prints = {"a": "2.3", "b": "20.2", "c": "76.4", "d": "1.1"}
    rows = [row(k, v, base="size", **SHARE | {"category": k}) for k, v in prints.items()]
    size = row("size", "89", kind="base")
    index = index_of(size, *rows, sources=SURVEY, answers={"asked": "single"})
    assert [judge(index, name).verdict for name in prints] == ["rounding"] + ["not_derivable"] * 3
    assert judge(index, "a").case == "percent_adjusted"
    assert keys(judge(index, "a")) == ["percent_adjusted", "question_adjusted"]


def test_a_sum_of_percentages_is_tested_too():
    """Unless it is what its rounded parts give, which need be no share of anything."""
    cells = SHARE | {"base": "size"}
    rows = [
        row("size", "3", kind="base"),
        row("one", "33.3", **cells | {"category": "one"}),
        row("two", "33.3", **cells | {"category": "two"}),
    ]
    for printed, expected in (("66.6", "exact"), ("66.7", "exact"), ("66.5", "contradiction")):
        both = row("both", printed, formula="one + two", **cells | {"category": "both"})
        assert judge(index_of(*rows, both, sources=SURVEY), "both").verdict == expected


def test_the_smallest_base_by_hand():
    """A third, a quarter, 47 of 102; nothing and all are shares of one."""
    found = [smallest_base(each, "half_up") for each in ("33", "25.0", "46.08", "0", "100", "0.4")]
    assert found == [3, 4, 102, 1, 1, 223]
    assert smallest_base("101", "half_up") is None


@st.composite
def printed_percents(draw):
    """A base up to 60, and a percentage of one near it, often a possible one."""
    decimals, base = draw(st.integers(0, 2)), draw(st.integers(1, 60))
    near = max(1, base - draw(st.sampled_from([0, 0, 0, 1, 3])))
    share = Fraction(100 * draw(st.integers(0, near)), near)
    printed = Decimal(rounded(share, decimals, draw(st.sampled_from(RULES))))
    moved = printed + draw(st.sampled_from([0, 0, 0, 1])) * Decimal(1).scaleb(-decimals)
    return f"{moved:f}", base


def gives(printed, base, rule):
    """Whether some whole number of a base prints so, trying them all."""
    decimals = len(printed.partition(".")[2])
    shares = (Fraction(100 * count, base) for count in range(base + 1))
    return any(rounded(share, decimals, rule) == printed for share in shares)


@settings(repeatable, max_examples=60)
@given(printed_percents(), st.sampled_from(RULES))
def test_verdicts_are_those_of_trying_all_counts(example, rule):
    """On its base by the rule, on it by another, on fewer by the rule, or not at all."""
    printed, base = example
    assume(Fraction(printed) <= 100 and base < 100 * 10 ** len(printed.partition(".")[2]))
    if gives(printed, base, rule):
        expected = "not_derivable"
    elif any(gives(printed, base, each) for each in RULES):
        expected = "rounding"
    else:
        below = [each for each in range(1, base) if gives(printed, each, rule)]
        expected = "base" if below else "contradiction"
        shown = [each for span in bases_below(printed, base, rule) for each in span]
        assert below[len(below) - len(shown) :] == shown
    assert verdict(printed, str(base), rule=rule)[0] == expected
    up_to = any(gives(printed, each, one) for each in range(1, base + 1) for one in RULES)
    expected = "not_derivable" if up_to else "contradiction"
    assert verdict(printed, str(base), rule=rule, stated=False)[0] == expected


@st.composite
def surveys(draw):
    """Answers of invented respondents to some questions, as a report tabulates them.

    Some of the respondents skip a question, and the report states their number, that of all, or
    none; sums may be made to add up to 100 where its own base is stated.
    """
    rule, n = draw(st.sampled_from(RULES)), draw(st.integers(1, 130))
    decimals = draw(st.integers(0, 2))
    rows, answers = [row("size", str(n), kind="base")], {}
    for question in ("one", "two"):
        answers[question] = draw(st.sampled_from(["single", "multiple"]))
        n_valid = draw(st.integers(max(1, n - 9), n))
        counts = draw(st.lists(st.integers(0, n_valid), min_size=1, max_size=4))
        if answers[question] == "single":
            cuts = sorted(counts)
            pairs = zip([0, *cuts], [*cuts, n_valid], strict=True)
            counts = [high - low for low, high in pairs]
        prints = [rounded(Fraction(100 * k, n_valid), decimals, rule) for k in counts]
        base = draw(st.sampled_from(["size", f"{question}_base", ""]))
        if base == f"{question}_base":
            rows.append(row(base, str(n_valid), variable=question, kind="base"))
            if answers[question] == "single" and rule != "up" and draw(st.booleans()):
                prints = made_to_add_up(prints, decimals)
        for place, printed in enumerate(prints):
            cells = {"variable": question, "category": f"c{place}", "location": "table 1"}
            rows.append(row(f"{question}_{place}", printed, base=base, **SHARE | cells))
    sources = dict.fromkeys((*answers, "size"), "survey")
    return index_of(*rows, sources=sources, answers=answers), rule


def made_to_add_up(prints, decimals):
    """The same with the last digits of the largest raised or lowered until all are 100."""
    unit = Decimal(1).scaleb(-decimals)
    values = [Decimal(each) for each in prints]
    places = sorted(range(len(values)), key=lambda place: -values[place])
    for step in range(10 * len(values)):
        gap = 100 - sum(values)
        if gap == 0:
            return [f"{each:f}" for each in values] if step <= len(values) // 2 else prints
        values[places[step % len(places)]] += unit if gap > 0 else -unit
    return prints


@repeatable
@given(surveys())
def test_an_honest_report_is_never_inconsistent(survey):
    """Whoever skipped a question and however sums were made up: nothing contradicts anything."""
    index, rule = survey
    assert {each.verdict for each in judge_all(index, rule=rule)}.isdisjoint({"contradiction"})
    findings = [f for result in run_checks(index, rule=rule) for f in result.findings]
    assert [each for each in findings if each.status == "inconsistent"] == []


@pytest.mark.parametrize(("answer", "expected"), [("multiple", "contradiction"), ("", None)])
def test_no_answer_is_given_by_more_than_all(answer, expected):
    """130 percent of 200 name novels: nobody can; of what is no answer it may be a growth."""
    cells = {"variable": "reads", "category": "novels", "kind": "percent", "unit": "percent"}
    rows = row("asked", "200", kind="base"), row("novels", "130", base="asked", **cells)
    index = index_of(*rows, answers={"reads": answer})
    verdict = judge_percent(index, index.ledger["novels"], rule="half_up")
    assert (verdict and verdict.verdict) == expected
