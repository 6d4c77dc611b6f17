"""What the book says of its own making."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from bookmaker.project.language import words_of
from bookmaker.rendering.embedded.imprint import Imprint


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Sources as of March 1, 2026"), ("kk", "Бастапқы файлдар күні: 2026\u202fж. 1 наурыз")],
)
def test_the_day_of_the_sources_is_in_words_of_the_language(language: str, said: str) -> None:
    """As every date of the book."""
    book = SimpleNamespace(language=language, words=words_of(language))
    assert Imprint("x", date(2026, 3, 1)).sources(book) == said


def test_a_day_that_nobody_knows_is_not_said() -> None:
    """A copy without history is a book, too."""
    assert Imprint("x").sources(SimpleNamespace()) == ""
