"""The real Quarto, played by a small script."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml

from bookmaker.project.language import words_of
from bookmaker.rendering import for_quarto, quarto
from bookmaker.rendering.quarto import QuartoError
from tests.cases.fake_quarto import fake_quarto

# Renders books.
pytestmark = pytest.mark.slow


def test_the_book_lands_where_the_embedded_one_does(staged: Path, tmp_path: Path) -> None:
    """Same products in the same place, and the staged project untouched."""
    before = sorted((staged / "site").rglob("*"))
    products, _ = quarto.render(
        staged / "site/en", staged / "book/en", command=fake_quarto(tmp_path / "bin")
    )
    names = ["index.html", "notebooks/00_method.html", "notebooks/01_sector.html", "small-book.pdf"]
    assert products == [staged / "book" / "en" / name for name in names]
    assert all(path.is_file() for path in products)
    assert sorted((staged / "site").rglob("*")) == before


def test_formats_that_are_not_made_are_taken_out_of_the_description(tmp_path: Path) -> None:
    """Of a copy of the project: Quarto then makes none of them and leads to none."""
    formats = {"html": {"toc": True}, "typst": {"toc": False}, "epub": {}, "docx": {"toc": False}}
    description = {"book": {"title": "A", "downloads": ["pdf", "docx", "epub"]}, "format": formats}
    path = tmp_path / "_quarto.yml"
    path.write_text(yaml.safe_dump(description), encoding="utf-8")
    before = path.read_bytes()
    quarto.keep_formats(tmp_path, ["html", "pdf", "epub", "docx"])
    assert path.read_bytes() == before
    quarto.keep_formats(tmp_path, ["html", "pdf"])
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert kept["format"] == {"html": {"toc": True}, "typst": {"toc": False}}
    assert kept["book"] == {"title": "A", "downloads": ["pdf"]}


@pytest.mark.parametrize(
    ("said", "status", "message"),
    [
        ("ERROR: bad yaml", 1, r"quarto render failed:\n(.|\n)*ERROR: bad yaml"),
        ("Unable to resolve crossref @sec-method", 0, "quarto left unresolved: @sec-method"),
        ("?var:nothere", 0, "quarto left unresolved: nothere"),
    ],
)
def test_quartos_failures_and_silent_gaps_are_errors(
    staged: Path, tmp_path: Path, said: str, status: int, message: str
) -> None:
    """Quarto takes an unresolved reference for a warning; a book must not."""
    command = fake_quarto(tmp_path / "bin", said=said, status=status)
    with pytest.raises(QuartoError, match=message):
        quarto.render(staged / "site/en", staged / "book/en", command=command)
    assert not (staged / "book").exists()


def test_downloads_are_called_by_the_books_words() -> None:
    """Quarto's own names are the same in every language."""
    link = '<a class="dropdown-item" href="../b.epub">\n<i class="bi bi-x"></i>\n Get ePub\n'
    words = {"download-epub": "Кітап"}
    assert quarto.with_downloads(f"{link}</a>", words).endswith("</i>\n Кітап</a>")


def test_a_number_stands_where_the_language_has_it() -> None:
    """In captions and references, however Quarto marks them; nowhere else."""
    html = (
        '<a class="quarto-xref">Сурет&nbsp;<span>2.1</span></a> Сурет 7 '
        '<a class="quarto-xref"><span>Бөлім 1.7</span></a>'
        '<figcaption class="a">\nКесте&nbsp;3: Мәтін.</figcaption>'
    )
    said = quarto.with_numbers(html, words_of("kk"))
    assert '"><span>2.1-сурет</span></a> Сурет 7 ' in said
    assert "<span>1.7-бөлім</span>" in said
    assert "\n3-кесте: Мәтін." in said
    assert quarto.with_numbers(html, words_of("ru")) == html


def test_warnings_are_shown_with_their_page(staged: Path, tmp_path: Path) -> None:
    """Nothing that Quarto says of a page is lost; what it says twice is said once."""
    said = "[1/2] index.qmd\n[WARNING] No title.\n[WARNING] No title.\n[2/2] a.qmd\nWARN: No date."
    command = fake_quarto(tmp_path / "bin", said=said)
    _, warnings = quarto.render(staged / "site/en", staged / "book/en", command=command)
    assert warnings == ["index.qmd: No title.", "a.qmd: No date."]


def test_a_staged_project_without_quartos_part_gets_it(staged: Path, tmp_path: Path) -> None:
    """The filters read it; staging by hand may not have written it."""
    quarto.render(staged / "site/en", staged / "book/en", command=fake_quarto(tmp_path / "bin"))
    assert not (staged / "site/en/_book.json").exists()
    for_quarto.write(staged / "site/en", day=date(2026, 5, 1))
    said = json.loads((staged / "site/en/_book.json").read_text(encoding="utf-8"))
    assert said["sources"] == "Sources as of May 1, 2026"
    assert "2026" in said["pages"]["notebooks/01_sector.html"]["bibtex"]
    assert {path.name for path in (staged / "site/en").iterdir()} >= {"cover.png", "reference.docx"}


def test_a_docx_says_its_language(tmp_path: Path) -> None:
    """In the place of what Pandoc wrote, or where it wrote none."""
    for core in ("<dc:language>en</dc:language>", ""):
        with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
            packed.writestr("docProps/core.xml", f"<cp:coreProperties>{core}</cp:coreProperties>")
            packed.writestr("word/document.xml", "<w/>")
        quarto.with_language(tmp_path / "a.docx", "kk")
        with zipfile.ZipFile(tmp_path / "a.docx") as packed:
            text = packed.read("docProps/core.xml").decode()
            assert packed.read("word/document.xml") == b"<w/>"
        assert text == "<cp:coreProperties><dc:language>kk</dc:language></cp:coreProperties>"


def test_modules_become_one_plain_script(tmp_path: Path) -> None:
    """A page opened from a folder runs no modules; what is not as known stays as it is."""
    (tmp_path / "tabsets").mkdir()
    part, main = tmp_path / "tabsets" / "tabsets.js", tmp_path / "quarto.js"
    part.write_text("export function init() {}\n", encoding="utf-8")
    main.write_text('import * as tabsets from "./other.js";\n', encoding="utf-8")
    assert not quarto.without_modules(tmp_path)
    main.write_text('import * as tabsets from "./tabsets/tabsets.js";\ntabsets.init();\n', "utf-8")
    assert quarto.without_modules(tmp_path)
    assert "import" not in main.read_text(encoding="utf-8")
    assert "return { init }" in main.read_text(encoding="utf-8")
