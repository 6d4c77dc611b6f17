"""What takes long is made once for all processes of a test run: the book, and other directories.

Whoever needs it first makes it; the others wait and find what came of it. A failed build of the
book is not tried again in the same run: every test that needs it would wait for the same end.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from helpers import paths


@dataclass(frozen=True)
class Build:
    """How a build ended, and what it printed."""

    status: int
    output: str


def build_once(directory: Path, build: Callable[[], Build] | None = None) -> Build:
    """The run's build: made now, or what another process of the run made of it.

    `directory` belongs to this run of the tests and is the same in all its processes.
    """
    with locked(directory):
        found = result_in(directory)
        if found is None:
            found = (build or build_editions)()
            (directory / "result.json").write_text(json.dumps(asdict(found)), encoding="utf-8")
    return found


def made_once(directory: Path, name: str, make: Callable[[Path], object]) -> Path:
    """A directory of the run: filled by `make` now, or found as another process has filled it.

    Who changes something in it copies it first.
    """
    made = directory / name
    with locked(directory, name):
        if not made.exists():
            unfinished = directory / f"{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(made)
    return made


def result_in(directory: Path) -> Build | None:
    """What came of the run's build; None before anybody needed it."""
    path = directory / "result.json"
    return Build(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def build_editions() -> Build:
    """The three editions by the embedded renderer, as `make book` builds them.

    The same entry point, into the same outputs: when they are current nothing runs.
    """
    command = [sys.executable, "-m", "helpers", "build", "--editions", "en ru kk"]
    run = subprocess.run(
        [*command, "--renderer", "embedded"],
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "FORMATS": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Build(run.returncode, run.stdout)


@contextmanager
def locked(directory: Path, name: str = "book") -> Iterator[None]:
    """One process of the run at a time for each name; a system's lock goes with its process."""
    with (directory / f"{name}.lock").open("w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        except ImportError:
            pass  # Windows has no such lock; there the tests run in one process (`-n 0`).
        yield
