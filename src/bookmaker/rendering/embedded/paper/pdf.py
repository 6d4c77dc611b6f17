"""The printed book: all pages as one Typst document, set to PDF.

Nothing of the machine enters the file: fonts come from Typst and matplotlib (the figures' own),
never from the system, and the document carries no date.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bookmaker.errors import InputError, Problem
from bookmaker.project import pandoc
from bookmaker.project.description import FILE, Book
from bookmaker.rendering.dates import long_date
from bookmaker.rendering.embedded.citations import citation_arguments
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Leaf, parts_of
from bookmaker.rendering.embedded.paper.pictures import set_pdf
from bookmaker.rendering.embedded.paper.refusals import placing, set_or_place
from bookmaker.rendering.embedded.paper.typst_blocks import PrintWriter, array, literal
from bookmaker.rendering.embedded.paper.whole_book import (
    ASSETS,
    copy_pictures,
    keywords,
    labels_of,
    notes,
    printed,
)
from bookmaker.rendering.embedded.sizes import COLUMN_WIDTHS

_ARGUMENTS = (
    *("--to", "typst-citations", "--wrap=none", "--syntax-highlighting=none"),
    COLUMN_WIDTHS,
)


def write_pdf(book: Book, leaves: Sequence[Leaf], *, directory: Path, imprint: Imprint) -> Path:
    """Write the PDF of a numbered book with resolved references; returns its path.

    Raises `InputError` with the page and line of what Typst refuses.
    """
    product = directory / f"{book.output_file}.pdf"
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        copy_pictures(book, leaves, work=work)
        shutil.copyfile(ASSETS / "book.typ", work / "book.typ")
        main = work / "main.typ"

        def set_pages(some: Sequence[Leaf]) -> None:
            main.write_text(preamble(book, imprint) + body_typst(book, some), encoding="utf-8")
            set_pdf(main, product, book.memory)

        with placing(leaves):
            set_or_place(leaves, set_pages)
        return product


def preamble(book: Book, imprint: Imprint) -> str:
    """The head of the Typst document: what the layout needs to know."""
    settings = {
        "title": literal(book.title),
        "subtitle": literal(book.subtitle),
        "authors": array(book.authors),
        "date": literal(long_date(book.date, book.language)),
        "credits": array(book.footer),
        "lang": literal(book.language),
        "keywords": array(keywords(book)),
        "notes": array(notes(book, imprint)),
        "contents": literal(book.words["toc-title-document"]),
        "figures": literal(book.words["crossref-lof-title"]),
        "tables": literal(book.words["crossref-lot-title"]),
    }
    lines = "".join(f"  {key}: {value},\n" for key, value in settings.items())
    return f'#import "book.typ": *\n{included(book)}#show: book.with(\n{lines})\n\n'


def included(book: Book) -> str:
    """Typst that the description puts before the text: `include-before-body: text:`.

    Raises `InputError` for a file in its place, which Quarto would read.
    """
    part = book.typst.get("include-before-body") or {"text": ""}
    if not isinstance(part, Mapping) or "text" not in part:
        message = "is not supported by the embedded renderer but as 'text:'; write the Typst there"
        raise InputError([Problem(FILE, "", "format.typst.include-before-body", message)])
    return str(part["text"])


def body_typst(book: Book, leaves: Sequence[Leaf]) -> str:
    """The text of all pages as Typst, with one list of references at the end."""
    labels = labels_of(printed(leaves))
    blocks: list = []
    for part, pages in parts_of(printed(leaves)):
        for leaf in pages:
            opened = part if leaf is pages[0] else ""
            blocks += PrintWriter(leaf, labels, words=book.words, part=opened).blocks()
    arguments = list(_ARGUMENTS)
    if any(pandoc.nodes(blocks, "Cite")):
        title = book.words["section-title-references"]
        blocks += [pandoc.raw("typst", f"#heading(level: 1)[#{literal(title)}] <references>")]
        blocks += [pandoc.div("refs", ["references"], [])]
        arguments += citation_arguments(book)
    meta = {"lang": book.language}
    content, directory = json.dumps(pandoc.document(blocks, meta=meta)), book.directory
    text = book.memory.text(
        pandoc.deciding(content, arguments, directory),
        lambda: pandoc.write(content, arguments, directory=directory),
    )
    # Pandoc centres every table; ours start where their captions do.
    return text.replace("align(center)[#table(", "align(left)[#table(")
