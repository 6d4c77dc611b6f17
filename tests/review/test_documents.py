"""PDF, EPUB and DOCX are read as their readers meet them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypandoc
import pytest
import typst

from helpers.review.documents import Document, read_document

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="72" height="36"></svg>'
PAGE = """#set document(title: "Small", author: "A", keywords: ("k", "l"))
#set text(lang: "kk")
#set page(header: context if here().page() > 1 [Towns])
= Towns
#image(bytes("{svg}"), alt: "two towns")
One
#pagebreak()
{second}"""


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "small.pdf"


def write(pdf: Path, second: str) -> Document:
    """A tagged PDF of two pages, and what is read in it."""
    text = PAGE.format(svg=SVG.replace('"', '\\"'), second=second)
    pdf.write_bytes(typst.compile(text.encode(), pdf_standards=["ua-1"]))
    return read_document(pdf)


def test_a_pdf_says_what_it_is(pdf: Path) -> None:
    """Title, authors, language and keywords; pictures with their words; chapters and heads."""
    found = write(pdf, "Two words")
    assert (found.title, found.authors, found.language) == ("Small", "A", "kk")
    assert (found.keywords, found.n_pages) == ("k, l", 2)
    assert found.pictures == ("two towns",)
    assert (found.headings, found.heads) == (("Towns",), ("Towns",))
    assert found.words.endswith("Twowords")
    assert found.overlaps == ()


def test_words_that_lie_on_each_other_are_seen(pdf: Path) -> None:
    """As the rows of a table do that did not fit on the page."""
    found = write(pdf, "#place(top)[Kostanai region]#place(top, dy: 2pt)[Zhetisu region]")
    assert found.overlaps == ("page 2: 1 words",)


def test_letters_of_turned_words_do_not_lie_on_each_other(pdf: Path) -> None:
    """A label of a chart that stands at an angle is no lost row."""
    assert write(pdf, "#rotate(-40deg)[Taldykorgan, Kokshetau]").overlaps == ()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """An EPUB and a DOCX of one page with two pictures, one without words."""
    (tmp_path / "x.svg").write_text(SVG, encoding="utf-8")
    text = "# Towns\n\n![two towns](x.svg) ![](x.svg)\n"
    extra = ["--metadata", "title=Small", "--metadata", "lang=ru", "--metadata", "author=A"]
    for kind in ("epub", "docx"):
        pypandoc.convert_text(
            text, kind, "markdown", outputfile=str(tmp_path / f"small.{kind}"),
            extra_args=[*extra, "--resource-path", str(tmp_path), "--quiet"],
        )  # fmt: skip
    return tmp_path


@pytest.mark.parametrize("kind", ["epub", "docx"])
def test_an_epub_and_a_docx_say_what_they_are(files: Path, kind: str) -> None:
    """Title, author and language; which pictures have words; the chapters."""
    found = read_document(files / f"small.{kind}")
    assert (found.title, found.authors, found.language) == ("Small", "A", "ru")
    assert sorted(found.pictures) == ["", "two towns"]
    assert "Towns" in found.headings
    assert "Towns" in found.words


def test_a_docx_says_which_pictures_have_no_png(files: Path) -> None:
    """Without a converter beside Pandoc an SVG stands alone, which old programs do not show."""
    found = read_document(files / "small.docx")
    with zipfile.ZipFile(files / "small.docx") as book:
        n_png = sum(name.endswith(".png") for name in book.namelist())
    assert found.vector_only == (0 if n_png else 2)


def test_scripts_in_an_epub_are_counted(files: Path) -> None:
    """Programs for reading refuse or ignore them."""
    book = files / "small.epub"
    with zipfile.ZipFile(book) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(book, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content.replace(b"</body>", b'<script src="a.js"></script></body>'))
    assert read_document(book).scripts > 0


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    """What it lacks is then a fault of every aspect."""
    assert read_document(tmp_path / "none.pdf") == Document()
