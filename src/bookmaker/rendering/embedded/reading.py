"""A staged project read: its pages parsed once and judged, and counted for each format.

Whatever is wrong is said of all pages together, with file, cell and line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from bookmaker.errors import InputError, Problem
from bookmaker.project import pandoc
from bookmaker.project.description import FILE, Book, Chapter
from bookmaker.project.lines import page_lines, read_text
from bookmaker.project.remembered import NOTHING, Memory
from bookmaker.project.variables import read_variables
from bookmaker.rendering.embedded import (
    features,
    floats,
    links,
    notes,
    numbering,
    pictures,
    references,
)
from bookmaker.rendering.embedded.numbering import Leaf, Target
from bookmaker.rendering.embedded.pages import Page, fill_page, notebook_page, problems_of

# A page with shortcodes filled, and Pandoc's blocks of it.
Read = tuple[Page, list]


def read_all(book: Book) -> dict[str, Read]:
    """Every page with its tree, by its source. Raises `InputError` with all faults of any."""
    pages = read_pages(book)
    trees = read_trees(pages, book.memory)
    check_content(book, pages, trees)
    return {page.source: (page, tree) for page, tree in zip(pages, trees, strict=True)}


def check_project(book: Book) -> None:
    """Raise `InputError` for a staged project with faults that Quarto would pass over."""
    values = read_variables(book.directory)
    pages = [fill_page(_lines_of(book, chapter), values) for chapter in book.chapters]
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


def read_pages(book: Book) -> list[Page]:
    """The pages of the staged project with shortcodes filled and features checked.

    Raises `InputError` with the problems of all pages together.
    """
    values = read_variables(book.directory)
    pages: list[Page] = []
    problems: list[Problem] = []
    for chapter in book.chapters:
        try:
            pages.append(read_page(book, chapter, values))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return pages


def read_page(book: Book, chapter: Chapter, values: Mapping[str, str]) -> Page:
    """One page with shortcodes filled from `values`. Raises `InputError` with all its problems."""
    page = _lines_of(book, chapter)
    problems = features.check_page(page)
    try:
        page = fill_page(page, values)
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    return page


def _lines_of(book: Book, chapter: Chapter) -> Page:
    """A notebook or a page of Markdown, as lines of Markdown."""
    path = book.directory / chapter.source
    if not path.is_file():
        raise InputError([Problem(FILE, "", "book.chapters", f"{chapter.source} is missing")])
    if chapter.is_notebook:
        return notebook_page(path, chapter.source, defaults=book.options)
    return Page(chapter.source, page_lines(read_text(path, chapter.source), chapter.source))


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
