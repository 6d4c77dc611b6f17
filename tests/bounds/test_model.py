"""The programme of a block, row by row, from ledgers small enough to write it by hand."""

from itertools import product

import pytest

from helpers.bounds import model
from helpers.bounds.assumptions import TOTALS, UNITS, Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.extremes import extremes
from helpers.bounds.programme import ModelTooLargeError
from helpers.errors import ArgumentError
from tests.audit.small_ledgers import ledger_of, row

KNOWN = {
    "sources": {"colour": "survey", "need": "survey", "survey_size": "design"},
    "answers": {"colour": "single", "need": "multiple"},
}


def survey(*rows):
    """The block of a survey of ten."""
    size = row("survey_size", "10", kind="base")
    return block_of(ledger_of(size, *rows, **KNOWN), "survey")


def answer(variable, category, count, **cells):
    """A printed count of an answer."""
    asked = {"variable": variable, "category": category, "base": "survey_size"}
    return row(f"n_{category}", count, **asked | cells)


def rows_of(programme, rule):
    """Terms, ends and claim of the rows with a rule."""
    return [(dict(r.terms), r.low, r.high, r.claim) for r in programme.rows if r.rule == rule]


def test_a_printed_number_is_a_row_that_it_carries():
    """So that it can be given up; the block has as many as its size."""
    programme = model.programme_of(survey(answer("colour", "red", "4")))
    assert rows_of(programme, "printed") == [
        ({"survey_size": 1}, 10, 10, "survey_size"),
        ({"n_red": 1}, 4, 4, "n_red"),
    ]
    assert rows_of(programme, "size of the block") == [({"size": 1, "survey_size": -1}, 0, 0, "")]
    assert list(programme.claims) == ["survey_size", "n_red"]


def test_single_answers_share_their_base():
    """Red and blue are together no more than ten."""
    block = survey(answer("colour", "red", "4"), answer("colour", "blue", "5"))
    programme = model.programme_of(block)
    assert rows_of(programme, "one answer") == [
        ({"n_red": 1, "n_blue": 1, "survey_size": -1}, None, 0, "")
    ]


def test_several_answers_fit_one_by_one_beside_none():
    """Whoever needs nothing gave no other answer."""
    numbers = {"money": "6", "staff": "7", "none": "2"}
    programme = model.programme_of(survey(*(answer("need", a, n) for a, n in numbers.items())))
    assert rows_of(programme, "several answers") == [
        ({"n_money": 1, "n_none": 1, "survey_size": -1}, None, 0, ""),
        ({"n_staff": 1, "n_none": 1, "survey_size": -1}, None, 0, ""),
    ]


@pytest.mark.parametrize(("rounding", "counts"), [("nearest", (67, 69)), ("truncated", (68, 69))])
def test_a_percentage_leaves_a_range_of_counts(rounding, counts):
    """34 % of 200: from 67 to 69 when rounded to the nearest, 68 or 69 when digits are cut off."""
    size = row("survey_size", "200", kind="base")
    share = answer("colour", "red", "34", kind="percent", unit="percent")
    block = block_of(ledger_of(size, share, **KNOWN), "survey")
    programme = model.programme_of(block, Assumptions(rounding))
    programme.only(programme.claims)
    found = extremes(programme, {block.quantity(block.ledger["n_red"]): 1}, block="survey")
    assert (found.low, found.high) == counts


def test_a_model_too_large_is_refused(study):
    """Before any memory is used up, and with what to do instead."""
    joint = {
        "training_topic": list(study.codebook.variables["training_topic"].categories),
        "difficulty": list(study.codebook.variables["difficulty"].categories),
    }
    with pytest.raises(ModelTooLargeError, match="more than 50000 combinations of answers; ask"):
        model.programme_of(block_of(study.ledger, "survey"), joint=joint)


def test_a_question_that_was_not_asked_is_named():
    """With those that were."""
    with pytest.raises(ArgumentError, match="'size' is no question of survey; choose from colour"):
        model.programme_of(survey(answer("colour", "red", "4")), joint={"size": []})


def test_an_empty_block_is_named():
    """A ledger that prints nothing of it."""
    with pytest.raises(ArgumentError, match="prints no number about register; nothing to solve"):
        model.programme_of(block_of(ledger_of(), "register"))


def themes(units):
    """Two themes, one counted in participants, and their total in statements and in cases."""
    asked = {"variable": "theme", "base": "total"}
    everything = {"variable": "theme", "category": "all", "kind": "total"}
    ledger = ledger_of(
        row("total", "5", unit="statements", formula="money + water", **everything),
        row("money", "2", category="money", unit="participants", **asked),
        row("water", "3", category="water", unit="statements", **asked),
        row("cases", "4", unit="cases", formula="total", **everything),
        sources={"theme": "discussion"},
        answers={"theme": "count"},
    )
    return model.programme_of(block_of(ledger, "discussion"), Assumptions(units=units))


def test_one_statement_each_is_one_number():
    """Participants are added to statements, and cases are a second print of them."""
    programme = themes("same")
    assert rows_of(programme, "total")[0][0] == {"money": 1, "water": 1, "total": -1}
    assert ({"total": 1}, 4, 4, "cases") in rows_of(programme, "printed")
    assert rows_of(programme, "units") == []


def test_units_apart_are_numbers_of_their_own():
    """A participant makes one statement or more, and a case is told in one or more."""
    programme = themes("apart")
    total = {"statements:money": 1, "water": 1, "total": -1}
    assert rows_of(programme, "total")[0][0] == total
    assert ({"cases": 1}, 4, 4, "cases") in rows_of(programme, "printed")
    limits = [(terms, low) for terms, low, high, _ in rows_of(programme, "units") if high is None]
    assert ({"statements:money": 1, "money": -1}, 0) in limits
    assert ({"statements:cases": 1, "cases": -1}, 0) in limits
    same = rows_of(programme, "one quantity in two units")
    assert same == [({"statements:cases": 1, "total": -1}, 0, 0, "")]


def form(**reading):
    """Ten participants, eight forms processed, households of a place."""
    heads = {"variable": "head", "place": "akmola", "unit": "households"}
    ledger = ledger_of(
        row("focus_participants", "10", kind="base", unit="people"),
        row("organisation_forms", "8", kind="base", unit="forms", variable="type"),
        row("heads", "9", kind="base", **heads),
        row("women", "4", category="women", base="heads", **heads),
        sources={"head": "form_a", "type": "form_b", "focus_participants": "discussion"},
        answers={"head": "single", "type": "single"},
    )
    return model.programme_of(block_of(ledger, "form_a"), Assumptions(**reading))


def test_forms_are_limited_by_what_is_read_as_their_number():
    """By participants, by the forms processed, by both or by nothing."""
    for units, totals in product(UNITS, TOTALS):
        programme = form(units=units, totals=totals)
        people = rows_of(programme, "one form per participant")
        processed = rows_of(programme, "forms processed in all")
        is_limited = [({"size": 1, "focus_participants": -1}, None, 0, "")]
        assert people == (is_limited if units == "same" else [])
        is_fixed = [({"size": 1, "organisation_forms": -1}, 0, 0, "")]
        assert processed == (is_fixed if totals == "printed" else [])


def test_households_apart_are_not_forms():
    """Their number has no place in the number of forms."""
    assert rows_of(form(units="same"), "places") == [({"heads": 1, "size": -1}, None, 0, "")]
    assert rows_of(form(units="apart"), "places") == []
    assert rows_of(form(units="apart"), "base in the block") == []
