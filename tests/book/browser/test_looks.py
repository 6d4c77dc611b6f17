"""Dark, print, keyboard, few colours: for readers who don't sit at a bright desk with a mouse."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from helpers.review.accessibility import SCHEMES
from helpers.review.browser import Faults

Opened = tuple[Page, Faults]

# WCAG's relative luminance of what stands behind the text of a page, and of the text.
LUMINANCES = """() => {
    const pixel = document.createElement('canvas').getContext('2d');
    const luminance = color => {
        pixel.fillStyle = color;
        pixel.fillRect(0, 0, 1, 1);
        const parts = [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3).map(one => one / 255)
            .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const seen = getComputedStyle(document.querySelector('main p'));
    const solid = one => !/, 0\\)$|transparent/.test(getComputedStyle(one).backgroundColor);
    const behind = [document.querySelector('main'), document.body, document.documentElement];
    const ground = behind.find(solid);
    return [luminance(ground ? getComputedStyle(ground).backgroundColor : 'canvas'),
        luminance(seen.color)];
}"""
MOTION = """() => [getComputedStyle(document.documentElement).scrollBehavior,
    document.getAnimations().length]"""
TRANSPARENT_BORDERS = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    const sides = ['Top', 'Right', 'Bottom', 'Left'];
    return sides.some(side => /, 0\\)$/.test(style[`border${side}Color`])
        && parseFloat(style[`border${side}Width`]));
}).map(one => `${one.tagName}.${one.className}`)"""
MARKED_LINKS = """() => [...document.querySelectorAll('.sidebar a')]
    .filter(one => parseFloat(getComputedStyle(one).borderLeftWidth)).map(one => one.textContent)"""
# Behind pictures, which are drawn on white.
GROUNDS = """() => [...document.querySelectorAll('.quarto-float-fig img, .figure-card img')]
    .map(one => getComputedStyle(one).backgroundColor)"""
# What readers who need more room between letters and lines set for themselves (WCAG 2.2, 1.4.12).
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
    document.querySelectorAll('details').forEach(part => { part.open = true; });
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    const hides = side => ['hidden', 'clip'].includes(style[`overflow${side}`]);
    return one.clientWidth > 2 && one.localName !== 'math' && one.checkVisibility()
        && (hides('X') && one.scrollWidth > one.clientWidth + 1
            || hides('Y') && one.scrollHeight > one.clientHeight + 2);
}).map(one => `${one.tagName}.${one.className}`)"""
HAS_FOCUS_MARK = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
}"""


def is_dark(luminances: list[float]) -> bool:
    """Whether text is light on a dark ground; it must stand out from it."""
    ground, text = luminances
    assert (max(ground, text) + 0.05) / (min(ground, text) + 0.05) >= 7
    return ground < text


def test_the_switch_of_colours_is_remembered(
    opened: Opened, address: str, names: list[str]
) -> None:
    """A reader's choice outweighs the system's, also on the next page; "auto" gives it back."""
    page, _ = opened
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/{names[0]}")
    page.locator("select.theme").select_option("dark")
    assert is_dark(page.evaluate(LUMINANCES))
    page.goto(f"{address}/{names[1]}")
    assert is_dark(page.evaluate(LUMINANCES))
    assert page.locator("select.theme").input_value() == "dark"
    page.locator("select.theme").select_option("auto")
    assert not is_dark(page.evaluate(LUMINANCES))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_paper_is_white_whatever_was_chosen(
    opened: Opened, address: str, names: list[str], scheme: str
) -> None:
    """A reader's choice is for the screen."""
    page, _ = opened
    page.goto(f"{address}/{names[0]}")
    page.locator("select.theme").select_option("dark")
    page.emulate_media(media="print", color_scheme=scheme)
    assert not is_dark(page.evaluate(LUMINANCES))


def test_a_printed_chapter_holds_its_text(opened: Opened, address: str) -> None:
    """Chromium prints a chapter on A4 with its first and its last section."""
    page, _ = opened
    page.goto(f"{address}/notebooks/01_sector_picture.html")
    headings = page.locator("main h2").all_inner_texts()
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in printed.pages)
    assert 3 <= len(printed.pages) <= 40
    for heading in (headings[0], headings[-1]):
        assert re.sub(r"^[\d.]+\s+", "", heading).removesuffix("#").strip() in text


