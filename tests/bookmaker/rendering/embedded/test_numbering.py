"""Numbers over the whole book."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.errors import InputError
from bookmaker.project.language import words_of
from bookmaker.project.lines import lines_of
from bookmaker.project.pandoc import nodes, read, text_of
from bookmaker.rendering.embedded.floats import normalise
from bookmaker.rendering.embedded.numbering import Leaf, Target, number_book, take_title
from bookmaker.rendering.embedded.pages import Page

FIGURE = '![Cap](x.svg){{#fig-{} fig-alt="a"}}'
LEVELS = st.lists(st.integers(2, 5), max_size=12)


def leaf(text: str, name: str = "a") -> Leaf:
    """A page of one Markdown text."""
    page = Page(f"{name}.qmd", lines_of(text, f"{name}.qmd"))
    return take_title(page, f"{name}.html", blocks=normalise(read(text)["blocks"], page))


def numbered(*leaves: Leaf) -> dict[str, Target]:
    """Targets of a book of these pages."""
    return number_book(leaves, depth=6, words=words_of("en"))


def test_unnumbered_chapters_do_not_count() -> None:
    """The first chapter that counts is 1, whatever stands before it."""
    front, first, second = leaf("# A {.unnumbered}"), leaf("# B", "b"), leaf("# C", "c")
    numbered(front, first, second)
    assert [page.number for page in (front, first, second)] == ["", "1", "2"]


def test_figures_count_within_their_chapter() -> None:
    """An unnumbered chapter has figures 1, 2, …, as in Quarto's HTML."""
    front = leaf("# A {.unnumbered}\n\n" + FIGURE.format("a"))
    first = leaf("# B\n\n" + FIGURE.format("b") + "\n\n## S\n\n" + FIGURE.format("c"), "b")
    targets = numbered(front, first)
    assert [targets[f"fig-{x}"].number for x in "abc"] == ["1", "1.1", "1.2"]


def test_captions_say_their_number() -> None:
    """Word and number are held together by a no-break space."""
    page = leaf("# B\n\n" + FIGURE.format("a") + "\n\n| a |\n|---|\n| 1 |\n\n: Tab {#tbl-a}")
    numbered(page)
    captions = [
        text_of(node) for node in nodes(page.blocks, "Div") if "float-caption" in node["c"][0][1]
    ]
    assert captions == ["Figure\u00a01.1: Cap", "Table\u00a01.1: Tab"]
    kazakh = leaf("# B\n\n" + FIGURE.format("a"))
    number_book([kazakh], depth=6, words=words_of("kk"))
    assert text_of(next(nodes(kazakh.blocks, "Div"))).startswith("1.1-сурет: Cap")


def test_sections_without_numbers_are_left_out_of_the_count() -> None:
    """A section below an unnumbered one has no number either."""
    page = leaf("# B\n\n## S\n\n## U {.unnumbered}\n\n### V\n\n## T\n\n### W")
    numbered(page)
    assert [heading.number for heading in page.headings] == ["1.1", "", "", "1.2", "1.2.1"]


@given(LEVELS)
def test_section_numbers_are_unique_and_have_their_levels_depth(levels: list[int]) -> None:
    """However levels jump, no two sections of a chapter share a number."""
    blocks = [{"t": "Header", "c": [n, [f"h{i}", [], []], []]} for i, n in enumerate(levels)]
    page = Leaf(Page("a.qmd", ()), "a.html", blocks)
    numbered(page)
    numbers = [heading.number for heading in page.headings]
    assert len(set(numbers)) == len(numbers)
    assert [number.count(".") + 1 for number in numbers] == levels


def test_numbering_can_be_switched_off() -> None:
    """Depth 0 numbers no chapter and no section; figures count on."""
    page = leaf("# B\n\n## S\n\n" + FIGURE.format("a"))
    targets = number_book([page], depth=0, words=words_of("en"))
    assert (page.number, page.headings[0].number, targets["fig-a"].number) == ("", "", "1")


def test_an_id_used_twice_is_refused() -> None:
    """A reference must have one place to lead to."""
    pages = leaf("# A\n\n" + FIGURE.format("a")), leaf("# B\n\n" + FIGURE.format("a"), "b")
    with pytest.raises(InputError, match=r"b\.qmd, row 3: id 'fig-a' is used twice \(first in a"):
        numbered(*pages)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("text", r"a\.qmd, row 1: page has no heading of level 1"),
        ("# A\n\n# B", r"page has 2 headings of level 1 \('# Title'\); it needs exactly one"),
    ],
)
def test_a_page_has_one_title(text: str, message: str) -> None:
    """Without it a chapter could not be listed."""
    with pytest.raises(InputError, match=message):
        leaf(text)
