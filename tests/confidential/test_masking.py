"""Of what was found, only its kind is left in a text."""

from __future__ import annotations

import pytest

from helpers.confidential.detecting import KINDS, find
from helpers.confidential.masking import PLACEHOLDERS, mask
from tests.confidential.sentences import NAMES, marked


@pytest.mark.parametrize("language", PLACEHOLDERS)
def test_every_kind_has_a_word(language: str) -> None:
    """In every language, and a different one for each kind."""
    words = PLACEHOLDERS[language]
    assert set(words) == set(KINDS)
    assert len(set(words.values())) == len(KINDS)


def test_nothing_found_is_left() -> None:
    """The rest of the sentence stays as it was, and a second look finds nothing."""
    names = frozenset(NAMES)
    for language, text, marks in marked():
        masked = mask(text, find(text, names), language)
        assert not [value for _, value, is_known in marks if is_known and value in masked]
        assert find(masked, names) == [], masked


def test_several_findings_in_one_text() -> None:
    """The places of the later ones do not move."""
    text = "Айгуль Примерова, 8 701 000 00 00, a@example.kz"
    assert mask(text, find(text), "kk") == "[есім], [телефон], [пошта]"
    assert mask(text, find(text), "de") == "[имя], [телефон], [почта]"
