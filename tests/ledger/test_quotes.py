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
    "paraphrase_ru": "Деньги кончаются раньше, чем само дело",
    "paraphrase_kk": "Ақша іс бітпей тұрып таусылады",
    "paraphrase_en": "Grants end before the work does",
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
    path = write_quotes(tmp_path, {}, {"region": "", "gender": ""})
    first, second = quotes.load(path, codes)
    assert (first.quote_id, first.theme, first.speaker) == ("q01", "funding", "woman")
    assert (second.region, second.gender, second.speaker) == ("", "", "representative")
    assert [first.paraphrase(language)[:2] for language in ("ru", "kk", "en")] == ["Де", "Ақ", "Gr"]


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
        ("paraphrase_en", "", "0 words; write 5 to 40 of your own"),
        ("paraphrase_kk", "бір екі үш төрт", "4 words; write 5 to 40 of your own"),
        ("paraphrase_ru", "слово " * 41, "41 words; write 5 to 40 of your own"),
        ("find", "a b c d e", "5 words; write 2 to 4 of the report"),
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
        tmp_path, {"gender": "he", "find": "word"}, {"quote_id": "q01"}, {"paraphrase_ru": ""}
    )
    assert problems_of(quotes.load, path, codes) == [
        "quotes.csv, row 2, column gender: 'he' is not in the codebook (gender); use one of: woman",
        "quotes.csv, row 2, column find: 1 words; write 2 to 4 of the report",
        "quotes.csv, row 3, column quote_id: 'q01' stands in row 2 already; "
        "give each row its own id",
        "quotes.csv, row 4, column paraphrase_ru: 0 words; write 5 to 40 of your own",
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
