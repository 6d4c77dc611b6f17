"""Every figure and table that draws numbers of the ledger says which, and draws what they print."""

import csv
from collections import Counter
from fractions import Fraction

import pytest

from helpers.outputs.tables import drawn_in
from helpers.study import printed_text

# Figures and tables of the book that draw no printed number, each with the reason.
WITHOUT_CLAIMS = {
    "fig-problems": "our coding of the problems named for each town",
    "fig-thresholds": "thresholds we try, and the levels that follow",
    "tbl-checks": "counts of findings by check",
    "tbl-discussion-language": "what the report says of each town in words",
    "tbl-inventory": "counts how many numbers are printed, not the numbers",
    "tbl-quotes-challenges": "counts of printed quotes by theme, our coding",
    "tbl-quotes-regions": "counts of printed quotes by theme, our coding",
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
        assert row["number"] == printed_text(study, study.ledger[row["claim_id"]])


def test_a_share_is_of_the_base_that_its_row_names(data, study):
    """Percent: the count of the claim over the count of the base, or the printed percentage."""
    rows = [row for each in data.values() for row in each if row.get("share_pct")]
    rows = [row for row in rows if row.get("base") and row.get("claim_id")]
    assert len(rows) > 40
    for row in rows:
        claim, base = study.ledger[row["claim_id"]], study.ledger[row["base"]]
        share = claim.value if claim.kind == "percent" else 100 * claim.value / base.value
        assert float(row["share_pct"]) == pytest.approx(float(share))
