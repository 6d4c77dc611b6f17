"""Pairs of answers."""

import pytest

from helpers import paths
from helpers.chapters import implied
from helpers.chapters.implied.pairs import survey_numbers

# Takes the solver's answers for every pair.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pairs(found):
    return found.pairs


def test_pairs_are_bounded_by_their_counts(study, pairs):
    """max(0, a + b - 100) to min(a, b), for every two answers to different questions."""
    for pair in pairs:
        a, b = (study.ledger[claim].value for claim in (pair.one, pair.other))
        assert (pair.both.low, pair.both.high) == (max(0, a + b - 100), min(a, b))
        assert pair.both.status == "proved"
    assert len(pairs) == 36


def test_numbers_for_the_prose(study, found, pairs):
    """As the chapter prints them."""
    texts = survey_numbers(study, pairs, found.gap)
    assert texts["both_difficulty_finance_need_finance_low"] == "57"
    assert (texts["gap_below"], texts["gap_above"]) == ("75", "45")
    assert texts["pairs_asked"] == "36"


@pytest.mark.usefixtures("own_outputs")
def test_the_picture_writes_the_data_it_draws(study, pairs):
    """One row per pair, with its claims."""
    implied.draw_pairs(implied.answer_pairs(study, pairs), study, name="fig-pairs")
    lines = (paths.figures("en") / "fig-pairs.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 36 + 1
    assert "claim_id" in lines[0]


@pytest.mark.usefixtures("own_outputs")
def test_a_reader_can_draw_some_of_the_pairs(study, pairs):
    """Only the pairs that must overlap."""
    frame = implied.answer_pairs(study, pairs)
    forced = frame[frame["low"] > 0]
    implied.draw_pairs(forced, study, name="fig-x")
    lines = (paths.figures("en") / "fig-x.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(forced) + 1 < 37
