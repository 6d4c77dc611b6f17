"""The embedded renderer: the staged project to site, PDF, DOCX and EPUB, with Pandoc and Typst.

It reads nothing but the staged project. A page is parsed once; each format then takes its own
copy through the same steps: conditional content, floats, numbers, references. Files under
`project: resources:` go into the book as they are.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bookmaker.errors import InputError
from bookmaker.project.description import FORMATS, Book, read_staged
from bookmaker.project.directories import replacing
from bookmaker.project.remembered import Memory
from bookmaker.rendering.embedded import paper, site
from bookmaker.rendering.embedded.imprint import imprint_of, version
from bookmaker.rendering.embedded.reading import prepare, read_all

__all__ = ["render", "version"]


def render(
    project: Path,
    target: Path,
    *,
    day: date | None = None,
    formats: Sequence[str] = FORMATS,
    memory: Path | None = None,
) -> list[Path]:
    """Render the staged `project` into the directory `target`; returns its files.

    `day` is that of the sources, which the book says when it is known; pages are made whatever
    `formats` says, and what is in the directory `memory` is not made again. Raises `InputError`,
    with file, cell and line, for whatever the book says that cannot be rendered: a shortcode
    without a value, an unknown feature, an unknown reference. The book that was there stays when
    this one fails.
    """
    book = read_staged(project, formats=formats, memory=Memory(memory))
    with _without_collector():
        return [target / name for name in _render(book, target, day)]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python does not look for garbage: there are no cycles in Pandoc's trees, and to look through
    hundreds of thousands of nodes again and again takes longer than to read them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _render(book: Book, target: Path, day: date | None) -> list[Path]:
    imprint = imprint_of(book, day)
    papers = paper.formats(book)
    read = {} if site.is_known(book) and not papers else read_all(book)
    with replacing(target) as directory:

        def made(names: Sequence[str], write: Callable[..., Any]) -> Any:
            pages, trees = zip(*read.values(), strict=True)
            leaves = prepare(book, pages, trees=trees, formats=names)
            return write(book, leaves, directory=directory, imprint=imprint)

        # The PDF is mostly Typst's work, and shares no pictures with the others.
        with ThreadPoolExecutor(max_workers=1) as pool:
            pdf = [pool.submit(made, *each) for each in papers if "typst" in each.names]
            try:
                products = site.write_site(book, directory, imprint, read)
            except InputError:
                if read:
                    raise
                # All that is wrong, and said as of a book of which nothing is remembered.
                products = site.write_site(book, directory, imprint, read_all(book))
            others = [made(*each) for each in papers if "typst" not in each.names]
            products += [*(each.result() for each in pdf), *others]
        site.copy_resources(book, directory)
        names = [path.relative_to(directory) for path in products]
    book.memory.trim()
    return names
