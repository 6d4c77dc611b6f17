"""Tables of the respondents' chapter count what they say, and hang together before the gate."""

from __future__ import annotations

from helpers.release.respondents import tables, with_groups, with_register
from tests.cases.respondents import WAVE, all_rows, register_rows, survey_rows


def test_two_answers_are_counted_together():
    """Those who named a difficulty and a need, and all of those who named the difficulty."""
    rows = all_rows(80)
    found = {table.name: table for table in tables(rows, WAVE)}
    table = found[f"{WAVE}/respondents/difficulty.finance.need"]
    survey = rows["survey"]
    named = survey["difficulty__finance"] == 1
    assert table.counts["1", "training"] == int(survey.loc[named, "need__training"].sum())
    assert table.counts["1", ""] == int(named.sum())


def test_an_answer_has_one_key_in_every_table():
    """The gate knows "named finance" of this table as the cell of the question's own table."""
    from helpers.disclosure import count

    rows = all_rows(80)
    question = count(rows["survey"], "own", ("difficulty",), population=f"{WAVE}/survey")
    crossed = next(table for table in tables(rows, WAVE) if ".finance.need" in table.name)
    assert ("difficulty=finance", "1") in next(iter([question.key(("finance",))[1]]))
    assert ("difficulty=finance", "1") in crossed.key(("1", ""))[1]
    assert crossed.population == question.population


def test_who_answered_is_counted_over_the_register():
    """Every organisation of the register once, answered or silent."""
    survey = survey_rows(30)
    joined = with_register(survey, register_rows(survey, 100))
    assert joined["answered"].sum() == 30
    assert len(joined) == 100
    rows = {"survey": survey, "register": register_rows(survey, 100)}
    found = {table.name: table for table in tables(rows, WAVE)}
    response = found[f"{WAVE}/respondents/response.financial_report"]
    assert sum(response.counts.values()) == 100


def test_without_keys_nobody_can_be_told_to_be_silent():
    """Questionnaires without organisations are not matched by guessing."""
    survey = survey_rows(30)
    register = register_rows(survey, 100)
    assert with_register(survey.drop(columns="organisation"), register) is None
    assert with_register(survey, register.drop(columns="organisation")) is None


def test_a_number_of_staff_is_a_class():
    """Five people are few, six are more; no number is no class."""
    survey = survey_rows(3).assign(staff=[5, 6, None])
    assert with_groups("survey", survey)["staff_class"].tolist()[:2] == ["to_5", "over_5"]
    assert with_groups("survey", survey)["staff_class"].isna().tolist() == [False, False, True]


def test_a_sparse_table_of_two_questions_does_not_go_before_the_gate():
    """With few questionnaires it would take the totals along; with many it is counted."""
    name = f"{WAVE}/respondents/participation.impact"
    assert name not in {table.name for table in tables(all_rows(40), WAVE)}
    assert name in {table.name for table in tables(all_rows(160), WAVE)}
