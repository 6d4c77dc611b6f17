"""Pictures for DOCX and EPUB: PNG for Word, whose older versions show no SVG; clean SVG else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from helpers.publishing.office_blocks import Pictures
from helpers.publishing.print_blocks import literal
from helpers.publishing.typesetting import set_pages
from helpers.publishing.web_blocks import picture_size
from helpers.publishing.word_styles import TEXT_WIDTH

_DOTS_PER_INCH = 200
_PIXELS_PER_INCH = 96
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^>\[]*>\s*")


def as_png(pictures: Iterable[Path], *, work: Path) -> Pictures:
    """Set every SVG of a directory once more as PNG; returns how to find them, with widths."""
    drawn = sorted({path for path in pictures if path.suffix == ".svg"})
    widths = {str(path.relative_to(work)): _width(path.read_bytes()) for path in drawn}
    if drawn:
        lines = "\n#pagebreak(weak: true)\n".join(
            f"#image({literal('/' + str(path.relative_to(work)))})" for path in drawn
        )
        source = work / "pictures.typ"
        source.write_text(f"#set page(width: auto, height: auto, margin: 0pt)\n{lines}\n")
        pages = set_pages(source, dots_per_inch=_DOTS_PER_INCH)
        for path, content in zip(drawn, pages, strict=True):
            path.with_suffix(".png").write_bytes(content)

    def find(name: str) -> tuple[str, str]:
        return (f"{name[:-4]}.png", widths[name]) if name in widths else (name, "")

    return find


def without_document_types(pictures: Iterable[Path]) -> None:
    """Take the document type out of SVG: it names files on another host, and EPUB forbids it."""
    for path in {path for path in pictures if path.suffix == ".svg"}:
        content = path.read_text(encoding="utf-8")
        path.write_text(_DOCUMENT_TYPE.sub("", content, count=1), encoding="utf-8")


def _width(svg: bytes) -> str:
    """Width of an SVG on the page: its own, at most that of the text."""
    size = picture_size(svg)
    return f"{min(size[0] / _PIXELS_PER_INCH, TEXT_WIDTH):.2f}in" if size else ""
