"""The embedded renderer as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.publishing import embedded
from helpers.publishing.checks import check_site

from .small_books import write_project

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
    return embedded.render("en", outputs=tmp_path)


def test_site_and_pdf_are_where_the_description_says(outputs: Path, book: Path) -> None:
    """Pages keep the names of their sources; the PDF is named by `output-file`."""
    names = ["index.html", "notebooks/00_method.html", "notebooks/01_sector.html", "small-book.pdf"]
    assert all((book / name).is_file() for name in names)
    assert [path.name for path in (outputs / "book").iterdir()] == ["en"]


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


def test_problems_of_all_pages_come_together(tmp_path: Path) -> None:
    """One report for the whole book."""
    with pytest.raises(InputError, match="2 problems in the input"):
        render(tmp_path, index="# A\n\n{{< var x >}}", b="# B\n\n[x]{.column-page}")


def test_a_project_that_is_not_staged_is_named(tmp_path: Path) -> None:
    """The mend is to stage it."""
    with pytest.raises(InputError, match="no staged project of edition 'en'; stage it first"):
        embedded.render("en", outputs=tmp_path)


def test_a_chapter_without_its_file_is_named(tmp_path: Path) -> None:
    """The staged project must be whole."""
    write_project(tmp_path / "site" / "en", {"index.qmd": "# A"})
    (tmp_path / "site/en/index.qmd").unlink()
    with pytest.raises(InputError, match=r"column book\.chapters: index\.qmd is missing"):
        embedded.render("en", outputs=tmp_path)
