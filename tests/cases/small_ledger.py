"""The small study as a judged ledger: six claims, one of them inconsistent, two derived numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpers.editions import Edition
from helpers.ledger import derived
from helpers.staging.claims.uses import Use
from helpers.staging.ledger_page import LedgerPages
from helpers.staging.ledger_page.facts import LedgerFacts
from helpers.study import Study
from tests.cases.small_study import load_ledger

DERIVED = "name,chapter,formula\nnot_zero,1,register_size - zero\nhalf_pct,1,100 * 1.5 / 3\n"
VALUES = {
    "register_size": "487",
    "zero": "357",
    "zero_pct": "72%",
    "zero_pct_recomputed": "73.3%",
    "not_zero": "130",
    "n_claims": "6",
}


def small_study(folder: Path, language: str = "en", **changes: Mapping[str, str]) -> Study:
    """The study read from files; `changes` as in `write_ledger`."""
    ledger = load_ledger(folder, **changes)
    path = folder / "derived.csv"
    path.write_text(DERIVED, encoding="utf-8")
    return Study(
        ledger=ledger,
        codebook=ledger.codebook,
        quotes=(),
        town_facts=(),
        pathways=(),
        derived=derived.load(ledger, path),
        edition=Edition(language),
    )


def small_pages(folder: Path, language: str = "en", **changes: Mapping[str, str]) -> LedgerPages:
    """The ledger of the small study, judged."""
    return LedgerPages.of(small_study(folder, language, **changes), VALUES)


def small_facts(
    folder: Path, language: str = "en", uses: Mapping[str, Use] | None = None, **changes: object
) -> LedgerFacts:
    """What the page says of the small study's numbers."""
    pages = small_pages(folder, language, **changes)
    links = pages.links
    return LedgerFacts(pages.study, pages.audit, links.entries, uses or {}, links.anchors)
