"""Scores against their scale, and words for them, low, medium or high, against the scores."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.audit.index import LedgerIndex
from helpers.audit.scales import (
    check_level_counts,
    check_level_thresholds,
    check_ranges,
    cuts,
    judge_level_count,
    scores_of,
)
from helpers.audit.verdicts import judge
from helpers.scale.levels import admissible_thresholds
from tests.audit.findings import report_index, statuses, text
from tests.audit.small_ledgers import index_of, ledger_of, row

LEVELS = ("low", "medium", "high")


def scale(scores, levels, *more):
    """Scores and levels of towns."""
    cells = {"variable": "score", "kind": "mean", "unit": "points"}
    rows = [row(town, score, place=town, **cells) for town, score in scores.items()]
    return index_of(*rows, *more, town_levels=levels, levels=LEVELS)


def high_towns(printed, levels=None):
    """A count of the towns with a high level, as printed."""
    count = row("high", printed, variable="score", category="high", unit="towns")
    return scale({"talgar": "8", "esik": "4.8"}, levels or {"talgar": "high", "esik": "low"}, count)


def test_levels_that_ascend_with_the_scores():
    """Any threshold above 4.8 and not above 8 separates the two."""
    index = scale({"talgar": "8", "esik": "4.8"}, {"talgar": "high", "esik": "low"})
    (found,) = check_level_thresholds(index)
    assert found.status == "consistent"
    assert "above 4.8 (esik) and not above 8 (talgar)" in text(found)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [("7.5", "7.5", "open"), ("7.6", "7.5", "inconsistent"), ("7", "7.3", "consistent")],
)
def test_levels_that_cross_their_scores(low, high, expected):
    """Equal printed scores may hide an order; a clearly higher score cannot have a lower level."""
    index = scale({"a": low, "b": high}, {"a": "low", "b": "high"})
    (found,) = check_level_thresholds(index, rule="half_up")
    assert found.status == expected


def test_crossing_levels_name_both_places():
    """A reader sees which two towns disagree."""
    index = scale({"a": "8", "b": "7"}, {"a": "low", "b": "medium"})
    assert text(check_level_thresholds(index)[0]) == (
        "No threshold separates the levels: 8 (a) has a lower level, 7 (b) a higher one."
    )


@pytest.mark.parametrize("levels", [{}, {"a": "low", "b": "low"}, {"a": "low"}, {"a": "grey"}])
def test_without_two_levels_nothing_is_separated(levels):
    """No levels, one level only, one place only, a level that no order knows."""
    assert check_level_thresholds(scale({"a": "8", "b": "7"}, levels)) == ()


def test_a_count_of_places_with_a_level():
    """One town is high: printed as one it follows, printed as two it does not."""
    index = high_towns("1")
    found = judge_level_count(index, index.ledger["high"])
    assert (found.verdict, statuses(check_level_counts(index))) == ("exact", ["consistent"])
    assert text(found) == "Places with this level in the report: 1 (talgar). Printed: 1."
    index = high_towns("2")
    assert judge_level_count(index, index.ledger["high"]).verdict == "contradiction"
    assert statuses(check_level_counts(index)) == ["inconsistent"]


def test_a_count_of_a_level_that_no_place_has():
    """Nobody is high, one is printed."""
    index = high_towns("1", {"talgar": "medium", "esik": "low"})
    (found,) = check_level_counts(index)
    assert text(found) == "The report gives this level to no place. Printed: 1."


def test_other_counts_are_no_counts_of_levels():
    """A category called high is a level only of a variable with scores by place."""
    other = row("other", "1", category="high", unit="towns")
    index = scale({"talgar": "8"}, {"talgar": "high"}, other)
    assert judge_level_count(index, index.ledger["other"]) is None
    assert check_level_counts(index) == ()


@pytest.mark.parametrize("rule", ["exact", "half_up", "nearest", "truncated"])
def test_the_reports_thresholds_are_those_of_the_scale(study, rule):
    """The same ranges as the chapter on the scale derives for its three levels."""
    index = report_index(study)
    scores = scores_of(index, "interaction_score")
    rooms = [cut.room for cut in cuts(scores, index, rule=rule)]
    printed = {place: claim.printed for place, claim in scores.items()}
    levels = {place: index.levels[place] for place in printed}
    assert rooms == list(admissible_thresholds(printed, levels, rule=rule).values())


def test_the_reports_levels(study):
    """Thresholds exist, and Talgar is the only town with a high level."""
    index = report_index(study)
    assert statuses(check_level_thresholds(index)) == ["consistent"]
    assert statuses(check_level_counts(index)) == ["consistent"]


def scored(score, **ends):
    """A printed score with the printed ends of its scale."""
    cells = {"variable": "score", "unit": "points"}
    limits = [row(end, limit, category=end, **cells) for end, limit in ends.items()]
    return index_of(row("town", score, kind="mean", place="esik", **cells), *limits)


@pytest.mark.parametrize(
    ("score", "status"),
    [
        ("8", "consistent"),
        ("9", "consistent"),
        ("9.0", "consistent"),
        ("9.8", "inconsistent"),
        ("2.9", "inconsistent"),
        ("3", "consistent"),
    ],
)
def test_a_score_lies_within_its_scale(score, status):
    """From 3 to 9 points, both ends included; the verdict of the score follows the finding."""
    index = scored(score, minimum="3", maximum="9")
    (finding,) = check_ranges(index)
    assert (finding.status, finding.claim_ids) == (status, ("town", "minimum", "maximum"))
    is_wrong = judge(index, "town").verdict == "contradiction"
    assert is_wrong == (status == "inconsistent")


def test_a_rounded_score_may_print_as_more_than_the_maximum():
    """A mean of 8.8 prints as 9, which is not beyond a maximum of 8.8."""
    assert check_ranges(scored("9", maximum="8.8"))[0].status == "consistent"
    assert check_ranges(scored("10", maximum="8.8"))[0].status == "inconsistent"


def test_without_a_printed_scale_nothing_is_compared():
    """A score alone, a scale alone, and a limit in another unit give no finding."""
    assert check_ranges(scored("8")) == ()
    assert check_ranges(index_of(row("most", "9", variable="score", category="maximum"))) == ()
    other = row("most", "9", variable="score", category="maximum", unit="percent")
    town = row("town", "10", variable="score", kind="mean", unit="points")
    assert check_ranges(index_of(town, other)) == ()


def test_places_with_a_rough_score_are_not_counted():
    """Two places are high; with one of their scores printed as about 7, nothing is counted."""
    rows = (
        row("one", "7.5", kind="mean", variable="contact", place="upper", unit="points"),
        row("two", "7", kind="mean", variable="contact", place="lower", unit="points"),
        row("high", "2", variable="contact", category="high"),
    )
    ledger = ledger_of(*rows, levels=("low", "high"))
    levels = dict.fromkeys(("upper", "lower"), "high")
    assert statuses(check_level_counts(LedgerIndex.of(ledger, levels))) == ["consistent"]
    claims = ledger.claims | {"two": replace(ledger["two"], hedge="about")}
    assert check_level_counts(LedgerIndex.of(replace(ledger, claims=claims), levels)) == ()
