"""Groups of files that the pipeline hashes: all that decides a result, nothing that does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers import inputs, paths
from helpers.inputs import ANALYSIS, PROJECT, RENDERING, SOLVING, STAGING, Code, FileTree
from helpers.paths import ROOT


def names(tree: FileTree) -> set[str]:
    return {path.relative_to(tree.root).as_posix() for path in tree.files()}


def test_what_decides_a_result_is_the_notebooks_input() -> None:
    """A new module repeats the notebooks when it changes, without being listed anywhere."""
    assert {"study.py", "scale/scores.py", "chapters/answers/charts.py"} <= names(ANALYSIS)
    assert {"audit/verdicts.py", "outputs/figures.py"} <= names(ANALYSIS)


def test_commands_staging_and_machinery_repeat_no_notebook() -> None:
    """Whoever edits how the audit prints its report waits for no chapter."""
    unwanted = ("audit/command/", "bounds/command", "staging/", "review/", "workshop/", "__main__")
    assert not any(name.startswith(unwanted) for name in names(ANALYSIS))


def test_how_answers_are_shown_solves_nothing_again() -> None:
    """The solver is asked again when the engine or its questions change, not for a colour."""
    solving = names(SOLVING)
    assert {"bounds/cpsat.py", "chapters/implied/solving/towns.py"} <= solving
    assert not {"chapters/implied/towns.py", "outputs/figures.py", "bounds/command.py"} & solving


def test_styles_scripts_and_pages_are_inputs() -> None:
    """A changed style, script, template or page is a changed book."""
    assert "helpers/staging/calculator/assets/score.js" in names(STAGING)
    assert {
        "rendering/theme/claims.css",
        "rendering/embedded/web/assets/book.js",
        "project/languages/kk.yml",
    } <= names(RENDERING)
    staging = {"project/languages/kk.yml", "filters/site.lua", "rendering/theme/claims.css"}
    assert {f"bookmaker/{name}" for name in staging} <= names(STAGING)
    pages = {path.name for path in ROOT.glob("*.qmd")}
    assert {"_quarto.yml", "references.bib", *pages} <= names(PROJECT)


def test_what_quarto_leaves_in_a_staged_project_is_not_part_of_it() -> None:
    """Publishing by Quarto renders in place; that must not count as a change."""
    assert {"_book", ".quarto", "_publish.yml"} <= set(inputs.site("en").excluded)


def test_a_book_of_the_report_has_no_chapters_from_questionnaires(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A book from them has those that its waves allow."""
    of_report = {path.stem for path in inputs.notebooks()}
    assert not set(inputs.OF_QUESTIONNAIRES) & of_report
    monkeypatch.setattr(paths, "DATA", "microdata")
    added = {path.stem for path in inputs.notebooks()} - of_report
    assert "08_recomputed" in added
    assert "10_waves" not in added
    assert inputs.released() == paths.release()


CELLS = [
    {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# One"},
    {"cell_type": "code", "id": "b", "metadata": {"tags": ["parameters"]}, "source": "x = 1"},
    {"cell_type": "code", "id": "c", "metadata": {}, "source": '#| fig-cap: "A"\ndraw(x)'},
]


def code_state(folder: Path, cells: list[dict[str, Any]]) -> str | None:
    path = folder / "a.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}}), encoding="utf-8")
    return Code(name="a", path=path).state()


def with_cell(number: int, **changes: Any) -> list[dict[str, Any]]:
    return [{**cell, **changes} if n == number else cell for n, cell in enumerate(CELLS)]


PROSE = {
    "Markdown": with_cell(0, source="# Two"),
    "Markdown added": [*CELLS, {"cell_type": "markdown", "metadata": {}, "source": "x = 2"}],
    "Markdown moved": [*CELLS[1:], CELLS[0]],
    "caption": with_cell(2, source=['#| fig-cap: "B"\n', "draw(x)"]),
    "alternative text added": with_cell(2, source='#| fig-cap: "A"\n#| fig-alt: "B"\ndraw(x)'),
    "options taken out": with_cell(2, source="draw(x)"),
    "id": with_cell(2, id="d"),
    "tag of the page": with_cell(2, metadata={"tags": ["sortable"], "collapsed": True}),
    "outputs": with_cell(2, outputs=[{"output_type": "stream"}], execution_count=4),
}
RUNS = {
    "code": with_cell(2, source='#| fig-cap: "A"\ndraw(y)'),
    "parameters": with_cell(1, source="x = 2"),
    "tag of the parameters": with_cell(1, metadata={}),
    "a cell that may fail": with_cell(2, metadata={"tags": ["raises-exception"]}),
    "order": [CELLS[0], CELLS[2], CELLS[1]],
    "cut in two": [*CELLS, {"cell_type": "code", "metadata": {}, "source": ""}],
    "a comment that looks like an option": with_cell(2, source="draw(x)\n#| fig-cap: A"),
    "prose made code": with_cell(0, cell_type="code"),
}


@pytest.mark.parametrize("change", PROSE)
def test_prose_is_no_input_of_the_run(tmp_path: Path, change: str) -> None:
    """Nor options of cells, nor what JupyterLab keeps besides."""
    assert code_state(tmp_path, PROSE[change]) == code_state(tmp_path, CELLS)


@pytest.mark.parametrize("change", RUNS)
def test_what_decides_a_run_is_its_input(tmp_path: Path, change: str) -> None:
    """Code in its order, and tags that papermill and nbclient heed."""
    assert code_state(tmp_path, RUNS[change]) != code_state(tmp_path, CELLS)


def test_a_file_that_is_no_notebook_counts_as_it_is(tmp_path: Path) -> None:
    """Whoever executes it says what is wrong; without a file there is no state."""
    path = tmp_path / "a.ipynb"
    code = Code(name="a", path=path)
    assert code.state() is None
    found = set()
    for text in ("", "{", "[]", '{"cells": [3]}'):
        path.write_text(text, encoding="utf-8")
        found.add(code.state())
    assert len(found - {None}) == 4


def test_validation_is_checked_with_all_the_code_it_loads() -> None:
    """Rooms left out of it, such as the chapters, are none that it imports."""
    script = (
        "import sys, helpers.ledger.validation as v; v.require_valid_data();"
        "own = [m for n, m in sys.modules.items() if n.split('.')[0] in ('helpers', 'bookmaker')];"
        "print(*(m.__file__ for m in own))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    found = {
        Path(name).relative_to(inputs.VALIDATION.root).as_posix() for name in done.stdout.split()
    }
    assert {"helpers/ledger/validation.py", "bookmaker/project/admission.py"} <= found
    assert found <= names(inputs.VALIDATION)
