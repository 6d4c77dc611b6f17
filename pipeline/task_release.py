"""In a book from questionnaires: what may leave them, before any chapter, and whether more left.

Only these tasks open rows. The others are closed to them.
"""

import os
from pathlib import Path
from typing import Annotated

from pytask import Product, PythonNode, task

from helpers import inputs, paths
from helpers.workshop import build

CHECKED = paths.OUTPUTS / "checked" / "data.txt"
EDITIONS = build.Settings.of(os.environ).editions

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

    @task(name="closed")
    def closed(
        sources: Annotated[Path, inputs.SOURCES],
        notebooks: tuple[Path, ...] = tuple(inputs.notebooks()),
        product: Annotated[Path, Product] = paths.OUTPUTS / "checked" / "closed.txt",
    ) -> None:
        """No chapter and no room of the book reaches for rows."""
        from helpers.disclosure import guard

        guard.require_guarded(notebooks)
        product.write_text("".join(f"{path.name}\n" for path in notebooks), encoding="utf-8")

    @task(name="scan")
    def scan(
        code: Annotated[Path, inputs.ANALYSIS],
        rows: tuple[Path, ...] = tuple(ROWS),
        books: tuple[Path, ...] = tuple(inputs.book(each) for each in EDITIONS),
        editions: tuple[str, ...] = EDITIONS,
        product: Annotated[Path, Product] = paths.scanned(),
    ) -> None:
        """Nothing of a row stands in anything that was built."""
        from helpers.release.scanning import write_scan

        write_scan(editions)
