"""A notebook run in a test's own process: what its cells leave, and what its prose lacks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from bookmaker.project.notebooks import joined, read_notebook
from helpers import paths
from helpers.staging.cells import check_notebooks
from helpers.staging.prose_numbers import check_prose

_VARIABLE = re.compile(r"\{\{<\s*var\s+(\S+)\s*>\}\}")


class Run(NamedTuple):
    """The names that the cells leave, and the numbers of the prose that have no value."""

    names: dict[str, Any]
    missing: list[str]


def problems_of(notebook: Path) -> list[str]:
    """What the book would refuse of a notebook: rules of cells, and numbers typed in prose."""
    return [str(each) for each in (*check_notebooks([notebook]), *check_prose([notebook]))]


def run(notebook: Path, language: str) -> Run:
    """Run the code cells from the top, as an edition does.

    What they write goes to `paths.OUTPUTS`: a test takes the fixture `own_outputs`.
    """
    cells = read_notebook(notebook, notebook.name)["cells"]
    names: dict[str, Any] = {}
    for number, cell in enumerate(cells, start=1):
        if cell["cell_type"] == "code":
            exec(compile(joined(cell["source"]), f"{notebook.name}, cell {number}", "exec"), names)
        if "parameters" in cell["metadata"].get("tags", ()):
            names["language"] = language
    written = paths.numbers(language) / f"{notebook.stem}.json"
    known = json.loads(written.read_text(encoding="utf-8"))
    used = [name for cell in cells for name in _VARIABLE.findall(joined(cell["source"]))]
    return Run(names, [name for name in dict.fromkeys(used) if name not in known])
