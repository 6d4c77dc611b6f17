"""Levels and thresholds: what the printed town means say about where the levels begin."""

import csv
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.errors import ArgumentError
from helpers.ledger.reported import ROUNDING_RULES, rounding_range
from helpers.scale.levels import (
    LEVELS,
    THRESHOLD_ALTERNATIVES,
    LevelsReproduced,
    Thresholds,
    admissible_thresholds,
    compare_thresholds,
    printed_levels_reproduced,
)

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)

# As the report prints them beside its figure 15.
PRINTED_SCORES = {
    "talgar": "8",
    "ushtobe": "7.5",
    "kokshetau": "7.1",
    "konaev": "6.5",
    "atbasar": "6.4",
    "taldykorgan": "6.0",
    "esik": "4.8",
}
PRINTED_LEVELS = dict.fromkeys(PRINTED_SCORES, "medium") | {"talgar": "high", "esik": "low"}


def test_scores_in_these_tests_are_the_ledgers():
    """The hand-checked examples use the town means of claims.csv, trailing zeros included."""
    with paths.CLAIMS.open(encoding="utf-8", newline="") as file:
        means = [row for row in csv.DictReader(file) if row["kind"] == "mean"]
    ledger = {row["place"]: row["printed"] for row in means if row["unit"] == "points"}
    assert ledger == PRINTED_SCORES


def test_default_thresholds_reproduce_every_printed_level():
    """6 and 8 give all seven printed levels; under rounding Talgar and Taldykorgan are open."""
    printed = {"printed_levels": PRINTED_LEVELS}
    exact = printed_levels_reproduced((6, 8), PRINTED_SCORES, **printed)
    assert exact == LevelsReproduced(True, (), ())
    rounded = printed_levels_reproduced((6, 8), PRINTED_SCORES, rule="nearest", **printed)
    assert rounded == LevelsReproduced(True, (), ("talgar", "taldykorgan"))


def test_admissible_thresholds_by_hand():
    """As printed (4.8, 6] and (7.5, 8]; with rounding to nearest each end gives way."""
    exact = admissible_thresholds(PRINTED_SCORES, PRINTED_LEVELS)
    assert {name: str(span) for name, span in exact.items()} == {
        "medium_from": "(4.8, 6]",
        "high_from": "(7.5, 8]",
    }
    rounded = admissible_thresholds(PRINTED_SCORES, PRINTED_LEVELS, rule="nearest")
    assert [str(span) for span in rounded.values()] == ["(4.75, 6.05]", "(7.45, 8.5]"]
    half_up = admissible_thresholds(PRINTED_SCORES, PRINTED_LEVELS, rule="half_up")
    assert [str(span) for span in half_up.values()] == ["(4.75, 6.05)", "(7.45, 8.5)"]


def test_admissible_thresholds_of_contradictory_levels_are_empty():
    """A lower score with a higher level leaves no threshold."""
    scores, levels = {"a": "5", "b": "6"}, {"a": "medium", "b": "low"}
    assert admissible_thresholds(scores, levels)["medium_from"].is_empty


def test_admissible_thresholds_without_a_place_on_one_side():
    """Where no place has a level, the range ends with the scale."""
    spans = admissible_thresholds({"a": "5"}, {"a": "medium"})
    assert [str(span) for span in spans.values()] == ["(0, 5]", "(5, 9]"]


tenths = st.integers(1, 90).map(lambda n: Fraction(n, 10))
printed_towns = st.dictionaries(
    st.sampled_from("abcde"),
    st.tuples(
        st.sampled_from(["4", "4.0", "4.8", "5.5", "6", "6.0", "7.1", "7.5", "8"]),
        st.sampled_from(LEVELS),
    ),
    min_size=1,
)


@repeatable
@given(printed_towns, tenths, tenths, st.sampled_from(ROUNDING_RULES))
def test_thresholds_reproduce_exactly_if_admissible(towns, one, other, rule):
    """Two thresholds reproduce all levels if and only if both lie in their admissible ranges."""
    cuts = Thresholds(min(one, other), max(one, other) + Fraction(1, 20))
    assume(cuts.high_from <= 9)
    scores, levels = ({place: pair[i] for place, pair in towns.items()} for i in (0, 1))
    allowed = admissible_thresholds(scores, levels, rule=rule)
    inside = all(allowed[name].contains(cut) for name, cut in cuts._asdict().items())
    found = printed_levels_reproduced(cuts, scores, printed_levels=levels, rule=rule)
    assert found.reproduced == inside


@repeatable
@given(printed_towns, tenths, st.sampled_from(ROUNDING_RULES))
def test_broken_and_uncertain_places_by_brute_force(towns, medium_from, rule):
    """A fine grid of values behind each print finds the levels it can have."""
    cuts = (medium_from, medium_from + Fraction(3, 2))
    scores, levels = ({place: pair[i] for place, pair in towns.items()} for i in (0, 1))
    found = printed_levels_reproduced(cuts, scores, printed_levels=levels, rule=rule)
    for place, printed in scores.items():
        span = rounding_range(printed, rule)
        # The finest print has steps of 0.1, so bounds and cuts are multiples of 0.05.
        grid = [span.low + Fraction(step, 40) for step in range(82)]
        possible = {LEVELS[sum(v >= cut for cut in cuts)] for v in grid if span.contains(v)}
        assert (place in found.broken) == (levels[place] not in possible)
        uncertain = len(possible) > 1 and levels[place] in possible
        assert (place in found.uncertain) == uncertain


def test_alternatives_say_who_breaks_them():
    """Hand-checked: which cuts fail, by which town, and what rounding would excuse."""
    table = compare_thresholds(PRINTED_SCORES, PRINTED_LEVELS).set_index("thresholds")
    assert list(table.index) == list(THRESHOLD_ALTERNATIVES)
    assert table["broken"].to_dict() == {
        "default": (),
        "thirds_of_3_to_9": ("ushtobe", "kokshetau"),
        "thirds_of_0_to_9": tuple(place for place in PRINTED_SCORES if place != "talgar"),
        "half_and_three_quarters_of_3_to_9": ("ushtobe",),
        "half_and_three_quarters_of_0_to_9": ("ushtobe", "kokshetau", "esik"),
        "sixty_and_eighty_percent_of_9": ("ushtobe",),
        "whole_points_3_4_and_5_7_and_8_9": (),
        "whole_points_3_5_and_6_8_and_9": ("talgar",),
    }
    assert (table["reproduced"] == (table["broken"].str.len() == 0)).all()
    # 7.5 may be 7.45 to 7.55, so a cut at 7.5 is possible for Ushtobe.
    excused = table.loc["half_and_three_quarters_of_3_to_9"]
    assert excused["reproduced_if_rounded"]
    assert "ushtobe" in excused["uncertain_if_rounded"]
    # 8 is at most 8.5, so a cut at 9 stays impossible for Talgar.
    assert table.loc["whole_points_3_5_and_6_8_and_9", "broken_if_rounded"] == ("talgar",)


def test_places_and_levels_must_match():
    """A place without a level, or a level nobody knows, is named."""
    with pytest.raises(ArgumentError, match="esik: a place needs both a printed score and a"):
        admissible_thresholds({"talgar": "8", "esik": "4.8"}, {"talgar": "high"})
    with pytest.raises(ArgumentError, match="talgar: level 'top' is unknown; use low, medium, hi"):
        admissible_thresholds({"talgar": "8"}, {"talgar": "top"})
