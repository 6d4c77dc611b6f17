"""One edition of the book: its language, and where its parts are read and written.

The root and the outputs directory are fields so that a test, or a second build beside the first,
works on another tree without touching this one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from helpers import paths


@dataclass(frozen=True)
class Edition:
    """A language of the book and its two trees: sources under `root`, products under `outputs`."""

    language: str
    root: Path = paths.ROOT
    outputs: Path = paths.OUTPUTS

    @property
    def executed(self) -> Path:
        """Executed notebooks, as papermill left them."""
        return self.outputs / "executed" / self.language

    @property
    def figures(self) -> Path:
        """Figures the notebooks wrote."""
        return self.outputs / "figures" / self.language

    @property
    def tables(self) -> Path:
        """Data of the tables the notebooks wrote."""
        return self.outputs / "tables" / self.language

    @property
    def numbers(self) -> Path:
        """Numbers for the prose, one JSON file per notebook."""
        return self.outputs / "numbers" / self.language

    @property
    def site(self) -> Path:
        """The staged Quarto book project."""
        return self.outputs / "site" / self.language

    @property
    def book(self) -> Path:
        """The rendered book."""
        return self.outputs / "book" / self.language


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new empty directory that takes the place of `target` when the block ends without error.

    An interrupted or failed block leaves `target` as it was: readers of the old book never meet
    half of the new one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", suffix=".tmp", dir=target.parent))
    fresh, old = scratch / "new", scratch / "old"
    fresh.mkdir()
    try:
        yield fresh
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
