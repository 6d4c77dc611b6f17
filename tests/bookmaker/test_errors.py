"""Errors name the place, and a file's problems come in one report."""

import pickle

import pytest

from bookmaker.errors import BookError, InputError, Problem


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


def test_problems_survive_the_way_from_a_worker_process():
    """Unpickled, the error has its problems and its message, and is the book's."""
    error = pickle.loads(pickle.dumps(InputError([Problem("a.csv", "9", "x", "bad")])))
    assert error.problems == (Problem("a.csv", "9", "x", "bad"),)
    assert str(error) == "1 problem in the input; nothing was built:\n  a.csv, row 9, column x: bad"
    assert isinstance(error, BookError)
