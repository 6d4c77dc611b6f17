"""What the book says of itself as one file: PDF, EPUB and DOCX, by whichever renderer.

Read are the titles, dates and keywords that libraries and programs show, the pictures with their
descriptions, the running heads, and whether words of a printed page lie on each other, which is how
a table looks whose rows did not fit on the page.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Of the smaller of two boxes, in each direction: lines set close touch each other, no more.
_OVERLAP = 0.35
# Where running heads stand: above this part of the page's height.
_HEAD = 0.94
_OOXML = "http://schemas.openxmlformats.org"
_WORD = {
    "w": f"{_OOXML}/wordprocessingml/2006/main",
    "wp": f"{_OOXML}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OOXML}/drawingml/2006/main",
}
_VALUE = f"{{{_WORD['w']}}}val"
_EMBEDDED = f"{{{_OOXML}/officeDocument/2006/relationships}}embed"


@dataclass(frozen=True)
class Document:
    """One file of the book.

    `pictures` are the alternative texts of its pictures, empty where there is none; `vector_only`
    how many pictures have no other form than SVG; `scripts` how many scripts it carries; `heads`
    the running heads in order, each once in a row; `words` its whole text without white space and
    hyphens, as cells of tables are sought in it; `overlaps` a line for each page with words that
    lie on each other.
    """

    title: str = ""
    authors: str = ""
    language: str = ""
    keywords: str = ""
    date: str = ""
    n_pages: int = 0
    pictures: tuple[str, ...] = ()
    vector_only: int = 0
    scripts: int = 0
    has_cover: bool = False
    heads: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    words: str = ""


def read_document(path: Path) -> Document:
    """What a PDF, EPUB or DOCX says; an empty `Document` where there is no such file."""
    if not path.is_file():
        return Document()
    return {".pdf": read_pdf, ".epub": read_epub, ".docx": read_docx}[path.suffix](path)


def read_pdf(path: Path) -> Document:
    """What a PDF says: its tags, its outline, and the words where they stand on the pages."""
    from pypdf import PdfReader
    from pypdfium2 import PdfDocument

    reader = PdfReader(path)
    root = reader.trailer["/Root"]
    about = reader.metadata or {}
    texts, heads, overlaps = [], [], []
    with PdfDocument(path) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            texts.append(text.get_text_range())
            head = _head(page, text)
            heads += [head] if head and head != (heads or [""])[-1] else []
            n_overlaps = _n_overlaps(text)
            overlaps += [f"page {number}: {n_overlaps} words"] if n_overlaps else []
    return Document(
        title=_text(about.get("/Title")),
        authors=_text(about.get("/Author")),
        language=_text(root.get("/Lang")),
        keywords=_text(about.get("/Keywords")),
        date=_text(about.get("/CreationDate")),
        n_pages=len(texts),
        pictures=tuple(_text(each.get("/Alt")) for each in _tagged(root, "/Figure")),
        heads=tuple(heads),
        headings=tuple(_outline(reader.outline)),
        overlaps=tuple(overlaps),
        words=bare("".join(texts)),
    )


def overlapping(boxes: NDArray) -> list[tuple[int, int]]:
    """Pairs of boxes (rows of left, bottom, right, top) that lie on each other.

    >>> import numpy as np
    >>> overlapping(np.array([[0, 0, 40, 10], [0, 9, 40, 19], [5, 2, 30, 12]]))
    [(0, 2)]
    """
    import numpy as np

    if len(boxes) == 0:
        return []
    left, bottom, right, top = np.asarray(boxes, dtype=float).T
    across = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    along = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    least_across = np.minimum.outer(right - left, right - left)
    least_along = np.minimum.outer(top - bottom, top - bottom)
    meets = (across > _OVERLAP * least_across) & (along > _OVERLAP * least_along)
    first, second = np.nonzero(np.triu(meets, 1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _n_overlaps(text: Any) -> int:
    """Pairs of words of a page that lie on each other; the letters of turned words always do."""
    boxes = _boxes(text)
    pairs = overlapping(boxes)
    turned = {index for pair in pairs for index in pair if _is_turned(text, boxes[index])}
    return sum(not turned & set(pair) for pair in pairs)


def _is_turned(text: Any, box: NDArray) -> bool:
    from pypdfium2.raw import FPDFText_GetCharAngle

    left, bottom, right, top = box
    index = text.get_index((left + right) / 2, (bottom + top) / 2, right - left, top - bottom)
    return index is not None and FPDFText_GetCharAngle(text.raw, index) not in (0, -1)


def _boxes(text: Any) -> NDArray:
    """The boxes of the words of a page; marks such as a lone dot are too small to judge."""
    import numpy as np

    found = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        if right - left > 4 and top - bottom > 3:
            found.append((left, bottom, right, top))
    return np.array(found).reshape(-1, 4)


def _head(page: Any, text: Any) -> str:
    width, height = page.get_size()
    return _text(text.get_text_bounded(0, height * _HEAD, width, height))


def _tagged(element: Any, kind: str) -> Iterator[Mapping]:
    """The elements of one kind in a PDF's tree of tags."""
    waiting = [element.get("/StructTreeRoot")]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            if node.get("/S") == kind:
                yield node
            waiting.append(node.get("/K"))


