"""The three editions in a browser: the switch, the root page, the search."""

import pytest

from helpers import paths
from helpers.review import browser as browsers


@pytest.fixture(scope="module")
def site(built_book):  # noqa: ARG001 (three editions)
    """Where all editions are served."""
    with browsers.served(paths.OUTPUTS / "book") as server:
        yield server


@pytest.mark.parametrize("section", ["sec-influence", "sec-scale"])
def test_the_switch_opens_the_section_being_read(opened, site, section):
    """In the other language, and marked as such."""
    page, faults = opened
    # Nobody clicks while the page is still gliding to the section.
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/en/notebooks/03_regional_stories.html#{section}")
    page.wait_for_load_state("networkidle")
    # Playwright's own click scrolls to what sticks at the top, and away from the section.
    box = page.locator(".languages a[lang=kk]").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/kk/**")
    assert page.url.endswith(f"/kk/notebooks/03_regional_stories.html#{section}")
    assert page.evaluate("document.documentElement.lang") == "kk"
    assert faults.found == []


@pytest.mark.parametrize(
    ("locale", "edition"), [("kk-KZ", "kk"), ("ru-RU", "ru"), ("en-GB", "en"), ("de-DE", "")]
)
def test_the_root_page_follows_the_browser(chromium, site, locale, edition):
    """And stays where the browser asks for none of the editions."""
    with chromium.new_context(locale=locale) as context:
        page = context.new_page()
        page.goto(f"{site}/")
        page.wait_for_load_state("networkidle")
        assert page.url == (f"{site}/{edition}/index.html" if edition else f"{site}/")


def test_a_choice_is_remembered(opened, site):
    """The root page leads to the language chosen last."""
    page, _ = opened
    page.goto(f"{site}/en/index.html")
    page.click(".languages a[lang=ru]")
    page.wait_for_url("**/ru/**")
    page.goto(f"{site}/")
    page.wait_for_url("**/ru/index.html")
    page.goto(f"{site}/#choose")
    page.reload()
    assert page.locator("li a").count() == 3


@pytest.mark.parametrize(("language", "words"), [("ru", "организациям"), ("kk", "сауалнама")])
def test_search_finds_words_of_the_language(opened, site, language, words):
    """In Russian in any of their forms."""
    page, _ = opened
    page.goto(f"{site}/{language}/index.html")
    page.fill("#search-box", words)
    page.wait_for_selector("#search-results li")
    assert page.locator("#search-results li").count() > 3
