"""Numbers of the prose lead to the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.project import pandoc
from bookmaker.project.shortcodes import fill_text
from helpers.audit.results import Mark
from helpers.staging.claims.links import (
    SUFFIXES,
    ClaimLinks,
    LedgerEntry,
    entry_of,
    mark_html,
)
from tests.cases.small_books import code, markdown
from tests.cases.small_ledger import VALUES, small_pages


@pytest.fixture
def links(tmp_path: Path) -> ClaimLinks:
    """Links of the small study."""
    return small_pages(tmp_path).links


def html(links: ClaimLinks, text: str, source: str = "notebooks/01.ipynb") -> str:
    """A text with links and numbers, as a reader's browser gets it."""
    return pandoc.run(
        fill_text(links.link_page(text, source), VALUES), ["--to", "html", "--wrap=none"]
    )


def test_a_number_leads_to_its_entry(links: ClaimLinks) -> None:
    """The text stays the number; the title says what it is; the address is that of the page."""
    linked = links.link_page("Of {{< var score_esik >}} points", "notebooks/01.ipynb")
    title = links.entries["score_esik"].title
    assert linked == (
        f'Of [{{{{< var score_esik >}}}}](../ledger.qmd#claim-score_esik "{title}")'
        "{.claim #use-1} points"
    )
    assert "](ledger.qmd#" in links.link_page("{{< var zero >}}", "index.qmd")


def test_what_follows_from_a_claim_leads_to_it(links: ClaimLinks) -> None:
    """A recomputed share leads to the claim, a derived number to its own entry."""
    assert entry_of("zero_pct_recomputed", links.entries).anchor == "claim-zero_pct"
    assert entry_of("not_zero", links.entries).anchor == "derived-not_zero"
    assert entry_of("not_zero_bounds", links.entries) is None


@pytest.mark.parametrize("suffix", ["", *SUFFIXES])
def test_every_range_and_share_of_a_claim_leads_to_it(suffix: str) -> None:
    """They are all that claim's."""
    entry = LedgerEntry("need_finance", "")
    assert entry_of(f"need_finance{suffix}", {entry.name: entry}) is entry


@pytest.mark.parametrize("name", ["n_claims", "confidence", "_share", "zero_pct_x"])
def test_a_number_of_the_study_itself_has_no_entry(links: ClaimLinks, name: str) -> None:
    """Nor has a name that only looks like a claim's."""
    assert entry_of(name, links.entries) is None


def test_a_number_of_the_study_itself_stays_text(links: ClaimLinks) -> None:
    """The number of claims is no claim."""
    assert links.link_page("{{< var n_claims >}}", "index.qmd") == "{{< var n_claims >}}"


def test_a_number_that_is_not_exact_carries_a_sign_and_its_words(links: ClaimLinks) -> None:
    """The sign is an attribute on the screen, so the text is the number alone."""
    shown = html(links, "printed as {{< var zero_pct >}}.")
    assert 'data-mark="≠"' in shown
    assert 'aria-label="72%: contradiction"' in shown
    text = links.link_page("{{< var zero_pct >}}", "index.qmd")
    assert '[\u202f^≠^]{.content-visible unless-format="html:js"}' in text


def test_our_own_number_carries_no_sign(links: ClaimLinks) -> None:
    """The verdict is about what is printed, not about what we compute from it."""
    assert "data-mark" not in html(links, "{{< var zero_pct_recomputed >}} {{< var not_zero >}}")


def test_the_other_ends_carry_the_sign_in_brackets(links: ClaimLinks) -> None:
    """357 and 487 are not known to be right where 72 % is not their share."""
    shown = html(links, "{{< var zero >}} of {{< var register_size >}}")
    assert shown.count('data-mark="(≠)"') == 2
    assert 'aria-label="357: other end: contradiction"' in shown
    text = links.link_page("{{< var zero >}}", "index.qmd")
    assert '[\u202f^(≠)^]{.content-visible unless-format="html:js"}' in text


def test_a_mark_is_a_sign_with_its_words() -> None:
    """Both are in the language of the edition, and in HTML that any page can hold."""
    words = 'aria-label="округление" title="округление"'
    assert mark_html(Mark("rounding"), "ru") == (
        f'<span class="claim-mark" role="img" {words}>≈</span>'
    )
    assert ">(⊄)<" in mark_html(Mark("units", is_other_end=True), "ru")


def test_the_first_link_of_a_section_can_be_led_back_to(links: ClaimLinks) -> None:
    """One id per section and number, across the cells of a notebook."""
    notebook = {
        "cells": [
            markdown("# One {#sec-one}\n\n{{< var zero >}} and {{< var zero >}}"),
            code("#| fig-cap: of {{< var zero >}}"),
            markdown("again {{< var zero >}}\n\n## *Two*\n\n{{< var zero >}}"),
        ]
    }
    links.link_notebook(notebook, "notebooks/01.ipynb")
    assert links.anchors == {
        ("notebooks/01.ipynb", "One", "zero"): "use-1",
        ("notebooks/01.ipynb", "Two", "zero"): "use-2",
    }
    text = "".join("".join(cell["source"]) for cell in notebook["cells"])
    assert (text.count("#use-1 "), text.count("#use-2 "), text.count("{.claim")) == (1, 1, 4)
    assert notebook["cells"][1]["source"] == "#| fig-cap: of {{< var zero >}}"


def test_a_heading_within_code_is_none(links: ClaimLinks) -> None:
    """A comment of a shell command does not begin a section."""
    links.link_page("# One\n\n```\n# Two\n```\n\n{{< var zero >}}", "index.qmd")
    assert list(links.anchors) == [("index.qmd", "One", "zero")]


def test_a_table_keeps_its_cells(links: ClaimLinks) -> None:
    """Links in a pipe table neither add nor lose a cell."""
    table = "| a | b |\n|---|---|\n| {{< var zero_pct >}} of {{< var zero >}} | c |"
    shown = html(links, table)
    assert (shown.count("<td"), shown.count("<a ")) == (2, 2)


def test_no_links_no_change(links: ClaimLinks) -> None:
    """A page without numbers stays byte for byte."""
    text = "# Title\n\n- `{{< var zero >}}`\n\n[x](y.qmd)\n"
    assert links.link_page(text, "index.qmd") == text
