"""Links of a part to itself: headings and the labels of figures and tables.

They are plain links, so a reader can copy the address of a part without scripts. They have no text
of their own, so that headings and captions read alike with every renderer.
"""

from __future__ import annotations

from html import escape

from helpers.publishing.pandoc import Node, nodes, text_of, walk


def add_anchors(blocks: list, label: str) -> list:
    """The page's blocks with a link on each heading and numbered float that has an id.

    `label` is what a screen reader says of a link; `{title}` in it is the heading or "Figure 1.1".
    """

    def visit(node: Node) -> Node | None:
        if node["t"] == "Header" and node["c"][1][0]:
            level, attributes, title = node["c"]
            mark = _anchor(attributes[0], label.format(title=text_of(title)))
            return {"t": "Header", "c": [level, attributes, [*title, mark]]}
        if node["t"] == "Div" and "numbered" in node["c"][0][1]:
            return _float(node, label)
        return None

    return walk(blocks, visit)


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
