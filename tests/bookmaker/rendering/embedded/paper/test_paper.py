"""Which formats on paper a book has."""

from __future__ import annotations

from types import SimpleNamespace

from bookmaker.project.description import FORMATS
from bookmaker.rendering.embedded.paper import formats


def test_the_pdf_is_made_and_others_where_they_are_offered() -> None:
    """In the order of the description; what is no format of ours is somebody else's."""
    book = SimpleNamespace(downloads=("pdf", "epub", "odt", "docx"), formats=FORMATS)
    assert [each.names for each in formats(book)] == [("typst",), ("epub",), ("docx",)]
    assert len(formats(SimpleNamespace(downloads=(), formats=FORMATS))) == 1
    assert formats(SimpleNamespace(downloads=(), formats=("html",))) == []
