"""What the code itself says: English beside its key, the rest in catalogues."""

import pytest

from helpers import interface, paths
from helpers.interface import by_language, phrase, phrases

PO = """msgctxt "room.axis"
msgid "share, %"
msgstr "доля, %"

#, fuzzy
msgctxt "room.old"
msgid "new text"
msgstr "старый перевод"

msgctxt "other.axis"
msgid "share"
msgstr "не отсюда"
"""


@pytest.fixture(autouse=True)
def catalogues(tmp_path, monkeypatch):
    """A small Russian catalogue and no Kazakh one."""
    path = tmp_path / "locale" / "ru" / "interface.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    interface._catalogue.cache_clear()
    yield
    interface._catalogue.cache_clear()


def test_a_translation_is_found_by_its_name():
    """And where there is none the text is English."""
    words = phrases("room", {"axis": "share, %"})
    assert words == {"axis": {"en": "share, %", "ru": "доля, %", "kk": "share, %"}}


def test_a_fuzzy_translation_is_not_shown():
    """Its text changed after it was translated."""
    assert phrase("room.old", "new text")["ru"] == "new text"


def test_a_translation_of_another_text_is_not_shown():
    """The same key with other words has no translation."""
    assert phrase("room.axis", "share of all, %")["ru"] == "share of all, %"
    assert phrase("room.share", "share")["ru"] == "share"


def test_texts_by_language():
    """Turned inside out."""
    turned = by_language(phrases("room", {"axis": "share, %"}))
    assert turned["ru"] == {"axis": "доля, %"}
    assert set(turned) == {"en", "ru", "kk"}
