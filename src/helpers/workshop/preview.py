"""The book in a browser while one works on it: served, and rebuilt when a source changes."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from helpers import paths
from helpers.errors import BookError

HOST = "127.0.0.1"

# Directories with sources, watched with all below them; of the checkout itself only its files.
SOURCES = ("data/published", "notebooks", "src", "pipeline", "locale")
SUFFIXES = {
    *(".ipynb", ".csv", ".yaml", ".yml", ".py", ".qmd", ".bib", ".csl", ".css", ".scss"),
    *(".js", ".html", ".typ", ".lua", ".svg", ".xml", ".po", ".lock", ".json"),
}


class PreviewError(BookError):
    """The preview cannot start; the message says why."""


def preview(language: str, port: int, *, build: Callable[[], int] | None = None) -> None:
    """Serve `outputs/book` on this machine only and rebuild until interrupted.

    A build that fails says why and changes nothing: the last good book stays on the page, and the
    next change of a source builds again. Raises `PreviewError` when the port is taken.
    """
    from watchfiles import watch

    run = build or _build
    with serve(paths.OUTPUTS / "book", port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        run()
        _announce(server, language)
        for _ in watch(*watched(), recursive=False, watch_filter=is_source, raise_interrupt=False):
            print("\nA source has changed: building again.", flush=True)
            run()
            _announce(server, language)


def serve(directory: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the files below `directory`, bound but not yet running; port 0 takes any."""
    handler = functools.partial(_QuietHandler, directory=str(directory))
    try:
        return http.server.ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise PreviewError(
            f"port {port} cannot be used ({error.strerror}); choose another: "
            f"`make preview PORT={port + 1}`"
        ) from None


def watched(root: Path = paths.ROOT) -> list[Path]:
    """The checkout and every directory with sources, each watched by itself.

    Watching the whole checkout would include the environment's 40 000 files, and the outputs.
    """
    return [root, *_directories(root)]


def is_source(change: object, path: str) -> bool:  # noqa: ARG001 (what watchfiles passes)
    """Whether a changed file is one the book is made from, and no backup or checkpoint.

    >>> is_source(None, "notebooks/01_sector_picture.ipynb"), is_source(None, "x/.#a.py")
    (True, False)
    """
    name = Path(path)
    hidden = any(part in {".ipynb_checkpoints", "__pycache__"} for part in name.parts)
    return name.suffix in SUFFIXES and not name.name.startswith(".") and not hidden


def _directories(root: Path) -> Iterator[Path]:
    for top in SOURCES:
        base = root / top
        if base.is_dir():
            yield base
            yield from (p for p in sorted(base.rglob("*")) if p.is_dir() and p.name[0] not in "._")


def _build() -> int:
    # Its own process: this one would go on using the helpers as they were at its start.
    return subprocess.run([sys.executable, "-m", "helpers", "build"], check=False).returncode


def _announce(server: http.server.ThreadingHTTPServer, language: str) -> None:
    address = f"http://{HOST}:{server.server_port}/{language}/index.html"
    print(f"\nPreview: {address}\nWatching for changes; Ctrl+C ends the preview.", flush=True)


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """A line per picture would bury the build's messages."""

    def end_headers(self) -> None:
        # The page must be the one just built, not the browser's copy of the one before.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()
