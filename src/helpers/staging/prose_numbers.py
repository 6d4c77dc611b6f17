"""Typed numbers in prose: every number the report is responsible for comes from a variable.

Prose is Markdown cells and pages, titles in YAML heads, and the captions and descriptions of
figures and tables. What is taken away before looking: code, shortcodes, links' addresses,
citations with their locators, references, labels, formulas, list markers, places in the report
("figure 6", "table 4", in small letters or with "of the report", because a figure of this book is
a reference), and the phrases of ALLOWED.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bookmaker.project.lines import (
    FRONT_MATTER,
    Line,
    blank_code_spans,
    lines_of,
    outside_code,
    page_lines,
)
from bookmaker.project.notebooks import cell_file, joined, read_notebook, split_head
from helpers.errors import Problem

# Exact phrases that carry a digit or a number word and are names, each with its reason.
ALLOWED: dict[str, str] = {
    "9-point": "the name of the interaction scale",
    **dict.fromkeys(
        ("3/2/1", "3/2/0", "3/1.5/0", "3/1/0", "2/1/0", "3/0/0", "3/3/0", "3/3/3"),
        "the name of a scoring, from its points",
    ),
    **dict.fromkeys(
        ("95 %", "95%"), "the confidence level, a convention of the method and not a finding"
    ),
    "CC BY 4.0": "the name of a licence",
    "ISO 3166-2": "the name of a standard",
    "Python 3.11": "the name of a requirement",
}

_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)

_PROSE_KEYS = re.compile(r"^(title|subtitle|description|abstract|fig-cap|fig-alt|tbl-cap)\s*:")
_OPTION = re.compile(r"^#\|\s?")
_KEY = re.compile(r"^[\w-]+\s*:")
_QUOTED_PROSE = re.compile(r'\b(?:title|fig-alt|fig-cap|tbl-cap|alt)="(?P<text>[^"]*)"')
_TOKEN = re.compile(
    r"(?<![\w])(?:[\w.,–-]*\d[\w.,–-]*(?:\s?%)?|(?:" + _WORDS + r")\b(?!-point))",
    re.IGNORECASE,
)
_LIST = r"\d+(?:(?:, | and |, and |–|-)\d+)*"
_TAKEN_AWAY = tuple(
    re.compile(pattern)
    for pattern in (
        r"\{\{\{?<.*?>\}?\}\}",  # shortcodes
        r"<!--.*?-->",
        r"<https?://[^>]*>|</?[a-zA-Z][^>]*>",  # addresses and tags
        r"\]\([^)]*\)",  # a link's or picture's address
        r"\[[^\[\]]*@[\w:.-]+[^\[\]]*\]",  # citations with page numbers
        r"-?@[\w:.-]+",
        r"\[\^[^\]]+\]:?",  # footnote marks
        r"\$[^$\s](?:[^$]*[^$\s])?\$(?!\d)",  # formulas
        r"https?://\S+|\bdoi:\S+",
        r"^\s*\d+[.)]\s",  # list markers
        rf"\b(?:figures?|tables?|chapters?|sections?) {_LIST}",
        rf"\b(?:Figures?|Tables?|Chapters?|Sections?) {_LIST}(?= of the report)",
    )
)


def check_prose(paths: Iterable[Path]) -> list[Problem]:
    """Every typed number in the prose of notebooks and pages, by file, cell and line.

    The message names the token and the mend. Files are named by their last two parts, as
    "notebooks/01_sector_picture.ipynb".
    """
    problems = []
    for path in paths:
        name = "/".join(path.parts[-2:]) if path.suffix == ".ipynb" else path.name
        is_notebook = path.suffix == ".ipynb"
        lines = _notebook_lines(path, name) if is_notebook else _page_lines(path, name)
        problems += [problem for line in lines for problem in check_line(line)]
    return problems


def check_line(line: Line) -> list[Problem]:
    """The typed numbers of one line of prose."""
    return [
        line.problem(
            f"typed number '{token}'; write {{{{< var name >}}}} and give its value in a notebook "
            "(a name that has a number in it goes into ALLOWED of helpers/staging/"
            "prose_numbers.py, with the reason)"
        )
        for token in numbers_in(line.text)
    ]


def numbers_in(text: str) -> list[str]:
    """Number tokens of a line of Markdown.

    >>> numbers_in("Of {{< var n >}} groups 487 answered, twelve by post [@key, p. 3].")
    ['487', 'twelve']
    >>> numbers_in("The 9-point scale, figure 15, `x[0]`, $n = 3$, [page](p1.qmd)")
    []
    """
    prose = _plain(text)
    return [token for match in _TOKEN.finditer(prose) if (token := match[0].rstrip(".,–-"))]


def _plain(text: str) -> str:
    text = blank_code_spans(text).replace("\u00a0", " ").replace("\u202f", " ")
    text = re.sub(r"\{(?!\{)[^{}<>]*\}(?!\})", _keep_quoted_prose, text)
    for pattern in _TAKEN_AWAY:
        text = pattern.sub(" ", text)
    for phrase in ALLOWED:
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", text)
    return text


def _keep_quoted_prose(match: re.Match[str]) -> str:
    return " ".join(["", *_QUOTED_PROSE.findall(match[0]), ""])


def _notebook_lines(path: Path, name: str) -> Iterator[Line]:
    for number, cell in enumerate(read_notebook(path, name)["cells"], start=1):
        source, file = joined(cell.get("source", "")), cell_file(name, number)
        if cell["cell_type"] == "markdown":
            yield from _without_formulas(outside_code(lines_of(source, file)))
        elif cell["cell_type"] == "code":
            head, _ = split_head(source)
            options = [_OPTION.sub("", text) for text in head]
            yield from _prose_of_yaml(lines_of("\n".join(options), file))


def _page_lines(path: Path, name: str) -> Iterator[Line]:
    text = path.read_text(encoding="utf-8")
    front = FRONT_MATTER.match(text)
    if front:
        yield from _prose_of_yaml(lines_of(front[0], name))
    yield from _without_formulas(outside_code(page_lines(text, name)))


def _prose_of_yaml(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines of the keys that readers see, continuation lines included; the key itself is cut."""
    is_prose = False
    for line in lines:
        if _KEY.match(line.text):
            is_prose = bool(_PROSE_KEYS.match(line.text))
        if is_prose:
            yield Line(_PROSE_KEYS.sub("", line.text), line.file, line.row)


def _without_formulas(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines outside `$$ … $$` blocks and comments of several lines."""
    ending = ""
    for line in lines:
        text = line.text.strip()
        if ending:
            ending = "" if ending in text else ending
        elif text.startswith("$$") and "$$" not in text[2:]:
            ending = "$$"
        elif text.startswith("<!--") and "-->" not in text:
            ending = "-->"
        else:
            yield Line(re.sub(r"\$\$.*?\$\$", " ", line.text), line.file, line.row)
