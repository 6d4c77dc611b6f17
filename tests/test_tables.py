"""Tidy tables hold each printed number once; shown tables write them as the edition does."""

import pandas as pd
import pytest
from small_study import load_ledger, run

from helpers.editions import Edition
from helpers.errors import ArgumentError
from helpers.outputs.tables import tidy
from helpers.study import Study

SHOW = """
import json
import pandas as pd
from helpers import tables
from helpers.study import open_study

whole = pd.DataFrame({"n": [1327, 487]})
mixed = pd.DataFrame({
    "label": ["a|b", "two\\nlines", "third"],
    "n": pd.array([1327, None, 3], dtype="Int64"),
    "x": [0.256, 7.5, float("nan")],
    "hidden": [1, 2, 3],
    "claim_id": ["women", "", "men"],
    "base": ["all", "", "all"],
})
columns = {"label": "Answer", "n": "Count", "x": "Share"}
shown = {}
for language in ("en", "ru"):
    study = open_study(language)
    shown[language] = [
        str(tables.markdown(whole, study, name="tbl-whole", columns={"n": "Count"})),
        tables.markdown(mixed, study, name="tbl-mixed", columns=columns)._repr_markdown_(),
    ]
print(json.dumps(shown))
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def shown(outputs):
    return run(SHOW, outputs)


def test_a_row_has_its_base_and_share(tmp_path):
    """357 of a base of 487 is a share of 0.733; without a stated base there is no share."""
    ledger = load_ledger(tmp_path)
    study = Study(ledger, ledger.codebook, (), (), (), (), Edition("en"))
    data = tidy(study, "financial_report")
    assert data["claim_id"].to_list() == ["zero", "zero_akmola"]
    first, second = data.to_dict("records")
    assert (first["value"], first["base"], first["base_value"]) == (357, "register_size", 487)
    assert first["share"] == pytest.approx(0.7331, abs=5e-5)
    assert pd.isna(second["share"])
    assert (first["label"], first["unit"]) == ("zero", "organisations")


def test_a_percent_is_its_own_share(study):
    """The printed 38 % is a share of 0.38, whatever its base."""
    data = tidy(study, "participation_level", kind="percent").set_index("category")
    assert data.loc["high", "share"] == pytest.approx(0.38)
    assert data.loc["high", "value"] == 38


def test_a_mean_has_no_share(study):
    """A score of a town is no part of anything, and keeps its printed zeros."""
    data = tidy(study, "interaction_score", kind="mean").set_index("place")
    assert len(data) == 7
    assert data["share"].isna().all()
    assert data.loc["taldykorgan", "printed"] == "6.0"
    assert data.loc["taldykorgan", "label"] == "Taldykorgan"


def test_rows_follow_the_codebook(study):
    """Categories come in the order of display, and within them places in theirs."""
    data = tidy(study, "household_head")
    assert list(zip(data["category"], data["place"], strict=True)) == [
        (category, place)
        for category in ("women", "equal")
        for place in ("akmola", "almaty_region", "zhetysu")
    ]


def test_the_first_print_of_a_quantity_is_kept(study):
    """One share is printed as 10 % and again as 9 %; the table shows the first."""
    data = tidy(study, "monitoring_participation", kind="percent").set_index("category")
    assert data.loc["none", "claim_id"] == "monitoring_none_pct"
    assert data.index.is_unique


def test_totals_without_category_or_place_are_left_out(study):
    """The base of a question is no answer to it."""
    assert "survey_size_difficulty" not in tidy(study, "difficulty")["claim_id"].to_list()
    assert tidy(study, "household_head", kind="base")["category"].eq("").all()


@pytest.mark.parametrize("variable", ["registration_year", "no_such_variable"])
def test_a_variable_without_numbers_is_named(study, variable):
    """Nothing is shown for what the report does not print."""
    with pytest.raises(ArgumentError) as error:
        tidy(study, variable)
    assert str(error.value) == (f"the ledger prints no count for {variable!r} by category or place")


def test_an_unknown_measure_is_named(study):
    """The measures there are stand in the message."""
    with pytest.raises(ArgumentError) as error:
        tidy(study, "difficulty", kind="share")
    assert str(error.value) == (
        "kind 'share' is no measure; choose one of count, total, percent, mean, money, base"
    )


def test_a_table_of_whole_numbers_groups_thousands(shown):
    """Also when every column is of numpy's integers."""
    assert shown["en"][0] == "| Count |\n| ---: |\n| 1,327 |\n| 487 |"
    assert shown["ru"][0] == "| Count |\n| ---: |\n| 1\u202f327 |\n| 487 |"


def test_cells_are_written_as_the_edition_writes_them(shown):
    """Numbers to the right, with at most two decimals, and a missing cell says so."""
    assert shown["en"][1].splitlines() == [
        "| Answer | Count | Share |",
        "| :--- | ---: | ---: |",
        "| a\\|b | 1,327 | 0.26 |",
        "| two lines | not published | 7.5 |",
        "| third | 3 | not published |",
    ]
    assert shown["ru"][1].splitlines()[3] == "| two lines | не опубликовано | 7,5 |"


def test_the_shown_columns_are_written_as_csv(shown, outputs):
    """The file holds the values, not their formatted text, and the claims, one per edition."""
    assert set(shown) == {"en", "ru"}
    for language in shown:
        file = outputs / "tables" / language / "tbl-mixed.csv"
        data = pd.read_csv(file)
        assert list(data.columns) == ["label", "n", "x", "claim_id", "base"]
        assert data["label"].to_list() == ["a|b", "two\nlines", "third"]
        assert data["x"].to_list()[:2] == [0.256, 7.5]
        assert b"\r" not in file.read_bytes()
