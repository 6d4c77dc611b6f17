"""Tidy tables hold each printed number once; shown tables write them as the edition does."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction

import pandas as pd
import pytest

from helpers.editions import Edition
from helpers.errors import ArgumentError
from helpers.outputs.tables import check_columns, claim_rows, drawn_in, show_table, tidy
from helpers.study import Study
from tests.cases.small_study import load_ledger, run

SHOW = """
import json
import pandas as pd
from helpers.outputs import tables
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
        str(tables.show_table(whole, study, name="tbl-whole", columns={"n": "Count"})),
        tables.show_table(mixed, study, name="tbl-mixed", columns=columns)._repr_markdown_(),
    ]
shown["own names"] = str(tables.show_table(whole, study, name="tbl-own"))
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


@pytest.mark.parametrize(
    ("variable", "message"),
    [
        (
            "registration_year",
            "the ledger prints no count for 'registration_year' by category or place; "
            "choose another variable",
        ),
        (
            "participation_level",
            "the ledger prints no count for 'participation_level' by category or place; "
            "write kind='percent'",
        ),
        ("dificulty", "no variable 'dificulty' in the codebook; did you mean 'difficulty'?"),
        (["difficulty"], "['difficulty'] is no variable; write its id, such as 'difficulty'"),
    ],
)
def test_a_variable_without_numbers_is_named(study, variable, message):
    """Nothing is shown for what the report does not print; the message says what to write."""
    with pytest.raises(ArgumentError) as error:
        tidy(study, variable)
    assert str(error.value) == message


def test_an_unknown_measure_is_named(study):
    """The measures there are stand in the message."""
    with pytest.raises(ArgumentError) as error:
        tidy(study, "difficulty", kind="share")
    assert str(error.value) == (
        "kind 'share' is no measure; choose one of count, total, percent, mean, money, base"
    )


def test_claims_stand_in_the_order_given(study):
    """Rows of single claims are those of the tidy table, one each, in the caller's order."""
    data = claim_rows(study, ["need_finance", "difficulty_staff"])
    assert list(data["claim_id"]) == ["need_finance", "difficulty_staff"]
    whole = tidy(study, "difficulty").set_index("claim_id")
    assert list(data.columns) == ["claim_id", *whole.columns]
    assert data.iloc[1, 1:].to_list() == whole.loc["difficulty_staff"].to_list()
    with pytest.raises(ArgumentError, match="no claim 'need_finence' in the ledger; did you mean"):
        claim_rows(study, ["need_finence"])


def test_a_frame_is_checked_before_it_is_used():
    """The message names the function, what is missing, what is there, and the mend."""
    frame = pd.DataFrame({"answer": [], "n": []})
    check_columns(frame, ("answer", "n"), "draw")
    with pytest.raises(ArgumentError) as error:
        check_columns(frame, ("answer", "count"), "draw")
    assert str(error.value) == (
        "draw needs the column count; the frame has answer, n: keep or rename them before the call"
    )
    with pytest.raises(ArgumentError, match="draw needs a row; the frame has none: loosen its"):
        check_columns(frame, ("answer",), "draw", rows=True)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            "study",
            "^draw needs a table and received a Study; give the table first, then the study$",
        ),
        (pd.Series([1], name="answer"), "^draw needs a table and received a Series; keep several"),
        (["answer"], "^draw needs a table and received a list; give a pandas DataFrame$"),
    ],
)
def test_what_is_no_table_is_named(study, given, message):
    """A study that stands first, a single column, a list."""
    with pytest.raises(ArgumentError, match=message):
        check_columns(study if isinstance(given, str) else given, ("answer",), "draw")


def test_a_table_of_whole_numbers_groups_thousands(shown):
    """Also when every column is of numpy's integers."""
    assert shown["en"][0] == "| Count |\n| ---: |\n| 1,327 |\n| 487 |"
    assert shown["ru"][0] == "| Count |\n| ---: |\n| 1\u202f327 |\n| 487 |"


def test_columns_have_their_own_names_unless_told(shown):
    """A table of one's own needs no headings."""
    assert shown["own names"].splitlines()[0] == "| n |"


def test_a_column_or_name_that_cannot_be_shown_is_named(study):
    """Before anything is written."""
    frame = pd.DataFrame({"answer": ["a"]})
    with pytest.raises(ArgumentError, match=r"^show_table needs the column count; the frame has"):
        show_table(frame, study, name="tbl-x", columns={"count": "Count"})
    with pytest.raises(ArgumentError, match=r"^name '../x' is no label"):
        show_table(frame, study, name="../x")


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
    assert {"en", "ru"} <= set(shown)
    for language in ("en", "ru"):
        file = outputs / "tables" / language / "tbl-mixed.csv"
        data = pd.read_csv(file)
        assert list(data.columns) == ["label", "n", "x", "claim_id", "base"]
        assert data["label"].to_list() == ["a|b", "two\nlines", "third"]
        assert data["x"].to_list()[:2] == [0.256, 7.5]
        assert b"\r" not in file.read_bytes()


