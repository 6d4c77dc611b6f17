"""What a page says, whatever renderer wrote it: headings, numbers, references, pictures, text.

Only `main` is read. What a site adds around the text (buttons, tables of contents, downloads) is
furniture: known by its element, or marked with the attribute `data-furniture`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

FURNITURE = (
    *("[data-furniture]", "nav", "button", "script", "style", "template", "a[aria-hidden=true]"),
    *(".anchor", ".callout-kind", ".only-heard", ".page-tools", ".toc-fold"),
    # Quarto's own.
    *(".anchorjs-link", ".callout-icon-container", ".dropdown-menu", ".keywords"),
    *(".quarto-title-meta", ".screen-reader-only"),
)
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl"),
        *("dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "math", "ol", "p", "pre", "section", "summary", "table"),
        *("td", "th", "tr", "ul"),
    ]
)
_HEADING = re.compile(r"^h[1-6]$")
_FLOAT = re.compile(r"^(?:fig|tbl)-")
_CAPTION = re.compile(r"^(\w+ \d+(?:\.\d+)*) ?[:.]")


@dataclass(frozen=True)
class PageContent:
    """What one page says, each part in reading order.

    `headings` are (level, id, text); `captions` (id, number as printed); `references` (text of the
    link, page and anchor it leads to); `pictures` alternative texts; `text` one line per block.
    """

    headings: tuple[tuple[str, ...], ...]
    captions: tuple[tuple[str, ...], ...]
    references: tuple[tuple[str, ...], ...]
    pictures: tuple[str, ...]
    text: tuple[str, ...]


def read_page(root: Path, name: str) -> PageContent:
    """The content of a page of the book at `root`; `name` is its address below it."""
    page = BeautifulSoup((root / name).read_text(encoding="utf-8"), "html.parser")
    main = page.find("main") or page.body or page
    for tag in main.select(", ".join(FURNITURE)):
        tag.decompose()
    return PageContent(
        headings=tuple(_headings(main)),
        captions=tuple(_captions(main)),
        references=tuple(_references(main, name)),
        pictures=tuple(_plain(str(image.get("alt", ""))) for image in main.find_all("img")),
        text=tuple(text_lines(main)),
    )


def text_lines(tag: Tag) -> list[str]:
    """The text of each block below `tag`, white space normalised, empty ones left out.

    >>> page = BeautifulSoup("<div>One <b>and</b>\\n two<p>three</p>four</div>", "html.parser")
    >>> text_lines(page)
    ['One and two', 'three', 'four']
    """
    pieces = "".join(_pieces(tag)).split("\0")
    return [line for line in map(_plain, pieces) if line]


def _pieces(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, NavigableString):
            yield str(child)
        elif isinstance(child, Tag):
            edge = "\0" if child.name in _BLOCKS else ""
            yield edge
            yield from _pieces(child)
            yield edge


def _plain(text: str) -> str:
    return " ".join(text.split())


def _headings(main: Tag) -> Iterator[tuple[str, ...]]:
    for heading in main.find_all(_HEADING):
        yield (heading.name, _heading_id(heading), _plain(heading.get_text()))


def _heading_id(heading: Tag) -> str:
    """The anchor of a heading: its own, its section's, or that of the span in a chapter's title."""
    section = heading.parent if heading.parent and heading.parent.name == "section" else None
    inner = heading.find(id=True)
    owner = next((tag for tag in (heading, section, inner) if tag and tag.get("id")), None)
    return str(owner["id"]) if owner else ""


def _captions(main: Tag) -> Iterator[tuple[str, ...]]:
    for caption in main.find_all("figcaption"):
        match = _CAPTION.match(_plain(caption.get_text()))
        if match:
            owner = caption.find_parent(id=_FLOAT)
            yield (str(owner["id"]) if owner else "", match[1])


def _references(main: Tag, name: str) -> Iterator[tuple[str, ...]]:
    for link in main.find_all("a", href=True):
        text, target = _plain(link.get_text()), link_target(name, str(link["href"]))
        if text and not _is_own_anchor(link, target):
            yield (text, target)


def _is_own_anchor(link: Tag, target: str) -> bool:
    """Whether a caption's link leads to its own figure: an address to copy, no reference."""
    owner = link.find_parent("figcaption") and link.find_parent(id=_FLOAT)
    return bool(owner) and target.endswith(f"#{owner['id']}")


def link_target(name: str, address: str) -> str:
    """Where a link on page `name` leads: a page of the book with its anchor, or an address.

    >>> link_target("notebooks/a.html", "../notebooks/b.html#x"), link_target("a.html", "#y")
    ('notebooks/b.html#x', 'a.html#y')
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    path = unquote(parts.path)
    page = normpath(str(PurePosixPath(name).parent / path)) if path else name
    return f"{page}#{unquote(parts.fragment)}" if parts.fragment else page
