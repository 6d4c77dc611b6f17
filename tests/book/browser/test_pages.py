"""Every page opens whole, on a server and from a folder, and asks nobody else for anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from helpers import paths
from helpers.editions import LANGUAGES, SOURCE
from helpers.review.faults import faults_of, read_built
from helpers.review.screens import look_at
from tests.conftest import BuiltBook


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_stumble_over_nothing(
    chromium: Browser, built_book: BuiltBook, language: str
) -> None:
    """No aspect of an edition has a fault: its files, its words, and English in a browser, too.

    Its pages at each width, from a server and from a folder, where scripts are the same in every
    language. `make parity` asks the same of Quarto's book.
    """
    assert built_book.root.is_dir()
    built = read_built(paths.book(language), paths.site(language))
    found = faults_of(built, chromium if language == SOURCE else None)
    assert {aspect: faults for aspect, faults in found.items() if faults} == {}
    assert ("pages too wide" in found) == (language == SOURCE)


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != SOURCE])
def test_pages_of_a_translation_fit_and_are_whole(chromium: Browser, language: str) -> None:
    """At each width, from a server: longer words make no page wider than its window.

    Nor any table than the text of a wide screen, where nobody looks for a scroll bar.
    """
    screens = look_at(chromium, paths.book(language))
    assert screens.too_wide == []
    assert screens.faults == []
    assert screens.n_requests > 100
    assert screens.n_tables > 30


def test_what_is_too_wide_is_named(chromium: Browser, tmp_path: Path) -> None:
    """A page on a phone; a table already on a desktop, where it hides some of its columns."""
    (tmp_path / "en").mkdir()
    table = (
        '<div class="table-scroll" style="width: 350px; overflow: auto"><p style="width: 2000px">'
    )
    (tmp_path / "en" / "index.html").write_text(f"<body style='margin: 0'>{table}", "utf-8")
    found = look_at(chromium, tmp_path / "en", widths=(320, 360, 1280)).too_wide
    assert found[0] == "index.html, 1280 px: a table scrolls"
    assert [fault.partition(":")[0] for fault in found] == [
        "index.html, 1280 px",
        "index.html, 320 px",
    ]
