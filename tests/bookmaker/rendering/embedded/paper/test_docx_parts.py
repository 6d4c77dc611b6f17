"""The reference document of the DOCX."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

from bookmaker.rendering.embedded.paper.docx_parts import (
    default_parts,
    with_styles,
    write_reference,
)

_SHEET = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:styles>'
)


def style(name: str, content: str) -> str:
    """A style of this id and name."""
    return f'<w:style w:styleId="{name}"><w:name w:val="{content}"/></w:style>'


def test_own_styles_take_the_place_of_the_default_and_new_ones_follow() -> None:
    """Order stays: Word reads defaults first."""
    base = _SHEET.format(style("A", "old") + style("B", "kept"))
    merged = with_styles(base, _SHEET.format(style("A", "new") + style("C", "added")))
    names = [
        name.attrib.popitem()[1]
        for name in ElementTree.fromstring(merged).iter()
        if "name" in name.tag
    ]
    assert names == ["new", "kept", "added"]


def test_the_document_is_whole_and_the_same_each_time(tmp_path: Path) -> None:
    """Every part of Pandoc's is there and is XML; the paper is A4 with a page number."""
    first, second = (write_reference(tmp_path / name) for name in ("a.docx", "b.docx"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert set(default_parts()) < set(texts)
    for text in texts.values():
        ElementTree.fromstring(text.encode())
    assert 'w:w="11906"' in texts["word/document.xml"]
    assert "PAGE" in texts["word/footer1.xml"]
    assert "Caption" in texts["word/styles.xml"]
