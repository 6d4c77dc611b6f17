"""A notebook executed for an edition, and all that it writes put into place at once.

Figures, tables and numbers are products like the executed notebook. They are written to a directory
of their own first: a notebook that fails, or is interrupted, changes none of those that are there,
and what it wrote is known without asking it. `inputs.Written` is the list. Of the notebook itself
only code and outputs are kept: pages take their prose from the source.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers import inputs, paths
from helpers.workshop.execution import (
    CELL_SECONDS,
    NotebookError,
    execute_notebook,
    partial_of,
    remove,
)

# What notebooks write besides their executed copies: directories of the outputs.
_KINDS = ("figures", "tables", "numbers")


def execute_chapter(source: Path, language: str, *, seconds: int = CELL_SECONDS) -> None:
    """Execute a notebook with an edition's language and put into place all that it wrote.

    Raises `NotebookError` as `execute_notebook`, when the notebook writes no numbers, a file of
    another edition, or one that another notebook writes, and when what it runs on is saved
    meanwhile.
    """
    written = inputs.written(language, source.stem)
    before = _states(source.stem, language)
    ran_on = _ran_on(before, source.stem)
    remove(written.path)
    product = paths.executed(language) / source.name
    scratch = product.with_suffix(".tmp")
    remove(scratch)
    try:
        execute_notebook(
            source,
            product,
            parameters={"language": language},
            seconds=seconds,
            environment={paths.WRITES: str(scratch)},
        )
        _require_unchanged(before, source, language)
        _keep_what_ran(product)
        names = _names(scratch, source, language)
        for name in names:
            _put(scratch / name, paths.OUTPUTS / name)
    except BaseException:
        remove(product)
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    files = [product, *(paths.OUTPUTS / name for name in names)]
    written.note(before[written.code.name], files, ran_on=ran_on)


def bring_up_to_date(source: Path, language: str, *, seconds: int = CELL_SECONDS) -> None:
    """Execute a notebook as `execute_chapter`, unless it was executed on what is there now.

    The pipeline has a memory of its own, which does not know of what the preview has executed.
    """
    written = inputs.written(language, source.stem)
    if not written.state() or written.ran_on != _ran_on(
        _states(source.stem, language), source.stem
    ):
        execute_chapter(source, language, seconds=seconds)


def remove_unwritten(language: str, notebooks: Iterable[Path]) -> list[Path]:
    """Delete what no notebook of an edition wrote, or the book would still read it; returns it.

    Copies of notebooks that failed stay for whoever mends them.
    """
    kept = set()
    for notebook in notebooks:
        written = inputs.written(language, notebook.stem)
        partial = partial_of(paths.executed(language) / notebook.name)
        kept |= {written.path, partial, *(paths.OUTPUTS / name for name in written.files())}
    folders = [paths.OUTPUTS / kind / language for kind in ("executed", *_KINDS)]
    found = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    gone = [path for path in found if path not in kept]
    for path in gone:
        remove(path)
    return gone


def _states(notebook: str, language: str) -> dict[str, str | None]:
    """What decides what a notebook gives, by its name."""
    nodes = [inputs.code(notebook), inputs.used(notebook), inputs.interface(language)]
    nodes += [inputs.DATA, inputs.LOCK]
    return {node.name: node.state() for node in nodes}


def _ran_on(states: Mapping[str, str | None], notebook: str) -> str:
    """Digest of what a run is made from: its states, and what was found for it before."""
    found = [paths.computed("implied")] if notebook == inputs.SOLVED_FOR else []
    found += filter(None, [inputs.released()])
    known = {path.name: inputs.digest_of(path) for path in found if path.is_file()}
    return hashlib.sha256(json.dumps([states, known], sort_keys=True).encode()).hexdigest()


def _require_unchanged(before: dict[str, str | None], source: Path, language: str) -> None:
    """What the pipeline remembers of a run is how its inputs are afterwards."""
    after = _states(source.stem, language)
    if changed := [name for name in before if before[name] != after[name]]:
        raise NotebookError(
            f"notebooks/{source.name}: what it runs on was saved while it ran "
            f"({', '.join(changed)}); build once more"
        )


def _keep_what_ran(executed: Path) -> None:
    """Leave code and outputs in an executed copy: its prose is no input, and would grow old."""
    notebook = json.loads(executed.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells, start=1):
        code, *tags = inputs.what_runs(cell)
        cell.update(id=f"cell-{number}", source=code, metadata={"tags": tags} if tags else {})
    text = json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1)
    executed.write_text(f"{text}\n", encoding="utf-8")


def _names(scratch: Path, source: Path, language: str) -> list[str]:
    """What a notebook wrote, by names below the outputs; the numbers of its prose among them."""
    found = sorted(path for path in scratch.rglob("*") if path.is_file())
    names = [path.relative_to(scratch).as_posix() for path in found]
    numbers = f"numbers/{language}/{source.stem}.json"
    if numbers not in names:
        raise NotebookError(
            f"notebooks/{source.name} wrote no {source.stem}.json: its last cell must write "
            "the numbers its prose uses"
        )
    folders = [f"{kind}/{language}" for kind in _KINDS]
    for name in names:
        if name.rpartition("/")[0] not in folders:
            raise NotebookError(
                f"notebooks/{source.name} writes {name}; in this edition it writes to "
                f"{', '.join(folders)} and nowhere else"
            )
    _require_own(names, source, language)
    return names


def _require_own(names: Iterable[str], source: Path, language: str) -> None:
    """Two notebooks that write the same file would take it from each other in every build."""
    for other in inputs.notebooks():
        written = inputs.written(language, other.stem)
        # The list of one that has changed since is no longer its own.
        is_its_own = other != source and written.is_current
        shared = set(names).intersection(written.files()) if is_its_own else ()
        for name in sorted(shared):
            raise NotebookError(
                f"notebooks/{source.name} writes {name}, and so does {other.name}; give one of "
                "them another name"
            )


def _put(source: Path, target: Path) -> None:
    """Move a file to its place, whatever stands there."""
    if target.parent.exists() and not target.parent.is_dir():
        remove(target.parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        remove(target)
    source.replace(target)
