"""Notebooks as pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bookmaker.errors import InputError
from bookmaker.rendering.embedded.pages import Page, notebook_page
from tests.cases.small_books import SVG, code, display, markdown, write_notebook

FIGURE = '#| label: fig-a\n#| fig-cap: "Cap"\n#| fig-alt: "The \\"alt\\""\nplot()'
TABLE = '#| label: tbl-a\n#| tbl-cap: "Cap"\nshow()'


def page(tmp_path: Path, *cells: dict[str, Any], **defaults: Any) -> Page:
    """The page of a notebook with these cells."""
    return notebook_page(write_notebook(tmp_path / "n.ipynb", *cells), "n.ipynb", defaults=defaults)


def test_a_labelled_picture_becomes_a_figure_with_its_file(tmp_path: Path) -> None:
    """SVG is preferred, named by the label, and the description is an attribute."""
    result = page(tmp_path, code(FIGURE, display(svg=SVG, png="AAAA", plain="<Figure>")))
    assert result.files == {"figures/fig-a.svg": SVG.encode()}
    assert '![](figures/fig-a.svg){fig-alt="The \\"alt\\""}' in result.text
    assert "::: {#fig-a}" in result.text


def test_a_png_is_decoded_where_there_is_no_svg(tmp_path: Path) -> None:
    """Notebooks store PNG as base64."""
    assert page(tmp_path, code(FIGURE, display(png="AAEC"))).files == {
        "figures/fig-a.png": b"\x00\x01\x02"
    }


def test_a_labelled_table_keeps_its_rows_and_caption(tmp_path: Path) -> None:
    """The Markdown form is taken, not the HTML."""
    rows = "| a |\n|---|\n| 1 |"
    text = page(tmp_path, code(TABLE, display(markdown=rows, html="<table>"))).text
    assert f"::: {{#tbl-a}}\n\n{rows}\n\nCap\n:::" in text


@pytest.mark.parametrize(
    ("option", "shown"),
    [
        ("#| echo: false", {"out"}),
        ("#| output: false", {"secret"}),
        ("#| include: false", set()),
        ("#| code-fold: true", {"secret", "out"}),
    ],
)
def test_options_decide_what_of_a_cell_shows(tmp_path: Path, option: str, shown: set[str]) -> None:
    """`echo` is about code, `output` about results, `include` about both."""
    text = page(tmp_path, code(f"{option}\nsecret", display(plain="out"))).text
    assert {word for word in ("secret", "out") if word in text} == shown


def test_a_cell_that_shows_nothing_leaves_nothing(tmp_path: Path) -> None:
    """No empty box, no gap on the page."""
    assert page(tmp_path, code("#| echo: false\n#| output: false\nx")).text.strip() == ""


def test_the_projects_fold_holds_unless_the_cell_says_otherwise(tmp_path: Path) -> None:
    """`code-fold` of the format is the default."""
    text = page(tmp_path, code("a"), code("#| code-fold: false\nb"), **{"code-fold": True}).text
    assert text.count('code-fold="true"') == text.count('code-fold="false"') == 1


def test_lines_of_a_page_name_their_cell(tmp_path: Path) -> None:
    """Cells count from 1, code cells included."""
    result = page(tmp_path, code("x"), markdown("# T\n\nsee @fig-x"))
    line = result.find("@fig-x")
    assert (line.file, line.row) == ("n.ipynb, cell 2", 3)


def test_standard_error_is_not_published(tmp_path: Path) -> None:
    """Warnings of a library are not part of a chapter."""
    noise = {"output_type": "stream", "name": "stderr", "text": "noise"}
    assert "noise" not in page(tmp_path, code("x", noise)).text


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (code(FIGURE), r"n\.ipynb, cell 1, row 1: figure 'fig-a' has 0 pictures; the cell must"),
        (code("#| label: fig-a\n#| fig-cap: C", display(svg=SVG)), r"has no '#\| fig-alt:'; write"),
        (code("#| label: fig-a\n#| fig-alt: C", display(svg=SVG)), r"has no '#\| fig-cap:'; write"),
        (code(TABLE, display(plain="x")), r"table 'tbl-a' has 0 Markdown outputs"),
        (code("#| label: tbl-a", display(markdown="|a|")), r"table 'tbl-a' has no '#\| tbl-cap:'"),
        (code("plot()", display(svg=SVG)), r"a picture without '#\| fig-alt:'; write one"),
        (code("x", display(html="<b>")), r"output has only text/html; give one of image/svg\+xml"),
        (
            code("x", {"output_type": "error", "ename": "KeyError", "evalue": "'a'"}),
            r"n\.ipynb, cell 1: ended in KeyError: 'a'; mend and run it again",
        ),
        ({"cell_type": "raw", "source": "---"}, r"cell 1, row 1: is a raw cell; write Markdown or"),
    ],
)
def test_a_cell_that_cannot_be_shown_is_named(
    tmp_path: Path, cell: dict[str, Any], message: str
) -> None:
    """Every message names notebook and cell."""
    with pytest.raises(InputError, match=message):
        page(tmp_path, cell)


def test_a_file_that_is_no_notebook_is_named(tmp_path: Path) -> None:
    """Neither broken JSON nor JSON of something else passes."""
    (tmp_path / "n.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"n\.ipynb: is not a notebook: it has no list of cells"):
        notebook_page(tmp_path / "n.ipynb", "n.ipynb")
