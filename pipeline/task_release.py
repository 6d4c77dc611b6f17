"""What may leave the questionnaires, in a book from them: the task that counts their rows."""

from pathlib import Path
from typing import Annotated

from pytask import Product, PythonNode, task

from helpers import inputs, paths

CHECKED = paths.OUTPUTS / "checked" / "data.txt"

if paths.DATA == "microdata":
    ROWS = [inputs.clean_tables(wave) for wave in paths.WAVES]

    @task(name="release")
    def release(
        data: Annotated[Path, inputs.DATA],
        instruments: Annotated[Path, inputs.INSTRUMENTS],
        rules: Annotated[Path, inputs.DISCLOSURE],
        code: Annotated[Path, inputs.ANALYSIS],
        lock: Annotated[Path, inputs.LOCK],
        waves: Annotated[str, PythonNode(value=" ".join(paths.WAVES), hash=True)],
        rows: tuple[Path, ...] = tuple(ROWS),
        checked: Path = CHECKED,
        product: Annotated[Path, Product] = paths.release(),
    ) -> None:
        """Count, apply the rules, write what leaves."""
        from helpers.release.making import write_release

        write_release(waves.split())
