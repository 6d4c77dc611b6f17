"""The ledger's page finds numbers, says how many, and leads from the prose and back."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers.review.accessibility import check_page
from helpers.review.browser import Faults
from helpers.study import Study

Opened = tuple[Page, Faults]

SHOWN = ".claim-entry:visible"
CHAPTER = "notebooks/01_sector_picture.html"
CLAIM = "claim-zero_reports_pct"


@pytest.fixture
def ledger(opened: Opened, address: str) -> Page:
    """The page, opened from the server, with nothing wrong so far."""
    page, faults = opened
    page.goto(f"{address}/ledger.html")
    assert faults.taken() == []
    return page


def test_without_scripts_every_number_is_there(
    scriptless: Page, address: str, study: Study
) -> None:
    """Each has its entry, open to read, and no tool that would do nothing."""
    scriptless.goto(f"{address}/ledger.html")
    assert scriptless.locator(SHOWN).count() == len(study.ledger) + len(study.derived)
    assert not scriptless.locator("#ledger-tools").is_visible()


def test_filters_narrow_the_list_and_say_how_many(ledger: Page) -> None:
    """By verdict, by chapter, by words; what is empty goes with its heading."""
    everything = ledger.locator(SHOWN).count()
    ledger.get_by_label("contradiction").check()
    found = ledger.locator(SHOWN)
    n_found = found.count()
    assert 0 < n_found < everything
    assert set(found.evaluate_all("all => all.map(one => one.dataset.verdict)")) == {
        "contradiction"
    }
    status = ledger.locator("#ledger-tools [role=status]")
    expect(status).to_have_text(f"{n_found} of {everything} numbers are shown.")
    ledger.locator("#ledger-tools select").select_option("1")
    assert 0 < ledger.locator(SHOWN).count() < n_found
    expect(ledger.locator("main h2:visible")).to_have_count(1)
    ledger.get_by_role("button", name="Show all").click()
    expect(ledger.locator(SHOWN)).to_have_count(everything)
    ledger.get_by_label("other end").check()
    ends = ledger.locator(SHOWN).evaluate_all("all => all.map(one => one.dataset.verdict)")
    assert 0 < len(ends) < everything
    assert all(verdicts.endswith(" other_end") for verdicts in ends)


@pytest.mark.parametrize(
    "words", ["23335", "23,335", "  ЗАРЕГИСТРИРОВАНО 23335", "ngo_registered_ex"]
)
def test_search_finds_numbers_and_words(ledger: Page, words: str) -> None:
    """With or without the comma of thousands, in words of the report, in any case."""
    ledger.get_by_role("searchbox", name="Search the ledger").fill(words)
    expect(ledger.locator("#claim-ngo_registered_exact")).to_be_visible()
    expect(ledger.locator(f"#{CLAIM}")).to_be_hidden()


def test_a_search_for_nothing_says_what_to_do(ledger: Page) -> None:
    """No entry is shown, and the sentence names the way out."""
    ledger.get_by_role("searchbox", name="Search the ledger").fill("qwertyqwerty")
    expect(ledger.locator("#ledger-tools [role=status]")).to_contain_text("show all")
    expect(ledger.locator(SHOWN)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_hint_in_the_search_can_be_read(ledger: Page, scheme: str) -> None:
    """It has the colour of the book's secondary text, not a browser's own pale one."""
    ledger.emulate_media(color_scheme=scheme)
    colour = "(one, part) => getComputedStyle(one, part).color"
    hint = ledger.get_by_role("searchbox", name="Search the ledger").evaluate(
        colour, "::placeholder"
    )
    assert hint == ledger.locator(".claim-entry dt").first.evaluate(colour, None)


def test_the_address_shares_the_view(ledger: Page, chromium: Browser) -> None:
    """Whoever opens it sees the same list and the same filters."""
    ledger.get_by_label("rounding").check()
    ledger.get_by_role("searchbox", name="Search the ledger").fill("staff")
    ledger.wait_for_url("**/ledger.html?*staff*")
    shown = ledger.locator(SHOWN).evaluate_all("all => all.map(one => one.id)")
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(ledger.url)
        assert page.locator(SHOWN).evaluate_all("all => all.map(one => one.id)") == shown
        assert page.get_by_role("searchbox", name="Search the ledger").input_value() == "staff"
        assert page.get_by_label("rounding").is_checked()


def test_a_jump_shows_its_number_beside_what_is_filtered(ledger: Page, address: str) -> None:
    """The address names it; the next filter lets it go."""
    ledger.goto(f"{address}/ledger.html?verdict=base#{CLAIM}")
    entry = ledger.locator(f"#{CLAIM}")
    expect(entry).to_be_in_viewport()
    expect(ledger.locator("#ledger-tools [role=status]")).to_contain_text("One more is shown")
    ledger.get_by_label("rounding").check()
    expect(entry).to_be_hidden()
    assert urlsplit(ledger.url).fragment == ""


def test_a_jump_to_a_chapter_shows_it_whole(ledger: Page) -> None:
    """A heading of the list that a filter took away is there again."""
    ledger.get_by_label("rounding").check()
    ledger.evaluate("() => { location.hash = 'ledger-intro'; }")
    expect(ledger.locator("#ledger-intro")).to_be_visible()
    expect(ledger.locator("#claim-ngo_registered_over")).to_be_visible()


@pytest.mark.parametrize("from_folder", [False, True])
def test_from_the_prose_to_the_ledger_and_back(
    opened: Opened, address: str, book: Path, from_folder: bool
) -> None:
    """By the link, by the keyboard, by the browser's button, and by the entry's own link."""
    page, _ = opened
    page.emulate_media(reduced_motion="reduce")  # a reader waits for the page to arrive
    page.goto(f"{book.as_uri() if from_folder else address}/{CHAPTER}")
    link = page.locator(f"a.claim[href$='#{CLAIM}']").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{CLAIM}")).to_be_in_viewport()
    page.go_back()
    expect(link).to_be_in_viewport()
    page.go_forward()
    page.locator(f"#{CLAIM} dd a[href*='{CHAPTER}#use-']").first.click()
    page.wait_for_url(f"**/{CHAPTER}#use-*")
    expect(page.locator("a.claim:target")).to_be_in_viewport()


def test_filters_work_from_a_folder(opened: Opened, book: Path) -> None:
    """Without a server, too."""
    page, faults = opened
    page.goto(f"{(book / 'ledger.html').as_uri()}?verdict=rounding")
    n_shown = page.locator(SHOWN).count()
    page.get_by_role("searchbox", name="Search the ledger").fill("staff")
    expect(page.locator("#ledger-tools [role=status]")).not_to_contain_text(f"{n_shown} of")
    assert faults.taken() == []


def test_a_sign_is_drawn_and_named_but_not_copied(opened: Opened, address: str) -> None:
    """The text of a link is the number; its label adds the verdict; the sign is the style's."""
    page, _ = opened
    page.goto(f"{address}/{CHAPTER}")
    link = page.locator("a.claim[data-mark]").first
    number = link.inner_text()
    assert not set(number) & set("≠≈÷⊄()")
    assert link.get_attribute("aria-label").startswith(f"{number}: ")
    drawn = link.evaluate("one => getComputedStyle(one, '::after').content")
    assert link.get_attribute("data-mark") in drawn


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_a_filtered_list_is_accessible_and_fits(ledger: Page, scheme: str, width: int) -> None:
    """axe-core finds nothing, and the page does not scroll sideways."""
    ledger.emulate_media(color_scheme=scheme)
    ledger.set_viewport_size({"width": width, "height": 800})
    ledger.get_by_label("contradiction").check()
    assert check_page(ledger).violations == ()
    assert ledger.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_pasted_text_stays_out_of_the_address(ledger: Page) -> None:
    """Servers refuse long addresses; one that is given is cut."""
    box = ledger.locator("#ledger-tools [name=q]")
    box.evaluate("(box) => { box.value = 'б'.repeat(70000); box.form.requestSubmit(); }")
    expect(ledger.locator(SHOWN)).to_have_count(0)
    assert len(ledger.url) < 1500
    ledger.goto(f"{ledger.url.split('?')[0]}?q={'1' * 3000}")
    assert len(box.input_value()) == 200


@pytest.mark.parametrize("name", [CHAPTER, "ledger.html", "voices.html"])
def test_a_lone_percent_sign_breaks_no_script(opened: Opened, address: str, name: str) -> None:
    """Behind # or ?; the page goes on working."""
    page, faults = opened
    page.goto(f"{address}/{name}?q=%&chapter=%E0#%E0%A4%A")
    page.evaluate("location.hash = '#100%'")
    page.get_by_role("searchbox").first.fill("x")
    assert faults.taken() == []
