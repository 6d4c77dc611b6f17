"""Below a figure: how it was made, and the claims it draws."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from helpers.review.browser import Faults

Opened = tuple[Page, Faults]

CHAPTER = "notebooks/02_challenges.html"
LINK = ".figure-files a[href='#code-{}']"


@pytest.mark.parametrize("label", ["fig-needs", "tbl-impact"])
def test_the_code_of_a_figure_opens(opened: Opened, address: str, label: str) -> None:
    """The link opens that cell alone, brings it into view, and the keyboard goes on from there."""
    page, faults = opened
    page.goto(f"{address}/{CHAPTER}")
    page.locator(LINK.format(label)).click()
    fold = page.locator("details.code-fold[open]")
    expect(fold).to_have_count(1)
    expect(fold).to_contain_text(label)
    expect(fold.locator("pre")).to_be_in_viewport()
    expect(fold.locator("summary")).to_be_focused()
    assert faults.taken() == []


def test_the_code_opens_again_after_all_code_was_hidden(opened: Opened, address: str) -> None:
    """The switch of the page closes it; the same link opens it again."""
    page, _ = opened
    page.goto(f"{address}/{CHAPTER}")
    link, fold = page.locator(LINK.format("fig-needs")), page.locator("details.code-fold[open]")
    link.click()
    expect(fold).to_have_count(1)
    for _ in range(2):
        page.locator(".code-switch").first.click()
    expect(fold).to_have_count(0)
    link.click()
    expect(fold).to_have_count(1)


def test_the_index_leads_to_the_code_and_to_the_claims(opened: Opened, address: str) -> None:
    """From the list of all figures, on the page of the figure, open."""
    page, _ = opened
    page.goto(f"{address}/figures.html")
    page.locator("a[href$='#code-fig-needs']").click()
    expect(page.locator("details.code-fold[open]")).to_contain_text("fig-needs")
    page.goto(f"{address}/figures.html")
    page.locator("a[href$='#claims-fig-needs']").click()
    expect(page.locator("#claims-fig-needs li").first).to_be_in_viewport()


def test_a_claim_leads_to_its_place_in_the_ledger(opened: Opened, address: str) -> None:
    """With the keyboard alone: open the list, follow the first claim."""
    page, _ = opened
    page.goto(f"{address}/{CHAPTER}")
    claims = page.locator("#claims-fig-needs")
    claims.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(claims.locator("li").first).to_contain_text("81")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger.html#claim-need_finance")
    expect(page.locator("#claim-need_finance")).to_be_in_viewport()


def test_without_scripts_the_link_leads_to_the_folded_code(scriptless: Page, address: str) -> None:
    """The code stands there to be opened, and the list of claims opens by itself."""
    scriptless.goto(f"{address}/{CHAPTER}")
    scriptless.locator(LINK.format("fig-needs")).click()
    folds = scriptless.locator("#code-fig-needs + .cell details.code-fold > summary")
    expect(folds).to_be_in_viewport()
    claims = scriptless.locator("#claims-fig-needs")
    claims.locator("summary").click()
    expect(claims.locator("li").first).to_be_visible()


def test_an_interactive_chart_is_named_by_its_figure(opened: Opened, address: str) -> None:
    """Opened with the keyboard; read aloud it is the figure, not "Vega visualization"."""
    page, faults = opened
    page.goto(f"{address}/notebooks/06_audit.html")
    button = page.get_by_role("button", name="Interactive version").first
    button.focus()
    page.keyboard.press("Enter")
    chart = page.locator("#fig-scorecard-interactive [role=graphics-document]")
    expect(chart).to_have_attribute(
        "aria-label", "Every printed number with its verdict, by chapter of the report"
    )
    expect(button).to_be_focused()
    assert faults.taken() == []
