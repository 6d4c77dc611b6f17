"""The built book in a real browser: one Chromium and one server for all tests of this package.

Where no Chromium is installed these tests skip and say so. The fixtures last for the package and
no longer: an open Playwright keeps an event loop running that other tests need for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.review import browser as browsers
from tests.conftest import BuiltBook

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from helpers.review.browser import Faults


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser; tests open contexts or pages in it."""
    if not browsers.find_browser():
        pytest.skip(browsers.MISSING)
    with browsers.chromium() as running:
        yield running


@pytest.fixture(scope="package")
def book(built_book: BuiltBook) -> Path:
    """The directory of the rendered English book."""
    return built_book.root


@pytest.fixture(scope="package")
def address(book: Path) -> Iterator[str]:
    """Where the book is served: in a directory of a server, never at its top."""
    with browsers.served(book.parent) as server:
        yield f"{server}/{book.name}"


@pytest.fixture(scope="package")
def names(book: Path) -> list[str]:
    """Addresses of all pages below the book's."""
    return browsers.page_names(book)


@pytest.fixture
def opened(chromium: Browser) -> Iterator[tuple[Page, Faults]]:
    """An empty page of a new visitor, 1280 by 800, and what goes wrong in it."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        yield page, browsers.Faults(page)
