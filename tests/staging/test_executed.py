"""A notebook as its author wrote it, with what its cells gave when it was executed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bookmaker.project.notebooks import joined
from helpers.errors import InputError
from helpers.paths import Directories
from helpers.staging.cleaning import clean
from helpers.staging.executed import read_executed
from tests.cases.small_books import code, display, markdown, write_executed, write_notebook

SOURCE = "notebooks/01_one.ipynb"
CELLS = (
    markdown("# One"),
    code("language = 'en'", tags=("parameters",)),
    code("# Parameters\nlanguage = 'kk'", tags=("injected-parameters",)),
    markdown("Words."),
    code('#| fig-cap: "A"\nplot()', display(markdown="first")),
    code("plot(2)", display(markdown="second")),
)


def executed(folder: Path, *own: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells read when the author has saved other ones than those that were executed."""
    source, _ = write_executed(folder, "01_one", *CELLS)
    write_notebook(source, *own)
    return read_executed(Directories("en", folder, folder / "outputs"), SOURCE)["cells"]


def shown(cells: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """What the page has: sources, and the outputs of each."""
    notebook, problems = clean({"cells": cells}, {}, source=SOURCE)
    assert not problems
    return [
        (joined(cell["source"]), [joined(o["data"]["text/markdown"]) for o in cell["outputs"]])
        if cell["cell_type"] == "code"
        else (joined(cell["source"]), [])
        for cell in notebook["cells"]
    ]


def test_prose_and_options_are_todays_and_outputs_those_of_the_run(tmp_path: Path) -> None:
    """Whatever Markdown was changed, added, moved, or taken out between the code cells."""
    cells = executed(
        tmp_path,
        markdown("# Two"),
        code("language = 'en'", tags=("parameters",)),
        code('#| fig-cap: "B"\n#| fig-alt: "C"\nplot()', tags=("sortable",)),
        markdown("New."),
        code("plot(2)"),
    )
    assert shown(cells) == [
        ("# Two", []),
        ("language = 'kk'", []),
        ('#| fig-cap: "B"\n#| fig-alt: "C"\nplot()', ["first"]),
        ("New.", []),
        ("plot(2)", ["second"]),
    ]
    assert [cell["metadata"]["tags"] for cell in cells if cell.get("outputs")] == [["sortable"], []]


PARAMETERS = code("language = 'en'", tags=("parameters",))


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ((PARAMETERS, markdown("x"), code("plot(1)"), code("plot(2)")), r"cell 3: its code is not"),
        ((PARAMETERS, code("plot(2)"), code("plot()")), r"cell 2: its code is not what was exec"),
        ((PARAMETERS, code("plot()"), code("plot(2)"), code("x")), r"cell 4: its code is not wh"),
        ((code("language = 'en'"), code("plot()"), code("plot(2)")), r"cell 1: its code is not "),
        ((PARAMETERS, code("plot()")), r"01_one\.ipynb: lost code cells since it ran; `make book`"),
    ],
)
def test_outputs_of_other_code_are_refused(
    tmp_path: Path, own: tuple[dict[str, Any], ...], message: str
) -> None:
    """With the number of the cell in the author's notebook, and how to mend it."""
    with pytest.raises(InputError, match=rf"{message}.*") as caught:
        executed(tmp_path, *own)
    assert str(caught.value).endswith("; `make book` executes the notebook again")
