"""The book as the preview serves it: pages that reload by themselves and say what is wrong.

A page of the built book is served as it is, with one script more, which listens. The `Desk` knows
which pages are open and what each of them was made of: a page is told to reload when one of its
files has changed, whoever changed it.
"""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import queue
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from helpers.errors import BookError

HOST = "127.0.0.1"

# Addresses of the preview itself; the book has no page of this name.
_EVENTS = "/-preview/events"
_SCRIPT = "/-preview/preview.js"
_TAG = f'<script src="{_SCRIPT}" data-state="{{state}}" defer></script>'

_FILES = re.compile(rb'(?:src|href)="([^"#?:]+)')

# A browser whose tab was closed is noticed when something is sent to it.
_SILENCE = 15

_WAITING = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Building</title>
<body style="font: 1.1rem/1.5 sans-serif; margin: 15vh auto; max-width: 32rem; padding: 0 1rem">
<h1>This page is being built</h1><p>It appears here as soon as it is there.</p></body></html>
"""


class PreviewError(BookError):
    """The preview cannot start; the message says why."""


@dataclass
class Desk:
    """Which pages of the book are open in a browser, and how to reach them.

    `opened` is called with a page's address, "/en/index.html", when a browser opens it.
    """

    directory: Path
    opened: Callable[[str], None] = lambda _: None
    _readers: dict[queue.SimpleQueue[str], tuple[str, str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _said: str = ""

    def pages(self) -> list[str]:
        """Addresses of the open pages, that opened last first."""
        with self._lock:
            return list(dict.fromkeys(page for page, _ in reversed(self._readers.values())))

    @contextmanager
    def reading(self, page: str, state: str) -> Iterator[queue.SimpleQueue[str]]:
        """A page while it is open: what it is to be told arrives in the queue.

        `state` is what it was made of when it was served.
        """
        told: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._readers[told] = (page, state)
            if self._said:
                told.put(self._said)
        self.opened(page)
        self.reload_changed()
        try:
            yield told
        finally:
            with self._lock:
                self._readers.pop(told, None)

    def reload_changed(self) -> None:
        """Tell every open page of which a file has changed to load itself again."""
        with self._lock:
            for told, (page, state) in list(self._readers.items()):
                if self.state(page) != state:
                    told.put(_event("reload"))

    def say(self, kind: str, text: str = "") -> None:
        """Tell all open pages, and those opened later: "busy", "trouble" with a text, or "fine"."""
        with self._lock:
            self._said = _event(kind, text)
            for told in self._readers:
                told.put(self._said)

    def file(self, page: str) -> Path:
        """The file of an address; below the book whatever the address says."""
        parts = [part for part in unquote(page).split("/") if part not in {"", ".", ".."}]
        path = self.directory.joinpath(*parts)
        return path / "index.html" if path.is_dir() else path

    def state(self, page: str) -> str:
        """Digest of a page and of the files of the book that it names; empty without the page."""
        path = self.file(page)
        with suppress(OSError):
            content = path.read_bytes()
            names = sorted({unquote(name.decode()) for name in _FILES.findall(content)})
            files = [path.parent / name for name in names if not name.endswith(".html")]
            digest = hashlib.sha256(content)
            for file in files:
                with suppress(OSError):
                    digest.update(file.read_bytes())
            return digest.hexdigest()
        return ""


def serve(
    directory: Path, port: int, *, desk: Desk | None = None
) -> http.server.ThreadingHTTPServer:
    """A server of the files below `directory`, on this machine only, bound but not yet running.

    Port 0 takes any. With a `desk` pages reload by themselves. Raises `PreviewError` when the port
    is taken.
    """
    handler = functools.partial(_Handler, directory=str(directory))
    if desk:
        handler = functools.partial(_PageHandler, desk=desk, directory=str(directory))
    try:
        return _Server((HOST, port), handler)
    except OSError as error:
        raise PreviewError(
            f"port {port} cannot be used ({error.strerror}); choose another: "
            f"`make preview PORT={port + 1}`"
        ) from None


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


def _event(kind: str, text: str = "") -> str:
    return f"event: {kind}\ndata: {json.dumps(text)}\n\n"


class _Handler(http.server.SimpleHTTPRequestHandler):
    # What is only looked at does not change: what pages share is asked for once.
    caching = "max-age=3600"

    def log_message(self, *arguments: object) -> None:
        """A line per picture would bury the build's messages."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", self.caching)
        super().end_headers()


class _PageHandler(_Handler):
    # The page must be the one just built, not the browser's copy of the one before.
    caching = "no-store"

    def __init__(self, *arguments: Any, desk: Desk, **options: Any) -> None:
        self.desk = desk
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """A page with the listening script, the script, its events, or a file as it is."""
        address = urlsplit(self.path)
        if address.path == _EVENTS:
            asked = parse_qs(address.query)
            self._listen(asked.get("page", [""])[0], asked.get("state", [""])[0])
        elif address.path == _SCRIPT:
            script = resources.files(__package__).joinpath("assets/preview.js").read_bytes()
            self._answer(script, "text/javascript; charset=utf-8")
        elif self.desk.file(address.path).suffix == ".html":
            self._page(address.path)
        else:
            super().do_GET()

    def _page(self, page: str) -> None:
        """The state is taken first: what changes while the page is read, it reloads for."""
        state, path = self.desk.state(page), self.desk.file(page)
        content = path.read_bytes() if state else _WAITING.encode()
        self._answer(content + _TAG.format(state=state).encode(), "text/html; charset=utf-8")

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _listen(self, page: str, state: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with self.desk.reading(page, state) as told, suppress(OSError):
            while True:
                try:
                    message = told.get(timeout=_SILENCE)
                except queue.Empty:
                    message = ": still here\n\n"
                self.wfile.write(message.encode())
                self.wfile.flush()
