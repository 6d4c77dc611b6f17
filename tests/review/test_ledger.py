"""What is wrong with the ledger of a built site is named."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from helpers.review.ledger import check_ledger
from helpers.study import Study
from tests.cases.ledger_book import LINKS


@pytest.fixture
def anchors(study: Study) -> list[str]:
    """Where every number of the study has its entry."""
    claims = [f"claim-{claim_id}" for claim_id in study.ledger]
    return claims + [f"derived-{each.name}" for each in study.derived]


def test_every_number_has_its_entry_and_every_link_leads_to_one(
    ledger_site: Path, anchors: list[str]
) -> None:
    """And from each entry there is a way back to where the chapters use it."""
    assert check_ledger(ledger_site, anchors) == []


def test_links_on_paper_lead_into_the_tables(ledger_site: Path) -> None:
    """In the PDF every link of a number is internal; in the DOCX each has its bookmark."""
    links = [
        link.get_object()
        for sheet in PdfReader(ledger_site / "small.pdf").pages
        for link in sheet.get("/Annots") or ()
    ]
    assert sum("/Dest" in link or link["/A"]["/S"] == "/GoTo" for link in links) > len(LINKS)
    with zipfile.ZipFile(ledger_site / "small.docx") as file:
        text = file.read("word/document.xml").decode()
    wanted = set(re.findall(r'w:hyperlink[^>]* w:anchor="([^"]+)"', text))
    assert len(wanted) > len(LINKS)
    assert wanted <= set(re.findall(r'w:bookmarkStart[^>]* w:name="([^"]+)"', text))


def test_what_is_wrong_with_links_is_named(ledger_site: Path, tmp_path: Path) -> None:
    """A link to nowhere, one without a title, an entry that is missing or does not lead back."""
    pages = {
        name: (ledger_site / name).read_text("utf-8") for name in ("ledger.html", "index.html")
    }
    chapter = (ledger_site / "notebooks" / "01_one.html").read_text(encoding="utf-8")
    pages["index.html"] = chapter.replace("../ledger", "ledger").replace("#claim-zero", "#claim-x")
    pages["index.html"] = re.sub(r' title="derived number: [^"]*"', "", pages["index.html"])
    pages["ledger.html"] = pages["ledger.html"].replace("#use-3", "#use-9")
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    messages = [str(problem) for problem in check_ledger(tmp_path, ["claim-other"])]
    assert len(messages) == 4
    assert "claim-other: has no entry; stage the book again" in messages[0]
    assert "leads to #claim-x_reports_pct, which the ledger does not have" in messages[1]
    assert "is named use-3, and its entry does not lead back to it" in messages[2]
    assert "does not say what the number is" in messages[3]
