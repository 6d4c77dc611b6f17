"""Reading `_quarto.yml`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.errors import InputError
from bookmaker.project.description import Chapter, chapters_of, read_book, read_description
from helpers import paths
from tests.cases.small_books import write_project


def test_the_fixture_book_is_read_whole(site: Path) -> None:
    """Title, chapters, bibliography and the PDF's name come from the one description."""
    book = read_book(site)
    assert (book.title, book.output_file, book.date) == ("A Small Book", "small-book", "2026-01-15")
    assert [chapter.href for chapter in book.chapters][1] == "notebooks/00_method.html"
    assert (book.bibliography, book.authors) == (("references.bib",), ("The testers",))
    assert book.downloads[0] == "pdf"


def test_the_repositorys_own_description_lists_its_chapters() -> None:
    """The book begins with the front page and is named civic-voice."""
    description = read_description(paths.ROOT / "_quarto.yml")
    chapters = chapters_of(description)
    assert chapters[0] == Chapter("index.qmd")
    parts = list(dict.fromkeys(chapter.part for chapter in chapters))
    assert parts == ["", "The study", "The check", "Use it"]
    assert {each.part for each in chapters if each.is_notebook} == set(parts[1:])
    assert description["book"]["output-file"] == "civic-voice"


def test_the_repositorys_own_description_fetches_nothing() -> None:
    """Formulas need no script, and both themes build on the one that brings no fonts."""
    html = read_description(paths.ROOT / "_quarto.yml")["format"]["html"]
    assert html["html-math-method"] == "mathml"
    assert [html["theme"][scheme][0] for scheme in ("light", "dark")] == ["default", "default"]
    own = [name for scheme in html["theme"].values() for name in scheme[1:]]
    assert all("//" not in re.sub(r"(?m)^\s*//.*$", "", (paths.ROOT / n).read_text()) for n in own)


@pytest.mark.parametrize(
    ("book", "message"),
    [
        ({"chapters": []}, r"column book\.chapters: is empty; list at least index\.qmd"),
        ({"title": ""}, r"column book\.title: is missing; give the book a title"),
        ({"chapters": [{"part": "I"}]}, r"\{'part': 'I'\} is neither a file name nor a part"),
        ({"chapters": [{"part": "i.qmd", "chapters": ["a.qmd"]}]}, r"'i\.qmd'.* nor a part: title"),
        ({"appendices": ["a.qmd"]}, r"book\.appendices: 'appendices' is not supported by the emb"),
    ],
)
def test_a_description_the_renderer_cannot_follow_is_refused(
    tmp_path: Path, book: dict, message: str
) -> None:
    """Each refusal names the key and what to write."""
    directory = write_project(tmp_path, {"index.qmd": "# A"}, **book)
    with pytest.raises(InputError, match=message):
        read_book(directory)


def test_a_missing_description_is_named(tmp_path: Path) -> None:
    """Without `_quarto.yml` there is no book."""
    with pytest.raises(InputError, match=r"_quarto\.yml: file is missing"):
        read_book(tmp_path)


def test_broken_yaml_is_named_with_its_row(tmp_path: Path) -> None:
    """The row is the one the YAML reader stopped at."""
    (tmp_path / "_quarto.yml").write_text("book:\n  title: 'a\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"_quarto\.yml, row 3: is not YAML"):
        read_book(tmp_path)


def test_an_editions_own_words_replace_the_interfaces(tmp_path: Path) -> None:
    """`language:` in the description wins over the built-in words."""
    directory = write_project(tmp_path, {"index.qmd": "# A"})
    with (directory / "_quarto.yml").open("a", encoding="utf-8") as file:
        file.write("language:\n  crossref-fig-title: Chart\n")
    assert read_book(directory).words["crossref-fig-title"] == "Chart"
