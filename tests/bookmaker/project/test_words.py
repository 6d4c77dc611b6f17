"""Words of the interface."""

from __future__ import annotations

import pytest

from bookmaker.errors import InputError
from bookmaker.project.words import WORDS, words


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_is_complete(language: str) -> None:
    """No page mixes languages."""
    assert set(words(language)) == set(WORDS["en"])
    assert all(word.strip() for word in words(language).values())


def test_a_language_without_words_is_refused() -> None:
    """Never a silent English word in another language's page."""
    with pytest.raises(
        InputError, match=r"no words for language 'tr': crossref-fig-title, .*add th"
    ):
        words("tr")


def test_a_project_may_bring_a_language_of_its_own() -> None:
    """All words given under `language:` are enough."""
    assert words("tr", dict.fromkeys(WORDS["en"], "söz"))["code-summary"] == "söz"
