"""The HTML site of the fixture book."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.rendering import embedded
from bookmaker.rendering.embedded.web import ASSETS, finished
from tests.cases.small_books import SVG, write_project


def soup(path: Path) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_figures_and_tables_have_quartos_ids_and_classes(chapter: BeautifulSoup) -> None:
    """Links from elsewhere survive a change of renderer."""
    figure, table = chapter.find(id="fig-needs"), chapter.find(id="tbl-regions")
    assert "quarto-float-fig" in figure["class"]
    assert figure.img["alt"] == "Horizontal bars: finance 62 %, premises, legal help."
    assert figure.img["src"] == "figures/fig-needs.svg"
    assert (
        figure.figcaption.get_text().strip()
        == "Figure\u00a01.1: Needs named. Base: 100 questionnaires."
    )
    assert table.find("figcaption").find_next("table") is table.table


def test_pictures_say_their_size(chapter: BeautifulSoup) -> None:
    """The text does not jump when a picture arrives."""
    assert (chapter.img["width"], chapter.img["height"]) == ("480", "100")


def test_code_is_folded_under_a_summary(chapter: BeautifulSoup) -> None:
    """The project's `code-fold` holds; `echo: false` leaves no code at all."""
    folds = chapter.select("details.code-fold")
    assert {fold.summary.get_text() for fold in folds} == {"Code"}
    assert 'figures.bars("needs")' in folds[-1].get_text()
    assert "tables.regions" not in chapter.get_text()


def test_sections_are_numbered_in_text_and_contents(chapter: BeautifulSoup) -> None:
    """The page's table of contents says what its headings say."""
    headings = [h.get_text() for h in chapter.main.find_all(["h2", "h3"]) if h.span]
    assert headings == ["1.1 Needs", "1.2 Regions", "1.2.1 Almaty and Aktau"]
    assert [a.get_text() for a in chapter.select("#TOC a")] == [*headings, "References"]


def test_callouts_say_their_kind_in_words(chapter: BeautifulSoup) -> None:
    """Colour alone would tell nothing to some readers."""
    heads = [" ".join(x.get_text().split()) for x in chapter.select(".callout-header")]
    assert heads == ["Note: Read the bounds", "Note"]


def test_each_chapter_lists_what_it_cites(book: Path, chapter: BeautifulSoup) -> None:
    """Citations lead to the chapter's own list."""
    assert {x["id"] for x in chapter.select(".csl-entry")} == {"ref-manski1995", "ref-wilson1927"}
    assert [x["id"] for x in soup(book / "index.html").select(".csl-entry")] == ["ref-manski1995"]


def test_links_to_sources_lead_to_pages(chapter: BeautifulSoup) -> None:
    """Authors link notebooks; readers get pages."""
    links = {a.get_text(): a["href"] for a in chapter.main.find_all("a")}
    assert links["the method"] == "00_method.html#sec-instruments"
    assert links["the front page"] == "../index.html"


def test_the_front_page_is_the_title_page(book: Path) -> None:
    """Title, subtitle, authors and date in words, then the text."""
    header = soup(book / "index.html").find(id="title-block-header")
    lines = ["A Small Book", "Two chapters for the tests", "The testers", "January 15, 2026"]
    assert list(header.stripped_strings) == lines


def test_only_what_is_meant_for_the_screen_is_there(book: Path) -> None:
    """Conditional content for print does not show."""
    text = soup(book / "index.html").get_text()
    assert "This line is for the screen." in text
    assert "for paper" not in text


def test_every_page_says_what_rendered_it(book: Path) -> None:
    """The colophon is the page's footer."""
    for page in book.rglob("*.html"):
        assert "Rendered by Pandoc" in soup(page).find("footer").get_text()


def test_pages_have_a_skip_link(book: Path) -> None:
    """Keyboard readers reach the text at once."""
    for page in (soup(path) for path in book.rglob("*.html")):
        assert page.find(id=page.select_one("a.skip-link")["href"][1:]).name == "main"


def test_what_needs_a_script_is_hidden_without_one(chapter: BeautifulSoup) -> None:
    """No dead control stands on a page when scripts are off."""
    assert chapter.html.get("class") is None
    controls = chapter.select("form, select, button, input")
    assert controls
    assert all(
        c.find_parent(class_="needs-script") or "needs-script" in c["class"] for c in controls
    )
    css = (ASSETS / "book.css").read_text(encoding="utf-8")
    assert "html:not(.js) .needs-script { display: none; }" in css


