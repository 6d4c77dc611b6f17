"""[[What must hold before this study is published; `make test` builds the book first.]]"""

from pathlib import Path

import pytest

from helpers import paths
from helpers.audit import audit
from helpers.editions import SOURCE
from helpers.ledger import load_claims, validation
from helpers.review.site import check_site
from helpers.staging.admission import require_texts
from helpers.staging.cells import check_notebooks
from helpers.staging.prose_numbers import check_prose
from helpers.transcription.coverage import Uncovered, hold_against
from helpers.transcription.reading import read_report

NOTEBOOKS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
PAGES = sorted(paths.ROOT.glob("*.qmd"))
REPORT = paths.ROOT / "report.md"

# [[Numbers that do not follow as they are printed, by verdict, each checked by hand.]]
FLAGGED = {"opening_rarely_pct": "contradiction"}


# [[Words of the report that hold numbers which no row needs: "in 2019", "Table 2 of 2018".]]
LEFT_OUT: tuple[str, ...] = ()


def test_data_and_texts_are_valid() -> None:
    assert "claims.csv" in validation.require_valid_data()
    require_texts()


def test_every_number_of_the_report_is_in_the_ledger() -> None:
    rows = [vars(claim) for claim in load_claims().values()]
    found = hold_against(rows, read_report(REPORT, ""))
    assert found.faults == ()
    forgotten = [_around(each) for each in found.unexplained]
    assert [text for text in forgotten if not any(words in text for words in LEFT_OUT)] == []
    assert [words for words in LEFT_OUT if not any(words in text for text in forgotten)] == []


def _around(each: Uncovered) -> str:
    """[[A number with the words beside it.]]"""
    number = each.place.number
    return each.place.piece.text[max(number.start - 30, 0) : number.end + 30]


def test_the_audit_flags_what_was_checked_by_hand() -> None:
    ledger = load_claims()
    verdicts = {each.claim_id: each.verdict for each in audit(ledger).verdicts}
    follows = ("exact", "not_derivable", "external")
    assert {key: each for key, each in verdicts.items() if each not in follows} == FLAGGED


def test_notebooks_are_short_and_numbers_come_from_the_data() -> None:
    assert NOTEBOOKS
    assert check_notebooks(NOTEBOOKS) + check_prose([*PAGES, *NOTEBOOKS]) == []


def test_the_built_book_is_whole() -> None:
    assert check_site(paths.book(SOURCE)) == []


@pytest.mark.parametrize("source", [*NOTEBOOKS, *PAGES], ids=lambda path: path.stem)
def test_every_chapter_is_a_page(source: Path) -> None:
    page = paths.book(SOURCE) / source.relative_to(paths.ROOT).with_suffix(".html")
    assert "<h1" in page.read_text(encoding="utf-8")
