"""Skip rules and constraints: read, obeyed, written back."""

from __future__ import annotations

import pytest

from helpers.errors import ArgumentError
from helpers.instruments.rules import parse_constraint, parse_relevant


@pytest.mark.parametrize(
    ("text", "ticked", "holds"),
    [
        ("selected(${a}, 'x') or selected(${a}, 'y')", {"a": ["y"]}, True),
        ("selected(${a}, 'x') or selected(${a}, 'y')", {"a": []}, False),
        ("selected(${a}, 'x') and not(selected(${b}, 'y'))", {"a": ["x"]}, True),
        ("selected(${a}, 'x') and not(selected(${b}, 'y'))", {"a": ["x"], "b": ["y"]}, False),
    ],
)
def test_a_skip_rule_is_obeyed(text: str, ticked: dict, holds: bool) -> None:
    assert parse_relevant(text).holds(ticked) is holds


@pytest.mark.parametrize(
    ("value", "numbers", "holds"),
    [
        (3, {"women": 2, "staff": 5}, True),
        (4, {"women": 2, "staff": 5}, False),
        (-1, {"women": 2, "staff": 5}, False),
        (4, {"women": None, "staff": 3}, True),
        (None, {"women": 2, "staff": 1}, True),
    ],
)
def test_a_gap_breaks_no_sum(value: int | None, numbers: dict, holds: bool) -> None:
    """Who left the staff empty is not told that the women are too many."""
    constraint = parse_constraint(". >= 0 and . + ${women} <= ${staff}")
    assert constraint.holds(value, numbers, year=2026) is holds


def test_a_constraint_is_written_for_xlsform_with_its_gaps_and_the_year() -> None:
    assert parse_constraint(". >= 0 and . <= ${staff}").xlsform() == (
        ". >= 0 and (${staff} = '' or . <= ${staff})"
    )
    year = parse_constraint(". <= this_year")
    assert year.xlsform() == ". <= number(format-date(today(), '%Y'))"
    assert year.holds(2026, {}, year=2026)
    assert not year.holds(2027, {}, year=2026)


def test_a_pattern_holds_for_the_whole_answer() -> None:
    pattern = parse_constraint("regex(., '^[0-9]{12}$')")
    assert pattern.holds("123456789012", {}, year=2026)
    assert not pattern.holds("1234567890123", {}, year=2026)
    assert pattern.xlsform() == "regex(., '^[0-9]{12}$')"


@pytest.mark.parametrize("text", [". <=", "${a} - 1 > 0", "count-selected(.) > 1", "regex(., x)"])
def test_what_is_not_understood_is_refused_with_a_model(text: str) -> None:
    with pytest.raises(ArgumentError, match="is not understood; write"):
        parse_constraint(text)
