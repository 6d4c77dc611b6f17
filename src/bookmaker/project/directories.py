"""Editions that stand side by side, and what takes another's place whole: a directory, a file.

Pages have the same file names in every edition, and sections the same ids, so that a link to
another language needs nothing but the names of the editions. Staging writes these into the project;
a project without other editions gets no links, and so never a dead one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from bookmaker.project import yaml_text

FILE = "_editions.yml"


def write_editions(editions: Iterable[str], directory: Path) -> None:
    """Note in a staged project which editions are built together with it."""
    text = yaml.safe_dump({"editions": list(editions)})
    (directory / FILE).write_text(text, encoding="utf-8")


def read_editions(directory: Path) -> tuple[str, ...]:
    """The editions built together with a staged project; none where nothing is noted."""
    path = directory / FILE
    content = yaml_text.load_file(path) if path.is_file() else None
    return tuple((content or {}).get("editions") or ())


def write_whole(path: Path, content: bytes | str) -> None:
    """Write a file beside its place and put it there: whoever reads meets the old or the new one.

    Where it cannot be written, the old one stays and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = partial_of(path, os.getpid())
    try:
        partial.write_bytes(content.encode() if isinstance(content, str) else content)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def partial_of(path: Path, process: int) -> Path:
    """Where the process of this number writes a file that is to take a place whole."""
    return path.with_name(f".{path.name}-{process}.tmp")


def writer_of(partial: Path) -> int | None:
    """The number of the process that writes such a file; None for a file of another name.

    >>> writer_of(partial_of(Path("computed/implied.json"), 4711)), writer_of(Path("a.tmp"))
    (4711, None)
    """
    number = partial.stem.rpartition("-")[2]
    return int(number) if number.isdecimal() else None


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
