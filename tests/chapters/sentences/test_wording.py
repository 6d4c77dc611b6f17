"""Every word of the robustness exists in three languages, in the letters of each."""

import re
import string
from fractions import Fraction

import pytest

from helpers.audit.results import Shown, Statement
from helpers.chapters.sentences.wording import (
    ASSESSMENT_SIGNS,
    ROBUSTNESS_WORDS,
    TEMPLATES,
    Span,
    explain,
    robustness_word,
)
from helpers.editions import LANGUAGES, Edition
from helpers.errors import ArgumentError
from helpers.ledger.sentences import ASSESSMENTS, SCOPES

LETTERS = {
    "en": set(string.ascii_lowercase),
    "ru": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "kk": set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
}
ALL = ROBUSTNESS_WORDS | TEMPLATES


def test_every_word_has_every_language_and_the_same_slots():
    """What one edition shows, all show."""
    for key, texts in ALL.items():
        assert set(texts) == set(LANGUAGES), key
        slots = {tuple(sorted(re.findall(r"\{\w*\}", text))) for text in texts.values()}
        assert len(slots) == 1, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_in_the_letters_of_their_language(language):
    """No Latin look-alike hides in a Cyrillic word."""
    for key, texts in ALL.items():
        text = re.sub(r"\{\w+\}", "", texts[language])
        assert {letter for letter in text.lower() if letter.isalpha()} <= LETTERS[language], key


def test_every_assessment_and_scope_has_a_word():
    """And every assessment a sign of its own, so that colour is never the only one."""
    assert {*ASSESSMENTS, *SCOPES} <= set(ROBUSTNESS_WORDS)
    assert set(ASSESSMENT_SIGNS) == set(ASSESSMENTS)
    assert len(set(ASSESSMENT_SIGNS.values())) == len(ASSESSMENTS)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "42 of 79: 53.2%; the sentence needs more than 50%. Register, nothing assumed "
            "about the silent: 15–96%.",
        ),
        (
            "ru",
            "42 из 79: 53,2\u202f%; нужно больше 50\u202f%. Реестр, без допущений о "
            "неответивших: 15–96\u202f%.",
        ),
        (
            "kk",
            "79 ішінен 42: 53,2\u202f%; 50\u202f% шегінен асуы керек. Тізілім, жауап "
            "бермегендер туралы болжамсыз: 15–96\u202f%.",
        ),
    ],
)
def test_statements_are_said_as_each_language_writes_numbers(language, text):
    """Bounds are rounded outward: 76/487 and 463/487."""
    values = {"count": Shown(Fraction(42)), "base": Shown(Fraction(79)), "share": Fraction(42, 79)}
    statements = [
        Statement("share_above", values | {"threshold": Fraction(1, 2)}),
        Statement("bounds", {"bounds": Span(Fraction(76, 487), Fraction(463, 487), True)}),
    ]
    assert explain(statements, Edition(language), str) == text


def test_an_unknown_word_is_named():
    """The message says where to add it."""
    with pytest.raises(ArgumentError, match="add it to helpers/robustness_words"):
        robustness_word("stnads", "en")
