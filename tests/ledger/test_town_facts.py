"""What is said of towns is a category of a variable, or each other value is named."""

from dataclasses import fields

import pytest

from helpers.ledger import codebook, town_facts
from tests.cases.small_study import csv_text, problems_of, write_codebook

FACT = {"place": "esik", "variable": "financial_report", "category": "zero", "find": "два слова"}


@pytest.fixture
def codes(tmp_path):
    return codebook.load(write_codebook(tmp_path))


def write(folder, *rows):
    path = folder / "town_facts.csv"
    columns = [field.name for field in fields(town_facts.TownFact)]
    path.write_text(csv_text(columns, rows), encoding="utf-8")
    return path


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
    path = write(tmp_path, FACT, FACT | cells)
    assert problems_of(town_facts.load_town_facts, path, codes) == [
        f"town_facts.csv, row 3, {message}"
    ]


def test_town_facts_keep_their_order(tmp_path, codes):
    """One fact per row, as written."""
    path = write(tmp_path, FACT, FACT | {"category": "not_zero"})
    facts = town_facts.load_town_facts(path, codes)
    assert [fact.category for fact in facts] == ["zero", "not_zero"]


def test_levels_are_those_of_the_towns_in_words():
    """Other facts about a town give it no level."""
    facts = (
        town_facts.TownFact("esik", "interaction_level", "low", "два слова"),
        town_facts.TownFact("esik", "financial_report", "zero", "два слова"),
        town_facts.TownFact("talgar", "interaction_level", "high", "два слова"),
    )
    assert town_facts.levels_of(facts) == {"esik": "low", "talgar": "high"}
