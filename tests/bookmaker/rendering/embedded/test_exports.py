"""Chapters as single files: whole by themselves, and saying what their pages say."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.errors import InputError
from bookmaker.rendering.embedded.exports import write_exports
from tests.cases.small_books import code, display, markdown, write_notebook, write_project

# Renders chapters.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of the fixture book's chapters, by name."""
    target = tmp_path_factory.mktemp("outputs") / "exports"
    files = write_exports(site, target)
    assert {path.parent for path in files} == {target}
    return {path.name: path.read_text(encoding="utf-8") for path in files}


@pytest.fixture(scope="module")
def page(written: dict[str, str]) -> BeautifulSoup:
    """The numbered chapter as a single page."""
    return BeautifulSoup(written["01_sector.html"], "html.parser")


def chapter_of(directory: Path, *cells: dict) -> str:
    """The single page of a book with one notebook of these cells."""
    site = write_project(directory / "site/en", {"a.ipynb": ""})
    write_notebook(site / "a.ipynb", *cells)
    files = write_exports(site, directory / "exports")
    return files[0].read_text(encoding="utf-8")


def test_every_notebook_is_a_page_and_a_script(written: dict[str, str]) -> None:
    """Pages that are no notebooks have neither code nor a file here."""
    stems = ("00_method", "01_sector")
    assert set(written) == {f"{stem}.{suffix}" for stem in stems for suffix in ("html", "py")}


def test_a_page_is_whole_by_itself(written: dict[str, str]) -> None:
    """Nothing is fetched, and every link leads to the page itself or says its address."""
    for name in ("00_method.html", "01_sector.html"):
        text = written[name]
        page = BeautifulSoup(text, "html.parser")
        assert page.select("script, link, iframe, object") == []
        policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
        assert "url(" not in text
        assert "@import" not in text
        assert all(tag["src"].startswith("data:") for tag in page.find_all(src=True))
        anchors = {f"#{tag['id']}" for tag in page.find_all(id=True)}
        links = {link["href"] for link in page.select("a[href]")}
        assert all(link in anchors or link.startswith("https://doi.org/") for link in links)


def test_prose_has_its_numbers_and_references(page: BeautifulSoup) -> None:
    """As the book has them; a link to another page is its words."""
    text = " ".join(page.get_text(" ").split())
    assert page.title.get_text() == "Sector picture · A Small Book"
    assert [tag.get_text() for tag in page.select("h1, h2")][:2] == [
        "1 Sector picture",
        "1.1 Needs",
    ]
    assert page.select_one('a[href="#fig-needs"]').get_text() == "Figure\xa01.1"
    assert "See the method and the front page" in text
    assert "Note: Read the bounds" in text
    assert page.select_one("#eq-bounds math")
    assert page.select_one("#ref-wilson1927")
    assert "{{<" not in text


def test_results_have_their_captions(page: BeautifulSoup) -> None:
    """A picture with its alternative text, a table as a table, both with number and caption."""
    text = " ".join(page.get_text(" ").split())
    assert page.img["alt"] == "Horizontal bars: finance 62 %, premises, legal help."
    assert "Figure 1.1: Needs named. Base: 100 questionnaires." in text
    assert "Table 1.1: Regions and what is known of each." in text
    assert page.select_one("table td").get_text() == "Region A"


def test_code_has_no_options(page: BeautifulSoup) -> None:
    """Their captions stand below; a cell that is not to be included is not there."""
    sources = [tag.get_text().strip() for tag in page.select(".input_area")]
    assert 'figures.bars("needs")' in sources
    assert not any("#|" in source or "numbers.write" in source for source in sources)


def test_a_script_is_the_chapters_code(written: dict[str, str]) -> None:
    """It runs as it is, set-up included; the prose is comments without Markdown's marks."""
    script = written["01_sector.py"]
    assert ast.unparse(ast.parse(script)).splitlines() == [
        "language = 'en'",
        "from helpers import figures, tables",
        "figures.bars('needs')",
        "tables.regions()",
        "numbers.write('01_sector')",
    ]
    assert "# Figure\xa01.1: Needs named. Base: 100 questionnaires.\n" in script
    assert "# Most name finance (Figure\xa01.1)" in script
    assert not any(mark in script for mark in ("{{<", "#|", ":::", "{#", "**"))
    assert all(line == line.rstrip() for line in script.splitlines())


def test_what_a_cell_shows_is_text_not_markup(tmp_path: Path) -> None:
    """Plain results and titles are escaped."""
    cell = code("show()", display(plain="<b> & c"))
    page = chapter_of(tmp_path, markdown(r"# A \<b\> & c {#sec-a}"), cell)
    assert "&lt;b&gt; &amp; c</pre>" in page
    assert "<title>A &lt;b&gt; &amp; c" in page


def test_an_edition_that_is_not_staged_is_told(tmp_path: Path) -> None:
    """The message names the command that stages it."""
    with pytest.raises(InputError, match=r"stage it first"):
        write_exports(tmp_path, tmp_path / "exports")
