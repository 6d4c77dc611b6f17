"""Renderers of a staged project: the real Quarto where it is installed, the embedded one otherwise.

Both read the same project and put the same products in the same place. `theme` is the look of
their pages, `languages` the way from an edition to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookmaker.errors import BookError
from bookmaker.project.description import FORMATS
from bookmaker.quarto_command import find_quarto, version_of

__all__ = ["FORMATS", "RENDERERS", "RenderResult", "render"]

RENDERERS = ("auto", "quarto", "embedded")


@dataclass(frozen=True)
class RenderResult:
    """What rendered the book, in which version, what it wrote, and what it warned of."""

    renderer: str
    version: str
    products: tuple[Path, ...]
    warnings: tuple[str, ...] = ()

    def __str__(self) -> str:
        """
        >>> print(RenderResult("embedded", "Pandoc 3.9, Typst 0.15", (Path("index.html"),)))
        rendered by the embedded renderer (Pandoc 3.9, Typst 0.15)
        """
        name = "Quarto" if self.renderer == "quarto" else "the embedded renderer"
        return f"rendered by {name} ({self.version})"


def render(
    site: Path,
    target: Path,
    renderer: str = "auto",
    *,
    day: date | None = None,
    formats: Sequence[str] = FORMATS,
    memory: Path | None = None,
) -> RenderResult:
    """Render the staged project in `site` into the directory `target`.

    "auto" takes Quarto when it is there and the embedded renderer otherwise. `day` is that of the
    sources' last change, when the book shall say it; `formats` are those that are made, html always
    among them; `memory` is a directory for what the embedded renderer need not make again. The book
    that was in `target` stays when this one fails. Raises `BookError` for another name of a
    renderer, and whatever the renderer raises.
    """
    # Each brings libraries that those who only ask for names of renderers do without.
    from bookmaker.rendering import embedded, quarto

    if renderer not in RENDERERS:
        raise BookError(f"'{renderer}' is not a renderer; use one of {', '.join(RENDERERS)}")
    # Pandoc and Quarto work in folders of their own.
    site, target = site.absolute(), target.absolute()
    command = find_quarto() if renderer != "embedded" else None
    if renderer == "quarto" or command:
        products, warnings = quarto.render(site, target, command=command, day=day, formats=formats)
        return RenderResult("quarto", version_of(command), tuple(products), tuple(warnings))
    products = embedded.render(site, target, day=day, formats=formats, memory=memory)
    return RenderResult("embedded", embedded.version(), tuple(products))
