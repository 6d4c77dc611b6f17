"""Shortcodes: `{{< var name >}}` stands for a number the notebooks wrote.

`{{{< var name >}}}` prints the shortcode itself, as in Quarto. Code is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from bookmaker.errors import Problem
from bookmaker.project.lines import Line, blank_code_spans, outside_code

KNOWN = ("var",)

_SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*(?P<body>.*?)\s*>\}\}(?!\})")
_ESCAPED = re.compile(r"\{(\{\{<.*?>\}\})\}")
_OPENING = re.compile(r"(?<!\{)\{\{<")


def find(line: Line) -> list[re.Match[str]]:
    """Shortcodes of a line that are not in inline code, as matches with the group `body`."""
    is_possible = "{{<" in line.text
    return list(_SHORTCODE.finditer(blank_code_spans(line.text))) if is_possible else []


def check(line: Line, variables: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the shortcodes of a line: unknown ones, and variables with no value."""
    if "{{<" not in line.text:
        return []
    matches = find(line)
    problems = [p for m in matches if (p := _problem(line, m["body"].split(), variables=variables))]
    if len(_OPENING.findall(blank_code_spans(line.text))) > len(matches):
        problems.append(line.problem("a shortcode does not end on its line; write it on one line"))
    return problems


def _problem(line: Line, words: list[str], *, variables: Mapping[str, str]) -> Problem | None:
    name = words[0] if words else ""
    if name not in KNOWN:
        return line.problem(f"unknown shortcode '{name}'; known are: {', '.join(KNOWN)}")
    if len(words) != 2:
        return line.problem(f"'{' '.join(words)}' is not '{{{{< var name >}}}}'")
    if words[1] not in variables:
        near = get_close_matches(words[1], variables, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "write it from a notebook"
        return line.problem(f"no value for {{{{< var {words[1]} >}}}}; {hint}")
    return None


def fill_text(text: str, variables: Mapping[str, str]) -> str:
    """Put values in place of shortcodes; the text must have passed `check`.

    >>> fill_text("{{< var n >}} of `{{< var n >}}`", {"n": "100"})
    '100 of `{{< var n >}}`'
    """
    for match in reversed(find(Line(text, "", 0))):
        value = variables[match["body"].split()[1]]
        text = text[: match.start()] + value + text[match.end() :]
    return _ESCAPED.sub(r"\1", text)


def check_lines(lines: Iterable[Line], variables: Mapping[str, str]) -> list[Problem]:
    """All shortcode problems of Markdown lines, in order; fenced code is left out."""
    return [p for line in outside_code(lines) for p in check(line, variables)]
