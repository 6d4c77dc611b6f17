"""Names for pictures: what an SVG file calls itself when it is opened, or read aloud, on its own.

In a page the picture has the page's alternative text. The file that a reader downloads has left
the page, so title and description go into it.
"""

from __future__ import annotations

import re
from html import escape

_ROOT = re.compile(r"<svg\b[^>]*>")


def named(svg: str, identifier: str, *, title: str, description: str) -> str:
    """The SVG with role, title and description; its drawing and its text stay as they are.

    `identifier` is the figure's label, unique in the book. A picture that already says what it is
    called by is left alone.

    >>> named("<svg><g/></svg>", "fig-a", title="Needs", description="")
    '<svg role="img" aria-labelledby="fig-a-title"><title id="fig-a-title">Needs</title><g/></svg>'
    """
    root = _ROOT.search(svg)
    if not root or "aria-labelledby" in root[0]:
        return svg
    attributes = f' role="img" aria-labelledby="{identifier}-title"'
    parts = [_element("title", identifier, title)]
    if description:
        attributes += f' aria-describedby="{identifier}-desc"'
        parts.append(_element("desc", identifier, description))
    opening = f"{root[0][:-1].rstrip()}{attributes}>{''.join(parts)}"
    return svg[: root.start()] + opening + svg[root.end() :]


def _element(name: str, identifier: str, text: str) -> str:
    return (
        f'<{name} id="{identifier}-{name}">{escape(" ".join(text.split()), quote=False)}</{name}>'
    )
