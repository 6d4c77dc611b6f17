"""The cover of the EPUB: the title page of the PDF as a picture."""

from __future__ import annotations

import shutil
from pathlib import Path

from helpers.publishing.built import long_date
from helpers.publishing.print_blocks import literal
from helpers.publishing.project import Book
from helpers.publishing.typesetting import set_pages
from helpers.publishing.web import ASSETS

_DOTS_PER_INCH = 150


def write_cover(book: Book, path: Path) -> Path:
    """Write the cover as PNG; returns its path."""
    shutil.copyfile(ASSETS / "book.typ", path.parent / "book.typ")
    date = long_date(book.date, book.language)
    parts = [book.title, book.subtitle, ", ".join(book.authors), date]
    source = path.with_suffix(".typ")
    arguments = ", ".join(map(literal, parts))
    source.write_text(
        '#import "book.typ": title-block, base-text\n'
        f"#show: base-text.with({literal(book.language)})\n"
        "#set page(width: 150mm, height: 225mm, margin: (x: 16mm, y: 20mm))\n"
        f"#title-block({arguments})\n",
        encoding="utf-8",
    )
    [content] = set_pages(source, dots_per_inch=_DOTS_PER_INCH)
    path.write_bytes(content)
    return path
