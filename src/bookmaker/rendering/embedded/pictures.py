"""Pictures: every one is there, is what its name says, and has a size that can be set.

A browser shows nothing in place of a broken picture, Typst stops without saying which, and one that
is a kilometre wide takes the whole program with it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from bookmaker.errors import Problem
from bookmaker.project.admission import is_inside
from bookmaker.project.pandoc import Node, nodes
from bookmaker.rendering.embedded.pages import Page

# What HTML, PDF, EPUB and Word show alike.
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF"}
MOST_PIXELS = 20_000
_LENGTH = re.compile(r"\d+(\.\d+)?(%|px|pt|cm|mm|in|em)?")
_NUMBER = re.compile(r"[\d.]+(?:e\d+)?")


def file_of(image: Node) -> str:
    """The file that an image shows, as seen from its page; its address may spell it in code.

    >>> file_of({"t": "Image", "c": [["", [], []], [], ["./a%20b.svg", ""]]})
    'a b.svg'
    """
    return posixpath.normpath(unquote(image["c"][2][0]))


def check(directory: Path, page: Page, tree: list) -> list[Problem]:
    """The pictures of a page of the staged project that no format, or not every format, can show.

    Pictures that a notebook has drawn itself are taken as they are.
    """
    base = posixpath.dirname(page.source)
    problems: list[Problem] = []
    for image in nodes(tree, "Image"):
        (_, _, pairs), _, (target, _) = image["c"]
        name = file_of(image)
        faults = list(_size_faults(dict(pairs)))
        if not is_inside(target, page.source):
            faults.append("leads out of the project; keep a copy in it")
        elif set("#?") & set(target):
            faults.append("is cut off by browsers at its # or ?; write %23 or %3F there")
        elif name not in page.files:
            faults += _faults(directory / base / name)
        line = page.naming(target, unquote(target))
        problems += [line.problem(f"picture {unquote(target)} {fault}") for fault in faults]
    return problems


def _size_faults(attributes: dict[str, str]) -> Iterator[str]:
    for side in ("width", "height"):
        if side in attributes and not _LENGTH.fullmatch(attributes[side]):
            yield f"has {side} '{attributes[side]}'; write a length such as 60%, 8cm, 3in or 300px"


def _faults(path: Path) -> list[str]:
    if not path.is_file():
        return ["is not in the project; keep it beside the page that shows it"]
    suffix = path.suffix.lower()
    if suffix != ".svg" and suffix not in _FORMATS:
        known = ", ".join([".svg", *_FORMATS])
        return [f"is none that all formats can show; save it with one of the endings {known}"]
    try:
        size = _svg_size(path) if suffix == ".svg" else _raster_size(path, _FORMATS[suffix])
    except (OSError, SyntaxError, ValueError, ElementTree.ParseError) as error:
        return [f"cannot be read as {suffix.removeprefix('.').upper()} ({error}); save it anew"]
    if not all(0 < side <= MOST_PIXELS for side in size):
        most = f"{MOST_PIXELS:,} pixels"
        return [f"is {size[0]:g} by {size[1]:g}; a side has more than 0 and at most {most}"]
    return []


def _svg_size(path: Path) -> tuple[float, float]:
    root = ElementTree.fromstring(path.read_bytes())
    if root.tag.rpartition("}")[2] != "svg":
        raise ValueError(f"its first element is <{root.tag}>")
    sides = [_NUMBER.match(root.get(side, "")) for side in ("width", "height")]
    if all(sides):
        return float(sides[0][0]), float(sides[1][0])
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) != 4:
        raise ValueError("it has neither width and height nor a viewBox")
    return float(box[2]), float(box[3])


def _raster_size(path: Path, wanted: str) -> tuple[float, float]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(path.read_bytes())) as image:
            size, found = image.size, image.format
            image.verify()
    except UnidentifiedImageError:
        raise ValueError("its content is none") from None
    if found != wanted:
        raise ValueError(f"it is {found}")
    return size
