"""Which rows are the same questionnaire, and which of them stays."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from helpers.intake.repeats import repeated


def keys(*rows: dict[str, object]) -> pl.DataFrame:
    """Keys of rows, all different but for what is given."""
    made = []
    for place, row in enumerate(rows):
        own = {"place": place, "cells": 1000 + place, "has_key": True, "answers": 2000 + place}
        own |= {"n_answers": 12, "id": None, "organisation": None, "by_bin": False}
        made.append({**own, "time": datetime(2024, 10, 1 + place), **row})
    types = {"id": pl.UInt64, "organisation": pl.UInt64}
    return pl.DataFrame(made, schema_overrides=types)


def found(*rows: dict[str, object], once_each: bool = True) -> list[tuple[int, int, str]]:
    """What is said about rows."""
    return repeated(keys(*rows), once_each=once_each).rows()


def test_every_cell_the_same():
    """The first stays; without a time or an id two people may have answered alike."""
    assert found({"cells": 7}, {}, {"cells": 7}) == [(2, 0, "duplicate")]
    no_time = {"cells": 7, "answers": 8, "has_key": False}
    assert found(no_time, no_time) == [(1, 0, "same_answers")]


def test_a_later_version_of_a_submission():
    """The latest by time stays, wherever it stands."""
    assert found({"id": 5, "time": datetime(2024, 11, 1)}, {"id": 5}, {"id": 6}) == [
        (1, 0, "resubmitted")
    ]


def test_one_organisation_twice():
    """By its BIN the later stays; by its name both do. A focus group may seat two of one."""
    twice = {"organisation": 9, "by_bin": True}
    assert found(twice, twice) == [(0, 1, "same_organisation")]
    assert found(twice, twice, once_each=False) == []
    assert found({"organisation": 9}, {"organisation": 9}) == [(1, 0, "same_name")]


def test_few_answers_are_alike_by_chance():
    """Only long questionnaires are compared."""
    assert found({"answers": 3}, {"answers": 3}) == [(1, 0, "same_answers")]
    assert found({"answers": 3, "n_answers": 4}, {"answers": 3, "n_answers": 4}) == []


def test_a_row_is_left_out_for_one_reason():
    """What is a duplicate is not told again as a resubmission."""
    same = {"cells": 7, "id": 5, "organisation": 9, "by_bin": True, "answers": 3}
    assert found(same, same) == [(1, 0, "duplicate")]
