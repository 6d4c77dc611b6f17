"""From a page to the same page in another language."""

import pytest
from bs4 import BeautifulSoup

from bookmaker.rendering.languages import (
    MARK,
    SCRIPT,
    root_page,
    with_languages,
    write_root_page,
    write_script,
)

PAGE = f"<html><head><title>T</title></head><body>{MARK}<main><p>x</p></main></body></html>"


def switched(html, *, editions=("en", "ru", "kk"), language="ru"):
    href = "notebooks/02_challenges.html"
    text = with_languages(html, href, language, editions=editions, label="Язык")
    return BeautifulSoup(text, "html.parser")


def test_every_edition_is_named_in_its_own_language():
    """The one being read is no link; the others lead to the same file."""
    nav = switched(PAGE).select_one("nav.languages")
    assert nav["aria-label"] == "Язык"
    assert [each.get_text() for each in nav.find_all(["a", "span"])] == [
        "English",
        "Русский",
        "Қазақша",
    ]
    assert [a["href"] for a in nav.find_all("a")] == [
        "../../en/notebooks/02_challenges.html",
        "../../kk/notebooks/02_challenges.html",
    ]
    assert nav.select_one("[aria-current]").get_text() == "Русский"


def test_the_head_names_every_edition():
    """For search engines, the page's own language included."""
    links = switched(PAGE).select("head link[rel=alternate]")
    assert [link["hreflang"] for link in links] == ["en", "ru", "kk"]


def test_the_script_of_the_switch_is_a_file(tmp_path):
    """Each edition has it, and no page has a script in it."""
    page = switched(PAGE)
    assert [each["src"] for each in page.select("script")] == ["../site_libs/languages.js"]
    assert page.select_one("script").get_text() == ""
    write_script(tmp_path)
    assert "book-language" in (tmp_path / SCRIPT).read_text(encoding="utf-8")


def test_a_page_without_a_place_gets_the_switch_atop_its_text():
    """Quarto's pages."""
    page = switched(PAGE.replace(MARK, ""))
    assert page.main.find(True).name == "nav"


@pytest.mark.parametrize("editions", [(), ("ru",), ("en", "kk")])
def test_no_edition_no_link(editions):
    """A single edition, or one that is not among those built together, has no dead link."""
    page = switched(PAGE, editions=editions)
    assert page.select(".languages, link[rel=alternate], script") == []
    assert MARK not in str(page)


def test_the_root_page_offers_all_editions(tmp_path):
    """As plain links, which work without scripts, with the title of each."""
    for language, title in {"en": "A &amp; B", "ru": "А и Б"}.items():
        (tmp_path / language).mkdir()
        page = f"<title>\n{title}\n</title>"
        (tmp_path / language / "index.html").write_text(page, encoding="utf-8")
    write_root_page(tmp_path / "index.html", ("en", "ru"))
    page = BeautifulSoup((tmp_path / "index.html").read_text("utf-8"), "html.parser")
    assert page.html["lang"] == "en"
    assert [a["href"] for a in page.select("li a")] == ["en/index.html", "ru/index.html"]
    assert "А и Б" in page.select("li")[1].get_text()
    assert page.title.get_text() == "A & B"
    assert page.select_one("meta[http-equiv=refresh]") is None
    script = page.select_one("script")
    assert (script["src"], script["data-editions"]) == ("en/site_libs/languages.js", "en ru")
    assert script.get_text() == ""


def test_a_single_edition_is_opened_at_once():
    """There is nothing to choose."""
    page = root_page({"kk": "Кітап"})
    assert page.startswith('<!doctype html>\n<html lang="kk">')
    assert 'http-equiv="refresh" content="0; url=kk/index.html"' in page
