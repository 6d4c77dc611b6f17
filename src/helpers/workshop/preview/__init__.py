"""The book in a browser while one works on it: served at once, made anew when a source changes.

Of a saved source the open pages are made first, each by itself and only as HTML, in a process that
has everything imported (`worker`); the rest of the book follows behind (`making`). Pages reload by
themselves, where the reader was, and show what is wrong (`serving`).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from helpers import paths
from helpers.workshop.preview.making import Maker
from helpers.workshop.preview.serving import HOST, Desk, PreviewError, serve

__all__ = ["PreviewError", "is_source", "preview", "serve", "states", "watched"]

# Directories with sources, watched with all below them; of the checkout itself only its files.
SOURCES = ("data/published", "notebooks", "src", "pipeline", "locale")
SUFFIXES = {
    *(".ipynb", ".csv", ".yaml", ".yml", ".py", ".qmd", ".bib", ".csl", ".css", ".scss"),
    *(".js", ".html", ".typ", ".lua", ".svg", ".xml", ".po", ".lock", ".json"),
}
LOOK_MILLISECONDS = 1000


def preview(language: str, port: int) -> None:
    """Serve `outputs/book` on this machine only and bring it up to date until interrupted.

    What fails is said on the open pages and here, and changes nothing: the last good page stays,
    and the next change of a source tries again. Raises `PreviewError` when the port is taken.
    """
    from watchfiles import watch

    book = paths.OUTPUTS / "book"
    book.mkdir(parents=True, exist_ok=True)
    desk = Desk(book)
    with serve(book, port, desk=desk) as server, Maker(desk, language) as maker:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Preview: http://{HOST}:{server.server_port}/{language}/index.html")
        print("Watching for changes; Ctrl+C ends the preview.", flush=True)
        before = states()
        # What the system tells can be lost; it only says when to look.
        waiting = {"yield_on_timeout": True, "rust_timeout": LOOK_MILLISECONDS}
        for _ in watch(*watched(), recursive=False, watch_filter=is_source, **waiting):
            now = states()
            if changed := [path for path, _ in before.items() ^ now.items()]:
                maker.changed(set(changed))
            before = now


def states(root: Path = paths.ROOT) -> dict[Path, tuple[int, int]]:
    """Size and time of the last change of every source."""
    found = {}
    for directory in watched(root):
        for entry in os.scandir(directory):
            if is_source(None, entry.path):
                # A file that an editor puts into another's place may be gone for a moment.
                with suppress(OSError):
                    found[Path(entry.path)] = (entry.stat().st_size, entry.stat().st_mtime_ns)
    return found


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
