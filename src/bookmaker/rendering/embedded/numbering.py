"""Numbers of chapters, sections, figures, tables and equations over the whole book.

The rules are Quarto's for books (seen in Quarto 1.9): chapters that are not `.unnumbered` count
1, 2, …; sections, figures, tables and equations in them are 1.1, 1.2, …; an unnumbered chapter
has sections without numbers and figures 1, 2, … of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bookmaker.errors import InputError, Problem
from bookmaker.project.language import numbered
from bookmaker.project.pandoc import Node, span, text_of, texts, walk
from bookmaker.rendering.embedded.pages import Page

NBSP = "\u00a0"
_WORD = {"fig": "crossref-fig-title", "tbl": "crossref-tbl-title"}


@dataclass(frozen=True)
class Target:
    """Something a reference can point at, with its page in the site and in the sources.

    `number` is empty where Quarto gives none.
    """

    identifier: str
    kind: str  # fig, tbl, eq, sec, ch
    number: str
    href: str
    title: str
    source: str


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for its table of contents."""

    level: int
    identifier: str
    number: str
    title: str


@dataclass
class Leaf:
    """A page of the book as Pandoc's tree, its title taken out of the text.

    `part` is the title of the part of the book it stands in.
    """

    page: Page
    href: str
    blocks: list
    identifier: str = ""
    title: list = field(default_factory=list)
    is_numbered: bool = True
    number: str = ""
    headings: list[Heading] = field(default_factory=list)
    part: str = ""

    @property
    def plain_title(self) -> str:
        """The title as text."""
        return text_of(self.title)


def take_title(page: Page, href: str, *, blocks: list, part: str = "") -> Leaf:
    """Make a leaf: the page's one heading of level 1 becomes its title.

    Raises `InputError` when there is none, or a second one.
    """
    tops = [b for b in blocks if b["t"] == "Header" and b["c"][0] == 1]
    if len(tops) != 1:
        found = "no heading" if not tops else f"{len(tops)} headings"
        message = f"page has {found} of level 1 ('# Title'); it needs exactly one"
        row = page.lines[0].row if page.lines else 1
        raise InputError([Problem(page.source, str(row), "", message)])
    _, (identifier, classes, _), title = tops[0]["c"]
    rest = [b for b in blocks if b is not tops[0]]
    is_numbered = "unnumbered" not in classes
    return Leaf(page, href, rest, identifier, title, is_numbered, part=part)


def parts_of(leaves: Iterable[Leaf]) -> list[tuple[str, list[Leaf]]]:
    """The pages by the parts of the book, in order; the title of a part is empty where none is.

    >>> page = Page("a.qmd", ())
    >>> leaves = [Leaf(page, "index.html", []), Leaf(page, "a.html", [], part="The study")]
    >>> [(part, [leaf.href for leaf in pages]) for part, pages in parts_of(leaves)]
    [('', ['index.html']), ('The study', ['a.html'])]
    """
    return [(part, list(pages)) for part, pages in groupby(leaves, key=lambda leaf: leaf.part)]


def number_book(
    leaves: Iterable[Leaf], *, depth: int, words: Mapping[str, str], n_before: int = 0
) -> dict[str, Target]:
    """Number everything, write the numbers into headings, captions and formulas, and return the
    targets by id; `n_before` numbered chapters come before. Raises `InputError` for an id that is
    used twice in the book."""
    targets: dict[str, Target] = {}
    problems: list[Problem] = []
    chapter = n_before
    for leaf in leaves:
        if leaf.is_numbered and depth:
            chapter += 1
            leaf.number = str(chapter)
        for target in _Numberer(leaf, depth, words=words).run():
            if target.identifier in targets:
                at = leaf.page.find(rf"\b{re.escape(target.identifier)}\b")
                first = targets[target.identifier].href
                message = f"id '{target.identifier}' is used twice (first in {first}); rename one"
                problems.append(at.problem(message))
            targets[target.identifier] = target
    if problems:
        raise InputError(problems)
    return targets


