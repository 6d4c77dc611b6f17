"""What pure calls have answered, kept on disk: a page that stays as it is is not made again.

An answer is found by a digest of everything that decides it, so nothing in here can be out of date:
another text, argument, file, program or line of our code is another key. Whoever is unsure what
decides an answer does not keep it here. The directory can be deleted at any time, and processes
that render side by side can share it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

# A book's pages, pictures and formats for paper take some 70 MB in three editions.
MOST_BYTES = 400_000_000
_CODE = Path(__file__).parents[1]
_DIGEST_BYTES = hashlib.sha256().digest_size
# Whatever is unfinished for so long was begun by a process that has ended.
_UNFINISHED_SECONDS = 3600


class Memory:
    """Answers in a directory; None is no memory, every call is made."""

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = directory

    def answer(self, decided_by: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        """What `make` gives; it is called unless it was with the same `decided_by` before.

        `decided_by` is all that decides the answer, its kind first: whatever `make` reads, its
        code and the versions of programs among it. Nothing is kept of a call that fails.
        """
        [answer] = self.answers([decided_by], lambda _: [make()])
        return answer

    def answers(
        self,
        decided_by: Sequence[Iterable[str | bytes]],
        make: Callable[[list[int]], Sequence[bytes]],
    ) -> list[bytes]:
        """The same for many: `make` gets the places of those that are not kept, all at once."""
        if self.directory is None:
            return list(make(list(range(len(decided_by)))))
        places = [self.directory / digest_of(parts) for parts in decided_by]
        found = [_read(path) for path in places]
        missing = [number for number, content in enumerate(found) if content is None]
        for number, content in zip(missing, make(missing) if missing else (), strict=True):
            found[number] = content
            _write(places[number], content)
        return found

    def text(self, decided_by: Iterable[str | bytes], make: Callable[[], str]) -> str:
        """The same for a text."""
        return self.answer(decided_by, lambda: make().encode()).decode()

    def has(self, decided_by: Iterable[str | bytes]) -> bool:
        """Whether an answer is kept."""
        return self.directory is not None and (self.directory / digest_of(decided_by)).is_file()

    def trim(self, most: int = MOST_BYTES) -> None:
        """Forget what was longest not asked for, until at most so many bytes are kept."""
        kept = sorted(self._entries(), reverse=True) if self.directory else []
        total = 0
        for _, size, path in kept:
            total += size
            if total > most:
                path.unlink(missing_ok=True)

    def _entries(self) -> list[tuple[float, int, Path]]:
        """Time of the last use, size and path of what is kept; unfinished files are deleted."""
        found = []
        long_ago = time.time() - _UNFINISHED_SECONDS
        for path in self.directory.glob("*"):
            with suppress(OSError):
                state = path.stat()
                if path.suffix != ".tmp":
                    found.append((state.st_mtime, state.st_size, path))
                elif state.st_mtime < long_ago:
                    path.unlink()
        return found


NOTHING = Memory()


def digest_of(parts: Iterable[str | bytes]) -> str:
    """A digest that differs when any part does, or where one ends and the next begins.

    >>> digest_of(["ab", "c"]) == digest_of(["a", "bc"])
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


@cache
def own_code() -> str:
    """Digest of all of this package that runs, for answers that it decides."""
    files = sorted(path for path in _CODE.rglob("*.py"))
    return digest_of(part for path in files for part in (_name(path), path.read_bytes()))


@cache
def version_of(package: str) -> str:
    """The installed version of a package, for answers that it decides."""
    return version(package)


def _name(path: Path) -> str:
    return path.relative_to(_CODE).as_posix()


def files_in(directory: Path) -> Iterator[str | bytes]:
    """Names and contents of all files below a directory, for answers that they decide."""
    for path in sorted(path for path in directory.rglob("*") if path.is_file()):
        yield from (path.relative_to(directory).as_posix(), path.read_bytes())


def _read(path: Path) -> bytes | None:
    """What was written there, whole; None when it was not, or is no longer what it was."""
    try:
        written = path.read_bytes()
    except OSError:
        return None
    digest, content = written[:_DIGEST_BYTES], written[_DIGEST_BYTES:]
    if digest != hashlib.sha256(content).digest():
        return None
    with suppress(OSError):
        os.utime(path)
    return content


def _write(path: Path, content: bytes) -> None:
    """Write it whole or not at all; a disk that is full makes a build slower, not wrong."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(partial).replace(path)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
