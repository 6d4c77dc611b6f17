"""What the solver finds for the chapter on implied numbers, once for all editions."""

from pathlib import Path
from typing import Annotated

import pytask
from pytask import Product, task

from helpers import inputs, paths

CHECKED = paths.OUTPUTS / "checked" / "data.txt"
RELEASED = inputs.released()

# `solving.PARTS`, the longest first; imported by their tasks only, because it takes a while.
PARTS = ("corrections", "towns_4", "towns_3", "towns_2", "towns_1", "answers")
FOUND = {part: paths.computed(f"implied_{part}") for part in PARTS}

if any(notebook.stem == inputs.SOLVED_FOR for notebook in inputs.notebooks()):
    for name, found in FOUND.items():

        @pytask.mark.try_first
        @task(name=f"solve_{name}")
        def solve_part(
            data: Annotated[Path, inputs.DATA],
            code: Annotated[Path, inputs.SOLVING],
            lock: Annotated[Path, inputs.LOCK],
            checked: Path = CHECKED,
            released: Path | None = RELEASED,
            part: str = name,
            product: Annotated[Path, Product] = found,
        ) -> None:
            """Ask the solver some of the chapter's questions."""
            from helpers.chapters.implied import solving
            from helpers.study import open_study

            solving.solve_part(open_study().as_printed(), part)

    @pytask.mark.try_first
    @task(name="solve")
    def solve(
        data: Annotated[Path, inputs.DATA],
        code: Annotated[Path, inputs.SOLVING],
        lock: Annotated[Path, inputs.LOCK],
        found: tuple[Path, ...] = tuple(FOUND.values()),
        product: Annotated[Path, Product] = paths.computed("implied"),
    ) -> None:
        """Put together what the solver has found."""
        from helpers.chapters.implied import solving
        from helpers.study import open_study

        solving.solved(open_study().as_printed())
