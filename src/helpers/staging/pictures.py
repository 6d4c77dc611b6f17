"""Pictures that a page shows: found, judged, and copied beside it under a name that travels.

Pandoc's tree says which they are, however a page writes them: with a space in pointed brackets, as
%20, by a reference, with a title. A name with other signs than ASCII letters, digits, `-`, `_` and
`.` means something else in an address than in Typst or in a packed file, so such a picture goes
into the project under another, and the page says that one.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from bookmaker.project import pandoc
from bookmaker.project.addresses import is_elsewhere
from bookmaker.project.description import Chapter
from bookmaker.project.lines import Line, outside_code
from bookmaker.project.remembered import Memory
from helpers.errors import Problem
from helpers.paths import Directories
from helpers.staging.admission import picture_fault

_SAFE = re.compile(r"[A-Za-z0-9._/-]+")
_IN_HTML = re.compile(r"""<img\b[^<>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.I)
_MAY_SHOW = ("![", "<img")


def stage_pictures(
    edition: Directories, chapter: Chapter, *, lines: Sequence[Line], directory: Path
) -> tuple[dict[str, str], list[Problem]]:
    """Copy the pictures of a page into its directory; `figures/…` are the notebooks' own.

    Returns what the page must say in place of what it says, and the pictures that are missing, on
    another host, or no pictures, with their lines.
    """
    renamed: dict[str, str] = {}
    problems: list[Problem] = []
    for target in dict.fromkeys(_targets(lines, Memory(edition.remembered))):
        origin = _source(edition, chapter, target)
        if message := _fault(edition, target, origin):
            line = _line(lines, target)
            problems.append(line.problem(f"picture {unquote(target)} {message}"))
            continue
        name = safe_name(unquote(target))
        place = directory / name
        place.parent.mkdir(parents=True, exist_ok=True)
        # A notebook's own picture may be there already, with its title.
        if not place.exists():
            shutil.copyfile(origin, place)
        if name != target:
            renamed |= dict.fromkeys(_spellings(target), name)
    return renamed, problems


def with_names(text: str, renamed: dict[str, str]) -> str:
    """A text in which pictures have the names under which they are staged.

    >>> with_names("![A](<a b.png>)", {"<a b.png>": "a-b-1.png"})
    '![A](a-b-1.png)'
    """
    for spelling in sorted(renamed, key=len, reverse=True):
        named = re.compile(rf"""(\(\s*|<|["'=]|\]:\s*){re.escape(spelling)}""")
        text = named.sub(rf"\g<1>{renamed[spelling]}", text)
    return text


def safe_name(name: str) -> str:
    """A path with only signs that mean the same everywhere, another for each.

    >>> safe_name("pics/logo.svg"), safe_name("pics/a b.PNG")
    ('pics/logo.svg', 'pics/a-b-d82c66.png')
    """
    path = PurePosixPath(name)
    if _SAFE.fullmatch(name) and path.suffix == path.suffix.lower():
        return name
    parts = [re.sub(r"[^A-Za-z0-9._]+", "-", part) for part in (*path.parts[:-1], path.stem)]
    mark = hashlib.sha256(name.encode()).hexdigest()[:6]
    return "/".join(
        [*parts[:-1], f"{parts[-1].strip('-')}-{mark}".lstrip("-") + path.suffix.lower()]
    )


def _targets(lines: Sequence[Line], memory: Memory) -> Iterator[str]:
    """Addresses of pictures as Pandoc reads them."""
    text = "\n".join(line.text for line in lines)
    if not any(mark in text for mark in _MAY_SHOW):
        return
    try:
        blocks = pandoc.read(text, memory=memory)["blocks"]
    except pandoc.PandocError:
        return  # the renderer's to say, with its line
    for node in pandoc.nodes(blocks, "Image", "RawBlock", "RawInline"):
        if node["t"] == "Image":
            yield node["c"][2][0]
        elif node["c"][0].startswith("html"):
            yield from (unescape("".join(each)) for each in _IN_HTML.findall(node["c"][1]))


def _fault(edition: Directories, target: str, origin: Path) -> str:
    if is_elsewhere(target):
        return "is on another host; keep a copy in the project"
    if not origin.is_file():
        return "is missing; pictures of notebooks are figures/NAME"
    own = edition.figures if origin.parent == edition.figures else edition.root
    return picture_fault(origin, own)


def _source(edition: Directories, chapter: Chapter, target: str) -> Path:
    path = PurePosixPath(unquote(target))
    if "figures" in path.parts[:-1]:
        return edition.figures / path.name
    return (edition.root / chapter.source).parent / path


def _spellings(target: str) -> Iterable[str]:
    """How a page may write the address: as Pandoc says it, in brackets, escaped."""
    plain = unquote(target)
    written = (target, plain, quote(plain, safe="/()"), quote(plain), target.replace("%20", " "))
    return [f"<{plain}>", *written, *(escape(each) for each in written)]


def _line(lines: Sequence[Line], target: str) -> Line:
    for spelling in (*_spellings(target), PurePosixPath(unquote(target)).name):
        for line in outside_code(lines):
            if spelling in line.text:
                return line
    return lines[0]
