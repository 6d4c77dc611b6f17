"""The parts of the book for DOCX and EPUB: one document with the numbers of the site.

Pandoc writes both formats from blocks it knows, so here is no raw output: figures and tables are
Pandoc's own, with label and number in their captions; Word takes the look from named styles.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from urllib.parse import quote

from bookmaker.project.addresses import page_link
from bookmaker.project.pandoc import Node, div, nodes, span, text_of, texts, walk
from bookmaker.rendering.embedded.numbering import Leaf
from bookmaker.rendering.embedded.paper.whole_book import label_at, page_label
from bookmaker.rendering.embedded.pictures import file_of

# From the path of a picture in the project to the picture to show and its width ("" for its own).
Pictures = Callable[[str], tuple[str, str]]


class OfficeWriter:
    """Turns the neutral blocks of one page into plain Pandoc blocks of the whole book."""

    def __init__(
        self,
        leaf: Leaf,
        labels: Mapping[str, str],
        *,
        words: Mapping[str, str],
        pictures: Pictures,
    ) -> None:
        """`labels` are those of `labels_of`."""
        self.leaf, self.labels, self.words, self.pictures = leaf, labels, words, pictures

    def blocks(self) -> list:
        """The page, its title first."""
        title, label = self._written(self.leaf.title), self.labels[self.leaf.href]
        heading = _heading(1, self.leaf.number, title=title, label=label)
        return [heading, *self._written(self.leaf.blocks)]

    def _written(self, content: list) -> list:
        visitors = {
            # For the screen only.
            **dict.fromkeys(("RawBlock", "RawInline"), lambda _: []),
            "Header": self._on_header,
            "Div": self._on_div,
            "CodeBlock": self._on_codeblock,
            "Span": self._on_span,
            "Link": self._on_link,
            "Image": self._on_image,
        }
        return walk(content, lambda node: visitors[node["t"]](node), *visitors)

    def _on_header(self, node: Node) -> Node:
        level, (identifier, _, pairs), title = node["c"]
        label = page_label(self.leaf.href, identifier)
        return _heading(level, dict(pairs).get("number", ""), title=title, label=label)

    def _on_div(self, node: Node) -> list[Node] | None:
        (identifier, classes, _), content = node["c"]
        if "float" in classes:
            return _float(identifier, content)
        if {"float-caption", "callout-title", "callout-body"} & set(classes):
            return None
        label = page_label(self.leaf.href, identifier)
        if "callout" in classes:
            return [self._callout(label, classes, content)]
        return [div(label, [], content)] if label else content

    def _callout(self, identifier: str, classes: list[str], content: list) -> Node:
        kind = next(c for c in classes if c.startswith("callout-"))
        head, body = content
        title = head["c"][1][0]["c"]
        word = self.words[f"{kind}-title"]
        label = [*texts(f"{word}:"), {"t": "Space"}, *title] if title else texts(word)
        strong = {"t": "Para", "c": [{"t": "Strong", "c": label}]}
        name = div("", ["callout-title"], [strong], custom_style="Callout Title")
        return div(identifier, ["callout", kind], [name, *body["c"][1]], custom_style="Callout")

    def _on_codeblock(self, node: Node) -> list[Node] | None:
        return [] if "cell-code" in node["c"][0][1] else None

    def _on_span(self, node: Node) -> Node | list[Node] | None:
        (identifier, classes, pairs), content = node["c"]
        if "float-label" in classes:
            return [{"t": "Strong", "c": content}]
        if "equation" not in classes:
            label = page_label(self.leaf.href, identifier)
            return span(classes, content, identifier=label) if identifier else None
        number = [{"t": "Space"}, *texts(f"({dict(pairs)['number']})")]
        return span(["equation"], [*content, *number], identifier=identifier)

    def _on_link(self, node: Node) -> Node | list[Node]:
        (identifier, _, _), content, (target, title) = node["c"]
        if ":" in target.split("#")[0]:
            return node
        label = label_at(self.leaf, self.labels, page_link(target))
        bare = [identifier, [], []]
        return {"t": "Link", "c": [bare, content, [f"#{label}", title]]} if label else content

    def _on_image(self, node: Node) -> Node:
        (_, _, pairs), inlines, (_, title) = node["c"]
        attributes = dict(pairs)
        alt = attributes.pop("fig-alt", "") or text_of(inlines)
        path, width = self.pictures(posixpath.join(self._base, file_of(node)))
        if width and not {"width", "height"} & set(attributes):
            attributes["width"] = width
        fresh = ["", [], [[key, value] for key, value in attributes.items()]]
        return {"t": "Image", "c": [fresh, texts(alt), [quote(path), title]]}

    @property
    def _base(self) -> str:
        return posixpath.dirname(self.leaf.page.source)


def _heading(level: int, number: str, *, title: list, label: str) -> Node:
    own = [span(["number"], texts(number)), {"t": "Space"}, *title] if number else title
    return {"t": "Header", "c": [level, [label, ["unnumbered"], []], own]}


def _float(identifier: str, content: list) -> list[Node]:
    caption, *body = content
    inlines = caption["c"][1][0]["c"]
    described = [None, [{"t": "Plain", "c": inlines}]]
    if len(body) == 1 and body[0]["t"] == "Table":
        (_, classes, pairs), _, *rest = body[0]["c"]
        return [{"t": "Table", "c": [[identifier, classes, pairs], described, *rest]}]
    images = list(nodes(body, "Image"))
    shown = [{"t": "Plain", "c": images}] if images else body
    figure = {"t": "Figure", "c": [["", [], []], described, shown]}
    # Pandoc's EPUB finds the ids of blocks, not of figures, when a link comes from another chapter.
    return [div(identifier, [], [figure])]
