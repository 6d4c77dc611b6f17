"""What the solver finds for the chapter on implied numbers, once for all editions."""

from pathlib import Path
from typing import Annotated

from pytask import Product, task

from helpers import inputs, paths

CHECKED = paths.OUTPUTS / "checked" / "data.txt"
RELEASED = inputs.released()

if any(notebook.stem == inputs.SOLVED_FOR for notebook in inputs.notebooks()):

    @task(name="solve")
    def solve(
        data: Annotated[Path, inputs.DATA],
        code: Annotated[Path, inputs.SOLVING],
        lock: Annotated[Path, inputs.LOCK],
        checked: Path = CHECKED,
        released: Path | None = RELEASED,
        product: Annotated[Path, Product] = paths.computed("implied"),
    ) -> None:
        """Ask the solver every question of the chapter, a minute or more, unless it was asked."""
        from helpers.chapters.implied import solving
        from helpers.study import open_study

        solving.solved(open_study().as_printed())
