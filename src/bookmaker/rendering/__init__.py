"""The publishing half: from executed notebooks to a book.

`staging` writes a self-contained Quarto project per language; `quarto` or `embedded` renders it;
`checks` reads the built site back; `prose_numbers` keeps typed numbers out of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookmaker.errors import BookError
from bookmaker.rendering import embedded, quarto
from helpers import paths

RENDERERS = ("auto", "quarto", "embedded")


@dataclass(frozen=True)
class RenderResult:
    """What rendered the book, in which version, and the pages and PDF it wrote."""

    renderer: str
    version: str
    products: tuple[Path, ...]

    def __str__(self) -> str:
        """
        >>> print(RenderResult("embedded", "Pandoc 3.9, Typst 0.15", (Path("index.html"),)))
        rendered by the embedded renderer (Pandoc 3.9, Typst 0.15): index.html
        """
        name = "Quarto" if self.renderer == "quarto" else "the embedded renderer"
        first = self.products[0] if self.products else "nothing"
        return f"rendered by {name} ({self.version}): {first}"


def render(language: str, renderer: str = "auto", *, outputs: Path = paths.OUTPUTS) -> RenderResult:
    """Render the staged edition; "auto" takes Quarto when it is there and the embedded otherwise.

    Raises `BookError` for another name of a renderer, and whatever the renderer raises.
    """
    if renderer not in RENDERERS:
        raise BookError(f"'{renderer}' is not a renderer; use one of {', '.join(RENDERERS)}")
    command = quarto.find_quarto() if renderer != "embedded" else None
    if renderer == "quarto" or command:
        products = quarto.render(language, outputs=outputs, command=command)
        return RenderResult("quarto", quarto.version(command), tuple(products))
    products = embedded.render(language, outputs=outputs)
    return RenderResult("embedded", embedded.version(), tuple(products))
