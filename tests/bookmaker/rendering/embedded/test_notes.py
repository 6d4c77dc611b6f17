"""Notes without a text, and signs that nobody sees."""

from __future__ import annotations

import pytest

from bookmaker.project.lines import lines_of
from bookmaker.project.pandoc import read
from bookmaker.rendering.embedded import notes
from bookmaker.rendering.embedded.pages import Page


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x\n\nText[^no], `[^code]`.", "row 3: note [^no] has no text: write a line '[^no]: …'"),
        (
            '::: {.callout-note title="T[^a]"}\nx[^a]\n:::\n\n[^a]: N.',
            "row 1: a note ([^a]) cannot",
        ),
        ("A[^a]\n\n[^a]: B[^c]\n\n[^c]: D", "row 3: note [^c] has no text"),
        ("Bell \a", "row 1: a sign that nobody sees and no format can hold: U+0007"),
        ("x\n\n## {#sec-a}\n", "row 3: a heading without words"),
    ],
)
def test_what_pandoc_passes_over_is_named(text: str, message: str) -> None:
    """With its line."""
    page = Page("a.qmd", lines_of(text, "a.qmd"))
    (found,) = notes.check(page, read(page.text)["blocks"])
    assert str(found).startswith(f"a.qmd, {message}")


def test_notes_with_their_texts_pass() -> None:
    """In text, headings, captions, cells and notes; tabs are no signs."""
    text = "## A[^a]\n\nB^[c]\t`x`\n\n| D[^a] |\n|----|\n| e[^f] |\n\n: G[^a]\n"
    text += "\n[^a]: H.\n\n[^f]: I."
    page = Page("a.qmd", lines_of(text, "a.qmd"))
    assert notes.check(page, read(page.text)["blocks"]) == []


def test_quarto_would_repeat_notes_of_headings_and_captions() -> None:
    """In the contents and the lists of its PDF; elsewhere they stand once."""
    text = "## Heading[^a]\n\nText[^a].\n\n| B |\n|---|\n| c[^a] |\n\n: Caption[^a]\n\n[^a]: D."
    page = Page("a.qmd", lines_of(text, "a.qmd"))
    found = notes.check_repeated(page, read(page.text)["blocks"])
    assert [each.row for each in found] == ["1", "9"]
