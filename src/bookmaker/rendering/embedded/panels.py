"""Tabsets and margin notes, for screen and for print.

Both are taken apart before anything is numbered: a tab's title is a heading in the source and no
section of the book. On the screen a tabset is a row of titled blocks, which a script turns into
tabs; without scripts, and in print, they stand one below the other.
"""

from __future__ import annotations

from bookmaker.project.pandoc import Node, div, span, walk

TABSET = "panel-tabset"
MARGIN = "column-margin"


def arrange(blocks: list, *, is_screen: bool) -> list:
    """The blocks with every tabset and margin note in the shape for screen or print."""
    visit = _for_screen if is_screen else _for_print
    return walk(blocks, visit, "Div", "Span")


def _for_screen(node: Node) -> Node | None:
    classes = node["c"][0][1]
    if TABSET in classes:
        (identifier, _, _), content = node["c"]
        panes = [
            [_title(title), *walk(rest, _without_number, "Header")] for title, rest in tabs(content)
        ]
        return div(identifier, [TABSET], [div("", ["tab-pane"], pane) for pane in panes])
    if MARGIN in classes and node["t"] == "Div":
        (identifier, _, _), content = node["c"]
        return div(identifier, [MARGIN], content, role="note")
    if "aside" in classes and node["t"] == "Span":
        return span([MARGIN, "aside"], node["c"][1], identifier=node["c"][0][0])
    return None


def _for_print(node: Node) -> Node | list[Node] | None:
    classes = node["c"][0][1]
    if TABSET in classes:
        parts = tabs(node["c"][1])
        return [
            block
            for title, rest in parts
            for block in (_bold(title), *walk(rest, _bold_heading, "Header"))
        ]
    if MARGIN in classes and node["t"] == "Div":
        return {"t": "BlockQuote", "c": node["c"][1]}
    if "aside" in classes and node["t"] == "Span":
        return {"t": "Note", "c": [{"t": "Para", "c": node["c"][1]}]}
    return None


def tabs(content: list) -> list[tuple[list, list]]:
    """Titles and contents of a tabset: its headings of the first one's level begin the tabs.

    >>> head = {"t": "Header", "c": [2, ["", [], []], [{"t": "Str", "c": "A"}]]}
    >>> tabs([head, {"t": "HorizontalRule"}])
    [([{'t': 'Str', 'c': 'A'}], [{'t': 'HorizontalRule'}])]
    """
    level = next((b["c"][0] for b in content if b["t"] == "Header"), 0)
    found: list[tuple[list, list]] = []
    for block in content:
        if block["t"] == "Header" and block["c"][0] == level:
            found.append((block["c"][2], []))
        elif found:
            found[-1][1].append(block)
        else:
            found.append(([], [block]))
    return found


def _without_number(node: Node) -> Node:
    """Deeper headings of a tab are no sections of the book either."""
    level, (identifier, classes, pairs), title = node["c"]
    return {"t": "Header", "c": [level, [identifier, [*classes, "unnumbered"], pairs], title]}


def _bold(inlines: list) -> Node:
    return {"t": "Para", "c": [{"t": "Strong", "c": inlines}]}


def _bold_heading(node: Node) -> Node:
    return _bold(node["c"][2])


def _title(inlines: list) -> Node:
    return div("", ["tab-title"], [{"t": "Plain", "c": inlines}])
