"""What PDF, DOCX and EPUB share."""

from __future__ import annotations

import pytest

from bookmaker.project.pandoc import read, text_of
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.paper.whole_book import (
    closing_section,
    labels_of,
    printed,
    split_caption,
)


def leaf(text: str) -> Leaf:
    """A page of this Markdown."""
    return Leaf(Page("a.qmd", ()), "a.html", read(text)["blocks"])


@pytest.mark.parametrize(
    ("text", "is_printed"),
    [
        ("Words.", True),
        ("```{=html}\n<p>screen</p>\n```", False),
        ("::: {.cell}\n``` {.python .cell-code}\n1\n```\n:::", False),
        ("", False),
        ("```bash\nmake book\n```", True),
    ],
)
def test_pages_that_say_nothing_on_paper_are_left_out(text: str, is_printed: bool) -> None:
    """Scripts and code of cells are nothing to print."""
    assert bool(printed([leaf(text)])) == is_printed


def test_labels_are_those_of_the_whole_book() -> None:
    """By the addresses of the site: ids of a page get its name, a chapter has one label."""
    page = leaf("## A {#sec-a}\n\n[b]{#b}\n\n::: {#c}\nd\n:::")
    page.identifier = "front"
    assert labels_of([page]) == {
        "a.html": "chapter--a",
        "a.html#front": "chapter--a",
        "a.html#sec-a": "sec-a",
        "a.html#b": "a--b",
        "a.html#c": "a--c",
    }


@pytest.mark.parametrize(
    ("caption", "first"),
    [
        ("Needs named (figure 6). Base: 100 forms.", "Needs named (figure 6)."),
        ("Needs by rank, no. 1 first. Bars are shares.", "Needs by rank, no. 1 first."),
        ("Потребности. База: 100 анкет.", "Потребности."),
        ("One sentence only.", "One sentence only."),
    ],
)
def test_lists_of_figures_take_the_first_sentence(caption: str, first: str) -> None:
    """A point that no capital letter follows ends no sentence."""
    inlines = read(caption)["blocks"][0]["c"]
    assert text_of(split_caption(inlines)[0]).replace("\u00a0", " ") == first


def test_a_short_last_section_stays_together_and_a_long_one_may_break() -> None:
    """A page of one line comes of a section that could have stayed whole."""
    short = read("Text.\n\n## End\n\n- one\n- two")["blocks"]
    long = read("Text.\n\n## End\n\n" + "word " * 1000)["blocks"]
    table = read("Text.\n\n## End\n\n| a |\n|---|\n| b |")["blocks"]
    assert closing_section(short) == 1
    assert closing_section(long) == len(long)
    assert closing_section(table) == len(table)
