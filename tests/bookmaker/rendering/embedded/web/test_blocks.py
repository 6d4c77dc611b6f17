"""Links of a part to itself."""

from __future__ import annotations

from bookmaker.project.pandoc import document, read, write
from bookmaker.rendering.embedded.web.blocks import add_anchors


def html(text: str) -> str:
    """Markdown with anchors, as HTML."""
    return write(document(add_anchors(read(text)["blocks"], "To {title}")), ["--to", "html"])


def test_a_heading_links_to_itself_and_says_where() -> None:
    """The label is safe for HTML and the heading reads as before."""
    link = '<a class="anchor" href="#sec-a" aria-label="To Q &amp; &quot;A&quot;"></a></h2>'
    assert link in html('## Q & "A" {#sec-a}').replace("“", "&quot;").replace("”", "&quot;")


def test_other_parts_have_none() -> None:
    """A paragraph and a plain block get no link."""
    assert "anchor" not in html("text\n\n::: {#x}\nmore\n:::\n")
