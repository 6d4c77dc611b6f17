"""What earlier builds left in the outputs: unfinished files, and what the pipeline remembers.

Only a build that holds the lock of its outputs asks for this: whatever is unfinished there is of
builds that have ended, and some were killed. What stands in the place of something else goes, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

from bookmaker.project.directories import writer_of
from helpers import inputs, paths
from helpers.editions import LANGUAGES
from helpers.workshop.chapters import remove_unwritten
from helpers.workshop.execution import remove

_UNFINISHED = ("*.tmp", "*/*.tmp", "*/*/*.tmp", "executed/*/*.partial.ipynb")

# In these places stands a directory by mistake, or a file.
_FILES = ("checked/*", "computed/*", "rendered/*", "released/*", "leaflet/*/*", "book/*.html")
_DIRECTORIES = ("checked", "computed", "rendered", "released")
_OF_EDITIONS = ("executed", "figures", "tables", "numbers", "leaflet", "site", "book")


def remove_leftovers(editions: Iterable[str]) -> list[Path]:
    """Delete what was begun and not finished, and what no notebook wrote.

    Returns files that somebody else seems to have put among those of the notebooks; none while it
    is not known what the notebooks wrote.
    """
    for path in [*_unfinished(), *_misplaced()]:
        remove(path)
    strangers = []
    for language in editions:
        notebooks = inputs.notebooks()
        is_known = all(inputs.written(language, each.stem).files() for each in notebooks)
        gone = remove_unwritten(language, notebooks)
        strangers += gone if is_known else []
    return strangers


def _unfinished() -> Iterator[Path]:
    for pattern in _UNFINISHED:
        for path in paths.OUTPUTS.glob(pattern):
            # Books from questionnaires have their own builds; all compute in one place.
            room = path.relative_to(paths.OUTPUTS).parts[0]
            if room not in paths.APART and not (room == "computed" and _is_writing(path)):
                yield path


def _is_writing(partial: Path) -> bool:
    """Whether the process that gave a file its number is there."""
    number = writer_of(partial)
    return number is not None and psutil.pid_exists(number)


def _misplaced() -> Iterator[Path]:
    yield from (path for each in _FILES for path in paths.OUTPUTS.glob(each) if path.is_dir())
    of_editions = [f"{room}/{language}" for room in _OF_EDITIONS for language in LANGUAGES]
    rooms = [paths.OUTPUTS / each for each in (*_DIRECTORIES, *_OF_EDITIONS, *of_editions)]
    yield from (path for path in rooms if path.is_file())


def forget_unreadable() -> bool:
    """Delete what the pipeline remembers where that cannot be read; whether it was so.

    Files beside it that it can do without go in any case: digests by times of modification, which
    can be set back, and how long tasks took.
    """
    from _pytask.lockfile import LockfileState

    remove(paths.OUTPUTS / ".pytask")
    memory = paths.OUTPUTS / "pytask.lock"
    try:
        LockfileState.from_path(memory, paths.OUTPUTS)
    except Exception:
        # Cut off, emptied, of another version, no text at all: whatever it is, it is of no use.
        remove(memory)
        remove(memory.with_name("pytask.lock.journal"))
        return True
    return False
