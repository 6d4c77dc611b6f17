"""Ranking words against the numbers they rank."""

import pytest

from helpers.audit.rankings import (
    check_rankings,
    compared,
    judge_rank,
    n_above,
    named_together,
)
from tests.audit.findings import about, keys, report_index, statuses, text
from tests.audit.small_ledgers import index_of, row


def ranked(printed, *counts, category="first", **cells):
    """A rank claim about one of several answers, given as (category, printed number) pairs."""
    rank = row("rank", printed, variable="asked", category=category, kind="rank", unit="rank")
    answers = (row(name, number, variable="asked", category=name) for name, number in counts)
    return index_of(rank, *answers, **cells)


def verdict(index, rule="half_up"):
    return judge_rank(index, index.ledger["rank"], rule=rule)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("1", "contradiction"), ("2", "exact"), ("3", "exact"), ("4", "contradiction")],
)
def test_equal_numbers_share_their_positions(printed, expected):
    """9 > 6 = 6 > 1: the sixes are second and third, either is right."""
    index = ranked(printed, ("first", "6"), ("a", "9"), ("b", "6"), ("c", "1"))
    assert verdict(index).verdict == expected


def test_a_wrong_position_names_what_is_larger():
    """A reader sees the order and which numbers stand above."""
    index = ranked("1", ("first", "6"), ("a", "9"), ("b", "1"))
    assert text(verdict(index)) == (
        "9 > 6 > 1. Position of 6: 2; printed: 1. A larger number is printed for: a."
    )


def test_a_position_too_low_names_nothing_larger():
    """The largest of three printed as the third: nothing stands above it."""
    index = ranked("3", ("first", "9"), ("a", "6"), ("b", "1"))
    assert keys(verdict(index)) == ["rank_order"]
    assert verdict(index).verdict == "contradiction"


def test_a_superlative_over_one_number_follows_from_nothing():
    """There is nothing to compare with."""
    found = verdict(ranked("1", ("first", "21")))
    assert (found.verdict, found.case) == ("not_derivable", "rank_alone")


def test_a_number_without_category_or_place_is_no_position():
    """The number of a question in a form is printed as a rank, too."""
    index = index_of(row("rank", "5", variable="asked", kind="rank", unit="rank"))
    assert (verdict(index).verdict, check_rankings(index)) == ("not_derivable", ())


def test_other_claims_are_not_ranked():
    """A count is judged elsewhere."""
    index = index_of(row("count", "5"))
    assert judge_rank(index, index.ledger["count"], rule="half_up") is None


def test_answers_that_name_nothing_are_not_ranked():
    """Who names no obstacle, or gives no answer, is not among the obstacles."""
    counts = ("first", "11"), ("a", "24"), ("none", "25"), ("not_answered", "30")
    several = ranked("2", *counts, answers={"asked": "multiple"})
    assert verdict(several).verdict == "exact"
    single = ranked("3", *counts, answers={"asked": "ordinal"})
    assert verdict(single).verdict == "exact"  # "never" is an answer on a scale


def test_none_itself_can_be_ranked():
    """ "Most report no obstacle" is about that answer."""
    counts = ("a", "24"), ("none", "25")
    index = ranked("1", *counts, category="none", answers={"asked": "multiple"})
    assert verdict(index).verdict == "exact"


def test_parts_are_not_ranked_against_their_total():
    """Neither the base itself nor a sum of other answers is an answer."""
    asked = {"variable": "asked"}
    index = index_of(
        row("rank", "1", category="a", kind="rank", unit="rank", **asked),
        row("negative", "15", category="negative", kind="count", **asked),
        row("a", "9", category="a", base="negative", **asked),
        row("b", "6", category="b", base="negative", **asked),
        row("both", "15", category="both", base="negative", formula="a + b", **asked),
    )
    _, others = compared(index, index.ledger["rank"])
    assert [claim.claim_id for claim in others] == ["b"]


def test_without_a_base_only_one_unit_is_ranked():
    """People are not ranked against organisations."""
    asked = {"variable": "asked"}
    index = index_of(
        row("rank", "1", category="a", kind="rank", unit="rank", **asked),
        row("a", "9", category="a", **asked),
        row("b", "6", category="b", **asked),
        row("staff", "600", category="staff", unit="people", **asked),
    )
    assert verdict(index).verdict == "exact"


def test_places_are_ranked_among_places():
    """The lowest of three towns is the third."""
    scores = {"talgar": "8", "konaev": "6.5", "esik": "4.8"}
    cells = {"variable": "score", "kind": "mean", "unit": "points"}
    rank = row("rank", "3", variable="score", place="esik", kind="rank", unit="rank")
    index = index_of(rank, *(row(town, mean, place=town, **cells) for town, mean in scores.items()))
    assert text(verdict(index)) == "8 > 6.5 > 4.8. Position of 4.8: 3; printed: 3."


