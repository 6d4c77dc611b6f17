"""Figures, tables, equations and callouts in one shape, whichever way an author wrote them.

Quarto accepts a figure as `![caption](x.svg){#fig-x}` or as a block `::: {#fig-x}` whose last
paragraph is the caption; tables likewise. After `normalise` there is one form of each, so that
numbering and both output formats have one case:

    Div .float [.float-fig | .float-tbl]: first child Div .float-caption, then the content
    Div .callout .callout-note:           Div .callout-title, Div .callout-body
    Span .equation with the id:           one display formula
"""

from __future__ import annotations

import re
from typing import Any

from bookmaker.errors import InputError, Problem
from bookmaker.project.pandoc import Node, div, nodes, text_of, walk
from bookmaker.rendering.embedded.features import CALLOUTS
from bookmaker.rendering.embedded.pages import Page

_EQUATION = re.compile(r"\{#(?P<id>eq-[\w-]+)\}")


def normalise(blocks: list, page: Page) -> list:
    """Bring floats, equations and callouts of a page into one form each.

    Raises `InputError` for a labelled figure or table without a caption, and for a picture without
    alternative text.
    """
    problems: list[Problem] = []

    def visit(node: Node) -> Node | None:
        return _block(node, page, problems=problems)

    blocks = walk(blocks, visit, "Figure", "Table", "Div")
    blocks = walk(blocks, _equations, "Para", "Plain")
    for image in nodes(blocks, "Image"):
        (_, _, pairs), inlines, (target, _) = image["c"]
        if not (dict(pairs).get("fig-alt") or text_of(inlines)).strip():
            at = page.find(re.escape(target))
            problems.append(at.problem(f'picture {target} has no alt text; add {{fig-alt="…"}}'))
    if problems:
        raise InputError(problems)
    return blocks


def _block(node: Node, page: Page, *, problems: list[Problem]) -> Node | None:
    if node["t"] == "Figure":
        (identifier, _, _), (_, caption), content = node["c"]
        described = _with_alt(content, text_of(inlines_of(caption)))
        return _float("fig", identifier, caption=inlines_of(caption), content=described)
    if node["t"] == "Table":
        (identifier, classes, pairs), (_, caption), *rest = node["c"]
        if not caption and not identifier:
            return None
        bare = {"t": "Table", "c": [["", classes, pairs], [None, []], *rest]}
        return _float("tbl", identifier, caption=inlines_of(caption), content=[bare])
    return _div(node, page, problems=problems)


def _div(node: Node, page: Page, *, problems: list[Problem]) -> Node | None:
    (identifier, classes, pairs), content = node["c"]
    kind = identifier[:3]
    if kind in ("fig", "tbl") and identifier[3:4] == "-" and "float" not in classes:
        caption, body = _split_caption(content)
        if not caption:
            message = f"'{identifier}' has no caption; end the block with a paragraph that is one"
            problems.append(page.find(rf"#{re.escape(identifier)}\b").problem(message))
        return _float(kind, identifier, caption=caption, content=body)
    callout = next((c for c in CALLOUTS if f"callout-{c}" in classes), None)
    return (
        _callout(callout, identifier, attributes=dict(pairs), content=content) if callout else None
    )


def _split_caption(content: list) -> tuple[list, list]:
    """The caption of a float block: its last paragraph, or the caption of the one inside it."""
    if len(content) == 1 and content[0]["t"] == "Div" and "float" in content[0]["c"][0][1]:
        caption, *body = content[0]["c"][1]
        return inlines_of(caption["c"][1]), body
    if len(content) > 1 and content[-1]["t"] == "Para":
        return content[-1]["c"], content[:-1]
    return [], content


def _float(kind: str, identifier: str, *, caption: list, content: list) -> Node:
    labelled = identifier.startswith(f"{kind}-")
    classes = ["float", f"float-{kind}", *(["numbered"] if labelled else [])]
    title = div("", ["float-caption"], [{"t": "Plain", "c": caption}])
    return div(identifier, classes, [title, *content])


def _with_alt(content: list, caption: str) -> list:
    """A lone figure's content; its description is its caption unless the author gave another."""

    def visit(node: Node) -> Node | None:
        if dict(node["c"][0][2]).get("fig-alt"):
            return None
        (identifier, classes, pairs), *rest = node["c"]
        return {"t": "Image", "c": [[identifier, classes, [*pairs, ["fig-alt", caption]]], *rest]}

    return walk(content, visit, "Image")


def inlines_of(blocks: list) -> list:
    """Inlines of the paragraphs of a caption, with a space between paragraphs."""
    found: list[Any] = []
    for block in blocks:
        if block["t"] in ("Plain", "Para"):
            found += [{"t": "Space"}, *block["c"]] if found else block["c"]
    return found


def _callout(kind: str, identifier: str, *, attributes: dict[str, str], content: list) -> Node:
    title: list = [{"t": "Str", "c": attributes["title"]}] if attributes.get("title") else []
    if not title and content and content[0]["t"] == "Header":
        title, content = content[0]["c"][2], content[1:]
    head = div("", ["callout-title"], [{"t": "Plain", "c": title}])
    classes = ["callout", f"callout-{kind}"]
    extra = {"collapse": attributes["collapse"]} if "collapse" in attributes else {}
    return div(identifier, classes, [head, div("", ["callout-body"], content)], **extra)


def _equations(node: Node) -> Node | None:
    """Tie `$$…$$ {#eq-x}` together as one span."""
    inlines, fresh = node["c"], []
    if not any(item["t"] == "Str" and _EQUATION.match(item["c"]) for item in inlines):
        return None
    for item in inlines:
        match = _EQUATION.match(item["c"]) if item["t"] == "Str" else None
        while match and fresh and fresh[-1]["t"] in ("Space", "SoftBreak"):
            fresh.pop()
        if match and fresh and _is_display(fresh[-1]):
            formula = fresh.pop()
            fresh.append({"t": "Span", "c": [[match["id"], ["equation"], []], [formula]]})
            rest = item["c"][match.end() :]
            fresh += [{"t": "Str", "c": rest}] if rest else []
        else:
            fresh.append(item)
    return {"t": node["t"], "c": fresh}


def _is_display(item: Node) -> bool:
    return item["t"] == "Math" and item["c"][0]["t"] == "DisplayMath"
