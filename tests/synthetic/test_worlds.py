"""The first world from which rows are made; those at the extremes are tested with their rows."""

import pytest

from helpers.bounds.verification import verify
from helpers.synthetic import rows, worlds


@pytest.mark.parametrize("block", rows.BLOCKS)
def test_the_first_world_is_verified_and_always_the_same(study, block):
    """Of each block that has questionnaires."""
    world = worlds.first_world(study.ledger, block)
    assert verify(world, study.ledger, worlds.READINGS[block]) == ()
    assert worlds.first_world(study.ledger, block) is world
