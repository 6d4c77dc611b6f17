"""What a reading says of a sentence, by the number, by its interval and by its bounds."""

from fractions import Fraction

import pytest

from helpers.chapters.sentences.readings import (
    Reading,
    passes,
    passes_by_chance,
    passes_unseen,
)
from helpers.statistics.intervals import Interval

HALF = Fraction(1, 2)


def reading(count, *, threshold=HALF, **ranges):
    """So many of a hundred questionnaires, held against a share."""
    found = {name: Interval(*ends) for name, ends in ranges.items()}
    return Reading(Fraction(count), Fraction(100), threshold, "survey", **found)


@pytest.mark.parametrize(
    ("test", "count", "threshold", "expected"),
    [
        ("share_above", 50, HALF, False),
        ("share_above", 51, HALF, True),
        # 37 of 100 lies between 1/3 and 1/2, nearer to the third.
        ("share_about", 37, Fraction(1, 3), True),
        ("share_about", 37, HALF, False),
        ("share_about", 0, HALF, False),
        # Both print as 38 %: 37.5 goes up.
        ("equal", 38, Fraction(3, 8), True),
        ("equal", 38, Fraction(37, 100), False),
    ],
)
def test_the_printed_number_decides_first(test, count, threshold, expected):
    """A threshold itself is not passed; nearness and equality are those of what is printed."""
    assert passes(test, reading(count, threshold=threshold)) is expected


def test_an_interval_says_it_from_end_to_end_in_whole_percents():
    """0.508 is shown as 50 % and so does not lie above a half; no interval denies nothing."""
    assert not passes_by_chance("share_above", reading(60, interval=(0.508, 0.7)))
    assert passes_by_chance("share_above", reading(60, interval=(0.51, 0.7)))
    assert passes_by_chance("share_above", reading(60))


def test_about_asks_only_that_the_interval_holds_the_share():
    """A third lies within 28 to 47 %, a half does not."""
    third = Fraction(1, 3)
    assert passes_by_chance("share_about", reading(37, threshold=third, interval=(0.28, 0.47)))
    assert not passes_by_chance("share_about", reading(37, interval=(0.28, 0.47)))


def test_a_lead_must_lie_above_zero():
    """However the answers overlap."""
    assert passes_by_chance("top", reading(60, lead=(0.01, 0.2)))
    assert not passes_by_chance("top", reading(60, lead=(0.0, 0.2)))


def test_without_bounds_nothing_is_said_of_the_silent():
    """Bounds say it when the lower end does, whatever the silent would have answered."""
    assert not passes_unseen("share_above", reading(99))
    assert passes_unseen("share_above", reading(99, bounds=(0.51, 0.99)))
    assert not passes_unseen("share_above", reading(99, bounds=(0.5, 0.99)))


def test_the_silent_could_all_name_the_other_answer():
    """A fifth gave the other answer, a fifth is silent: it reaches 0.2 * 0.8 + 0.2 = 0.36."""
    threshold = Fraction(1, 5)
    bounds = (Fraction(37, 100), Fraction(57, 100))
    assert passes_unseen("top", reading(60, threshold=threshold, bounds=bounds))
    bounds = (Fraction(36, 100), Fraction(56, 100))
    assert not passes_unseen("top", reading(60, threshold=threshold, bounds=bounds))
