"""What a page costs its reader: bytes, requests, and how soon there is something to read.

Each page is opened anew, with an empty cache, over a connection held to 1.6 Mbit/s with 150 ms of
delay (the "slow 4G" of Chromium's own tools). Sizes are those of the files as sent, before any
compression a server may add. The first paint is the earliest of three visits: other work on the
machine can only delay it. The goal: a page under 500 kB, its text painted within a second.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths
from helpers.editions import SOURCE
from helpers.review.browser import chromium, page_names, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BITS_PER_SECOND = 1_600_000
DELAY_MS = 150
N_VISITS = 3
MOST_BYTES = 500_000
LATEST_PAINT_MS = 1000

_LINK = {
    "offline": False,
    "latency": DELAY_MS,
    "downloadThroughput": BITS_PER_SECOND / 8,
    "uploadThroughput": BITS_PER_SECOND / 8,
}
_FIRST_PAINT = """() => new Promise(done => {
    const seen = performance.getEntriesByName('first-contentful-paint');
    if (seen.length) return done(seen[0].startTime);
    new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint')
        .forEach(entry => done(entry.startTime))).observe({type: 'paint', buffered: true});
})"""
# Pictures below the first screen are loaded when the reader comes near.
_READ_ON = """async () => {
    for (const picture of [...document.images].filter(one => one.checkVisibility())) {
        picture.scrollIntoView();
        await picture.decode().catch(() => null);
    }
    window.scrollTo(0, document.body.scrollHeight);
}"""


@dataclass(frozen=True)
class Weight:
    """One page: bytes and requests until it is still, and in all once it was read to its end."""

    page: str
    n_bytes: int
    n_requests: int
    n_bytes_read: int
    n_requests_read: int
    first_paint_ms: float

    @property
    def is_light(self) -> bool:
        """Whether the page keeps to the goal as it is opened."""
        return self.n_bytes <= MOST_BYTES and self.first_paint_ms <= LATEST_PAINT_MS


class _Traffic:
    """Bytes and requests of a page, counted as Chromium reports them."""

    def __init__(self, page: Page) -> None:
        self.n_bytes = self.n_requests = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.send("Network.emulateNetworkConditions", _LINK)
        session.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict) -> None:
        self.n_requests += 1
        self.n_bytes += int(event["encodedDataLength"])


def weigh_page(browser: Browser, address: str, name: str) -> Weight:
    """Open one page over the slow connection, read it to its end, and say what it cost.

    `address` is the book's, `name` the page's below it.
    """
    visits = [_visit(browser, f"{address}/{name}") for _ in range(N_VISITS)]
    paint = min(each[-1] for each in visits)
    return Weight(name, *visits[0][:-1], paint)


def _visit(browser: Browser, address: str) -> tuple[int, int, int, int, float]:
    """Bytes and requests as opened, both in all, and the first paint in ms."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        traffic = _Traffic(page)
        page.goto(address, wait_until="networkidle")
        paint = page.evaluate(_FIRST_PAINT)
        opened = (traffic.n_bytes, traffic.n_requests)
        page.evaluate(_READ_ON)
        page.wait_for_timeout(200)
        return (*opened, traffic.n_bytes, traffic.n_requests, paint)


def weigh_book(directory: Path) -> list[Weight]:
    """The weight of every page of a rendered book."""
    names = page_names(directory)
    with served(directory) as address, chromium() as browser:
        return [weigh_page(browser, address, name) for name in names]


def weights_table(weights: Sequence[Weight]) -> str:
    """The weights as a Markdown table, in kB of 1000 bytes; a page over the goal is marked.

    >>> print(weights_table([Weight("a.html", 81_200, 4, 181_200, 7, 480.0)]))
    | Page | kB opened | Requests | kB read to the end | Requests | First paint, ms | Goal |
    |:---|---:|---:|---:|---:|---:|:---|
    | a.html | 81 | 4 | 181 | 7 | 480 | met |
    """
    head = "Page | kB opened | Requests | kB read to the end | Requests | First paint, ms | Goal"
    rows = [
        f"| {w.page} | {w.n_bytes / 1000:.0f} | {w.n_requests} | {w.n_bytes_read / 1000:.0f} "
        f"| {w.n_requests_read} | {w.first_paint_ms:.0f} | {'met' if w.is_light else 'missed'} |"
        for w in weights
    ]
    return "\n".join([f"| {head} |", "|:---|---:|---:|---:|---:|---:|:---|", *rows])


def main(arguments: Sequence[str] | None = None) -> int:
    """Weigh every page of the built book; the status says whether all keep to the goal."""
    parser = argparse.ArgumentParser(prog="weights", description=main.__doc__)
    parser.add_argument("--language", default=SOURCE, help="edition of the built book")
    parser.add_argument("--book", type=Path, help="a rendered book elsewhere")
    options = parser.parse_args(arguments)
    weights = weigh_book(options.book or paths.book(options.language))
    print(weights_table(weights))
    print(f"\nConnection: {BITS_PER_SECOND / 1e6} Mbit/s, {DELAY_MS} ms delay; sizes as sent.")
    return 0 if all(weight.is_light for weight in weights) else 1
