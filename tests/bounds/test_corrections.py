"""The smallest sets of printed numbers to give up, where they can be seen by hand."""

from itertools import product

from helpers.bounds import corrections
from helpers.bounds.assumptions import BASES, ROUNDINGS, TOTALS, UNITS, Assumptions
from helpers.bounds.blocks import block_of
from tests.audit.small_ledgers import ledger_of, row


def people(whole, part, *more):
    """A number of staff, and a part of it."""
    rows = (
        row("staff", whole, kind="base", unit="people"),
        row("women", part, base="staff", unit="people"),
        *more,
    )
    return ledger_of(*rows, sources={cells["variable"]: "survey" for cells in rows})


def test_numbers_that_hold_together_need_no_correction():
    """The one smallest set is empty."""
    found = corrections.smallest_corrections(block_of(people("10", "7"), "survey"))
    assert (found.status, found.n_dropped, found.sets) == ("feasible", 0, ((),))


def test_a_part_larger_than_its_base_must_give():
    """One of the two, also where no question says that answers share the base."""
    found = corrections.smallest_corrections(block_of(people("10", "12"), "survey"))
    assert (found.status, found.sets) == ("infeasible", (("staff",), ("women",)))
    assert (found.n_dropped, found.complete, found.shared) == (1, True, ())


def test_what_all_smallest_sets_share_is_named():
    """Two parts fit into 5 only if it is more: giving up one number is enough, and it is this."""
    men = row("men", "8", base="staff", unit="people")
    found = corrections.smallest_corrections(block_of(people("5", "7", men), "survey"))
    assert (found.sets, found.shared) == ((("staff",),), ("staff",))


def test_every_reading_is_tried():
    """Units, totals, rounding, bases, in their order; each says which it is."""
    found = corrections.corrections_by_reading(people("10", "7"), "survey")
    assert [each.assumptions for each in found] == [
        Assumptions(rounding, bases, units=units, totals=totals)
        for units, totals, rounding, bases in product(UNITS, TOTALS, ROUNDINGS, BASES)
    ]


def test_readings_that_change_nothing_are_solved_once(monkeypatch):
    """A ledger without percentages, forms or statements has one programme."""
    asked = []
    solve = corrections.smallest_corrections
    monkeypatch.setattr(
        corrections, "smallest_corrections", lambda *a, **k: asked.append(a) or solve(*a, **k)
    )
    found = corrections.corrections_by_reading(people("10", "12"), "survey")
    assert len(asked) == 1
    assert {each.sets for each in found} == {(("staff",), ("women",))}
