"""What a reader of the built book may rely on."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from helpers import inputs, paths, staging
from helpers.review.ledger import check_ledger
from helpers.review.site import check_site
from helpers.staging.cells import check_notebooks
from helpers.study import Study
from tests.conftest import BuiltBook

LANGUAGE = "en"
EDITIONS = ("en", "ru", "kk")


@pytest.fixture(scope="module")
def pages(built_book: BuiltBook) -> dict[str, BeautifulSoup]:
    """Every page of the book, parsed, by its path."""
    return {
        str(page.relative_to(built_book.root)): BeautifulSoup(
            page.read_text("utf-8"), "html.parser"
        )
        for page in built_book.pages
    }


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", EDITIONS)
def test_site_has_no_broken_link_number_or_reference(language: str) -> None:
    """Links (to the other editions, too), anchors, alternative texts, numbers, shortcodes."""
    assert check_site(paths.book(language)) == []


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", EDITIONS)
def test_every_number_has_its_entry_and_every_link_leads_to_one(
    language: str, study: Study
) -> None:
    """From the prose to the ledger, and from each entry back to where the book uses it."""
    anchors = [f"claim-{claim_id}" for claim_id in study.ledger]
    anchors += [f"derived-{each.name}" for each in study.derived]
    assert check_ledger(paths.book(language), anchors) == []


def test_every_voice_is_told_in_a_chapter(pages: dict[str, BeautifulSoup], study: Study) -> None:
    """The page Voices leads to the chapter that tells it, and that chapter leads back."""
    told = pages["voices.html"].select(".voice:has(a[href*='#quotes-'])")
    assert len(told) == len(study.quotes)
    back = {
        link["href"].partition("#")[2]
        for name, page in pages.items()
        if name.startswith("notebooks/")
        for link in page.select(".voices a[href*='voices.html#']")
    }
    assert back == {f"voice-{quote.quote_id}" for quote in study.quotes}


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", EDITIONS)
def test_every_page_names_its_language_and_the_other_editions(language: str) -> None:
    """`lang` for readers who listen, `hreflang` for search engines."""
    for page in paths.book(language).rglob("*.html"):
        head, is_closed, _ = page.read_text("utf-8").partition("</head>")
        assert is_closed
        soup = BeautifulSoup(head, "html.parser")
        assert soup.html["lang"] == language
        links = soup.select("head link[rel=alternate][hreflang]")
        assert [link["hreflang"] for link in links] == list(EDITIONS)


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", EDITIONS)
def test_the_pdf_is_in_its_language(language: str) -> None:
    """Language, title and tags; a letter of each alphabet in the text."""
    reader = PdfReader(paths.book(language) / "civic-voice.pdf")
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    text = reader.pages[0].extract_text() + reader.pages[-1].extract_text()
    assert {"en": "the", "ru": "и", "kk": "қ"}[language] in text


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_nothing_is_left_untranslated(language: str) -> None:
    """A text without a translation would stand in English, marked."""
    for page in paths.book(language).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'class="[^"]*\buntranslated\b', text), page.name


def test_every_notebook_is_a_page(pages: dict[str, BeautifulSoup]) -> None:
    """Each notebook of the project became a page, and so did the front page."""
    names = {"index.html", *(f"notebooks/{path.stem}.html" for path in inputs.notebooks())}
    assert names <= set(pages)


def test_every_figure_and_table_of_the_notebooks_is_in_the_book(
    pages: dict[str, BeautifulSoup],
) -> None:
    """No labelled cell gets lost between notebook and page."""
    labels = set()
    for notebook in inputs.notebooks():
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
            labels |= set(re.findall(r"#\| label: ((?:fig|tbl)-[\w-]+)", "".join(cell["source"])))
    anchors = {tag["id"] for page in pages.values() for tag in page.find_all(id=True)}
    assert len(labels) > 30
    assert labels <= anchors


@pytest.mark.usefixtures("built_book")
def test_all_figures_and_tables_of_the_report_have_their_place() -> None:
    """The inventory lists figures 1 to 15 and tables 1 to 6, each once."""
    with (paths.tables(LANGUAGE) / "tbl-inventory.csv").open(encoding="utf-8") as file:
        listed = [row["what"].split(" ") for row in csv.DictReader(file)]
    assert [number for kind, number in listed if kind == "figure"] == [
        str(number) for number in range(1, 16)
    ]
    assert [number for kind, number in listed if kind == "table"] == [
        str(number) for number in range(1, 7)
    ]


def test_every_figure_has_its_image_and_its_data(pages: dict[str, BeautifulSoup]) -> None:
    """A figure drawn by a notebook is on disk as SVG, PNG and CSV."""
    names = {
        tag["id"]
        for path, page in pages.items()
        if path.startswith("notebooks/")
        for tag in page.find_all(id=re.compile("^fig-"))
    }
    folder = paths.figures(LANGUAGE)
    wanted = {f"{name}.{suffix}" for name in names for suffix in ("svg", "png", "csv")}
    assert wanted <= {path.name for path in folder.iterdir()}


def test_prose_shows_the_numbers_of_the_ledger(pages: dict[str, BeautifulSoup]) -> None:
    """A printed number reaches the page through its variable, not by typing."""
    text = pages["notebooks/01_sector_picture.html"].get_text(" ")
    assert re.search(r"Of\s+487\s+organisations\s+357\s+handed in a zero report", text)
    assert re.search(r"That is\s+73\.3%", text)


@pytest.fixture(scope="module")
def printed(built_book: BuiltBook) -> str:
    """The text of the PDF, with one space between words; pypdf would take nine seconds for it."""
    with PdfDocument(built_book.pdf) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", " ", text)


def test_pdf_has_the_books_fonts_outline_and_chapters(built_book: BuiltBook, printed: str) -> None:
    """The PDF carries embedded fonts, bookmarks and the text of every chapter."""
    reader = PdfReader(built_book.pdf)
    for title in ("Methodology", "The civil sector in Kazakhstan", "Pathways"):
        assert title in printed
    assert "{{<" not in printed
    assert len(reader.outline) >= len(inputs.notebooks())
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("Libertinus" in font for font in fonts)


def test_figure_numbers_agree_between_page_and_pdf(
    printed: str, pages: dict[str, BeautifulSoup]
) -> None:
    """A caption has the same number on the page and in print."""
    for path, page in pages.items():
        for caption in page.select("figcaption"):
            found = re.match(r"(Figure|Table)\s+([\d.]+)", caption.get_text(" ", strip=True))
            if path.startswith("notebooks/0") and found:
                assert f"{found[1]} {found[2].rstrip('.')}" in printed, (path, found[0])


def test_readme_picture_is_the_books_figure(built_book: BuiltBook) -> None:
    """The picture in the README is the figure of the book, so it cannot drift.

    Half a point of tolerance: other processors round the drawing's coordinates differently.
    """
    assert built_book.root.is_dir()
    kept = (paths.ROOT / ".github" / "headlines.svg").read_text("utf-8")
    drawn = (paths.figures(LANGUAGE) / "fig-headlines.svg").read_text("utf-8")
    number = re.compile(r"-?\d+\.\d+")
    # Names of clip paths are hashes of coordinates.
    kept, drawn = (re.sub(r"\bp[0-9a-f]{10}\b", "clip", svg) for svg in (kept, drawn))
    assert number.sub("", kept) == number.sub("", drawn)
    coordinates = [float(text) for text in number.findall(drawn)]
    assert [float(text) for text in number.findall(kept)] == pytest.approx(coordinates, abs=0.5)


def test_notebooks_keep_to_the_rules_of_cells() -> None:
    """No outputs, functions or loops; thin cells; few imports, and of public names only."""
    assert [str(problem) for problem in check_notebooks(inputs.notebooks())] == []


def test_every_derived_number_is_used() -> None:
    """derived.csv holds what the prose needs and nothing else."""
    prose = "".join(path.read_text("utf-8") for path in inputs.notebooks())
    prose += (paths.ROOT / "index.qmd").read_text("utf-8")
    with paths.DERIVED.open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert [name for name in names if f"{{{{< var {name} >}}}}" not in prose] == []


@pytest.mark.parametrize("page", ["ledger.qmd", "voices.qmd", "figures.qmd"])
def test_a_page_that_all_others_make_is_made_alone_as_with_them(
    page: str, built_book: BuiltBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks at the page of all numbers while data are saved sees it without a whole build, made
    with what the preview has read before."""
    language = built_book.language
    for folder in paths.OUTPUTS.iterdir():
        if folder.name not in ("site", "bench"):
            (tmp_path / folder.name).symlink_to(folder)
    site = tmp_path / "site" / language
    shutil.copytree(paths.site(language), site)
    whole = (site / page).read_bytes()
    (site / page).write_text("to be made", encoding="utf-8")
    monkeypatch.setattr(staging, "_KEPT", {})
    staging.warm(language, outputs=tmp_path)
    assert staging.stage_page_alone(language, page, outputs=tmp_path)
    assert (site / page).read_bytes() == whole
