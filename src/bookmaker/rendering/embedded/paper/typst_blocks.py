"""The parts of the book as Typst: headings, figures, tables, callouts, formulas, links.

As for HTML, each part is a raw opening, Pandoc's own blocks, and a raw closing. Code stays out of
print. All pages become one document, so ids that are unique only within a page get its name.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping

from bookmaker.project.addresses import page_link
from bookmaker.project.pandoc import Node, raw, span, text_of, walk
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.paper.whole_book import (
    LATE,
    closing_text,
    label_at,
    marked_late,
    page_label,
    split_caption,
)
from bookmaker.rendering.embedded.pictures import file_of
from bookmaker.rendering.embedded.sizes import column_texts, longest

# A table with more characters in its longest texts than this is set smaller.
_DENSE_CHARACTERS = 150
# A row with more than this in a cell may go on over the end of a page; it might not fit one.
_WHOLE_CELL = 1000
# Signs at the start of a line that Typst takes for a heading, a list, or a term.
_LINE_MARK = re.compile(r"=+|[-+/]|\d+\.")


def literal(text: str) -> str:
    r"""A Typst string.

    >>> print(literal('a "b"'))
    "a \"b\""
    """
    return json.dumps(text, ensure_ascii=False)


def array(texts: Iterable[str]) -> str:
    """A Typst array of strings.

    >>> array(["a", "b"]), array([])
    ('("a", "b", )', '()')
    """
    return f"({''.join(f'{literal(text)}, ' for text in texts)})"


def numbering(number: str) -> str:
    """A Typst numbering that says one fixed thing.

    >>> numbering("1.2")
    '(..n) => "1.2"'
    """
    return f"(..n) => {literal(number)}" if number else "none"


class PrintWriter:
    """Turns the neutral blocks of one page into what Pandoc's Typst writer needs."""

    def __init__(
        self, leaf: Leaf, labels: Mapping[str, str], *, words: Mapping[str, str], part: str = ""
    ) -> None:
        """`labels` are those of `labels_of`; `part` is the title of the part the page opens."""
        self.leaf, self.labels, self.words, self.part = leaf, labels, words, part

    def blocks(self) -> list:
        """The page for print, its title first."""
        title, label = self._written(self.leaf.title), self.labels[self.leaf.href]
        heading = _heading(1, self.leaf.number, title=title, label=label, part=self.part)
        blocks = marked_late(self.leaf.blocks)
        end = closing_text(blocks)
        text, closing = self._written(blocks[:end]), self._written(blocks[end:])
        if closing:
            above = "26pt" if blocks[end]["t"] == "Header" else "auto"
            closing = [raw("typst", f"#together(above: {above})["), *closing, raw("typst", "]")]
        # Figures that wait for room come before the next chapter.
        return [*heading, *text, *closing, raw("typst", "#place.flush()")]

    def _written(self, content: list) -> list:
        visitors = {
            "Header": self._on_header,
            "Div": self._on_div,
            "CodeBlock": self._on_codeblock,
            "Table": self._on_table,
            "Para": self._on_para,
            "Plain": self._on_plain,
            "Span": self._on_span,
            "Math": self._on_math,
            "Link": self._on_link,
            "Image": self._on_image,
        }
        return walk(content, lambda node: visitors[node["t"]](node), *visitors)

    def _on_header(self, node: Node) -> list[Node]:
        level, (identifier, _, pairs), title = node["c"]
        label = page_label(self.leaf.href, identifier)
        return _heading(level, dict(pairs).get("number", ""), title=title, label=label)

    def _on_div(self, node: Node) -> Node | list[Node] | None:
        (identifier, classes, _), content = node["c"]
        if "float" in classes:
            return _figure(identifier, classes, content=content)
        if {"float-caption", "callout-title", "callout-body"} & set(classes):
            return None  # taken apart with what they are parts of
        # Other wrappers mean nothing here, but a link may lead to them.
        blocks = self._callout(classes, content) if "callout" in classes else content
        label = page_label(self.leaf.href, identifier)
        return [raw("typst", f"#metadata(none) <{label}>"), *blocks] if label else blocks

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
        fresh = [[_side(align), width] for align, width in columns]
        table = {"t": "Table", "c": [attributes, caption, fresh, *rest]}
        longest_texts = [longest(texts) for texts in columns_text]
        if sum(longest_texts) < _DENSE_CHARACTERS:
            return table
        opening = "#[#show table: set text(size: 8pt, hyphenate: true)"
        if max(longest_texts) > _WHOLE_CELL:
            opening += "\n#set table.cell(breakable: true)"
        return [raw("typst", opening), table, raw("typst", "]")]

    def _on_para(self, node: Node) -> list[Node] | None:
        # A title in bold type does not end a page.
        if [each["t"] for each in node["c"]] != ["Strong"]:
            return None
        title = {"t": "Plain", "c": node["c"]}
        return [raw("typst", "#block(sticky: true)["), title, raw("typst", "]")]

    def _on_plain(self, node: Node) -> Node:
        return {"t": "Plain", "c": plain_start(node["c"])}

    def _on_span(self, node: Node) -> Node | list[Node] | None:
        (identifier, classes, pairs), content = node["c"]
        if "float-label" in classes:
            return [{"t": "Strong", "c": content}]
        if "equation" not in classes:
            label = page_label(self.leaf.href, identifier)
            return span(classes, content, identifier=label) if identifier else None
        number = numbering(f"({dict(pairs)['number']})")
        opening = f"#[#set math.equation(numbering: {number}); "
        return [_inline(opening), *content, _inline(f" <{identifier}>]")]

    def _on_math(self, node: Node) -> list[Node]:
        _, formula = node["c"]
        return [_inline(f"#[#set math.equation(alt: {literal(formula)}); "), node, _inline("]")]

    def _on_link(self, node: Node) -> Node | list[Node]:
        attributes, content, (target, title) = node["c"]
        content = plain_start(content)
        if ":" in target.split("#")[0]:
            return {"t": "Link", "c": [attributes, content, [target, title]]}
        label = label_at(self.leaf, self.labels, page_link(target))
        if not label:
            return content  # not a place in the book (a data file, say): no address on paper
        link = {"t": "Link", "c": [attributes, content, [f"#{label}", title]]}
        is_claim = "claim" in attributes[1]
        # The semicolon ends the call, whatever text follows.
        return [_inline("#claim["), link, _inline("];")] if is_claim else link

    def _on_image(self, node: Node) -> Node:
        (_, _, pairs), inlines, _ = node["c"]
        attributes = dict(pairs)
        alt = attributes.get("fig-alt") or text_of(inlines)
        path = posixpath.join(posixpath.dirname(self.leaf.page.source), file_of(node))
        size = "".join(
            f", {side}: {typst_length(attributes[side])}"
            for side in ("width", "height")
            if side in attributes
        )
        # Pandoc would leave the description out.
        return _inline(f"#box(image({literal('/' + path)}, alt: {literal(alt)}{size}))")


