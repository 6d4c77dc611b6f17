"""The published data are valid, or nothing else runs."""

from pathlib import Path
from typing import Annotated

from pytask import Product

from helpers import inputs, paths
from helpers.workshop import build

CHECKED = paths.OUTPUTS / "checked" / "data.txt"


def task_data(
    data: Annotated[Path, inputs.DATA],
    code: Annotated[Path, inputs.VALIDATION],
    checked: Annotated[Path, Product] = CHECKED,
) -> None:
    """All problems of all files in one report; the notebooks wait for it."""
    from bookmaker.project.remembered import Memory
    from helpers.ledger import validation

    memory = Memory(build.remembered())
    checked.write_text(validation.require_valid_data(memory=memory), encoding="utf-8")
