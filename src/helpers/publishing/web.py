"""The HTML site: one page per chapter, a style sheet, pictures as files, no script.

Nothing here asks another host for anything, and every link is relative: the site works from a
folder and from any path of a web server.
"""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import escape
from pathlib import Path
from string import Template

from babel.dates import format_date

from helpers.publishing import navigation, pandoc
from helpers.publishing.crossrefs import relative
from helpers.publishing.navigation import chapter_title
from helpers.publishing.numbering import Heading, Leaf
from helpers.publishing.pandoc import Node
from helpers.publishing.project import Book
from helpers.publishing.web_blocks import PageWriter

FORMATS = ("html",)
ASSETS = Path(__file__).parent / "assets"
_SITE_ASSETS = "site_libs"


def write_site(book: Book, leaves: Sequence[Leaf], *, directory: Path, colophon: str) -> list[Path]:
    """Write the site of a numbered book with resolved references; returns its pages in order."""
    libs = directory / _SITE_ASSETS
    libs.mkdir(parents=True)
    shutil.copyfile(ASSETS / "book.css", libs / "book.css")
    template = Template((ASSETS / "page.html").read_text(encoding="utf-8"))
    with ThreadPoolExecutor(max_workers=4) as pool:
        bodies = list(pool.map(lambda leaf: body_html(book, leaf, directory=directory), leaves))
    written = []
    for leaf, body in zip(leaves, bodies, strict=True):
        path = directory / leaf.href
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = page_parts(book, leaves, leaf=leaf, colophon=colophon)
        path.write_text(template.substitute(parts, body=body), encoding="utf-8")
        written.append(path)
    return written


def body_html(book: Book, leaf: Leaf, *, directory: Path) -> str:
    """A chapter's text as HTML; its pictures are written beside it."""
    pictures = _copy_pictures(book, leaf, directory=directory)
    blocks = PageWriter(book.words, pictures).blocks(leaf.blocks)
    arguments = ["--to", "html5", "--mathml", "--section-divs", "--wrap=none"]
    if any(pandoc.nodes(blocks, "Cite")):
        blocks = [*blocks, *references(leaf, book.words["section-title-references"])]
        arguments += citation_arguments(book)
    meta = {"lang": book.language}
    html = pandoc.write(pandoc.document(blocks, meta=meta), arguments, directory=book.directory)
    # A box that scrolls must be reachable by keyboard.
    return html.replace('<pre class="sourceCode', '<pre tabindex="0" class="sourceCode')


def citation_arguments(book: Book) -> list[str]:
    """Pandoc's arguments for citations in the style of the project."""
    files = [f"--bibliography={name}" for name in book.bibliography]
    style = [f"--csl={book.csl}"] if book.csl else []
    return ["--citeproc", "--metadata=link-citations:true", *files, *style]


def references(leaf: Leaf, title: str) -> list[Node]:
    """The heading and the empty place of a page's list of references."""
    leaf.headings.append(Heading(2, "references", "", title))
    heading = [2, ["references", ["unnumbered"], []], [{"t": "Str", "c": title}]]
    return [{"t": "Header", "c": heading}, pandoc.div("refs", ["references"], [])]


def _copy_pictures(book: Book, leaf: Leaf, *, directory: Path) -> dict[str, bytes]:
    """Write the pictures a page shows, by their path relative to the page."""
    pictures = dict(leaf.page.files)
    base = posixpath.dirname(leaf.page.source)
    for image in pandoc.nodes(leaf.blocks, "Image"):
        name = posixpath.normpath(image["c"][2][0])
        if name not in pictures:
            pictures[name] = (book.directory / base / name).read_bytes()
    for name, content in pictures.items():
        path = directory / base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return pictures


