"""One task per notebook and edition: the executed notebook and its numbers for the prose."""

import os
from pathlib import Path
from typing import Annotated

from pytask import Product, task

from helpers import inputs, paths
from helpers.workshop import build

CHECKED = paths.OUTPUTS / "checked" / "data.txt"
RELEASED = inputs.released()

SOLVED = paths.computed("implied")

EDITIONS = build.Settings.of(os.environ).editions
FIRST = paths.executed(EDITIONS[0])

for edition in EDITIONS:
    for notebook in inputs.notebooks():
        asks_solver = notebook.stem == inputs.SOLVED_FOR

        @task(name=f"execute_{edition}_{notebook.stem}")
        def execute(
            data: Annotated[Path, inputs.DATA],
            code: Annotated[Path, inputs.ANALYSIS],
            lock: Annotated[Path, inputs.LOCK],
            texts: Annotated[Path, inputs.INTERFACE],
            checked: Path = CHECKED,
            released: Path | None = RELEASED,
            source: Path = notebook,
            solved: Path | None = SOLVED if asks_solver else None,
            # Its own queries are asked by the first edition and found by the others.
            before: Path | None = (
                FIRST / notebook.name if asks_solver and edition != EDITIONS[0] else None
            ),
            language: str = edition,
            product: Annotated[Path, Product] = paths.executed(edition) / notebook.name,
            numbers: Annotated[Path, Product] = paths.numbers(edition) / f"{notebook.stem}.json",
        ) -> None:
            """Execute the notebook with the edition's language."""
            from helpers.workshop.execution import NotebookError, execute_notebook

            numbers.unlink(missing_ok=True)
            execute_notebook(source, product, parameters={"language": language})
            if not numbers.is_file():
                product.unlink()
                raise NotebookError(
                    f"notebooks/{source.name} wrote no {numbers.name}: its last cell must write "
                    "the numbers its prose uses"
                )
