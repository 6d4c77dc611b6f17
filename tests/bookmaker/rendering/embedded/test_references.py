"""References within and across pages."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.project.addresses import relative
from bookmaker.project.language import words_of
from bookmaker.project.pandoc import nodes, text_of
from bookmaker.rendering.embedded.numbering import number_book
from bookmaker.rendering.embedded.references import resolve
from tests.bookmaker.rendering.embedded.test_numbering import FIGURE, leaf

WORDS = words_of("en")
NAME = st.from_regex(r"[a-z]{1,4}", fullmatch=True)
HREF = st.lists(NAME, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".html")
TARGETS = "\n\n".join(["# C {#sec-c}", FIGURE.format("a"), FIGURE.format("b"), "## S {#sec-s}"])


def resolved(
    text: str, *, title: str = "# A", words: Mapping[str, str] = WORDS
) -> tuple[list[tuple[str, str]], list[str]]:
    """Links (text, address) of a page that refers to another, and its problems."""
    page, other = leaf(f"{title}\n\n{text}"), leaf(TARGETS, "n/c")
    method = leaf("# Method {#sec-m .unnumbered}\n\n" + FIGURE.format("m"), "n/m")
    targets = number_book([method, page, other], depth=6, words=words)
    problems = resolve(page, targets, words=words)
    links = [(text_of(n["c"][1]), n["c"][2][0]) for n in nodes(page.blocks, "Link")]
    return links, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "said", "address"),
    [
        ("@fig-a", "Figure\u00a02.1", "n/c.html#fig-a"),
        ("[@fig-b]", "Figure\u00a02.2", "n/c.html#fig-b"),
        ("@Fig-b", "Figure\u00a02.2", "n/c.html#fig-b"),
        ("[-@fig-a]", "2.1", "n/c.html#fig-a"),
        ("[Chart @fig-a]", "Chart\u00a02.1", "n/c.html#fig-a"),
        ("@sec-s", "Section\u00a02.1", "n/c.html#sec-s"),
        ("@sec-c", "Chapter\u00a02", "n/c.html"),
        ("@fig-m", "Figure\u00a01", "n/m.html#fig-m"),
    ],
)
def test_a_reference_says_number_and_leads_there(text: str, said: str, address: str) -> None:
    """Every form Quarto has for a reference."""
    assert resolved(text) == ([(said, address)], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@fig-a", "2.1-сурет"),
        ("@sec-s", "2.1-бөлім"),
        ("@sec-c", "2-тарау"),
        ("[-@fig-a]", "2.1"),
        ("[сызба @fig-a]", "2.1-сызба"),
    ],
)
def test_a_language_may_put_the_number_first(text: str, said: str) -> None:
    """Kazakh does; an ending is written behind the brackets."""
    (link,), problems = resolved(text, words=words_of("kk"))
    assert (link[0], problems) == (said, [])


def test_from_an_unnumbered_page_sections_are_named() -> None:
    """As Quarto does where "Chapter 2" would count nothing the reader sees."""
    links, _ = resolved("@sec-c @sec-s", title="# A {.unnumbered}")
    assert [text for text, _ in links] == ["1\u00a0 C", "S"]


def test_several_references_in_one_bracket_are_all_linked() -> None:
    """Commas stand between them."""
    links, _ = resolved("[@fig-a; @fig-b]")
    assert [text for text, _ in links] == ["Figure\u00a02.1", "Figure\u00a02.2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("see @fig-aa", "a.qmd, row 3: unknown reference '@fig-aa'; did you mean '@fig-a'?"),
        ("see @tbl-xyz", "a.qmd, row 3: unknown reference '@tbl-xyz'; no page of the book has"),
        ("@sec-m", "a.qmd, row 3: '@sec-m' points at 'Method', which is not numbered; write a l"),
        ("@fig-a [@key]", "a.qmd, row 3: '@fig-a' and a citation stand in one bracket, or side "),
    ],
)
def test_a_reference_that_leads_nowhere_is_named(text: str, message: str) -> None:
    """File and line, and what was meant."""
    _, problems = resolved(text)
    assert [problem[: len(message)] for problem in problems] == [message]


def test_the_mend_for_an_unnumbered_target_is_a_link_that_works() -> None:
    """It names the source file relative to the page, as an author writes it."""
    _, problems = resolved("@sec-m")
    assert problems[0].endswith("write a link: [Method](n/m.qmd)")


@given(HREF, HREF)
def test_relative_links_lead_from_any_page_to_any_other(target: str, base: str) -> None:
    """A browser that follows the link ends at the target."""
    link = relative(target, base)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(base), link)) == target
