"""Rows of a ledger are checked one by one and against each other, in time that grows with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from helpers.errors import Problem
from helpers.ledger import codebook
from helpers.ledger.claim_checks import MOST_DIGITS, check_rows
from helpers.ledger.codebook import Codebook
from helpers.ledger.csv_files import Row
from tests.cases.small_study import claim, write_codebook

PATH = Path("claims.csv")
LONG = 20_000  # far beyond the depth of Python's stack


@pytest.fixture
def codes(tmp_path: Path) -> Codebook:
    return codebook.load(write_codebook(tmp_path))


def problems(codes: Codebook, *rows: dict[str, str], accept_unknown: bool = False) -> list[str]:
    numbered = [Row(number, cells) for number, cells in enumerate(rows, start=2)]
    found = check_rows(PATH, numbered, codes, accept_unknown=accept_unknown)
    return [str(problem) for problem in found]


def chain(length: int, first: str) -> Iterator[dict[str, str]]:
    """Claims of which each is computed from the one before."""
    yield claim("c0", "start", "1", formula=first)
    for number in range(1, length):
        yield claim(f"c{number}", "start", "1", formula=f"c{number - 1} + 0")


def test_a_long_chain_of_formulas_is_followed_to_its_end(codes: Codebook) -> None:
    """However long the way from claim to claim, it is no circle, and no stack is exhausted."""
    assert problems(codes, *chain(LONG, "")) == []


def test_a_long_circle_is_named_by_its_ends(codes: Codebook) -> None:
    """The first and last claims are enough to find it."""
    assert problems(codes, *chain(LONG, f"c{LONG - 1}")) == [
        "claims.csv, row 2, column formula: the formulas lead in a circle: "
        f"c0 -> c{LONG - 1} -> c{LONG - 2} -> c{LONG - 3} -> c{LONG - 4} -> … -> "
        "c4 -> c3 -> c2 -> c1 -> c0; empty one of them"
    ]


def test_problems_are_found_as_they_are_asked_for(codes: Codebook) -> None:
    """A file of nothing but problems need not be read through to name the first ones."""

    class Unread(list[Row]):
        def __iter__(self) -> Iterator[Row]:
            yield Row(2, claim("a", "start", "many"))
            yield Row(3, claim("a", "start", "more"))
            raise AssertionError("nobody asked for this row")

    (first,) = islice(check_rows(PATH, Unread(), codes), 1)
    assert first == Problem(
        "claims.csv", "3", "claim_id", "'a' stands in row 2 already; give each row its own id"
    )


def test_unknown_ids_are_accepted_where_the_codebook_is_not_the_files_own(codes: Codebook) -> None:
    """Any chapter, variable, category, place and unit; but no other kind of claim."""
    cells = {"chapter": "9", "place": "moon", "unit": "pigeons", "category": "grey"}
    row = claim("a", "doves", "1", **cells)
    assert problems(codes, row, accept_unknown=True) == []
    assert len(problems(codes, row)) == 4
    (found,) = problems(codes, row | {"kind": "number"}, accept_unknown=True)
    assert found.startswith("claims.csv, row 2, column kind: 'number' is not in the kinds of claim")


PLACES = ("text", "Table A1", "FIGURE 4a", "table 2.3", "box IV", "map 3", "annex B", "chart 12")
PLACES += ("Таблица 3", "рисунок 2", "график 1", "Приложение Б", "сурет 4", "кесте 1", "қосымша 2")


@pytest.mark.parametrize("location", PLACES)
def test_a_location_is_text_or_a_labelled_part(codes: Codebook, location: str) -> None:
    """Of a report in English, Russian or Kazakh; words to search for are needed in text only."""
    row = claim("a", "start", "1", location=location)
    assert problems(codes, row) == []
    found = problems(codes, row | {"find": ""})
    assert found == (
        ["claims.csv, row 2, column find: 0 words; write two to five"] if location == "text" else []
    )
    assert len(problems(codes, row | {"find": "one"})) == 1


@pytest.mark.parametrize(
    "location", ["", "table", "figure 0", "page 3", "table one", "table 3 top"]
)
def test_another_location_is_named(codes: Codebook, location: str) -> None:
    """With what may be written."""
    assert problems(codes, claim("a", "start", "1", location=location)) == [
        f"claims.csv, row 2, column location: {location!r} is no place in the report; "
        "write text, figure 3, table A1 or annex 2"
    ]


@pytest.mark.parametrize("column", ["chapter", "printed", "formula"])
def test_what_a_spreadsheet_destroyed_is_named_with_its_cell(codes: Codebook, column: str) -> None:
    """Once, with the value and what to click."""
    row = claim("a", "start", "1", chapter="1") | {column: "#ИМЯ?"}
    (found,) = problems(codes, row, accept_unknown=True)
    assert found.startswith(f"claims.csv, row 2, column {column}: '#ИМЯ?' is an error or a narrow")


def test_a_codebook_that_lists_nothing_takes_any_id(tmp_path: Path) -> None:
    """But for the questions, which it must list, and categories of those that have some."""
    path = tmp_path / "codebook.yaml"
    path.write_text("variables: {a: single, b: {answer: single, categories: [x]}}", "utf-8")
    codes = codebook.load(path, needed=codebook.LEDGER_SECTIONS)
    cells = {"chapter": "9", "place": "moon", "unit": "pigeons", "category": "grey"}
    assert problems(codes, claim("one", "a", "1", **cells)) == []
    (found,) = problems(codes, claim("two", "b", "1", **cells))
    assert found.startswith("claims.csv, row 2, column category: 'grey' is not in the categories")


def test_a_date_has_no_formula(codes: Codebook) -> None:
    """Nothing is computed with dates, so none follows from anything."""
    date = {"kind": "date", "unit": "date", "formula": "b"}
    assert problems(codes, claim("a", "start", "2024-09", **date), claim("b", "start", "1")) == [
        "claims.csv, row 2, column formula: a date follows from no arithmetic; empty the formula"
    ]


def test_a_formula_that_gives_no_printable_number_is_refused(codes: Codebook) -> None:
    """A product of products is a slip."""
    large = claim("a", "start", "9" * 10)
    assert problems(codes, large, claim("b", "start", "1", formula="a * a")) == [
        "claims.csv, row 3, column formula: gives a number of more than 15 digits; check its claims"
    ]


def test_a_number_of_many_digits_is_refused(codes: Codebook) -> None:
    """No report prints such a number, and computing with it would take its time."""
    assert problems(codes, claim("a", "start", "9" * MOST_DIGITS)) == []
    assert problems(codes, claim("a", "start", "9" * 5000)) == [
        "claims.csv, row 2, column printed: 5000 characters are too long for a number; "
        "write 15 digits before the point and 25 in all, at most"
    ]
