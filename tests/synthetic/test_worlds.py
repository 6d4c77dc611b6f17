"""Worlds from which rows are made: the first, and those at the extremes."""

import pytest

from helpers.bounds.verification import verify
from helpers.microdata import tabulating
from helpers.synthetic import rows, worlds


def test_extreme_worlds_keep_the_means_too(study):
    """Each town as small and as large as it can be: other rows, the same printed numbers."""
    found = worlds.anchors(study.ledger, "form_a")
    sizes = set()
    for world in found:
        frame = rows.make_rows(study.ledger, "form_a", world=world)
        again = tabulating.tabulate(frame, study.ledger)
        for claim in study.scores():
            assert again[claim.claim_id].printed == claim.printed
        sizes.add(tuple(frame["place"].value_counts().sort_index()))
    assert len(found) == 14
    assert len(sizes) > 7


@pytest.mark.parametrize("block", rows.BLOCKS)
def test_the_first_world_is_verified_and_always_the_same(study, block):
    """Of each block that has questionnaires."""
    world = worlds.first_world(study.ledger, block)
    assert verify(world, study.ledger, worlds.READINGS[block]) == ()
    assert worlds.first_world(study.ledger, block) is world
