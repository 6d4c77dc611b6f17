"""Figures and tables of the staged notebooks, and their files beside the book's pages.

A labelled cell of a notebook has, by its label, files that its run wrote: data, pictures, the
specification of an interactive chart. They are copied into the project, so that each renderer
puts them beside its pages:

    figures/<label>.csv .svg .png         data, and the picture twice
    figures/<label>.narrow.svg            the picture drawn for a phone
    figures/thumbs/<label>.png            the picture small
    figures/interactive/<label>.js        an interactive chart, see `interactive`
    figures/made.js                       opens the code of a figure
    figures/tables.js                     sorts the rows of a table and chooses among them
    tables/<label>.csv                    data

In a page the picture has the page's alternative text. The file that a reader downloads has left
the page, so title and description go into it.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from bookmaker.project import notebooks
from bookmaker.project.notebooks import joined
from bookmaker.project.remembered import Memory, version_of
from helpers.errors import InputError
from helpers.outputs.tables import drawn_in
from helpers.paths import Directories
from helpers.staging.figures import interactive

# Directories of the project that renderers put beside its pages.
FOLDERS = ("figures", "tables")
SCRIPT = "figures/made.js"
TABLES_SCRIPT = "figures/tables.js"
# The tag of a notebook's cell whose table can be sorted and narrowed on the screen.
SORTABLE = "sortable"

_ASSETS = Path(__file__).parent / "assets"
_THUMB_WIDTH = 320  # pixels, shown at half of that
_THUMB_COLORS = 64
_MARKUP = re.compile(r"\[-?@[^\]]*\]|(?<=\])\([^)]*\)|[*_`\[\]]")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=\w)")

_ROOT = re.compile(r"<svg\b[^>]*>")


@dataclass(frozen=True)
class Listed:
    """A figure or table of a notebook: its label, texts, page, and files in the project.

    `claims` are the printed numbers it draws; `shows_code` says whether its page has its code,
    `is_sortable` whether its cell has the tag `SORTABLE`.
    """

    label: str
    caption: str
    alt: str
    source: str
    files: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    shows_code: bool = True
    is_sortable: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure; otherwise it is a table."""
        return self.label.startswith("fig-")

    @property
    def title(self) -> str:
        """The caption's first sentence as plain text.

        >>> Listed("fig-a", "Needs *named*. Base: 100.", "", "").title
        'Needs named'
        """
        first = _SENTENCE_END.split(plain(self.caption), maxsplit=1)[0]
        return first.removesuffix(".")

    def file(self, kind: str) -> str:
        """The staged file of a kind, as in `place`; empty when there is none."""
        return self.place(kind) if self.place(kind) in self.files else ""

    def place(self, kind: str) -> str:
        """Where a kind of file stands in the project: csv, svg, png, thumb, interactive."""
        folder = "figures" if self.is_figure else "tables"
        special = {
            "thumb": f"{folder}/thumbs/{self.label}.png",
            "interactive": f"{folder}/interactive/{self.label}.js",
        }
        return special.get(kind, f"{folder}/{self.label}.{kind}")


def plain(text: str) -> str:
    """Markdown as plain text: no emphasis, no citations, links as their words.

    >>> plain("*Needs* of [all](x.qmd) [@report]")
    'Needs of all'
    """
    return _MARKUP.sub("", text).strip()


def listed_in(cell: Mapping[str, Any], source: str) -> Listed | None:
    """The figure or table of a notebook's cell; None where the cell shows none.

    A cell whose options cannot be read is the renderer's to report, with its line.
    """
    if cell["cell_type"] != "code":
        return None
    try:
        options = notebooks.parse(joined(cell["source"]), source)
    except InputError:
        return None
    label = options.value("label")
    is_shown = options.flag("include", True) and options.flag("output", True)
    if not is_shown or not label.startswith(("fig-", "tbl-")):
        return None
    caption = " ".join(options.value(f"{label[:3]}-cap").split())
    shows_code = options.flag("echo", True)
    is_sortable = SORTABLE in cell.get("metadata", {}).get("tags", ())
    alt = options.value("fig-alt")
    return Listed(label, caption, alt, source, shows_code=shows_code, is_sortable=is_sortable)


def with_files(edition: Directories, listed: Listed, *, directory: Path) -> Listed:
    """Copy what the notebook wrote for a figure or table; it then has its files and its claims."""
    files = stage_files(edition, listed, directory=directory)
    return replace(listed, files=files, claims=read_claims(directory / listed.place("csv")))


