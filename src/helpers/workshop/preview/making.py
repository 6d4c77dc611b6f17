"""What a change of a source sets off: the open pages at once, the whole book behind them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.workshop.preview.serving import Desk
from helpers.workshop.preview.worker import Worker

# Sources that no code is made from: what was imported and read before they changed still holds.
_PROSE = (".ipynb", ".qmd")

_PAGE = "Making this page ..."
_BOOK = "Building the book ..."

# Lines of a failed build that are shown on a page.
_MOST_LINES = 40


class Maker:
    """Makes pages and builds the book, one at a time; as a context it ends what it has started.

    The first edition of the build is `language`; another follows when one of its pages is opened.
    """

    def __init__(self, desk: Desk, language: str) -> None:
        self._desk = desk
        self._languages = [language]
        self._worker = Worker(language)
        self._build: subprocess.Popen[str] | None = None
        self._turn = threading.RLock()
        desk.opened = self._opened

    def __enter__(self) -> Maker:
        self._start_build()
        return self

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._stop_build()
            self._worker.stop()

    def changed(self, files: Iterable[Path]) -> None:
        """Make the open pages anew, that opened last first, then the book."""
        names = ", ".join(sorted({file.name for file in files}))
        print(f"\nChanged: {names}.", flush=True)
        with self._turn:
            self._stop_build()
            if not all(file.suffix in _PROSE for file in files):
                self._worker.restart()
            if self._make_pages():
                self._start_build()

    def _make_pages(self) -> bool:
        """Whether all that are open could be made; the book would fail as the first that fails."""
        self._desk.say("busy", _PAGE)
        for page in self._desk.pages():
            trouble = self._worker.make(page)
            if trouble:
                print(trouble, flush=True)
                self._desk.say("trouble", trouble)
                return False
            self._desk.reload_changed()
        return True

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
            [sys.executable, "-m", "helpers", "build"],
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
        """Print what the build prints; at its end tell the pages."""
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


def reason_of(lines: list[str]) -> str:
    """Why a build failed: what it printed below its table.

    >>> reason_of(["| task | F |\\n", "──── Failed in 2 s ────\\n", "\\n", "claims.csv, row 3\\n"])
    'claims.csv, row 3'
    """
    rules = [number for number, line in enumerate(lines) if line.startswith("──")]
    below = lines[rules[-1] + 1 :] if rules else lines
    return "".join(below[-_MOST_LINES:]).strip()
