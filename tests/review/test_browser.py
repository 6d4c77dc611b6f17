"""Looking at the book says what is missing before it starts."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import pytest

from helpers.review import browser


def test_a_missing_browser_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Chromium the message lists what was looked for and how to get it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find_browser() == ""
    with (
        pytest.raises(browser.BrowserError, match=r"no browser found .*chromium.*apt install"),
        browser.chromium(),
    ):
        pass


def test_a_book_without_pages_is_an_error(tmp_path: Path) -> None:
    """An unbuilt book is said to be one."""
    with pytest.raises(browser.BrowserError, match=r"no page in .*; build the book first"):
        browser.page_names(tmp_path)


def test_pages_begin_with_the_front_page(tmp_path: Path) -> None:
    """The front page first, then the others by address."""
    (tmp_path / "a").mkdir()
    for name in ("a/b.html", "index.html", "a/a.html"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert browser.page_names(tmp_path) == ["index.html", "a/a.html", "a/b.html"]


def test_a_directory_is_served_while_the_block_runs(tmp_path: Path) -> None:
    """Inside the block there is a server, after it there is none."""
    (tmp_path / "a.txt").write_text("here", encoding="utf-8")
    with browser.served(tmp_path) as address, urlopen(f"{address}/a.txt") as answer:
        assert answer.read() == b"here"
    with pytest.raises(OSError, match="refused"):
        urlopen(f"{address}/a.txt")
