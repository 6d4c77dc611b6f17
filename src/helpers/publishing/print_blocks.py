"""The parts of the book as Typst: headings, figures, tables, callouts, formulas, links.

As for HTML, each part is a raw opening, Pandoc's own blocks, and a raw closing. Code stays out of
print. All pages become one document, so ids that are unique only within a page get its name.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping

from helpers.publishing.crossrefs import is_reference, page_link
from helpers.publishing.numbering import Leaf
from helpers.publishing.pandoc import Node, raw, text_of, walk
from helpers.publishing.table_columns import column_texts, column_widths, longest

# A table with more characters in its longest texts than this is set smaller.
_DENSE_CHARACTERS = 150


def literal(text: str) -> str:
    r"""A Typst string.

    >>> print(literal('a "b"'))
    "a \"b\""
    """
    return json.dumps(text, ensure_ascii=False)


def numbering(number: str) -> str:
    """A Typst numbering that says one fixed thing.

    >>> numbering("1.2")
    '(..n) => "1.2"'
    """
    return f"(..n) => {literal(number)}" if number else "none"


class PrintWriter:
    """Turns the neutral blocks of one page into what Pandoc's Typst writer needs."""

    def __init__(
        self, leaf: Leaf, chapters: Mapping[str, str], *, words: Mapping[str, str]
    ) -> None:
        """`chapters` gives the label of each page by its address in the site."""
        self.leaf, self.chapters, self.words = leaf, chapters, words

    def blocks(self) -> list:
        """The page for print, its title first."""
        heading = _heading(
            1, self.leaf.number, title=self.leaf.title, label=self.chapters[self.leaf.href]
        )
        return [*heading, *walk(self.leaf.blocks, self._visit)]

    def _visit(self, node: Node) -> Node | list[Node] | None:
        visitor = getattr(self, f"_on_{node['t'].lower()}", None)
        return visitor(node) if visitor else None

    def _on_header(self, node: Node) -> list[Node]:
        level, (identifier, _, pairs), title = node["c"]
        label = page_label(self.leaf.href, identifier)
        return _heading(level, dict(pairs).get("number", ""), title=title, label=label)

    def _on_div(self, node: Node) -> Node | list[Node] | None:
        (identifier, classes, _), content = node["c"]
        if "float" in classes:
            return _figure(identifier, classes, content=content)
        if "callout" in classes:
            return self._callout(classes, content)
        # The parts of floats and callouts are taken apart above; other wrappers mean nothing here.
        keep = {"float-caption", "callout-title", "callout-body"} & set(classes)
        return None if keep else content

    def _callout(self, classes: list[str], content: list) -> list[Node]:
        kind = next(c for c in classes if c.startswith("callout-"))
        head, body = content
        title = head["c"][1][0]["c"]
        word = self.words[f"{kind}-title"] + (": " if title else "")
        opening = f"#callout({literal(kind.removeprefix('callout-'))}, {literal(word)}, ["
        return [
            raw("typst", opening),
            {"t": "Plain", "c": title},
            raw("typst", "], ["),
            *body["c"][1],
            raw("typst", "])"),
        ]

    def _on_codeblock(self, node: Node) -> list[Node] | None:
        return [] if "cell-code" in node["c"][0][1] else None

    def _on_table(self, node: Node) -> Node | list[Node]:
        attributes, caption, columns, *rest = node["c"]
        columns_text = column_texts(rest)
        widths = column_widths(columns_text)
        fresh = [
            [_side(align), {"t": "ColWidth", "c": width} if widths else {"t": "ColWidthDefault"}]
            for (align, _), width in zip(columns, widths or [0.0] * len(columns), strict=True)
        ]
        table = {"t": "Table", "c": [attributes, caption, fresh, *rest]}
        if sum(map(longest, columns_text)) < _DENSE_CHARACTERS:
            return table
        return [
            raw("typst", "#[#show table: set text(size: 8pt, hyphenate: true)"),
            table,
            raw("typst", "]"),
        ]

    def _on_span(self, node: Node) -> list[Node] | None:
        (identifier, classes, pairs), content = node["c"]
        if "float-label" in classes:
            return [{"t": "Strong", "c": content}]
        if "equation" not in classes:
            return None
        number = numbering(f"({dict(pairs)['number']})")
        opening = f"#[#set math.equation(numbering: {number}); "
        return [_inline(opening), *content, _inline(f" <{identifier}>]")]

    def _on_link(self, node: Node) -> Node | list[Node]:
        attributes, content, (target, title) = node["c"]
        if ":" in target.split("#")[0]:
            return node
        label = self._label(page_link(target))
        # What is not a place in the book (a data file, say) has no address on paper.
        return {"t": "Link", "c": [attributes, content, [f"#{label}", title]]} if label else content

    def _label(self, target: str) -> str:
        path, _, anchor = target.partition("#")
        base = posixpath.dirname(self.leaf.href)
        href = posixpath.normpath(posixpath.join(base, path)) if path else self.leaf.href
        if href not in self.chapters:
            return ""
        return page_label(href, anchor) if anchor else self.chapters[href]

    def _on_image(self, node: Node) -> Node:
        (_, _, pairs), inlines, (target, _) = node["c"]
        attributes = dict(pairs)
        alt = attributes.get("fig-alt") or text_of(inlines)
        path = posixpath.join(posixpath.dirname(self.leaf.page.source), target)
        size = "".join(
            f", {side}: {typst_length(attributes[side])}"
            for side in ("width", "height")
            if side in attributes
        )
        # Pandoc would leave the description out.
        return _inline(f"#box(image({literal('/' + path)}, alt: {literal(alt)}{size}))")


def typst_length(text: str) -> str:
    """A width or height as Pandoc's Markdown has it, for Typst.

    >>> typst_length("60%"), typst_length("120px"), typst_length("120"), typst_length("3cm")
    ('60%', '90pt', '90pt', '3cm')
    """
    pixels = text.removesuffix("px")
    return f"{float(pixels) * 0.75:g}pt" if pixels.replace(".", "", 1).isdigit() else text


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


def _heading(level: int, number: str, *, title: list, label: str) -> list[Node]:
    opening = f"#heading(level: {level}, numbering: {numbering(number)})["
    closing = f"] <{label}>" if label else "]"
    # One paragraph, because blocks would leave spaces at both ends of the bookmark.
    return [{"t": "Para", "c": [_inline(opening), *title, _inline(closing)]}]


def _figure(identifier: str, classes: list[str], *, content: list) -> list[Node]:
    kind = "float-tbl" if "float-tbl" in classes else "float-fig"
    caption, *body = content
    opening = f'#figure(kind: "{kind}", supplement: none, numbering: none, caption: ['
    closing = f"] <{identifier}>" if identifier else "]"
    return [
        raw("typst", opening),
        *caption["c"][1],
        raw("typst", "])["),
        *body,
        raw("typst", closing),
    ]


def _inline(text: str) -> Node:
    return {"t": "RawInline", "c": ["typst", text]}


def _side(align: Node) -> Node:
    """Columns without a side of their own start left, also inside a centred figure."""
    return {"t": "AlignLeft"} if align["t"] == "AlignDefault" else align
