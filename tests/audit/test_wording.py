"""Statements as sentences, in three languages."""

from fractions import Fraction

import pytest

from helpers.audit import wording
from helpers.audit.results import (
    NOT_EXACT,
    VERDICTS,
    Among,
    ClaimName,
    Expression,
    Mark,
    OrMore,
    Printed,
    RoundingRule,
    Shown,
    Statement,
    UnitName,
)
from helpers.audit.verdicts import judge
from helpers.editions import LANGUAGES, Edition
from helpers.errors import ArgumentError
from tests.audit.small_ledgers import index_of, row

SHARE = index_of(
    row("whole", "487", kind="base"),
    row("part", "357"),
    row("pct", "72", kind="percent", formula="100 * part / whole"),
)


def test_the_arithmetic_can_be_checked_by_hand():
    """The issue's own sentence: what is divided, what it gives, what was printed, what it needs."""
    text = wording.explain(judge(SHARE, "pct").statements, Edition("en"))
    assert text.startswith("357 / 487 = 73.3%, printed 72%. 72% needs 349 to 353 of 487.")


def test_numbers_are_written_by_the_rules_of_the_language():
    """A decimal comma and a narrow space before the sign in Russian and Kazakh."""
    statements = judge(SHARE, "pct").statements
    for language in ("ru", "kk"):
        text = wording.explain(statements, Edition(language))
        assert "357 / 487 = 73,3\u202f%" in text
        assert "349–353" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Printed("65.0", is_percent=True), "65.0%"),
        (Printed("23335"), "23,335"),
        (Shown(Fraction(2, 3), 2), "0.67"),
        (Shown(Fraction(200, 3), 1, is_percent=True), "66.7%"),
        (Expression("100 * a / (b - c)", {"a": "5", "b": "12", "c": "2"}), "100 × 5 / (12 − 2)"),
        (range(75, 76), "75"),
        (range(75, 77), "75, 76"),
        (range(75, 80), "75 to 79"),
        (range(0), "no whole number"),
        ((Printed("1"), 2), "1, 2"),
        (1388, "1,388"),
        (Fraction(1, 2), "0.5"),
        (UnitName("cases", {"en": "the cases"}), "the cases"),
        (UnitName("cases"), "cases"),
        (OrMore(Printed("1200")), "1,200 or more"),
        (RoundingRule("truncated"), "with further digits cut off"),
        (Among((75, range(79, 82))), "among others 75, 79 to 81"),
        ("other text", "other text"),
        (ClaimName("part"), "part"),
    ],
)
def test_a_value_is_written_by_its_type(value, text):
    """Printed digits are kept, exact values rounded to what was asked, ranges in words."""
    assert wording.write(value, Edition("en")) == text


def test_a_claim_can_be_named_by_the_caller():
    """The command line shows ids, the book labels and links."""
    statement = Statement("repeat_same", {"printed": Printed("5"), "name": ClaimName("part")})
    assert wording.say(statement, Edition("en"), str.upper) == "5 is printed here and under PART."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Bases on which all of them follow with further digits cut off: among others 75."),
        ("ru", "Базы, при которых получаются все, "),
    ],
)
def test_a_rounding_rule_stands_within_its_sentence(language, said):
    """Translated before it is put in, and so is the list that is not whole."""
    values = {"rule": RoundingRule("truncated"), "bases": Among((75,))}
    text = wording.say(Statement("question_fit", values), Edition(language))
    assert text.startswith(said)
    assert "%s" not in text


def test_every_verdict_has_a_name_in_every_language():
    """The names of the seven verdicts differ from each other, and so do the marks of other ends."""
    for language in LANGUAGES:
        ends = {wording.mark_words(Mark(verdict, True), language) for verdict in VERDICTS}
        assert len(ends) == len(VERDICTS)
        assert len({wording.verdict_word(verdict, language) for verdict in VERDICTS}) == len(
            VERDICTS
        )


def test_a_fair_wording_goes_with_what_does_not_follow(study):
    """Every claim of the report that is not exact has one, and no exact claim does."""
    for claim_id in study.ledger:
        verdict = judge(study.ledger, claim_id)
        needs = verdict.verdict in NOT_EXACT
        assert bool(wording.may_be(verdict, "en")) == needs, verdict


def test_a_statement_without_a_sentence_is_named():
    """The message says where to add it."""
    with pytest.raises(ArgumentError, match="statement 'novel' has no sentence; add it"):
        wording.say(Statement("novel"), Edition("en"))
