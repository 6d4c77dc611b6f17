"""Straight lines, trials, and columns of which most means nothing."""

from __future__ import annotations

import polars as pl
import pytest

from helpers.instruments import Choice, Question
from helpers.intake.noticing import TRIAL, concerns, mostly_unread, straight_lines


def questions(kind: str, number: int, exclusive: tuple[str, ...] = ()) -> list[Question]:
    """Questions with three choices each."""
    choices = tuple(Choice(name, {"ru": name}) for name in ("a", "b", "none"))
    return [
        Question(f"{kind}_{n}", kind, {"ru": "?"}, choices=choices, exclusive=exclusive)
        for n in range(number)
    ]


def straight(asked: list[Question], rows: pl.DataFrame) -> list[int]:
    """Numbers of the rows that are noted."""
    noted = [rows.select(is_straight).to_series() for is_straight, _ in straight_lines(asked)]
    return [row for row in range(rows.height) for each in noted if each[row]]


def test_the_same_place_of_every_scale():
    """At least four scales were answered, all at the same place."""
    rows = pl.DataFrame(
        {
            "select_one_0": ["a", "a", "a", "b"],
            "select_one_1": ["a", "b", "a", "b"],
            "select_one_2": ["a", "a", None, "b"],
            "select_one_3": ["a", "a", "a", "b"],
        }
    )
    assert straight(questions("select_one", 4), rows) == [0, 3]
    assert straight(questions("select_one", 3), rows) == []


def test_everything_ticked():
    """But for what excludes the others; a question left out is no answer."""
    asked = questions("select_multiple", 2, exclusive=("none",))
    ticks = [(1, 1, 0, 1, 1, 0), (1, 1, 0, 1, 0, 0), (1, 1, 0, None, None, None)]
    names = [f"{q.name}__{c.name}" for q in asked for c in q.choices]
    assert straight(asked, pl.DataFrame(ticks, schema=names, orient="row")) == [0]


@pytest.mark.parametrize("text", ["тест", "Тест 1", "TEST!!!", "проверка", "сынақ", "тестовая"])
def test_trials(text):
    """One word that nobody answers with."""
    assert pl.Series([text]).str.contains(TRIAL).item()


@pytest.mark.parametrize("text", ["тест-системы для воды", "протест", "проверка воды", "сынақтар"])
def test_answers_that_are_no_trials(text):
    """The word in a sentence, or in another word."""
    assert not pl.Series([text]).str.contains(TRIAL).item()


def test_skip_rules():
    """Ticked or not, in one column or in several."""
    rows = pl.DataFrame({"a__x": [1, 0, None], "b": ["y", "z", None]})
    found = {
        rule: rows.select(concerns(rule, rows.columns)).to_series().to_list()
        for rule in ("not(selected(${a}, 'x'))", "selected(${a}, 'x') or selected(${b}, 'z')")
    }
    assert list(found.values()) == [[False, True, True], [True, True, False]]


def test_mostly_unread():
    """More than half, and more than a handful."""
    lines = pl.DataFrame({"column": ["a"] * 6 + ["b"] * 6, "rule": ["not_a_number"] * 12})
    assert list(mostly_unread(lines, {"a": 10, "b": 20})) == [("a", "6 of 10")]
    assert list(mostly_unread(lines.head(4), {"a": 4})) == []
