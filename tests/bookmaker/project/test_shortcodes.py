"""Shortcodes."""

from __future__ import annotations

import pytest

from bookmaker.errors import InputError
from bookmaker.project.lines import lines_of
from bookmaker.project.shortcodes import fill_text
from bookmaker.rendering.embedded.pages import Page, fill_page


def page(text: str) -> Page:
    """A page of one Markdown text."""
    return Page("index.qmd", lines_of(text, "index.qmd"))


def test_values_take_the_place_of_shortcodes_outside_code() -> None:
    """Code shows the shortcode; prose shows the number."""
    text = "{{< var n >}}, `{{< var n >}}`\n```\n{{< var n >}}\n```"
    assert fill_page(page(text), {"n": "100"}).text == (
        "100, `{{< var n >}}`\n```\n{{< var n >}}\n```\n"
    )


def test_an_escaped_shortcode_is_printed() -> None:
    """Three braces mean the shortcode itself, as in Quarto."""
    assert fill_text("{{{< var n >}}}", {}) == "{{< var n >}}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a\n{{< var anwsered >}}",
            r"index\.qmd, row 2: no value for {{< var anwsered >}}; did you ",
        ),
        ("{{< var x >}}", r"row 1: no value for {{< var x >}}; write it from a notebook"),
        ("{{< video a.mp4 >}}", r"row 1: unknown shortcode 'video'; known are: var"),
        ("{{< var >}}", r"row 1: 'var' is not '{{< var name >}}'"),
        ("{{< var\nanswered >}}", r"row 1: a shortcode does not end on its line"),
    ],
)
def test_what_cannot_be_filled_is_named_with_its_line(text: str, message: str) -> None:
    """A near name is offered, and known shortcodes are listed."""
    with pytest.raises(InputError, match=message):
        fill_page(page(text), {"answered": "100"})


def test_all_problems_of_a_page_come_together() -> None:
    """Mending one line at a time would waste an afternoon."""
    with pytest.raises(InputError, match="2 problems in the input"):
        fill_page(page("{{< var a >}} {{< var b >}}"), {})
