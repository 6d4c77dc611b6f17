"""The ledger's page: an entry and a row for every number, computed from the file as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.project.remembered import NOTHING, Memory
from helpers.paths import LEDGER_PAGE
from helpers.review.site import check_site
from helpers.staging.ledger_page import page
from tests.cases.ledger_book import LINKS
from tests.cases.small_ledger import small_facts, small_pages

ANCHORS = [
    *("claim-register_size", "claim-zero", "claim-zero_pct", "claim-survey_start"),
    *("claim-score_esik", "claim-zero_akmola", "derived-not_zero", "derived-half_pct"),
]


def shown(text: str) -> BeautifulSoup:
    """What the page has for the screen."""
    parts = re.findall(r"```\{=html\}\n(.*?)\n```", text, re.DOTALL)
    return BeautifulSoup("\n".join(parts), "html.parser")


def test_every_number_has_an_entry_and_a_row(tmp_path: Path) -> None:
    """On its own anchor, in the order of the ledger, derived numbers last."""
    text = page(small_facts(tmp_path))
    assert [tag["id"] for tag in shown(text).select(".claim-entry")] == ANCHORS
    assert re.findall(r"^\| \[.+?\]\{#([\w-]+)\}", text, re.M) == ANCHORS


def test_a_changed_digit_changes_the_verdict(tmp_path: Path) -> None:
    """No verdict is typed: 73 % follows from 357 of 487."""
    text = page(small_facts(tmp_path, zero_pct={"printed": "73"}))
    assert shown(text).find(id="claim-zero_pct")["data-verdict"] == "exact"
    assert (
        "| [73%]{#claim-zero_pct} | Reports: zero, percent | [«два слова»]{lang=ru} | exact |"
        in text
    )


def test_a_remembered_page_is_that_of_the_ledger_as_it_is(tmp_path: Path) -> None:
    """A digit, a use in a chapter and the language decide it; only what is new is put together."""
    memory, chapter = Memory(tmp_path / "memory"), tmp_path / "a.qmd"
    chapter.write_text("# A\n\nText.\n", encoding="utf-8")

    def written(language: str, **changes: dict[str, str]) -> str:
        kept = []
        for each in (memory, NOTHING):
            pages = small_pages(tmp_path, language, **changes)
            pages.write(tmp_path, ["a.qmd"], [], each)
            kept.append((tmp_path / LEDGER_PAGE).read_text(encoding="utf-8"))
        assert kept[0] == kept[1]
        return kept[0]

    def n_remembered() -> int:
        return len(list((tmp_path / "memory").iterdir()))

    first = written("en")
    assert (written("en"), n_remembered()) == (first, 1)
    assert written("en", zero_pct={"printed": "73"}) != first
    assert written("ru") != first
    chapter.write_text("# A\n\n{{< var zero >}} of them.\n", encoding="utf-8")
    assert written("en") != first
    assert n_remembered() == 4


def test_the_filters_offer_what_there_is(tmp_path: Path) -> None:
    """Chapters with numbers, verdicts with their counts, and the tools wait for their script."""
    form = shown(page(small_facts(tmp_path))).form
    assert [option.get("value") for option in form.find_all("option")] == ["", "1", "derived"]
    boxes = {box["value"]: box.parent.get_text().strip() for box in form.select("[type=checkbox]")}
    assert "base" not in boxes
    assert boxes["contradiction"] == "≠ contradiction 1"
    assert boxes["other_end"] == "(…) other end 2"
    assert form.has_attr("hidden")
    assert set(json.loads(form["data-words"])) == {"count", "count-all", "count-none", "kept"}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_edition_has_its_words(tmp_path: Path, language: str) -> None:
    """No English is left on the page."""
    text = shown(page(small_facts(tmp_path, language))).get_text()
    assert not set(re.findall(r"[A-Za-z]+", text)) & {
        "Where",
        "Formula",
        "text",
        "printed",
        "exact",
    }


@pytest.mark.slow
def test_a_book_that_lists_the_page_gets_it_with_its_links(ledger_site: Path) -> None:
    """Site, PDF, EPUB and DOCX are written, and no link or anchor of the site is broken."""
    assert check_site(ledger_site) == []
    names = {path.name for path in ledger_site.iterdir()}
    assert {"small.pdf", "small.epub", "small.docx"} <= names
    text = (ledger_site / "notebooks/01_one.html").read_text(encoding="utf-8")
    chapter = BeautifulSoup(text, "html.parser")
    assert {link.get_text(): link["href"] for link in chapter.select("a.claim")} == LINKS
