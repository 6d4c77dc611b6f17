"""How large things are: the texts of a table's columns, and pictures."""

from __future__ import annotations

import re
from pathlib import Path

from bookmaker.project.pandoc import text_of

# Gives the columns of a table widths in proportion to what stands in them, in every format.
COLUMN_WIDTHS = f"--lua-filter={Path(__file__).parents[2] / 'filters' / 'columns.lua'}"

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
