"""What the code itself says: axes, legends, headings, messages, buttons.

English stands in the code beside its key; Russian and Kazakh in one catalogue for each language,
`locale/<language>/interface.po`, under the key's name as context. `make translations` brings the
catalogues up to date, so that a translator never opens a Python file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from helpers import paths
from helpers.errors import ArgumentError

CATALOGUE = "interface"
SOURCE = "en"
LANGUAGES = ("en", "ru", "kk")

Words = dict[str, dict[str, str]]


def phrases(room: str, english: Mapping[str, str]) -> Words:
    """Texts by key and language; a text without a translation stays English.

    `room` names the place they are used in, and must be written out, as the texts must: they are
    read from the source.

    >>> phrases("words.words", {"share_axis": "share, %"})["share_axis"]["en"]
    'share, %'
    """
    return {key: phrase(f"{room}.{key}", text) for key, text in english.items()}


def phrase(name: str, english: str) -> dict[str, str]:
    """One text by language; `name` is written out, too."""
    others = {
        language: _catalogue(language).get((name, english), english) for language in LANGUAGES[1:]
    }
    return {SOURCE: english, **others}


def text_of(words: Words, key: str, language: str, *, module: str) -> str:
    """A text in a language. Raises `ArgumentError` for a key or a language there is not.

    >>> text_of({"yes": {"en": "yes"}}, "yes", "en", module="words")
    'yes'
    """
    try:
        return words[key][language]
    except KeyError:
        raise ArgumentError(
            f"no word {key!r} in language {language!r}; add it to helpers/{module}.py"
        ) from None


def by_language(words: Words) -> Words:
    """The same texts by language and key.

    >>> by_language({"yes": {"en": "yes", "ru": "да", "kk": "иә"}})["ru"]
    {'yes': 'да'}
    """
    return {
        language: {key: texts[language] for key, texts in words.items()} for language in LANGUAGES
    }


@cache
def _catalogue(language: str) -> dict[tuple[str, str], str]:
    """The usable translations by context and English text."""
    import polib

    path = paths.ROOT / "locale" / language / f"{CATALOGUE}.po"
    if not path.is_file():
        return {}
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr
        for entry in polib.pofile(str(path), encoding="utf-8")
        if entry.msgstr and not entry.fuzzy
    }