class _Numberer:
    """Counts through one page, in document order."""

    def __init__(self, leaf: Leaf, depth: int, *, words: Mapping[str, str]) -> None:
        self.leaf, self.depth, self.words = leaf, depth, words
        self.sections: list[int] = []
        self.counts: Counter[str] = Counter()
        self.unnumbered_level = 99
        self.targets: list[Target] = []

    def run(self) -> list[Target]:
        leaf = self.leaf
        if leaf.identifier:
            self._target(leaf.identifier, "ch", number=leaf.number, title=leaf.plain_title)
        leaf.blocks = walk(leaf.blocks, self._visit, "Header", "Div", "Span")
        return self.targets

    def _target(self, identifier: str, kind: str, *, number: str, title: str) -> None:
        href = self.leaf.href if kind == "ch" else f"{self.leaf.href}#{identifier}"
        source = self.leaf.page.source
        self.targets.append(Target(identifier, kind, number, href, title, source))

    def _visit(self, node: Node) -> Node | None:
        if node["t"] == "Header":
            return self._heading(node)
        if node["t"] == "Div" and "numbered" in node["c"][0][1]:
            return self._float(node)
        if node["t"] == "Span" and "equation" in node["c"][0][1]:
            return self._equation(node)
        return None

    def _next(self, kind: str) -> str:
        self.counts[kind] += 1
        prefix = f"{self.leaf.number}." if self.leaf.number else ""
        return f"{prefix}{self.counts[kind]}"

    def _heading(self, node: Node) -> Node:
        level, (identifier, classes, pairs), title = node["c"]
        number = self._section(level, "unnumbered" in classes)
        self.leaf.headings.append(Heading(level, identifier, number, text_of(title)))
        if identifier.startswith("sec-"):
            self._target(identifier, "sec", number=number, title=text_of(title))
        classes = classes if number else [*(c for c in classes if c != "unnumbered"), "unnumbered"]
        fresh = [*pairs, ["number", number]] if number else pairs
        return {"t": "Header", "c": [level, [identifier, classes, fresh], title]}

    def _section(self, level: int, is_unnumbered: bool) -> str:
        if not self.leaf.number or level > self.depth:
            return ""
        if level <= self.unnumbered_level:
            self.unnumbered_level = level if is_unnumbered else 99
        if self.unnumbered_level < 99:
            return ""
        kept = self.sections[: level - 1] + [0] * (level - 1 - len(self.sections))
        kept[level - 2] += 1
        self.sections = kept[: level - 1]
        return ".".join([self.leaf.number, *map(str, self.sections)])

    def _float(self, node: Node) -> Node:
        (identifier, classes, pairs), (caption, *content) = node["c"]
        kind = identifier[:3]
        number = self._next(kind)
        inlines = caption["c"][1][0]["c"]
        self._target(identifier, kind, number=number, title=text_of(inlines))
        word = self.words[_WORD[kind]]
        label = span(["float-label"], texts_nbsp(f"{numbered(word, number, self.words)}:"))
        labelled = [{"t": "Plain", "c": [label, {"t": "Space"}, *inlines]}]
        head = {"t": "Div", "c": [caption["c"][0], labelled]}
        return {"t": "Div", "c": [[identifier, classes, pairs], [head, *content]]}

    def _equation(self, node: Node) -> Node:
        (identifier, classes, pairs), formula = node["c"]
        number = self._next("eq")
        self._target(identifier, "eq", number=number, title="")
        return {"t": "Span", "c": [[identifier, classes, [*pairs, ["number", number]]], formula]}


def texts_nbsp(words: str) -> list[Node]:
    """A label as inlines, its word and number held together.

    >>> texts_nbsp("Figure 1.1:")
    [{'t': 'Str', 'c': 'Figure\\xa01.1:'}]
    """
    return texts(words.replace(" ", NBSP))
