"""What Pandoc or Typst refuses of a whole book, with its place in the sources.

Typst speaks of lines of a document that nobody wrote. So each chapter is set alone, and then less
and less of the first that it refuses, until one part is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from bookmaker.errors import InputError
from bookmaker.project.pandoc import Node, PandocError, nodes
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.pages import problems_of
from bookmaker.rendering.embedded.paper.pictures import TypstError
from bookmaker.rendering.embedded.paper.whole_book import printed

# A page without words is none of the printed book.
_WORD = {"t": "Para", "c": [{"t": "Str", "c": "."}]}

SetPages = Callable[[Sequence[Leaf]], None]


@contextmanager
def placing(leaves: Sequence[Leaf]) -> Iterator[None]:
    """Turn what Pandoc says of a whole book into an `InputError` with pages and lines."""
    try:
        yield
    except PandocError as error:
        raise InputError(problems_of([leaf.page for leaf in leaves], str(error))) from None


def set_or_place(leaves: Sequence[Leaf], set_pages: SetPages) -> None:
    """Set the pages. Raises `InputError` with the line of what Typst refuses.

    Where it refuses only all pages together, its error is raised as it is.
    """
    try:
        set_pages(leaves)
    except TypstError:
        for leaf in printed(leaves):
            if _refused(leaf, leaf.blocks, set_pages):
                raise _placed(leaf, set_pages) from None
        raise


def _placed(leaf: Leaf, set_pages: SetPages) -> InputError:
    if said := _refused(leaf, [], set_pages):
        return InputError([leaf.page.find(r"^#\s").problem(said)])
    block = _culprit(leaf, leaf.blocks, set_pages)
    said = _refused(leaf, [block], set_pages) or _refused(leaf, leaf.blocks, set_pages)
    return InputError([leaf.page.naming(*_names([block])).problem(said)])


def _culprit(leaf: Leaf, blocks: Sequence[Node], set_pages: SetPages) -> Node:
    block = _first_refused(leaf, blocks, set_pages)
    if _is_wrapper(block) and _refused(leaf, block["c"][1], set_pages):
        return _culprit(leaf, block["c"][1], set_pages)
    return block


def _first_refused(leaf: Leaf, blocks: Sequence[Node], set_pages: SetPages) -> Node:
    """The last of the fewest first blocks that are refused."""
    good, bad = 0, len(blocks)
    while bad - good > 1:
        middle = (good + bad) // 2
        if _refused(leaf, blocks[:middle], set_pages):
            bad = middle
        else:
            good = middle
    return blocks[bad - 1]


def _refused(leaf: Leaf, blocks: Sequence[Node], set_pages: SetPages) -> str:
    """What Typst says of a page that has only these blocks; empty when it sets them."""
    try:
        set_pages([replace(leaf, blocks=[*blocks, _WORD])])
    except TypstError as error:
        return str(error)
    return ""


def _is_wrapper(block: Node) -> bool:
    """Whether a block only holds others, which can be set without it."""
    return block["t"] == "Div" and not {"float", "callout"} & set(block["c"][0][1])


def _names(blocks: Sequence[Node]) -> list[str]:
    """What a block has that its line in the source has too, the most telling first."""
    pictures = [node["c"][2][0] for node in nodes(blocks, "Image")]
    written = [node["c"][1] for node in nodes(blocks, "Math", "RawBlock", "RawInline", "CodeBlock")]
    lines = [line for text in written for line in text.split("\n") if line.strip()]
    words = sorted((node["c"] for node in nodes(blocks, "Str")), key=len, reverse=True)
    return [*pictures, *lines, *words]
