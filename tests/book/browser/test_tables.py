"""The table of all measures: sorted by a heading, narrowed by choices, whole without scripts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from helpers.review.browser import Faults
from helpers.study import open_study

Opened = tuple[Page, Faults]

CHAPTER = "notebooks/04_pathways.html"
ROWS = "#tbl-all-measures tbody tr"


def test_a_heading_sorts_and_brings_back_the_order(opened: Opened, address: str) -> None:
    """Up, down, and as it was; the state can be heard."""
    page, faults = opened
    page.goto(f"{address}/{CHAPTER}")
    cells = page.locator(f"{ROWS} td:first-child")
    order = cells.all_inner_texts()
    heading = page.locator("#tbl-all-measures th").first
    for state in ("ascending", "descending", "none"):
        heading.locator("button").click()
        expect(heading).to_have_attribute("aria-sort", state)
        shown = cells.all_inner_texts()
        assert (shown == order) == (state == "none")
        assert sorted(shown) == sorted(order)
    assert faults.taken() == []


def test_a_choice_leaves_the_rows_of_an_addressee(opened: Opened, address: str) -> None:
    """Rows of several addressees stand under each of them, and the number of rows is said."""
    page, _ = opened
    page.goto(f"{address}/{CHAPTER}")
    study = open_study("en")
    n_rows = sum("donor" in each.addressees for each in study.measures)
    page.locator(".table-tools select").first.select_option(study.label("addressees", "donor"))
    expect(page.locator(f"{ROWS}:visible")).to_have_count(n_rows)
    expect(page.locator(".table-status")).to_contain_text(f"{n_rows} of {len(study.measures)}")


def test_without_scripts_the_table_is_whole(scriptless: Page, address: str) -> None:
    """No tools that do nothing, and every row."""
    scriptless.goto(f"{address}/{CHAPTER}")
    expect(scriptless.locator(".table-tools")).to_be_hidden()
    expect(scriptless.locator(f"{ROWS}:visible")).to_have_count(len(open_study("en").measures))
