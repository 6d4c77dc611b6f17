"""Widths of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.project.pandoc import nodes, read
from bookmaker.rendering.embedded.sizes import column_texts, column_widths, picture_size

COLUMNS = st.lists(st.lists(st.text("ab ", max_size=60), min_size=1, max_size=4), max_size=6)


@given(COLUMNS)
def test_widths_fill_the_line_or_are_left_to_the_layout(columns: list[list[str]]) -> None:
    """Shares are positive and add up to the whole."""
    widths = column_widths(columns)
    assert not widths or sum(widths) == pytest.approx(1)
    assert all(width > 0 for width in widths)


def test_texts_of_all_rows_are_counted() -> None:
    """Head and body alike; marks do not count."""
    [table] = nodes(read("| a | **b** |\n|---|---|\n| cc | `d` |")["blocks"], "Table")
    assert column_texts(table["c"][3:]) == [["a", "cc"], ["b", "d"]]


def test_a_long_remark_does_not_squeeze_a_word() -> None:
    """Each column is at least as wide as its longest word."""
    widths = column_widths([["Petropavlovsk"], ["a remark of many words " * 9], ["12.5 %"]])
    assert widths[0] * 92 > len("Petropavlovsk")
    assert widths[1] > widths[0] > widths[2]


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
