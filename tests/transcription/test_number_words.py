"""Words of three languages are numbers with all their endings, and only those."""

import pytest

from helpers.transcription.number_words import cardinals, ordinals


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {"seven": 7, "nineteen": 19, "ninety": 90, "both": 2}),
        ("ru", {"двумя": 2, "обеих": 2, "четырнадцати": 14, "семидесяти": 70, "шестисот": 600}),
        ("kk", {"үшеуі": 3, "алтауы": 6, "жиырма": 20, "онға": 10, "бесінің": 5}),
    ],
)
def test_a_number_word_is_known_in_its_forms(language, words):
    assert {word: cardinals(language).get(word) for word in words} == words


@pytest.mark.parametrize(
    ("language", "word"), [("ru", "семью"), ("ru", "одни"), ("kk", "онда"), ("kk", "оны")]
)
def test_a_word_that_means_something_else_is_no_number(language, word):
    assert word not in cardinals(language)


def test_ordinals_count_from_the_first_to_the_tenth():
    assert ordinals("ru")["десятого"] == ordinals("en")["tenth"] == ordinals("kk")["оныншы"] == 10
