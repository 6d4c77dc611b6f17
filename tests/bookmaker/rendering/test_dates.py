"""Dates of the book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bookmaker.errors import BookError
from bookmaker.rendering.dates import long_date, source_date


def test_the_variable_says_the_day(tmp_path: Path) -> None:
    """Packagers set the date; 0 means that none is wanted."""
    assert source_date(tmp_path, {"SOURCE_DATE_EPOCH": "86400"}) == date(1970, 1, 2)
    assert source_date(tmp_path, {"SOURCE_DATE_EPOCH": "0"}) is None


def test_a_copy_without_history_says_no_date(tmp_path: Path) -> None:
    """A downloaded archive builds, without a date."""
    assert source_date(tmp_path / "none", {"GIT_CEILING_DIRECTORIES": "/"}) is None


def test_nonsense_in_the_variable_is_refused() -> None:
    """A date that nobody can read must not vanish in silence."""
    with pytest.raises(BookError, match=r"SOURCE_DATE_EPOCH is 'today'; give seconds"):
        source_date(Path(), {"SOURCE_DATE_EPOCH": "today"})


def test_dates_are_in_words_of_the_language() -> None:
    """A date that is no ISO date stays as the author wrote it."""
    assert long_date("2026-01-15", "ru") == "15 января 2026\u202fг."
    assert long_date("spring", "en") == "spring"
