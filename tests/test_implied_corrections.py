"""Smallest sets of every block: the sets of this report, their table, their picture."""

from dataclasses import replace

import pytest

from helpers import implied_correction_charts, implied_corrections, paths
from helpers.errors import ArgumentError
from helpers.feasibility.assumptions import BASES, ROUNDINGS
from helpers.feasibility.blocks import SOURCES
from helpers.implied_words import IMPLIED_WORDS, implied_word

# Nearly all of them take the solver's answers, which take seconds.
pytestmark = pytest.mark.slow

N_READINGS = len(ROUNDINGS) * len(BASES)


@pytest.fixture(scope="module")
def found(study):
    return implied_corrections.correct_all(study.ledger)


def reading(found, block, rounding, bases):
    one = next(each for each in found if each.block == block)
    return next(
        each
        for each in one.readings
        if (each.assumptions.rounding, each.assumptions.bases) == (rounding, bases)
    )


def test_every_block_is_asked_under_every_reading(found):
    """Nine readings each, all settled."""
    assert [each.block for each in found] == list(SOURCES)
    assert all(len(each.readings) == N_READINGS for each in found)
    assert not any(r.status == "undecided" for each in found for r in each.readings)


def test_the_register_has_two_ways_out(found):
    """357 of 487 are no 72 %: the share or the count, whatever the rounding."""
    block = found[0]
    assert block.never_holds
    assert all(r.sets == (("zero_reports_pct",), ("zero_reports",)) for r in block.readings)
    assert all(r.shared == () and r.complete for r in block.readings)


def test_form_b_has_more_households_than_participants(found):
    """23 + 61 + 23 of 96: one of the four numbers, under every reading."""
    block = next(each for each in found if each.block == "form_b")
    assert block.never_holds
    households = {f"households_{place}" for place in ("almaty", "zhetysu", "akmola")}
    for one in block.readings:
        assert {claim for each in one.sets for claim in each} == households | {"focus_participants"}
        assert len(one.sets) == 4


def test_one_statement_count_mends_total_and_rank(found):
    """With 9 in place of 6 the themes add up to 37, and the theme is among the most frequent."""
    one = reading(found, "discussion", "nearest", "stated")
    assert one.sets == (("theme_opaque_funding", "positive_cases"),)


def test_the_weakest_reading_of_form_a_leaves_two_numbers(found):
    """Either rounding, one base per question: the base of monitoring, and its second print."""
    one = reading(found, "form_a", "either", "question")
    assert one.sets == (("monitoring_base", "monitoring_none_pct_repeat"),)


def test_a_weaker_rounding_never_asks_for_more(found):
    """What holds when numbers are rounded one way holds when either way is allowed."""
    for block in SOURCES:
        for bases in BASES:
            either = reading(found, block, "either", bases).n_dropped
            others = [reading(found, block, r, bases).n_dropped for r in ROUNDINGS[:2]]
            assert either <= min(others)


def test_the_frame_counts_the_sets_that_hold_a_number(study, found):
    """A number that is in all sets of a reading is shared, and one in none is drawn as none."""
    frame = implied_corrections.given_up(study, found)
    whole = frame[frame["how"] == implied_corrections.IN_ALL]
    assert (whole["n_with"] == whole["n_sets"]).all()
    assert (frame.loc[frame["how"] == implied_corrections.IN_NONE, "n_with"] == 0).all()
    assert not frame.duplicated(["block", "claim_id", "rounding", "bases"]).any()
    assert len(frame) == N_READINGS * len(frame.drop_duplicates(["block", "claim_id"]))
    repeat = frame[frame["claim_id"] == "monitoring_none_pct_repeat"]
    assert repeat["label"].str.endswith("(9%)").all()


@pytest.mark.usefixtures("own_outputs")
def test_the_table_groups_readings_with_one_result(study, found):
    """One row where nothing depends on the reading; the sets named by what they share."""
    text = implied_corrections.show_corrections(study, found, name="tbl-corrections").text
    lines = text.splitlines()[2:]
    register = [line for line in lines if "register" in line]
    assert len(register) == 1
    assert "any | 14 | 1 must give | 2 | none" in register[0]
    assert any("at least 60" in line for line in lines)


@pytest.mark.usefixtures("own_outputs")
def test_the_picture_draws_every_number_once(study, found):
    """Its data are the frame's, with the claims they name."""
    implied_correction_charts.draw_corrections(study, found, name="fig-corrections")
    data = (paths.figures("en") / "fig-corrections.csv").read_text(encoding="utf-8")
    assert data.count("\n") == len(implied_corrections.given_up(study, found)) + 1


@pytest.mark.usefixtures("own_outputs")
def test_a_block_that_holds_says_so(study):
    """Without the second print of the share and its contradiction nothing must give."""
    claims = {key: claim for key, claim in study.ledger.claims.items() if key != "zero_reports_pct"}
    ledger = replace(study.ledger, claims=claims)
    found = implied_corrections.correct_all(ledger)
    assert found[0].always_holds
    text = implied_corrections.show_corrections(study, found, name="tbl-corrections").text
    assert "all hold together | – | –" in text


def test_numbers_for_the_prose(study, found):
    """How many must give, by block and reading."""
    texts = implied_corrections.correction_numbers(study, found)
    assert texts["drop_form_a_min"] == texts["drop_form_a_either_question"] == "2"
    assert texts["drop_form_a_nearest_stated"] == "6"
    assert (texts["n_blocks"], texts["n_blocks_holding"]) == ("5", "0")


def test_words_are_there_in_all_languages():
    """And a missing one is named."""
    assert all(set(texts) == {"en", "ru", "kk"} for texts in IMPLIED_WORDS.values())
    with pytest.raises(ArgumentError, match="no word 'nothing' in language 'en'"):
        implied_word("nothing", "en")
