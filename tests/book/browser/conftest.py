"""The built book in a real browser: one Chromium and one server for all tests of this package.

Where no Chromium is installed these tests skip and say so. The fixtures last for the package and
no longer: an open Playwright keeps an event loop running that other tests need for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from helpers.review import browser as browsers
from tests.conftest import BuiltBook

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from helpers.review.browser import Faults


class Visitor:
    """Somebody's window, in which pages are opened one after the other, each as for the first time.

    A window and a process of its own for each page take more time than most pages do. What a page
    could leave for the next one is removed with it: cookies and all that it has stored.
    """

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._window = context.new_page()
        self._cleaner = context.new_cdp_session(self._window)

    @classmethod
    @contextmanager
    def of(cls, chromium: Browser, **options: Any) -> Iterator[Visitor]:
        """A new one, until the end of the block."""
        with chromium.new_context(viewport={"width": 1280, "height": 800}, **options) as context:
            yield cls(context)

    @contextmanager
    def new_page(self) -> Iterator[Page]:
        """A page that remembers nothing and will be forgotten."""
        page = self._context.new_page()
        page.set_default_timeout(10_000)
        origins: set[str] = set()
        page.on("framenavigated", lambda frame: origins.add(_origin(frame.url)))
        try:
            yield page
        finally:
            for each in self._context.pages:
                if each != self._window:
                    each.close()
            self._context.clear_cookies()
            for origin in origins:
                what = {"origin": origin, "storageTypes": "all"}
                self._cleaner.send("Storage.clearDataForOrigin", what)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


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


@pytest.fixture(scope="package")
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """Whoever reads with scripts, 1280 by 800."""
    with Visitor.of(chromium) as one:
        yield one


@pytest.fixture(scope="package")
def scriptless_visitor(chromium: Browser) -> Iterator[Visitor]:
    """Whoever has switched scripts off."""
    with Visitor.of(chromium, java_script_enabled=False) as one:
        yield one


@pytest.fixture
def opened(visitor: Visitor) -> Iterator[tuple[Page, Faults]]:
    """An empty page of a new visitor, 1280 by 800, and what goes wrong in it."""
    with visitor.new_page() as page:
        yield page, browsers.Faults(page)


@pytest.fixture
def scriptless(scriptless_visitor: Visitor) -> Iterator[Page]:
    """An empty page in which no script runs."""
    with scriptless_visitor.new_page() as page:
        yield page
