"""One task per notebook and edition: all that it writes, its executed copy among it.

Of the notebook only its code is an input: its prose, captions and other options of cells are put
to what its cells gave by staging, so that changing them executes nothing.
"""

import os
from pathlib import Path
from typing import Annotated

import pytask
from pytask import Product, task

from helpers import inputs, paths
from helpers.workshop import build

CHECKED = paths.OUTPUTS / "checked" / "data.txt"
RELEASED = inputs.released()

SOLVED = paths.computed("implied")

# Begun last, they would be waited for.
LONGEST = (inputs.SOLVED_FOR, "03_regional_stories", "06_audit")

SETTINGS = build.Settings.of(os.environ)
FIRST = SETTINGS.editions[0]

for edition in SETTINGS.editions:
    for notebook in inputs.notebooks():
        asks_solver = notebook.stem == inputs.SOLVED_FOR

        @(pytask.mark.try_first if notebook.stem in LONGEST else lambda each: each)
        @task(name=f"execute_{edition}_{notebook.stem}")
        def execute(
            data: Annotated[Path, inputs.DATA],
            code: Annotated[Path, inputs.used(notebook.stem)],
            lock: Annotated[Path, inputs.LOCK],
            texts: Annotated[Path, inputs.interface(edition)],
            source: Annotated[Path, inputs.code(notebook.stem)],
            product: Annotated[Path, inputs.written(edition, notebook.stem), Product],
            checked: Path = CHECKED,
            released: Path | None = RELEASED,
            solved: Path | None = SOLVED if asks_solver else None,
            # Its own queries are asked by the first edition and found by the others.
            before: Path | None = (
                inputs.written(FIRST, notebook.stem) if asks_solver and edition != FIRST else None
            ),
            language: str = edition,
        ) -> None:
            """Execute the notebook with the edition's language."""
            from helpers.workshop.chapters import bring_up_to_date

            bring_up_to_date(source, language, seconds=SETTINGS.cell_seconds)
