"""The printed book has no white half-pages."""

from __future__ import annotations

import pytest

from helpers import paths
from helpers.review.print_pages import sheets


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_pages_are_full_but_where_a_chapter_ends(language: str) -> None:
    """Figures and tables go where there is room, and long tables over the page."""
    measured = sheets(paths.book(language) / "civic-voice.pdf")
    white = [sheet for sheet in measured if sheet.is_white]
    assert len(measured) > 100
    assert white == []
