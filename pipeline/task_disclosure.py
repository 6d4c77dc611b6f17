"""Nothing of the questionnaires but the release gets into a book: checked before and after."""

import os
from pathlib import Path
from typing import Annotated

from pytask import Product, task

from helpers import inputs, paths
from helpers.workshop import build

EDITIONS = build.Settings.of(os.environ).editions
BEFORE = paths.OUTPUTS / "checked" / "guarded.txt"
AFTER = paths.scanned()

if paths.DATA == "microdata":

    @task(name="guard")
    def guard(
        code: Annotated[Path, inputs.ANALYSIS],
        notebooks: tuple[Path, ...] = tuple(inputs.notebooks()),
        product: Annotated[Path, Product] = BEFORE,
    ) -> None:
        """Stop at a notebook or a room of the book that reaches for questionnaires."""
        from helpers.disclosure.guard import require_guarded

        require_guarded(notebooks)
        product.parent.mkdir(parents=True, exist_ok=True)
        product.write_text("No notebook and no room of the book reaches for questionnaires.\n")

    @task(name="scan")
    def scan_for_canaries(
        code: Annotated[Path, inputs.ANALYSIS],
        books: tuple[Path, ...] = tuple(inputs.book(each) for each in EDITIONS),
        product: Annotated[Path, Product] = AFTER,
    ) -> None:
        """Seek every free text and pseudonym, and planted canaries, in all that was built."""
        from helpers.disclosure.products import scan_outputs

        product.unlink(missing_ok=True)
        scan_outputs(product)
        build.note_scanned(product, EDITIONS)
