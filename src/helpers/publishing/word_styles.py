"""The styles of the DOCX: Pandoc's own reference document with the book's styles in it.

Word keeps styles, paper and footer in one packed file. It is made here from readable parts, so
that no packed file is among the sources.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from helpers.publishing import pandoc
from helpers.publishing.web import ASSETS

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
