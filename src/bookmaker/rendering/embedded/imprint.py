"""What the book says of its own making; nothing in it depends on when it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookmaker.project.description import Book
from bookmaker.rendering.dates import long_date


@dataclass(frozen=True)
class Imprint:
    """What rendered the book, in words, and the day of its sources, when that is known."""

    rendered: str
    day: date | None = None

    def sources(self, book: Book) -> str:
        """The day of the sources in a sentence without its full stop; empty when unknown."""
        if not self.day:
            return ""
        said = long_date(self.day.isoformat(), book.language)
        return book.words["sources-of"].format(date=said)