def test_the_remembered_scheme_is_set_before_the_page_is_drawn(chapter: BeautifulSoup) -> None:
    """The head's own script runs before the style sheet is read; no flash of the other scheme."""
    head = [tag for tag in chapter.head.find_all(["script", "link"]) if tag.get("rel") != ["icon"]]
    assert "book-theme" in head[0].get_text()
    assert all(tag.has_attr("defer") for tag in chapter.head.select("script[src]"))


def test_headings_and_captions_link_to_themselves(chapter: BeautifulSoup) -> None:
    """An address of a part can be copied; the link adds no word to the text."""
    for link in chapter.select("a.anchor"):
        assert chapter.find(id=link["href"][1:]) is not None
        assert link.get_text() == ""
        assert link["aria-label"].startswith("Link to: ")
    places = {link.parent.name for link in chapter.select("a.anchor")}
    assert places == {"h2", "h3", "figcaption"}


def test_a_chapter_offers_its_notebook(book: Path, chapter: BeautifulSoup) -> None:
    """The executed notebook stands beside the page, and the page says how to run it."""
    tools = chapter.select_one(".page-tools")
    name = tools.find("a", download=True)["href"]
    assert (book / "notebooks" / name).is_file()
    assert "make lab" in tools.get_text()
    assert soup(book / "index.html").select_one(".page-tools") is None


def test_later_pictures_wait_until_they_are_near() -> None:
    """The first picture loads at once, the others when the reader comes to them."""
    html = finished('<img src="a"><img src="b">')
    assert html == '<img src="a"><img loading="lazy" src="b">'


def test_what_can_scroll_can_be_reached_by_keyboard(chapter: BeautifulSoup) -> None:
    """Wide tables and code have a place in the tab order; pictures fit and have none."""
    boxes = chapter.select(".table-scroll, pre.sourceCode")
    assert len(boxes) >= 3
    assert not chapter.select("figure.quarto-float-fig [tabindex]")
    assert all(box["tabindex"] == "0" for box in boxes)


def test_a_phone_gets_the_narrow_drawing(tmp_path: Path) -> None:
    """Where the project has one, from any depth, with its own size; other pictures stay alone."""
    shown = '# Of {0}\n\n![B](figures/{0}.svg){{#{0} fig-alt="d"}}\n'
    pages = {"index.qmd": shown.format("fig-a"), "notebooks/b.qmd": shown.format("fig-b")}
    site = write_project(tmp_path / "site", pages)
    for page, name in (("", "fig-a"), ("notebooks", "fig-b")):
        picture = site / page / "figures" / f"{name}.svg"
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(SVG, encoding="utf-8")
    narrow = SVG.replace('width="72pt" height="36pt"', 'width="252pt" height="300pt"')
    (site / "figures" / "fig-b.narrow.svg").write_text(narrow, encoding="utf-8")
    embedded.render(site, tmp_path / "book")
    assert soup(tmp_path / "book" / "index.html").picture is None
    picture = soup(tmp_path / "book" / "notebooks" / "b.html").picture
    assert picture.source.attrs == {
        "media": "(max-width: 600px)",
        "srcset": "../figures/fig-b.narrow.svg",
        "width": "336",
        "height": "400",
    }
    assert (picture.img["src"], picture.img["alt"]) == ("figures/fig-b.svg", "d")


def test_formulas_need_no_script(chapter: BeautifulSoup) -> None:
    """Formulas are MathML, with their number beside them."""
    assert chapter.find(id="eq-bounds").math is not None
    assert chapter.select_one("#eq-bounds .equation-number").get_text() == "(1.1)"


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_page_speaks_its_language_throughout(tmp_path: Path, language: str) -> None:
    """lang, captions, callouts and navigation agree."""
    pages = {
        "index.qmd": "# A {.unnumbered}",
        "b.qmd": '# B\n\n![C](x.svg){#fig-a fig-alt="d"}\n\n::: {.callout-note}\nx\n:::',
    }
    write_project(tmp_path / "site" / language, pages, lang=language)
    embedded.render(tmp_path / "site" / language, tmp_path / "book" / language)
    page = soup(tmp_path / "book" / language / "b.html")
    words = {
        "en": ("Figure\u00a01.1", "Note"),
        "ru": ("Рисунок\u00a01.1", "Примечание"),
        "kk": ("1.1-сурет", "Ескерту"),
    }
    caption, note = (
        x.get_text().strip() for x in (page.figcaption, page.select_one(".callout-header"))
    )
    assert (page.html["lang"], caption.split(":")[0], note) == (language, *words[language])
