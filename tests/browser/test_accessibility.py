"""axe-core finds nothing on any page, in light and in dark, on a desktop and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from helpers.review.accessibility import SCHEMES, audit
from helpers.review.browser import Faults


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_no_violation(
    opened: tuple[Page, Faults], address: str, names: list[str], scheme: str, width: int
) -> None:
    """Every rule of axe-core, of every impact, passes, with all folded parts unfolded.

    Contrast depends on the scheme and layout on the width, so two of the four combinations do.
    """
    page, _ = opened
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for name in names:
        page.goto(f"{address}/{name}")
        result = audit(page)
        assert result.n_passed > 20
        found[name] = result.violations
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
    assert audit(page).violations == ()
    page.locator("button.enlarge").first.click()
    expect(page.locator("dialog.zoom")).to_be_visible()
    assert audit(page).violations == ()
