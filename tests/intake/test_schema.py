"""Rows are held to their instrument: what cannot be is emptied, the rest is untouched."""

from __future__ import annotations

import polars as pl
import pytest

from helpers.intake.schema import YEAR, checks_of, hold, kinds, schema_of


@pytest.fixture
def survey(instruments):
    """The online questionnaire."""
    return instruments["survey"]


def rows(survey, *answers: dict[str, object]) -> pl.DataFrame:
    """Rows with these answers and no others."""
    columns = kinds(survey)
    blank = dict.fromkeys(columns)
    frame = pl.DataFrame([{**blank, **answer} for answer in answers], schema=columns)
    return frame.with_columns(pl.lit(2024, pl.Int64).alias(YEAR))


def held(survey, *answers):
    """The rows that pass, and what was emptied as (question, rule, places)."""
    kept, emptied = hold(rows(survey, *answers), survey, schema_of(survey))
    return kept.to_dicts(), [(q.name, rule, at.to_list()) for q, rule, _, at in emptied]


def test_parts_of_the_staff(survey):
    """More women than people costs the women; then the men are right again."""
    kept, emptied = held(
        survey,
        {"staff": 5, "staff_women": 9, "staff_men": 5},
        {"staff": 5, "staff_women": 3, "staff_men": 3},
        {"staff": None, "staff_women": 9},
    )
    assert emptied == [("staff_women", "impossible", [0]), ("staff_men", "impossible", [1])]
    assert [row["staff_women"] for row in kept] == [None, 3, 9]
    assert [row["staff_men"] for row in kept] == [5, None, None]


def test_years(survey):
    """Neither before 1900 nor after the year of the answer."""
    kept, emptied = held(survey, *({"registration_year": y} for y in (1899, 1900, 2024, 2025)))
    assert emptied == [
        ("registration_year", "impossible", [0]),
        ("registration_year", "impossible", [3]),
    ]
    assert [row["registration_year"] for row in kept] == [None, 1900, 2024, None]


def test_what_excludes_all_others(survey):
    """ "None" beside another answer: nobody can say which is meant."""
    kept, emptied = held(
        survey,
        {"obstacle__none": 1, "obstacle__mistrust": 1, "obstacle_other": "и ещё"},
        {"obstacle__none": 1, "obstacle__mistrust": 0},
    )
    assert emptied == [("obstacle", "exclusive", [0])]
    assert kept[0]["obstacle__none"] is kept[0]["obstacle__mistrust"] is None
    assert kept[0]["obstacle_other"] == "и ещё"
    assert kept[1]["obstacle__none"] == 1


def test_unknown_codes(survey):
    """Nothing but the question's choices, and "don't know"."""
    kept, emptied = held(survey, {"local_impact": "maybe"}, {"local_impact": "dont_know"})
    assert emptied == [("local_impact", "impossible", [0])]
    assert [row["local_impact"] for row in kept] == [None, "dont_know"]


def test_every_constraint_and_exclusive_choice_is_checked(instruments):
    """No rule of the questionnaires is left to people."""
    for instrument in instruments.values():
        checked = {check.question.name for check in checks_of(instrument)}
        for question in instrument.questions:
            if not question.personal and (question.exclusive or question.constraint):
                assert question.name in checked
