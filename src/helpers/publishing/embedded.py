"""The embedded renderer: the staged project to site, PDF, DOCX and EPUB, with Pandoc and Typst.

It reads nothing but the staged project. A page is parsed once; each format then takes its own
copy through the same steps: conditional content, floats, numbers, references.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version as package_version
from pathlib import Path

from helpers import paths
from helpers.errors import InputError, Problem
from helpers.publishing import crossrefs, features, floats, numbering, office, pandoc, pdf, web
from helpers.publishing.edition import Edition, replacing
from helpers.publishing.notebook_pages import notebook_page
from helpers.publishing.numbering import Leaf, Target
from helpers.publishing.pages import Page
from helpers.publishing.project import FILE, Book, Chapter, read_book
from helpers.publishing.resources import copy_resources
from helpers.publishing.shortcodes import fill_page
from helpers.publishing.staging import page_lines
from helpers.publishing.variables import read_variables


def version() -> str:
    """What renders: the versions of Pandoc and Typst."""
    return f"Pandoc {pandoc.version()}, Typst {package_version('typst')}"


def render(language: str, *, outputs: Path = paths.OUTPUTS) -> list[Path]:
    """Render the staged project of an edition into its book directory; returns its files.

    Raises `InputError`, with file, cell and line, for whatever the book says that cannot be
    rendered: a shortcode without a value, an unknown feature, an unknown reference. The book that
    was there stays when this one fails.
    """
    edition = Edition(language, outputs=outputs)
    book = staged_book(edition)
    pages = read_pages(book)
    trees = read_trees(pages)
    with replacing(edition.book) as directory:
        colophon = f"{book.words['rendered-by']} {version()}"
        leaves = prepare(book, pages, trees=trees, formats=web.FORMATS)
        products = web.write_site(book, leaves, directory=directory, colophon=colophon)
        copy_resources(book, directory)
        for names, write in paper_formats(book):
            leaves = prepare(book, pages, trees=trees, formats=names)
            products.append(write(book, leaves, directory=directory, colophon=colophon))
        names = [path.relative_to(directory) for path in products]
    return [edition.book / name for name in names]


def staged_book(edition: Edition) -> Book:
    """The description of an edition's staged project. Raises `InputError` when there is none."""
    if not (edition.site / FILE).is_file():
        message = f"no staged project of edition '{edition.language}'; stage it first (`make book`)"
        raise InputError([Problem(FILE, "", "", message)])
    return read_book(edition.site)


def read_trees(pages: Sequence[Page]) -> list[list]:
    """Pandoc's blocks of each page."""
    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(lambda page: pandoc.read(page.text)["blocks"], pages))


def paper_formats(book: Book) -> list[office.Format]:
    """The PDF, and the other formats that `book: downloads:` lists."""
    listed = [office.FORMATS[name] for name in book.downloads if name in office.FORMATS]
    return [office.Format(pdf.FORMATS, pdf.write_pdf), *listed]


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
        return notebook_page(path, chapter.source, defaults=book.html)
    return Page(chapter.source, page_lines(path.read_text(encoding="utf-8"), chapter.source))


def prepare(
    book: Book, pages: Sequence[Page], *, trees: Sequence[list], formats: Sequence[str]
) -> list[Leaf]:
    """The book for one format: content selected, everything numbered, references resolved."""
    leaves, targets = number(book, pages, trees=trees, formats=formats)
    problems = [p for leaf in leaves for p in crossrefs.resolve(leaf, targets, words=book.words)]
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
            leaves.append(numbering.take_title(page, chapter.href, blocks=blocks))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return leaves, numbering.number_book(leaves, depth=book.number_depth, words=book.words)
