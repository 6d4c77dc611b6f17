"""Pairs of answers, and majorities of the register."""

from fractions import Fraction

import pytest

from helpers import paths
from helpers.bounds.cpsat import CpSat
from helpers.bounds.programme import Programme
from helpers.chapters import implied
from helpers.chapters.implied.pairs import survey_numbers, unplaced

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


def test_majorities_need_what_respondents_did_not_give(study):
    """244 of 487 less those who answered so; of 387 silent."""
    frame = implied.majorities(study).set_index("claim_id")
    assert frame.loc["need_finance", "needed"] == 244 - 81
    assert frame.loc["need_finance", "needed_share"] == pytest.approx((244 - 81) / 387)


def test_no_assumption_bounds_are_the_engine_s(study):
    """The silent as variables of a programme give the same ends."""
    frame = implied.majorities(study)
    for row in frame.itertuples():
        silent = Programme()
        names = [silent.variable("answered", row.count, row.count)]
        missing = unplaced(study, study.ledger[row.claim_id], 100)
        names.append(silent.variable("silent", 0, 387 + missing))
        found = extremes_of(silent, names)
        assert (float(found[0] / 487), float(found[1] / 487)) == (row.low, row.high)


def extremes_of(programme, names):
    ends = CpSat(programme).solve_all([(dict.fromkeys(names, 1), up) for up in (False, True)])
    return [Fraction(each.objective) for each in ends]


def test_numbers_for_the_prose(study, found, pairs):
    """As the chapter prints them."""
    texts = survey_numbers(study, pairs, found.gap)
    assert texts["both_difficulty_finance_need_finance_low"] == "57"
    assert (texts["gap_below"], texts["gap_above"]) == ("75", "44")
    assert texts["pairs_asked"] == "36"


@pytest.mark.usefixtures("own_outputs")
def test_pictures_write_the_data_they_draw(study, pairs):
    """One row per pair and answer, each with its claims."""
    majorities = implied.majorities(study)
    implied.draw_pairs(implied.answer_pairs(study, pairs), study, name="fig-pairs")
    implied.draw_majorities(majorities, study, name="fig-majorities")
    rows = {"fig-pairs": 36, "fig-majorities": 9}
    for name, n_rows in rows.items():
        lines = (paths.figures("en") / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == n_rows + 1
        assert "claim_id" in lines[0]
    text = implied.show_majorities(majorities, study, name="tbl-majorities").text
    assert "163 (42%)" in text


@pytest.mark.usefixtures("own_outputs")
def test_a_reader_can_ask_for_other_answers(study, pairs):
    """Another claim, and only the pairs that must overlap."""
    own = implied.majorities(study, ["difficulty_staff"])
    text = implied.show_majorities(own, study, name="tbl-x").text
    assert text.count("\n") == 2
    frame = implied.answer_pairs(study, pairs)
    forced = frame[frame["low"] > 0]
    implied.draw_pairs(forced, study, name="fig-x")
    lines = (paths.figures("en") / "fig-x.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(forced) + 1 < 37
