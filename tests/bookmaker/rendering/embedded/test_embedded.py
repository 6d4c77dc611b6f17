"""The embedded renderer as a whole."""

from __future__ import annotations

import gc
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from PIL import Image

from bookmaker.errors import InputError
from bookmaker.rendering import embedded
from helpers.review.site import check_site
from tests.cases.small_books import SVG, write_project

# Renders books.
pytestmark = pytest.mark.slow

HARD = """# Chapter "One" with `code` & $x^2$ #1

Text with # hash, \\$5, \\@at, a\\_b, <https://example.org/?a=1&b=2#c>, *emph* and "quotes".

![A caption with $x^2$, *emph*, a note[^n] and #hash.](x.svg){#fig-y fig-alt="A \\"b\\" & c"}

[^n]: A note in a caption, with `code`.

::: {.callout-tip collapse="true"}
## Title with *emph* and `code`

- item
  1. nested

  ```python
  x = "<b> {{< var y >}}"
  ```
:::

## Same

[screen]{.content-visible when-format="html"}[paper]{.content-visible when-format="typst"}

## Same

| A very long header indeed | Second |
|---|:-:|
| supercalifragilisticexpialidocious and many more words that go on to the end of the line | `a_b` |

: A caption {#tbl-z}

See @fig-y, [@tbl-z; @fig-y] and [the part](#same-1).
"""


def render(tmp_path: Path, **pages: str) -> list[Path]:
    """Render a project of Markdown pages."""
    named = {f"{name}.qmd": text for name, text in pages.items()}
    write_project(tmp_path / "site" / "en", named, variables={"n_forms": "100"})
    return embedded.render(tmp_path / "site/en", tmp_path / "book/en")


def test_site_and_pdf_are_where_the_description_says(outputs: Path, book: Path) -> None:
    """Pages keep the names of their sources; the PDF is named by `output-file`."""
    names = ["index.html", "notebooks/00_method.html", "notebooks/01_sector.html", "small-book.pdf"]
    assert all((book / name).is_file() for name in names)
    assert [path.name for path in (outputs / "book").iterdir()] == ["en"]


def test_a_picture_with_any_name_is_in_every_format(tmp_path: Path) -> None:
    """As a vector and as pixels; links spell a blank and a percent sign in code, files do not."""
    shown = {"<a b.svg>": "a b.svg", "c%20d.png": "c d.png", "e%2520f.SVG": "e%20f.SVG"}
    images = [f"![One]({address}){{fig-alt=One}}" for address in shown]
    pages = {"index.qmd": "\n\n".join(["# A", *images])}
    site = write_project(tmp_path / "site", pages, downloads=["pdf", "docx", "epub"])
    for name in shown.values():
        if name.endswith("png"):
            Image.new("RGB", (20, 10), "red").save(site / name)
        else:
            (site / name).write_text(SVG, encoding="utf-8")
    embedded.render(site, tmp_path / "book")
    book = tmp_path / "book"
    assert check_site(book) == []
    assert all((book / name).is_file() for name in shown.values())
    for name in ("small.docx", "small.epub"):
        pictures = [each for each in ZipFile(book / name).namelist() if "/media/" in each]
        assert len(pictures) == len(shown) + (name == "small.epub")
    assert (book / "small.pdf").is_file()


def test_the_built_site_passes_its_own_checks(book: Path) -> None:
    """Links, numbers, descriptions: nothing to complain about."""
    assert check_site(book) == []


def test_hard_markdown_renders_in_both_formats(tmp_path: Path) -> None:
    """Characters with a meaning in HTML or Typst, nesting, and headings of the same name."""
    render(tmp_path, index="# Front {.unnumbered}\n", a=HARD)
    assert check_site(tmp_path / "book" / "en") == []


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("# A\n\n@fig-x", r"a\.qmd, row 3: unknown reference '@fig-x'"),
        ("# A\n\n{{< var forms >}}", r"a\.qmd, row 3: no value .*; did you mean 'n_forms'\?"),
        ("# A\n\n::: {.panel-input}\n:::", r"a\.qmd, row 3: Quarto feature 'panels"),
        ("# A\n\n::: {#tbl-a}\nx\n:::", r"a\.qmd, row 3: 'tbl-a' has no caption"),
    ],
)
def test_what_cannot_be_rendered_is_refused_and_the_old_book_stays(
    tmp_path: Path, page: str, message: str
) -> None:
    """A failed build changes nothing a reader sees."""
    products = render(tmp_path, index="# Old", a="# A")
    before = [path.read_bytes() for path in products]
    with pytest.raises(InputError, match=message):
        render(tmp_path, index="# New", a=page)
    assert [path.read_bytes() for path in products] == before


def test_the_collector_of_garbage_runs_again_after_a_refusal(tmp_path: Path) -> None:
    """Rendering does without it; whoever called goes on with what was set before."""
    with pytest.raises(InputError):
        render(tmp_path, index="# A\n\nsee @fig-none")
    assert gc.isenabled()


def test_problems_of_all_pages_come_together(tmp_path: Path) -> None:
    """One report for the whole book."""
    with pytest.raises(InputError, match="2 problems in the input"):
        render(tmp_path, index="# A\n\n{{< var x >}}", b="# B\n\n[x]{.column-page}")


def test_a_project_that_is_not_staged_is_named(tmp_path: Path) -> None:
    """The mend is to stage it."""
    with pytest.raises(InputError, match=r"no staged project in .*site/en; stage it first"):
        embedded.render(tmp_path / "site/en", tmp_path / "book/en")


def test_a_chapter_without_its_file_is_named(tmp_path: Path) -> None:
    """The staged project must be whole."""
    write_project(tmp_path / "site" / "en", {"index.qmd": "# A"})
    (tmp_path / "site/en/index.qmd").unlink()
    with pytest.raises(InputError, match=r"column book\.chapters: index\.qmd is missing"):
        embedded.render(tmp_path / "site/en", tmp_path / "book/en")


def render_resources(tmp_path: Path, *resources: str) -> Path:
    """Render a book of one page with these resources."""
    site = write_project(tmp_path / "site/en", {"index.qmd": "# A"})
    for name in ("data/a.csv", "data/deep/b.csv", "c.txt"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    content = yaml.safe_load((site / "_quarto.yml").read_text(encoding="utf-8"))
    content["project"]["resources"] = list(resources)
    (site / "_quarto.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    embedded.render(tmp_path / "site/en", tmp_path / "book/en")
    return tmp_path / "book/en"


def test_folders_patterns_and_files_are_copied(tmp_path: Path) -> None:
    """A folder with all that is in it; names keep their place."""
    book = render_resources(tmp_path, "data/", "*.txt")
    for name in ("data/a.csv", "data/deep/b.csv", "c.txt"):
        assert (book / name).read_text(encoding="utf-8") == name


@pytest.mark.parametrize("name", ["nothing.csv", "../secret", "/etc/hostname"])
def test_what_is_not_in_the_project_is_refused(tmp_path: Path, name: str) -> None:
    """A resource is a file of the project."""
    with pytest.raises(InputError, match=rf"'{name}' is not in the project; take it out"):
        render_resources(tmp_path, name)
