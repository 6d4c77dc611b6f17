"""The embedded renderer: the staged project to site, PDF, DOCX and EPUB, with Pandoc and Typst.

It reads nothing but the staged project. A page is parsed once; each format then takes its own
copy through the same steps: conditional content, floats, numbers, references. Files under
`project: resources:` go into the book as they are.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

from bookmaker.errors import InputError, Problem
from bookmaker.project import pandoc
from bookmaker.project.description import FILE, FORMATS, Book, Chapter, read_staged
from bookmaker.project.directories import replacing
from bookmaker.project.lines import page_lines, read_text
from bookmaker.project.remembered import NOTHING, Memory
from bookmaker.project.variables import read_variables
from bookmaker.rendering.embedded import (
    features,
    floats,
    links,
    notes,
    numbering,
    paper,
    pictures,
    references,
)
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Leaf, Target
from bookmaker.rendering.embedded.pages import Page, fill_page, notebook_page, problems_of

__all__ = ["render", "version"]


def copy_resources(book: Book, directory: Path) -> list[Path]:
    """Copy the files that `project: resources:` names, a folder as `name/`, into the built book.

    What is there already, and younger, is not copied again.

    Raises `InputError` for an entry that is no file or folder of the project, or leads out of it.
    """
    listed = (book.options.get("project") or {}).get("resources") or []
    names = [str(name) for name in (listed if isinstance(listed, list) else [listed])]
    found = {name: _files(book.directory, name) for name in names}
    problems = [
        Problem(FILE, "", "project.resources", f"'{name}' is not in the project; take it out")
        for name, files in found.items()
        if not files
    ]
    if problems:
        raise InputError(problems)
    copies = []
    for source in sorted({path for files in found.values() for path in files}):
        target = directory / source.relative_to(book.directory)
        if not _is_current(target, source):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        copies.append(target)
    return copies


def _is_current(copy: Path, source: Path) -> bool:
    if not copy.is_file():
        return False
    made, given = copy.stat(), source.stat()
    return made.st_size == given.st_size and made.st_mtime_ns > given.st_mtime_ns


def _files(root: Path, name: str) -> list[Path]:
    if name.startswith(("/", "!")) or ".." in Path(name).parts:
        return []
    pattern = f"{name.rstrip('/')}/**/*" if (root / name).is_dir() else name
    return [path for path in root.glob(pattern) if path.is_file()]


def version() -> str:
    """What renders: the versions of Pandoc and Typst."""
    return f"Pandoc {pandoc.version()}, Typst {package_version('typst')}"


def render(
    site: Path,
    target: Path,
    *,
    day: date | None = None,
    formats: Sequence[str] = FORMATS,
    memory: Path | None = None,
) -> list[Path]:
    """Render the staged project in `site` into the directory `target`; returns its files.

    `day` is that of the sources, which the book says when it is known; pages are made whatever
    `formats` says, and what is in the directory `memory` is not made again. Raises `InputError`,
    with file, cell and line, for whatever the book says that cannot be rendered: a shortcode
    without a value, an unknown feature, an unknown reference. The book that was there stays when
    this one fails.
    """
    book = read_staged(site, formats=formats, memory=Memory(memory))
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
    # It goes by what is read here.
    from bookmaker.rendering.embedded import site

    imprint = imprint_of(book, day)
    papers = paper.formats(book)
    read = {} if site.is_known(book) and not papers else _read_all(book)
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
                products = site.write_site(book, directory, imprint, _read_all(book))
            others = [made(*each) for each in papers if "typst" not in each.names]
            products += [*(each.result() for each in pdf), *others]
        copy_resources(book, directory)
        names = [path.relative_to(directory) for path in products]
    book.memory.trim()
    return names


def _read_all(book: Book) -> dict[str, tuple[Page, list]]:
    """Every page with its tree, checked, by its source."""
    pages = read_pages(book)
    trees = read_trees(pages, book.memory)
    check_content(book, pages, trees)
    return {page.source: (page, tree) for page, tree in zip(pages, trees, strict=True)}


def imprint_of(book: Book, day: date | None) -> Imprint:
    """What the book says of its making; of one that is not made in all formats, in which it is."""
    is_whole = set(FORMATS) <= set(book.formats)
    formats = "" if is_whole else f" ({', '.join(each.upper() for each in book.formats)})"
    return Imprint(f"{book.words['rendered-by']} {version()}{formats}", day)


def check_project(book: Book) -> None:
    """Raise `InputError` for a staged project with faults that Quarto would pass over."""
    values = read_variables(book.directory)
    pages = [fill_page(read_page(book, chapter), values) for chapter in book.chapters]
    trees = read_trees(pages)
    check_content(book, pages, trees)
    if problems := [
        problem
        for page, tree in zip(pages, trees, strict=True)
        for problem in notes.check_repeated(page, tree)
    ]:
        raise InputError(problems)


def check_content(book: Book, pages: Sequence[Page], trees: Sequence[list]) -> None:
    """Raise `InputError` with every dead link, picture that cannot be shown, and note without text,
    whichever renderer goes on with the pages."""
    problems = links.check(book, pages, trees)
    for page, tree in zip(pages, trees, strict=True):
        problems += pictures.check(book.directory, page, tree)
        problems += notes.check(page, tree)
    if problems:
        raise InputError(problems)


def read_trees(pages: Sequence[Page], memory: Memory = NOTHING) -> list[list]:
    """Pandoc's blocks of each page. Raises `InputError` with all that Pandoc says of any."""
    with ThreadPoolExecutor(max_workers=4) as pool:
        read = list(pool.map(lambda page: _read_tree(page, memory), pages))
    if problems := [problem for _, problems in read for problem in problems]:
        raise InputError(problems)
    return [tree for tree, _ in read]


