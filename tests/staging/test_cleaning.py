"""Executed notebooks made fit to publish."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.staging.cleaning import clean
from tests.cases.small_books import SVG, code, display, markdown, stderr


def cleaned(*cells: dict[str, Any], **values: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Cells of the cleaned notebook and the problems as texts."""
    notebook, problems = clean({"cells": cells}, values, source="n.ipynb")
    return notebook["cells"], [str(problem) for problem in problems]


def source(cell: dict[str, Any]) -> str:
    """A cell's text."""
    return "".join(cell["source"])


def test_papermills_parameters_move_into_the_parameters_cell() -> None:
    """Readers see the values used, in the place where the notebook names them."""
    cells, _ = cleaned(
        markdown("# T"),
        code('#| echo: false\nlanguage = "en"', tags=("parameters",)),
        code('# Parameters\nlanguage = "kk"\n', tags=("injected-parameters",)),
    )
    assert [source(cell) for cell in cells] == ["# T", '#| echo: false\nlanguage = "kk"']


def test_the_machine_leaves_no_trace() -> None:
    """Two runs of a notebook on two machines give the same staged notebook."""
    first = code("x", stderr("slow disk"), display(svg=SVG, plain="<Figure at 0x7f>"))
    second = code("x", display(svg=SVG, plain="<Figure at 0x55>"))
    first |= {"id": "a1b2", "execution_count": 7}
    first["metadata"] = {"papermill": {"duration": 2.0}, "tags": []}
    assert cleaned(first) == cleaned(second)


def test_what_would_fetch_scripts_is_dropped() -> None:
    """HTML and JavaScript forms make Quarto link requirejs and jquery from another host."""
    output = display(html="<b>", markdown="**b**", plain="b")
    output["data"]["application/javascript"] = "alert()"
    cells, _ = cleaned(code("x", output))
    assert list(cells[0]["outputs"][0]["data"]) == ["text/markdown"]


def test_an_output_with_only_html_stays_as_raw_html() -> None:
    """Nothing shown in the notebook gets lost in the book."""
    cells, _ = cleaned(code("x", display(html="<b>1</b>", plain="1")))
    assert "".join(cells[0]["outputs"][0]["data"]["text/markdown"]) == "```{=html}\n<b>1</b>\n```"


def test_option_lines_are_filled_and_markdown_is_left_to_the_renderer() -> None:
    """Quarto fills prose by itself, but not every place a caption or description goes to."""
    cells, problems = cleaned(
        code('#| fig-alt: "{{< var n >}} bars"\nf"{{< var n >}}"'), markdown("{{< var n >}}"), n="9"
    )
    assert problems == []
    assert source(cells[0]) == '#| fig-alt: "9 bars"\nf"{{< var n >}}"'
    assert source(cells[1]) == "{{< var n >}}"


def test_an_unnumbered_title_stays_unnumbered_in_quarto() -> None:
    """Quarto forgets the attributes of a heading in the first line of a notebook."""
    cells, _ = cleaned(markdown("# Method {#sec-method .unnumbered}\n"))
    assert source(cells[0]).startswith("\n# Method")
    numbered, _ = cleaned(markdown("# Sector {#sec-sector}\n"))
    assert source(numbered[0]).startswith("# Sector")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (markdown("a\n{{< var x >}}"), "n.ipynb, cell 2, row 2: no value for {{< var x >}}"),
        (code('#| fig-cap: "{{< var x >}}"\n'), "n.ipynb, cell 2, row 1: no value for {{< var x"),
        (
            code("x", {"output_type": "error", "ename": "E", "evalue": "bad"}),
            "n.ipynb, cell 2: ended in E: bad; mend and run again",
        ),
    ],
)
def test_problems_name_the_cell_of_the_source_notebook(cell: dict, message: str) -> None:
    """Papermill's cell does not count, because the author's notebook has none."""
    _, problems = cleaned(code("p = 1", tags=("injected-parameters",)), markdown("# T"), cell)
    assert [problem[: len(message)] for problem in problems] == [message]
