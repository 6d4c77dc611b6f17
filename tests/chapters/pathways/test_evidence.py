"""Evidence by pathway: the rule on hand-made cases, and a matrix that repeats the ledger."""

from collections import Counter
from dataclasses import replace

import pytest

from helpers.chapters import pathways
from helpers.chapters.pathways import evidence
from helpers.errors import ArgumentError
from helpers.ledger.pathways import Support

pytestmark = pytest.mark.usefixtures("own_outputs")


def with_pathways(study, *items):
    """The study with other evidence: (pathway, kind of evidence, item)."""
    return replace(study, pathways=tuple(Support(*item, reason="a test") for item in items))


def strengths(study, **rule):
    return pathways.strengths(pathways.items(study), study, **rule)


@pytest.mark.parametrize(
    ("lows", "n_other", "strength"),
    [
        ([0.51, 0.01], 0, "most"),
        ([0.5], 4, "visible_part"),
        ([0.11, 0.02], 0, "visible_part"),
        ([0.1], 9, "few"),
        ([0.0], 0, "few"),
        ([], 1, "talk_only"),
        ([], 0, "not_asked"),
    ],
)
def test_strength_follows_the_highest_interval(lows, n_other, strength):
    """Above one half, above one tenth, not so high, other evidence only, nothing; ends excluded."""
    assert evidence.strength_of(lows, n_other) == strength


def test_each_pathway_gets_the_strength_of_its_own_items(study):
    """One row per pathway of the codebook; those without any item have none."""
    made = with_pathways(
        study,
        ("financial_sustainability", "claim", "need_finance"),
        ("management", "claim", "training_teams"),
        ("impact_assessment", "claim", "funding_crowdfunding"),
        ("business", "quote_theme", "business_partnership"),
        ("staff_and_youth", "claim", "staff_youth_pct"),
    )
    data = strengths(made).set_index("pathway")
    assert data["strength"].to_dict() == {
        "financial_sustainability": "most",
        "management": "visible_part",
        "impact_assessment": "few",
        "business": "talk_only",
        "staff_and_youth": "talk_only",
        "state_bodies": "not_asked",
    }
    assert data.loc["financial_sustainability", "number"] == "81"
    assert data["carried_by"].isna()["state_bodies"]


def test_the_matrix_has_a_row_for_every_item_with_the_ledgers_number(study):
    """Nothing is left out, and shares, intervals and bounds enclose each other as they must."""
    data = pathways.items(study)
    assert list(zip(data["pathway"], data["item"], strict=True)) == [
        (support.pathway, support.item) for support in study.pathways
    ]
    for row in data[data["printed_count"].notna()].itertuples():
        assert row.printed_count == float(study.ledger[row.claim_id].value)
    assert set(data.loc[data["claim_id"] == "", "kind"]) == {"quotes"}
    of_pathways = data.groupby("pathway")["claim_id"].agg(lambda ids: set(filter(None, ids)))
    for row in strengths(study).itertuples():
        assert set(row.claim_ids.split()) == of_pathways.get(row.pathway, set())
    counted = data[data["wilson_low"].notna()]
    assert (counted["wilson_low"] < counted["share_pct"]).all()
    assert (counted["share_pct"] < counted["wilson_high"]).all()
    assert (counted["bounds_low"] <= counted["share_pct"]).all()


def test_only_survey_numbers_have_an_interval(study):
    """Statements, mentions and shares of staff are no respondents of the survey."""
    items = ("need_finance", "staff_youth_pct", "theme_limited_information")
    made = with_pathways(study, *(("management", "claim", item) for item in items))
    data = pathways.items(made).set_index("item")
    assert (data.loc[data["wilson_low"].notna(), "kind"] == "survey").all()
    assert data["wilson_low"].isna()[["staff_youth_pct", "theme_limited_information"]].all()


def test_quotes_are_counted_by_theme_and_direction(study):
    """A theme's row holds the number of printed quotes and their directions, which add up."""
    data = pathways.items(study)
    themes = data[data["kind"] == "quotes"]
    printed = Counter(quote.theme for quote in study.quotes)
    for row in themes.itertuples():
        assert row.n_items == printed[row.item] == row.negative + row.positive + row.neutral


def test_impact_assessment_was_not_asked_about(study):
    """An answer that is not about assessment is no support for it: no item, no number, a dash."""
    row = strengths(study).set_index("pathway").loc["impact_assessment"]
    assert row["strength"] == "not_asked"
    assert row[["n_survey", "n_coded", "n_quotes"]].sum() == 0
    shown = str(pathways.show_strengths(strengths(study), study, name="tbl-x")).splitlines()
    (line,) = [line for line in shown if row["label"] in line]
    assert line.split(" | ")[-3:] == ["—", "—", "— |"]


def test_praise_of_state_bodies_counts_beside_complaint(study):
    """Quotes that bear on a pathway are counted in both directions."""
    row = strengths(study).set_index("pathway").loc["state_bodies"]
    assert {"negative", "positive"} <= set(row["quotes_text"].replace(":", "").split())


def test_a_reader_changes_the_rule_and_the_evidence(study):
    """With a higher bar nothing is "most"; without the survey there is only talk."""
    assert "most" in set(strengths(study)["strength"])
    assert "most" not in set(strengths(study, most=0.9)["strength"])
    items = pathways.items(study)
    talk = pathways.strengths(items[items["kind"] != "survey"], study)
    assert set(talk["strength"]) <= {"talk_only", "not_asked"}
    assert set(talk["n_survey"]) == {0}
    assert set(talk["survey_text"]) == {""}


def test_tables_show_the_rows_and_name_missing_columns(study):
    """One pathway's items, and what is missing said with the mend."""
    items = pathways.items(study)
    business = items[items["pathway"] == "business"]
    rows = str(pathways.show_items(business, study, name="tbl-x")).splitlines()[2:]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == list(business["label"])
    with pytest.raises(ArgumentError, match="show_items needs the column unit; the frame has"):
        pathways.show_items(business.drop(columns="unit"), study, name="tbl-x")
    with pytest.raises(ArgumentError, match="strengths needs the column wilson_low; the frame"):
        pathways.strengths(items.drop(columns="wilson_low"), study)
