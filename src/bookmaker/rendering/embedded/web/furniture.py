"""What stands around a page's text: ways through the site, tools, downloads, colophon.

Everything is plain links in lists. Each list is written twice, once for wide screens and once
inside `<details>` for phones; style sheets show one of them, and it works without scripts. Tools
that need a script are hidden by the style sheet until one runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import PurePosixPath

from bookmaker.project.addresses import relative
from bookmaker.project.description import Book
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Heading, Leaf
from bookmaker.rendering.embedded.web import search


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


# What book.js says by itself.
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


def page_tools(leaf: Leaf, words: Mapping[str, str]) -> str:
    """A notebook's tools: all code at once, its file, and how to run it; other pages have none."""
    if not leaf.page.source.endswith(".ipynb"):
        return ""
    name = PurePosixPath(leaf.page.source).name
    file = f"<code>{escape(name)}</code>"
    then = escape(words["jupyter-then"]).format(name=file)
    return (
        '<div class="page-tools" data-furniture>\n'
        f'<button type="button" class="code-switch needs-script">{escape(words["code-show"])}'
        "</button>\n"
        f'<a href="{escape(name)}" download>{escape(words["notebook-download"])}</a>\n'
        f"<details><summary>{escape(words['jupyter-title'])}</summary>\n"
        f'<p>{escape(words["jupyter-how"])}</p><pre tabindex="0"><code>make lab</code></pre>'
        f"<p>{then}</p></details>\n</div>"
    )


def downloads(book: Book, leaf: Leaf) -> str:
    """Links to the whole book in the formats the project offers."""
    links = [
        f'<li><a href="{escape(relative(f"{book.output_file}.{kind}", leaf.href))}">'
        f"{escape(book.words[f'download-{kind}'])}</a></li>"
        for kind in book.downloads
    ]
    return f'<ul class="downloads">{"".join(links)}</ul>' if links else ""


def colophon(book: Book, imprint: Imprint) -> str:
    """What made the page, of which sources; nothing in it depends on when it was built."""
    parts = [f"{imprint.rendered}, Pagefind {search.version()}."]
    if sources := imprint.sources(book):
        # Russian dates end in a full stop already.
        parts.append(sources.rstrip(".") + ".")
    own = f"<p>{escape(book.footer)}</p>" if book.footer else ""
    return f'{own}<p class="colophon">{escape(" ".join(parts))}</p>'


def script_words(words: Mapping[str, str]) -> str:
    """The words scripts need, as JSON that may stand in a script element."""
    chosen = {key: words[key] for key in _SCRIPT_WORDS}
    return json.dumps(chosen, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
