"""What the code itself says: English where it is used, the rest in catalogues."""

import pytest

from helpers import interface, paths
from helpers.errors import ArgumentError, InputError
from helpers.interface import marked, text, text_in

PO = """msgid "share, %"
msgstr "доля, %"

#, fuzzy
msgid "new text"
msgstr "старый перевод"

msgid "not yet"
msgstr ""

msgid "{n} of {m} towns"
msgstr "{n} из {m} [города|городов]"

msgctxt "base"
msgid "none"
msgstr "нет такой"

msgctxt "strength"
msgid "none"
msgstr "нет"
"""


@pytest.fixture(autouse=True)
def catalogue(tmp_path, monkeypatch):
    """A small Russian catalogue and no Kazakh one."""
    path = tmp_path / "locale" / "ru" / "interface.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    interface._translations.cache_clear()
    yield path
    interface._translations.cache_clear()


def test_a_translation_is_found_by_its_english_text():
    """And where there is none, or no catalogue, the text is English."""
    assert text("share, %", "ru") == "доля, %"
    assert text("share, %", "en") == text("share, %", "kk") == "share, %"
    assert text("share", "ru") == "share"


def test_words_agree_with_the_numbers_that_are_filled_in():
    """One with which nothing agrees is named with its entry."""
    towns = text("{n} of {m} towns", "ru")
    assert towns.format(n=5, m=21) == "5 из 21 города"
    with pytest.raises(
        InputError, match=r"locale/ru/interface\.po, '{n} из .* does not end in a n"
    ):
        towns.format(n=5, m="всех")


def test_a_text_of_a_table_is_translated_later():
    """The mark changes nothing."""
    assert text(marked("share, %"), "ru") == "доля, %"


@pytest.mark.parametrize("english", ["new text", "not yet"])
def test_a_translation_that_is_not_done_is_not_shown(english):
    """One of an older text, or none yet."""
    assert text(english, "ru") == english


def test_a_context_tells_translations_apart():
    """Another context, or none, has no translation."""
    assert text_in("base", "none", "ru") == "нет такой"
    assert text_in("strength", "none", "ru") == "нет"
    assert text_in("page", "none", "ru") == text("none", "ru") == "none"
    assert text_in("base", "none", "en") == "none"


@pytest.mark.parametrize("language", ["de", ""])
def test_an_unknown_language_is_named(language):
    """With those there are."""
    message = f"language {language!r} has no edition; choose one of en, ru, kk"
    with pytest.raises(ArgumentError, match=message):
        text("share, %", language)
    with pytest.raises(ArgumentError, match=message):
        text_in("base", "none", language)


def test_a_broken_catalogue_is_named(catalogue):
    """With the line to mend, before a wrong text is shown."""
    catalogue.write_text('msgid "a"\nmsgstr "б\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"locale/ru/interface\.po, row 2: cannot be read as"):
        text("share, %", "ru")