# Figures and tables of the book that draw no printed number, each with the reason.
WITHOUT_CLAIMS = {
    "fig-problems": "our coding of the problems named for each town",
    "fig-thresholds": "thresholds we try, and the levels that follow",
    "tbl-checks": "counts of findings by check",
    "tbl-discussion-language": "what the report says of each town in words",
    "tbl-ex-codes": "the codes that an exercise has to choose from",
    "tbl-ex-quotes": "quotes to code, in our words",
    "tbl-foundation": "not published; a row handed in would be its first claim",
    "tbl-inventory": "counts how many numbers are printed, not the numbers",
    "tbl-measures-impact": "measures of the report on which no number bears",
    "tbl-quotes-challenges": "counts of printed quotes by theme, our coding",
    "tbl-reach": "counts of claims that give others, or are given by them",
    "tbl-scorecard": "counts of claims by chapter and verdict; the figure beside it names them",
    "tbl-thresholds": "thresholds we try, and the levels that follow",
    "tbl-verdicts": "what each verdict means, with the count of claims",
}

# Columns that hold a printed number as it is, in its unit.
NUMBERS = ("value", "score", "count", "women", "equal", "total")


@pytest.fixture(scope="module")
def data(built_book):
    """The data of every figure and table of the book, as rows of text, by label."""
    found = {}
    for path in sorted([*built_book.site.glob("figures/*.csv"), *built_book.site.glob("tables/*")]):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def claims_of(row, study):
    return [study.ledger[claim_id] for claim_id in drawn_in([row])]


def test_what_is_drawn_comes_before_its_bases():
    """Claims in the order of the rows, each once, then what they are shares of."""
    rows = [{"claim_id": "b", "base": "all"}, {"claim_id": "a", "base": "all"}, {"claim_id": ""}]
    assert drawn_in(rows) == ("b", "a", "all")


@pytest.mark.parametrize("rows", [[], [{"label": "a"}], [{"claim_id": "", "base": "100"}]])
def test_no_names_are_no_claims(rows):
    """No column, empty cells, and a base that is a number."""
    assert drawn_in(rows) == ()


def test_every_figure_and_table_names_its_claims(data):
    """All but those listed above, and those listed above name none."""
    without = {label for label, rows in data.items() if not drawn_in(rows)}
    assert without == set(WITHOUT_CLAIMS) & set(data)
    assert set(WITHOUT_CLAIMS) <= set(data)


def test_every_claim_drawn_is_in_the_ledger(data, study):
    """A name that the ledger does not hold would be a link to nowhere."""
    unknown = {
        (label, claim_id)
        for label, rows in data.items()
        for claim_id in drawn_in(rows)
        if claim_id not in study.ledger
    }
    assert unknown == set()


def test_what_is_drawn_is_what_is_printed(data, study):
    """Every number of a row is that of one of its claims, or one claim less another."""
    checked = Counter()
    for label, rows in data.items():
        for row in rows:
            printed = {claim.value for claim in claims_of(row, study) if claim.kind != "date"}
            differences = {one - other for one in printed for other in printed}
            for column in NUMBERS:
                if printed and row.get(column):
                    assert Fraction(row[column]) in printed | differences, (label, row)
                    checked[label] += 1
    assert len(checked) > 25


def test_text_of_a_number_is_that_of_its_claim(data, study):
    """Where a table writes a number, it writes it as the edition writes the claim's."""
    tables = [rows for label, rows in data.items() if label.startswith("tbl-pathway")]
    written = [row for rows in tables for row in rows if row["claim_id"]]
    assert len(written) > 20
    for row in written:
        assert row["number"] == study.printed(study.ledger[row["claim_id"]])


def test_a_share_is_of_the_base_that_its_row_names(data, study):
    """Percent: the count of the claim over the count of the base, or the printed percentage."""
    rows = [row for each in data.values() for row in each if row.get("share_pct")]
    rows = [row for row in rows if row.get("base") and row.get("claim_id")]
    assert len(rows) > 40
    for row in rows:
        claim, base = study.ledger[row["claim_id"]], study.ledger[row["base"]]
        share = claim.value if claim.kind == "percent" else 100 * claim.value / base.value
        assert float(row["share_pct"]) == pytest.approx(float(share))
