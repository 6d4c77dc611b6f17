"""References: `@fig-x` becomes a link that says "Figure 1.2", within the page or across pages.

Quarto cannot number a reference to an unnumbered chapter or its sections (it prints "?@sec-x"),
so that is an error here too, with the mend: an ordinary link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from bookmaker.errors import Problem
from bookmaker.project.addresses import relative
from bookmaker.project.language import numbered
from bookmaker.project.pandoc import Node, nodes, text_of, walk
from bookmaker.rendering.embedded.numbering import NBSP, Leaf, Target

_KINDS = re.compile(r"(?i:fig|tbl|eq|sec)-")
_WORD = {
    "fig": "crossref-fig-title",
    "tbl": "crossref-tbl-title",
    "eq": "crossref-eq-prefix",
    "sec": "crossref-sec-prefix",
    "ch": "crossref-ch-prefix",
}


def is_reference(identifier: str) -> bool:
    """Whether a citation key is a cross-reference.

    >>> is_reference("fig-needs"), is_reference("wilson1927")
    (True, False)
    """
    return bool(_KINDS.match(identifier))


def keys_of(blocks: list) -> set[str]:
    """What the references of a page name."""
    cited = (each["citationId"] for node in nodes(blocks, "Cite") for each in node["c"][0])
    return {_key(each) for each in cited if is_reference(each)}


def resolve(
    leaf: Leaf, targets: Mapping[str, Target], *, words: Mapping[str, str]
) -> list[Problem]:
    """Turn the references of a page into links; returns those that cannot be."""
    problems: list[Problem] = []

    def visit(node: Node) -> list[Node] | None:
        return _cite(node, leaf, targets=targets, words=words, problems=problems)

    leaf.blocks = walk(leaf.blocks, visit, "Cite")
    return problems


def _cite(
    node: Node,
    leaf: Leaf,
    *,
    targets: Mapping[str, Target],
    words: Mapping[str, str],
    problems: list[Problem],
) -> list[Node] | None:
    citations = node["c"][0]
    references = [c for c in citations if is_reference(c["citationId"])]
    if not references:
        return None
    if len(references) < len(citations):
        problems.append(_mixed(references[0]["citationId"], leaf))
        return None
    fresh: list[Node] = []
    for citation in references:
        problem = _problem(citation["citationId"], leaf, targets=targets)
        if problem:
            problems.append(problem)
            continue
        target = targets[_key(citation["citationId"])]
        fresh += [{"t": "Str", "c": ","}, {"t": "Space"}] if fresh else []
        fresh.append(_link(citation, leaf, target=target, words=words))
        fresh += citation["citationSuffix"]
    return fresh


def _key(identifier: str) -> str:
    return identifier[0].lower() + identifier[1:]


def _at(leaf: Leaf, identifier: str, *, message: str) -> Problem:
    return leaf.page.find(rf"@{re.escape(identifier)}\b").problem(message)


def _mixed(identifier: str, leaf: Leaf) -> Problem:
    return _at(
        leaf,
        identifier,
        message=f"'@{identifier}' and a citation stand in one bracket, or side by side with only "
        "a space between; Quarto would lose one: put a word or a comma between them",
    )


def _problem(identifier: str, leaf: Leaf, *, targets: Mapping[str, Target]) -> Problem | None:
    target = targets.get(_key(identifier))
    if target is None:
        near = get_close_matches(_key(identifier), targets, n=1)
        hint = f"did you mean '@{near[0]}'?" if near else "no page of the book has this id"
        return _at(leaf, identifier, message=f"unknown reference '@{identifier}'; {hint}")
    if not target.number:
        anchor = "" if target.kind == "ch" else f"#{target.identifier}"
        source = relative(target.source + anchor, leaf.page.source)
        message = (
            f"'@{identifier}' points at '{target.title}', which is not numbered; "
            f"write a link: [{target.title}]({source})"
        )
        return _at(leaf, identifier, message=message)
    return None


def _link(citation: Node, leaf: Leaf, *, target: Target, words: Mapping[str, str]) -> Node:
    text = reference_text(target, words, from_numbered=bool(leaf.number))
    prefix = text_of(citation["citationPrefix"])
    if citation["citationMode"]["t"] == "SuppressAuthor":
        text = target.number
    elif prefix:
        text = numbered(prefix, target.number, words).replace(" ", NBSP)
    content = [{"t": "Str", "c": text}]
    return {
        "t": "Link",
        "c": [["", ["quarto-xref"], []], content, [relative(target.href, leaf.href), ""]],
    }


def reference_text(target: Target, words: Mapping[str, str], *, from_numbered: bool) -> str:
    """What a reference says.

    From an unnumbered page Quarto names a chapter by number and title, a section by its title.
    """
    if target.kind == "ch" and not from_numbered:
        return f"{target.number}{NBSP} {target.title}"
    if target.kind == "sec" and not from_numbered:
        return target.title
    return numbered(words[_WORD[target.kind]], target.number, words).replace(" ", NBSP)
