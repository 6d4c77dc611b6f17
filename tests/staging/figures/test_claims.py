"""The list of claims below a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from helpers.audit.results import Mark
from helpers.staging.claims.links import mark_html
from helpers.staging.figures.claims import (
    MOST,
    ClaimNotes,
    DrawnClaim,
    check_claims,
    claim_notes,
    claims_list,
)
from helpers.staging.figures.files import Listed
from helpers.study import Study, open_study

SOURCE = "notebooks/01_sector.ipynb"
NOTES = ClaimNotes(
    {
        "women": DrawnClaim("Staff: women", "7"),
        "men": DrawnClaim("Staff: <men>", "9 %", mark_html(Mark("contradiction"), "en")),
    },
    "ledger.html",
)
FIGURE = Listed("fig-a", "Staff.", "", SOURCE, claims=("women", "men"))


def shown(listed: Listed, page: str = SOURCE, notes: ClaimNotes = NOTES) -> BeautifulSoup:
    text = claims_list(listed, page, notes=notes, language="en")
    return BeautifulSoup(text, "html.parser")


def test_each_claim_has_name_number_link_and_mark() -> None:
    """The link leads to the claim's place in the ledger, the mark says its word aloud."""
    first, second = shown(FIGURE).select("li")
    assert first.get_text() == "Staff: women: 7"
    assert first.a["href"] == "../ledger.html#claim-women"
    assert second.get_text() == "Staff: <men>: 9 %\u00a0≠"
    assert second.select_one(".claim-mark")["aria-label"] == "contradiction"


def test_the_list_is_closed_and_says_how_many() -> None:
    """It opens without a script, has an anchor of its own, and is told from its neighbours."""
    details = shown(FIGURE).details
    assert (details["id"], details.has_attr("open")) == ("claims-fig-a", False)
    assert details.summary.get_text() == "Claims (2)"
    assert details.summary["aria-label"] == "Claims (2): Staff"


def test_from_another_page_the_links_start_there() -> None:
    """The front page lies beside the ledger."""
    assert shown(FIGURE, "index.qmd").a["href"] == "ledger.html#claim-women"


def test_a_figure_of_the_whole_ledger_leads_there() -> None:
    """Hundreds of claims below a figure would be the ledger again, without its search."""
    many = [f"c{number}" for number in range(MOST + 1)]
    notes = ClaimNotes(dict.fromkeys(many, DrawnClaim("C", "1")), "ledger.html")
    link = shown(replace(FIGURE, claims=tuple(many)), notes=notes).a
    assert (link.get_text(), link["href"]) == ("Claims (101)", "../ledger.html")
    assert link["id"] == "claims-fig-a"
    assert shown(replace(FIGURE, claims=tuple(many[1:])), notes=notes).details


def test_no_claims_no_list() -> None:
    """A figure that draws none, and a book that has no ledger."""
    assert claims_list(Listed("fig-a", "A.", "", SOURCE), SOURCE, notes=NOTES, language="en") == ""
    assert claims_list(FIGURE, SOURCE, notes=ClaimNotes(), language="en") == ""


def test_an_unknown_claim_is_named_with_its_file() -> None:
    """The data are what is wrong, so they are what the message names."""
    (problem,) = check_claims(FIGURE, ["women"])
    assert str(problem).startswith("fig-a.csv")
    assert "'men', which the ledger does not hold" in str(problem)


@pytest.mark.parametrize(
    ("language", "number"), [("en", "1,327"), ("ru", "1\u202f327"), ("kk", "1\u202f327")]
)
def test_numbers_are_written_as_the_edition_writes_them(language: str, number: str) -> None:
    """Names and numbers are of the reader's language."""
    notes = claim_notes(open_study(language), marks={})
    assert notes.claims["register_filtered"].number.replace("\u00a0", "\u202f") == number
    assert notes.ledger == "ledger.html"


def test_marks_stand_at_their_claims(study: Study) -> None:
    """Claims without a mark have none."""
    notes = claim_notes(study, marks={"zero_reports_pct": "<i>!</i>"})
    assert notes.claims["zero_reports_pct"].mark == "<i>!</i>"
    assert notes.claims["zero_reports"].mark == ""
