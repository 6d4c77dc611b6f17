"""What interval and bounds say of a sentence about organisations in general."""

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers.chapters.sentences.ranges import (
    Ranges,
    passes_by_chance,
    passes_unseen,
    ranges_of,
)
from helpers.chapters.sentences.specifications import Specification, specify
from helpers.statistics.intervals import Interval
from tests.cases.audit_cases import audit_of

HALF = Fraction(1, 2)


def way(count, *, against=HALF):
    """So many of a hundred questionnaires, held against a share, or another count."""
    ends = (Interval(Fraction(n), Fraction(n)) for n in (count, 100, against))
    return Specification(0, 0, *ends, ("stated",), ("as_printed",), "stands")


def ranges_in(study, sentence_id, **cells):
    """The ranges of a sentence's plainest way."""
    (sentence,) = (each for each in study.sentences if each.sentence_id == sentence_id)
    sentence = replace(sentence, **cells)
    return ranges_of(study, sentence, specify(study, sentence, audit_of(study))[0])


def test_an_interval_says_it_from_end_to_end_in_whole_percents():
    """0.508 is shown as 50 % and so does not lie above a half; no interval denies nothing."""
    assert not passes_by_chance("share_above", way(60), Ranges(Interval(0.508, 0.7)))
    assert passes_by_chance("share_above", way(60), Ranges(Interval(0.51, 0.7)))
    assert passes_by_chance("share_above", way(60), Ranges())


def test_about_asks_only_that_the_interval_holds_the_share():
    """A third lies within 28 to 47 %, a half does not."""
    ranges = Ranges(Interval(0.28, 0.47))
    assert passes_by_chance("share_about", way(37, against=Fraction(1, 3)), ranges)
    assert not passes_by_chance("share_about", way(37), ranges)


def test_a_lead_must_lie_above_zero():
    """However the answers overlap."""
    assert passes_by_chance("top", way(60), Ranges(lead=Interval(0.01, 0.2)))
    assert not passes_by_chance("top", way(60), Ranges(lead=Interval(0.0, 0.2)))


def test_without_bounds_nothing_is_said_of_the_silent():
    """Bounds say it when the lower end does, whatever the silent would have answered."""
    assert not passes_unseen("share_above", way(99), Ranges())
    assert passes_unseen("share_above", way(99), Ranges(bounds=Interval(0.51, 0.99)))
    assert not passes_unseen("share_above", way(99), Ranges(bounds=Interval(0.5, 0.99)))


def test_bounds_about_a_share_are_near_to_it_at_both_ends():
    """A half reaches from 5/12 up to 7/12."""
    near, wide = (
        Ranges(bounds=Interval(*(Fraction(end, 100) for end in ends)))
        for ends in ((42, 58), (42, 59))
    )
    assert passes_unseen("share_about", way(50), near)
    assert not passes_unseen("share_about", way(50), wide)


def test_the_silent_could_all_name_the_other_answer():
    """A fifth gave the other answer, a fifth is silent: it reaches 0.2 * 0.8 + 0.2 = 0.36."""
    held = way(60, against=20)
    for low, expected in ((37, True), (36, False)):
        bounds = Interval(Fraction(low, 100), Fraction(low + 20, 100))
        assert passes_unseen("top", held, Ranges(bounds=bounds)) is expected


@pytest.mark.parametrize(
    ("sentence_id", "cells", "expected"),
    [
        ("small_teams", {}, ["interval", "bounds"]),
        ("three_main_difficulties", {}, ["interval", "lead", "bounds"]),
        # What those who answered said is a fact about them.
        ("education_most", {}, []),
        ("money_main_difficulty", {}, []),
        ("akmola_over_represented", {}, []),
        ("zero_reports_most", {}, []),
        # Forms of focus groups are not of the register.
        ("education_most", {"scope": "organisations"}, ["interval"]),
        # A number between two is no count.
        ("state_grants_only", {}, []),
    ],
)
def test_ranges_are_for_sentences_about_organisations_in_general(
    study, sentence_id, cells, expected
):
    """And only where somebody answered."""
    ranges = ranges_in(study, sentence_id, **cells)
    assert [name for name, range_ in ranges._asdict().items() if range_] == expected
