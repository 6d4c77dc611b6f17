"""Which formats on paper a book has."""

from __future__ import annotations

from types import SimpleNamespace

from bookmaker.rendering.embedded.paper import formats


def test_the_pdf_is_always_made_and_others_where_they_are_offered() -> None:
    """In the order of the description; what is no format of ours is somebody else's."""
    book = SimpleNamespace(downloads=("pdf", "epub", "odt", "docx"))
    assert [each.names for each in formats(book)] == [("typst",), ("epub",), ("docx",)]
    assert len(formats(SimpleNamespace(downloads=()))) == 1
