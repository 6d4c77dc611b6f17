"""What is counted and not asked is worked out of each row."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.instruments import load_instruments
from helpers.microdata.questionnaires import prepared
from helpers.microdata.tabulating import UNPRINTED, counted_in
from tests.cases.questionnaires import clean_tables


@pytest.fixture(scope="module")
def clean(study):
    """Clean tables as pandas reads them, by instrument."""
    return {
        name: pd.DataFrame(table.to_dict(as_series=False))
        for name, table in clean_tables(study).items()
    }


def ready(study, clean, name, **changes):
    """One table with the first rows' cells changed, prepared."""
    rows = clean[name].copy()
    for column, values in changes.items():
        rows[column] = rows[column].astype(object)
        rows.loc[: len(values) - 1, column] = values
    return prepared({name: rows}, study.ledger, load_instruments())[name]


def test_staff_fall_into_the_printed_classes(study, clean):
    """A size between two printed classes is not printed; without a number there is no class."""
    rows = ready(study, clean, "survey", staff=[1, 5, 10, 25, 31, None])
    assert rows["staff_size"].head(5).tolist() == [
        *("size_1", "size_2_5", "size_6_10"),
        *(UNPRINTED, "size_over_30"),
    ]
    assert rows["staff_size"].isna().tolist()[5]


def test_staff_of_neither_gender_are_unknown(study, clean):
    """What is left of the staff, never less than nobody."""
    changes = {"staff": [10, 4], "staff_women": [3, 4], "staff_men": [None, 2]}
    assert ready(study, clean, "survey", **changes)["staff_unknown"].tolist()[:2] == [7, 0]


def test_a_region_is_inside_or_outside_the_three_cities(study, clean):
    """Nobody is placed who names no region."""
    rows = ready(study, clean, "survey", survey_region=["akmola", "astana", None])
    assert rows["survey_location"].tolist()[:2] == ["outside_three_cities", "three_cities"]
    assert rows["survey_location"].isna().tolist()[2]


def test_a_question_left_out_is_counted_where_the_codebook_counts_it(study, clean):
    """Of other questions the answer stays missing."""
    rows = ready(study, clean, "survey", local_impact=[None], participation_level=[None])
    assert rows["local_impact"].tolist()[0] == "not_answered"
    assert rows["participation_level"].isna().tolist()[0]


def test_what_was_written_in_is_an_answer(study, clean):
    """The codebook counts other topics of training, and no form has a box for them."""
    rows = ready(study, clean, "survey", training_topic_other=["first aid", None])
    assert rows["training_topic__other"].tolist()[:2] == [1, 0]


def test_forms_of_a_town_without_a_score_are_in_none_of_its_questions(study, clean):
    """The report leaves the forms of Tekeli out of the scale and keeps their proposals."""
    changes = {"place": ["tekeli"], "influence_level": ["active"], "decision_making": ["yes"]}
    rows = ready(study, clean, "form_a", **changes)
    assert rows["influence_level"].isna().tolist()[0]
    assert rows["decision_making"].tolist()[0] == "yes"


def test_households_are_counted_by_the_region_of_their_town(study, clean):
    """The report prints them so."""
    rows = ready(study, clean, "form_b", place=["esik"])
    assert rows["household_head_place"].tolist()[0] == "almaty_region"


def test_a_register_tells_its_own_numbers(study):
    """Its size, its regions, and who handed in a zero report."""
    rows = pd.DataFrame(
        {"region": ["astana", "astana", "akmola"], "zero_report": [True, False, None]}
    )
    table = prepared({"register": rows}, study.ledger, load_instruments())["register"]
    found = {name: each.value for name, each in counted_in(table, study.ledger).items()}
    wanted = {"register_size": 3, "register_astana": 2, "zero_reports": 1, "zero_reports_pct": 50}
    assert {name: found[name] for name in wanted} == wanted
    assert "register_filtered" not in found


def test_every_claim_of_the_questionnaires_comes_back(study, clean):
    """Clean tables lead to the numbers that the made-up rows lead to, but for those given up."""
    differing = set()
    for name, rows in prepared(clean, study.ledger, load_instruments()).items():
        for claim_id, number in counted_in(rows, study.ledger).items():
            claim = study.ledger[claim_id]
            if claim.kind != "percent" and claim.unit != "points" and number.value != claim.value:
                differing.add(claim_id)
            assert number.cells, name
    assert differing == {"households_almaty", "monitoring_base", "staff_total_youth"}


def test_a_wave_may_lack_a_question(study, clean):
    """What follows from it is not worked out, and everything else is."""
    rows = clean["survey"].drop(columns=["local_impact", "staff", "staff_youth"])
    table = prepared({"survey": rows}, study.ledger, load_instruments())["survey"]
    assert not {"local_impact", "staff_size", "staff_unknown"} & set(table)
    found = counted_in(table, study.ledger)
    assert found["difficulty_finance"].value == 76
    assert "staff_total" not in found
