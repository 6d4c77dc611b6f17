"""Smallest sets of every block: the sets of this report, their table, their picture."""

from dataclasses import replace

import pytest

from helpers import paths
from helpers.bounds.assumptions import BASES, ROUNDINGS, TOTALS, UNITS
from helpers.bounds.blocks import SOURCES
from helpers.chapters.implied import corrections, solving
from helpers.errors import ArgumentError

# Nearly all of them take the solver's answers, which take seconds.
pytestmark = pytest.mark.slow

N_COLUMNS = len(ROUNDINGS) * len(BASES)
N_READINGS = N_COLUMNS * len(UNITS) * len(TOTALS)


@pytest.fixture(scope="module")
def sets(found):
    """The smallest sets of all blocks under all readings."""
    return found.corrections


def reading(sets, block, rounding, bases, units="apart", totals="unprinted"):
    wanted = {"rounding": rounding, "bases": bases, "units": units, "totals": totals}
    (one,) = of_block(sets, block, **wanted)
    return one


def of_block(sets, block, **wanted):
    own = [each for each in sets if each.block == block]
    return [each for each in own if all(getattr(each, k) == word for k, word in wanted.items())]


def test_every_block_is_asked_under_every_reading(sets):
    """Thirty-six readings each, all settled."""
    assert [each.block for each in sets] == [name for name in SOURCES for _ in range(N_READINGS)]
    keys = {(e.block, e.units, e.totals, e.rounding, e.bases) for e in sets}
    assert len(keys) == len(sets)
    assert not any(each.status == "undecided" for each in sets)


def test_the_register_has_two_ways_out(sets):
    """357 of 487 are no 72 %: the share or the count, whatever the rounding."""
    block = of_block(sets, "register")
    assert all(r.status == "infeasible" for r in block)
    assert all(r.sets == (("zero_reports_pct",), ("zero_reports",)) for r in block)
    assert all(r.shared == () and r.complete for r in block)


def test_form_b_has_more_households_than_participants(sets):
    """23 + 61 + 23 of 96: one of the four numbers, if each participant spoke of one household."""
    households = {f"households_{place}" for place in ("almaty", "zhetysu", "akmola")}
    for one in of_block(sets, "form_b", units="same", totals="unprinted"):
        assert {claim for each in one.sets for claim in each} == households | {"focus_participants"}
        assert len(one.sets) == 4
    assert all(one.status == "feasible" for one in of_block(sets, "form_b", units="apart"))


def test_75_forms_in_all_are_too_few_for_their_households(sets):
    """With 34 + 6 households in Zhetysu at least 40 + 23 + 23 remain, so that two must give."""
    block = of_block(sets, "form_b", units="same", totals="printed")
    assert all((one.n_dropped, one.shared) == (2, ("households_zhetysu",)) for one in block)


def test_one_statement_count_mends_total_and_rank(sets):
    """With 9 in place of 6 the themes add up to 37, and the theme is among the most frequent.

    The conclusion's list of factors takes a change of its own.
    """
    one = reading(sets, "discussion", "nearest", "stated", units="same")
    opaque = {"theme_opaque_funding", "positive_cases"}
    assert {frozenset(each) for each in one.sets} == {
        frozenset(opaque | {"theme_weak_response"}),
        frozenset(opaque | {"theme_limited_information_among"}),
        frozenset({"theme_opaque_funding_rank", "theme_limited_information", "positive_cases"}),
    }


def test_statements_apart_are_too_many_for_what_the_conclusion_names(sets):
    """Six participants can have made nine statements, but with nine on two themes, six on three of
    the others and three on the last they are 39 of 37; 73 % of 96 with digits cut off is no 70."""
    for one in of_block(sets, "discussion", units="apart"):
        is_cut = (one.rounding, one.bases) == ("truncated", "stated")
        assert (one.n_dropped, len(one.sets)) == ((2, 18) if is_cut else (1, 6))
        named = {claim for each in one.sets for claim in each}
        assert {"statements_negative", "theme_limited_information_among"} <= named
        assert not {"theme_opaque_funding", "theme_limited_information", "positive_cases"} & named


def test_the_weakest_reading_of_form_a_leaves_two_numbers(sets):
    """Either rounding, one base per question: the base of monitoring, and its second print."""
    one = reading(sets, "form_a", "either", "question")
    assert one.sets == (("monitoring_base", "monitoring_none_pct_repeat"),)


def test_75_forms_in_all_are_too_few_for_form_a(sets):
    """79 told how often they meet: the number of forms must give, too."""
    one = reading(sets, "form_a", "either", "question", totals="printed")
    more = ("monitoring_base", "monitoring_none_pct_repeat", "organisation_forms")
    assert [set(each) for each in one.sets] == [set(more)]


def test_a_weaker_unit_or_total_never_asks_for_more(sets):
    """What holds under a stricter reading holds under a weaker one."""
    for one in sets:
        weaker = reading(sets, one.block, one.rounding, one.bases)
        assert weaker.n_dropped <= one.n_dropped


def test_a_weaker_rounding_never_asks_for_more(sets):
    """What holds when numbers are rounded one way holds when either way is allowed."""
    for block in SOURCES:
        for bases in BASES:
            for units in UNITS:
                drops = [reading(sets, block, r, bases, units).n_dropped for r in ROUNDINGS]
                assert drops[-1] == min(drops)


