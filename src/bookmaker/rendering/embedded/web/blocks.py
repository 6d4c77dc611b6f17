"""The parts of a page as HTML: figures, tables, callouts, code, headings, formulas, links.

Pandoc writes everything else. Each part is a raw opening, the content as Pandoc blocks, and a raw
closing, so that captions and titles keep their formulas, links and citations. Ids and class names
are Quarto's where Quarto has one. Headings and labels of figures and tables link to themselves:
plain links, so a reader can copy the address of a part without scripts, and without text of their
own, so that headings and captions read alike with every renderer.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from html import escape

from bookmaker.project.addresses import page_link
from bookmaker.project.pandoc import Node, div, nodes, raw, span, text_of, texts, walk
from bookmaker.rendering.embedded.pictures import file_of
from bookmaker.rendering.embedded.sizes import picture_size


class PageWriter:
    """Turns the neutral blocks of one page into what Pandoc's HTML writer needs."""

    def __init__(
        self,
        words: Mapping[str, str],
        pictures: Mapping[str, bytes],
        absent: Collection[str] = (),
    ) -> None:
        """`absent` are files of the book that are not made: a link to one becomes its words."""
        self.words, self.pictures, self.absent = words, pictures, absent

    def blocks(self, blocks: list) -> list:
        """The page's blocks for HTML."""
        visitors = {
            "Header": self._on_header,
            "Div": self._on_div,
            "CodeBlock": self._on_codeblock,
            "Table": self._on_table,
            "Span": self._on_span,
            "Link": self._on_link,
            "Image": self._on_image,
        }
        return walk(blocks, lambda node: visitors[node["t"]](node), *visitors)

    def _on_header(self, node: Node) -> Node:
        level, (identifier, classes, pairs), title = node["c"]
        number = dict(pairs).get("number")
        if number:
            title = [span(["header-section-number"], texts(number)), {"t": "Space"}, *title]
        return {"t": "Header", "c": [level, [identifier, classes, pairs], title]}

    def _on_div(self, node: Node) -> Node | list[Node] | None:
        (identifier, classes, pairs), content = node["c"]
        if "float" in classes:
            return _figure(identifier, classes, content=content)
        if "callout" in classes:
            return self._callout(identifier, classes, attributes=dict(pairs), content=content)
        return None

    def _callout(
        self, identifier: str, classes: list[str], *, attributes: dict[str, str], content: list
    ) -> list[Node]:
        kind = next(c for c in classes if c.startswith("callout-"))
        head, body = content
        title = head["c"][1][0]["c"]
        word = self.words[f"{kind}-title"]
        # The kind is said in words, for those who do not see the colour.
        label = [span(["callout-kind"], texts(f"{word}:")), {"t": "Space"}, *title]
        shown = {"t": "Plain", "c": label if title else texts(word)}
        collapse = attributes.get("collapse")
        outer, inner = ("details", "summary") if collapse else ("div", "div")
        is_open = " open" if collapse == "false" else ""
        mark = f' id="{escape(identifier)}"' if identifier else ""
        return [
            raw("html", f'<{outer}{mark} class="callout {kind}"{is_open}>'),
            raw("html", f'<{inner} class="callout-header callout-title-container">'),
            shown,
            raw("html", f"</{inner}>"),
            div("", ["callout-body-container", "callout-body"], body["c"][1]),
            raw("html", f"</{outer}>"),
        ]

    def _on_codeblock(self, node: Node) -> Node | list[Node] | None:
        (_, classes, pairs), code = node["c"]
        if "cell-code" not in classes:
            return None
        attributes = dict(pairs)
        plain = {"t": "CodeBlock", "c": [["", ["python", "cell-code"], []], code]}
        if attributes.get("code-fold", "false") == "false":
            return plain
        summary = attributes.get("code-summary") or self.words["code-summary"]
        is_open = " open" if attributes["code-fold"] == "show" else ""
        return [
            raw("html", f'<details class="code-fold"{is_open}>'),
            raw("html", f"<summary>{escape(summary)}</summary>"),
            plain,
            raw("html", "</details>"),
        ]

    def _on_table(self, node: Node) -> list[Node]:
        return [
            raw("html", '<div class="table-scroll" tabindex="0">'),
            node,
            raw("html", "</div>"),
        ]

    def _on_span(self, node: Node) -> Node | None:
        (identifier, classes, pairs), content = node["c"]
        if "equation" not in classes:
            return None
        number = span(["equation-number"], texts(f"({dict(pairs)['number']})"))
        return {"t": "Span", "c": [[identifier, ["equation"], []], [*content, number]]}

    def _on_link(self, node: Node) -> Node | list[Node]:
        attributes, content, (target, title) = node["c"]
        if posixpath.basename(target) in self.absent:
            return content
        return {"t": "Link", "c": [attributes, content, [page_link(target), title]]}

    def _on_image(self, node: Node) -> Node:
        (identifier, classes, pairs), inlines, (target, title) = node["c"]
        attributes = dict(pairs)
        alt = attributes.pop("fig-alt", "") or text_of(inlines)
        size = picture_size(self.pictures.get(file_of(node), b""))
        if size and not {"width", "height"} & set(attributes):
            width, height = size
            attributes |= {"width": str(width), "height": str(height)}
        classes = [*classes, "img-fluid", "figure-img"]
        fresh = [identifier, classes, [[k, v] for k, v in attributes.items()]]
        return {"t": "Image", "c": [fresh, texts(alt), [target, title]]}


def _figure(identifier: str, classes: list[str], *, content: list) -> list[Node]:
    kind = "tbl" if "float-tbl" in classes else "fig"
    caption, *body = content
    mark = f' id="{escape(identifier)}"' if identifier else ""
    head = [
        raw("html", f'<figcaption class="quarto-float-caption quarto-float-{kind}">'),
        *caption["c"][1],
        raw("html", "</figcaption>"),
    ]
    inside = [*head, *body] if kind == "tbl" else [*body, *head]
    opening = f'<figure{mark} class="quarto-float quarto-float-{kind} figure">'
    return [raw("html", opening), *inside, raw("html", "</figure>")]


def add_anchors(blocks: list, label: str) -> list:
    """The page's blocks with a link on each heading and numbered float that has an id.

    `label` is what a screen reader says of a link; `{title}` in it is the heading or "Figure 1.1".
    """

    def visit(node: Node) -> Node | None:
        if node["t"] == "Header":
            if not node["c"][1][0]:
                return None
            level, attributes, title = node["c"]
            mark = _anchor(attributes[0], label.format(title=text_of(title)))
            return {"t": "Header", "c": [level, attributes, [*title, mark]]}
        return _float(node, label) if "numbered" in node["c"][0][1] else None

    return walk(blocks, visit, "Header", "Div")


def _anchor(identifier: str, said: str) -> Node:
    link = f'<a class="anchor" href="#{escape(identifier)}" aria-label="{escape(said)}"></a>'
    return {"t": "RawInline", "c": ["html", link]}


def _float(node: Node, label: str) -> Node:
    (identifier, classes, pairs), (caption, *content) = node["c"]
    attributes, (line,) = caption["c"]
    names = [s for s in nodes(line, "Span") if "float-label" in s["c"][0][1]]
    said = label.format(title=text_of(names[0]).rstrip(":") if names else identifier)
    # After the last word, where the link leaves no gap while it is not seen.
    linked = {"t": line["t"], "c": [*line["c"], _anchor(identifier, said)]}
    head = {"t": "Div", "c": [attributes, [linked]]}
    return {"t": "Div", "c": [[identifier, classes, pairs], [head, *content]]}
