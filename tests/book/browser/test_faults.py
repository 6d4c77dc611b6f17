"""What goes wrong while a page is open is told from what a reader did not wait for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page

from helpers.review.browser import Faults

PAGE = '<link rel="icon" href="data:,"><img src="/{picture}.png">'


@pytest.fixture
def server() -> Iterator[str]:
    """Pages `/<picture>` with a picture that never comes, is cut short or is missing."""
    done = threading.Event()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.endswith(".png"):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(PAGE.format(picture=self.path[1:]).encode())
            elif self.path == "/never.png":
                done.wait(30)
            elif self.path == "/cut.png":
                self.send_response(200)
                self.send_header("Content-Length", "100")
                self.end_headers()
            else:
                self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        done.set()
        running.shutdown()


@pytest.mark.parametrize(
    ("picture", "found"),
    [("cut", "failed: {server}/cut.png"), ("gone", "answer 404: {server}/gone.png")],
)
def test_a_picture_that_does_not_come_is_a_fault(
    opened: tuple[Page, Faults], server: str, picture: str, found: str
) -> None:
    """Whether the server has none or breaks off."""
    page, faults = opened
    page.goto(f"{server}/{picture}")
    assert found.format(server=server) in faults.taken()


@pytest.mark.parametrize("host", ["stranger.example", "192.0.2.1"])
def test_another_host_is_named_and_not_reached(opened: tuple[Page, Faults], host: str) -> None:
    """By name or by number: Chromium does not even look for it."""
    page, faults = opened
    page.set_content(f'<img src="http://{host}/a.png">')
    assert faults.taken() == [
        f"asks another host: http://{host}/a.png",
        f"failed: http://{host}/a.png",
        "console error: Failed to load resource: net::ERR_NAME_NOT_RESOLVED",
    ]


def test_a_picture_nobody_waits_for_is_none(opened: tuple[Page, Faults], server: str) -> None:
    """The reader turned the page before it came."""
    page, faults = opened
    with page.expect_event("requestfailed", lambda left: left.url == f"{server}/never.png"):
        with page.expect_request("**/never.png"):
            page.goto(f"{server}/never", wait_until="commit")
        page.goto("about:blank")
    assert faults.taken() == []
