"""What scripts add to a page does what it says: search, code, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from helpers.review.browser import Faults

Opened = tuple[Page, Faults]

CHAPTER = "notebooks/01_sector_picture.html"


@pytest.mark.parametrize(
    ("word", "chapter"),
    [
        ("funding", "01_sector_picture.html"),
        ("training", "02_challenges.html"),
        ("thresholds", "03_regional_stories.html"),
    ],
)
def test_search_finds_a_word(opened: Opened, address: str, word: str, chapter: str) -> None:
    """A word typed on any page leads to the chapter that is about it, at a place in it."""
    page, faults = opened
    page.goto(f"{address}/{CHAPTER}")
    page.locator("#search-box").fill(word)
    links = page.locator(f"#search-results a[href*='{chapter}']")
    expect(links.first).to_be_visible()
    links.first.click()
    page.wait_for_url(f"**/{chapter}*")
    assert word in page.locator("main").inner_text().lower()
    assert faults.taken() == []


def test_search_says_that_it_found_nothing(opened: Opened, address: str) -> None:
    """A word that is nowhere gives a sentence with the word, and no link."""
    page, _ = opened
    page.goto(f"{address}/index.html")
    page.locator("#search-box").fill("qwertyqwerty")
    expect(page.locator("#search-results [role=status]")).to_contain_text("qwertyqwerty")
    assert page.locator("#search-results a").count() == 0


def test_search_from_a_folder_says_what_it_needs(opened: Opened, book: Path) -> None:
    """Without a server the box answers with the command that starts one."""
    page, faults = opened
    page.goto((book / "index.html").as_uri())
    page.locator("#search-box").fill("funding")
    expect(page.locator("#search-results [role=status]")).to_contain_text("make preview")
    assert faults.taken() == []


def test_one_switch_shows_and_hides_all_code(opened: Opened, address: str) -> None:
    """Code is folded at first; the switch opens every part of it, and closes it again."""
    page, _ = opened
    page.goto(f"{address}/{CHAPTER}")
    n_parts = page.locator("details.code-fold").count()
    opened_parts = page.locator("details.code-fold[open]")
    expect(opened_parts).to_have_count(0)
    page.locator(".code-switch").first.click()
    expect(opened_parts).to_have_count(n_parts)
    page.locator(".code-switch").first.click()
    expect(opened_parts).to_have_count(0)


def test_a_figure_opens_in_full_size_and_closes_with_escape(opened: Opened, address: str) -> None:
    """The keyboard opens a figure with its caption; Escape closes it, the focus is back."""
    page, _ = opened
    page.goto(f"{address}/{CHAPTER}")
    button = page.locator("button.enlarge").first
    button.focus()
    page.keyboard.press("Enter")
    caption = page.locator("figure.quarto-float-fig figcaption").first.inner_text()
    zoom = page.get_by_role("dialog")
    expect(zoom.locator("img")).to_be_visible()
    said = zoom.locator(".zoom-caption").inner_text()
    assert said
    assert caption.startswith(said)
    expect(zoom).to_have_accessible_name(said)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.zoom[open]")).to_have_count(0)
    expect(button).to_be_focused()


def test_the_text_needs_no_script(scriptless: Page, address: str, names: list[str]) -> None:
    """Without scripts every page has its text, its figures, and no tool that would do nothing."""
    for name in names:
        scriptless.goto(f"{address}/{name}")
        assert len(scriptless.locator("main").inner_text()) > 500
        for tool in scriptless.locator(".needs-script, #search-box, .code-switch").all():
            assert not tool.is_visible()
