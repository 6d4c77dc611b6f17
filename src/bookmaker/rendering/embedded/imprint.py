"""What the book says of its own making; nothing in it depends on when it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookmaker.project import pandoc
from bookmaker.project.description import FORMATS, Book
from bookmaker.project.remembered import version_of
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


def imprint_of(book: Book, day: date | None) -> Imprint:
    """What the book says of its making; of one that is not made in all formats, in which it is."""
    is_whole = set(FORMATS) <= set(book.formats)
    formats = "" if is_whole else f" ({', '.join(each.upper() for each in book.formats)})"
    return Imprint(f"{book.words['rendered-by']} {version()}{formats}", day)


def version() -> str:
    """What renders: the versions of Pandoc and Typst."""
    return f"Pandoc {pandoc.version()}, Typst {version_of('typst')}"
