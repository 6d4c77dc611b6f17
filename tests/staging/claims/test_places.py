"""Numbers become links in running text and nowhere else."""

from __future__ import annotations

import pytest

from helpers.staging.claims.places import linkable, running_text

ONE = "{{< var a >}}"


def bodies(text: str) -> list[str]:
    """What of a text may become a link."""
    return [match["body"] for match in linkable(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"Of {ONE} towns",
        f"**{ONE} of all** and *more*",
        f"- an item ({ONE})",
        f"> a quote of {ONE}",
        f"| of all | {ONE} |\n|---|---|\n| x | y |",
        f"A note^[of {ONE} answers].",
        f"[^1]: A footnote of {ONE}.",
        f"[{ONE} of them]{{.aside}}",
        f"::: {{.callout-note}}\n## Title\nOf {ONE}.\n:::",
        f"a price of $5 and {ONE} for $6",
        f"less < {ONE} and more",
    ],
)
def test_running_text_is_linked(text: str) -> None:
    """Paragraphs, lists, quotes, notes, tables, spans and what stands in callouts."""
    assert bodies(text) == ["var a"]


@pytest.mark.parametrize(
    "text",
    [
        f"## Of {ONE} towns {{#sec-towns}}",
        f"`{ONE}` is code",
        f"```\n{ONE}\n```",
        f"```{{=html}}\n<p>{ONE}</p>\n```",
        f"[of {ONE} towns](page.qmd)",
        f"[of {ONE} towns][page]",
        f"see <a href='x'>{ONE}</a>",
        f"![Of {ONE} towns [and more]](x.svg){{#fig-x}}",
        f'![Towns](x.svg){{#fig-x fig-alt="Of {ONE} towns"}}',
        f"[@report, p. {ONE}]",
        f"[see @report, p. {ONE}; @other]",
        f"The formula $x = {ONE}$ and",
        f"$$\nx = {ONE}\n$$",
        f"<!-- of {ONE} -->",
        f"<div>\nOf {ONE}\n</div>",
        f"| x |\n|---|\n| y |\n\n: Of {ONE} towns\nin all {{#tbl-x}}",
        f"+---+\n| {ONE} |\n+---+",
        f"---\nsubtitle: {ONE}\n---\n\nText.",
        f"::: {{.callout-note title='Of {ONE}'}}",
        "the code {{{< var a >}}}",
    ],
)
def test_other_places_keep_the_number(text: str) -> None:
    """Headings, code, links, pictures, captions, citations, formulas, HTML and attributes."""
    assert bodies(text) == []


def test_what_follows_a_caption_or_a_link_is_linked_again() -> None:
    """Only the stretch itself is left out."""
    text = f"| x |\n|---|\n| {ONE} |\n\n: Of {ONE} {{#tbl-x}}\n\n[x](y.qmd) and {ONE}"
    assert [match.start() for match in linkable(text)] == [text.find(ONE), text.rfind(ONE)]


def test_places_stay_put() -> None:
    """The blanked text is as long as the text, line by line."""
    text = f"# Of {ONE}\n\n`{ONE}` and [x]({ONE})\n<div>\nx\n</div>"
    lines = zip(text.split("\n"), running_text(text).split("\n"), strict=True)
    assert [len(line) - len(blanked) for line, blanked in lines] == [0] * 6
