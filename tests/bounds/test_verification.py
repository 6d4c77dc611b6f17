"""Verification: true worlds pass, and a world with any one number changed does not."""

from dataclasses import replace
from itertools import product

import pytest

from helpers.bounds import blocks, extremes, model
from helpers.bounds.assumptions import BASES, ROUNDINGS, TOTALS, UNITS, Assumptions
from helpers.bounds.cpsat import CpSat
from helpers.bounds.verification import VerificationError, require_verified, verify
from helpers.ledger.claims import Ledger
from helpers.scale.schemes import SCHEMES

# Solves every block under every reading.
pytestmark = pytest.mark.slow

SCHEME = replace(SCHEMES["3/2/1"], missing="zero")
READING = Assumptions("either", "question", SCHEME)
JOINT = {"difficulty": ["finance", "staff"], "need": ["finance"]}


def world_of(ledger, name, assumptions, joint=None):
    block = blocks.block_of(ledger, name)
    programme, _ = extremes.optimal(model.programme_of(block, assumptions, joint=joint))
    return extremes.world_of(name, programme, CpSat(programme).solve().values)


@pytest.fixture(scope="module")
def form(study):
    return world_of(study.ledger, "form_a", READING)


@pytest.mark.parametrize("name", blocks.SOURCES)
def test_worlds_of_every_reading_pass(study, name):
    """Nothing is wrong with what the engine finds, whichever numbers it gives up."""
    for rounding, bases, units, totals in product(ROUNDINGS, BASES, UNITS, TOTALS):
        assumptions = Assumptions(rounding, bases, units=units, totals=totals)
        world = world_of(study.ledger, name, assumptions)
        assert verify(world, study.ledger, assumptions) == ()


def broken(world, ledger, assumptions, **counts):
    """What is wrong once the world has another size or other numbers."""
    size = counts.pop("size", world.size)
    changed = replace(world, size=size, counts={**world.counts, **counts})
    return {violation.what for violation in verify(changed, ledger, assumptions)}


def test_statements_are_no_fewer_than_speakers_and_cases(study):
    """Nor is their sum or their rank taken from those who made them.

    Without the conclusion's list of factors, which does not go with the total.
    """
    apart = Assumptions(units="apart")
    claims = study.ledger.claims.items()
    claims = {name: each for name, each in claims if each.unit != "among the first N"}
    ledger = Ledger(claims, study.codebook)
    world = world_of(ledger, "discussion", apart)
    assert world.dropped == ()
    counted = "statements:theme_formal_attitude"
    wrong = broken(world, ledger, apart, **{counted: 5})
    assert {counted, "statements_negative"} <= wrong
    fewer = {"statements:theme_opaque_funding": 8, counted: 7}
    assert broken(world, ledger, apart, **fewer) == {"theme_opaque_funding_rank"}
    cases = {"statements:positive_cases": 13}
    assert broken(world, ledger, apart, **cases) == {"positive_cases"}


def test_no_theme_that_is_left_out_has_more_than_one_that_is_named(study):
    """Limited information is named and weak response is not; with four and six that is wrong."""
    apart, words = Assumptions(units="apart"), "theme_limited_information_among"
    claims = dict(study.ledger.claims)
    del claims["theme_opaque_funding_rank"]
    ledger = Ledger(claims, study.codebook)
    world = world_of(ledger, "discussion", apart)
    assert world.dropped == ()
    fewer = {"statements:theme_limited_information": 5, "statements:theme_weak_response": 6}
    assert words in broken(world, ledger, apart, **fewer)
    as_many = dict.fromkeys(fewer, 6)
    assert words not in broken(world, ledger, apart, **as_many)
    assert words in {each.what for each in verify(world, ledger, Assumptions())}


