"""What a chapter's code cells may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.staging import cells
from helpers.staging.cells import MOST_IMPORTS, MOST_LINES, check_notebooks
from tests.cases.small_books import code, markdown, write_notebook

PUBLIC = """from helpers import open_study
from helpers.chapters import answers as given
from helpers.chapters.answers import shares
import matplotlib.pyplot as plt"""
CELL = """#| label: fig-a
found = shares(open_study(language), "need").query("count > 10")
found = found.assign(share=lambda rows: rows["count"] / 100)
given.draw([row for row in found.index])"""


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one public name and a topic with two."""
    package = tmp_path / "src" / "helpers"
    topic = package / "chapters" / "answers"
    topic.mkdir(parents=True)
    (package / "__init__.py").write_text('__all__ = ["open_study"]', encoding="utf-8")
    (topic / "__init__.py").write_text('__all__ = ["draw", "shares"]', encoding="utf-8")
    monkeypatch.setattr(cells, "_PACKAGE", package)
    cells.public_names.cache_clear()
    yield package
    cells.public_names.cache_clear()


def problems(tmp_path: Path, *sources: str) -> list[str]:
    """What is wrong with a notebook of these code cells, below one of Markdown."""
    fresh = [code(source) | {"execution_count": None} for source in sources]
    path = write_notebook(tmp_path / "notebooks" / "01_a.ipynb", markdown("# A"), *fresh)
    return [str(problem) for problem in check_notebooks([path])]


def test_a_chapter_that_keeps_to_the_rules(tmp_path: Path) -> None:
    """Public names, pandas, a comprehension, a small function given to pandas."""
    assert problems(tmp_path, PUBLIC, CELL) == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "from helpers import paths",
            "'from helpers import paths' is private; public names of helpers: open_study (its",
        ),
        (
            "from helpers.chapters.answers import charts",
            "'from helpers.chapters.answers import charts' is private; public names of "
            "helpers.chapters.answers: draw, shares (its __init__.py lists them)",
        ),
        (
            "from helpers.chapters import answers\nanswers.charts.bar()",
            "row 2: 'answers.charts' is private; public names of helpers.chapters.answers: draw",
        ),
        (
            "from helpers.chapters import answer",
            "'from helpers.chapters import answer': there is no such topic; choose one of answers",
        ),
        (
            "from helpers.chapters.answers.charts import bar",
            "'from helpers.chapters.answers.charts import bar' is not for chapters; import from",
        ),
        ("import helpers.study", "'helpers.study' is not for chapters; import from helpers, help"),
        ("import requests", "'requests' is not for chapters; import from helpers, helpers.chapte"),
        ("from pandas import _libs", "'from pandas import _libs' is not for chapters; import"),
        ("import pandas._libs", "'pandas._libs' is not for chapters; import from helpers, help"),
        ("from . import answers", "'from . import answers' is not for chapters; import from"),
        ("if True:\n    import os", "row 2: 'os' is not for chapters; import from helpers, help"),
    ],
)
def test_an_import_that_is_not_public_is_named(tmp_path: Path, source: str, message: str) -> None:
    """With notebook, cell and line, and with what may be imported instead."""
    (found,) = problems(tmp_path, source)
    assert found.startswith("notebooks/01_a.ipynb, cell 2, row")
    assert message in found


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def double(x):\n    return 2 * x", "row 1: defines a function or class; move it into a"),
        ("class A:\n    n = 1", "row 1: defines a function or class; move it into a helper"),
        ("for n in rows:\n    n", "row 1: loops over rows; let pandas do it, or move it into a"),
        ("while rows:\n    rows.pop()", "row 1: loops over rows; let pandas do it, or move it"),
        ("list(rows.itertuples())", "row 1: loops over rows; let pandas do it, or move it into"),
        ("x = 1\n!pip install x", "row 2: is not Python (invalid syntax); commands with ! or %"),
        ("%matplotlib inline", "row 1: is not Python (invalid syntax); commands with ! or % do"),
        ("x = 1\n" * (MOST_LINES + 1), "row 16: 16 lines, at most 15; cut it in two, or move it"),
    ],
)
def test_what_does_not_belong_in_a_cell_is_named(tmp_path: Path, source: str, message: str) -> None:
    """With its place and the mend."""
    (found,) = problems(tmp_path, source)
    assert found.startswith(f"notebooks/01_a.ipynb, cell 2, {message}")


def test_lines_of_imports_are_counted_over_the_chapter(tmp_path: Path) -> None:
    """Within brackets every line counts."""
    assert problems(tmp_path, *["import pandas as pd"] * MOST_IMPORTS) == []
    (found,) = problems(tmp_path, "from helpers.chapters.answers import (\n    draw,\n)", PUBLIC)
    assert found.startswith("notebooks/01_a.ipynb: 7 lines of imports, at most 4; import a topic")


@pytest.mark.parametrize("stored", [{"execution_count": 3}, {"outputs": [{"text": "1"}]}])
def test_stored_outputs_are_named(tmp_path: Path, stored: dict) -> None:
    """They would go stale, and make every change of the notebook unreadable."""
    cell = code("1") | {"execution_count": None} | stored
    path = write_notebook(tmp_path / "notebooks" / "01_a.ipynb", cell)
    (found,) = map(str, check_notebooks([path]))
    assert "01_a.ipynb, cell 1: stores what it gave when it ran; clear the outputs" in found


def test_the_public_names_are_those_of_the_real_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read from the source, they are what Python sees."""
    import helpers

    monkeypatch.undo()
    cells.public_names.cache_clear()
    assert cells.public_names("helpers") == set(getattr(helpers, "__all__", ()))
    assert "answers" in cells.topics()


def test_a_list_of_voices_has_no_label(tmp_path: Path) -> None:
    """Its name is an id already, and no page has an id twice."""
    (found,) = problems(tmp_path, "#| label: quotes-money\nshown")
    assert found.endswith("a list of voices has its name for an id; take the label out")
    assert problems(tmp_path, "#| label: tbl-quotes-money\nshown") == []
