"""Tabsets and margin notes."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from bookmaker.project.pandoc import nodes, read, text_of
from bookmaker.rendering import embedded
from bookmaker.rendering.embedded.panels import arrange, tabs
from tests.cases.small_books import write_project

TABSET = "::: {.panel-tabset}\n## One\nfirst\n\n### deeper\n\n## Two\nsecond\n:::\n"


def test_headings_of_the_first_level_begin_the_tabs() -> None:
    """A deeper heading stays in its tab."""
    (block,) = read(TABSET)["blocks"]
    found = [(text_of(title), text_of(rest)) for title, rest in tabs(block["c"][1])]
    assert found == [("One", "firstdeeper"), ("Two", "second")]


def test_what_stands_before_the_first_title_is_kept() -> None:
    """Nothing an author wrote is lost."""
    (block,) = read("::: {.panel-tabset}\nbefore\n\n## One\nfirst\n:::\n")["blocks"]
    assert [text_of(rest) for _, rest in tabs(block["c"][1])] == ["before", "first"]


def test_print_has_titles_in_bold_one_below_the_other() -> None:
    """Paper has no tabs, and a tab's title is no section of the book."""
    blocks = arrange(read(TABSET)["blocks"], is_screen=False)
    assert [text_of(node["c"]) for node in nodes(blocks, "Strong")] == ["One", "deeper", "Two"]
    assert not list(nodes(blocks, "Header"))


def test_print_has_margin_notes_as_quotes_and_footnotes() -> None:
    """A block becomes a quote, words in the line a footnote."""
    text = "::: {.column-margin}\nbeside\n:::\n\nline[more]{.aside}\n"
    quote, line = arrange(read(text)["blocks"], is_screen=False)
    assert (quote["t"], text_of(quote["c"])) == ("BlockQuote", "beside")
    assert line["c"][-1]["t"] == "Note"


def test_the_screen_has_panes_and_notes_without_scripts(tmp_path: Path) -> None:
    """Titles and contents of all tabs stand in the page; no tab is counted as a section."""
    margin = "::: {.column-margin}\nbeside\n:::\n\nline[more]{.aside}\n"
    raw = '```{=html}\n<p id="own">raw</p>\n```\n'
    pages = {"index.qmd": "# A {.unnumbered}", "b.qmd": f"# B\n\n{TABSET}\n{margin}\n{raw}\n## C\n"}
    write_project(tmp_path / "site" / "en", pages)
    embedded.render(tmp_path / "site/en", tmp_path / "book/en")
    page = BeautifulSoup((tmp_path / "book" / "en" / "b.html").read_text("utf-8"), "html.parser")
    titles = [title.get_text().strip() for title in page.select(".tab-pane > .tab-title")]
    assert titles == ["One", "Two"]
    assert page.select_one("div.column-margin")["role"] == "note"
    assert page.select_one("span.column-margin").get_text() == "more"
    assert page.find(id="own").get_text() == "raw"
    assert page.select_one("#TOC").get_text(" ", strip=True).endswith("deeper 1.1 C")
