"""Notes at the foot, and signs: what Markdown passes over without a word.

Pandoc says which note is defined twice or never used; one that is used and not defined stays in the
text as `[^it]`. So does one in the attribute of a callout, which is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.errors import Problem
from bookmaker.project.admission import UNSEEN
from bookmaker.project.lines import outside_code
from bookmaker.project.pandoc import nodes, walk
from bookmaker.rendering.embedded.pages import Page

_NOTE = re.compile(r"\[\^[^\]\s]+\]|\^\[")
_EMPTY_HEADING = re.compile(r"#{1,6}\s*(\{[^{}]*\}\s*)?")
_SAYING = ("Header", "Div", "Span", "CodeBlock", "Link", "Image")
_SAID = ("title", "fig-alt", "fig-cap", "tbl-cap", "code-summary")


def check(page: Page, tree: list) -> list[Problem]:
    """Notes without a text or in a place that holds none, invisible signs, empty headings."""
    problems = [line.problem(message) for line, message in _faults(page)]
    # To look at every word is slow; most pages have no mark of a note.
    has_mark = any("^" in line.text for line in page.lines)
    for note in dict.fromkeys(_undefined(tree)) if has_mark else ():
        message = f"note {note} has no text: write a line '{note}: …'; a note cannot hold another"
        problems.append(page.naming(note).problem(message))
    for name, value in _attributes(tree):
        if note := _NOTE.search(value):
            message = f"a note ({note[0]}) cannot stand in {name}=…; put it into the text"
            problems.append(page.naming(value, note[0]).problem(message))
    return problems


def check_repeated(page: Page, tree: list) -> list[Problem]:
    """Notes in headings and captions: Quarto's PDF has them in its contents and lists once more."""
    what = "a note in a heading or a caption is set again in the contents of Quarto's PDF"
    return [
        page.naming(*_words(place)).problem(f"{what}; put it into the text")
        for place in _places(tree)
        if any(nodes(place, "Note"))
    ]


def _places(tree: list) -> Iterator[list]:
    for node in nodes(tree, "Header", "Figure", "Table"):
        yield node["c"][2] if node["t"] == "Header" else node["c"][1][1]
    for node in nodes(tree, "Div"):
        (identifier, _, _), blocks = node["c"]
        if identifier.startswith(("fig-", "tbl-")):
            yield blocks[-1:]


def _words(place: list) -> list[str]:
    """The longest words of a place: what is most its own; those of its notes stand elsewhere."""
    own = walk(place, lambda _: [], "Note")
    words = (node["c"] for node in nodes(own, "Str"))
    return sorted(words, key=len, reverse=True)


def _faults(page: Page) -> Iterator[tuple]:
    for line in page.lines:
        if sign := UNSEEN.search(line.text):
            what = f"a sign that nobody sees and no format can hold: U+{ord(sign[0]):04X}"
            yield line, f"{what}; delete it"
    for line in outside_code(page.lines):
        if line.text.startswith("#") and _EMPTY_HEADING.fullmatch(line.text):
            yield line, "a heading without words; write some, or take it out"


def _undefined(tree: list) -> Iterator[str]:
    for node in nodes(tree, "Str"):
        if "^" in node["c"]:
            yield from (note for note in _NOTE.findall(node["c"]) if note != "^[")


def _attributes(tree: list) -> Iterator[tuple[str, str]]:
    for node in nodes(tree, *_SAYING):
        pairs = node["c"][1 if node["t"] == "Header" else 0][2]
        yield from ((name, value) for name, value in pairs if name in _SAID)
        if node["t"] in ("Link", "Image"):
            yield "title", node["c"][2][1]
