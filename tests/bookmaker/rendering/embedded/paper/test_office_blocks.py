"""Parts of the book for DOCX and EPUB."""

from __future__ import annotations

import pytest

from bookmaker.project.language import words_of
from bookmaker.project.lines import lines_of
from bookmaker.project.pandoc import nodes, read, text_of
from bookmaker.rendering.embedded.floats import normalise
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.paper.office_blocks import OfficeWriter

LABELS = {"index.html": "chapter--index", "n/a.html": "sec-a"}


def blocks(text: str) -> list:
    """Blocks of a Markdown page n/a, its title first."""
    page = Page("n/a.ipynb", lines_of(text, "n/a.ipynb"))
    leaf = Leaf(page, "n/a.html", normalise(read(text)["blocks"], page), number="1")
    wide = "2.00in"
    return OfficeWriter(
        leaf, LABELS, words=words_of("en"), pictures=lambda name: (f"{name}.png", wide)
    ).blocks()


def test_the_title_has_the_number_and_the_label_of_the_chapter() -> None:
    """Links from other chapters lead to it."""
    heading = blocks("text")[0]
    assert heading["c"][1][0] == "sec-a"
    assert text_of(heading["c"][2]).startswith("1 ")


def test_pictures_are_found_from_the_top_of_the_book() -> None:
    """With the width they are to have, and their description as text."""
    [image] = nodes(blocks('![B](x.svg){#fig-a fig-alt="c"}'), "Image")
    (_, _, pairs), alt, (target, _) = image["c"]
    assert (target, text_of(alt), dict(pairs)) == ("n/x.svg.png", "c", {"width": "2.00in"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("::: {.callout-note}\n## Title\ntext\n:::", "Note: Title"),
        ("::: {.callout-note}\ntext\n:::", "Note"),
    ],
)
def test_a_callout_says_its_kind_in_words(text: str, said: str) -> None:
    """Word shows no icon."""
    title, body = blocks(text)[1]["c"][1]
    assert (text_of(title), text_of(body)) == (said, "text")


def test_what_is_for_the_screen_stays_there() -> None:
    """Raw HTML, the code of cells, and links that lead out of the document."""
    text = "`<i>`{=html}[data](a.csv) [chapter](../index.qmd)\n\n```{.python .cell-code}\nx\n```"
    shown = blocks(text)[1:]
    assert text_of(shown) == "data chapter"
    assert [link["c"][2][0] for link in nodes(shown, "Link")] == ["#chapter--index"]
