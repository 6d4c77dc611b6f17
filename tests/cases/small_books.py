"""Books of a few lines, written where a test wants them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

BOOK = Path(__file__).parent / "book"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"></svg>'


def markdown(source: str) -> dict[str, Any]:
    """A Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    """A code cell that has run."""
    return {
        "cell_type": "code",
        "metadata": {"tags": list(tags)},
        "execution_count": 1,
        "source": source,
        "outputs": list(outputs),
    }


def display(**forms: str) -> dict[str, Any]:
    """An output: svg, png, markdown, html or plain."""
    types = {"svg": "image/svg+xml", "png": "image/png"}
    data = {types.get(form, f"text/{form}"): content for form, content in forms.items()}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def stderr(text: str) -> dict[str, Any]:
    """What a cell wrote to standard error."""
    return {"output_type": "stream", "name": "stderr", "text": text}


def write_notebook(
    path: Path, *cells: dict[str, Any], metadata: dict[str, Any] | None = None
) -> Path:
    """A notebook file of these cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"cells": cells, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def write_executed(
    folder: Path, name: str, *cells: dict[str, Any], language: str = "en"
) -> tuple[Path, Path]:
    """A source notebook without outputs, and its copy executed for an edition, of these cells."""
    own = [{**cell, "outputs": []} if "outputs" in cell else cell for cell in cells]
    source = write_notebook(folder / "notebooks" / f"{name}.ipynb", *own)
    return source, write_notebook(folder / f"outputs/executed/{language}/{name}.ipynb", *cells)


def write_project(
    directory: Path, pages: dict[str, str], *, variables: dict[str, str] | None = None, **book: Any
) -> Path:
    """A staged project of Markdown pages; pictures `x.svg` stand beside each page."""
    description = {
        "project": {"type": "book"},
        "lang": book.pop("lang", "en"),
        "book": {"title": "Small", "output-file": "small", "chapters": list(pages), **book},
        "format": {"html": {"code-fold": True}},
    }
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "_quarto.yml").write_text(yaml.safe_dump(description), encoding="utf-8")
    (directory / "_variables.yml").write_text(yaml.safe_dump(variables or {}), encoding="utf-8")
    for name, text in pages.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "x.svg").write_text(SVG, encoding="utf-8")
    return directory
