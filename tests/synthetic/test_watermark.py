"""The mark of made-up rows: it outlives what people do with frames, and stops who would infer."""

import json

import pandas as pd
import pytest

from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError
from helpers.interface import text
from helpers.synthetic import rows
from helpers.synthetic.watermark import (
    BANNER,
    COLUMN,
    MARK,
    TEXT,
    WITHHELD,
    SyntheticDataError,
    mark,
    mark_figure,
    refuse_inference,
    write_rows,
)


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


def test_marking_twice_leaves_one_mark():
    """As the first column."""
    assert mark(mark(pd.DataFrame({"a": [1]}))).columns.tolist() == [COLUMN, "a"]


def test_resampling_refuses_synthetic_rows(study):
    """The helper that infers stops before it computes."""
    from helpers.statistics import resampling

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

    for english in (MARK, BANNER, WITHHELD):
        assert len({text(english, language) for language in LANGUAGES}) == len(LANGUAGES)
    figure = plt.figure()
    mark_figure(figure, "kk")
    assert figure.texts[0].get_text() == text(MARK, "kk")
    plt.close(figure)
    with pytest.raises(ArgumentError, match="language 'de' has no edition"):
        mark_figure(figure, "de")
