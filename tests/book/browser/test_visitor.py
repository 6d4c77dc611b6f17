"""Tests may share a window: what one of them leaves in it the next one does not find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.browser.conftest import Visitor

FOUND = "() => [localStorage.left ?? '', sessionStorage.left ?? '', document.cookie]"
LEAVE = "() => { localStorage.left = sessionStorage.left = document.cookie = 'left=1'; }"


@pytest.mark.parametrize("from_folder", [False, True])
def test_a_new_page_finds_nothing_of_the_last(
    visitor: Visitor, address: str, book: Path, from_folder: bool
) -> None:
    """Nothing that was stored, from a server as from a folder, which has no cookies."""
    place = book.as_uri() if from_folder else address
    for _ in range(2):
        with visitor.new_page() as page:
            page.goto(f"{place}/index.html")
            assert page.evaluate(FOUND) == ["", "", ""]
            page.evaluate(LEAVE)
            page.reload()
            assert page.evaluate(FOUND) == ["left=1", "left=1", "" if from_folder else "left=1"]
