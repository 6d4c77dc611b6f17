"""The book as DOCX, for those who comment, and as EPUB, for those who read on a small device.

Both are written by Pandoc from the same numbered pages as site and PDF. Their bytes depend on the
book alone: times are fixed, and the identifier of the EPUB is made of what stands in it.
"""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from bookmaker.project import pandoc
from bookmaker.project.description import Book
from bookmaker.project.pandoc import Node, div, texts
from bookmaker.project.remembered import files_in
from bookmaker.rendering.dates import VARIABLE, epoch, long_date
from bookmaker.rendering.embedded.citations import citation_arguments
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.paper.docx_parts import contents, write_reference
from bookmaker.rendering.embedded.paper.office_blocks import OfficeWriter, Pictures
from bookmaker.rendering.embedded.paper.pictures import as_png, without_document_types, write_cover
from bookmaker.rendering.embedded.paper.refusals import placing
from bookmaker.rendering.embedded.paper.whole_book import (
    ASSETS,
    copy_pictures,
    keywords,
    labels_of,
    notes,
    printed,
)
from bookmaker.rendering.embedded.sizes import COLUMN_WIDTHS

# Names of the book that do not change from build to build.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "civic-voice")


def write_docx(book: Book, leaves: Sequence[Leaf], *, directory: Path, imprint: Imprint) -> Path:
    """Write the DOCX of a numbered book with resolved references; returns its path."""
    product = directory / f"{book.output_file}.docx"
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        copies = copy_pictures(book, printed(leaves), work=work)
        figures = book.directory / "figures"
        pictures = as_png(copies, work=work, figures=figures, memory=book.memory)
        colophon = _small([*book.credits, *notes(book, imprint)])
        front = [colophon, *contents(book, printed(leaves))]
        blocks = [*front, *_pages(book, leaves, pictures=pictures)]
        reference = write_reference(work / "reference.docx")
        arguments = ["--to", "docx", f"--reference-doc={reference}", f"--resource-path={work}"]
        day = long_date(book.date, book.language)
        with placing(leaves):
            content = _written(
                book, blocks, arguments=arguments, day=day, imprint=imprint, work=work
            )
        product.write_bytes(content)
    return product


def write_epub(book: Book, leaves: Sequence[Leaf], *, directory: Path, imprint: Imprint) -> Path:
    """Write the EPUB of a numbered book with resolved references; returns its path."""
    product = directory / f"{book.output_file}.epub"
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        without_document_types(copy_pictures(book, printed(leaves), work=work))
        blocks = _pages(book, leaves, pictures=lambda path: (path, ""))
        blocks += [div("", ["colophon"], [_small(notes(book, imprint))])]
        cover = write_cover(book, work / "cover.png")
        arguments = [
            *("--to", "epub3", "--mathml", "--split-level=1", "--toc", "--toc-depth=2"),
            *(f"--css={ASSETS / 'epub.css'}", f"--epub-cover-image={cover}"),
            f"--resource-path={work}",
        ]
        with placing(leaves):
            content = _written(
                book, blocks, arguments=arguments, day=book.date, imprint=imprint, work=work
            )
        product.write_bytes(content)
    return product


def _pages(book: Book, leaves: Iterable[Leaf], *, pictures: Pictures) -> list[Node]:
    shown = printed(leaves)
    labels = labels_of(shown)
    writers = (OfficeWriter(leaf, labels, words=book.words, pictures=pictures) for leaf in shown)
    return [block for writer in writers for block in writer.blocks()]


def _small(paragraphs: Iterable[str]) -> Node:
    said = [{"t": "Para", "c": texts(paragraph)} for paragraph in paragraphs]
    return div("", [], said, custom_style="Colophon")


def _written(
    book: Book,
    blocks: list[Node],
    *,
    arguments: list[str],
    day: str,
    imprint: Imprint,
    work: Path,
) -> bytes:
    """The document; in `work` are its pictures, and nothing else that Pandoc does not read."""
    if any(pandoc.nodes(blocks, "Cite")):
        title = texts(book.words["section-title-references"])
        blocks = [
            *blocks,
            {"t": "Header", "c": [1, ["references", ["unnumbered"], []], title]},
            div("refs", ["references"], []),
        ]
        arguments = [*arguments, *citation_arguments(book)]
    document = {**pandoc.document(blocks), "meta": metadata(book, blocks, day=day)}
    content = json.dumps(document)
    product = work / "written"
    arguments += [COLUMN_WIDTHS, "--wrap=none", "--syntax-highlighting=none", "-o", str(product)]
    environment = {VARIABLE: str(epoch(imprint.day))}

    def write() -> bytes:
        options = {"directory": book.directory, "environment": environment}
        pandoc.write(content, arguments, **options)
        return product.read_bytes()

    # Where it is made does not decide what is made.
    decided_by = pandoc.deciding(content, arguments, book.directory)
    decided_by = (
        each.replace(str(work), "") if isinstance(each, str) else each for each in decided_by
    )
    return book.memory.answer(chain(environment.values(), decided_by, files_in(work)), write)


def metadata(book: Book, blocks: list[Node], *, day: str) -> dict[str, Node]:
    """What the document says about itself: title, authors, date, language, keywords, identifier."""
    identifier = uuid.uuid5(NAMESPACE, json.dumps(blocks, sort_keys=True))
    plain = {
        "title": book.title,
        "subtitle": book.subtitle,
        "date": day,
        "lang": book.language,
        "identifier": f"urn:uuid:{identifier}",
        "toc-title": book.words["toc-title-document"],
        # On the title page of the EPUB.
        "rights": " ".join(book.credits),
    }
    meta = {key: _text(value) for key, value in plain.items() if value}
    meta["author"] = {"t": "MetaList", "c": [_text(name) for name in book.authors]}
    words = keywords(book)
    if words:
        meta["keywords"] = meta["subject"] = {"t": "MetaList", "c": [_text(w) for w in words]}
    return meta


def _text(value: str) -> Node:
    return {"t": "MetaInlines", "c": texts(value)}
