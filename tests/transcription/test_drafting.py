"""A draft holds a row for each number, and nothing that a person must know."""

from helpers.ledger.claims import COLUMNS
from helpers.transcription.drafting import draft
from helpers.transcription.reading import pieces_of
from helpers.transcription.report import Report, arranged

TEXT = """# Персонал: 100 анкет

Из 100 анкет 40 заполнили в городах, в 40 нет ответа.

Число\tНПО
1\t10
2–5\t47

Таблица 1 Численность

# Персонал: 100 анкет

Почти 40 НПО, наиболее часто в сёлах. Одна из них закрыта.
"""


def _draft(text, language="ru"):
    return draft(Report("a.md", tuple(arranged(list(pieces_of(text)))), "line", language))


def test_every_row_has_the_columns_of_a_ledger_and_an_id_of_its_own():
    rows = _draft(TEXT).rows
    ids = [row["claim_id"] for row in rows]
    assert all(tuple(row) == COLUMNS for row in rows)
    assert len(set(ids)) == len(ids)
    assert all(each.isascii() and each[0].isalpha() and each == each.lower() for each in ids)


def test_only_what_the_report_says_is_filled_in():
    for row in _draft(TEXT).rows:
        assert not any(row[each] for each in ("variable", "category", "place", "base", "formula"))
        assert row["section"] == "Персонал: 100 анкет"


def test_the_words_to_find_are_the_only_ones_of_the_report():
    found = [row["find"] for row in _draft(TEXT).rows if row["printed"] == "40"]
    assert found == ["анкет 40 заполнили", "в 40 нет"]


def test_what_is_passed_over_is_counted():
    found = _draft(TEXT).passed_over
    assert found == {"row_label": 3, "label": 1, "one_of": 1, "rank": 1}
    assert [row["printed"] for row in _draft(TEXT).rows] == [
        *("100", "100", "40", "40", "10", "47"),
        *("100", "about 40"),
    ]
