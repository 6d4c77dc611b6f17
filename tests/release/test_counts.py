"""A table of every question, and the cells that the report's numbers follow from."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from helpers.disclosure import CountTable, Magnitudes
from helpers.instruments import load_instruments
from helpers.microdata.questionnaires import prepared
from helpers.microdata.tabulating import Counted
from helpers.release.counts import claims_of, count_tables, known_from
from tests.cases.questionnaires import clean_tables


def rows_of(study):
    """The prepared tables of the made-up wave."""
    tables = {
        name: pd.DataFrame(table.to_dict(as_series=False))
        for name, table in clean_tables(study).items()
    }
    return prepared(tables, study.ledger, load_instruments())


def test_every_question_with_answers_to_tick_has_a_table(study):
    """None by town; each counts all questionnaires, and staff are sums with their parts."""
    instruments = load_instruments()
    rows = rows_of(study)
    tables = {each.name: each for each in count_tables("2024", rows, instruments)}
    for name, instrument in instruments.items():
        for question in instrument.questions:
            if question.kind.startswith("select") and rows[name][question.columns[0]].notna().any():
                assert f"2024/{name}/{question.name}" in tables
    single = tables["2024/survey/survey_language"]
    assert sum(single.counts.values()) == len(rows["survey"])
    several = tables["2024/survey/difficulty"]
    assert not several.additive
    assert several.counts["finance",] == 76
    assert isinstance(tables["2024/survey/staff_gender"], Magnitudes)
    assert not any(name.endswith(".town") for name in tables)


def test_all_numbers_of_people_are_sums_of_the_same_staff(study):
    """Women and the others add up to the staff, as the young and the others do."""
    found = {
        each.name.rpartition("/")[2]: each.as_counts().values()[("",)]
        for each in count_tables("2024", rows_of(study), load_instruments())
        if isinstance(each, Magnitudes)
    }
    assert found == {"staff_gender": 1388, "staff_age": 1388}


def test_the_cells_of_a_claim_are_cells_of_the_tables(study):
    """Or a number would be released whose table says nothing of it; means have their own rule."""
    rows = rows_of(study)
    tables = {each.name: each for each in count_tables("2024", rows, load_instruments())}
    for number in claims_of(rows, study.ledger, "2024").values():
        for table, key in number.cells:
            if not table.endswith("interaction_score"):
                made = tables[table]
                counts = made.as_counts() if isinstance(made, Magnitudes) else made
                assert key in counts.values() or key[-1], (table, key)


def test_only_a_printed_number_that_the_rows_give_is_known(study):
    """Another is no knowledge of these rows."""
    table = CountTable("t", ("difficulty",), {("finance",): 76, ("staff",): 24}, population="p")
    anew = {
        "difficulty_finance": Counted(Fraction(76), (("t", ("finance",)),)),
        "difficulty_staff": Counted(Fraction(25), (("t", ("staff",)),)),
    }
    (known,) = known_from(study.ledger, anew, [table])
    assert (known.name, known.low, known.high) == ("difficulty_finance", 76, 76)