def stage_files(edition: Directories, listed: Listed, *, directory: Path) -> tuple[str, ...]:
    """Copy what the notebook wrote for a figure or table; returns the names in the project."""
    origin = edition.figures if listed.is_figure else edition.tables
    stem = origin / listed.label
    name_picture = partial(_name_picture, listed=listed)
    memory = Memory(edition.remembered)
    writers = {
        "csv": (stem.with_suffix(".csv"), shutil.copyfile),
        "svg": (stem.with_suffix(".svg"), name_picture),
        "narrow.svg": (stem.with_suffix(".narrow.svg"), name_picture),
        "png": (stem.with_suffix(".png"), shutil.copyfile),
        "thumb": (stem.with_suffix(".png"), partial(_write_thumbnail, memory=memory)),
        "interactive": (stem.with_suffix(".vl.json"), interactive.write_chart),
    }
    written = []
    for kind, (source, write) in writers.items():
        if source.is_file():
            place = directory / listed.place(kind)
            place.parent.mkdir(parents=True, exist_ok=True)
            write(source, place)
            written.append(listed.place(kind))
    return tuple(written)


def read_claims(path: Path) -> tuple[str, ...]:
    """The claims that the data of a figure or table name; none without data."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return drawn_in(csv.DictReader(file))


def write_scripts(directory: Path, *, tables: bool) -> None:
    """Write the scripts of pages with figures and tables; Quarto's pages have no other.

    `tables` says whether the book has a table that can be sorted.
    """
    for name in (SCRIPT, *([TABLES_SCRIPT] if tables else [])):
        target = directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_ASSETS / target.name, target)


def name_output(cell: dict[str, Any], listed: Listed) -> None:
    """Put title and description into the pictures that a figure's cell shows."""
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "image/svg+xml" in data:
            svg = _named(joined(data["image/svg+xml"]), listed.label, listed)
            data["image/svg+xml"] = svg.splitlines(keepends=True)


def _name_picture(source: Path, target: Path, *, listed: Listed) -> None:
    # The narrow drawing is another picture of the same title.
    identifier = target.stem.replace(".", "-")
    svg = _named(source.read_text(encoding="utf-8"), identifier, listed)
    target.write_text(svg, encoding="utf-8")


def _named(svg: str, identifier: str, listed: Listed) -> str:
    return named(svg, identifier, title=listed.title, description=listed.alt)


def _write_thumbnail(source: Path, target: Path, *, memory: Memory) -> None:
    content, own_code = source.read_bytes(), Path(__file__).read_bytes()
    decided_by = ["thumbnail", own_code, version_of("pillow"), content]
    target.write_bytes(memory.answer(decided_by, lambda: thumbnail(content)))


def thumbnail(png: bytes) -> bytes:
    """A picture at a width of 320 pixels in few colours: some 5 kB instead of 70."""
    from PIL import Image

    written = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        height = round(picture.height * _THUMB_WIDTH / picture.width)
        small = picture.convert("RGB").resize((_THUMB_WIDTH, height), Image.Resampling.LANCZOS)
        # The usual way, by frequency, drops the few dark spots that carry a map's meaning.
        method = Image.Quantize.MAXCOVERAGE
        flat = small.quantize(_THUMB_COLORS, method=method, dither=Image.Dither.NONE)
        flat.save(written, "PNG", optimize=True)
    return written.getvalue()


def picture_shape(path: Path) -> tuple[int, int]:
    """Width and height of a PNG in pixels, from its header."""
    head = path.read_bytes()[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")


def named(svg: str, identifier: str, *, title: str, description: str) -> str:
    """The SVG with role, title and description; its drawing and its text stay as they are.

    `identifier` is the figure's label, unique in the book. A picture that already says what it is
    called by is left alone.

    >>> named("<svg><g/></svg>", "fig-a", title="Needs", description="")
    '<svg role="img" aria-labelledby="fig-a-title"><title id="fig-a-title">Needs</title><g/></svg>'
    """
    root = _ROOT.search(svg)
    if not root or "aria-labelledby" in root[0]:
        return svg
    attributes = f' role="img" aria-labelledby="{identifier}-title"'
    parts = [_element("title", identifier, title)]
    if description:
        attributes += f' aria-describedby="{identifier}-desc"'
        parts.append(_element("desc", identifier, description))
    opening = f"{root[0][:-1].rstrip()}{attributes}>{''.join(parts)}"
    return svg[: root.start()] + opening + svg[root.end() :]


def _element(name: str, identifier: str, text: str) -> str:
    return (
        f'<{name} id="{identifier}-{name}">{escape(" ".join(text.split()), quote=False)}</{name}>'
    )
