"""Quotes, towns and pathways are codes of the codebook, or each other value is named."""

from dataclasses import fields

import pytest

from helpers.ledger import codebook, pathways, quotes, town_facts
from tests.cases.small_study import csv_text, load_ledger, problems_of, write_codebook

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
FACT = {"place": "esik", "variable": "financial_report", "category": "zero", "find": "два слова"}
SUPPORT = {"pathway": "money", "evidence": "claim", "item": "zero", "reason": "many report zero"}


@pytest.fixture
def codes(tmp_path):
    return codebook.load(write_codebook(tmp_path))


def write(folder, name, kind, *rows):
    path = folder / name
    path.write_text(csv_text([field.name for field in fields(kind)], rows), encoding="utf-8")
    return path


def write_quotes(folder, *changes):
    rows = [QUOTE | {"quote_id": f"q{n:02}"} | cells for n, cells in enumerate(changes, 1)]
    return write(folder, "quotes.csv", quotes.Quote, *rows)


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


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"place": "astana"},
            "column place: 'astana' is not in the towns; use one of: esik",
        ),
        (
            {"variable": "scores"},
            "column variable: 'scores' is not in the codebook; did you mean 'score'?",
        ),
        (
            {"category": "nil"},
            "column category: 'nil' is not in the categories of financial_report; "
            "use one of: zero, not_zero",
        ),
        (
            {"variable": "score"},
            "column category: 'zero' is not in the categories of score; none is defined",
        ),
    ],
)
def test_a_bad_town_fact_is_named(tmp_path, codes, cells, message):
    """A fact is a town, a variable, and one of the variable's categories."""
    path = write(tmp_path, "town_facts.csv", town_facts.TownFact, FACT, FACT | cells)
    assert problems_of(town_facts.load_town_facts, path, codes) == [
        f"town_facts.csv, row 3, {message}"
    ]


def test_town_facts_keep_their_order(tmp_path, codes):
    """One fact per row, as written."""
    path = write(
        tmp_path, "town_facts.csv", town_facts.TownFact, FACT, FACT | {"category": "not_zero"}
    )
    facts = town_facts.load_town_facts(path, codes)
    assert [fact.category for fact in facts] == ["zero", "not_zero"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"pathway": "mony"},
            "column pathway: 'mony' is not in the codebook; did you mean 'money'?",
        ),
        (
            {"evidence": "rumour"},
            "column evidence: 'rumour' is not in the kinds of evidence; "
            "use one of: claim, quote_theme",
        ),
        (
            {"item": "zeros"},
            "column item: 'zeros' is not in the list of claims; did you mean 'zero'?",
        ),
        (
            {"evidence": "quote_theme"},
            "column item: 'zero' is not in the list of quote_themes; use one of: funding, staff",
        ),
    ],
)
def test_a_bad_support_is_named(tmp_path, cells, message):
    """A support is a pathway and a claim or quote theme that exists."""
    path = write(tmp_path, "pathways.csv", pathways.Support, SUPPORT, SUPPORT | cells)
    ledger = load_ledger(tmp_path)
    assert problems_of(pathways.load_pathways, ledger, path) == [f"pathways.csv, row 3, {message}"]


def test_supports_name_claims_and_themes(tmp_path):
    """Both kinds of evidence are read."""
    theme = {"evidence": "quote_theme", "item": "staff"}
    path = write(tmp_path, "pathways.csv", pathways.Support, SUPPORT, SUPPORT | theme)
    found = pathways.load_pathways(load_ledger(tmp_path), path)
    assert [(each.evidence, each.item) for each in found] == [
        ("claim", "zero"),
        ("quote_theme", "staff"),
    ]
