"""Known and unknown Quarto features."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.project.lines import lines_of
from bookmaker.project.pandoc import nodes, read
from bookmaker.rendering.embedded.features import check_page, is_meant, select
from bookmaker.rendering.embedded.pages import Page

FORMATS = st.sampled_from(["html", "typst", "docx"])


def page(text: str) -> Page:
    """A page of one Markdown text."""
    return Page("a.qmd", lines_of(text, "a.qmd"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n::: {.panel-input}", r"a\.qmd, row 2: Quarto feature 'panels \(panel-…\)' is not supp"),
        ("::: {layout-ncol=2}", r"'layout-ncol, layout-nrow, layout' is not supported here; known"),
        (
            "::: {.column-page}",
            r"'column widths \(column-…\)' is not supported here; known are: ca",
        ),
        ("::: {#thm-a}", r"'listings and theorems' is not supported"),
        ("::: {.callout-danger}", r"unknown callout 'danger'; known are: note, tip, warning"),
        ("```{mermaid}\nx\n```", r"executable block '{mermaid}' in a page that is not executed"),
        ("now `{python} n`", r"inline code `{python} n` is not evaluated; write a {{< var … >}}"),
    ],
)
def test_an_unknown_feature_is_refused_with_its_line(text: str, message: str) -> None:
    """Each refusal lists what is known, or says what to write instead."""
    [problem] = check_page(page(text))
    assert re.search(message, str(problem))


def test_known_features_and_code_that_shows_unknown_ones_pass() -> None:
    """Only what would be rendered is judged."""
    text = '::: {.callout-tip collapse="true"}\n`::: {.column-page}`\n```\n{.columns}\n```\n:::'
    assert check_page(page(text)) == []


@pytest.mark.parametrize(
    "text", ["::: {.panel-tabset}", "::: {.column-margin}", "[x]{.aside}", "```{=html}\n<b>\n```"]
)
def test_what_the_site_can_show_passes(text: str) -> None:
    """Tabsets, margin notes and raw HTML are known."""
    assert check_page(page(text)) == []


@given(FORMATS, FORMATS)
def test_visible_and_hidden_content_are_opposites(format_: str, output: str) -> None:
    """For every condition and output exactly one of the two shows."""
    for condition in ("when-format", "unless-format"):
        shown = [
            is_meant([name], {condition: format_}, names={output})
            for name in ("content-visible", "content-hidden")
        ]
        assert sorted(shown) == [False, True]


def test_conditional_blocks_and_words_are_selected() -> None:
    """Blocks and spans for another format disappear with all in them."""
    text = (
        '::: {.content-visible when-format="html"}\nscreen\n:::\n\n'
        'both [paper]{.content-hidden when-format="html"}\n'
    )
    words = [node["c"] for node in nodes(select(read(text)["blocks"], ["html"]), "Str")]
    assert words == ["screen", "both"]
