"""Synthetic questionnaires: the same for a seed, as many as wanted, with the report's shares."""

import time

import pytest
from pandas.testing import assert_frame_equal

from helpers.errors import ArgumentError
from helpers.microdata import tabulating
from helpers.synthetic import rows, worlds
from helpers.synthetic.watermark import is_synthetic

# Fills whole blocks with rows.
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("block", rows.BLOCKS)
def test_the_same_seed_gives_the_same_rows(study, block):
    """And another seed other ones."""
    one, same, other = (rows.make_rows(study.ledger, block, seed=seed) for seed in (4, 4, 5))
    assert_frame_equal(one, same)
    assert not one.equals(other)


def test_an_ensemble_has_one_set_of_rows_per_seed(study):
    """Each from its own extreme world, in turn."""
    frames = list(rows.ensemble(study.ledger, "form_a", range(4)))
    assert [frame.attrs["seed"] for frame in frames] == [0, 1, 2, 3]
    assert all(is_synthetic(frame) for frame in frames)


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


def test_more_rows_repeat_the_report_s(study):
    """Shares stay the printed ones, up to the last incomplete turn."""
    frame = rows.make_rows(study.ledger, "survey", n_rows=23_335)
    assert len(frame) == 23_335
    assert frame["difficulty__finance"].mean() == pytest.approx(0.76, abs=100 / 23_335)
    alone = frame["obstacle__none"] == 1
    assert frame.loc[alone, "obstacle__finance"].sum() == 0


def test_a_million_rows_take_seconds(study):
    """Linear in the rows; a generous limit on slow machines."""
    rows.make_rows(study.ledger, "survey")
    start = time.perf_counter()
    frame = rows.make_rows(study.ledger, "survey", n_rows=1_000_000)
    assert time.perf_counter() - start < 20
    assert len(frame) == 1_000_000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"block": "register"}, "'register' has no questionnaires; use survey, form_a, form_b"),
        ({"block": "survey", "n_rows": 0}, "n_rows is 0; give a whole number of at least 1"),
    ],
)
def test_what_cannot_be_made_is_named(study, arguments, message):
    """The value received, and what there is."""
    with pytest.raises(ArgumentError, match=message):
        rows.make_rows(study.ledger, **arguments)
