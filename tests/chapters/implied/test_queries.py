"""A reader's own queries: asked once, under what is assumed, shown as the edition writes them."""

from fractions import Fraction

import pytest

from helpers.bounds.queries import QueryError
from helpers.chapters.implied import queries
from helpers.errors import ArgumentError
from helpers.scale.schemes import SCHEMES

pytestmark = pytest.mark.usefixtures("own_outputs")

BOTH = "difficulty = finance and need = finance"
SHARE = "share of need = finance given difficulty = finance"


def test_a_query_is_answered_with_the_claims_it_names(study):
    """76 named it as difficulty and 81 as need, of 100: at least 57 named both."""
    answers = queries.ask(study, [BOTH, SHARE], queries.assume())
    assert list(answers["low"]) == [57, Fraction(3, 4)]
    assert list(answers["high"]) == [76, 1]
    assert list(answers["measure"]) == ["count", "share"]
    named = ["difficulty_finance need_finance", "need_finance difficulty_finance"]
    assert list(answers["claim_ids"]) == named
    text = queries.show_queries(answers, study, name="tbl-x").text
    assert f"| `{BOTH}` | 57 | 76 | proved |" in text
    assert f"| `{SHARE}` | 75% | 100% | proved |" in text


def test_an_end_that_nothing_limits_is_said_in_words(study):
    """Nobody printed how many filled in form B: at least 75, and a share as small as one likes."""
    asked = ["size of form_b", "share of organisation_type = ngo"]
    answers = queries.ask(study, asked, queries.assume(units="apart"))
    assert list(answers["unreached"]) == ["high", "low"]
    text = queries.show_queries(answers, study, name="tbl-x").text
    assert "| 75 | no upper bound | proved |" in text
    assert "| comes near to 0% | 54% | proved |" in text


def test_a_query_is_asked_once(study, capsys):
    """The second time nothing is said, and other queries may have come in between."""
    assumed = queries.assume()
    queries.ask(study, [BOTH], assumed)
    assert "Asking the solver: difficulty = finance" in capsys.readouterr().err
    queries.ask(study, ["size of survey", BOTH], assumed)
    said = capsys.readouterr().err
    assert "size of survey" in said
    assert BOTH not in said


def test_another_assumption_is_another_question(study, capsys):
    """What was found under one rounding is no answer under another."""
    for rounding in ("either", "nearest"):
        queries.ask(study, [BOTH], queries.assume(rounding=rounding))
        assert BOTH in capsys.readouterr().err


def test_assumptions_are_words():
    """Points by their name, with the rule for missing answers."""
    assumed = queries.assume(points="3/1/0", missing="person_mean", rounding="nearest")
    assert assumed.scheme.points == SCHEMES["3/1/0"].points
    assert (assumed.scheme.missing, assumed.rounding) == ("person_mean", "nearest")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"points": "4/2/1"}, "points '4/2/1' are unknown; use 3/2/1, "),
        ({"missing": "none"}, "missing"),
        ({"rounding": "up"}, "rounding 'up' is unknown"),
        ({"bases": "any"}, "bases 'any' is unknown"),
    ],
)
def test_unknown_assumptions_are_refused(words, message):
    """The message names the word and what there is."""
    with pytest.raises(ArgumentError, match=message):
        queries.assume(**words)


def test_a_text_is_no_list_of_queries(study):
    """Its letters would be asked one by one."""
    with pytest.raises(ArgumentError, match=r"a list of queries; write \['difficulty = finance"):
        queries.ask(study, BOTH, queries.assume())


def test_a_query_that_cannot_be_read_says_why(study):
    """Nothing is kept of it."""
    with pytest.raises(QueryError):
        queries.ask(study, ["dificulty = finance"], queries.assume())
