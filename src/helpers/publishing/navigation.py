"""Ways through the site: chapter list, table of contents of a page, previous and next.

Everything is plain links in lists. Each list is written twice, once for wide screens and once
inside `<details>` for phones; style sheets show one of them, and it works without scripts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from helpers.publishing.crossrefs import relative
from helpers.publishing.numbering import Heading, Leaf


def chapter_title(leaf: Leaf) -> str:
    """A chapter's number and title as HTML, marked as Quarto marks them."""
    title = escape(leaf.plain_title)
    if not leaf.number:
        return title
    number = f'<span class="chapter-number">{leaf.number}</span>&nbsp; '
    return f'{number}<span class="chapter-title">{title}</span>'


def chapters(leaves: Sequence[Leaf], current: Leaf) -> str:
    """The book's chapters as a list; the one being read is marked."""
    items = []
    for leaf in leaves:
        here = ' aria-current="page"' if leaf is current else ""
        href = escape(relative(leaf.href, current.href))
        items.append(f'<li><a href="{href}"{here}>{chapter_title(leaf)}</a></li>')
    return "<ul>\n" + "\n".join(items) + "\n</ul>"


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


def neighbours(leaves: Sequence[Leaf], current: Leaf, *, words: Mapping[str, str]) -> str:
    """Links to the page before and the page after."""
    place = list(leaves).index(current)
    before = leaves[place - 1] if place else None
    after = leaves[place + 1] if place + 1 < len(leaves) else None
    links = [
        _neighbour(before, current, rel="prev", word=words["nav-previous"]),
        _neighbour(after, current, rel="next", word=words["nav-next"]),
    ]
    label = escape(f"{words['nav-previous']} / {words['nav-next']}")
    return f'<nav class="page-navigation" aria-label="{label}">{"".join(links)}</nav>'


def _neighbour(leaf: Leaf | None, current: Leaf, *, rel: str, word: str) -> str:
    if leaf is None:
        return ""
    href = escape(relative(leaf.href, current.href))
    return (
        f'<a class="nav-page-{rel}" rel="{rel}" href="{href}">'
        f'<span class="nav-word">{escape(word)}</span> {chapter_title(leaf)}</a>'
    )
