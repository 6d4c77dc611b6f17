"""The finished site, copied to where a web server or a person takes it from.

A copy is one directory per edition and the page above them that leads to each. Its marker, a
file with the list of everything copied, is what tells a copy from somebody's own directory: only
listed files are ever replaced or removed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bookmaker.rendering.languages import write_root_page
from helpers import inputs, paths
from helpers.disclosure import history
from helpers.disclosure.released import Release
from helpers.errors import BookError
from helpers.paths import Directories

MARKER = ".civic-voice-site.json"
_SCRATCH = ".civic-voice-copying.tmp"


class PublishError(BookError):
    """The site cannot be copied there; the message says whether anything was changed."""


@dataclass(frozen=True)
class Published:
    """What a copy did: files now in place, and files of the copy before that are gone."""

    target: Path
    n_copied: int
    n_removed: int

    def __str__(self) -> str:
        """
        >>> print(Published(Path("/srv/book"), 120, 3))
        120 files copied to /srv/book, 3 of the copy before removed.
        """
        gone = f", {self.n_removed} of the copy before removed" if self.n_removed else ""
        return f"{self.n_copied} files copied to {self.target}{gone}."


def publish(target: Path, editions: Sequence[str], *, outputs: Path = paths.OUTPUTS) -> Published:
    """Copy the built book of every edition to `target`, or bring an earlier copy there up to date.

    All files are copied beside their places first and then renamed, pages last: an interrupted copy
    leaves whole files, and the next one completes it. Files in `target` that no copy put there stay
    as they are.

    Raises `PublishError`, before anything is changed, when an edition is not built, when `target`
    is a file, the checkout or part of the outputs, when it holds something and no earlier copy, or
    when a file that is not of an earlier copy is in the way; and when it cannot be written to.
    """
    release = _released()
    for language in editions:
        _require_built(Directories(language, outputs=outputs).book)
    if release:
        _require_scanned(release, editions)
        history.require_record(paths.release())
    target = target.expanduser().resolve()
    _require_place(target, outputs.resolve())
    before = _listed(target)
    sources = _sources(editions, outputs)
    new = {*sources, "index.html"}
    _require_free(target, new, before=before)
    with _readable_to_all(), _written(target, {*new, *before}) as scratch:
        _collect(scratch, sources, editions=editions)
        for name in sorted(new, key=lambda name: (name.endswith(".html"), name)):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (scratch / name).replace(target / name)
        gone = sorted(before - new)
        _remove(target, gone)
        _open_directories(target, new)
        _write_list(target, new)
    if release:
        history.publish(paths.release())
    return Published(target, len(new), len(gone))


@contextmanager
def _readable_to_all() -> Iterator[None]:
    """A web server is another user: what is written meanwhile it may read, whatever the umask."""
    mask = os.umask(0o022)
    os.umask(mask & 0o022)
    try:
        yield
    finally:
        os.umask(mask)


def _open_directories(target: Path, names: Iterable[str]) -> None:
    """The same for directories that are there already, the target included."""
    below = {parent for name in names for parent in PurePosixPath(name).parents}
    for directory in sorted(target / each for each in below):
        mode = directory.stat().st_mode
        if mode & 0o055 != 0o055:
            directory.chmod(mode | 0o055)


@contextmanager
def _written(target: Path, names: set[str]) -> Iterator[Path]:
    """A scratch directory in `target`, which is a copy of `names` until the block lists fewer."""
    scratch = target / _SCRATCH
    try:
        target.mkdir(parents=True, exist_ok=True)
        # First of all, so that whatever interrupts this leaves a copy and nobody's directory.
        _write_list(target, names)
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        yield scratch
    except OSError as error:
        path = error.filename2 or error.filename or target
        raise PublishError(
            f"{path} cannot be written ({error.strerror}); the copy is not complete. Mend this "
            f"(`df -h {target}` shows the room, `ls -ld {target}` the rights) and run the same "
            "command again"
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _released() -> Release | None:
    """What a book from questionnaires rests on. Raises `PublishError` for a rehearsal."""
    is_there = paths.DATA == "microdata" and paths.release().is_file()
    release = Release.read(paths.release()) if is_there else None
    if paths.DATA == "synthetic" or (release and release.synthetic):
        raise PublishError(
            "a rehearsal on synthetic questionnaires is not for publication; leave out DATA"
        )
    return release


def _require_scanned(release: Release, editions: Sequence[str]) -> None:
    """Of a book from questionnaires only what was attacked and scanned."""
    if not release.attack:
        raise PublishError(
            "what the questionnaires released was not attacked; build the book again"
        )
    scanned = paths.scanned()
    record = json.loads(scanned.read_text(encoding="utf-8")) if scanned.is_file() else {}
    for language in editions:
        if record.get("books", {}).get(language) != inputs.book(language).state():
            raise PublishError(
                f"the book ({language}) was not scanned for what stands in the questionnaires, or "
                "has changed since; run `make book DATA=microdata`"
            )


def _require_built(book: Path) -> None:
    if not (book / "index.html").is_file():
        raise PublishError(f"there is no book in {book}; build it first (`make book`)")


def _require_place(target: Path, outputs: Path) -> None:
    if target.exists() and not target.is_dir():
        raise PublishError(f"{target} is a file; name a directory: make publish DIR=/path/to/site")
    if outputs.is_relative_to(target) or paths.ROOT.is_relative_to(target):
        raise PublishError(f"{target} holds the sources of the book; choose another directory")
    if target.is_relative_to(outputs):
        raise PublishError(f"{target} is emptied by `make clean`; choose one outside {outputs}")
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise PublishError(
            f"{target} is not empty and holds no earlier copy of the book; nothing was copied. "
            "Choose an empty directory, or one that is not there yet"
        )


def _listed(target: Path) -> set[str]:
    """The files of the copy before; a list that names others than those below it is refused."""
    marker = target / MARKER
    if not marker.is_file():
        return set()
    try:
        names = json.loads(marker.read_text(encoding="utf-8"))["files"]
        safe = all(_is_inside(PurePosixPath(name)) for name in names)
    except (ValueError, KeyError, TypeError):
        safe = False
    if not safe:
        raise PublishError(
            f"{marker} cannot be read as the list of an earlier copy; nothing was copied. "
            "Empty the directory, or choose another"
        )
    return set(names)


def _is_inside(name: PurePosixPath) -> bool:
    return not name.is_absolute() and ".." not in name.parts and bool(name.parts)


def _sources(editions: Iterable[str], outputs: Path) -> dict[str, Path]:
    """The file for every name of the copy."""
    found = {}
    for language in editions:
        book = Directories(language, outputs=outputs).book
        # What the build looks at, so that nothing it did not see is published.
        for path in inputs.FileTree(name="book", root=book).files():
            found[f"{language}/{path.relative_to(book).as_posix()}"] = path
    return found


def _require_free(target: Path, names: Iterable[str], *, before: set[str]) -> None:
    """No file that somebody else put there is replaced, nor written through a link of theirs."""
    for name in sorted(names):
        place = target / name
        taken = place.is_dir() if name in before else place.is_symlink() or place.exists()
        above = [target / parent for parent in PurePosixPath(name).parents][:-1]
        blocked = [path for path in above if path.is_symlink() or path.is_file()]
        for path in [*blocked, *([place] if taken else [])]:
            raise PublishError(
                f"{path} is in the way and not of an earlier copy; nothing was copied. "
                "Move it away, or choose another directory"
            )


def _collect(scratch: Path, sources: dict[str, Path], *, editions: Sequence[str]) -> None:
    for name, source in sources.items():
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, scratch / name)
    write_root_page(scratch / "index.html", editions)


def _write_list(target: Path, names: Iterable[str]) -> None:
    text = json.dumps({"files": sorted(names)}, indent=1) + "\n"
    fresh = target / f"{MARKER}.tmp"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(target / MARKER)


def _remove(target: Path, names: Iterable[str]) -> None:
    """Delete files of the copy before, and the directories that this leaves empty."""
    for name in names:
        (target / name).unlink(missing_ok=True)
        for parent in [target / parent for parent in PurePosixPath(name).parents][:-1]:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
