"""Processes that make pages: all is imported and read before the first page is asked for.

One executes notebooks, another stages and renders, so that both get ready side by side after a
change. Run as a module, this file is such a process: an order is a line on its standard input, what
came of it a line on its standard output. It keeps what it has imported and read, and knows by the
files that change when it has to be started anew.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from helpers import inputs, paths
from helpers.errors import BookError, InputError

_LOST = "the process that makes pages has ended; save the file once more"

# Read anew whenever a page is made; everything else is read once.
_PROSE = (".ipynb", ".qmd")


class Worker:
    """Such a process as the preview sees it."""

    def __init__(self) -> None:
        self._process = self._start()

    def order(self, name: str, *arguments: Any) -> None:
        """Give an order without waiting; orders are carried out one after the other."""
        try:
            self._process.stdin.write(json.dumps([name, *arguments]) + "\n")
            self._process.stdin.flush()
        except OSError:
            self.restart()

    def answer(self) -> str:
        """What is wrong with what was ordered first; empty when nothing is."""
        try:
            return json.loads(self._process.stdout.readline())
        except (OSError, ValueError):
            self.restart()
            return _LOST

    def ask(self, name: str, *arguments: Any) -> str:
        """Give an order and wait for its answer."""
        self.order(name, *arguments)
        return self.answer()

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
            [sys.executable, "-m", __name__],
            cwd=paths.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )


@dataclass(frozen=True)
class _Page:
    """A page of the book by its address in the preview, "/en/notebooks/02_challenges.html"."""

    language: str
    source: str

    @classmethod
    def at(cls, address: str) -> _Page:
        """The page at an address. Raises `BookError` for one that the book does not list."""
        from bookmaker.project.description import chapters_of
        from helpers.staging.description import describe

        language, _, href = address.strip("/").partition("/")
        for chapter in chapters_of(describe(paths.Directories(language))):
            if chapter.href == (href or "index.html"):
                return cls(language, chapter.source)
        raise BookError(f"{address} is no page of the book that _quarto.yml lists")

    @property
    def notebook(self) -> Path | None:
        """The notebook that the page shows; None for other pages."""
        path = paths.ROOT / self.source
        return path if path.suffix == ".ipynb" else None


def stale(files: Iterable[str]) -> str:
    """Which of the files that have changed this process has imported, or may have read."""
    own = {str(getattr(module, "__file__", "")) for module in sys.modules.values()}
    is_kept = "helpers.staging" in sys.modules
    for file in files:
        if file in own or (is_kept and not file.endswith((*_PROSE, ".py"))):
            return file
    return ""


@cache
def warm_to_execute() -> str:
    """Load what executing needs, and what kernels are forked from."""
    import papermill  # noqa: F401

    from helpers.workshop import chapters  # noqa: F401
    from helpers.workshop.execution import load_kernels

    load_kernels()
    return ""


def warm_to_stage(language: str) -> str:
    """Read and check what all pages of an edition need; the data are valid, or nothing is made."""
    from bookmaker.rendering.embedded import site  # noqa: F401
    from helpers import staging

    _require_valid_data()
    staging.warm(language)
    return ""


def execute(address: str) -> str:
    """Execute the notebook of a page, unless what it gave is current.

    The notebook that waits for the solver is left to the build.
    """
    from helpers.workshop import build, chapters

    page = _Page.at(address)
    if page.notebook and page.notebook.stem != inputs.SOLVED_FOR:
        seconds = build.Settings.of(os.environ).cell_seconds
        chapters.bring_up_to_date(page.notebook, page.language, seconds=seconds)
    return ""


def make(address: str) -> str:
    """Stage and render a page, where the book is there and the page can be made by itself."""
    from bookmaker.rendering.embedded.site import render_page
    from helpers import staging
    from helpers.staging.prose_numbers import check_prose
    from helpers.workshop import build

    page = _Page.at(address)
    if page.notebook and not inputs.written(page.language, page.notebook.stem).is_current:
        return ""
    # The ledger and its like, which all other pages together make, have no source of their own;
    # chapters that are executed anew show there what they gave before, until the book is built.
    written = paths.ROOT / page.source
    if written.is_file() and (problems := check_prose([written])):
        raise InputError(problems)
    site, book = paths.site(page.language), paths.book(page.language)
    outputs = paths.OUTPUTS
    if book.is_dir() and staging.stage_page_alone(page.language, page.source, outputs=outputs):
        render_page(site, page.source, book, day=_day(), memory=build.remembered())
    return ""


@cache
def _require_valid_data() -> None:
    from helpers.ledger import validation

    validation.require_valid_data()


@cache
def _day() -> Any:
    from bookmaker.rendering.dates import source_date

    return source_date(paths.ROOT)


ORDERS: dict[str, Callable[..., str]] = {
    each.__name__: each for each in (stale, warm_to_execute, warm_to_stage, execute, make)
}


def carried_out(name: str, *arguments: Any) -> str:
    """Carry out an order; returns what is wrong, as whoever saved the file has to know it."""
    try:
        return ORDERS[name](*arguments)
    except BookError as error:
        return str(error)
    except Exception:
        return traceback.format_exc()


def main() -> None:
    """Carry out orders until there are no more."""
    # What is printed meanwhile is no answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(carried_out(*json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
