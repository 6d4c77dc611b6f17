"""Tables of both waves: who answered twice is counted, and no difference gives anybody away."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from helpers.disclosure import count, load_rules, protect
from helpers.instruments import load_instruments
from helpers.release.waves import (
    PANEL,
    Wave,
    by_wave,
    population_rows,
    rows_of,
    wave_tables,
)


@pytest.fixture(name="waves")
def fixture_waves():
    """Two waves of 40, of whom 30 answered both times; 12 said yes then, and 12 say it now."""

    def rows(first, yes):
        keys = [f"key{number:02d}" for number in range(first, first + 40)]
        said = [int(key in yes) for key in keys]
        answered = pd.Series(said).map({1: "yes", 0: "no"})
        return pd.DataFrame(
            {
                "organisation": keys,
                "survey_region": "akmola",
                "participation_level": answered.map({"yes": "high", "no": "low"}),
                "need__finance": said,
                "need__training": [0] * 40,
            }
        )

    then = {f"key{number:02d}" for number in range(2, 14)}
    now = {f"key{number:02d}" for number in range(20, 32)}
    instruments = load_instruments()
    return (
        Wave("2024", instruments, {"survey": rows(0, then)}),
        Wave("2026", instruments, {"survey": rows(10, now)}),
    )


def tables_by_name(waves):
    return {table.name: table for table in wave_tables(*waves)}


def test_flows_are_those_of_organisations_that_answered_twice(waves):
    """Of keys 10 to 39 four said yes then (10 to 13) and twelve say it now (20 to 31)."""
    tables = tables_by_name(waves)
    finance = tables["waves/survey/need/finance"]
    assert finance.counts == {("1", "0"): 4, ("0", "0"): 14, ("0", "1"): 12, ("1", "1"): 0}
    assert finance.dimensions == ("2024", "2026")
    level = tables["waves/survey/participation_level"]
    assert level.counts == {
        ("high", "low"): 4,
        ("low", "low"): 14,
        ("low", "high"): 12,
        ("high", "high"): 0,
    }
    assert tables["waves/answers"].counts == {("answered",): 30, ("away",): 10}


def test_a_changed_question_has_no_flows(waves):
    then, now = waves
    survey = now.instruments["survey"]
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(each, label={**each.label, "en": "Other words?"})
                if each.name == "need"
                else each
                for each in section.questions
            ),
        )
        for section in survey.sections
    )
    other = {**now.instruments, "survey": replace(survey, sections=sections)}
    names = tables_by_name((then, replace(now, instruments=other)))
    assert "waves/survey/need/finance" not in names
    assert "waves/survey/participation_level" in names


def test_who_cannot_be_followed_is_in_no_panel(waves):
    """No organisation, or the same one twice: nobody knows which questionnaire was whose."""
    then, now = waves
    rows = now.tables["survey"].copy()
    rows.loc[0, "organisation"] = None
    rows.loc[1, "organisation"] = rows.loc[2, "organisation"]
    now = replace(now, tables={"survey": rows})
    members = population_rows(then, now)
    assert len(members[PANEL]) == 30 - 3
    assert len(set(members["2026/survey"])) == 40
    assert tables_by_name((then, now))["waves/answers"].counts[("answered",)] == 27


def test_the_later_wave_alone_has_no_tables_of_both(waves):
    then, now = waves
    assert wave_tables(replace(then, tables={}), now) == []
    assert set(population_rows(replace(then, tables={}), now)) == {"2026/survey"}


def test_registers_are_compared_where_both_are_there(waves):
    then, now = waves
    register = pd.DataFrame(
        {
            "organisation": [f"key{number:02d}" for number in range(50)],
            "register_region": ["akmola"] * 25 + ["abai"] * 25,
            "financial_report": "zero",
        }
    )
    then = replace(then, tables={**then.tables, "register": register})
    now = replace(now, tables={**now.tables, "register": register.iloc[5:40]})
    tables = tables_by_name((then, now))
    assert tables["waves/register/register_region/2024"].counts == {("akmola",): 20, ("abai",): 15}
    assert tables["waves/answers"].counts == {("answered",): 30, ("silent",): 5, ("left",): 5}


def test_those_who_left_cannot_be_worked_out_by_difference(waves):
    """Ten left, of whom two had said yes: the wave less the panel would tell, so it is withheld.

    Without the populations it would not see it.
    """
    tables = []
    for wave in waves:
        rows = wave.tables["survey"]
        own = count(rows, f"{wave.name}/need", ("need",), population=f"{wave.name}/survey")
        tables += by_wave([own], wave.name)
    flow = tables_by_name(waves)["waves/survey/need/finance"]
    flow = replace(flow, counts={("1", "0"): 5, ("0", "0"): 13, ("0", "1"): 7, ("1", "1"): 5})
    members, rules = population_rows(*waves), load_rules()
    blind = protect([*tables, flow], rules)
    seeing = protect([*tables, flow], rules, rows=members)

    def shown(found):
        cells = {
            (table.name, cell.key): cell.value for table in found.tables for cell in table.cells
        }
        return cells["2024/need", ("finance",)], cells[flow.name, ("1", "")]

    assert shown(blind) == (Fraction(12), Fraction(10))
    assert None in shown(seeing)


def test_the_same_answer_of_both_waves_is_not_one_answer(waves):
    then, _ = waves
    rows = then.tables["survey"]
    (table,) = by_wave([count(rows, "t", ("need",), population="2024/survey")], "2024")
    assert table.variables == {"need": "2024.need"}


def test_rows_have_the_same_names_alone_and_together(waves):
    """Else a release of a wave and a later one of both would not be held against each other."""
    together = population_rows(*waves)
    for wave in waves:
        assert set(rows_of(wave)) <= set(together)
        assert all(together[name] == own for name, own in rows_of(wave).items())
