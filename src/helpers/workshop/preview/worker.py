"""The process that makes pages: all is imported and read before the first page is asked for.

Run as a module, this file is that process: an order is a line on its standard input, the answer a
line on its standard output. It keeps what it has read, so it must not outlive a change of the code,
the data or the translations.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from helpers import paths

_LOST = "the process that makes pages has ended; save the file again"


class Worker:
    """The process as the preview sees it; one page at a time."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._process = self._start()

    def make(self, page: str) -> str:
        """Make the page of an address, "/en/notebooks/02_challenges.html"; returns what is wrong.

        A page that the book does not have, or that only a whole build can make, is passed over.
        """
        pipe, answers = self._process.stdin, self._process.stdout
        try:
            assert pipe and answers
            pipe.write(json.dumps(page) + "\n")
            pipe.flush()
            return json.loads(answers.readline())
        except (OSError, ValueError):
            self.restart()
            return _LOST

    def restart(self) -> None:
        """End the process and start another, with the code and data as they are now."""
        self.stop()
        self._process = self._start()

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", __name__, self._language],
            cwd=paths.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
