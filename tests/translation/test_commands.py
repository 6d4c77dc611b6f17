"""`make translations` and `make spelling`: what is left to translate, to mend, to look at."""

import stat

import pytest

from helpers.errors import BookError
from helpers.translation import commands
from helpers.translation.catalogues import Missing, Translated


def test_nothing_left_is_said_in_one_line():
    """A translator may go home."""
    assert commands.summary("ru", []) == "ru: every text is translated."


def test_what_is_left_is_listed_shortly():
    """With page, place and reason, texts cut; after twenty only how many more."""
    left = [Missing("ru", "index", f"index.qmd:{n}", "word " * 30, "fuzzy") for n in range(22)]
    first, second, *_, last = commands.summary("ru", left).splitlines()
    assert first == (
        "ru: texts shown in English: 22; of these, changed after they were translated: 22. "
        "Mend them in locale/ru/:"
    )
    assert second.startswith("  index.po, index.qmd:0, fuzzy: word word")
    assert second.endswith("…")
    assert len(second.partition("fuzzy: ")[2]) == 70
    assert last == "  and 2 more"


@pytest.fixture
def hunspell(tmp_path, monkeypatch):
    """A hunspell that knows no word, and two translations of three words."""
    path = tmp_path / "hunspell"
    path.write_text("#!/bin/sh\ncat\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    texts = [
        Translated("ru", "locale/ru/a.po", "a.qmd:1", "", "слово `код` PDF слово"),
        Translated("ru", "locale/ru/b.po", "b.qmd:2", "", "верно, слово"),
    ]
    monkeypatch.setattr(commands, "translated", lambda _: texts)
    monkeypatch.setattr(commands, "accepted", lambda _: {"верно"})
    return path


@pytest.mark.usefixtures("hunspell")
def test_unknown_words_come_with_their_number_and_first_place():
    """Code, Latin letters and words that were looked at are left out."""
    assert commands.unknown("ru") == {"слово": (3, "locale/ru/a.po, a.qmd:1")}


def test_a_missing_dictionary_is_named(hunspell):
    """With what hunspell says of it."""
    hunspell.write_text('#!/bin/sh\necho "Can\'t open ru" >&2\n', encoding="utf-8")
    with pytest.raises(BookError, match="hunspell has no dictionary ru_RU: Can't open ru"):
        commands.unknown("ru")


def test_a_missing_hunspell_is_named(hunspell, monkeypatch):
    """With the packages that bring it."""
    hunspell.unlink()
    monkeypatch.setenv("PATH", str(hunspell.parent))
    with pytest.raises(BookError, match="hunspell is not installed; on Debian: hunspell-ru"):
        commands.unknown("ru")