@pytest.mark.parametrize(
    ("other", "rule", "expected"),
    [
        ("7.52", "half_up", "rounding"),
        ("7.52", "truncated", "rounding"),
        ("7.4", "half_up", "rounding"),  # 8 rounded up from 7.1, and 7.4 from 7.35
        ("6.9", "half_up", "exact"),
    ],
)
def test_rounding_can_hide_the_order(other, rule, expected):
    """What is printed as 8 may have been below 7.52 under one rule or another, but not below 6.9,
    so a town with 8 can be second in the first case only."""
    cells = {"variable": "score", "kind": "mean", "unit": "points"}
    position = "1" if expected == "exact" else "2"
    index = index_of(
        row("rank", position, variable="score", place="a", kind="rank", unit="rank"),
        row("a", "8", place="a", **cells),
        row("b", other, place="b", **cells),
    )
    assert verdict(index, rule).verdict == expected


def test_rounding_cannot_turn_every_order():
    """Under no rule is 8 below 6.9."""
    cells = {"variable": "score", "kind": "mean", "unit": "points"}
    index = index_of(
        row("rank", "2", variable="score", place="a", kind="rank", unit="rank"),
        row("a", "8", place="a", **cells),
        row("b", "6.9", place="b", **cells),
    )
    assert verdict(index).verdict == "contradiction"


def test_the_reports_ranking_words(study):
    """21 stands alone, the theme called most frequent has 6 where another one has 9, and one theme
    of the conclusion's five has fewer than one that is left out."""
    findings = check_rankings(report_index(study))
    assert statuses(findings).count("consistent") == len(findings) - 3
    assert about(findings, "survey_akmola_rank").status == "open"
    theme = about(findings, "theme_opaque_funding_rank")
    assert theme.status == "units"
    assert theme.ends == (
        *("theme_opaque_funding_rank", "theme_opaque_funding", "theme_ignored_environment"),
    )
    assert text(theme).startswith("9 > 6 = 6 = 6 > 4 > 3. Position of 6: 2 to 4; printed: 1. ")
    assert keys(theme) == ["rank_order", "rank_tied", "rank_larger", "rank_units"]
    among = theme.statements[-1].values
    assert (among["n_ranked"], among["positions"]) == (5, range(1, 4))


@pytest.mark.parametrize(
    ("position", "case"),
    [("1", "rank_units"), ("2", "exact"), ("3", "exact"), ("4", "rank_wrong")],
)
def test_counts_of_other_things_may_stand_above_or_below(position, case):
    """Six participants may have made more statements than nine, but they are not fewer than 2."""
    index = index_of(
        row("rank", position, variable="asked", category="a", kind="rank", unit="rank"),
        row("a", "6", variable="asked", category="a", base="all", unit="participants"),
        row("b", "9", variable="asked", category="b", base="all", unit="statements"),
        row("c", "6", variable="asked", category="c", base="all", unit="participants"),
        row("d", "2", variable="asked", category="d", base="all", unit="participants"),
        row("all", "30", unit="statements"),
    )
    found = verdict(index)
    if case == "exact":
        assert found.verdict == "exact"
        return
    assert (found.verdict, found.case) == (
        {"rank_units": "units", "rank_wrong": "contradiction"}[case],
        case,
    )
    among = found.statements[-1].values
    assert (among["n_ranked"], among["positions"]) == (3, range(1, 3))
    assert [each.unit for each in among["units"]] == ["participants", "statements"]


def test_the_conclusion_names_a_theme_of_four_and_leaves_one_of_six(study):
    """Limited information is named among the most frequent factors, weak response is not; mutual
    distrust, named as well, has no number. The measures named are the three largest."""
    index = report_index(study)
    found = {
        claim.claim_id: judge_rank(index, claim, rule="half_up")
        for claim in study.ledger.values()
        if claim.unit == "among the first N"
    }
    wrong = found["theme_limited_information_among"]
    assert (wrong.verdict, wrong.against) == (
        "contradiction",
        ("theme_limited_information", "theme_weak_response"),
    )
    assert text(wrong) == (
        "4 is named among the 5 largest; of those not named the largest is 6 "
        "(theme_weak_response). A larger number is printed for: theme_weak_response."
    )
    assert found["theme_mistrust_among"].verdict == "not_derivable"
    others = {name for name in found if "limited" not in name and "mistrust" not in name}
    assert len(others) == 6
    assert {found[name].verdict for name in others} == {"exact"}


SAID = {"kind": "rank", "unit": "among the first N"}


def among(printed, *named, rows=()):
    """Numbers 9, 6, 6, 4 and 1 of the answers a to e, some named together among the first N."""
    asked = {"variable": "asked"}
    numbers = zip("abcde", ("9", "6", "6", "4", "1"), strict=True)
    return index_of(
        *(row(f"{name}_among", printed, category=name, **SAID, **asked) for name in named),
        *(row(name, number, category=name, **asked) for name, number in numbers),
        *rows,
    )


