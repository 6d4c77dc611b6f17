"""The line below a figure or table."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from helpers.staging.figures.claims import ClaimNotes, DrawnClaim
from helpers.staging.figures.files import Listed
from helpers.staging.figures.lines import card_line, code_place, files_line, scripts, table_tools

SOURCE = "notebooks/01_sector.ipynb"
NOTES = ClaimNotes({"women": DrawnClaim("Staff: women", "7")}, "ledger.html")
FIGURE = Listed(
    "fig-a",
    "Staff.",
    "",
    SOURCE,
    files=("figures/fig-a.csv", "figures/fig-a.svg"),
    claims=("women",),
)
BARE = Listed("fig-b", "B.", "", SOURCE, shows_code=False)


def addresses(line: str) -> list[str]:
    return re.findall(r"\]\((.*?)\)\{", line)


def test_a_line_offers_files_code_and_claims() -> None:
    """Each by a link that can be told from the others of the page when it is read aloud."""
    line = files_line(FIGURE, SOURCE, notes=NOTES, language="en")
    assert addresses(line) == ["../figures/fig-a.csv", "../figures/fig-a.svg", "#code-fig-a"]
    assert '[How it was made](#code-fig-a){aria-label="How it was made: Staff"}' in line
    assert '<details class="figure-claims" id="claims-fig-a">' in line


def test_a_line_is_for_the_site_only() -> None:
    """In print there is no file beside the page, and the words around figures stay few."""
    for text in (files_line(FIGURE, SOURCE, notes=NOTES, language="en"), code_place(FIGURE)):
        assert text.startswith(':::: {.content-visible when-format="html:js"}\n')
        assert text.endswith("\n::::\n")


def test_on_another_page_the_code_is_where_the_notebook_is() -> None:
    """The files and the list of claims are here, the code in its chapter."""
    line = files_line(FIGURE, "index.qmd", notes=NOTES, language="en")
    assert addresses(line)[-1] == "notebooks/01_sector.ipynb#code-fig-a"
    assert 'href="ledger.html#claim-women"' in line


def test_a_card_links_to_the_list_of_claims() -> None:
    """Fifty lists on one page would be the ledger again."""
    line = card_line(FIGURE, "figures.qmd", notes=NOTES, language="en")
    assert addresses(line)[-2:] == [
        "notebooks/01_sector.ipynb#code-fig-a",
        "notebooks/01_sector.ipynb#claims-fig-a",
    ]
    assert "[Claims (1)]" in line
    assert "<details" not in line


def test_what_is_not_there_is_not_offered() -> None:
    """No file, no code on the page and no claim make no line; code alone makes one."""
    assert files_line(BARE, SOURCE, notes=NOTES, language="en") == ""
    line = files_line(replace(BARE, shows_code=True), SOURCE, notes=NOTES, language="en")
    assert addresses(line) == ["#code-fig-b"]


@pytest.mark.parametrize("charts", [False, True])
def test_the_script_of_charts_comes_with_charts_only(charts: bool) -> None:
    """The small script that opens code comes with every figure."""
    text = scripts(SOURCE, charts=charts)
    assert '<script src="../figures/made.js" defer></script>' in text
    assert ("interactive.js" in text) == charts


def test_a_table_to_sort_has_a_place_for_its_tools() -> None:
    """Empty until a script fills it with the edition's words; no script where there is none."""
    tools = table_tools(Listed("tbl-a", "A.", "", SOURCE, is_sortable=True), "ru")
    assert 'class="table-tools" data-table="tbl-a"' in tools
    assert "{shown}" in tools
    assert "Rows shown" not in tools
    assert "figures/tables.js" in scripts(SOURCE, charts=False, tables=True)
    assert "figures/tables.js" not in scripts(SOURCE, charts=True)
