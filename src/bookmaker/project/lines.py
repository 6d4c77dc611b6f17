"""A page of the book as Markdown lines that remember where they came from.

Pandoc keeps no positions, and a notebook's cell is not a line of any file the author edits. So
every check that wants to name file, cell and line works on these lines, before Pandoc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bookmaker.errors import InputError, Problem

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"^\s*(?P<fence>`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


@dataclass(frozen=True)
class Line:
    """One line of Markdown, the file (and cell) it stands in, and its number there."""

    text: str
    file: str
    row: int

    def problem(self, message: str, *, column: str = "") -> Problem:
        """A problem that points at this line."""
        return Problem(self.file, str(self.row), column, message)


def read_text(path: Path, source: str) -> str:
    """The text of a file of the project. Raises `InputError` with the line that is not UTF-8.

    A mark of the encoding and line ends of other systems are none of the text.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        message = f"byte {content[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        raise InputError([Problem(source, str(row), "", message)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text: str, file: str, *, first_row: int = 1) -> tuple[Line, ...]:
    """Cut a text into lines that know their place.

    >>> lines_of("a\\nb", "index.qmd")[1].row
    2
    """
    return tuple(Line(t, file, n) for n, t in enumerate(text.split("\n"), start=first_row))


def outside_code(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that are not within a fenced code block; the fences themselves are left out too."""
    closing = ""
    for line in lines:
        match = _FENCE.match(line.text)
        if closing:
            if match and line.text.strip().startswith(closing):
                closing = ""
        elif match:
            closing = match["fence"]
        else:
            yield line


def blank_code_spans(text: str) -> str:
    """Replace inline code by spaces of the same length, so that columns stay put.

    >>> blank_code_spans("run `make book` now")
    'run             now'
    """
    # Most lines have none, and to look for one is slow.
    return _CODE_SPAN.sub(lambda match: " " * len(match[0]), text) if "`" in text else text


def page_lines(text: str, source: str) -> tuple[Line, ...]:
    """Lines of a page below its YAML front matter, with their numbers in the file."""
    match = FRONT_MATTER.match(text)
    head = match[0] if match else ""
    return lines_of(text[len(head) :], source, first_row=head.count("\n") + 1)