def _outline(entries: list) -> Iterator[str]:
    """The titles of an outline's first level, which are the chapters."""
    yield from (_text(each.title) for each in entries if not isinstance(each, list))


def read_epub(path: Path) -> Document:
    """What an EPUB says: its package and the pages in its order of reading."""
    with zipfile.ZipFile(path) as book:
        name = next(each for each in book.namelist() if each.endswith(".opf"))
        package = BeautifulSoup(book.read(name), "xml")
        items = {item["id"]: item for item in package.find_all("item")}
        folder = PurePosixPath(name).parent
        pages = [
            BeautifulSoup(book.read((folder / items[each["idref"]]["href"]).as_posix()), "xml")
            for each in package.find_all("itemref")
        ]
    images = [image for page in pages for image in page.find_all("img")]
    return Document(
        title=_first(package, "dc:title"),
        authors="; ".join(_text(each.text) for each in package.find_all("dc:creator")),
        language=_first(package, "dc:language"),
        keywords=", ".join(_text(each.text) for each in package.find_all("dc:subject")),
        date=_first(package, "dc:date"),
        n_pages=len(pages),
        pictures=tuple(_text(image.get("alt")) for image in images),
        scripts=sum(len(page.find_all("script")) for page in pages),
        has_cover=any("cover-image" in item.get("properties", "") for item in items.values()),
        headings=tuple(_text(page.h1.text) for page in pages if page.h1),
        words=bare("".join(page.get_text() for page in pages)),
    )


def read_docx(path: Path) -> Document:
    """What a DOCX says: its properties, and its text with pictures and headings."""
    with zipfile.ZipFile(path) as book:
        about = BeautifulSoup(book.read("docProps/core.xml"), "xml")
        text = ElementTree.fromstring(book.read("word/document.xml"))
        styles = ElementTree.fromstring(book.read("word/styles.xml"))
    language = styles.find("w:docDefaults//w:lang", _WORD)
    return Document(
        title=_first(about, "dc:title"),
        authors=_first(about, "dc:creator"),
        language=_text(language.get(_VALUE) if language is not None else ""),
        keywords=_first(about, "cp:keywords"),
        date=_first(about, "dcterms:created"),
        pictures=tuple(_text(each.get("descr")) for each in text.iterfind(".//wp:docPr", _WORD)),
        # An SVG hangs on the place of its PNG, which is empty where there is none.
        vector_only=sum(not blip.get(_EMBEDDED) for blip in text.iterfind(".//a:blip", _WORD)),
        headings=tuple(
            _text("".join(paragraph.itertext()))
            for paragraph in text.iterfind(".//w:p", _WORD)
            if paragraph.find("w:pPr/w:pStyle[@w:val='Heading1']", _WORD) is not None
        ),
        words=bare("".join(text.itertext())),
    )


def bare(text: str) -> str:
    """A text as it can be sought in print: no white space, no hyphens, no marks of no width.

    >>> bare("inter-\\n action\\u200b of 7,5 %")
    'interactionof7,5%'
    """
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff\ufffe\u0002‐-]+", "", text)


def _first(tree: BeautifulSoup, name: str) -> str:
    found = tree.find(name)
    return _text(found.text) if found else ""


def _text(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""
