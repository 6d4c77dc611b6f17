"""DOCX and EPUB of the fixture book, read back."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup

from bookmaker.rendering import embedded

# Renders EPUB and DOCX.
pytestmark = pytest.mark.slow

_EPUBCHECK = Path("/usr/bin/epubcheck")
_DC = "{http://purl.org/dc/elements/1.1/}"
_SAID = ("title", "creator", "language", "date", "subject")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def rendered(site: Path, outputs: Path) -> Path:
    """The fixture book with DOCX and EPUB, rendered into `outputs`."""
    shutil.copytree(site, outputs / "site" / "en")
    description = outputs / "site/en/_quarto.yml"
    content = yaml.safe_load(description.read_text(encoding="utf-8"))
    content["book"]["downloads"] = ["pdf", "docx", "epub"]
    content["keywords"] = ["needs", "regions"]
    description.write_text(yaml.safe_dump(content), encoding="utf-8")
    embedded.render(outputs / "site/en", outputs / "book/en")
    return outputs / "book" / "en"


@pytest.fixture(scope="module")
def directory(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book in all formats. Do not write into it."""
    return rendered(site, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def epub(directory: Path) -> zipfile.ZipFile:
    """The EPUB, open."""
    return zipfile.ZipFile(directory / "small-book.epub")


@pytest.fixture(scope="module")
def chapters(epub: zipfile.ZipFile) -> dict[str, BeautifulSoup]:
    """The text files of the EPUB, by name."""
    names = [name for name in epub.namelist() if name.endswith(".xhtml")]
    return {name: BeautifulSoup(epub.read(name), "html.parser") for name in names}


@pytest.fixture(scope="module")
def word(directory: Path) -> ElementTree.Element:
    """The text of the DOCX."""
    with zipfile.ZipFile(directory / "small-book.docx") as packed:
        return ElementTree.fromstring(packed.read("word/document.xml"))


def paragraphs(word: ElementTree.Element, style: str) -> list[str]:
    """Words of the paragraphs of a style."""
    return [
        "".join(part.text or "" for part in paragraph.iter(f"{_W}t")).replace("\u00a0", " ")
        for paragraph in word.iter(f"{_W}p")
        if (named := paragraph.find(f"{_W}pPr/{_W}pStyle")) is not None
        and named.get(f"{_W}val") == style
    ]


def words_of(chapters: dict[str, BeautifulSoup]) -> str:
    """All words of the EPUB, with single spaces."""
    text = " ".join(page.get_text(" ") for page in chapters.values())
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def test_numbers_of_the_epub_are_those_of_the_site(chapters: dict[str, BeautifulSoup]) -> None:
    """Chapters, sections, figures, tables and references agree with HTML."""
    text = words_of(chapters)
    for words in ("Figure 1.1:", "Table 1.1:", "Table 1:", "1.1 Needs", "1.2.1 Almaty and Aktau"):
        assert words in text


def test_every_link_of_the_epub_leads_somewhere(chapters: dict[str, BeautifulSoup]) -> None:
    """References lead to a file of the book and an id in it."""
    ids = {(Path(n).name, tag["id"]) for n, page in chapters.items() for tag in page.select("[id]")}
    files = {Path(name).name for name in chapters}
    for name, page in chapters.items():
        for link in page.select("a[href]"):
            target, _, anchor = str(link["href"]).partition("#")
            if ":" not in target:
                place = Path(target or name).name
                assert place in files, link
                assert not anchor or (place, anchor) in ids, link


def test_the_epub_says_what_it_is(epub: zipfile.ZipFile) -> None:
    """Title, author, language, keywords and date of the book; its type comes first, unpacked."""
    package = ElementTree.fromstring(epub.read("EPUB/content.opf"))
    said = {name: [tag.text for tag in package.iter(f"{_DC}{name}")] for name in _SAID}
    assert said == {
        "title": ["A Small Book"],
        "creator": ["The testers"],
        "language": ["en"],
        "date": ["2026-01-15"],
        "subject": ["needs", "regions"],
    }
    first = epub.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_both_title_pages_say_whose_study_it_is(
    epub: zipfile.ZipFile, word: ElementTree.Element
) -> None:
    """With who paid, and under which licence."""
    said = ["The study: A. Author (House).", "A fund paid.", "Text: CC BY."]
    page = BeautifulSoup(epub.read("EPUB/text/title_page.xhtml"), "html.parser")
    assert page.select_one(".rights").get_text() == " ".join(said)
    assert paragraphs(word, "Colophon")[:3] == said


def test_all_that_the_epub_lists_is_in_it(epub: zipfile.ZipFile) -> None:
    """The list of files and the files are the same."""
    package = ElementTree.fromstring(epub.read("EPUB/content.opf"))
    listed = {f"EPUB/{item.get('href')}" for item in package.iter() if item.tag.endswith("}item")}
    held = {n for n in epub.namelist() if n.startswith("EPUB/")} - {"EPUB/content.opf"}
    assert listed == held


def test_pictures_of_the_epub_are_described_and_ask_no_other_host(
    epub: zipfile.ZipFile, chapters: dict[str, BeautifulSoup]
) -> None:
    """Every picture has its alternative text; SVG names no document type."""
    texts = [str(image.get("alt")) for page in chapters.values() for image in page.select("img")]
    assert "Bars: Almaty 30 days and Aktau fewer." in texts
    assert all(texts)
    pictures = [epub.read(name) for name in epub.namelist() if name.endswith(".svg")]
    assert pictures
    assert not any(b"<!DOCTYPE" in picture for picture in pictures)


@pytest.mark.skipif(not _EPUBCHECK.is_file(), reason="epubcheck is not installed")
def test_epubcheck_has_nothing_to_say(directory: Path) -> None:
    """The judge of the format finds no error and no warning."""
    command = ["java", "-jar", str(_EPUBCHECK), str(directory / "small-book.epub")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout, done.stderr


def test_the_docx_has_captions_with_the_numbers_of_the_site(word: ElementTree.Element) -> None:
    """Captions and headings stand in styles that Word's own lists understand."""
    assert any(t.startswith("Figure 1.1: Needs named") for t in paragraphs(word, "ImageCaption"))
    assert any(t.startswith("Table 1.1: Regions") for t in paragraphs(word, "TableCaption"))
    assert "1.1 Needs" in paragraphs(word, "Heading2")


def test_the_contents_of_the_docx_are_filled_and_linked(word: ElementTree.Element) -> None:
    """Word shows them without being asked to update the field; each line leads to its heading."""
    lines = paragraphs(word, "TOC1") + paragraphs(word, "TOC2")
    assert "1.1 Needs" in lines
    assert "Method" in lines
    places = {mark.get(f"{_W}name") for mark in word.iter(f"{_W}bookmarkStart")}
    links = {link.get(f"{_W}anchor") for link in word.iter(f"{_W}hyperlink")} - {None}
    assert links <= places


def test_pictures_of_the_docx_are_png_with_descriptions(
    directory: Path, word: ElementTree.Element
) -> None:
    """Older versions of Word show no SVG."""
    with zipfile.ZipFile(directory / "small-book.docx") as packed:
        media = [name for name in packed.namelist() if name.startswith("word/media/")]
    assert media
    assert {Path(name).suffix for name in media} == {".png"}
    texts = [tag.get("descr") for tag in word.iter() if tag.tag.endswith("}docPr")]
    assert "Bars: Almaty 30 days and Aktau fewer." in texts
    assert all(texts)


def test_tables_of_the_docx_repeat_their_header(word: ElementTree.Element) -> None:
    """A table over two pages says its columns twice."""
    tables = list(word.iter(f"{_W}tbl"))
    assert tables
    assert all(table.find(f".//{_W}tblHeader") is not None for table in tables)


def test_code_and_what_is_for_the_screen_stay_out(
    word: ElementTree.Element, chapters: dict[str, BeautifulSoup]
) -> None:
    """Both formats are for reading."""
    docx = " ".join(part.text or "" for part in word.iter(f"{_W}t"))
    for text in (docx, words_of(chapters)):
        assert "for the screen" not in text
        assert "figures.bars" not in text
        assert "ә ғ қ ң ө ұ ү һ і" in text


def test_rendering_twice_gives_the_same_bytes(directory: Path, site: Path, tmp_path: Path) -> None:
    """Neither time nor machine enters DOCX or EPUB."""
    again = rendered(site, tmp_path)
    for name in ("small-book.docx", "small-book.epub"):
        assert (again / name).read_bytes() == (directory / name).read_bytes(), name
