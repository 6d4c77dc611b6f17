"""The calculator computes in the browser what the Python helpers compute, and keeps it there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from helpers.review.accessibility import check_page
from helpers.review.browser import Faults

Opened = tuple[Page, Faults]

CHECK = Path(__file__).parents[2] / "cases" / "score_check.js"
# As one text: Playwright packs a table cell by cell.
AGREEMENT = "cases => scoreCheck.disagreements(score, scoreInput, scoreData, JSON.parse(cases))"


@pytest.fixture
def calculator(opened: Opened, address: str) -> Opened:
    """The page of the score, opened from the server, with nothing wrong so far."""
    page, faults = opened
    page.goto(f"{address}/score.html")
    assert faults.taken() == []
    return page, faults


def test_browser_and_python_agree_on_every_case(
    calculator: Opened, score_table: list[dict[str, Any]]
) -> None:
    """At least 200 shared cases have the same score, levels and refusals in both languages."""
    page, _ = calculator
    assert len(score_table) >= 200
    # As the browser itself would: the page allows no script but its own.
    page.evaluate(CHECK.read_text(encoding="utf-8"))
    assert page.evaluate(AGREEMENT, json.dumps(score_table)) == []


def test_what_is_typed_is_scored_and_stays_on_the_page(calculator: Opened) -> None:
    """The example gives a result at once; no request is made and nothing is stored."""
    page, faults = calculator
    faults.requests.clear()
    before = page.locator("#score-app").inner_text()
    page.locator("#score-example").click()
    page.locator("button.score-main").click()
    expect(page.locator("#score-app")).not_to_have_text(before)
    expect(page.locator("#score-status")).to_contain_text("is no evidence for it")
    assert faults.requests == []
    assert faults.taken() == []
    assert page.evaluate("() => document.cookie") == ""
    assert page.evaluate("() => Object.keys(localStorage).filter(k => k !== 'book-theme')") == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_result_is_accessible_and_fits(calculator: Opened, scheme: str, width: int) -> None:
    """axe-core finds nothing in the filled-in page either, and it does not scroll sideways."""
    page, _ = calculator
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("#score-example").click()
    page.locator("button.score-main").click()
    assert check_page(page).violations == ()
    sizes = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert sizes[0] <= sizes[1]


def test_the_calculator_works_from_a_folder(opened: Opened, book: Path) -> None:
    """Saved to a disk and opened as a file, it computes all the same."""
    page, faults = opened
    page.goto((book / "score.html").as_uri())
    page.locator("#score-example").click()
    page.locator("button.score-main").click()
    assert faults.taken() == []
