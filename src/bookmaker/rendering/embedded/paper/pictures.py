"""Pages that Typst sets as pictures: figures for DOCX and EPUB, and the EPUB's cover.

PNG for Word, whose older versions show no SVG; clean SVG else. Typst runs the same way on every
machine: its own fonts and matplotlib's, no date.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import typst

from bookmaker.errors import BookError
from bookmaker.project.description import Book
from bookmaker.project.remembered import NOTHING, Memory, files_in, own_code, version_of
from bookmaker.rendering.dates import long_date
from bookmaker.rendering.embedded.paper.docx_parts import TEXT_WIDTH
from bookmaker.rendering.embedded.paper.office_blocks import Pictures
from bookmaker.rendering.embedded.paper.typst_blocks import literal
from bookmaker.rendering.embedded.paper.whole_book import ASSETS
from bookmaker.rendering.embedded.sizes import picture_size

_PICTURE_DOTS_PER_INCH = 200
_COVER_DOTS_PER_INCH = 150
_PIXELS_PER_INCH = 96
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^>\[]*>\s*")


class TypstError(BookError):
    """Typst refused the document; the message is Typst's own."""


def set_pdf(source: Path, product: Path, memory: Memory = NOTHING) -> Path:
    """Set a document as PDF; returns its path.

    Whatever stands in the folder of `source` may be part of it. Raises `TypstError`, also for what
    PDF/UA does not allow: a picture or a formula without its description.
    """
    product.write_bytes(
        memory.answer(
            chain(_typesetting("pdf"), [source.name], files_in(source.parent)),
            lambda: _compile(source, format="pdf", pdf_standards=["ua-1"]),
        )
    )
    return product


def set_pages(source: Path, *, dots_per_inch: int) -> list[bytes]:
    """Set a document as one PNG per page."""
    pages = _compile(source, format="png", ppi=dots_per_inch)
    return pages if isinstance(pages, list) else [pages]


@cache
def _typesetting(kind: str) -> tuple[str, ...]:
    """What decides how Typst sets anything: this code, its version, and that of the fonts."""
    return (kind, own_code(), version_of("typst"), version_of("matplotlib"))


def fonts() -> Path:
    """The directory of the figures' own fonts."""
    # To import matplotlib for its path takes as long as all of the renderer.
    return Path(find_spec("matplotlib").origin).parent / "mpl-data" / "fonts" / "ttf"


def _compile(source: Path, **options: Any) -> Any:
    try:
        return typst.compile(
            str(source),
            root=str(source.parent),
            font_paths=[str(fonts())],
            ignore_system_fonts=True,
            timestamp=0,
            **options,
        )
    except typst.TypstError as error:
        said = str(error).replace(f"{source.parent}/", "")
        raise TypstError(f"the PDF could not be set: {said}") from error


def as_png(
    pictures: Iterable[Path], *, work: Path, figures: Path, memory: Memory = NOTHING
) -> Pictures:
    """Put a PNG beside every SVG of a directory; returns how to find them, with widths.

    Where the folder `figures` has the same SVG, the PNG beside it is taken as it is: whoever drew
    the one drew the other. What is left is set once more.
    """
    drawn = sorted({path for path in pictures if path.suffix.lower() == ".svg"})
    pngs = {path: _png_of(path) for path in drawn}
    shown = {
        str(path.relative_to(work)): (str(png.relative_to(work)), _width(path.read_bytes()))
        for path, png in pngs.items()
    }
    left = [path for path in drawn if not _copied(path, pngs[path], figures)]
    decided_by = [(*_typesetting("png"), path.read_bytes()) for path in left]
    made = memory.answers(decided_by, lambda which: _set_pictures([left[n] for n in which], work))
    for path, content in zip(left, made, strict=True):
        pngs[path].write_bytes(content)

    def find(name: str) -> tuple[str, str]:
        return shown.get(name, (name, ""))

    return find


def _png_of(path: Path) -> Path:
    """Where the PNG of an SVG is put: where the book does not show another picture."""
    png = path.with_suffix(".png")
    return path.with_name(f"{path.name}.png") if png.exists() or path.suffix != ".svg" else png


def _copied(path: Path, target: Path, figures: Path) -> bool:
    """Whether the PNG of an SVG is in a folder of figures; it is put into its place then."""
    same = figures / path.name
    png = same.with_suffix(".png")
    is_there = png.is_file() and same.is_file() and same.read_bytes() == path.read_bytes()
    if is_there:
        shutil.copyfile(png, target)
    return is_there


def _set_pictures(pictures: Sequence[Path], work: Path) -> list[bytes]:
    """All in one document; one for each would be slow."""
    if not pictures:
        return []
    lines = "\n#pagebreak(weak: true)\n".join(
        f"#image({literal('/' + str(path.relative_to(work)))})" for path in pictures
    )
    source = work / "pictures.typ"
    source.write_text(f"#set page(width: auto, height: auto, margin: 0pt)\n{lines}\n")
    try:
        return set_pages(source, dots_per_inch=_PICTURE_DOTS_PER_INCH)
    finally:
        source.unlink()


def without_document_types(pictures: Iterable[Path]) -> None:
    """Take the document type out of SVG: it names files on another host, and EPUB forbids it."""
    for path in {path for path in pictures if path.suffix.lower() == ".svg"}:
        content = path.read_text(encoding="utf-8")
        path.write_text(_DOCUMENT_TYPE.sub("", content, count=1), encoding="utf-8")


def _width(svg: bytes) -> str:
    """Width of an SVG on the page: its own, at most that of the text."""
    size = picture_size(svg)
    return f"{min(size[0] / _PIXELS_PER_INCH, TEXT_WIDTH):.2f}in" if size else ""


def write_cover(book: Book, path: Path) -> Path:
    """Write the cover as PNG; returns its path."""
    shutil.copyfile(ASSETS / "book.typ", path.parent / "book.typ")
    date = long_date(book.date, book.language)
    parts = [book.title, book.subtitle, ", ".join(book.authors), date, book.footer[0]]
    source = path.with_suffix(".typ")
    arguments = ", ".join(map(literal, parts))
    source.write_text(
        '#import "book.typ": title-block, base-text\n'
        f"#show: base-text.with({literal(book.language)})\n"
        "#set page(width: 150mm, height: 225mm, margin: (x: 16mm, y: 20mm))\n"
        f"#title-block({arguments})\n",
        encoding="utf-8",
    )
    layout = (path.parent / "book.typ").read_bytes()
    decided_by = [*_typesetting("cover"), layout, source.read_bytes()]

    def cover() -> bytes:
        [content] = set_pages(source, dots_per_inch=_COVER_DOTS_PER_INCH)
        return content

    path.write_bytes(book.memory.answer(decided_by, cover))
    return path