def _read_tree(page: Page, memory: Memory) -> tuple[list, list[Problem]]:
    try:
        return pandoc.read(page.text, memory=memory)["blocks"], []
    except pandoc.PandocError as error:
        return [], problems_of([page], str(error))


def read_pages(book: Book) -> list[Page]:
    """The pages of the staged project with shortcodes filled and features checked.

    Raises `InputError` with the problems of all pages together.
    """
    values = read_variables(book.directory)
    pages: list[Page] = []
    problems: list[Problem] = []
    for chapter in book.chapters:
        try:
            page = read_page(book, chapter)
            problems += features.check_page(page)
            pages.append(fill_page(page, values))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return pages


def read_page(book: Book, chapter: Chapter) -> Page:
    """One page of the staged project, a notebook or Markdown, as lines of Markdown."""
    path = book.directory / chapter.source
    if not path.is_file():
        raise InputError([Problem(FILE, "", "book.chapters", f"{chapter.source} is missing")])
    if chapter.is_notebook:
        return notebook_page(path, chapter.source, defaults=book.options)
    return Page(chapter.source, page_lines(read_text(path, chapter.source), chapter.source))


def prepare(
    book: Book, pages: Sequence[Page], *, trees: Sequence[list], formats: Sequence[str]
) -> list[Leaf]:
    """The book for one format: content selected, everything numbered, references resolved."""
    leaves, targets = number(book, pages, trees=trees, formats=formats)
    problems = [p for leaf in leaves for p in references.resolve(leaf, targets, words=book.words)]
    if problems:
        raise InputError(problems)
    return leaves


def number(
    book: Book, pages: Sequence[Page], *, trees: Sequence[list], formats: Sequence[str]
) -> tuple[list[Leaf], dict[str, Target]]:
    """The book's content for one format, numbered, and what references can point at, by id."""
    leaves: list[Leaf] = []
    problems: list[Problem] = []
    for chapter, page, tree in zip(book.chapters, pages, trees, strict=True):
        try:
            blocks = floats.normalise(features.select(tree, formats), page)
            leaf = numbering.take_title(page, chapter.href, blocks=blocks, part=chapter.part)
            leaves.append(leaf)
        except InputError as error:
            problems += error.problems
    problems += links.doubles(
        (leaf.page, leaf.identifier, list(links.identifiers(leaf.blocks))) for leaf in leaves
    )
    if problems:
        raise InputError(problems)
    return leaves, numbering.number_book(leaves, depth=book.number_depth, words=book.words)
