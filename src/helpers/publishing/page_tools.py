"""What stands around the text of a page: tools at its head, downloads, colophon, words for scripts.

Tools that need a script are hidden by the style sheet until one runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from html import escape
from pathlib import PurePosixPath

from babel.dates import format_date

from helpers.publishing import search
from helpers.publishing.crossrefs import relative
from helpers.publishing.numbering import Leaf
from helpers.publishing.project import Book

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


def colophon(book: Book, rendered: str, *, day: date | None) -> str:
    """What made the page, of which sources; nothing in it depends on when it was built."""
    parts = [f"{rendered}, Pagefind {search.version()}."]
    if day:
        said = format_date(day, "long", locale=book.language)
        # Russian dates end in a full stop already.
        parts.append(book.words["sources-of"].format(date=said).rstrip(".") + ".")
    own = f"<p>{escape(book.footer)}</p>" if book.footer else ""
    return f'{own}<p class="colophon">{escape(" ".join(parts))}</p>'


def script_words(words: Mapping[str, str]) -> str:
    """The words scripts need, as JSON that may stand in a script element."""
    chosen = {key: words[key] for key in _SCRIPT_WORDS}
    return json.dumps(chosen, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
