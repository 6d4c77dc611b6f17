"""What a change of a source sets off: the open pages at once, the whole book behind them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import psutil

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.errors import BookError
from helpers.workshop.build import only_build
from helpers.workshop.preview.serving import Desk
from helpers.workshop.preview.worker import Worker

_PAGE = "Making this page …"
_BOOK = "Building the book …"

# Lines of a failed build that are shown on a page.
_MOST_LINES = 40


class Maker:
    """Makes pages and builds the book, one at a time; as a context it ends what it has started.

    The first edition of the build is `language`; another follows when one of its pages is opened.
    `build` is the command that builds the book.
    """

    def __init__(
        self,
        desk: Desk,
        language: str,
        *,
        worker: Callable[[], Worker] = Worker,
        build: Sequence[str] = (sys.executable, "-m", "helpers", "build"),
    ) -> None:
        self._desk = desk
        self._languages = [language]
        self._command = build
        self._executing, self._making = worker(), worker()
        self._build: subprocess.Popen[str] | None = None
        self._turn = threading.RLock()
        desk.opened = self._opened

    def __enter__(self) -> Maker:
        self._start_build()
        return self

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._stop_build()
            self._executing.stop()
            self._making.stop()

    def changed(self, files: Iterable[Path]) -> None:
        """Make the open pages anew, that opened last first, then the book."""
        names = sorted(map(str, files))
        print(f"\nChanged: {', '.join(sorted({Path(name).name for name in names}))}.", flush=True)
        with self._turn:
            self._desk.say("busy", _PAGE)
            try:
                with self._alone():
                    trouble = self._make_pages(names)
            except BookError as error:
                trouble = str(error)
            self._stop_build()
            if trouble:
                print(trouble, flush=True)
                self._desk.say("trouble", trouble)
            else:
                self._start_build()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other build writes meanwhile: that of the preview waits, which is faster than its end.

        Raises `BookError` when somebody else builds.
        """
        build = _with_children(self._build)
        for process in build:
            with suppress(psutil.Error):
                process.suspend()
        try:
            with nullcontext() if build else only_build():
                yield
        finally:
            for process in build:
                with suppress(psutil.Error):
                    process.resume()

    def _make_pages(self, changed: Sequence[str]) -> str:
        """Make the open pages; returns why the first that cannot be made is not."""
        for worker in (self._executing, self._making):
            if worker.ask("stale", changed):
                worker.restart()
        # Books from questionnaires and rehearsals are made whole only.
        pages = self._desk.pages() if paths.DATA == "published" else []
        self._making.order("warm_to_stage", self._languages[0])
        troubles = [self._executing.ask("execute", page) for page in pages]
        troubles.append(self._making.answer())
        for page in () if any(troubles) else pages:
            troubles.append(self._making.ask("make", page))
            self._desk.reload_changed()
        return next(filter(None, troubles), "")

    def _opened(self, page: str) -> None:
        """A page of an edition that is not asked for yet begins the build anew, with that first."""
        language = page.strip("/").split("/")[0]
        if language in LANGUAGES and language not in self._languages:
            with self._turn:
                self._languages.insert(0, language)
                self._stop_build()
                self._start_build()

    def _start_build(self) -> None:
        self._desk.say("busy", _BOOK)
        # Its own process: this one would go on using the helpers as they were at its start.
        self._build = subprocess.Popen(
            self._command,
            cwd=paths.ROOT,
            env={**os.environ, "EDITIONS": " ".join(self._languages)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        threading.Thread(target=self._follow, args=[self._build], daemon=True).start()

    def _stop_build(self) -> None:
        build, self._build = self._build, None
        if build and build.poll() is None:
            build.terminate()
            build.wait()

    def _follow(self, build: subprocess.Popen[str]) -> None:
        """Print what the build prints; at its end tell the pages, and get ready for a change."""
        lines: list[str] = []
        for line in build.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
        status = build.wait()
        with self._turn:
            if build is not self._build:
                return
            if status:
                self._desk.say("trouble", reason_of(lines))
            else:
                self._desk.say("fine")
            self._desk.reload_changed()
            self._executing.ask("warm_to_execute")
            self._making.ask("warm_to_stage", self._languages[0])


def _with_children(build: subprocess.Popen[str] | None) -> list[psutil.Process]:
    """A build that runs, and all that it has started."""
    if build is None or build.poll() is not None:
        return []
    with suppress(psutil.Error):
        process = psutil.Process(build.pid)
        return [process, *process.children(recursive=True)]
    return []


def reason_of(lines: Sequence[str]) -> str:
    """Why a build failed: what it printed below its table.

    >>> reason_of(["| task | F |\\n", "──── Failed in 2 s ────\\n", "\\n", "claims.csv, row 3\\n"])
    'claims.csv, row 3'
    """
    rules = [number for number, line in enumerate(lines) if line.startswith("──")]
    below = lines[rules[-1] + 1 :] if rules else lines
    return "".join(below[-_MOST_LINES:]).strip()
