"""The scan of a build, and its record."""

from __future__ import annotations

import json

import pytest

from helpers import paths
from helpers.disclosure import DisclosureError
from helpers.release.scanning import all_canaries, write_scan
from tests.cases.questionnaires import write_wave


@pytest.fixture
def built(tmp_path, monkeypatch, study):
    """Questionnaires, and a book of one page that tells nothing of them."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path / "restricted")
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path / "outputs")
    write_wave("2024", study)
    page = paths.book("en") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html>Nothing of anybody", encoding="utf-8")
    return page


@pytest.mark.usefixtures("built")
def test_a_clean_book_is_recorded():
    """With how much was scanned, and which book."""
    write_scan(["en"])
    record = json.loads(paths.scanned().read_text(encoding="utf-8"))
    assert (record["products"], record["finds"]) == (1, 0)
    assert record["canaries"] > 100
    assert record["books"]["en"]


def test_a_book_that_names_a_row_stops_the_build(built):
    """And leaves no record of it."""
    value = all_canaries(("2024",))[0].value
    built.write_text(f"<html>{value}", encoding="utf-8")
    with pytest.raises(DisclosureError, match="nothing of it may be published"):
        write_scan(["en"])
    assert not paths.scanned().exists()