def page_parts(book: Book, leaves: Sequence[Leaf], *, leaf: Leaf, colophon: str) -> dict[str, str]:
    """What fills the page's template besides its text."""
    toc = navigation.contents(leaf.headings, book.toc_depth)
    on_page = escape(book.words["toc-title-website"])
    is_front = leaf is leaves[0]
    return {
        "lang": escape(book.language),
        "generator": escape(colophon),
        "authors": escape(", ".join(book.authors)),
        "page_title": escape(book.title)
        if is_front
        else f"{_tab_title(leaf)} – {escape(book.title)}",
        "assets": relative(_SITE_ASSETS, leaf.href),
        "relations": _relations(leaves, leaf),
        "skip": escape(book.words["skip-to-content"]),
        "home": escape(relative(leaves[0].href, leaf.href)),
        "book_title": escape(book.title),
        "contents_word": escape(book.words["toc-title-document"]),
        "chapters": navigation.chapters(leaves, leaf),
        "pdf_link": _pdf_link(book, leaf),
        "title_block": front_title(book, leaf) if is_front else chapter_block(leaf),
        "page_contents": _toc(toc, on_page, name="toc-wide"),
        "page_contents_fold": _toc_fold(toc, on_page),
        "neighbours": navigation.neighbours(leaves, leaf, words=book.words),
        "footer": _footer(book, colophon),
    }


def _tab_title(leaf: Leaf) -> str:
    number = f"{leaf.number}&nbsp; " if leaf.number else ""
    return number + escape(leaf.plain_title)


def _relations(leaves: Sequence[Leaf], leaf: Leaf) -> str:
    place = list(leaves).index(leaf)
    pairs = [("prev", place - 1), ("next", place + 1)]
    return "".join(
        f'\n<link rel="{rel}" href="{escape(relative(leaves[i].href, leaf.href))}">'
        for rel, i in pairs
        if 0 <= i < len(leaves)
    )


def _pdf_link(book: Book, leaf: Leaf) -> str:
    if not book.offers_pdf:
        return ""
    href = escape(relative(f"{book.output_file}.pdf", leaf.href))
    return f'<p class="download"><a href="{href}">{escape(book.words["download-pdf"])}</a></p>'


def _toc(toc: str, label: str, *, name: str) -> str:
    if not toc:
        return f'<div class="{name}"></div>'
    title = f'<p class="toc-title">{label}</p>'
    return f'<nav id="TOC" class="{name}" aria-label="{label}">{title}{toc}</nav>'


def _toc_fold(toc: str, label: str) -> str:
    if not toc:
        return ""
    nav = f'<nav aria-label="{label}">{toc}</nav>'
    return f'<details class="toc-fold"><summary>{label}</summary>{nav}</details>'


def chapter_block(leaf: Leaf) -> str:
    """The title at the head of a chapter."""
    mark = f' id="{escape(leaf.identifier)}" class="quarto-section-identifier"'
    title = f"<span{mark}>{chapter_title(leaf)}</span>"
    return f'<header id="title-block-header"><h1 class="title">{title}</h1></header>'


def front_title(book: Book, leaf: Leaf) -> str:
    """The title page: title, subtitle, authors, date, and the front text's own heading."""
    lines = [f'<h1 class="title">{escape(book.title)}</h1>']
    if book.subtitle:
        lines.append(f'<p class="subtitle">{escape(book.subtitle)}</p>')
    if book.authors:
        lines.append(f'<p class="authors">{escape(", ".join(book.authors))}</p>')
    if book.date:
        lines.append(f'<p class="date">{escape(long_date(book.date, book.language))}</p>')
    header = '<header id="title-block-header" class="front">' + "\n".join(lines) + "</header>"
    heading = f'<h1 id="{escape(leaf.identifier)}" class="unnumbered">{chapter_title(leaf)}</h1>'
    return header + "\n" + heading


def long_date(text: str, language: str) -> str:
    """An ISO date in the words of a language; other text stays as it is.

    >>> long_date("2026-01-15", "en")
    'January 15, 2026'
    """
    try:
        return format_date(date.fromisoformat(text), "long", locale=language)
    except ValueError:
        return text


def _footer(book: Book, colophon: str) -> str:
    own = f"<p>{escape(book.footer)}</p>" if book.footer else ""
    return f'{own}<p class="colophon">{escape(colophon)}</p>'
