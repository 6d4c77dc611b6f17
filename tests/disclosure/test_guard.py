"""A kernel of the book is closed to questionnaires before its first line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from helpers import paths
from helpers.disclosure.closed.sitecustomize import VARIABLE
from helpers.disclosure.guard import kernel_environment, require_guarded
from helpers.errors import InputError
from helpers.workshop.execution import NotebookError, execute_notebook


def test_a_closed_process_is_told_no_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever questionnaires are kept, that place and the repository's own are closed."""
    monkeypatch.setattr(paths, "RESTRICTED", Path("/elsewhere/kept"))
    found = kernel_environment({"PYTHONPATH": "/mine"})
    assert found["CIVIC_VOICE_RESTRICTED"] == os.devnull
    own = str(paths.ROOT / "data" / "restricted")
    assert found[VARIABLE].split(os.pathsep) == ["/elsewhere/kept", own]
    assert found["PYTHONPATH"].endswith(os.pathsep + "/mine")


def test_kernels_search_no_outputs() -> None:
    """The pipeline adds them for its workers; each new product would end a template of kernels."""
    given = os.pathsep.join([str(paths.OUTPUTS), "/mine"])
    assert kernel_environment({"PYTHONPATH": given}) == kernel_environment({"PYTHONPATH": "/mine"})


@pytest.mark.slow
def test_a_notebook_that_opens_questionnaires_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even one that nobody checked before it ran."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path / "restricted")
    code = f"open({str(tmp_path / 'restricted' / 'survey.csv')!r})"
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "source": code}
    notebook = {
        "cells": [{**cell, "execution_count": None}],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    source = tmp_path / "leak.ipynb"
    source.write_text(json.dumps(notebook))
    with pytest.raises(NotebookError, match="ClosedError: open in the directory of questionnaires"):
        execute_notebook(source, tmp_path / "out" / "leak.ipynb", parameters={})
    with pytest.raises(InputError, match=r"leak\.ipynb, row 1, column cell: calls open; read"):
        require_guarded([source])
