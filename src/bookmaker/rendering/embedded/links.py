"""Links: every one leads to a page of the book, to a part of one, or to a file that goes with it.

Pandoc and Quarto write a dead link without a word, Typst refuses it without a place. What parts a
page has is known only when it is whole, so the staged project is judged, once for all formats.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from html import unescape
from typing import Any
from urllib.parse import unquote

from bookmaker.errors import Problem
from bookmaker.project.addresses import is_elsewhere, page_link
from bookmaker.project.admission import SCHEMES, is_address
from bookmaker.project.description import Book
from bookmaker.project.pandoc import Node, nodes
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.references import is_reference

# Where the attributes of a node stand in its content.
_ATTRIBUTES = {"Header": 1} | dict.fromkeys(("Div", "Span", "Code", "CodeBlock", "Table"), 0)
_ATTRIBUTES |= dict.fromkeys(("Figure", "Link", "Image"), 0)
_RAW = ("RawBlock", "RawInline")
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))"""
_RAW_ID = re.compile(rf"<[^<>]*?\sid{_VALUE}", re.IGNORECASE)
_RAW_LINK = re.compile(rf"<(?:a|area)\s(?:[^<>]*?\s)?href{_VALUE}", re.IGNORECASE)
# Equations get their ids from their text.
_EQUATION = re.compile(r"\{#(eq-[\w-]+)\}")
# Where the renderers put a page's own list of sources, and its notes.
_RENDERED = re.compile(r"references|refs|ref-.+|fn(?:ref)?\d+")


def identifiers(tree: Any) -> Iterator[str]:
    """The ids that the parts of a page have, in document order."""
    yield from filter(None, map(_identifier, nodes(tree, *_ATTRIBUTES)))


def _identifier(node: Node) -> str:
    return node["c"][_ATTRIBUTES[node["t"]]][0]


def parts_of(tree: list) -> set[str]:
    """All that a link may lead to: also ids in raw HTML, and of equations, which are text yet."""
    found: set[str] = set()
    has_formula = False
    for node in nodes(tree, *_ATTRIBUTES, *_RAW, "Math"):
        if node["t"] in _ATTRIBUTES:
            found.add(_identifier(node))
        elif node["t"] in _RAW:
            found.update(_raw_values(_RAW_ID, node))
        else:
            has_formula = True
    found.discard("")
    # To look at every word is slow; most pages have no formula that could have an id.
    for node in nodes(tree, "Str") if has_formula else ():
        if "{#" in node["c"]:
            found.update(_EQUATION.findall(node["c"]))
    return found


def doubles(pages: Iterable[tuple[Page, str, Sequence[str]]]) -> list[Problem]:
    """Ids that stand twice in one format: a link would lead to the first, in Typst to none.

    Given are pages, their own ids, and those in their text. Each page has its own, but for those
    that a reference can name.
    """
    problems: list[Problem] = []
    named: set[str] = set()
    for page, own, found in pages:
        seen = {own} | {each for each in named if is_reference(each)}
        for identifier in found:
            problems += [_double(page, identifier)] if identifier in seen else []
            seen.add(identifier)
        named.update(found)
    return problems


def _double(page: Page, identifier: str) -> Problem:
    named = re.compile(rf"#{re.escape(identifier)}(?![\w:.-])|id=\"{re.escape(identifier)}\"")
    lines = [line for line in page.lines if named.search(line.text)]
    first, *more = lines or [page.find(re.escape(identifier))]
    place = f" (first in {first.file}, row {first.row})" if more else ""
    return (more or [first])[0].problem(f"id '{identifier}' is used twice{place}; rename one")


def check(book: Book, pages: Sequence[Page], trees: Sequence[list]) -> list[Problem]:
    """Links that lead nowhere, each with its line; `trees` are the blocks of the pages."""
    parts = [parts_of(tree) for tree in trees]
    addresses = Addresses(book, {c.href: own for c, own in zip(book.chapters, parts, strict=True)})
    read = zip(pages, trees, strict=True)
    return [each for page, tree in read for each in page_problems(addresses, page, tree)]


def page_problems(addresses: Addresses, page: Page, tree: list) -> list[Problem]:
    """The links of one page that lead nowhere."""
    problems: list[Problem] = []
    for target in dict.fromkeys(targets_of(tree)):
        if message := addresses.fault(target, addresses.hrefs[page.source]):
            line = page.naming(f"]({target})", target, unquote(target))
            problems.append(line.problem(f"link to '{target}': {message}"))
    return problems


def targets_of(tree: list) -> Iterator[str]:
    """Where the links of a page lead."""
    for node in nodes(tree, "Link", *_RAW):
        if node["t"] == "Link":
            yield node["c"][2][0]
        else:
            yield from _raw_values(_RAW_LINK, node)


def _raw_values(pattern: re.Pattern[str], node: Node) -> Iterable[str]:
    form, text = node["c"]
    found = pattern.findall(text) if form.startswith("html") else ()
    return (unescape("".join(values)) for values in found)


class Addresses:
    """The addresses of a book, and why another is none of them; `parts` are the ids by page."""

    def __init__(self, book: Book, parts: dict[str, set[str]]) -> None:
        self._book, self._parts = book, parts
        self.hrefs = {chapter.source: chapter.href for chapter in book.chapters}
        listed = (book.options.get("project") or {}).get("resources") or []
        self._resources = [str(each) for each in (listed if isinstance(listed, list) else [listed])]
        self._downloads = {f"{book.output_file}.{suffix}" for suffix in book.listed_downloads}

    def fault(self, target: str, page: str) -> str:
        """Why a link from a page leads nowhere; empty when it leads somewhere."""
        if is_elsewhere(target):
            known = f"addresses begin with {', '.join(f'{each}:' for each in SCHEMES)}"
            return "" if is_address(target) else f"{known}; write one of these, or a page's"
        path, _, anchor = target.partition("#")
        path = unquote(path.partition("?")[0])
        if not path and not anchor:
            return "it leads nowhere; write where"
        if path.startswith("/"):
            return "the book may stand in any folder; write it as seen from the page"
        href = page
        if path:
            where = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
            href = self.hrefs.get(where, where)
        if href not in self._parts:
            return "" if self._is_file(href) else self._no_page(href)
        return self._no_part(href, unquote(anchor)) if anchor else ""

    def _is_file(self, href: str) -> bool:
        if href in self._downloads:
            return True
        is_there = (self._book.directory / href).exists() and not href.startswith("..")
        names = [name.rstrip("/") for name in self._resources]
        return is_there and any(f"{href}/".startswith(f"{name}/") for name in names)

    def _no_page(self, href: str) -> str:
        near = get_close_matches(page_link(href), self._parts, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return f"{href} is no page of the book and no file that goes with it{hint}"

    def _no_part(self, href: str, anchor: str) -> str:
        if anchor in self._parts[href] or _RENDERED.fullmatch(anchor):
            return ""
        near = get_close_matches(anchor, self._parts[href], n=1)
        others = [page for page, ids in self._parts.items() if anchor in ids]
        hint = f"; did you mean #{near[0]}?" if near else ""
        hint = f"; {others[0]} has one" if others else hint
        return f"{href} has no part with the id '{anchor}'{hint}"
