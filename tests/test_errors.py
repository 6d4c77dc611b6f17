"""Errors name the place, and a file's problems come in one report."""

import pytest

from helpers.errors import ArgumentError, CivicVoiceError, InputError, Problem


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("7", "kind", "claims.csv, row 7, column kind: wrong; mend it"),
        ("7", "", "claims.csv, row 7: wrong; mend it"),
        ("", "units.forms", "claims.csv, column units.forms: wrong; mend it"),
        ("", "", "claims.csv: wrong; mend it"),
    ],
)
def test_a_problem_names_what_is_known_of_its_place(row, column, expected):
    """File, row and column are named; what does not apply is left out, commas included."""
    assert str(Problem("claims.csv", row, column, "wrong; mend it")) == expected


def test_one_problem_is_counted_in_the_singular():
    """The report's first line counts the problems in words that agree with the number."""
    error = InputError([Problem("quotes.csv", "", "", "the file is empty")])
    assert str(error) == (
        "1 problem in the input; nothing was built:\n  quotes.csv: the file is empty"
    )


def test_all_problems_stand_in_one_report_in_the_order_given():
    """Each problem is a line of the message and an entry of `problems`."""
    problems = [Problem("a.csv", "9", "x", "bad"), Problem("a.csv", "2", "y", "worse")]
    error = InputError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == (
        "2 problems in the input; nothing was built:\n"
        "  a.csv, row 9, column x: bad\n"
        "  a.csv, row 2, column y: worse"
    )


@pytest.mark.parametrize("kind", [ArgumentError, InputError])
def test_every_error_has_the_project_base(kind):
    """Whoever catches `CivicVoiceError` catches all that is raised on purpose."""
    assert issubclass(kind, CivicVoiceError)


def test_a_wrong_argument_is_a_value_error_too():
    """Callers who know nothing of this project still catch a wrong argument."""
    assert issubclass(ArgumentError, ValueError)
