"""A page of the site: a chapter's text, and around it the ways through the book, tools, colophon.

What stands where is said by the template `assets/page.html`; this gives it what it says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from bookmaker.project.addresses import relative
from bookmaker.project.description import Book
from bookmaker.rendering.dates import long_date
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Heading, Leaf, parts_of
from bookmaker.rendering.embedded.web import search
from bookmaker.rendering.embedded.web.how_to_cite import bibtex, in_words
from bookmaker.templates import template

ASSETS = Path(__file__).parent / "assets"

# A page's title stands outside its text; the marks of its notes come with the text.
TITLE_NOTES = "title-notes"
_TITLE_NOTES = re.compile(rf'<div class="{TITLE_NOTES}">\s*(.*?)\s*</div>\s*', re.DOTALL)

# What scripts say by themselves: book.js and enlarge.js.
_SCRIPT_WORDS = (
    "copy",
    "copied",
    "enlarge",
    "close",
    "code-show",
    "code-hide",
    "search-none",
    "search-found",
    "search-offline",
)


@dataclass(frozen=True)
class Site:
    """What all pages share: the book, its pages, its assets, and what made it of which sources."""

    book: Book
    leaves: Sequence[Leaf]
    assets: Sequence[str]
    imprint: Imprint

    def with_leaf(self, leaf: Leaf, place: int) -> Site:
        """The same with a page in the place of another."""
        leaves = [*self.leaves[:place], leaf, *self.leaves[place + 1 :]]
        return replace(self, leaves=leaves)


def page_html(site: Site, leaf: Leaf, body: str) -> str:
    """A whole page around its text, which is HTML already."""
    book, leaves = site.book, list(site.leaves)
    place, is_front, day = leaves.index(leaf), leaf is leaves[0], site.imprint.day
    source = PurePosixPath(leaf.page.source)
    marks = _TITLE_NOTES.search(body)
    return template(ASSETS / "page.html").render(
        book=book,
        words=book.words,
        authors=", ".join(book.authors),
        date=long_date(book.date, book.language),
        rendered=site.imprint.rendered,
        assets=site.assets,
        leaves=leaves,
        parts=parts_of(leaves),
        leaf=leaf,
        is_front=is_front,
        before=leaves[place - 1] if place else None,
        after=leaves[place + 1] if place + 1 < len(leaves) else None,
        link=lambda href: relative(href, leaf.href),
        notebook=source.name if source.suffix == ".ipynb" else "",
        contents=Markup(contents(leaf.headings, book.toc_depth)),
        title_notes=Markup(marks[1]) if marks else "",
        body=Markup(_TITLE_NOTES.sub("", body)),
        cited=in_words(book, leaf, is_front=is_front, day=day),
        bibtex=bibtex(book, leaf, is_front=is_front, day=day),
        colophon=colophon(book, site.imprint),
        script_words=Markup(script_words(book.words)),
    )


def contents(headings: Sequence[Heading], depth: int) -> str:
    """A page's headings down to a level, as nested lists; empty when there are none."""
    parts: list[str] = []
    open_levels: list[int] = []
    for heading in (h for h in headings if h.level <= depth):
        while open_levels and open_levels[-1] > heading.level:
            parts.append("</li></ul>")
            open_levels.pop()
        if open_levels and open_levels[-1] == heading.level:
            parts.append("</li>")
        else:
            parts.append("<ul>")
            open_levels.append(heading.level)
        parts.append(f'<li><a href="#{escape(heading.identifier)}">{_label(heading)}</a>')
    return "".join([*parts, "</li></ul>" * len(open_levels)])


def _label(heading: Heading) -> str:
    number = f'<span class="header-section-number">{heading.number}</span> '
    return (number if heading.number else "") + escape(heading.title)


def colophon(book: Book, imprint: Imprint) -> str:
    """What made the page, of which sources; nothing in it depends on when it was built."""
    parts = [f"{imprint.rendered}, Pagefind {search.version()}."]
    if sources := imprint.sources(book):
        # Russian dates end in a full stop already.
        parts.append(sources.rstrip(".") + ".")
    return " ".join(parts)


def script_words(words: Mapping[str, str]) -> str:
    """The words scripts need, as JSON that may stand in a script element."""
    chosen = {key: words[key] for key in _SCRIPT_WORDS}
    return json.dumps(chosen, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
