"""Quarto features the embedded renderer knows, and the refusal of those it does not.

Pandoc would pass an unknown feature through as a plain block: a tabset would become a row of
headings and nobody would notice. So a page that uses one is an error with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bookmaker.errors import Problem
from bookmaker.project.lines import Line, blank_code_spans, outside_code
from bookmaker.project.pandoc import walk
from bookmaker.rendering.embedded import panels
from bookmaker.rendering.embedded.pages import Page

CALLOUTS = ("note", "tip", "warning", "important", "caution")

KNOWN = (
    "callout-note, callout-tip, callout-warning, callout-important, callout-caution "
    "(title, collapse)",
    "content-visible and content-hidden (when-format, unless-format)",
    "#fig-, #tbl-, #sec-, #eq- labels and references to them",
    "figures with fig-alt, width",
    "footnotes, citations, mathematics, definition lists, pipe and grid tables",
    "panel-tabset, column-margin, aside",
    "raw HTML blocks ({=html}), on the screen only",
    "shortcode var",
)

# Quarto's own vocabulary that changes how a page looks or counts, by what it looks like in source.
_UNKNOWN = {
    "panels (panel-…)": r"\.panel-(?!tabset)\w+",
    "layout-ncol, layout-nrow, layout": r"\blayout(-ncol|-nrow|-align|-valign)?\s*=",
    "column widths (column-…)": r"\.column-(?!margin\b)\w+|\.columns?(?![\w-])",
    "sub-figures (fig-subcap)": r"\bfig-subcap\s*=",
    "light and dark content": r"\.(light|dark)-(mode|content)\b|\bwhen-(meta|profile)\s*=",
    "listings and theorems": r"\{#(lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg)-",
    "includes by block": r"\.include-",
}
_CALLOUT = re.compile(r"\.callout-(?P<kind>[\w-]+)")
_ATTRIBUTES = re.compile(r"\{[^{}<>]*\}")
_EXECUTABLE = re.compile(r"^\s*(`{3,}|~{3,})\s*\{(?P<engine>[a-z]\w*)[\s,}]")
_INLINE_CODE = re.compile(r"`\{?(?P<engine>python|r|julia)\}?\s+[^`]+`")


def known_list() -> str:
    """The features known, as the end of an error message."""
    return "known are: " + "; ".join(KNOWN)


def check_page(page: Page) -> list[Problem]:
    """Every use of a feature the embedded renderer does not know, with its line."""
    problems = [p for line in page.lines for p in _fence_problems(line)]
    problems += [p for line in outside_code(page.lines) for p in _line_problems(line)]
    return problems


def _fence_problems(line: Line) -> list[Problem]:
    match = _EXECUTABLE.match(line.text)
    if not match:
        return []
    return [
        line.problem(
            f"executable block '{{{match['engine']}}}' in a page that is not executed; "
            f"move it to a notebook, and draw diagrams as figures; {known_list()}"
        )
    ]


def _line_problems(line: Line) -> list[Problem]:
    problems = []
    if match := _INLINE_CODE.search(line.text):
        problems.append(
            line.problem(f"inline code {match[0]} is not evaluated; write a {{{{< var … >}}}}")
        )
    for attributes in _ATTRIBUTES.findall(blank_code_spans(line.text)):
        problems += _attribute_problems(line, attributes)
    return problems


def _attribute_problems(line: Line, attributes: str) -> list[Problem]:
    problems = [
        line.problem(f"Quarto feature '{name}' is not supported here; {known_list()}")
        for name, pattern in _UNKNOWN.items()
        if re.search(pattern, attributes)
    ]
    for match in _CALLOUT.finditer(attributes):
        if match["kind"] not in CALLOUTS:
            problems.append(
                line.problem(f"unknown callout '{match['kind']}'; known are: {', '.join(CALLOUTS)}")
            )
    return problems


def select(blocks: list, formats: Iterable[str]) -> list:
    """Keep what is meant for a format: `content-visible` and `content-hidden` blocks and spans.

    `formats` are the names that mean the output: ("html",) or ("typst",). Tabsets and margin notes
    take the shape that suits it.
    """
    names = set(formats)
    kept = walk(blocks, lambda node: _selected(node, names), "Div", "Span")
    return panels.arrange(kept, is_screen="html" in names)


def _selected(node: Mapping, names: set[str]) -> list | None:
    (_, classes, pairs), content = node["c"]
    if not {"content-visible", "content-hidden"} & set(classes):
        return None
    return content if is_meant(classes, dict(pairs), names=names) else []


def is_meant(classes: Iterable[str], attributes: Mapping[str, str], *, names: set[str]) -> bool:
    """Whether conditional content shows in an output that goes by these names.

    >>> is_meant(["content-visible"], {"when-format": "html"}, names={"typst"})
    False
    >>> is_meant(["content-hidden"], {"when-format": "html"}, names={"typst"})
    True
    """
    holds = True
    if "when-format" in attributes:
        holds = attributes["when-format"].split(":")[0] in names
    if "unless-format" in attributes:
        holds = holds and attributes["unless-format"].split(":")[0] not in names
    return holds if "content-visible" in classes else not holds
