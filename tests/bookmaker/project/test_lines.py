"""Lines that know where they come from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.errors import InputError
from bookmaker.project.lines import blank_code_spans, lines_of, outside_code, read_text
from bookmaker.rendering.embedded.pages import Page

TEXT = st.text(alphabet="ab`~ \n$", max_size=60)


@given(TEXT)
def test_lines_join_to_the_text_they_were_cut_from(text: str) -> None:
    """Cutting a page into lines loses nothing."""
    assert "\n".join(line.text for line in lines_of(text, "a")) == text


@given(TEXT)
def test_blanking_code_keeps_the_length(text: str) -> None:
    """Columns of the blanked text are those of the source."""
    assert len(blank_code_spans(text)) == len(text)


def test_fenced_code_is_left_out_with_its_fences() -> None:
    """A longer fence holds a shorter one."""
    lines = lines_of("a\n````\n```\nx\n````\nb", "page.qmd")
    assert [(line.text, line.row) for line in outside_code(lines)] == [("a", 1), ("b", 6)]


def test_a_page_finds_the_line_of_a_pattern() -> None:
    """Errors found after Pandoc still name a line."""
    page = Page("index.qmd", lines_of("# T\n\nsee @fig-x", "index.qmd"))
    assert page.find("@fig-x").row == 3
    assert page.find("nowhere").row == 1


def test_a_text_is_read_whoever_saved_it(tmp_path: Path) -> None:
    """With a mark of the encoding, foreign line ends; another encoding is named with its line."""
    path = tmp_path / "a.qmd"
    path.write_bytes("\ufeff# А\r\nb\rc\n".encode())
    assert read_text(path, "a.qmd") == "# А\nb\nc\n"
    path.write_bytes("a\nб\n".encode("cp1251"))
    with pytest.raises(InputError, match=r"a\.qmd, row 2: byte 0xe1 is not UTF-8; save the file"):
        read_text(path, "a.qmd")
