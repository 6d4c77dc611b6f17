"""Words of the ledger's page."""

from __future__ import annotations

import pytest

from helpers.errors import InputError
from helpers.staging.ledger_page.words import LEDGER_WORDS, ledger_words


def test_every_language_has_the_same_words() -> None:
    """With the same places for what the page puts in."""
    for words in LEDGER_WORDS.values():
        for key, english in LEDGER_WORDS["en"].items():
            assert words[key].count("{") == english.count("{"), key
        assert set(words) == set(LEDGER_WORDS["en"])


def test_a_language_without_words_is_named() -> None:
    """It is an error at build time, never an English page."""
    with pytest.raises(InputError, match="no words for language 'fr'"):
        ledger_words("fr")
