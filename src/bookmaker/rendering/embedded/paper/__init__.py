"""The formats on paper: PDF, DOCX and EPUB hold the whole book as one document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bookmaker.project.description import Book
from bookmaker.rendering.embedded.paper.office import write_docx, write_epub
from bookmaker.rendering.embedded.paper.pdf import write_pdf

__all__ = ["Format", "formats"]


class Format(NamedTuple):
    """The names that mean a format in conditional content, and what writes it."""

    names: tuple[str, ...]
    write: Callable[..., Path]


# Quarto does not take Typst for "pdf" in conditional content, though it makes one of it.
_PDF = Format(("typst",), write_pdf)
_OTHERS = {"docx": Format(("docx",), write_docx), "epub": Format(("epub",), write_epub)}


def formats(book: Book) -> list[Format]:
    """The PDF, and the other formats that `book: downloads:` lists, of those that are made."""
    pdf = [_PDF] if "pdf" in book.formats else []
    return [*pdf, *(_OTHERS[name] for name in book.downloads if name in _OTHERS)]
