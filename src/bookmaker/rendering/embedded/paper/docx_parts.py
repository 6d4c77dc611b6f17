"""The DOCX's styles, from readable parts, and its contents, filled.

Word keeps styles, paper and footer in one packed file. It is made here from Pandoc's own reference
document with the book's styles in it, so that no packed file is among the sources. Word would show
an empty list of contents until asked to update it: the list is a field of Word's, so that "update
field" adds page numbers; until then it holds the book's headings, each a link.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from bookmaker.project import pandoc
from bookmaker.project.description import Book
from bookmaker.project.pandoc import Node, div, texts
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.paper.whole_book import ASSETS, chapter_label, page_label

_DEPTH = 2

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FOOTER = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:ftr xmlns:w="{_W}"><w:p>'
    '<w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
# A4 in twentieths of a point; the first page, which is the title, has no number.
_SECTION = (
    f'<w:sectPr xmlns:w="{_W}" xmlns:r="{_R}">'
    '<w:footerReference w:type="default" r:id="rIdFooter"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1474" w:bottom="1440" w:left="1474"'
    ' w:header="720" w:footer="720" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
# Text width of that page in inches.
TEXT_WIDTH = (11906 - 2 * 1474) / 1440


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


def write_reference(path: Path) -> Path:
    """Write the reference document for Pandoc; returns its path."""
    parts = default_parts()
    styles = (ASSETS / "word_styles.xml").read_text(encoding="utf-8")
    parts["word/styles.xml"] = with_styles(parts["word/styles.xml"], styles)
    parts["word/document.xml"] = _with_section(parts["word/document.xml"])
    parts["word/footer1.xml"] = _FOOTER
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rIdFooter" Type="{_R}/footer" Target="footer1.xml"/></Relationships>',
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>",
        f'<Override PartName="/word/footer1.xml" ContentType="{_OFFICE}.footer+xml"/></Types>',
    )
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in sorted(parts.items()):
            packed.writestr(zipfile.ZipInfo(name), text)
    return path


def default_parts() -> dict[str, str]:
    """The files within Pandoc's own reference document."""
    content = pandoc.data_file("reference.docx")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def with_styles(base: str, own: str) -> str:
    """One style sheet with styles of another in the place of those with the same id."""
    ElementTree.register_namespace("w", _W)
    sheet, fresh = ElementTree.fromstring(base), ElementTree.fromstring(own)
    places = {_identity(child): place for place, child in enumerate(sheet)}
    for child in fresh:
        if _identity(child) in places:
            sheet[places[_identity(child)]] = child
        else:
            sheet.append(child)
    return ElementTree.tostring(sheet, encoding="unicode", xml_declaration=True)


def _identity(element: ElementTree.Element) -> tuple[str, str]:
    return element.tag, element.get(f"{{{_W}}}styleId", "")


def _with_section(document: str) -> str:
    """The document with the book's paper in the place of its last section's."""
    ElementTree.register_namespace("w", _W)
    ElementTree.register_namespace("r", _R)
    root = ElementTree.fromstring(document)
    body = root[0]
    for section in body.findall(f"{{{_W}}}sectPr"):
        body.remove(section)
    body.append(ElementTree.fromstring(_SECTION))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)
