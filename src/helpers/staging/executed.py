"""A notebook as its author wrote it, with what its cells gave when it was executed.

Prose, captions, alternative texts, other options of cells, and the order of all of them are the
source notebook's, so that whoever changes them executes nothing. Outputs and the edition's
parameters are the executed copy's; its code cells are those of the source, in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from bookmaker.project.notebooks import cell_file, read_notebook
from helpers.errors import InputError, Problem
from helpers.inputs import what_runs
from helpers.paths import Directories


def executed_copy(edition: Directories, source: str) -> Path:
    """Where the executed copy of a notebook is; `source` is its path in the project."""
    return edition.executed / PurePosixPath(source).name


def read_executed(edition: Directories, source: str) -> dict[str, Any]:
    """A notebook of the project with the outputs of its cells, papermill's own cell first.

    Raises `InputError` for the first cell whose code is not what was executed.
    """
    notebook = read_notebook(edition.root / source, source)
    copy = read_notebook(executed_copy(edition, source), source)
    injected = [cell for cell in copy["cells"] if is_injected(cell)]
    ran = [cell for cell in copy["cells"] if _is_code(cell) and not is_injected(cell)]
    _require_same(notebook["cells"], ran, source)
    outputs = iter([cell.get("outputs", []) for cell in ran])
    cells = [
        {**cell, "outputs": next(outputs)} if _is_code(cell) else cell for cell in notebook["cells"]
    ]
    return {**notebook, "cells": [*injected, *cells]}


def is_injected(cell: Mapping[str, Any]) -> bool:
    """Whether papermill put the cell there, with the edition's parameters."""
    return "injected-parameters" in (cell.get("metadata") or {}).get("tags", ())


def _is_code(cell: Mapping[str, Any]) -> bool:
    return cell["cell_type"] == "code"


def _require_same(own: list[dict[str, Any]], ran: list[dict[str, Any]], source: str) -> None:
    numbered = [(number, cell) for number, cell in enumerate(own, start=1) if _is_code(cell)]
    for mine, other in zip_longest(numbered, ran):
        if mine is None or other is None or what_runs(mine[1]) != what_runs(other):
            where = cell_file(source, mine[0]) if mine else source
            what = "its code is not what was executed" if mine else "lost code cells since it ran"
            message = f"{what}; `make book` executes the notebook again"
            raise InputError([Problem(where, "", "", message)])
