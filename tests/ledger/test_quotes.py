"""Quotes are codes of the codebook, or each other value is named."""

from dataclasses import fields

import pytest

from helpers.ledger import codebook, quotes
from tests.cases.small_study import csv_text, problems_of, write_codebook

QUOTE = {
    "quote_id": "q01",
    "chapter": "1",
    "section": "Раздел",
    "theme": "funding",
    "direction": "negative",
    "region": "astana",
    "gender": "woman",
    "age_band": "25-30",
    "paraphrase": "Grants end before the work does",
    "find": "два слова",
}


@pytest.fixture
def codes(tmp_path):
    return codebook.load(write_codebook(tmp_path))


def write_quotes(folder, *changes):
    rows = [QUOTE | {"quote_id": f"q{n:02}"} | cells for n, cells in enumerate(changes, 1)]
    path = folder / "quotes.csv"
    columns = [field.name for field in fields(quotes.Quote)]
    path.write_text(csv_text(columns, rows), encoding="utf-8")
    return path


def test_quotes_keep_the_order_of_the_report(tmp_path, codes):
    """Cells the report says nothing about stay empty."""
    path = write_quotes(tmp_path, {}, {"region": "", "gender": "", "age_band": ""})
    first, second = quotes.load(path, codes)
    assert (first.quote_id, first.theme, first.age_band) == ("q01", "funding", "25-30")
    assert (second.region, second.gender, second.age_band) == ("", "", "")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("chapter", "2", "'2' is not in the codebook (chapter); use one of: intro, 1"),
        ("theme", "fundin", "'fundin' is not in the codebook (theme); did you mean 'funding'?"),
        ("theme", "", "'' is not in the codebook (theme); use one of: funding, staff"),
        (
            "direction",
            "critical",
            "'critical' is not in the codebook (direction); use one of: negative, positive",
        ),
        (
            "region",
            "esik",
            "'esik' is not in the codebook (region); use one of: akmola, astana",
        ),
        ("gender", "women", "'women' is not in the codebook (gender); did you mean 'woman'?"),
        ("age_band", "about 50", "'about 50' is no age; write 50 or 25-30"),
        ("age_band", "25–30", "'25–30' is no age; write 50 or 25-30"),
        ("paraphrase", "", "0 words; write 1 to 12 of your own"),
        ("paraphrase", "word " * 13, "13 words; write 1 to 12 of your own"),
    ],
)
def test_every_bad_cell_is_named_with_its_mend(tmp_path, codes, column, value, message):
    """File, row, column, the value received, and what to write instead."""
    path = write_quotes(tmp_path, {}, {column: value})
    assert problems_of(quotes.load, path, codes) == [
        f"quotes.csv, row 3, column {column}: {message}"
    ]


def test_all_problems_are_in_one_report_in_the_order_of_rows(tmp_path, codes):
    """A repeated id stands between the faults of the rows around it."""
    path = write_quotes(
        tmp_path, {"gender": "he", "age_band": "old"}, {"quote_id": "q01"}, {"paraphrase": ""}
    )
    assert problems_of(quotes.load, path, codes) == [
        "quotes.csv, row 2, column gender: 'he' is not in the codebook (gender); use one of: woman",
        "quotes.csv, row 2, column age_band: 'old' is no age; write 50 or 25-30",
        "quotes.csv, row 3, column quote_id: 'q01' stands in row 2 already; "
        "give each row its own id",
        "quotes.csv, row 4, column paraphrase: 0 words; write 1 to 12 of your own",
    ]


def test_a_missing_column_is_named(tmp_path, codes):
    """The agreed header is quoted whole."""
    columns = [column for column in QUOTE if column != "find"]
    path = tmp_path / "quotes.csv"
    row = {column: QUOTE[column] for column in columns}
    path.write_text(csv_text(columns, [row]), encoding="utf-8")
    assert problems_of(quotes.load, path, codes) == [
        "quotes.csv, row 1, column find: the columns are not as agreed (missing: find); "
        f"write exactly: {','.join(QUOTE)}"
    ]
