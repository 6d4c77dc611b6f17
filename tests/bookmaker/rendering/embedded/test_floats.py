"""Figures, tables, equations and callouts in one shape."""

from __future__ import annotations

import pytest

from bookmaker.errors import InputError
from bookmaker.project.lines import lines_of
from bookmaker.project.pandoc import nodes, read, text_of
from bookmaker.rendering.embedded.floats import normalise
from bookmaker.rendering.embedded.pages import Page

TABLE = "| a |\n|---|\n| 1 |\n"


def normal(text: str) -> list:
    """Normalised blocks of a Markdown text."""
    return normalise(read(text)["blocks"], Page("a.qmd", lines_of(text, "a.qmd")))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('![A *cap*](x.svg){#fig-a fig-alt="b"}', "fig"),
        ('::: {#fig-a}\n![](x.svg){fig-alt="b"}\n\nA *cap*\n:::', "fig"),
        ('::: {#fig-a}\n![A *cap*](x.svg){fig-alt="b"}\n:::', "fig"),
        (f"{TABLE}\n: A *cap* {{#tbl-a}}", "tbl"),
        (f"::: {{#tbl-a}}\n\n{TABLE}\nA *cap*\n:::", "tbl"),
        (f"::: {{#tbl-a}}\n\n{TABLE}\n: A *cap*\n:::", "tbl"),
    ],
)
def test_every_way_to_write_a_float_gives_the_same_shape(text: str, kind: str) -> None:
    """The caption comes first, the content after it."""
    [block] = normal(text)
    (identifier, classes, _), (caption, *content) = block["c"]
    assert (identifier, classes) == (f"{kind}-a", ["float", f"float-{kind}", "numbered"])
    assert text_of(caption) == "A cap"
    wanted = "Image" if kind == "fig" else "Table"
    assert len(list(nodes(content, wanted))) == 1


def test_a_picture_without_a_label_has_no_number() -> None:
    """Only labelled figures count."""
    [block] = normal('![Cap](x.svg){fig-alt="b"}')
    assert "numbered" not in block["c"][0][1]


def test_an_equation_is_tied_to_its_label() -> None:
    """The label may stand on the line after the formula."""
    for text in ("$$a$$ {#eq-a}", "$$\na\n$$ {#eq-a}", "$$a$$\n{#eq-a}"):
        [span] = nodes(normal(text), "Span")
        assert span["c"][0][:2] == ["eq-a", ["equation"]]
        assert "{#eq" not in text_of(normal(text))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("::: {.callout-note}\n## A *b*\ntext\n:::", "A b"),
        ('::: {.callout-note title="A b"}\ntext\n:::', "A b"),
        ("::: {.callout-note}\ntext\n:::", ""),
    ],
)
def test_a_callouts_title_is_its_heading_or_its_attribute(text: str, title: str) -> None:
    """The heading does not become a section of the page."""
    blocks = normal(text)
    head, body = blocks[0]["c"][1]
    assert (text_of(head), text_of(body)) == (title, "text")
    assert not list(nodes(blocks, "Header"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'a\n\n::: {#fig-a}\n![](x.svg){fig-alt="b"}\n:::',
            r"a\.qmd, row 3: 'fig-a' has no caption",
        ),
        ("a\n\nb ![](x.svg)", r"a\.qmd, row 3: picture x\.svg has no alt text; add {fig-alt="),
    ],
)
def test_what_a_reader_would_miss_is_refused(text: str, message: str) -> None:
    """With file and line."""
    with pytest.raises(InputError, match=message):
        normal(text)
