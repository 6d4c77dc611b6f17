"""Every page opens whole, on a server and from a folder, and asks nobody else for anything."""

from __future__ import annotations

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
    """At each width, from a server: longer words make no page wider than its window."""
    screens = look_at(chromium, paths.book(language))
    assert screens.too_wide == []
    assert screens.faults == []
    assert screens.n_requests > 100
