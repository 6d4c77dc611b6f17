"""Dates the book says: of its sources' last change, so that the same sources say the same date.

The moment of building would make every build another one. SOURCE_DATE_EPOCH goes first; without
it the date of git's last commit is taken; a copy without history says no date.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from babel.dates import format_date

from bookmaker.errors import BookError

VARIABLE = "SOURCE_DATE_EPOCH"
_FIRST_DAY = date(1980, 1, 1)


def source_date(root: Path, environment: Mapping[str, str] = os.environ) -> date | None:
    """The day (UTC) of the last change of the sources in `root`; None when nobody knows.

    Epoch 0 is what builds say that do not want a date. Raises `BookError` when the variable
    is no number of seconds.

    >>> source_date(Path(), {"SOURCE_DATE_EPOCH": "1700000000"})
    datetime.date(2023, 11, 14)
    """
    text = environment.get(VARIABLE) or _last_commit(root)
    if not text.isdecimal():
        message = f"{VARIABLE} is '{text}'; give seconds since 1970, or unset it"
        if text:
            raise BookError(message)
        return None
    return datetime.fromtimestamp(int(text), UTC).date() if int(text) else None


def epoch(day: date | None) -> int:
    """The time that files bear: the day of the sources, not before what a packed file can say.

    >>> epoch(None) == epoch(date(1980, 1, 1)) < epoch(date(2026, 1, 15))
    True
    """
    said = max(day or _FIRST_DAY, _FIRST_DAY)
    return int(datetime(said.year, said.month, said.day, tzinfo=UTC).timestamp())


def _last_commit(root: Path) -> str:
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def long_date(text: str, language: str) -> str:
    """An ISO date in the words of a language; other text stays as it is.

    >>> long_date("2026-01-15", "en")
    'January 15, 2026'
    """
    try:
        return format_date(date.fromisoformat(text), "long", locale=language)
    except ValueError:
        return text
