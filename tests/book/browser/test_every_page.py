"""What every page is asked, opened once: of its links, words, colours, sizes, and by axe-core.

axe-core finds nothing on any page, in light and in dark, on a desktop and on a phone. Of what is
built alike it is asked about the first three: the ledger has four hundred entries, every page the
same list of chapters, and axe-core asks each of them about its contrast. `make axe` asks every one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Page, expect

from helpers.review.accessibility import SCHEMES, AxeResult, check_page
from helpers.review.browser import Faults
from tests.book.browser.conftest import Visitor
from tests.book.browser.test_looks import LUMINANCES, is_dark

# Removes paragraphs, rows, entries, links and words of code when three with the same elements,
# classes and languages, in the same place, were asked, also on the pages before: they differ in
# words alone. One without words is another shape.
LIKE_OTHERS = """seen => {
    const told = ['class', 'role', 'lang', 'type', 'scope'];
    const shape = node => [
        node.localName,
        ...node.getAttributeNames().sort()
            .map(name => told.includes(name) ? `${name}=${node.getAttribute(name)}` : name),
        node.textContent.trim() ? '' : 'empty',
        `(${[...new Set([...node.children].map(shape))].sort()})`,
    ].join(' ');
    const place = node => node ? `${place(node.parentElement)} ${node.localName}.${node.className}`
        : '';
    const counts = new Map(JSON.parse(seen));
    const alike = 'p:not([id]), tr, li, section, pre span, p a, td a, dd a';
    for (const node of document.querySelectorAll(`body :is(${alike})`)) {
        if (!node.isConnected) continue;
        const key = `${place(node.parentElement)}: ${shape(node)}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        if (counts.get(key) > 3) node.remove();
    }
    return JSON.stringify([...counts]);
}"""
# Names of authors stay as they are; code is nobody's language.
UNMARKED = """() => {
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const [text, parent] = [walker.currentNode.data, walker.currentNode.parentElement];
        const isWord = /\\p{Script=Cyrillic}{3}/u.test(text);
        if (!isWord || parent.closest('.citation, code, script')) continue;
        if (parent.closest('[lang]').lang === 'en') found.push(text.trim());
    }
    return found;
}"""
# What stands within a text is as high as its line.
TOO_SMALL = """() => {
    const within = 'p, li, dd, td, figcaption, h1, h2, h3, h4, pre, .csl-entry, .sourceCode';
    return [...document.querySelectorAll('a, button, summary, select, input[type=search]')]
        .filter(one => one.checkVisibility() && !one.closest(within))
        .map(one => [one, one.getBoundingClientRect()])
        .filter(([, box]) => Math.min(box.width, box.height) < 24)
        .map(([one, box]) => `${one.localName}.${one.className} ${one.textContent.trim()} `
            + `${box.width} x ${box.height}`);
}"""
LINKS = "() => [...document.querySelectorAll('a[href], area[href]')].map(one => one.href)"
IDS = "() => [...document.querySelectorAll('[id]')].map(one => one.id)"
FURNITURE = (".sidebar", ".toc-wide", ".search", ".page-tools", ".page-navigation")
SHOWN = """selectors => selectors.filter(each => [...document.querySelectorAll(each)]
    .some(one => one.checkVisibility({visibilityProperty: true})))"""

# Contrast depends on the scheme and layout on the width, so two of the four combinations do.
LOOKS = [("light", 1280), ("dark", 360)]


@dataclass
class Seen:
    """What was found on each page, by page."""

    links: dict[str, list[str]] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    # By page and scheme; of ground and text.
    on_screen: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    on_paper: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    printed: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    unmarked: dict[str, list[str]] = field(default_factory=dict)
    too_small: dict[int, dict[str, list[str]]] = field(default_factory=lambda: {1280: {}, 390: {}})
    by_axe: dict[str, dict[str, AxeResult]] = field(
        default_factory=lambda: {"light": {}, "dark": {}}
    )
    n_shapes: int = 0


@pytest.fixture(scope="module")
def seen(visitor: Visitor, address: str, names: list[str]) -> Seen:
    """Each page opened once and asked everything, by axe-core last, as that takes parts away."""
    found, shapes = Seen(), "[]"
    with visitor.new_page() as page:
        for name in names:
            page.emulate_media(media="screen", color_scheme="light")
            page.goto(f"{address}/{name}")
            found.links[name] = [each for each in page.evaluate(LINKS) if each.startswith(address)]
            found.anchors[f"{address}/{name}"] = set(page.evaluate(IDS))
            found.unmarked[name] = page.evaluate(UNMARKED)
            if name == "ledger.html":
                assert page.locator("main [lang=ru]").count() > 100
            see_colours(page, name, found)
            for width, too_small in found.too_small.items():
                page.set_viewport_size({"width": width, "height": 800})
                too_small[name] = page.evaluate(TOO_SMALL)
            shapes = page.evaluate(LIKE_OTHERS, shapes)
            for scheme, width in LOOKS:
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 800})
                found.by_axe[scheme][name] = check_page(page)
            page.set_viewport_size({"width": 1280, "height": 800})
        targets = {urldefrag(link).url for links in found.links.values() for link in links}
        found.statuses = {each: page.request.head(each).status for each in targets}
    found.n_shapes = len(json.loads(shapes))
    return found


def see_colours(page: Page, name: str, found: Seen) -> None:
    """On the screen and on paper, under both schemes of the system."""
    for scheme in SCHEMES:
        page.emulate_media(media="print", color_scheme=scheme)
        found.on_paper[name, scheme] = page.evaluate(LUMINANCES)
        found.printed[name, scheme] = page.evaluate(SHOWN, [*FURNITURE, "main h1"])
        page.emulate_media(media="screen", color_scheme=scheme)
        found.on_screen[name, scheme] = page.evaluate(LUMINANCES)


def test_no_link_or_anchor_is_broken(seen: Seen) -> None:
    """Every link inside the book, also one a script has made, leads to a file and its anchor."""
    broken = {
        (name, link)
        for name, links in seen.links.items()
        for link in links
        if seen.statuses[urldefrag(link).url] != 200 or _has_no_anchor(link, seen.anchors)
    }
    assert broken == set()
    assert sum(map(len, seen.links.values())) > 100


def _has_no_anchor(link: str, anchors: dict[str, set[str]]) -> bool:
    target, fragment = urldefrag(link)
    return bool(fragment) and unquote(fragment) not in anchors.get(target, {unquote(fragment)})


def test_every_page_follows_the_system_into_the_dark(seen: Seen) -> None:
    """Text is light on dark when the system asks for it, dark on light otherwise."""
    assert seen.on_screen
    for (name, scheme), luminances in seen.on_screen.items():
        assert is_dark(luminances) == (scheme == "dark"), name


def test_every_page_prints_without_furniture(seen: Seen) -> None:
    """On paper there is the text and nothing to click, dark on white also for a dark screen."""
    assert seen.printed
    assert {key: shown for key, shown in seen.printed.items() if shown != ["main h1"]} == {}
    assert [key for key, luminances in seen.on_paper.items() if is_dark(luminances)] == []


@pytest.mark.parametrize("scheme", [scheme for scheme, _ in LOOKS])
def test_axe_finds_no_violation(seen: Seen, scheme: str) -> None:
    """Every rule of axe-core, of every impact, passes, with all folded parts unfolded."""
    assert seen.n_shapes > 100
    assert min(result.n_passed for result in seen.by_axe[scheme].values()) > 20
    found = {name: result.violations for name, result in seen.by_axe[scheme].items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation_in_what_scripts_open(
    opened: tuple[Page, Faults], address: str, scheme: str
) -> None:
    """The list of search results and a figure in full size are accessible too."""
    page, _ = opened
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/notebooks/01_sector_picture.html")
    page.locator("#search-box").fill("funding")
    expect(page.locator("#search-results a").first).to_be_visible()
    assert check_page(page).violations == ()
    page.locator("button.enlarge").first.click()
    expect(page.locator("dialog.zoom")).to_be_visible()
    assert check_page(page).violations == ()


def test_words_of_the_report_are_marked_as_russian(seen: Seen) -> None:
    """A screen reader changes its voice: in quoted headings, words to search for, references."""
    assert {name: words for name, words in seen.unmarked.items() if words} == {}
    assert "ledger.html" in seen.unmarked


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_pressed_is_large_enough(seen: Seen, width: int) -> None:
    """At least 24 pixels in both directions (WCAG 2.2, 2.5.8), except links within a text."""
    assert {name: small for name, small in seen.too_small[width].items() if small} == {}
