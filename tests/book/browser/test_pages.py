"""Every page opens whole, on a server and from a folder, and asks nobody else for anything."""

from __future__ import annotations

from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Browser, Page

from helpers import paths
from helpers.editions import LANGUAGES, SOURCE
from helpers.review.browser import Faults
from helpers.review.faults import faults_of, read_built
from helpers.review.screens import look_at
from tests.conftest import BuiltBook

Opened = tuple[Page, Faults]

LINKS = "() => [...document.querySelectorAll('a[href], area[href]')].map(one => one.href)"
IDS = "() => [...document.querySelectorAll('[id]')].map(one => one.id)"


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


def test_no_link_or_anchor_is_broken(opened: Opened, address: str, names: list[str]) -> None:
    """Every link inside the book, also one a script has made, leads to a file and its anchor."""
    page, _ = opened
    links: dict[str, list[str]] = {}
    anchors: dict[str, set[str]] = {}
    for name in names:
        page.goto(f"{address}/{name}", wait_until="load")
        links[name] = [link for link in page.evaluate(LINKS) if link.startswith(address)]
        anchors[f"{address}/{name}"] = set(page.evaluate(IDS))
    targets = {urldefrag(link).url for found in links.values() for link in found}
    answers = {target: page.request.head(target).status for target in targets - set(anchors)}
    broken = {
        (name, link)
        for name, found in links.items()
        for link in found
        if answers.get(urldefrag(link).url, 200) != 200 or _has_no_anchor(link, anchors)
    }
    assert broken == set()
    assert sum(map(len, links.values())) > 100


def _has_no_anchor(link: str, anchors: dict[str, set[str]]) -> bool:
    target, fragment = urldefrag(link)
    return bool(fragment) and unquote(fragment) not in anchors.get(target, {unquote(fragment)})
