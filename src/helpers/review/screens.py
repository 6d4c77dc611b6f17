"""The pages of a book in a browser, at the widths of phones, a tablet and a desktop.

What is looked for is what a reader would stumble over: a page that scrolls sideways, a table that
does so on a desktop, a picture that is not there, an error in the console, a request that fails or
goes to another host.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.review.browser import Faults, is_local, page_names, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The first is also that of a desktop at 400 % zoom.
WIDTHS = (320, 360, 768, 1280)

# Pictures are asked for when they come near, and folded parts may be the widest: all are opened.
_UNFOLD = """async () => {
    document.querySelectorAll('details').forEach(part => { part.open = true; });
    const pictures = [...document.images].filter(one => one.getAttribute('src'));
    pictures.forEach(one => { one.loading = 'eager'; });
    await Promise.all(pictures.map(one => one.decode().catch(() => null)));
    return pictures.filter(one => one.naturalWidth === 0).map(one => one.src);
}"""
_ARE_LOADED = "() => [...document.images].every(one => one.complete)"
_TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > width + 1);
    return [`${document.documentElement.scrollWidth} px`,
        ...wide.slice(0, 4).map(one => `${one.tagName}#${one.id}.${one.className}`)];
}"""
# Where there is room nobody looks for a scroll bar: says of each table whether it has one.
_SCROLLS = """() => [...document.querySelectorAll('.table-scroll')]
    .map(box => box.scrollWidth > box.clientWidth + 1)"""


@dataclass
class Screens:
    """What a browser finds wrong on the pages of a book, each with its page.

    `n_requests` counts what the pages asked for and `n_tables` their tables, so that a look at
    nothing cannot pass.
    """

    too_wide: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    n_requests: int = 0
    n_tables: int = 0


def look_at(
    browser: Browser, directory: Path, *, widths: Iterable[int] = WIDTHS, from_files: bool = False
) -> Screens:
    """Open every page of a rendered book once and look at it at each width.

    From a server, below a directory of it, or as files from a folder.
    """
    names, found = page_names(directory), Screens()
    widths = sorted(widths, reverse=True)
    with (
        served(directory.parent) as server,
        browser.new_context(viewport={"width": widths[0], "height": 800}) as context,
    ):
        address = directory.resolve().as_uri() if from_files else f"{server}/{directory.name}"
        page = context.new_page()
        faults = Faults(page)
        for name in names:
            page.goto(f"{address}/{name}", wait_until="load")
            broken: list[str] = []
            for width in widths:
                page.set_viewport_size({"width": width, "height": 800})
                # A narrow window asks for drawings of its own.
                broken += [f"no picture: {source}" for source in page.evaluate(_UNFOLD)]
                page.wait_for_function(_ARE_LOADED)
                wide = page.evaluate(_TOO_WIDE)
                found.too_wide += [f"{name}, {width} px: {' '.join(wide)}"] if wide else []
                if width == max(WIDTHS):
                    scrolls = page.evaluate(_SCROLLS)
                    found.n_tables += len(scrolls)
                    found.too_wide += [f"{name}, {width} px: a table scrolls"] * sum(scrolls)
            found.faults += [f"{name}: {fault}" for fault in (*broken, *faults.taken())]
        found.n_requests = len(faults.requests)
        found.faults += [
            f"asks another host: {asked}" for asked in faults.requests if not is_local(asked)
        ]
    return found
