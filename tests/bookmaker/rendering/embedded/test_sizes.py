"""Texts of columns, sizes of pictures."""

from __future__ import annotations

import pytest

from bookmaker.project.pandoc import nodes, read
from bookmaker.rendering.embedded.sizes import column_texts, picture_size


def test_texts_of_all_rows_are_counted() -> None:
    """Head and body alike; marks do not count."""
    [table] = nodes(read("| a | **b** |\n|---|---|\n| cc | `d` |")["blocks"], "Table")
    assert column_texts(table["c"][3:]) == [["a", "cc"], ["b", "d"]]


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        (b'<svg width="480" height="100">', (480, 100)),
        (b'<?xml version="1.0"?><svg width="72pt" height="36.0pt">', (96, 48)),
        (b'<svg viewBox="0 0 1 1">', None),
        (b"\x89PNG", None),
    ],
)
def test_a_pictures_size_is_read_from_its_head(svg: bytes, size: tuple[int, int] | None) -> None:
    """Points become CSS pixels; what has no size gets none."""
    assert picture_size(svg) == size
