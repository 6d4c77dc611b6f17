"""The printed book: all pages as one Typst document, set to PDF.

Nothing of the machine enters the file: fonts come from Typst and matplotlib (the figures' own),
never from the system, and the document carries no date.
"""

from __future__ import annotations

import posixpath
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import matplotlib
import typst

from helpers.errors import CivicVoiceError
from helpers.publishing import pandoc
from helpers.publishing.numbering import Leaf
from helpers.publishing.print_blocks import PrintWriter, literal
from helpers.publishing.project import Book
from helpers.publishing.web import ASSETS, citation_arguments, long_date

# Quarto does not take Typst for "pdf" in conditional content, though it makes one of it.
FORMATS = ("typst",)
_ARGUMENTS = ("--to", "typst-citations", "--wrap=none", "--syntax-highlighting=none")


class TypstError(CivicVoiceError):
    """Typst refused the document; the message is Typst's own."""


def write_pdf(book: Book, leaves: Sequence[Leaf], *, directory: Path, colophon: str) -> Path:
    """Write the PDF of a numbered book with resolved references; returns its path."""
    product = directory / f"{book.output_file}.pdf"
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        _copy_pictures(book, leaves, work=work)
        shutil.copyfile(ASSETS / "book.typ", work / "book.typ")
        main = work / "main.typ"
        main.write_text(preamble(book, colophon) + body_typst(book, leaves), encoding="utf-8")
        _compile(main, product)
    return product


def _compile(main: Path, product: Path) -> None:
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    try:
        typst.compile(
            str(main),
            output=str(product),
            root=str(main.parent),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            timestamp=0,
        )
    except typst.TypstError as error:
        raise TypstError(f"the PDF could not be set: {error}") from error


def preamble(book: Book, colophon: str) -> str:
    """The head of the Typst document: what the layout needs to know."""
    authors = "".join(f"{literal(name)}, " for name in book.authors)
    settings = {
        "title": literal(book.title),
        "subtitle": literal(book.subtitle),
        "authors": f"({authors})",
        "date": literal(long_date(book.date, book.language) if book.date else ""),
        "lang": literal(book.language),
        "contents": literal(book.words["toc-title-document"]),
        "colophon": literal(colophon),
    }
    lines = "".join(f"  {key}: {value},\n" for key, value in settings.items())
    return f'#import "book.typ": *\n#show: book.with(\n{lines})\n\n'


def body_typst(book: Book, leaves: Sequence[Leaf]) -> str:
    """The text of all pages as Typst, with one list of references at the end."""
    chapters = {leaf.href: chapter_label(leaf) for leaf in leaves}
    blocks: list = []
    for leaf in leaves:
        blocks += PrintWriter(leaf, chapters, words=book.words).blocks()
    arguments = list(_ARGUMENTS)
    if any(pandoc.nodes(blocks, "Cite")):
        title = book.words["section-title-references"]
        blocks += [pandoc.raw("typst", f"#heading(level: 1)[#{literal(title)}] <references>")]
        blocks += [pandoc.div("refs", ["references"], [])]
        arguments += citation_arguments(book)
    meta = {"lang": book.language}
    text = pandoc.write(pandoc.document(blocks, meta=meta), arguments, directory=book.directory)
    # Pandoc centres every table; ours start where their captions do.
    return text.replace("align(center)[#table(", "align(left)[#table(")


def chapter_label(leaf: Leaf) -> str:
    """The label of a chapter's heading in print.

    Chapters keep their id when a reference may use it, and are called by their file otherwise.
    """
    if leaf.identifier.startswith("sec-"):
        return leaf.identifier
    return f"chapter--{posixpath.splitext(posixpath.basename(leaf.href))[0]}"


def _copy_pictures(book: Book, leaves: Sequence[Leaf], *, work: Path) -> None:
    for leaf in leaves:
        base = posixpath.dirname(leaf.page.source)
        for image in pandoc.nodes(leaf.blocks, "Image"):
            name = posixpath.normpath(image["c"][2][0])
            path = work / base / name
            path.parent.mkdir(parents=True, exist_ok=True)
            content = leaf.page.files.get(name)
            path.write_bytes(content or (book.directory / base / name).read_bytes())
