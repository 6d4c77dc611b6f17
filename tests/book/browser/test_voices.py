"""The page Voices can be read without scripts and filtered with them, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from helpers.review.browser import Faults
from helpers.study import Study

SHOWN = ".voice:visible"


@pytest.fixture
def voices(opened: tuple[Page, Faults], address: str) -> Page:
    """The page, opened from the server, with nothing wrong so far."""
    page, faults = opened
    page.goto(f"{address}/voices.html")
    assert faults.taken() == []
    return page


def test_without_scripts_everybody_is_heard(scriptless: Page, address: str, study: Study) -> None:
    """All voices, and no tool that would do nothing."""
    scriptless.goto(f"{address}/voices.html")
    assert scriptless.locator(SHOWN).count() == len(study.quotes)
    assert not scriptless.locator("#voices-tools").is_visible()


def test_filters_narrow_the_list_and_say_how_many(voices: Page, study: Study) -> None:
    """Together; a theme without a voice goes with its heading, and the address keeps the choice."""
    n_all = len(study.quotes)
    women = [q for q in study.quotes if q.theme == "mistrust" and q.speaker == "woman"]
    status = voices.locator("#voices-tools [role=status]")
    expect(status).to_have_text(f"All voices are shown: {n_all}.")
    voices.get_by_label("Theme").select_option("mistrust")
    voices.get_by_label("Who speaks").select_option("woman")
    expect(status).to_have_text(f"Voices shown: {len(women)} of {n_all}.")
    assert voices.locator(SHOWN).count() == len(women) > 0
    expect(voices.locator("main h2:visible", has_text="mistrust")).to_have_count(1)
    expect(voices.locator("main h2:visible", has_text="Openness")).to_have_count(0)
    assert voices.url.endswith("?theme=mistrust&speaker=woman")
    voices.reload()
    expect(voices.locator(SHOWN)).to_have_count(len(women))
    voices.get_by_role("button", name="Show all").click()
    expect(voices.locator(SHOWN)).to_have_count(n_all)


def test_filters_work_from_the_keyboard(voices: Page) -> None:
    """Letters choose in a list, as everywhere."""
    voices.get_by_label("Direction").focus()
    voices.keyboard.type("Pos")
    directions = voices.locator(SHOWN).evaluate_all("all => all.map(one => one.dataset.direction)")
    assert set(directions) == {"positive"}


def test_nobody_fits_says_what_to_do(voices: Page) -> None:
    """The sentence names the way out, and the coding below stays."""
    voices.get_by_label("Region").select_option("kostanay")
    voices.get_by_label("Direction").select_option("positive")
    expect(voices.locator("#voices-tools [role=status]")).to_contain_text("show all")
    expect(voices.locator(SHOWN)).to_have_count(0)
    expect(voices.locator("#voices-coding")).to_be_visible()


def test_a_link_to_a_voice_that_is_filtered_out_shows_it(voices: Page, address: str) -> None:
    """Nobody who follows a link lands on nothing."""
    voices.goto(f"{address}/voices.html?theme=mistrust#voice-q07")
    expect(voices.locator("#voice-q07")).to_be_in_viewport()
    assert voices.url.endswith("voices.html#voice-q07")


def test_a_telephone_needs_no_sideways_scrolling(voices: Page) -> None:
    """The filters stand one below the other."""
    voices.set_viewport_size({"width": 390, "height": 800})
    width = "document.documentElement.scrollWidth"
    assert voices.evaluate(width) <= 390
    boxes = [one.bounding_box() for one in voices.locator("#voices-tools select").all()]
    assert len({box["x"] for box in boxes}) == 1
