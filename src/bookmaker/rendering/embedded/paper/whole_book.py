"""What the formats on paper share: PDF, DOCX and EPUB hold the whole book as one document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from bookmaker.project.description import Book
from bookmaker.project.pandoc import Node, nodes, text_of, walk
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pictures import file_of
from bookmaker.rendering.embedded.references import is_reference

ASSETS = Path(__file__).parent / "assets"

# The class of a figure or table that hardly any text of its chapter follows.
LATE = "late"
# Characters that go over to a chapter's last page together: some lines, never a large part of one.
_NOT_ALONE, _TOGETHER = 300, 700
# A figure with less text than this behind it, about a third of a page, is late.
_HARDLY_ANY = 1400


def printed(leaves: Iterable[Leaf]) -> list[Leaf]:
    """The pages that say something on paper: some are only for the screen."""
    return [leaf for leaf in leaves if any(_is_printed(block) for block in leaf.blocks)]


def _is_printed(block: dict) -> bool:
    if block["t"] == "Div":
        return any(map(_is_printed, block["c"][1]))
    is_code = block["t"] == "CodeBlock" and "cell-code" in block["c"][0][1]
    return block["t"] != "RawBlock" and not is_code


def chapter_label(leaf: Leaf) -> str:
    """The label of a chapter's heading in a document that holds the whole book.

    Chapters keep their id when a reference may use it, and are called by their file otherwise.
    """
    if leaf.identifier.startswith("sec-"):
        return leaf.identifier
    return f"chapter--{posixpath.splitext(posixpath.basename(leaf.href))[0]}"


def page_label(href: str, identifier: str) -> str:
    """An id as unique in the book: those of references are already.

    >>> page_label("notebooks/01_sector.html", "limits")
    '01_sector--limits'
    >>> page_label("notebooks/01_sector.html", "sec-limits")
    'sec-limits'
    """
    if not identifier or is_reference(identifier) or identifier.startswith("ref-"):
        return identifier
    return f"{posixpath.splitext(posixpath.basename(href))[0]}--{identifier}"


def labels_of(leaves: Iterable[Leaf]) -> dict[str, str]:
    """The labels of the whole book by the addresses of the site: pages and their parts.

    A part that is only on the screen has none, and a link to it becomes words.
    """
    labels: dict[str, str] = {}
    for leaf in leaves:
        labels[leaf.href] = labels[f"{leaf.href}#{leaf.identifier}"] = chapter_label(leaf)
        for node in nodes([leaf.title, leaf.blocks], "Header", "Div", "Span"):
            identifier = node["c"][1 if node["t"] == "Header" else 0][0]
            if identifier:
                labels[f"{leaf.href}#{identifier}"] = page_label(leaf.href, identifier)
    return labels


def label_at(leaf: Leaf, labels: Mapping[str, str], target: str) -> str:
    """The label in the whole book of what a page's link points at; empty when it is not in it."""
    path, _, anchor = unquote(target).partition("#")
    path = path.partition("?")[0]
    base = posixpath.dirname(leaf.href)
    href = posixpath.normpath(posixpath.join(base, path)) if path else leaf.href
    return labels.get(f"{href}#{anchor}" if anchor else href, "")


def copy_pictures(book: Book, leaves: Iterable[Leaf], *, work: Path) -> list[Path]:
    """Copy the pictures of the pages to where the whole book names them; returns their paths."""
    copies = []
    for leaf in leaves:
        base = posixpath.dirname(leaf.page.source)
        for image in nodes([leaf.title, leaf.blocks], "Image"):
            name = file_of(image)
            path = work / base / name
            path.parent.mkdir(parents=True, exist_ok=True)
            content = leaf.page.files.get(name)
            path.write_bytes(content or (book.directory / base / name).read_bytes())
            copies.append(path)
    return copies


def keywords(book: Book) -> list[str]:
    """The book's keywords, from `keywords:` of its description or of its format typst.

    At the top of the description Quarto would print them on every page of the site.
    """
    listed = book.typst.get("keywords") or book.options.get("keywords") or []
    return [str(word) for word in (listed if isinstance(listed, list) else [listed])]


def notes(book: Book, imprint: Imprint) -> list[str]:
    """What the book says of its making: the day of its sources, what rendered it."""
    return [note for note in (imprint.sources(book), imprint.rendered) if note]


def closing_text(blocks: list) -> int:
    """Where the last words of a chapter start that stay on one page; its end when they may part.

    >>> heading = {"t": "Header", "c": [2, ["", [], []], []]}
    >>> closing_text([{"t": "Para", "c": []}, heading, {"t": "Para", "c": []}])
    1
    """
    start = length = 0
    for start in reversed(range(len(blocks))):
        block = blocks[start]
        length += len(text_of([block]))
        if length > _TOGETHER or any(nodes([block], "Image", "Table", "CodeBlock")):
            return start + 1
        if block["t"] == "Header" or length > _NOT_ALONE:
            break
    # A page that is short as a whole needs no help.
    return start or len(blocks)


def marked_late(blocks: list) -> list:
    """The blocks of a chapter, with a class for figures and tables that hardly any text follows."""
    length = 0
    marked: list = []
    for block in reversed(blocks):
        is_float = any("float" in div["c"][0][1] for div in nodes([block], "Div"))
        length += 0 if is_float else len(text_of([block]))
        marked += walk([block], _late, "Div") if is_float and length < _HARDLY_ANY else [block]
    return marked[::-1]


def _late(node: Node) -> Node | None:
    if "float" not in node["c"][0][1]:
        return None
    (identifier, classes, pairs), content = node["c"]
    return {"t": "Div", "c": [[identifier, [*classes, LATE], pairs], content]}


def split_caption(inlines: list) -> tuple[list, list]:
    """A caption's first sentence, which names the figure in a list of figures, and the rest.

    >>> from bookmaker.project.pandoc import texts
    >>> first, rest = split_caption(texts("Needs named (report, figure 6). Base: 100 answers."))
    >>> text_of(first), text_of(rest)
    ('Needs named (report, figure 6).', ' Base: 100 answers.')
    """
    for place, item in enumerate(inlines[:-2]):
        follows = inlines[place + 2]
        ends = item["t"] == "Str" and item["c"].endswith((".", "?"))
        if ends and follows["t"] == "Str" and follows["c"][0].isupper():
            return inlines[: place + 1], inlines[place + 1 :]
    return inlines, []
