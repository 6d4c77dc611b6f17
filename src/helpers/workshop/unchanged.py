"""Whether anything has changed since the last build, asked in a tenth of a second.

The pipeline knows it task by task, and takes seconds to ask. When every file it might read, and
every file in the outputs, is the one that was there when a build had succeeded, it need not be
asked. A file is the same one by its size, its inode and its times, of which that of the last change
to its entry cannot be set back. More files are looked at than the book is made from: a change too
many costs those seconds, one too few would leave an old book. Where a link leads is not known here,
so with links, and for a book from questionnaires, the pipeline is always asked.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from helpers import paths

# In the outputs, and not among what is looked at there.
STAMP = ".unchanged.json"
LOCK = ".building"

# Of the checkout, but not of the book; hidden files and directories are passed over, too.
_NOT_OF_THE_BOOK = ("outputs", "tests", "benchmarks")

# Of the environment, besides what a build is asked for.
_VARIABLES = ("TOGETHER", "SOURCE_DATE_EPOCH")


class _LinkError(Exception):
    """A link: what it leads to could change unseen."""


def start_of(*asked: str, variables: Mapping[str, str] = os.environ) -> str | None:
    """What a build starts from, as a digest: what is `asked` of it, and all sources.

    None where that is not known.
    """
    if paths.DATA == "microdata":
        return None
    chosen = [variables.get(name, "") for name in _VARIABLES]
    hidden = [path.name for path in paths.ROOT.glob(".*")]
    known = (*asked, *chosen, paths.DATA, *paths.WAVES, sys.version, sys.prefix)
    return _digest(known, paths.ROOT, (*_NOT_OF_THE_BOOK, *hidden))


def last_words(start: str | None) -> str | None:
    """What the last build said, if it started from `start` and all is as it left it; or None."""
    try:
        stamp = json.loads((paths.OUTPUTS / STAMP).read_bytes())
        return str(stamp["said"]) if start and stamp["of"] == _end_of(start) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note(start: str | None, said: str) -> None:
    """Keep what a build that started from `start` has said after it had succeeded."""
    if start and (end := _end_of(start)):
        text = json.dumps({"of": end, "said": said}, ensure_ascii=False, indent=1)
        (paths.OUTPUTS / STAMP).write_text(text + "\n", encoding="utf-8")


def _end_of(start: str) -> str | None:
    return _digest((start,), paths.OUTPUTS, (STAMP, LOCK, *paths.APART))


def _digest(known: tuple[str, ...], root: Path, excluded: Collection[str]) -> str | None:
    try:
        entries = sorted(_entries(root, excluded))
    except _LinkError:
        return None
    return hashlib.sha256(repr((known, entries)).encode()).hexdigest()


def _entries(root: Path, excluded: Collection[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Name, size, inode and times of every file below `root`."""
    left = [entry for entry in os.scandir(root) if entry.name not in excluded]
    while left:
        entry = left.pop()
        if entry.is_symlink():
            raise _LinkError(entry.path)
        if not entry.is_dir():
            stat = entry.stat()
            times = stat.st_mtime_ns, stat.st_ctime_ns
            yield entry.path, stat.st_size, stat.st_ino, *times
        elif entry.name != "__pycache__" and Path(entry.path) != paths.OUTPUTS:
            left += os.scandir(entry.path)
