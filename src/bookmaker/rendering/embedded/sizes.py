"""How large things are: the columns of a table, in proportion to what stands in them, and pictures.

Pandoc takes widths from the dashes of the source, which say nothing in a generated table.
"""

from __future__ import annotations

import re

from bookmaker.project.pandoc import text_of

# About as many characters of a table's type as fit on a line, on paper and on a page of the site.
LINE_CHARACTERS = 92
# Up to here a text stays on one line if there is room; what is longer may wrap.
_ONE_LINE = 24

_CSS_PIXELS_PER_POINT = 96 / 72


def longest(texts: list[str]) -> int:
    """Length of the longest text of a column in characters."""
    return max(map(len, texts), default=0)


def column_texts(parts: list) -> list[list[str]]:
    """The texts of each column, from a table's head, bodies and foot."""
    columns: list[list[str]] = []
    for row in _rows(parts):
        for place, cell in enumerate(row[1]):
            columns += [[]] * (place + 1 - len(columns))
            columns[place] = [*columns[place], text_of(cell[4])]
    return columns


def _rows(parts: list) -> list:
    head, bodies, foot = parts
    rows = [*head[1], *foot[1]]
    for body in bodies:
        rows += [*body[2], *body[3]]
    return rows


def column_widths(columns: list[list[str]]) -> list[float]:
    """Shares of the text width for a table too wide for one line; empty when it fits as it is.

    A column gets room by its longest text, up to a line in full and by the square root of what is
    more, and never less than its longest word: one long remark does not squeeze the numbers.

    >>> column_widths([["Region A"], ["21"]])
    []
    >>> [round(w, 2) for w in column_widths([["Region A"], ["a long remark " * 20]])]
    [0.12, 0.88]
    """
    lengths = [longest(texts) for texts in columns]
    if sum(lengths) + 3 * len(lengths) <= LINE_CHARACTERS:
        return []
    words = [max((len(w) for t in texts for w in t.split()), default=1) for texts in columns]
    wanted = [
        max(word, min(length, _ONE_LINE) + 4 * max(length - _ONE_LINE, 0) ** 0.5) + 3
        for word, length in zip(words, lengths, strict=True)
    ]
    least = [word + 3.0 for word in words]
    room = max(LINE_CHARACTERS - sum(least), 0)
    extra = [want - low for want, low in zip(wanted, least, strict=True)]
    scale = min(1.0, room / sum(extra)) if sum(extra) else 0.0
    widths = [low + scale * more for low, more in zip(least, extra, strict=True)]
    return [width / sum(widths) for width in widths]


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of an SVG in CSS pixels, so that the page does not jump when it loads.

    >>> picture_size(b'<svg height="36pt" width="72pt" viewBox="0 0 72 36">')
    (96, 48)
    """
    head = content[:2000].decode(errors="ignore")
    tag = re.search(r"<svg\b[^>]*>", head)
    if not tag:
        return None
    sizes = {}
    for side in ("width", "height"):
        match = re.search(rf'\b{side}="(?P<size>[\d.]+)(?P<unit>pt|px)?"', tag[0])
        if not match:
            return None
        factor = _CSS_PIXELS_PER_POINT if match["unit"] == "pt" else 1
        sizes[side] = round(float(match["size"]) * factor)
    return sizes["width"], sizes["height"]