def plain_start(inlines: list) -> list:
    """Inlines whose first word is no mark of Typst's, such as the sign in a cell "= exact".

    Pandoc guards the start of a paragraph, but neither that of a cell nor that of a link.
    """
    if not inlines:
        return inlines
    first, rest = inlines[0], inlines[1:]
    if first["t"] == "Span":
        attributes, content = first["c"]
        return [{"t": "Span", "c": [attributes, plain_start(content)]}, *rest]
    if first["t"] != "Str" or not _LINE_MARK.fullmatch(first["c"]):
        return inlines
    # A mark of no width keeps the sign a word of its own, which formats and counts can read.
    return [_inline("#[]"), *inlines]


def typst_length(text: str) -> str:
    """A width or height as Pandoc's Markdown has it, for Typst.

    >>> typst_length("60%"), typst_length("120px"), typst_length("120"), typst_length("3cm")
    ('60%', '90pt', '90pt', '3cm')
    """
    pixels = text.removesuffix("px")
    return f"{float(pixels) * 0.75:g}pt" if pixels.replace(".", "", 1).isdigit() else text


def _heading(level: int, number: str, *, title: list, label: str, part: str = "") -> list[Node]:
    # The contents say the part above its first chapter; Typst keeps it in the heading for them.
    opens = f", supplement: {literal(part)}" if part else ""
    opening = f"#heading(level: {level}, numbering: {numbering(number)}{opens})["
    closing = f"] <{label}>" if label else "]"
    # One paragraph, because blocks would leave spaces at both ends of the bookmark.
    return [{"t": "Para", "c": [_inline(opening), *_with_notes(title), _inline(closing)]}]


def _figure(identifier: str, classes: list[str], *, content: list) -> list[Node]:
    kind = "float-tbl" if "float-tbl" in classes else "float-fig"
    caption, *body = content
    options = f", id: {literal(identifier)}" if identifier else ""
    options += ", late: true" if LATE in classes else ""
    return [
        raw("typst", f'#captioned("{kind}"{options}, ['),
        {"t": "Plain", "c": _caption(caption["c"][1][0]["c"])},
        raw("typst", "])["),
        *body,
        raw("typst", "]"),
    ]


def _caption(inlines: list) -> list[Node]:
    first, rest = split_caption(_with_notes(inlines))
    return [*first, _inline("#rest-of-caption["), *rest, _inline("]")] if rest else first


def _with_notes(inlines: list) -> list:
    """Inlines that are repeated in lists or running heads, their notes only where they stand."""

    return walk(inlines, lambda note: [_inline("#note["), note, _inline("]")], "Note")


def _inline(text: str) -> Node:
    return {"t": "RawInline", "c": ["typst", text]}


def _side(align: Node) -> Node:
    """Columns without a side of their own start left, also inside a centred figure."""
    return {"t": "AlignLeft"} if align["t"] == "AlignDefault" else align
