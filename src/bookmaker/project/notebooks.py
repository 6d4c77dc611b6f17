"""Notebooks of the project: their cells, and options of a code cell, its `#| key: value` lines.

Options are YAML, as in Quarto. Only options this book uses are known: a misspelt `fig-atl` must not
pass as a figure without alternative text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookmaker.errors import InputError, Problem
from bookmaker.project import yaml_text
from bookmaker.project.lines import Line, lines_of

KNOWN = frozenset(
    [
        "label",
        "fig-cap",
        "fig-alt",
        "tbl-cap",
        "echo",
        "include",
        "output",
        "code-fold",
        "code-summary",
        "warning",
        "error",
        "eval",
    ]
)

_OPTION = re.compile(r"^#\|\s?(?P<yaml>.*)$")
_KEY = re.compile(r"^#\|\s*(?P<key>[\w-]+)\s*:")

FORMS = ("image/svg+xml", "image/png", "text/markdown", "text/plain")
STAGED_TAG = "figure-files"


@dataclass(frozen=True)
class Cell:
    """A code cell taken apart: its options, the line of each, and the code below them."""

    options: dict[str, Any]
    rows: dict[str, Line]
    code: tuple[Line, ...]

    def line_of(self, option: str) -> Line:
        """The line that names an option; the cell's first line when it is absent."""
        first = self.code[0] if self.code else Line("", "", 1)
        return self.rows.get(option) or next(iter(self.rows.values()), first)

    def value(self, option: str) -> str:
        """An option as text; empty when absent."""
        value = self.options.get(option)
        return "" if value is None else str(value)

    def flag(self, option: str, default: bool) -> bool:
        """An option that is true or false; `output: asis` counts as true."""
        return self.options.get(option, default) is not False


def split_head(source: str) -> tuple[list[str], list[str]]:
    """Cut a cell's source into its option lines and its code.

    >>> split_head("#| label: fig-a\\nplot()")
    (['#| label: fig-a'], ['plot()'])
    """
    lines = source.split("\n")
    size = next((i for i, line in enumerate(lines) if not _OPTION.match(line)), len(lines))
    return lines[:size], lines[size:]


def parse(source: str, file: str) -> Cell:
    """Read a cell's options.

    Raises `InputError` with file (and cell) and line when the head is not a YAML mapping or names
    an option this book does not know.
    """
    head, _ = split_head(source)
    lines = lines_of(source, file)
    rows = {m["key"]: line for line in lines[: len(head)] if (m := _KEY.match(line.text))}
    cell = Cell(_yaml(head, file), rows, lines[len(head) :])
    unknown = sorted(set(cell.options) - KNOWN)
    if unknown:
        known = ", ".join(sorted(KNOWN))
        raise InputError(
            [cell.line_of(k).problem(f"unknown cell option '{k}'; known: {known}") for k in unknown]
        )
    return cell


def _yaml(head: list[str], file: str) -> dict[str, Any]:
    text = "\n".join(_OPTION.sub(r"\g<yaml>", line) for line in head)
    refusal = "cell options are not YAML: {cause}; quote the text"
    options = yaml_text.load(text, file, refusal=refusal) or {}
    if not isinstance(options, dict):
        raise InputError([Problem(file, "1", "", "cell options are not 'key: value' lines")])
    return options


def joined(value: Any) -> str:
    """A notebook's text, which the format keeps as one string or as a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def cell_file(source: str, number: int) -> str:
    """How errors call a cell: the notebook's path and the cell's number, counted from 1."""
    return f"{source}, cell {number}"


def read_notebook(path: Path, source: str) -> dict[str, Any]:
    """Parse a notebook. Raises `InputError` when it is not one."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError([Problem(source, "", "", f"is not a notebook: {error}")]) from error
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise InputError([Problem(source, "", "", "is not a notebook: it has no list of cells")])
    return content


def quoted(text: str) -> str:
    r"""A value of a Pandoc attribute.

    >>> print(quoted('the "voice"'))
    "the \"voice\""
    """
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def fence_for(code: str) -> str:
    """A code fence longer than any within the code.

    >>> fence_for("a ``` b")
    '````'
    """
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    return "`" * max(3, longest + 1)


def one_line(text: str) -> str:
    return " ".join(text.split())
