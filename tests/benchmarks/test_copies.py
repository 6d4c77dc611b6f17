"""What the benchmarks change in their copies of the sources."""

from __future__ import annotations

import json
from pathlib import Path

import copies
import pytest
from measuring import RunError

from helpers import paths
from helpers.inputs import OF_QUESTIONNAIRES, notebooks


@pytest.fixture(params=notebooks(), ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Each chapter, copied."""
    copied = tmp_path / request.param.name
    copied.write_bytes(request.param.read_bytes())
    return copied


def sources(notebook: Path, kind: str) -> list[str]:
    """The texts of the cells of a kind."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == kind]


def test_a_paragraph_changes_one_cell_of_prose(notebook: Path) -> None:
    """By the words added, which no code sees."""
    prose, code = sources(notebook, "markdown"), sources(notebook, "code")
    copies.change_paragraph(notebook, "Added words.")
    now = sources(notebook, "markdown")
    changed = [new for old, new in zip(prose, now, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0].endswith(" Added words.")
    assert sources(notebook, "code") == code


def test_code_changes_below_its_options(notebook: Path) -> None:
    """And above what the cell shows."""
    code, prose = sources(notebook, "code"), sources(notebook, "markdown")
    copies.change_code(notebook, "added = 1")
    now = sources(notebook, "code")
    assert now[:-1] == code[:-1]
    assert now[-1].replace("added = 1\n", "") == code[-1]
    assert not now[-1].endswith("added = 1")
    assert sources(notebook, "markdown") == prose


def test_another_language_is_a_parameter(notebook: Path, tmp_path: Path) -> None:
    """Of a copy; nothing else of it differs."""
    before = sources(notebook, "code")
    copies.in_language(notebook, tmp_path / "kk" / notebook.name, "kk")
    after = sources(tmp_path / "kk" / notebook.name, "code")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ['#| include: false\nlanguage = "kk"']
    assert sources(notebook, "code") == before


def test_the_chapters_are_those_of_the_published_book() -> None:
    """Those that need questionnaires are left out."""
    found = copies.Copy(paths.ROOT).chapters()
    every = sorted(paths.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    assert found == [path for path in every if path.stem not in OF_QUESTIONNAIRES]


def test_a_run_without_its_products_is_an_error(tmp_path: Path) -> None:
    """A missing file and missing words are named."""
    made = tmp_path / "a.html"
    made.write_text("<p>one\n two</p>", encoding="utf-8")
    copies.require([made], "one two")
    with pytest.raises(RunError, match=r"not made: b\.html"):
        copies.require([made, tmp_path / "b.html"])
    with pytest.raises(RunError, match="nothing says 'three'"):
        copies.require([made], "three")
