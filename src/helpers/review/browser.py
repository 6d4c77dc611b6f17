"""One headless Chromium for everything that looks at the built book, and the server it reads from.

Playwright drives the Chromium of the operating system; its own download is not used. Whatever a
page asks from a host other than this machine is refused, and remembered as a fault of that page.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from helpers.errors import BookError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MISSING = f"no browser found (looked for {', '.join(NAMES)}); on Debian: apt install chromium"

# As root Chromium has no sandbox to offer, and small containers have little shared memory.
_FLAGS = (
    *("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--no-first-run"),
    # Refused by Chromium itself: a handler here would be asked about every request, and no file
    # that pages share would be kept.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
# What Chromium says of a request nobody waits for any more; a server's failures have other names.
_GIVEN_UP = "net::ERR_ABORTED"
_LOCAL = re.compile(r"^(?:data|blob|about|file)$")


class BrowserError(BookError):
    """The book cannot be looked at; the message says what is missing."""


def find_browser() -> str:
    """The path of an installed Chromium, or an empty text."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running headless Chromium; one is enough for any number of pages.

    Raises `BrowserError` when Playwright or a browser is missing.
    """
    path = find_browser()
    if not path:
        raise BrowserError(MISSING)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise BrowserError(
            'Playwright is not installed; run: pip install -e ".[test]" (make does)'
        ) from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(directory: Path) -> Iterator[str]:
    """The address, without a final slash, under which this machine serves `directory`."""
    from helpers.workshop.preview import serve

    with serve(directory, 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def page_names(directory: Path) -> list[str]:
    """The addresses of a book's pages below its directory, the front page first.

    Raises `BrowserError` when there is none.
    """
    names = (path.relative_to(directory).as_posix() for path in directory.rglob("*.html"))
    pages = sorted(names, key=lambda name: (name != "index.html", name))
    if not pages:
        raise BrowserError(f"no page in {directory.name}; build the book first: make book")
    return pages


class Faults:
    """What goes wrong while a page is open, gathered as text: errors, failed requests, strangers.

    A request that was given up because the reader went on to another page is none of them.
    `requests` holds the addresses asked for, so that a test can say that there were any.
    """

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self._heard(message.type, message.text))
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("requestfailed", lambda request: self._failed(request.failure, request.url))
        page.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _asked(self, address: str) -> None:
        self.requests.append(address)
        if not is_local(address):
            self.found.append(f"asks another host: {address}")

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.found.append(f"console {kind}: {text}")

    def _failed(self, why: str, address: str) -> None:
        if why != _GIVEN_UP:
            self.found.append(f"failed: {address}")

    def _answered(self, status: int, address: str) -> None:
        if status >= 400:
            self.found.append(f"answer {status}: {address}")

    def taken(self) -> list[str]:
        """What was found since the last call."""
        found, self.found = self.found, []
        return found


def is_local(address: str) -> bool:
    """Whether an address stays on this machine.

    >>> is_local("http://127.0.0.1:80/a"), is_local("file:///a"), is_local("https://a.example/")
    (True, True, False)
    """
    parts = urlsplit(address)
    return bool(_LOCAL.match(parts.scheme)) or parts.hostname in ("127.0.0.1", "localhost")
