"""Contents of the DOCX, filled: Word would show an empty list until asked to update it.

The list is a field of Word's, so that "update field" adds page numbers; until then it holds the
book's headings, each a link.
"""

from __future__ import annotations

from collections.abc import Iterable

from helpers.publishing.numbering import Leaf
from helpers.publishing.pandoc import Node, div, texts
from helpers.publishing.paper import chapter_label, page_label
from helpers.publishing.project import Book

_DEPTH = 2


def contents(book: Book, leaves: Iterable[Leaf]) -> list[Node]:
    """The contents of the book: a title, and a field with a line for each heading."""
    lines = [line for leaf in leaves for line in _lines(leaf)]
    title = [{"t": "Para", "c": texts(book.words["toc-title-document"])}]
    begin = _field("begin") + f'<w:r><w:instrText>TOC \\o "1-{_DEPTH}" \\h</w:instrText></w:r>'
    first, *rest = [
        _line(level, text, label=label, opening=begin + _field("separate") if not place else "")
        for place, (level, text, label) in enumerate(lines)
    ]
    end = {"t": "Para", "c": [_raw(_field("end"))]}
    return [div("", [], title, custom_style="Contents Heading"), first, *rest, end]


def _lines(leaf: Leaf) -> list[tuple[int, str, str]]:
    heads = [(1, _numbered(leaf.number, leaf.plain_title), chapter_label(leaf))]
    return heads + [
        (head.level, _numbered(head.number, head.title), page_label(leaf.href, head.identifier))
        for head in leaf.headings
        if head.level <= _DEPTH
    ]


def _numbered(number: str, title: str) -> str:
    return f"{number} {title}" if number else title


def _line(level: int, text: str, *, label: str, opening: str) -> Node:
    link = {"t": "Link", "c": [["", [], []], texts(text), [f"#{label}", ""]]}
    inlines = [_raw(opening), link] if opening else [link]
    return div("", [], [{"t": "Para", "c": inlines}], custom_style=f"toc {level}")


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _raw(text: str) -> Node:
    return {"t": "RawInline", "c": ["openxml", text]}
