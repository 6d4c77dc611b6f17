"""A made-up later wave changes in every way that a comparison must notice, and carries the mark."""

import polars as pl
import pytest

from helpers.errors import ArgumentError
from helpers.instruments import load_instruments
from helpers.release.comparability import comparable
from helpers.synthetic import next_wave
from helpers.synthetic.watermark import COLUMN, TEXT
from tests.cases.questionnaires import clean_tables


@pytest.fixture(name="tables", scope="module")
def fixture_tables(study):
    """Clean tables of two seeds, and the later wave made of them."""
    then, fresh = (clean_tables(study, seed=seed) for seed in (0, 1))
    return then, fresh, next_wave.next_wave(then, fresh, load_instruments(), seed=2)


def test_the_instruments_differ_once_in_every_way():
    old = load_instruments()
    found = comparable(old, next_wave.next_instruments(old))
    assert {each.name: each.changes for each in found if each.changes} == {
        next_wave.REWORDED: ("wording",),
        next_wave.EXTENDED: ("answers",),
        next_wave.GONE: ("gone",),
        next_wave.MADE_UP: ("new",),
    }


def test_rows_have_the_mark_and_the_columns_of_the_later_instruments(tables):
    _, fresh, now = tables
    survey = now["survey"]
    assert survey[COLUMN].unique().to_list() == [TEXT]
    asked = next_wave.next_instruments(load_instruments())["survey"]
    assert {column for each in asked.questions for column in each.columns} <= set(survey.columns)
    assert len(survey) == len(fresh["survey"])


def test_some_organisations_are_the_same_and_keep_most_of_their_answers(tables):
    then, _, now = tables
    pairs = then["survey"].join(now["survey"], on="organisation", suffix="_now")
    assert len(pairs) == round(next_wave.TWICE_PROP * len(then["survey"]))
    same = pairs.filter(pl.col("need__finance") == pl.col("need__finance_now"))
    assert len(pairs) / 2 < len(same) < len(pairs)
    assert (pairs["survey_region"] == pairs["survey_region_now"]).all()


def test_the_same_seed_gives_the_same_rows(tables):
    then, fresh, now = tables
    again = next_wave.next_wave(then, fresh, load_instruments(), seed=2)
    assert again["survey"].equals(now["survey"])


def test_registers_hold_all_who_answered(tables):
    then, _, now = tables
    old, new = next_wave.registers(then["survey"], now["survey"], 487)
    assert len(old) == old["organisation"].n_unique() == 487
    assert set(then["survey"]["organisation"]) <= set(old["organisation"])
    assert set(now["survey"]["organisation"]) <= set(new["organisation"])
    assert 0 < len(set(old["organisation"]) - set(new["organisation"])) < 100


def test_nothing_is_made_up_from_rows_without_the_mark(tables):
    then, fresh, _ = tables
    bare = {**then, "survey": then["survey"].drop(COLUMN)}
    with pytest.raises(ArgumentError, match="survey: rows without the mark"):
        next_wave.next_wave(bare, fresh, load_instruments())
