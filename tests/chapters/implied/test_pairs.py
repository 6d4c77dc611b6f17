"""Staff of the largest organisations, pairs of answers, majorities of the register."""

from fractions import Fraction

import pytest

from helpers import paths
from helpers.bounds.cpsat import CpSat
from helpers.bounds.programme import Programme
from helpers.bounds.staff import SizeClass, size_class
from helpers.chapters.implied import pairs
from helpers.chapters.implied.staff import draw_staff, staff_numbers, staff_shares
from helpers.errors import ArgumentError

# Takes the solver's answers for every pair.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def staff(found):
    return found.staff


@pytest.fixture(scope="module")
def pairs(found):
    return found.pairs


def test_sizes_are_read_off_the_categories():
    """No range of staff is typed twice."""
    assert size_class("size_1") == SizeClass("size_1", 1, 1)
    assert size_class("size_11_15") == SizeClass("size_11_15", 11, 15)
    assert size_class("size_over_30") == SizeClass("size_over_30", 31, None)
    with pytest.raises(ArgumentError, match="'many' names no size; write it as size_1"):
        size_class("many")


def test_the_largest_hold_what_the_others_leave(staff):
    """1388 less the least and the most of 93 others, of which two are in no row: 0 to 30 each."""
    least = 10 * 1 + 47 * 2 + 22 * 6 + 7 * 11 + 5 * 16
    most = 10 * 1 + 47 * 5 + 22 * 10 + 7 * 15 + 5 * 20 + 2 * 30
    assert (staff["largest"].low, staff["largest"].high) == (1388 - most, 1388 - least)
    assert staff["largest_share"].high == Fraction(1388 - least, 1388)


def test_one_organisation_can_hold_more_than_half(staff):
    """The other six of its class have 31 at least; and it is no smaller than their mean."""
    assert staff["one_largest"].high == staff["largest"].high - 6 * 31
    assert staff["one_largest"].low == -(-int(staff["largest"].low) // 7)
    assert staff["one_largest"].high / 1388 > Fraction(1, 2)


def test_shares_of_the_others_are_undetermined(staff):
    """Women and the young among the staff of all others can be none or everyone."""
    for found in (staff["women_others"], staff["youth_others"]):
        assert (found.low, found.high, found.status) == (0, 1, "proved")


def test_women_among_the_largest_cannot_be_none(staff):
    """756 women do not fit into the 730 places of all others: 995 at most are in the largest."""
    others = 10 * 1 + 47 * 5 + 22 * 10 + 7 * 15 + 5 * 20 + 2 * 30
    assert staff["women_largest"].low > 0
    assert 756 - others == 26
    assert staff["women_largest"].high == 1


def test_pairs_are_bounded_by_their_counts(study, pairs):
    """max(0, a + b - 100) to min(a, b), for every two answers to different questions."""
    for pair in pairs:
        a, b = (study.ledger[claim].value for claim in (pair.one, pair.other))
        assert (pair.both.low, pair.both.high) == (max(0, a + b - 100), min(a, b))
        assert pair.both.status == "proved"
    assert len(pairs) == 36


def test_majorities_need_what_respondents_did_not_give(study):
    """244 of 487 less those who answered so; of 387 silent."""
    frame = pairs.majorities(study).set_index("claim_id")
    assert frame.loc["need_finance", "needed"] == 244 - 81
    assert frame.loc["need_finance", "needed_share"] == pytest.approx((244 - 81) / 387)


def test_no_assumption_bounds_are_the_engine_s(study):
    """The silent as variables of a programme give the same ends."""
    frame = pairs.majorities(study)
    for row in frame.itertuples():
        silent = Programme()
        names = [silent.variable("answered", row.count, row.count)]
        missing = pairs.unplaced(study, study.ledger[row.claim_id], 100)
        names.append(silent.variable("silent", 0, 387 + missing))
        found = extremes_of(silent, names)
        assert (float(found[0] / 487), float(found[1] / 487)) == (row.low, row.high)


def extremes_of(programme, names):
    ends = CpSat(programme).solve_all([(dict.fromkeys(names, 1), up) for up in (False, True)])
    return [Fraction(each.objective) for each in ends]


def test_numbers_for_the_prose(study, found, staff, pairs):
    """As the chapter prints them."""
    texts = pairs.survey_numbers(study, pairs, found.gap)
    assert texts["both_difficulty_finance_need_finance_low"] == "57"
    assert (texts["gap_below"], texts["gap_above"]) == ("75", "44")
    assert texts["pairs_asked"] == "36"
    texts = staff_numbers(study, staff)
    assert (texts["implied_largest_share_low"], texts["implied_largest_share_high"]) == (
        "47%",
        "72%",
    )


@pytest.mark.usefixtures("own_outputs")
def test_pictures_write_the_data_they_draw(study, staff, pairs):
    """One row per share, pair and answer, each with its claims."""
    majorities = pairs.majorities(study)
    draw_staff(staff_shares(study, staff), study, name="fig-staff-bounds")
    pairs.draw_pairs(pairs.answer_pairs(study, pairs), study, name="fig-pairs")
    pairs.draw_majorities(majorities, study, name="fig-majorities")
    rows = {"fig-staff-bounds": 5, "fig-pairs": 36, "fig-majorities": 9}
    for name, n_rows in rows.items():
        lines = (paths.figures("en") / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == n_rows + 1
        assert "claim_id" in lines[0]
    text = pairs.show_majorities(majorities, study, name="tbl-majorities").text
    assert "163 (42%)" in text


@pytest.mark.usefixtures("own_outputs")
def test_a_reader_can_ask_for_other_answers(study, pairs):
    """Another claim, and only the pairs that must overlap."""
    own = pairs.majorities(study, ["difficulty_staff"])
    text = pairs.show_majorities(own, study, name="tbl-x").text
    assert text.count("\n") == 2
    frame = pairs.answer_pairs(study, pairs)
    forced = frame[frame["low"] > 0]
    pairs.draw_pairs(forced, study, name="fig-x")
    lines = (paths.figures("en") / "fig-x.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(forced) + 1 < 37
