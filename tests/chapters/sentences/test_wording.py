"""Every text of the assessments exists in three languages, in the letters of each."""

import re
import string
from fractions import Fraction

import pytest

from helpers.audit.results import Statement
from helpers.chapters.sentences import curves
from helpers.chapters.sentences.wording import (
    ASSESSMENT_SIGNS,
    TEMPLATES,
    WAY,
    Span,
    Way,
    explain,
    way_text,
)
from helpers.editions import LANGUAGES, Edition
from helpers.interface import text
from helpers.ledger.sentences import ASSESSMENT_WORDS, ASSESSMENTS
from helpers.statistics.intervals import Interval

LETTERS = {
    "en": set(string.ascii_lowercase),
    "ru": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "kk": set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
}
CURVE_TEXTS = (
    *(heading for choices in curves.CHOICES.values() for heading in choices.values()),
    *curves.OUTCOME_WORDS.values(),
    *(label for label, _ in curves.MARKS.values()),
)
ALL = (*ASSESSMENT_WORDS.values(), *TEMPLATES.values(), WAY, *CURVE_TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_same_slots_in_every_language(language):
    """What one edition shows, all show."""
    for english in ALL:
        said = text(english, language)
        assert sorted(re.findall(r"\{\w*\}", said)) == sorted(re.findall(r"\{\w*\}", english))
        assert language == "en" or said != english or english == "{text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_written_in_the_letters_of_their_language(language):
    """No Latin look-alike hides in a Cyrillic word."""
    for english in ALL:
        said = re.sub(r"\{\w+\}", "", text(english, language))
        assert {letter for letter in said.lower() if letter.isalpha()} <= LETTERS[language], said


def test_every_assessment_has_a_word_and_a_sign():
    """And every sign is of its own, so that colour is never the only one."""
    assert set(ASSESSMENT_SIGNS) == set(ASSESSMENTS)
    assert len(set(ASSESSMENT_SIGNS.values())) == len(ASSESSMENTS)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "42 of 79: 53.2%; the sentence needs more than 50%. Register, nothing assumed "
            "about the silent: 15–96%.",
        ),
        (
            "ru",
            "42 из 79: 53,2\u202f%; нужно больше 50\u202f%. База данных, без допущений о "
            "не ответивших на опрос: 15–96\u202f%.",
        ),
        (
            "kk",
            "79-дың 42-сі: 53,2\u202f%; 50\u202f%-дан асуы керек. Дерекқор, жауап "
            "бермеген ұйымдар туралы болжамсыз: 15–96\u202f%.",
        ),
    ],
)
def test_statements_are_said_as_each_language_writes_numbers(language, expected):
    """Bounds are rounded outward: 76/487 and 463/487."""
    count, base, half = (
        Interval(number, number) for number in (Fraction(42), Fraction(79), Fraction(1, 2))
    )
    statements = [
        Statement("share_above", {"way": Way(count, base), "threshold": Span(*half)}),
        Statement("bounds", {"bounds": Span(Fraction(76, 487), Fraction(463, 487))}),
    ]
    assert explain(statements, Edition(language), str) == expected


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((42, 42, 79, 79), "42 of 79: 53.2%"),
        ((10, 57, 100, 100), "10 to 57 of 100: 10–57%"),
        # What is left open is rounded outward: 756/1172 to 756/1155 is 64.51 to 65.45 %.
        ((756, 756, 1155, 1172), "756 of 1,155 to 1,172: 64–66%"),
    ],
)
def test_a_way_is_one_number_or_two(ends, expected):
    """Both ends where the printed numbers leave something open."""
    least, most, smallest, widest = map(Fraction, ends)
    way = Way(Interval(least, most), Interval(smallest, widest))
    assert way_text(way, Edition("en")) == expected
