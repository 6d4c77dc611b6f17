"""What stands around the text of a page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.project.description import read_book
from bookmaker.project.words import WORDS, words
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.web import ASSETS
from bookmaker.rendering.embedded.web.furniture import colophon, downloads, script_words

from .small_books import write_project


@pytest.mark.parametrize("language", sorted(WORDS))
def test_scripts_get_every_word_they_say(language: str) -> None:
    """A word that book.js asks for and does not get would be shown as "undefined"."""
    given = json.loads(script_words(words(language)))
    script = (ASSETS / "book.js").read_text(encoding="utf-8")
    assert all(f'"{key}"' in script or f"words.{key}" in script for key in given)
    assert script_words({**words(language), "copy": "</script>"}).count("</script>") == 0


def test_the_book_is_offered_in_its_formats(tmp_path: Path) -> None:
    """Each download leads from the page to the file at the top."""
    book = read_book(write_project(tmp_path, {"index.qmd": "# A"}, downloads=["pdf", "epub"]))
    leaf = Leaf(Page("n/a.qmd", ()), "n/a.html", [])
    links = BeautifulSoup(downloads(book, leaf), "html.parser").find_all("a")
    assert [link["href"] for link in links] == ["../small.pdf", "../small.epub"]


def test_the_colophon_says_of_which_day_the_sources_are(tmp_path: Path) -> None:
    """The date is the sources', in the page's language; without one the line ends earlier."""
    book = read_book(write_project(tmp_path, {"index.qmd": "# A"}, lang="ru"))
    said = colophon(book, "Собрано", day=date(2026, 3, 1))
    assert "1 марта 2026" in said
    assert colophon(book, "x", day=None).endswith(".</p>")


def test_the_script_is_small_and_asks_nobody() -> None:
    """Under 12 kB, and no address of another host in it."""
    script = (ASSETS / "book.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 12_000
    assert "//" not in script.replace("// ", "")
