"""Synthetic questionnaires print what the report prints, and say that they are none."""

import json
import time

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from helpers.errors import ArgumentError
from helpers.feasibility.blocks import block_of
from helpers.synthetic import anchors, rows, tabulating
from helpers.synthetic.staff import deal, fill
from helpers.synthetic.watermark import (
    BANNERS,
    COLUMN,
    MARKS,
    TEXT,
    WITHHELD,
    SyntheticDataError,
    is_synthetic,
    mark,
    mark_figure,
    refuse_inference,
    write_rows,
)

# Fills whole blocks with rows.
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("block", rows.BLOCKS)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_every_number_that_is_kept_comes_back(study, block, seed):
    """Rows counted again give the ledger, but for the numbers that were given up."""
    frame = rows.make_rows(study.ledger, block, seed=seed)
    again = tabulating.tabulate(frame, study.ledger)
    changed = {name for name in study.ledger if again[name].printed != study.ledger[name].printed}
    assert changed <= set(frame.attrs["given_up"])
    assert set(frame.attrs["given_up"]) <= set(study.ledger)


def test_all_claims_of_the_questionnaires_are_counted_anew(study):
    """Counts, bases, shares and means: nothing is carried over unseen, but words and ranks."""
    counted = set()
    for block in rows.BLOCKS:
        frame = rows.make_rows(study.ledger, block)
        counted |= set(tabulating.values_of(frame, study.ledger))
    asked = {
        claim.claim_id
        for block in rows.BLOCKS
        for claim in (*block_of(study.ledger, block).claims, *block_of(study.ledger, block).means)
    }
    assert asked - counted == set()


def test_extreme_worlds_keep_the_means_too(study):
    """Each town as small and as large as it can be: other rows, the same printed numbers."""
    worlds = anchors.anchors(study.ledger, "form_a")
    sizes = set()
    for world in worlds:
        frame = rows.make_rows(study.ledger, "form_a", world=world)
        again = tabulating.tabulate(frame, study.ledger)
        for claim in study.ledger.select(variable="interaction_score", kind="mean"):
            assert again[claim.claim_id].printed == claim.printed
        sizes.add(tuple(frame["place"].value_counts().sort_index()))
    assert len(worlds) == 14
    assert len(sizes) > 7


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


def test_more_rows_repeat_the_report_s(study):
    """Shares stay the printed ones, up to the last incomplete turn."""
    frame = rows.make_rows(study.ledger, "survey", n_rows=23_335)
    assert len(frame) == 23_335
    assert frame["difficulty__finance"].mean() == pytest.approx(0.76, abs=100 / 23_335)
    alone = frame["obstacle__none"] == 1
    assert frame.loc[alone, "obstacle__finance"].sum() == 0


def test_staff_add_up_to_the_printed_people(study):
    """1,388 staff within their classes, 756 women, 240 of unknown gender, 603 young."""
    frame = rows.make_rows(study.ledger, "survey")
    assert frame["staff"].sum() == 1388
    assert frame["staff_women"].sum() == 756
    assert frame["staff_unknown"].sum() == 240
    assert frame["staff_youth"].sum() == 603
    assert (frame["staff_women"] + frame["staff_unknown"] <= frame["staff"]).all()
    assert (frame.loc[frame["staff_size"] == "size_over_30", "staff"] > 30).all()
    assert frame.loc[frame["staff_size"] == "size_2_5", "staff"].between(2, 5).all()


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


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.head(3),
        lambda frame: frame.copy(),
        lambda frame: frame[frame["difficulty__finance"] == 1],
        lambda frame: frame.merge(frame[["difficulty__staff"]], left_index=True, right_index=True),
        lambda frame: pd.concat([frame, pd.DataFrame({"difficulty__finance": [1]})]),
        lambda frame: frame.rename(columns={COLUMN: f"{COLUMN}_x"}),
        lambda frame: frame.drop(columns=COLUMN),
        lambda frame: frame.groupby("difficulty__finance").sum(numeric_only=True),
    ],
)
def test_the_mark_outlives_what_people_do_with_frames(study, change):
    """A column, and where that is dropped the frame's own attributes."""
    frame = change(rows.make_rows(study.ledger, "survey"))
    with pytest.raises(SyntheticDataError, match="a test was asked of synthetic rows"):
        refuse_inference(frame, "a test")


def test_real_rows_are_not_refused():
    """Nothing is refused without a mark."""
    refuse_inference(pd.DataFrame({"score": [8, 9]}), "an interval")


def test_resampling_refuses_synthetic_rows(study):
    """The helper that infers stops before it computes."""
    from helpers import resampling

    frame = rows.make_rows(study.ledger, "survey")
    with pytest.raises(SyntheticDataError, match="synthetic rows"):
        resampling.counts_of(frame, "staff")


def test_written_rows_say_what_they_are(study, tmp_path):
    """In the column, the name and the file beside them."""
    frame = rows.make_rows(study.ledger, "form_b", seed=3)
    path = tmp_path / "form_b_synthetic.csv"
    write_rows(frame, path)
    assert path.read_text(encoding="utf-8").splitlines()[1].startswith(TEXT)
    details = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert (details[COLUMN], details["seed"]) == (TEXT, 3)
    with pytest.raises(ArgumentError, match="needs 'synthetic' in its name"):
        write_rows(frame, tmp_path / "form_b.csv")
    with pytest.raises(ArgumentError, match="rows without the mark"):
        write_rows(frame.drop(columns=COLUMN), path)


def test_marks_are_there_in_all_languages():
    """Letters, banner and the words in place of an interval."""
    import matplotlib.pyplot as plt

    for words in (MARKS, BANNERS, WITHHELD):
        assert set(words) == {"en", "ru", "kk"}
    figure = plt.figure()
    mark_figure(figure, "kk")
    assert figure.texts[0].get_text() == MARKS["kk"]
    plt.close(figure)
    with pytest.raises(ArgumentError, match="no mark in 'de'; use en, ru, kk"):
        mark_figure(figure, "de")


def test_dealing_keeps_limits_and_sums():
    """By hand, and where there is no upper limit."""
    assert deal(100, [31, 31], None) == [69, 31]
    assert fill(0, [2, 2]) == [0, 0]
    assert mark(mark(pd.DataFrame({"a": [1]}))).columns.tolist() == [COLUMN, "a"]