def test_a_world_apart_is_none_with_units_the_same(study):
    """Six participants are no nine statements, and households are more than forms."""
    world = world_of(study.ledger, "discussion", Assumptions(units="apart"))
    wrong = {each.what for each in verify(world, study.ledger, Assumptions())}
    assert {"statements_negative", "positive_cases"} <= wrong
    # Which of the two is given up is the solver's choice.
    assert wrong & {"theme_limited_information_among", "theme_opaque_funding_rank"}
    world = world_of(study.ledger, "form_b", Assumptions(units="apart", totals="printed"))
    limits = {"focus_participants": 96}
    assert "household_head" in broken(world, study.ledger, Assumptions(), **limits)


def test_forms_are_as_many_as_were_processed_in_all(study):
    """Under that reading neither more nor fewer; and no more than participants, if each did one."""
    printed = Assumptions("either", "question", units="apart", totals="printed")
    world = world_of(study.ledger, "form_b", printed)
    assert world.size == 75
    assert broken(world, study.ledger, printed, size=76) == {"size"}
    same = Assumptions("either", "question")
    world = world_of(study.ledger, "form_a", same)
    assert broken(world, study.ledger, same, size=97) == {"size"}
    assert broken(world, study.ledger, replace(same, units="apart"), size=97) == set()


def test_a_world_with_towns_passes(study, form):
    """Means, cells and the town that was not asked, too."""
    assert require_verified(form, study.ledger, READING) is form


def test_every_changed_count_is_caught(study, form):
    """One more or one less of any quantity that is printed and not given up."""
    for name, number in form.counts.items():
        if name in study.ledger and name not in form.dropped:
            for changed in (number + 1, number - 1):
                world = replace(form, counts={**form.counts, name: changed})
                assert verify(world, study.ledger, READING), name


def test_every_changed_cell_is_caught(study, form):
    """Margins, the size of the block or a mean give it away."""
    for cell, number in form.cells.items():
        world = replace(form, cells={**form.cells, cell: number + 1})
        assert verify(world, study.ledger, READING), cell


def test_answers_moved_between_towns_are_caught(study, form):
    """All margins stay, but two towns' means do not."""
    one, other = (
        next(cell for cell, n in form.cells.items() if ("place", town) in cell and n)
        for town in ("talgar", "esik")
    )
    swapped = dict(form.cells)
    for cell, town in ((one, "esik"), (other, "talgar")):
        moved = tuple(("place", town) if key == "place" else (key, v) for key, v in cell)
        swapped[cell] -= 1
        swapped[moved] = swapped.get(moved, 0) + 1
    found = {each.what for each in verify(replace(form, cells=swapped), study.ledger, READING)}
    assert "scale_talgar" in found or "scale_esik" in found


def test_numbers_given_up_are_not_asked_for_again(study, form):
    """Held after all, they are what the world breaks."""
    found = {v.what for v in verify(replace(form, dropped=()), study.ledger, READING)}
    assert found == set(form.dropped)


def test_joint_answers_are_counted(study):
    """A cell too many of two questions that stand for many."""
    world = world_of(study.ledger, "survey", Assumptions("either"), JOINT)
    assert verify(world, study.ledger, Assumptions("either")) == ()
    cell = next(cell for cell, number in world.cells.items() if number)
    changed = replace(world, cells={**world.cells, cell: world.cells[cell] - 1})
    what = {each.what for each in verify(changed, study.ledger, Assumptions("either"))}
    assert "cells" in what


def test_the_same_world_fails_under_a_stricter_reading(study):
    """What only holds when digits may be cut off does not hold to the nearest."""
    world = world_of(study.ledger, "form_a", Assumptions("either", "question"))
    found = {v.what for v in verify(world, study.ledger, Assumptions("nearest", "question"))}
    assert "influence_active_pct" in found


def test_a_broken_world_is_named(study, form):
    """The error says whose defect it is, and shows the arithmetic."""
    world = replace(form, counts={**form.counts, "decisions_yes": 60})
    with pytest.raises(VerificationError, match="decisions_yes: 60 is not the printed 61"):
        require_verified(world, study.ledger, READING)
