"""Two trees of files, compared byte by byte, with a short reason for each file that differs.

A reason says where to look: the line of a text, the member of an EPUB or DOCX, the chunk of a
picture, the place in a PDF. It is a first difference, not all of them.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_ARCHIVES = frozenset({".epub", ".docx", ".zip"})
_TEXTS = frozenset(
    [".csv", ".css", ".html", ".ipynb", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".yml"]
)
_PNG = b"\x89PNG\r\n\x1a\n"

# Characters shown before and after the first difference.
_BEFORE, _AFTER = 20, 50


@dataclass(frozen=True)
class DifferingFile:
    """A file that is not the same in both trees, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        """
        >>> print(DifferingFile("book/en/index.html", "line 3: 'a' | 'b'"))
        book/en/index.html: line 3: 'a' | 'b'
        """
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True)
class Comparison:
    """How many files of each kind were compared, and every one that differs."""

    n_compared: dict[str, int]
    differences: tuple[DifferingFile, ...]

    def differing(self, kind: str) -> list[DifferingFile]:
        """The differing files of a kind, such as "html"."""
        return [each for each in self.differences if kind_of(each.name) == kind]


def kind_of(name: str) -> str:
    """A file's kind: its suffix without the dot, or its name when it has none.

    >>> kind_of("book/en/index.html"), kind_of("book/en/.nojekyll")
    ('html', '.nojekyll')
    """
    path = Path(name)
    return path.suffix[1:].lower() or path.name


def compare_trees(first: Path, second: Path, *, below: Iterable[str]) -> Comparison:
    """Compare every file of two trees in the directories `below`; a missing directory is empty."""
    below = tuple(below)
    here, there = _files(first, below), _files(second, below)
    counts: dict[str, int] = {}
    found = []
    for name in sorted(here | there):
        counts[kind_of(name)] = counts.get(kind_of(name), 0) + 1
        if name not in there:
            found.append(DifferingFile(name, "only in the first"))
        elif name not in here:
            found.append(DifferingFile(name, "only in the second"))
        elif reason := difference_of(first / name, second / name):
            found.append(DifferingFile(name, reason))
    return Comparison(counts, tuple(found))


def difference_of(first: Path, second: Path) -> str:
    """Where two files differ first, in words for their kind; empty when they are identical."""
    one, two = first.read_bytes(), second.read_bytes()
    if one == two:
        return ""
    suffix = first.suffix.lower()
    reason = ""
    if suffix in _ARCHIVES:
        reason = _archive_reason(first, second)
    elif suffix in _TEXTS:
        reason = _text_reason(one, two)
    elif one.startswith(_PNG) and two.startswith(_PNG):
        reason = _png_reason(one, two)
    return reason or _byte_reason(one, two)


def _files(root: Path, below: Iterable[str]) -> set[str]:
    return {
        path.relative_to(root).as_posix()
        for part in below
        for path in (root / part).rglob("*")
        if path.is_file()
    }


def _text_reason(one: bytes, two: bytes) -> str:
    lines = one.split(b"\n"), two.split(b"\n")
    for number, (here, there) in enumerate(zip(*lines, strict=False), start=1):
        if here != there:
            place = _first_difference(here, there)
            return f"line {number}: {_shown(here, place)} | {_shown(there, place)}"
    return f"{len(lines[0])} lines | {len(lines[1])} lines"


def _archive_reason(first: Path, second: Path) -> str:
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as two:
        here, there = one.infolist(), two.infolist()
        names = [each.filename for each in here], [each.filename for each in there]
        if set(names[0]) != set(names[1]):
            odd = sorted(set(names[0]) ^ set(names[1]))
            return f"{odd[0]} is in one of them only"
        for name in names[0]:
            texts = one.read(name), two.read(name)
            if texts[0] != texts[1]:
                return f"{name}: {_text_reason(*texts)}"
        if names[0] != names[1]:
            return "members in another order"
        dates = [(a.filename, a, b) for a, b in zip(here, there, strict=True)]
        changed = [name for name, a, b in dates if a.date_time != b.date_time]
        return f"{changed[0]}: another time stamp" if changed else ""


def _png_reason(one: bytes, two: bytes) -> str:
    here, there = _chunks(one), _chunks(two)
    if here.keys() != there.keys():
        return f"chunks {' '.join(here)} | {' '.join(there)}"
    if here.get("IHDR") != there.get("IHDR"):
        return f"size {_size(here)} | {_size(there)}"
    for kind in here:
        if here[kind] != there[kind]:
            if kind == "IDAT":
                return "pixels"
            return f"{kind} {here[kind][:60]!r} | {there[kind][:60]!r}"
    return ""


def _chunks(png: bytes) -> dict[str, bytes]:
    """The chunks by kind; pixels come in several, which are joined."""
    chunks: dict[str, bytes] = {}
    place = len(_PNG)
    while place + 8 <= len(png):
        (size,) = struct.unpack_from(">I", png, place)
        kind = png[place + 4 : place + 8].decode("latin-1")
        chunks[kind] = chunks.get(kind, b"") + png[place + 8 : place + 8 + size]
        place += size + 12
    return chunks


def _size(chunks: dict[str, bytes]) -> str:
    return "×".join(str(number) for number in struct.unpack(">II", chunks["IHDR"][:8]))


def _byte_reason(one: bytes, two: bytes) -> str:
    place = _first_difference(one, two)
    inside = re.findall(rb"/([A-Z]\w+)\b", one[max(0, place - 200) : place])
    near = f" after /{inside[-1].decode()}" if inside else ""
    return f"byte {place}{near}: {_shown(one, place)} | {_shown(two, place)}"


def _first_difference(one: bytes, two: bytes) -> int:
    pairs = zip(one, two, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))


def _shown(text: bytes, place: int) -> str:
    return repr(text[max(0, place - _BEFORE) : place + _AFTER].decode("utf-8", "replace"))
