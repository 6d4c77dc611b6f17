"""What PDF, DOCX and EPUB share."""

from __future__ import annotations

import pytest

from bookmaker.project.pandoc import nodes, read, text_of
from bookmaker.rendering.embedded.floats import normalise
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.paper.whole_book import (
    LATE,
    closing_text,
    labels_of,
    marked_late,
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


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("## End\n\nA line.", 2),
        ("## End\n\n" + "word " * 70 + "\n\nA line.", 2),
        ("## End\n\nA line.\n\n" + "word " * 1000, 0),
        ("## End\n\n| a |\n|---|\n| b |", 0),
        ("## End\n\n| a |\n|---|\n| b |\n\nA line.", 1),
    ],
)
def test_the_last_words_of_a_chapter_stay_together(last: str, kept: int) -> None:
    """A page of one line comes of words that could have had others with them."""
    blocks = read(f"Text.\n\n{last}")["blocks"]
    assert len(blocks) - closing_text(blocks) == kept


def test_figures_that_hardly_any_text_follows_are_marked() -> None:
    """They could leave a hole above themselves; those before a long text cannot."""

    def marks(text: str) -> list[bool]:
        page = Page("a.qmd", ())
        blocks = normalise(read(text)["blocks"], page)
        return [LATE in div["c"][0][1] for div in nodes(marked_late(blocks), "Div") if _is(div)]

    def _is(div: dict) -> bool:
        return "float" in div["c"][0][1]

    figure = "![Words](a.svg)"
    inside = f"::: {{.cell}}\n{figure}\n:::"
    long = "word " * 400
    assert marks(f"{figure}\n\n{long}\n\n{figure}\n\nA line.\n\n{inside}") == [False, True, True]
