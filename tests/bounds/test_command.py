"""Bounds on the command line: the answer, its status, what was given up; errors without a trace."""

import pytest

from helpers.__main__ import main


def test_an_answer_names_its_ends_and_status(capsys):
    """A count is whole; what had to be given up is named."""
    assert main(["bounds", "difficulty = finance and need = finance"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("at least 57, at most 76 (proved, ")
    assert "staff_total_youth" in output


def test_a_share_has_its_fraction(capsys):
    """Decimals to read, and the exact value."""
    assert main(["bounds", "share of need = finance given difficulty = finance"]) == 0
    assert "at least 0.7500 (3/4), at most 1 (proved" in capsys.readouterr().out


def test_a_town_needs_points(capsys):
    """Without them the command says which to give."""
    assert main(["bounds", "size of talgar", "--units", "same"]) == 1
    assert "say which" in capsys.readouterr().err
    options = ["--units", "same", "--points", "3/2/1"]
    assert main(["bounds", "size of talgar", *options]) == 0
    assert "at least 1, at most 44 (proved" in capsys.readouterr().out


def test_an_empty_group_is_said(capsys):
    """Nobody is in it, and that is proved."""
    query = "share of need = finance given obstacle = none and obstacle = finance"
    assert main(["bounds", query]) == 0
    assert "nobody can be in it" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("dificulty = finance", "did you mean 'difficulty'"),
        ("difficulty = finance and", "a question is missing here"),
    ],
)
def test_a_bad_query_is_a_message(capsys, query, message):
    """On the error output, with exit status 1 and nothing else."""
    assert main(["bounds", query]) == 1
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.out == ""


def test_every_reading_can_be_asked_for(capsys):
    """The forms processed are all there were; or their number is that of participants, or none."""
    for options, answer in (
        (["--totals", "printed"], "at least 75, at most 75 (proved"),
        (["--units", "same", "--totals", "printed"], "at least 75, at most 75 (proved"),
        (["--units", "same"], "at least 86, "),
        ([], "at least 75, "),
    ):
        assert main(["bounds", "size of form_b", *options]) == 0
        assert capsys.readouterr().out.startswith(answer)
