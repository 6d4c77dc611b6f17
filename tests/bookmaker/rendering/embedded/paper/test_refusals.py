"""What Typst refuses is named with its line; the compiler here is a function that knows a word."""

from __future__ import annotations

import pytest

from bookmaker.errors import InputError
from bookmaker.project.lines import lines_of
from bookmaker.project.pandoc import PandocError, nodes, read
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.paper.pictures import TypstError
from bookmaker.rendering.embedded.paper.refusals import placing, set_or_place

WORDS = "\n\n".join(f"Paragraph {n}." for n in range(9))
GOOD = f"Text.\n\n{WORDS}"


def leaf(name: str, text: str) -> Leaf:
    """A page of a book."""
    page = Page(name, lines_of(f"# Title\n\n{text}", name))
    title, *blocks = read(page.text)["blocks"]
    return Leaf(page, name, blocks, title=title["c"][2])


def refusing(word: str):
    """A compiler that cannot set a word."""

    def set_pages(leaves):
        said = [n for each in leaves for n in nodes([each.title, each.blocks], "Str", "RawBlock")]
        if any(word in str(node["c"]) for node in said):
            raise TypstError(f"unknown variable: {word}")

    return set_pages


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (f"{WORDS}\n\nAn evil word.\n\n{WORDS}", 21),
        (f"{WORDS}\n\n```{{=typst}}\n#evil\n```\n\n{WORDS}", 22),
        (f"{WORDS}\n\n::: {{.cell}}\nOne.\n\n::: {{.callout-note}}\nTwo evil.\n:::\n:::", 25),
    ],
)
def test_the_line_that_is_refused_is_named(text: str, row: int) -> None:
    """Of the page that has it, as deep as it stands; and what Typst says of it."""
    leaves = [leaf("a.qmd", GOOD), leaf("b.qmd", text), leaf("c.qmd", text)]
    with pytest.raises(InputError) as caught:
        set_or_place(leaves, refusing("evil"))
    (problem,) = caught.value.problems
    assert str(problem) == f"b.qmd, row {row}: unknown variable: evil"


def test_a_title_that_is_refused_is_named() -> None:
    """It is no block of its page."""
    with pytest.raises(InputError, match=r"a\.qmd, row 1: unknown variable: Title"):
        set_or_place([leaf("a.qmd", GOOD)], refusing("Title"))


def test_what_is_refused_together_only_stays_as_it_is() -> None:
    """No page can be named."""

    def set_pages(leaves):
        if len(leaves) > 1:
            raise TypstError("too many pages")

    with pytest.raises(TypstError, match="too many pages"):
        set_or_place([leaf("a.qmd", GOOD), leaf("b.qmd", GOOD)], set_pages)


def test_what_pandoc_says_of_a_whole_book_gets_its_places() -> None:
    """Each warning by what it quotes; the command is none of it."""
    said = "[WARNING] Citeproc: citation b not found\n[WARNING] Could not fetch resource x.png: n"
    leaves = [leaf("a.qmd", "Text."), leaf("b.qmd", "By @b.\n\n![](x.png)")]
    with pytest.raises(InputError) as caught, placing(leaves):
        raise PandocError(f"pandoc --to docx: {said}")
    assert [str(each) for each in caught.value.problems] == [
        "b.qmd, row 3: Citeproc: citation b not found",
        "b.qmd, row 5: Could not fetch resource x.png: n",
    ]
