"""Every page opens whole, on a server and from a folder, and asks nobody else for anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Page

from helpers.review.browser import Faults, is_local

# 320 is a window of 1280 enlarged four times.
WIDTHS = (320, 768, 1280)

Opened = tuple[Page, Faults]

# Pictures are asked for when they come near; this brings them near.
UNFOLD = "() => document.querySelectorAll('details').forEach(part => { part.open = true; })"
LOAD_PICTURES = """async () => {
    document.querySelectorAll('details').forEach(part => { part.open = true; });
    const pictures = [...document.images].filter(one => one.getAttribute('src'));
    pictures.forEach(one => { one.loading = 'eager'; });
    await Promise.all(pictures.map(one => one.decode().catch(() => null)));
    return pictures.filter(one => one.naturalWidth === 0).map(one => one.src);
}"""
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > width + 1);
    return [`${document.documentElement.scrollWidth} px`,
        ...wide.slice(0, 4).map(one => `${one.tagName}#${one.id}.${one.className}`)];
}"""
# What readers who need more room between letters and lines set for themselves (WCAG 2.2, 1.4.12).
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    const hides = side => ['hidden', 'clip'].includes(style[`overflow${side}`]);
    return one.clientWidth > 2 && one.checkVisibility()
        && (hides('X') && one.scrollWidth > one.clientWidth + 1
            || hides('Y') && one.scrollHeight > one.clientHeight + 2);
}).filter(one => one.localName !== 'math').map(one => `${one.tagName}.${one.className}`)"""
LINKS = "() => [...document.querySelectorAll('a[href], area[href]')].map(one => one.href)"
IDS = "() => [...document.querySelectorAll('[id]')].map(one => one.id)"


def visit(
    page: Page, address: str, names: list[str], look: Callable[[], list[str]]
) -> dict[str, list[str]]:
    """What `look` finds wrong on each page, of the pages where it finds something."""
    found = {}
    for name in names:
        page.goto(f"{address}/{name}", wait_until="load")
        found[name] = look()
    return {name: wrong for name, wrong in found.items() if wrong}


def test_every_page_loads_without_a_fault(opened: Opened, address: str, names: list[str]) -> None:
    """No console error or warning, failed request, missing picture or request to another host."""
    page, faults = opened

    def look() -> list[str]:
        broken = [f"no picture: {source}" for source in page.evaluate(LOAD_PICTURES)]
        return faults.taken() + broken

    assert visit(page, address, names, look) == {}
    assert len(faults.requests) > len(names)
    assert [asked for asked in faults.requests if not is_local(asked)] == []


def test_the_book_works_from_a_folder(opened: Opened, book: Path, names: list[str]) -> None:
    """Opened as files, without a server, every page and picture is there all the same."""
    page, faults = opened

    def look() -> list[str]:
        broken = [f"no picture: {source}" for source in page.evaluate(LOAD_PICTURES)]
        return faults.taken() + broken

    assert visit(page, book.as_uri(), names, look) == {}


def test_no_link_or_anchor_is_broken(opened: Opened, address: str, names: list[str]) -> None:
    """Every link inside the book, also one a script has made, leads to a file and its anchor."""
    page, _ = opened
    links: dict[str, list[str]] = {}
    anchors: dict[str, set[str]] = {}
    for name in names:
        page.goto(f"{address}/{name}", wait_until="load")
        links[name] = [link for link in page.evaluate(LINKS) if link.startswith(address)]
        anchors[f"{address}/{name}"] = set(page.evaluate(IDS))
    targets = {urldefrag(link).url for found in links.values() for link in found}
    answers = {target: page.request.head(target).status for target in targets - set(anchors)}
    broken = {
        (name, link)
        for name, found in links.items()
        for link in found
        if answers.get(urldefrag(link).url, 200) != 200 or _has_no_anchor(link, anchors)
    }
    assert broken == set()
    assert sum(map(len, links.values())) > 100


def _has_no_anchor(link: str, anchors: dict[str, set[str]]) -> bool:
    target, fragment = urldefrag(link)
    return bool(fragment) and unquote(fragment) not in anchors.get(target, {unquote(fragment)})


@pytest.mark.parametrize(("language", "most"), [("en", 3), ("ru", 1), ("kk", 1)])
def test_nothing_is_wider_than_the_window(
    opened: Opened, address: str, names: list[str], language: str, most: int
) -> None:
    """No page scrolls sideways, with all its code and notes unfolded, nor with spaced text.

    Other languages have longer words; they are seen at the least width.
    """
    page, _ = opened

    def at(width: int, script: str) -> list[str]:
        page.set_viewport_size({"width": width, "height": 800})
        return [f"at {width}: {wrong}" for wrong in page.evaluate(script)]

    def look() -> list[str]:
        page.evaluate(UNFOLD)
        wrong = [each for width in WIDTHS[:most] for each in at(width, TOO_WIDE)]
        page.evaluate(SPACED)
        return wrong + at(320, TOO_WIDE) + at(320, CUT_OFF)

    assert visit(page, f"{address}/../{language}", names, look) == {}
