"""Widths of columns, by Pandoc itself."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bookmaker.filters.filtering import facts, filtered


def widths(directory: Path, rows: list[list[str]]) -> list[int]:
    """The widths in percent that a table of these rows gets; none where it is left alone."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines[1:1] = ["|" + "---|" * len(rows[0])]
    html = filtered(directory, "\n".join(lines), "columns.lua", "html", about=facts())
    return [int(width) for width in re.findall(r'<col style="width: (\d+)%"', html)]


def test_a_table_that_fits_a_line_is_left_alone(tmp_path: Path) -> None:
    """The browser, Typst or Word lay it out; the dashes of the source say nothing."""
    assert widths(tmp_path, [["Region A", "21"], ["Region B", "19"]]) == []


def test_a_long_remark_does_not_squeeze_a_word(tmp_path: Path) -> None:
    """Each column is at least as wide as its longest word, and together they fill the line."""
    rows = [["Town", "Remark", "Share"], ["Petropavlovsk", "a remark of many words " * 9, "12.5 %"]]
    first, remark, last = widths(tmp_path, rows)
    assert first * 92 / 100 >= len("Petropavlovsk")
    assert remark > first > last
    assert 97 <= first + remark + last <= 100


def test_letters_count_and_not_their_bytes(tmp_path: Path) -> None:
    """A Kazakh word is as wide as an English one."""
    latin = [["one", "two"], ["a" * 30, "b " * 60]]
    cyrillic = [["бір", "екі"], ["ә" * 30, "ұ " * 60]]
    assert widths(tmp_path, latin) == widths(tmp_path, cyrillic) != []
