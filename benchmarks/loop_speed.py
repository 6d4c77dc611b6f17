"""How long does an author wait? From the save of a source to the page that shows it.

    python benchmarks/loop_speed.py [--times 10] [--pause 10] [--write]

`make preview` serves a copy of the sources; headless Chromium has a page open, which reloads by
itself. A sentence, what a table shows, and a note of the ledger are saved, each so many times with
a new word, and the time runs from before the save until the open page has that word. Between two
saves there is a pause, as an author makes one; what still runs behind the page then goes on.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import book_speed
import copies
import page as results_page
from compare import HERE, RESULTS
from copies import Copy
from measuring import Results, RunError, end_when_told

from helpers.workshop.measuring import machine

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMIT_SECONDS = 120
START_SECONDS = 900
CHAPTER = f"notebooks/{book_speed.CHANGED}"
_SHOWS = "word => document.documentElement.innerHTML.includes(word)"


@dataclass(frozen=True)
class Edit:
    """A source below the checkout, the page that shows it, and how a copy of it is changed.

    `rest` are seconds for the build behind, where the page is made of what that executes.
    """

    source: str
    page: str
    change: Callable[[Path, str], None]
    rest: float = 0


EDITS: Mapping[str, Edit] = {
    "a sentence of a chapter": Edit(
        f"{CHAPTER}.ipynb",
        f"en/{CHAPTER}.html",
        lambda path, word: copies.change_paragraph(path, book_speed.sentence(word)),
    ),
    "what a cell shows": Edit(
        f"{CHAPTER}.ipynb",
        f"en/{CHAPTER}.html",
        lambda path, word: copies.change_result(
            path, book_speed.CHANGED_TABLE, book_speed.shown_in_table(word)
        ),
    ),
    "a label of the data": Edit(
        "data/published/codebook.yaml", f"en/{CHAPTER}.html", copies.change_label
    ),
    "a note of the data, on the page of all numbers": Edit(
        "data/published/claims.csv", "en/ledger.html", copies.change_note, rest=45
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every edit and keep the seconds with the results."""
    from helpers.review.browser import chromium

    end_when_told()
    options = _parser().parse_args(arguments)
    results = Results.read(options.results)
    results.content.setdefault("machine", machine())
    copy, failed = copies.copy_sources(copies.WORKSPACE), []
    with previewed(copy, options.editions) as address, chromium() as browser:
        page = browser.new_page()
        for name, edit in EDITS.items():
            seconds = results.content.setdefault("loop", {})[name] = []
            try:
                saves = repeated(page, copy.root, address, edit, options.times, options.pause)
                for waited in saves:
                    seconds.append(round(waited, 3))
                    print(f"{name}: {waited:.2f} s", flush=True)
                    results.write()
            except RunError as error:
                failed.append(f"{name}: {error}")
                print(failed[-1], flush=True)
    if options.write:
        results_page.write(results.content, HERE)
    return 1 if failed else 0


def repeated(
    page: Page, root: Path, address: str, edit: Edit, times: int, pause: float
) -> Iterator[float]:
    """The seconds of each save; at the end the source is as it was.

    A save before these is not told: it waits for what the preview builds at its start.
    """
    source = root / edit.source
    original = source.read_bytes()
    open_page(page, f"{address}/{edit.page}")
    try:
        for number in range(times + 1):
            time.sleep(pause + edit.rest)
            word = copies.word()
            changed = changed_bytes(source, original, edit.change, word)
            limit = LIMIT_SECONDS if number else START_SECONDS
            waited = until_shown(page, partial(source.write_bytes, changed), word, limit)
            if number:
                yield waited
    finally:
        source.write_bytes(original)


def changed_bytes(
    source: Path, original: bytes, change: Callable[[Path, str], None], word: str
) -> bytes:
    """The source as it was with one change, made where no preview looks."""
    scratch = copies.WORKSPACE / "scratch" / source.name
    scratch.parent.mkdir(parents=True, exist_ok=True)
    scratch.write_bytes(original)
    change(scratch, word)
    return scratch.read_bytes()


def until_shown(
    page: Page, save: Callable[[], object], word: str, limit: float = LIMIT_SECONDS
) -> float:
    """Save, and wait until the open page has the word, however it gets there."""
    start = time.perf_counter()
    save()
    while (left := limit - (time.perf_counter() - start)) > 0:
        if _shows(page, word, left):
            return time.perf_counter() - start
    raise RunError(f"the page does not show the change within {limit:.0f} s of the save")


def _shows(page: Page, word: str, seconds: float) -> bool:
    """Whether the word came; a page that is replaced meanwhile is asked again."""
    from playwright.sync_api import Error

    with suppress(Error):
        page.wait_for_function(_SHOWS, arg=word, timeout=1000 * seconds)
        return True
    time.sleep(0.01)
    return False


def open_page(page: Page, address: str) -> None:
    """Open a page of the preview when it is there."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with suppress(URLError, OSError), urlopen(address, timeout=START_SECONDS) as answer:
            if answer.status == 200:
                page.goto(address)
                return
        time.sleep(0.5)
    raise RunError(f"the preview does not serve the page within {START_SECONDS} s")


@contextmanager
def previewed(copy: Copy, editions: str) -> Iterator[str]:
    """The preview of a copy on a free port; what it prints is in a log."""
    outputs, log = copies.WORKSPACE / "loop", copies.WORKSPACE / "logs" / "loop.txt"
    copies.empty(outputs)
    log.parent.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [sys.executable, "-m", "helpers", "preview", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--editions", editions, "--renderer", "embedded"],
            cwd=copy.root,
            env=copy.environment(outputs),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()
            shutil.rmtree(copies.WORKSPACE / "scratch", ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=10, help="saves of each kind")
    parser.add_argument("--pause", type=float, default=10, help="seconds between two saves")
    parser.add_argument("--editions", default=" ".join(copies.LANGUAGES))
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--write", action="store_true", help="write the page of results")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RunError as error:
        sys.exit(str(error))