def test_print_shows_what_is_folded_and_cuts_nothing(opened: Opened, address: str) -> None:
    """Folded text is printed, code is not, and the widest tables fit a sheet with its margins."""
    page, _ = opened
    page.goto(f"{address}/notebooks/00_introduction.html")
    page.evaluate(
        """() => document.querySelector('main h1').insertAdjacentHTML('afterend',
        '<details class="callout"><summary>More</summary><p>Folded words.</p></details>')"""
    )
    code = page.locator("details.code-fold pre").first.text_content()
    printed = PdfReader(io.BytesIO(page.pdf(format="A5")))
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in printed.pages)
    assert "Folded words." in text
    assert code.split()[0] not in text
    page.goto(f"{address}/notebooks/06_audit.html")
    page.emulate_media(media="print")
    # A5 without its margins.
    page.set_viewport_size({"width": 437, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 437


def test_the_keyboard_reaches_the_text_first(opened: Opened, address: str) -> None:
    """The first stop is the skip link, visible, and it leads into the text."""
    page, _ = opened
    page.goto(f"{address}/notebooks/01_sector_picture.html")
    page.keyboard.press("Tab")
    link = page.locator(".skip-link")
    assert link.evaluate("one => one === document.activeElement")
    assert link.bounding_box()["x"] >= 0
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_focus_is_always_visible(opened: Opened, address: str, names: list[str]) -> None:
    """Wherever Tab leads there is an outline or a shadow around it.

    On every page of its own kind and on two of the chapters, which have the same to press.
    """
    page, _ = opened
    chapters = [name for name in names if name.startswith("notebooks/")]
    for name in [*(name for name in names if name not in chapters), chapters[1], chapters[-1]]:
        page.goto(f"{address}/{name}")
        for stop in range(30):
            page.keyboard.press("Tab")
            assert page.evaluate(HAS_FOCUS_MARK), f"stop {stop + 1} of {name}"


@pytest.mark.parametrize("size", [(1000, 700), (1280, 400), (320, 256)])
def test_what_a_link_leads_to_is_not_covered(
    opened: Opened, address: str, size: tuple[int, int]
) -> None:
    """The bar at the top is higher where titles wrap; it leaves a low or narrow window."""
    page, _ = opened
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}/notebooks/01_sector_picture.html")
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("() => { location.hash = document.querySelectorAll('main section')[2].id; }")
    covered, top = page.evaluate(
        """() => ['.topbar', 'main :target'].map(one => document.querySelector(one))
        .map((one, place) => one.getBoundingClientRect()[place ? 'top' : 'bottom'])"""
    )
    assert max(covered, 0) <= top < size[1] / 2


def test_no_motion_where_a_reader_wants_none(opened: Opened, address: str) -> None:
    """Nothing is animated and no jump glides, unless the system allows it."""
    page, _ = opened
    page.set_viewport_size({"width": 360, "height": 800})
    found = []
    for motion in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=motion)
        page.goto(f"{address}/notebooks/01_sector_picture.html")
        found.append(page.evaluate(MOTION))
    assert found[0] == ["auto", 0]
    assert found[1][0] == "smooth"


def test_the_systems_few_colours_hide_nothing(opened: Opened, address: str) -> None:
    """What a fill or a tint tells is told by a line where the system paints its own colours."""
    page, _ = opened
    for name in ("notebooks/01_sector_picture", "ledger", "voices", "figures", "score"):
        page.emulate_media(forced_colors="none")
        page.goto(f"{address}/{name}.html")
        # Forced colours would paint it.
        assert page.evaluate(TRANSPARENT_BORDERS) == [], name
        page.emulate_media(forced_colors="active", color_scheme="dark")
        marked = page.evaluate(MARKED_LINKS)
        assert marked == [page.locator(".sidebar [aria-current=page]").text_content()], name
        assert set(page.evaluate(GROUNDS)) <= {"rgb(255, 255, 255)"}, name
        page.keyboard.press("Tab")
        assert page.evaluate(HAS_FOCUS_MARK), name
    page.locator("#score-example").click()
    page.locator("button.score-main").click()
    fills = page.locator(".score-span").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert fills
    assert "rgb(0, 0, 0)" not in fills


def test_spaced_text_is_neither_cut_nor_wider(opened: Opened, address: str) -> None:
    """In a window enlarged four times, with the longest words of the three languages."""
    page, _ = opened
    page.set_viewport_size({"width": 320, "height": 256})
    for name in ("index", "notebooks/00_methodology", "notebooks/06_audit", "ledger", "score"):
        page.goto(f"{address}/../ru/{name}.html")
        page.evaluate(SPACED)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, name
        assert page.evaluate(CUT_OFF) == [], name
