"""Where the book uses a printed number: sections whose prose gives it, figures that draw it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bookmaker.project.lines import lines_of
from bookmaker.project.pandoc import nodes, read
from helpers.staging.claims.links import LedgerEntry
from helpers.staging.claims.uses import (
    Drawn,
    Prose,
    Section,
    Use,
    automatic_id,
    staged_prose,
    uses,
)
from helpers.staging.figures.files import Listed
from tests.cases.small_books import code, markdown, write_notebook

SOURCE = "notebooks/01.ipynb"
FIGURE = Listed("fig-a", "Women *among* all. Base: 9.", "", SOURCE, claims=("women", "all"))


def page(text: str, source: str = SOURCE) -> Prose:
    return Prose(source, lines_of(text, source))


def found(text: str, *names: str) -> dict[str, Use]:
    """Uses on one page in a ledger of these claims."""
    return uses([page(text)], [], {name: LedgerEntry(name, "") for name in names})


def test_a_number_is_found_in_its_section() -> None:
    """The nearest heading above, by its own id or by the one that Pandoc gives it."""
    text = (
        "# The *sector* {#sec-sector}\n\nAbove {{< var women >}}.\n\n"
        "## Who, and where?\n\n{{< var women >}} of {{< var all >}}; {{< var women >}}."
    )
    use = found(text, "women", "all")
    top = Section(SOURCE, "The sector", "sec-sector", "The sector")
    section = Section(SOURCE, "The sector", "who-and-where", "Who, and where?")
    assert use == {"women": Use((top, section)), "all": Use((section,))}


def test_a_number_before_any_heading_has_no_section() -> None:
    """It is on the page, and that is all there is to say."""
    assert found("{{< var women >}}", "women")["women"].prose == (Section(SOURCE, "", "", ""),)


@pytest.mark.parametrize("text", ["`{{< var women >}}`", "{{{< var women >}}}", "{{< meta x >}}"])
def test_code_and_printed_shortcodes_use_nothing(text: str) -> None:
    """Only what the reader sees as a number counts."""
    assert found(text, "women") == {}


def test_a_linked_number_is_found_too() -> None:
    """Links around numbers do not hide them."""
    assert "women" in found("[{{< var women >}}](../ledger.qmd#claim-women){.claim}", "women")


def test_figures_that_draw_a_claim_are_named() -> None:
    """By label, title and page, in the order of the book; figures alone are a use."""
    again = replace(FIGURE, label="fig-front", source="index.qmd")
    use = uses([], [again, FIGURE], {})
    drawn = (
        Drawn("fig-front", "Women among all", "index.qmd"),
        Drawn("fig-a", "Women among all", SOURCE),
    )
    assert use == {"women": Use((), drawn), "all": Use((), drawn)}


def test_prose_is_read_from_the_staged_pages(tmp_path: Path) -> None:
    """Markdown cells and pages, without code, front matter, and what staging put below figures."""
    added = markdown("{{< var added >}}") | {"metadata": {"tags": ["figure-files"]}}
    cells = [markdown("# A\n\n```\n{{< var fenced >}}\n```"), code("# {{< var b >}}"), added]
    write_notebook(tmp_path / SOURCE, *cells, markdown("{{< var c >}}"))
    (tmp_path / "index.qmd").write_text("---\n# no: heading\n---\n\nText", encoding="utf-8")
    notebook, front = staged_prose(tmp_path, [SOURCE, "index.qmd"])
    assert [line.text for line in notebook.lines if line.text] == ["# A", "{{< var c >}}"]
    assert (front.page, [line.text for line in front.lines if line.text]) == ("index.qmd", ["Text"])


@pytest.mark.parametrize(
    "text",
    [
        "Needs",
        "2. What it can, and cannot, carry",
        "Шкала: 9 баллов",
        "Who — when?",
        "3",
        "A_b.c-d",
    ],
)
def test_an_automatic_id_is_pandocs(text: str) -> None:
    """Pandoc itself says so."""
    (header,) = nodes(read(f"## {text}\n")["blocks"], "Header")
    assert automatic_id(text) == header["c"][1][0]


def test_repeated_headings_get_numbers_as_pandoc_gives_them() -> None:
    """The second of a name is -1."""
    text = "## A\n\n## A\n\n{{< var women >}}"
    assert found(text, "women")["women"].prose[0].anchor == "a-1"
