"""What the silent could change: breakdown points, ranges by place, readings of membership."""

from fractions import Fraction
from itertools import product

import pytest

from helpers import paths
from helpers.bounds.cpsat import CpSat
from helpers.bounds.programme import Programme
from helpers.chapters import implied
from helpers.chapters.implied.silent import silent_numbers
from helpers.statistics.survey import unplaced


@pytest.fixture(scope="module")
def frame(study):
    return implied.majorities(study).set_index("claim_id")


def test_majorities_by_counting(study, frame):
    """Of every number of the silent that may say yes, the first that makes 244 of 487."""
    assert len(frame) == 8
    for claim_id, row in frame.iterrows():
        count = int(study.ledger[claim_id].value)
        missing = 10 if claim_id == "impact_yes" else 0
        silent = 387 + missing
        turned = next(more for more in range(silent + 1) if count + more > 487 / 2)
        assert (row["silent"], row["needed"]) == (silent, turned)
        assert row["gap"] == Fraction(turned, silent) - Fraction(count, 100 - missing)


def test_finance_falls_below_43_percent(frame):
    """168 of 387, 33 points below 76 %; at 244 of all 76/244 answered, at most 24/243 others."""
    row = frame.loc["difficulty_finance"]
    assert (row["needed"], row["silent"]) == (168, 387)
    assert 0.43 < row["needed_share"] < 0.44
    assert -0.33 < row["gap"] < -0.32
    assert row["response"] == Fraction(76 * 243, 244 * 24)


def test_no_assumption_bounds_are_the_engine_s(study, frame):
    """The silent as variables of a programme give the same ends."""
    for claim_id, row in frame.iterrows():
        silent = Programme()
        names = [silent.variable("answered", row["count"], row["count"])]
        missing = unplaced(study, study.ledger[claim_id], 100)
        names.append(silent.variable("silent", 0, 387 + missing))
        found = extremes_of(silent, names)
        assert (found[0] / 487, found[1] / 487) == (row["low"], row["high"])


def extremes_of(programme, names):
    ends = CpSat(programme).solve_all([(dict.fromkeys(names, 1), up) for up in (False, True)])
    return [Fraction(each.objective) for each in ends]


def test_ranges_by_place_by_counting(frame):
    """Every split of the answers over 16, 21 and 63 respondents, every corner of the register.

    105 to 154 organisations are in the cities, 21 to 49 in Akmola region; the estimate is linear in
    both numbers. 10 skipped whether the work helps, and may have said yes.
    """
    registers = [(one, two, 487 - one - two) for one, two in product((105, 154), (21, 49))]
    for claim_id, row in frame.iterrows():
        counts = (row["count"], row["count"] + (10 if claim_id == "impact_yes" else 0))
        estimates = [
            sum(
                Fraction(registered * yes, 487 * size)
                for registered, yes, size in zip(places, split, (16, 21, 63), strict=True)
            )
            for count in counts
            for split in splits(count)
            for places in registers
        ]
        assert (row["placed_low"], row["placed_high"]) == (min(estimates), max(estimates))


def splits(count):
    for one, two in product(range(17), range(22)):
        if 0 <= count - one - two <= 63:
            yield one, two, count - one - two


def test_numbers_for_the_prose(study):
    """As the chapter prints them."""
    texts = silent_numbers(study)
    assert texts["majority_asked"] == "8"
    assert (texts["majority_certain"], texts["majority_excluded"]) == ("0", "0")
    assert (texts["majority_respondents"], texts["majority_placed"]) == ("4", "3")
    assert texts["difficulty_finance_needed"] == "168"
    assert texts["difficulty_finance_needed_pct"] == "43%"
    assert texts["difficulty_finance_gap"] == "33"
    assert texts["difficulty_finance_response"] == "3.1"
    assert texts["difficulty_finance_placed"] == "60–93%"
    assert texts["need_training_gap"] == "0.1"


def test_readings_of_finance(study):
    """Wilson 66.77-83.31 %, with the correction 67.83-82.63 %, and 55 to 484 without Akmola's 21.

    Their ends are rounded outward.
    """
    texts = implied.reading_numbers(study)
    assert texts["finance_interval"] == "66.7–83.4%"
    assert texts["finance_interval_register"] == "67.8–82.7%"
    assert texts["finance_bounds"] == "15–96%"
    assert texts["finance_bounds_outside"] == "11–>99%"
    assert texts["finance_needed_outside"] == str(244 - 55)
    assert texts["finance_silent_outside"] == str(487 - 79)


@pytest.mark.usefixtures("own_outputs")
def test_each_breakdown_point_is_a_sentence(study):
    """What is lost and what is gained, with who would have to have answered more often."""
    text = implied.show_breakdowns(implied.majorities(study), study, name="tbl-x").text
    assert (
        "| A majority, unless fewer than 168 of the 387 silent (43%) would give it: 33 points"
        in text
    )
    assert "more than 3.1 times as often" in text
    assert (
        "No majority, unless at least 204 of the 387 silent (53%) would give it: 13 points" in text
    )
    assert "at least 1.5 times as often" in text
    assert text.count("\n") == 8 + 1


@pytest.mark.usefixtures("own_outputs")
def test_the_picture_writes_the_data_it_draws(study):
    """One row per answer, with its claim, and a table of the same rows."""
    frame = implied.majorities(study)
    implied.draw_majorities(frame, study, name="fig-majorities")
    lines = (paths.figures("en") / "fig-majorities.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8 + 1
    assert "claim_id" in lines[0]
    text = implied.show_majorities(frame, study, name="tbl-majorities").text
    assert "| 76 | 15–96% | 60–93% |" in text


@pytest.mark.usefixtures("own_outputs")
def test_a_reader_can_ask_for_other_answers(study):
    """Another claim; an odd number of panels."""
    own = implied.majorities(study, ["difficulty_staff"])
    implied.draw_majorities(own, study, name="fig-x")
    text = implied.show_majorities(own, study, name="tbl-x").text
    assert text.count("\n") == 2


@pytest.mark.usefixtures("own_outputs")
def test_what_the_silent_cannot_change_is_said(study):
    """A row that no silent organisation decides has a panel and a sentence, too."""
    own = implied.majorities(study, ["difficulty_staff"]).astype(object)
    own.loc[0, ["needed", "needed_share", "gap", "response"]] = None
    implied.draw_majorities(own, study, name="fig-x")
    text = implied.show_breakdowns(own, study, name="tbl-x").text
    assert "The silent cannot change whether it is that of a majority." in text
