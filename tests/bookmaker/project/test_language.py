"""Words of the interface."""

from __future__ import annotations

import re

import pytest

from bookmaker.errors import InputError
from bookmaker.project.language import FIRST, LANGUAGES, for_quarto, read_words, words_of

ENGLISH = read_words(FIRST)


@pytest.mark.parametrize("language", sorted(path.stem for path in LANGUAGES.iterdir()))
def test_every_language_is_complete(language: str) -> None:
    """No page mixes languages."""
    assert list(words_of(language)) == list(ENGLISH)
    assert all(word.strip() for word in words_of(language).values())


def test_quarto_is_given_its_own_keys_only() -> None:
    """What the site alone says stays out of the project's description."""
    given = for_quarto("kk")
    assert {"crossref-fig-title", "callout-note-title", "code-summary"} <= set(given)
    assert not {"nav-next", "search-short", "language-name"} & set(given)
    assert for_quarto("tr") == {}


def test_quarto_needs_no_word_of_its_own() -> None:
    """Where it has a language in part or not at all, its English would stand in the page."""
    keys = set(for_quarto("en"))
    assert {"toggle-sidebar", "search-no-results-text", "listing-page-filter", "draft"} < keys
    assert keys == set(for_quarto("kk")) == set(for_quarto("ru"))
    for language in ("kk", "ru"):
        latin = {
            k for k, word in for_quarto(language).items() if not re.search("[а-яё]", word, re.I)
        }
        assert latin == set()


def test_a_language_without_words_is_refused() -> None:
    """Never a silent English word in another language's page; the message names file and keys."""
    with pytest.raises(
        InputError,
        match=r"no words for language 'tr': toc-title-document, .*add them to .*languages/tr\.yml",
    ):
        words_of("tr")


def test_a_language_that_lacks_a_word_is_refused() -> None:
    """A project may replace words, not leave them out."""
    lacking = {key: "söz" for key in ENGLISH if key != "nav-next"}
    with pytest.raises(InputError, match="no words for language 'tr': nav-next; add"):
        words_of("tr", lacking)


def test_a_project_may_bring_a_language_of_its_own() -> None:
    """All words given under `language:` are enough."""
    assert words_of("tr", dict.fromkeys(ENGLISH, "söz"))["code-summary"] == "söz"
