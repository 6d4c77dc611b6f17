"""What fills the page's template besides its text: titles, lists of links, tools, footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bookmaker.project.addresses import relative
from bookmaker.project.description import Book
from bookmaker.rendering.dates import long_date
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.web import furniture
from bookmaker.rendering.embedded.web.furniture import chapter_title
from bookmaker.rendering.embedded.web.sources import citation_box


@dataclass(frozen=True)
class Site:
    """What all pages share: the book, its pages, its assets, and what made it of which sources."""

    book: Book
    leaves: Sequence[Leaf]
    assets: Sequence[str]
    imprint: Imprint


def page_parts(site: Site, leaf: Leaf) -> dict[str, str]:
    """The template's places for one page."""
    book, words = site.book, site.book.words
    toc = furniture.contents(leaf.headings, book.toc_depth)
    on_page = escape(words["toc-title-website"])
    is_front = leaf is site.leaves[0]
    return {
        "lang": escape(book.language),
        "generator": escape(site.imprint.rendered),
        "authors": escape(", ".join(book.authors)),
        "page_title": tab_title(book, leaf, is_front=is_front),
        "links": asset_links(site.assets, leaf),
        "relations": _relations(site.leaves, leaf),
        "skip": escape(words["skip-to-content"]),
        "home": escape(relative(site.leaves[0].href, leaf.href)),
        "book_title": escape(book.title),
        "contents_word": escape(words["toc-title-document"]),
        "chapters": furniture.chapters(site.leaves, leaf),
        "downloads": furniture.downloads(book, leaf),
        "search_word": escape(words["search-label"]),
        "search_short": escape(words["search-short"]),
        "theme_word": escape(words["theme-label"]),
        **{f"theme_{name}": escape(words[f"theme-{name}"]) for name in ("auto", "light", "dark")},
        "title_block": front_title(book, leaf) if is_front else chapter_block(leaf),
        "page_tools": furniture.page_tools(leaf, words),
        "page_contents": _toc(toc, on_page),
        "page_contents_fold": _toc_fold(toc, on_page),
        "neighbours": furniture.neighbours(site.leaves, leaf, words=words),
        "citation": citation_box(book, leaf, is_front=is_front, day=site.imprint.day),
        "footer": furniture.colophon(book, site.imprint),
        "script_words": furniture.script_words(words),
    }


def tab_title(book: Book, leaf: Leaf, *, is_front: bool) -> str:
    """What the browser's tab says, as HTML."""
    if is_front:
        return escape(book.title)
    number = f"{leaf.number}&nbsp; " if leaf.number else ""
    return f"{number}{escape(leaf.plain_title)} – {escape(book.title)}"


def asset_links(assets: Sequence[str], leaf: Leaf) -> str:
    """Links to style sheets and scripts, which wait until the text stands."""
    addresses = [escape(relative(name, leaf.href)) for name in assets]
    styles = [f'<link rel="stylesheet" href="{a}">' for a in addresses if a.endswith(".css")]
    scripts = [f'<script defer src="{a}"></script>' for a in addresses if a.endswith(".js")]
    return "\n".join([*styles, *scripts])


def _relations(leaves: Sequence[Leaf], leaf: Leaf) -> str:
    place = list(leaves).index(leaf)
    pairs = [("prev", place - 1), ("next", place + 1)]
    return "".join(
        f'\n<link rel="{rel}" href="{escape(relative(leaves[i].href, leaf.href))}">'
        for rel, i in pairs
        if 0 <= i < len(leaves)
    )


def _toc(toc: str, label: str) -> str:
    if not toc:
        return '<div class="toc-wide"></div>'
    title = f'<p class="toc-title">{label}</p>'
    return f'<nav id="TOC" class="toc-wide" aria-label="{label}">{title}{toc}</nav>'


def _toc_fold(toc: str, label: str) -> str:
    if not toc:
        return ""
    nav = f'<nav aria-label="{label}">{toc}</nav>'
    return f'<details class="toc-fold" data-furniture><summary>{label}</summary>{nav}</details>'


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
        lines.append(f'<p class="authors" data-furniture>{escape(", ".join(book.authors))}</p>')
    if book.date:
        lines.append(f'<p class="date">{escape(long_date(book.date, book.language))}</p>')
    header = '<header id="title-block-header" class="front">' + "\n".join(lines) + "</header>"
    heading = f'<h1 id="{escape(leaf.identifier)}" class="unnumbered">{chapter_title(leaf)}</h1>'
    return header + "\n" + heading