@pytest.mark.parametrize(
    ("named", "verdicts"),
    [
        ("abc", ("exact", "exact", "exact")),
        ("cba", ("exact", "exact", "exact")),
        ("ab", ("exact", "exact")),  # as large as c, which is not named
        ("abd", ("exact", "exact", "contradiction")),
        ("bcd", ("contradiction", "contradiction", "contradiction")),
    ],
)
def test_no_answer_left_out_is_larger_than_one_that_is_named(named, verdicts):
    """In whichever order they are named, and a number that is equal may be left out."""
    index = among(str(len(named)), *named)
    judged = [judge_rank(index, index.ledger[f"{each}_among"], rule="half_up") for each in named]
    assert tuple(each.verdict for each in judged) == verdicts


@pytest.mark.parametrize(("n", "expected"), [("3", "contradiction"), ("4", "exact")])
def test_one_answer_named_alone_lets_others_stand_above_it(n, expected):
    """ "Among the first four" said of the fourth: three may be larger, and they are."""
    index = among(n, "d")
    found = judge_rank(index, index.ledger["d_among"], rule="half_up")
    assert found.verdict == expected
    assert text(found).startswith(f"4 is named among the {n} largest; larger ones that are not ")
    assert n_above(index, index.ledger["d_among"]) == int(n) - 1


def test_what_another_section_names_is_said_apart():
    """The three of one section are not named together with those of another."""
    other = row("elsewhere", "2", variable="asked", category="c", section="Other", **SAID)
    index = among("2", "a", "b", rows=[other])
    assert named_together(index, index.ledger["a_among"]) == ("a", "b")
    assert named_together(index, index.ledger["elsewhere"]) == ("c",)
    assert named_together(index, index.ledger["a"]) == ()


def test_rounded_percentages_may_have_been_equal():
    """4 % and 4.4 % print so: the 4.4 that is left out may have been no larger."""
    said = {"variable": "asked"} | SAID
    cells = {"variable": "asked", "kind": "percent", "unit": "percent"}
    for other, expected in (("4.4", "rounding"), ("5.1", "contradiction")):
        index = index_of(
            row("words", "1", category="a", **said),
            row("a", "4", category="a", **cells),
            row("b", other, category="b", **cells),
        )
        found = judge_rank(index, index.ledger["words"], rule="half_up")
        assert found.verdict == expected


@pytest.mark.parametrize(
    ("unit", "verdict"), [("statements", "units"), ("respondents", "contradiction")]
)
def test_an_answer_left_out_may_count_other_things(unit, verdict):
    """Nine statements may be those of fewer than six respondents."""
    said = {"variable": "asked"} | SAID
    index = index_of(
        row("words", "1", category="a", **said),
        row("a", "6", variable="asked", category="a", base="all"),
        row("b", "9", variable="asked", category="b", base="all", unit=unit),
        row("all", "30", unit="statements"),
    )
    found = judge_rank(index, index.ledger["words"], rule="half_up")
    assert (found.verdict, found.against) == (verdict, ("a", "b"))
    assert ("other_units" in keys(found)) == (unit == "statements")


def test_places_can_be_named_together():
    """The two towns with the largest scores, in whichever order."""
    scores = {"talgar": "8", "konaev": "6.5", "esik": "4.8"}
    cells = {"variable": "score", "kind": "mean", "unit": "points"}
    said = {"variable": "score"} | SAID
    index = index_of(
        *(row(f"{town}_named", "2", place=town, **said) for town in ("konaev", "talgar")),
        *(row(town, mean, place=town, **cells) for town, mean in scores.items()),
    )
    found = judge_rank(index, index.ledger["konaev_named"], rule="half_up")
    assert (found.verdict, named_together(index, index.ledger["konaev_named"])) == (
        "exact",
        ("konaev", "talgar"),
    )


def test_without_a_base_counts_of_the_same_things_are_ranked():
    """Participants are not ranked with people, but forms with respondents are."""
    asked = {"variable": "asked"}
    index = index_of(
        row("rank", "1", category="a", kind="rank", unit="rank", **asked),
        row("a", "6", category="a", unit="forms", **asked),
        row("b", "9", category="b", unit="respondents", **asked),
    )
    assert verdict(index).verdict == "contradiction"


def test_mentions_are_ranked_with_respondents():
    """Whoever gives an answer mentions it."""
    index = index_of(
        row("rank", "1", variable="asked", category="a", kind="rank", unit="rank"),
        row("a", "6", variable="asked", category="a", base="all"),
        row("b", "9", variable="asked", category="b", base="all", unit="mentions"),
        row("all", "30", kind="base"),
    )
    assert verdict(index).verdict == "contradiction"


def test_the_second_obstacle_is_second_among_obstacles(study):
    """25 report none, which is no obstacle: bureaucracy with 11 is second to 24."""
    findings = check_rankings(report_index(study))
    found = about(findings, "obstacle_bureaucracy_rank")
    assert text(found) == "24 > 11 > 9 = 9 > 8 > 3. Position of 11: 2; printed: 2."


def test_talgar_leads_by_what_is_printed(study):
    """8 may stand for 7.5, so before rounding Talgar may have been second."""
    index = report_index(study)
    found = judge_rank(index, index.ledger["scale_talgar_rank"], rule="half_up")
    assert (found.verdict, keys(found)) == ("exact", ["rank_order", "rank_rounded"])
