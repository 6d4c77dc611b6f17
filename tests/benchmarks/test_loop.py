"""The time from a save to the page, with a small server in the preview's place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import loop_speed
import pytest
from measuring import RunError

from helpers.review.browser import chromium, find_browser

DELAY_SECONDS = 0.5
RELOADING = (
    "<script>let seen; setInterval(async () => {"
    "const now = await (await fetch('/version')).text();"
    "if (seen && now !== seen) location.reload(); seen = now; }, 50)</script>"
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not find_browser(), reason="no Chromium"),
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """What the page is made of."""
    path = tmp_path / "source.txt"
    path.write_text("first", encoding="utf-8")
    return path


@pytest.fixture
def address(source: Path) -> Iterator[str]:
    """A server whose page has the source's words half a second after the save, and reloads."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = source.read_text(encoding="utf-8")
            if self.path == "/version":
                threading.Event().wait(DELAY_SECONDS)
            body = text if self.path == "/version" else f"<body>{text}{RELOADING}</body>"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_wait_ends_when_the_reloaded_page_has_the_word(source: Path, address: str) -> None:
    """Save after save, and the source is as it was at the end."""

    def change(path: Path, word: str) -> None:
        path.write_text(f"{path.read_text(encoding='utf-8')} {word}", encoding="utf-8")

    edit = loop_speed.Edit(source.name, "page.html", change)
    with chromium() as browser:
        page = browser.new_page()
        waited = list(loop_speed.repeated(page, source.parent, address, edit, times=3, pause=1))
    assert len(waited) == 3
    assert all(0 < seconds < 10 for seconds in waited)
    assert source.read_text(encoding="utf-8") == "first"


def test_a_page_that_never_shows_it_is_an_error(address: str) -> None:
    """The seconds waited are in the message."""
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}/page.html")
        with pytest.raises(RunError, match="does not show the change within 1 s of the save"):
            loop_speed.until_shown(page, lambda: None, "never", limit=1)
