"""Where in Markdown a number may become a link: in running text, and nowhere else.

Headings, code, formulas, comments, raw HTML, pictures with their captions, captions of tables,
texts of links, citations and attributes keep their numbers as they are: a link there would break
them, stand in a table of contents or in a list of figures, or be read aloud as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.project import shortcodes
from bookmaker.project.lines import FRONT_MATTER, Line, blank_code_spans, lines_of, outside_code

_ROW = r"^[ \t]*[|+][^\n]*\n\s*"
_PARAGRAPH = r"[^\n]*(?:\n(?!\s*\n)[^\n]+)*"
# What is blanked out, in this order.
_BLANKED = tuple(
    re.compile(pattern, re.DOTALL | re.MULTILINE)
    for pattern in (
        r"<!--.*?-->",
        r"\$\$.*?\$\$",
        r"\$[^$\s](?:[^$\n]*[^$\s])?\$(?!\d)",
        r"^ {0,3}#{1,6}\s[^\n]*",
        r"^ {0,3}:{3,}[^\n]*",
        r"^\+[-=:+]+\+[^\n]*(?:\n[|+][^\n]*)*",  # grid tables, which a longer text would tear
        rf"(?P<kept>{_ROW})^: {_PARAGRAPH}|^: [^\n]*\{{#tbl-[^\n]*",  # captions of tables
        rf"^ {{0,3}}</?[a-zA-Z]{_PARAGRAPH}",  # blocks of HTML
        r"(?<!\{)<a\b.*?</a>|(?<!\{)</?[a-zA-Z][^<>]*>",
        r"(?<!\{)\{(?!\{)(?:[^{}]|\{\{<[^{}]*>\}\})*\}(?!\})",  # attributes
    )
)
_CITED = re.compile(r"(?:^|[\s;\-\[])-?@\w")


def linkable(text: str) -> list[re.Match[str]]:
    """Shortcodes of running text, as matches in the text with the group `body`.

    >>> text = "# Of {{< var a >}}\\n\\nOf {{< var b >}}, [{{< var c >}}](x.qmd), `{{< var d >}}`"
    >>> [match["body"] for match in linkable(text)]
    ['var b']
    """
    return shortcodes.find(Line(running_text(text), "", 0))


def running_text(text: str) -> str:
    """The text with everything else blanked out, each character in its place."""
    front = FRONT_MATTER.match(text)
    blanked = _blank(text, 0, front.end()) if front else text
    prose = {line.row for line in outside_code(lines_of(blanked, ""))}
    blanked = "\n".join(
        blank_code_spans(line) if row in prose else " " * len(line)
        for row, line in enumerate(blanked.split("\n"), start=1)
    )
    for pattern in _BLANKED:
        blanked = pattern.sub(_blank_match, blanked)
    for start, end in list(_links(blanked)):
        blanked = _blank(blanked, start, end)
    return blanked


def _blank_match(match: re.Match[str]) -> str:
    kept = match.groupdict().get("kept") or ""
    return kept + re.sub(r"[^\n]", " ", match[0][len(kept) :])


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of links, pictures, citations and marks of footnotes, from bracket to end."""
    place = 0
    while (place := text.find("[", place)) >= 0:
        end = _end_of_link(text, place)
        if end:
            yield place, end
        place = end or place + 1


def _end_of_link(text: str, start: int) -> int:
    """Where a bracket with all that belongs to it ends; 0 when its text is running text."""
    end = _closing(text, start)
    if not end:
        return 0
    if text[end : end + 1] in ("(", "["):
        return _closing(text, end) or end
    content = text[start + 1 : end - 1]
    is_mark = content.startswith("^") and "^" not in content[1:]
    return end if is_mark or _CITED.search(content) else 0


def _closing(text: str, start: int) -> int:
    """The place after the bracket that closes the one at `start`; 0 when none does."""
    opening, closing = text[start], {"[": "]", "(": ")"}[text[start]]
    depth = 0
    for place in range(start, len(text)):
        if text[place - 1 : place] == "\\":
            continue
        depth += {opening: 1, closing: -1}.get(text[place], 0)
        if not depth:
            return place + 1
    return 0
