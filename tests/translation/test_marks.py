"""A translation is words: what is more in it, its text has, too."""

import pytest

from helpers.translation.catalogues import Translated
from helpers.translation.marks import added_marks
from tests.cases.vectors import VECTORS

ALONE = ("address for another's word", "metadata block")
TEXT = "See [the chapter](a.qmd), `code` and {{< var n >}} towns."


def translated(translation: str, text: str = TEXT, *, language: str = "ru", row: int = 1):
    """A translation of a page's text, in a row of the page."""
    return Translated(language, f"locale/{language}/a.po", f"a.qmd:{row}", text, translation)


@pytest.fixture(scope="module")
def refused() -> dict[str, str]:
    """What is said of each of the vectors, alone and after a word, by row."""
    texts = [form for vector in VECTORS.values() for form in (vector, f"Слово {vector}")]
    found = added_marks(translated(each, row=row) for row, each in enumerate(texts))
    return {each.file: each.message for each in found}


@pytest.mark.parametrize(("row", "name"), list(enumerate(VECTORS)))
def test_a_translation_adds_nothing_but_words(refused: dict[str, str], row: int, name: str) -> None:
    """However it is written; after a word two of them are words."""
    place = "locale/ru/a.po, a.qmd:"
    assert "which its text 'See [the chapter](a.qmd)" in refused[f"{place}{2 * row}"]
    assert f"{place}{2 * row + 1}" in refused or name in ALONE


GOOD = [
    ("ru", TEXT, "{{< var n >}} [город|города|городов]: `code`, [глава](a.qmd)"),
    ("kk", "{n} of {m} towns", "{n} қаланың {m}-[сы]"),
    ("kk", "As in @fig-a.", "[@fig-a]да"),
    ("ru", "share, %", "доля, %"),
    ("ru", "the *one* thing", "**то самое**, “[PDF]{lang=en}”"),
]


def test_what_translators_need_is_no_mark() -> None:
    """Forms that agree with a number, a reference that takes an ending, words of a language."""
    assert added_marks(translated(new, text, language=lang) for lang, text, new in GOOD) == []


def test_a_message_says_what_is_added_and_to_which_text() -> None:
    """By file and place."""
    [found] = added_marks([translated("[слово](javascript:a())")])
    assert str(found) == (
        "locale/ru/a.po, a.qmd:1: '[слово](javascript:a())' has the link 'javascript:a()', which "
        "its text 'See [the chapter](a.qmd), `code` and {{< var n >}} towns.' has not; take it out"
    )
