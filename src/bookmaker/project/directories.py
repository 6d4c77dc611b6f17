"""Editions built together, and where the parts of each are read and written.

Pages have the same file names in every edition, and sections the same ids, so that a link to
another language needs nothing but the names of the editions. Staging writes these into the project;
a project without other editions gets no links, and so never a dead one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from helpers import paths

FILE = "_editions.yml"


def write_editions(editions: Iterable[str], directory: Path) -> None:
    """Note in a staged project which editions are built together with it."""
    text = yaml.safe_dump({"editions": list(editions)})
    (directory / FILE).write_text(text, encoding="utf-8")


def read_editions(directory: Path) -> tuple[str, ...]:
    """The editions built together with a staged project; none where nothing is noted."""
    path = directory / FILE
    content = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    return tuple((content or {}).get("editions") or ())


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
