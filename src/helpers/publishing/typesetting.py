"""Typst, run the same way on every machine: its own fonts and matplotlib's, no date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib
import typst

from helpers.errors import CivicVoiceError


class TypstError(CivicVoiceError):
    """Typst refused the document; the message is Typst's own."""


def set_pdf(source: Path, product: Path) -> Path:
    """Set a document as PDF; returns its path.

    Raises `TypstError`, also for what PDF/UA does not allow: a picture or a formula without its
    description.
    """
    _compile(source, output=str(product), pdf_standards=["ua-1"])
    return product


def set_pages(source: Path, *, dots_per_inch: int) -> list[bytes]:
    """Set a document as one PNG per page."""
    pages = _compile(source, format="png", ppi=dots_per_inch)
    return pages if isinstance(pages, list) else [pages]


def _compile(source: Path, **options: Any) -> Any:
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    try:
        return typst.compile(
            str(source),
            root=str(source.parent),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            timestamp=0,
            **options,
        )
    except typst.TypstError as error:
        raise TypstError(f"the PDF could not be set: {error}") from error
