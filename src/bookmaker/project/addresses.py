"""Addresses of pages and parts of pages, relative to the page that links to them."""

from __future__ import annotations

import posixpath
import re

_SOURCE = re.compile(r"(?P<path>[^#:?]+)\.(?:qmd|ipynb)(?P<anchor>#.*)?")

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def relative(href: str, base: str) -> str:
    """A link from one page to another; only the anchor within the same page.

    >>> relative("notebooks/01.html#fig-a", "index.html")
    'notebooks/01.html#fig-a'
    >>> relative("notebooks/01.html#fig-a", "notebooks/01.html")
    '#fig-a'
    >>> relative("notebooks/01.html", "notebooks/00.html")
    '01.html'
    """
    path, _, anchor = href.partition("#")
    if path == base and anchor:
        return f"#{anchor}"
    short = posixpath.relpath(path, posixpath.dirname(base) or ".")
    return f"{short}#{anchor}" if anchor else short


def is_elsewhere(target: str) -> bool:
    """Whether an address leads out of the project: to another host, or by a scheme of its own.

    >>> is_elsewhere("mailto:a@b.kz"), is_elsewhere("//a.example/b"), is_elsewhere("a/b.svg")
    (True, True, False)
    """
    return bool(_ELSEWHERE.match(target))


def page_link(target: str) -> str:
    """A link to a source file of the book as a link to its page.

    >>> page_link("00_methodology.ipynb#sec-scale")
    '00_methodology.html#sec-scale'
    >>> page_link("https://example.org/a.ipynb")
    'https://example.org/a.ipynb'
    """
    match = _SOURCE.fullmatch(target)
    return f"{match['path']}.html{match['anchor'] or ''}" if match else target