def test_the_frame_counts_the_sets_that_hold_a_number(study, sets):
    """A number that is in all sets of a reading is shared, and one in none is drawn as none."""
    frame = corrections.given_up(study, sets)
    whole = frame[frame["how"] == corrections.IN_ALL]
    assert (whole["n_with"] == whole["n_sets"]).all()
    assert (frame.loc[frame["how"] == corrections.IN_NONE, "n_with"] == 0).all()
    row = ["block", "claim_id", "units", "totals"]
    assert not frame.duplicated([*row, "rounding", "bases"]).any()
    assert len(frame) == N_COLUMNS * len(frame.drop_duplicates(row))
    repeat = frame[frame["claim_id"] == "monitoring_none_pct_repeat"]
    assert repeat["label"].str.endswith("(9%)").all()


def test_readings_that_change_nothing_are_any(sets):
    """Units and totals are named where a block's smallest sets depend on them."""
    frame = corrections.smallest_sets(sets)
    assert len(frame) == N_COLUMNS * (1 + 1 + 2 + 3 + 2)
    settings = frame.groupby("block")[["units", "totals"]].apply(
        lambda own: set(own.itertuples(index=False, name=None))
    )
    assert settings["register"] == settings["survey"] == {("any", "any")}
    assert settings["form_a"] == {("any", "unprinted"), ("any", "printed")}
    same = {("same", "unprinted"), ("same", "printed")}
    assert settings["form_b"] == same | {("apart", "any")}
    assert settings["discussion"] == {("same", "any"), ("apart", "any")}


@pytest.mark.usefixtures("own_outputs")
def test_the_table_groups_readings_with_one_result(study, sets):
    """One row where nothing depends on the reading; the sets named by what they share."""
    frame = corrections.smallest_sets(sets)
    text = corrections.show_corrections(frame, study, name="tbl-corrections").text
    lines = text.splitlines()[2:]
    register = [line for line in lines if "register" in line]
    assert len(register) == 1
    assert "any | any | 14 | 1 must give | 2 | none" in register[0]
    assert any("units apart | any | 35 | all hold together" in line for line in lines)
    assert any("at least 60" in line for line in lines)


@pytest.mark.usefixtures("own_outputs")
def test_the_picture_draws_every_number_once(study, sets):
    """Its data are the frame's, with the claims they name."""
    frame = corrections.given_up(study, sets)
    corrections.draw_corrections(frame, study, name="fig-corrections")
    data = (paths.figures("en") / "fig-corrections.csv").read_text(encoding="utf-8")
    assert data.count("\n") == len(frame) + 1


@pytest.mark.usefixtures("own_outputs")
def test_a_reader_can_draw_and_show_less(study, sets):
    """One body of data under one rounding: three columns, and readings told by their bases."""
    frame = corrections.given_up(study, sets)
    form_b = frame[(frame["block"] == "form_b") & (frame["rounding"] == "nearest")]
    form_b = form_b[form_b["totals"] == "unprinted"]
    drawing = corrections.draw_corrections(form_b, study, name="fig-x")
    assert drawing.svg.count(">nearest<") == len(BASES)
    assert ">cut off<" not in drawing.svg
    assert drawing.svg.count(">units the same, forms of one question<") == 1
    table = corrections.smallest_sets(sets)
    table = table[(table["block"] == "form_a") & (table["rounding"] == "either")]
    lines = corrections.show_corrections(table, study, name="tbl-x").text.splitlines()[2:]
    assert all("either: " in line for line in lines)
    with pytest.raises(ArgumentError, match="draw_corrections"):
        corrections.draw_corrections(form_b.drop(columns="how"), study, name="fig-x")


@pytest.mark.usefixtures("own_outputs")
def test_a_block_that_holds_says_so(study):
    """Without the second print of the share and its contradiction nothing must give."""
    claims = {key: claim for key, claim in study.ledger.claims.items() if key != "zero_reports_pct"}
    ledger = replace(study.ledger, claims=claims)
    sets = solving.correct_all(ledger, ["register", "discussion"])
    assert all(each.status == "feasible" for each in of_block(sets, "register"))
    frame = corrections.smallest_sets(sets)
    text = corrections.show_corrections(frame, study, name="tbl-corrections").text
    assert "all hold together | – | –" in text
    texts = corrections.correction_numbers(study, sets)
    assert (texts["n_blocks_holding"], texts["n_blocks_failing"]) == ("1", "1")


def test_numbers_for_the_prose(study, sets):
    """How many must give, by block and reading."""
    texts = corrections.correction_numbers(study, sets)
    assert texts["drop_form_a_min"] == texts["drop_form_a_either_question"] == "2"
    assert texts["drop_form_a_nearest_stated"] == "6"
    assert (texts["drop_form_a_printed_min"], texts["drop_form_b_apart_max"]) == ("3", "0")
    assert (texts["drop_form_b_same_min"], texts["drop_form_b_same_max"]) == ("1", "2")
    assert (texts["n_blocks"], texts["n_blocks_holding"]) == ("5", "0")
    assert (texts["n_blocks_failing"], texts["n_blocks_either"]) == ("4", "1")
    assert (texts["n_readings"], texts["n_readings_apart"]) == ("36", "18")
    assert (texts["n_holding_discussion_apart"], texts["n_holding_form_b_apart"]) == ("0", "18")
