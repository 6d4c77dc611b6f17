"""How to cite a page, in words and as BibTeX.

The author and the title are the book's own; whose study it tells, the left part of its footer, is
added to the book's reference. A page is cited as a chapter in the book, the front page as the book.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from bookmaker.project.description import Book
from bookmaker.rendering.embedded.numbering import Leaf

# TeX reads these as commands.
_SPECIAL = re.compile(r"([&%$#_{}])")


def in_words(book: Book, leaf: Leaf, *, is_front: bool, day: date | None) -> str:
    """The reference as a sentence: who, when, what, where."""
    who = ", ".join(book.authors)
    year = f" ({day.year})" if day else ""
    head = f"{who}{year}. " if who else ""
    if is_front:
        return f"{head}{_title(book)}. {book.footer[0]}".rstrip()
    number = ""
    if leaf.number:
        number = ", " + book.words["cite-chapter-number"].format(number=leaf.number)
    return f"{head}{leaf.plain_title}. {book.words['cite-in']} {_title(book)}{number}."


def _title(book: Book) -> str:
    return f"{book.title}: {book.subtitle}" if book.subtitle else book.title


def bibtex(book: Book, leaf: Leaf, *, is_front: bool, day: date | None) -> str:
    """The reference as a BibTeX entry."""
    chapter = {} if is_front else {"title": leaf.plain_title, "booktitle": _title(book)}
    fields = {
        # Doubled braces keep an organisation's name in one piece.
        "author": " and ".join(f"{{{_tex(name)}}}" for name in book.authors),
        **{key: _tex(text) for key, text in (chapter or {"title": _title(book)}).items()},
        "chapter": "" if is_front else leaf.number,
        "year": str(day.year) if day else "",
        "note": _tex(book.footer[0]) if is_front else "",
    }
    kind = "book" if is_front else "incollection"
    return entry(kind, f"{book.output_file}-{PurePosixPath(leaf.href).stem}", fields)


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """A BibTeX entry of the fields that have a value.

    >>> print(entry("book", "a", {"title": "B", "year": ""}))
    @book{a,
      title = {B}
    }
    """
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@{kind}{{{key},\n{lines}\n}}"


def _tex(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
