"""A table is checked in the browser as in Python, beside each number, and stays there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from helpers.review.accessibility import check_page
from helpers.review.browser import Faults
from tests.cases.check_cases import cases

Opened = tuple[Page, Faults]

CHECK = Path(__file__).parents[2] / "cases" / "check_check.js"
AGREEMENT = "cases => checkCheck.disagreements(check, cases)"


@pytest.fixture
def checker(opened: Opened, address: str) -> Opened:
    """The page that checks a table, opened from the server, with nothing wrong so far."""
    page, faults = opened
    page.goto(f"{address}/check.html")
    assert faults.taken() == []
    return page, faults


def test_browser_and_python_agree_on_every_case(checker: Opened) -> None:
    """Counts, bases, means and questions are the engine's in this browser, too."""
    page, _ = checker
    # As the browser itself would: the page allows no script but its own.
    page.evaluate(CHECK.read_text(encoding="utf-8"))
    assert page.evaluate(AGREEMENT, cases()) == []


def test_a_number_is_judged_while_it_is_typed(checker: Opened) -> None:
    """By keyboard alone, without a button; nothing is asked for and nothing is stored."""
    page, faults = checker
    faults.requests.clear()
    page.locator(".check-row input").first.focus()
    for text in ("yes", "", "72 %", "357", "487"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    row = page.locator(".check-row").first
    expect(row.locator(".check-verdict")).to_have_text("✗ impossible")
    expect(row).to_contain_text("349–353 (to the nearest)")
    expect(page.locator("#check-status")).to_have_text("Numbers checked: 1. impossible: 1.")
    assert faults.requests == []
    assert faults.taken() == []
    assert page.evaluate("() => document.cookie") == ""
    assert page.evaluate("() => Object.keys(localStorage).filter(k => k !== 'book-theme')") == []


def test_a_pasted_table_fills_the_rows(checker: Opened) -> None:
    """And a row that is taken away leaves the focus on its neighbour."""
    page, _ = checker
    page.locator("#check-paste").fill("Answer;Count;%\nyes;357;73,3\nno;130;26,7\n;;")
    expect(page.locator(".check-row")).to_have_count(2)
    expect(page.locator("#check-read")).to_have_text(
        "Rows read: 2. Columns: Name, Count, percentage."
    )
    page.locator(".check-remove").first.click()
    expect(page.locator(".check-row")).to_have_count(1)
    expect(page.locator(".check-remove")).to_be_focused()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_verdicts_are_accessible_and_fit(checker: Opened, scheme: str, width: int) -> None:
    """axe-core finds nothing in the filled-in page, and it does not scroll sideways."""
    page, _ = checker
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("#check-example").click()
    expect(page.locator("#check-question .check-verdict")).to_have_text(
        "≈ possible on another base"
    )
    assert check_page(page).violations == ()
    sizes = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert sizes[0] <= sizes[1]


def test_the_check_works_from_a_folder(opened: Opened, book: Path) -> None:
    """Saved to a disk and opened as a file, it checks all the same."""
    page, faults = opened
    page.goto((book / "check.html").as_uri())
    page.locator("#check-example").click()
    expect(page.locator("#check-question .check-verdict")).to_be_visible()
    assert faults.taken() == []
