"""What changed, and which tasks run: the table of the pipeline, on a copy of the project.

Nothing is executed for it: a task can run when an input has another state, or is written by a task
that can run. Of tasks that can run, some write what is there already, and nothing follows.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from helpers import inputs, paths
from tests.cases import tasks_of_changes

EDITIONS = "en kk"
CHAPTERS = [path.read_text(encoding="utf-8") for path in inputs.notebooks()]
N_NOTEBOOKS = len(CHAPTERS)
N_WITH_IMPLIED = sum(bool(re.search(r"import .*\bimplied\b", text)) for text in CHAPTERS)
N_WITH_TOWNS = sum(bool(re.search(r"import .*\btowns\b", text)) for text in CHAPTERS)
CHAPTER = "02_challenges"
NOTEBOOK = f"notebooks/{CHAPTER}.ipynb"
COPIED = ("src", "pipeline", "data", "notebooks", "locale")

Cell = dict[str, Any]


def saved(mend: Callable[[list[Cell]], object]) -> tuple[str, str, str]:
    """The chapter saved with other cells."""
    notebook = json.loads((paths.ROOT / NOTEBOOK).read_text(encoding="utf-8"))
    before = json.dumps(notebook)
    mend(notebook["cells"])
    assert json.dumps(notebook) != before
    return NOTEBOOK, "", json.dumps(notebook)


def replaced(kind: str, old: str, new: str) -> tuple[str, str, str]:
    """The chapter with another text in the first cell of a kind that has the old one."""

    def mend(cells: list[Cell]) -> None:
        texts = [(cell, "".join(cell["source"])) for cell in cells if cell["cell_type"] == kind]
        cell, text = next((cell, text) for cell, text in texts if old in text)
        cell["source"] = text.replace(old, new, 1)

    return saved(mend)


def added(file: str, text: str = "\n") -> tuple[str, str, str]:
    """A file with a text at its end."""
    return file, "", (paths.ROOT / file).read_text(encoding="utf-8") + text


def marked(cells: list[Cell]) -> None:
    """Another tag for the look of a page, and another id."""
    cell = next(cell for cell in cells if cell["cell_type"] == "code")
    cell["id"] = "other"
    cell["metadata"].setdefault("tags", []).append("sortable")


# Prose checked, both editions staged and rendered.
PAGES = {"prose": 1, "stage": 2, "render": 2, "root_page": 1}
LOOKS = {"render": 2, "root_page": 1}
EVERYTHING = {**PAGES, "data": 1, "library": 1, "solve": 1, "leaflet": 2}
EVERYTHING |= {"execute": 2 * N_NOTEBOOKS}
STAGED = {name: number for name, number in PAGES.items() if name != "prose"}
OF_KAZAKH = {"stage": 1, "render": 1, "root_page": 1}

# What changed, how, and how many tasks of each kind can run.
TABLE = {
    "Markdown cell": (replaced("markdown", ".", "!"), PAGES),
    "Markdown cell added": (
        saved(lambda cells: cells.insert(4, {**cells[0], "id": "new", "source": "New."})),
        PAGES,
    ),
    "caption": (replaced("code", '#| fig-cap: "', '#| fig-cap: "A '), PAGES),
    "alternative text": (replaced("code", '#| fig-alt: "', '#| fig-alt: "A '), PAGES),
    "tag of a table that is sorted": (saved(marked), PAGES),
    "code cell": (replaced("code", "study", "study "), {**PAGES, "execute": 2}),
    "parameters cell": (replaced("code", '"en"', '"ru"'), {**PAGES, "execute": 2}),
    "page": (added("index.qmd"), PAGES),
    "translation of a page": (added(f"locale/kk/{CHAPTER}.po", "\n# x\n"), OF_KAZAKH),
    "translation of the code's texts": (
        added("locale/kk/interface.po", "\n# x\n"),
        {**OF_KAZAKH, "leaflet": 1, "execute": N_NOTEBOOKS},
    ),
    "words a translator looked at": (added("locale/kk/words.txt"), {}),
    "data row": (added("data/published/town_facts.csv", "x\n"), {**EVERYTHING, "prose": 0}),
    "helper of a topic": (
        added("src/helpers/chapters/towns/charts.py"),
        {**STAGED, "leaflet": 2, "execute": 2 * N_WITH_TOWNS},
    ),
    "drawing of what was solved": (
        added("src/helpers/chapters/implied/towns.py"),
        {**STAGED, "leaflet": 2, "execute": 2 * N_WITH_IMPLIED},
    ),
    "chart colour": (
        added("src/helpers/outputs/figures.py"),
        {**STAGED, "leaflet": 2, "execute": 2 * N_NOTEBOOKS},
    ),
    "helper of the study": (added("src/helpers/study.py"), {**EVERYTHING, "prose": 0}),
    "solver": (
        added("src/helpers/bounds/cpsat.py"),
        {**EVERYTHING, "prose": 0, "data": 0, "library": 0},
    ),
    "staging": (added("src/helpers/staging/pages.py"), PAGES),
    "look of the pages": (added("src/bookmaker/rendering/embedded/web/assets/book.css"), LOOKS),
    # A copy of it is staged for Quarto.
    "look of both renderers' pages": (added("src/bookmaker/rendering/theme/claims.css"), PAGES),
    "layout of the leaflet": (
        added("src/helpers/workshop/leaflet/leaflet.typ"),
        {**STAGED, "leaflet": 2},
    ),
    "locked versions": (
        added("requirements.lock"),
        {**EVERYTHING, "prose": 0, "data": 0},
    ),
    "machinery": (added("src/helpers/workshop/build.py"), {}),
}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, int]]:
    """How many tasks of each kind can run, by what changed; solving is one, however it is cut."""
    root = tmp_path_factory.mktemp("project")
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", "restricted")
    for name in COPIED:
        shutil.copytree(paths.ROOT / name, root / name, ignore=ignore)
    for pattern in ("_quarto*.yml", "*.qmd", "*.bib", "*.csl", "requirements.lock"):
        for path in paths.ROOT.glob(pattern):
            shutil.copy(path, root)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CIVIC_VOICE_")}
    done = subprocess.run(
        [sys.executable, tasks_of_changes.__file__],
        input=json.dumps({name: change for name, (change, _) in TABLE.items()}),
        cwd=root,
        env={**kept, "PYTHONPATH": str(root / "src"), "EDITIONS": EDITIONS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        name: Counter(_kind(task) for task in tasks if not task.startswith("solve_"))
        for name, tasks in json.loads(done.stdout).items()
    }


def _kind(task: str) -> str:
    """Task names without edition and notebook."""
    name = task.removeprefix("task_")
    return name if name == "root_page" else name.partition("_")[0]


@pytest.mark.parametrize("change", TABLE)
def test_only_what_depends_on_a_change_can_run(
    counted: dict[str, dict[str, int]], change: str
) -> None:
    """Prose executes no notebook, a topic's helper only those that use it, a look renders."""
    expected = {kind: number for kind, number in TABLE[change][1].items() if number}
    assert dict(counted[change]) == expected
