"""A page of the book, filled and ready for Pandoc; an executed notebook becomes one, too.

Markdown cells go through as they are. A code cell becomes a block `.cell` with its code and its
outputs; a label makes the output a numbered figure or table. Of an output's forms the best for
print and screen is taken: SVG, then PNG, then Markdown, then plain text. HTML forms are not used:
they bring scripts, and print cannot show them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from textwrap import shorten
from typing import Any

from bookmaker.errors import InputError, Problem
from bookmaker.project import notebooks
from bookmaker.project.lines import Line, lines_of, outside_code
from bookmaker.project.notebooks import (
    FORMS,
    STAGED_TAG,
    Cell,
    cell_file,
    fence_for,
    joined,
    one_line,
    quoted,
    read_notebook,
)
from bookmaker.project.shortcodes import check, fill_text


@dataclass(frozen=True)
class Page:
    """A page of the staged project.

    `source` is the path in the project ("notebooks/01_sector_picture.ipynb"), `files` the pictures
    taken out of a notebook's outputs, by path relative to the page.
    """

    source: str
    lines: tuple[Line, ...]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The page as Pandoc reads it."""
        return "\n".join(line.text for line in self.lines) + "\n"

    def find(self, pattern: str) -> Line:
        """The first line that matches a regular expression; the page's first line otherwise."""
        for line in self.lines:
            if re.search(pattern, line.text):
                return line
        return self.lines[0] if self.lines else Line("", self.source, 1)

    def naming(self, *texts: str) -> Line:
        """The first line that has the first of these texts which a line has; else the first."""
        return self._known(texts) or self.find("^")

    def _known(self, texts: Iterable[str]) -> Line | None:
        lines = (line for text in texts if text for line in self.lines if text in line.text)
        return next(lines, None)

    def place(self, said: str) -> Line | None:
        """The line that a program speaks of, by its number or by what it quotes."""
        number = _LINE_NUMBER.search(said)
        if number and 0 < int(number[1]) <= len(self.lines):
            return self.lines[int(number[1]) - 1]
        cited = [f"@{key}" for key in _CITED.findall(said)]
        return self._known([*cited, *("".join(groups) for groups in _QUOTED.findall(said))])


def problems_of(pages: Sequence[Page], said: str) -> list[Problem]:
    """What a program said of some pages, each warning with the line that it speaks of."""
    problems = []
    for warning in said.split("[WARNING]")[1:] or [_COMMAND.sub("", said)]:
        places = (place for page in pages if (place := page.place(warning)))
        at = next(places, None) or pages[0].find("^")
        problems.append(at.problem(shorten(warning, _MOST_SAID, placeholder=" …")))
    return problems


# How Pandoc and Typst tell of a place, and of a word of the source.
_COMMAND = re.compile(r"^pandoc -.*?: ")
_LINE_NUMBER = re.compile(r"\bline (\d+)")
_CITED = re.compile(r"citation (\S+) not found")
_QUOTED = re.compile(
    r"'([^']+)'|\"([^\"]+)\"|TeX math (.+?), rendering|resource (.+?):|`<?([^`>]+)>?`"
)
# A parser's list of what it would have liked takes a page.
_MOST_SAID = 240
_SUFFIX = {"image/svg+xml": ".svg", "image/png": ".png"}


@dataclass
class _Writer:
    """Collects the lines and pictures of one page."""

    source: str
    defaults: Mapping[str, Any]
    lines: list[Line] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def put(self, text: str, at: Line) -> None:
        """Add lines that all come from one place of the source."""
        self.lines += [Line(part, at.file, at.row) for part in text.split("\n")]


def notebook_page(path: Path, source: str, *, defaults: Mapping[str, Any] | None = None) -> Page:
    """Turn an executed notebook into a page.

    `defaults` are the project's format options (`code-fold`, `code-summary`, `execute.echo`).
    Raises `InputError` listing every cell that cannot be shown: unknown options, a figure without
    picture or alternative text, a table without rows, an error output.
    """
    writer = _Writer(source, defaults or {})
    number = 0
    for cell in read_notebook(path, source)["cells"]:
        # Staging's own cells do not count: errors name the author's.
        number += STAGED_TAG not in (cell.get("metadata") or {}).get("tags", ())
        file = cell_file(source, number)
        text = joined(cell.get("source", ""))
        if cell["cell_type"] == "markdown":
            # Staging may put one empty line first; the author's notebook does not have it.
            own = lines_of(text.removeprefix("\n"), file)
            writer.lines += [*own, Line("", file, len(own))]
        elif cell["cell_type"] == "code":
            _code_cell(writer, cell, text=text, file=file)
        elif text.strip():
            message = "is a raw cell; write Markdown or code"
            writer.problems.append(Problem(file, "1", "", message))
    if writer.problems:
        raise InputError(writer.problems)
    return Page(source, tuple(writer.lines), writer.files)


def _code_cell(writer: _Writer, raw: Mapping[str, Any], *, text: str, file: str) -> None:
    try:
        cell = notebooks.parse(text, file)
    except InputError as error:
        writer.problems += error.problems
        return
    if not cell.flag("include", True):
        return
    before, start = len(writer.lines), Line("", file, 1)
    if cell.flag("echo", bool((writer.defaults.get("execute") or {}).get("echo", True))):
        _code(writer, cell)
    outputs = raw.get("outputs", []) if cell.flag("output", True) else []
    _outputs(writer, cell, outputs=outputs, file=file)
    if len(writer.lines) > before:
        writer.lines[before:before] = [start, replace(start, text="::: {.cell}"), start]
        writer.put("\n:::\n", start)


def _code(writer: _Writer, cell: Cell) -> None:
    code = "\n".join(line.text for line in cell.code).strip("\n")
    if not code:
        return
    fold = cell.options.get("code-fold", writer.defaults.get("code-fold", False))
    summary = cell.value("code-summary") or str(writer.defaults.get("code-summary", ""))
    attributes = [".python", ".cell-code", f'code-fold="{str(fold).lower()}"']
    attributes += [f"code-summary={quoted(summary)}"] if summary else []
    fence = fence_for(code)
    writer.put(f"{fence} {{{' '.join(attributes)}}}\n{code}\n{fence}\n", cell.code[0])


def _outputs(writer: _Writer, cell: Cell, *, outputs: list, file: str) -> None:
    shown = [form for output in outputs if (form := _form(output, writer, file=file))]
    label, at = cell.value("label"), cell.line_of("label")
    if label.startswith("fig-"):
        _figure(writer, cell, forms=[f for f in shown if f[0] in _SUFFIX], at=at)
    elif label.startswith("tbl-"):
        _table(writer, cell, forms=[f for f in shown if f[0] == "text/markdown"], at=at)
    else:
        for index, form in enumerate(shown, start=1):
            _plain_output(writer, cell, form=form, name=f"{_slug(file)}-{index}")


def _form(output: Mapping[str, Any], writer: _Writer, *, file: str) -> tuple[str, str] | None:
    """The form of an output to show, as (media type, content); None when there is nothing."""
    kind = output.get("output_type")
    if kind == "error":
        message = f"ended in {output.get('ename')}: {output.get('evalue')}; mend and run it again"
        writer.problems.append(Problem(file, "", "", message))
    if kind == "stream":
        text = joined(output.get("text", ""))
        return ("text/plain", text) if output.get("name") == "stdout" and text.strip() else None
    data = output.get("data") or {}
    best = next((form for form in FORMS if form in data), None)
    if data and best is None:
        message = f"output has only {', '.join(sorted(data))}; give one of {', '.join(FORMS)}"
        writer.problems.append(Problem(file, "", "", message))
    return (best, joined(data[best])) if best else None


def _figure(writer: _Writer, cell: Cell, *, forms: list[tuple[str, str]], at: Line) -> None:
    label = cell.value("label")
    if len(forms) != 1:
        message = f"figure '{label}' has {len(forms)} pictures; the cell must show exactly one"
        writer.problems.append(at.problem(message))
    for option in ("fig-cap", "fig-alt"):
        if not cell.value(option).strip():
            writer.problems.append(at.problem(f"figure '{label}' has no '#| {option}:'; write one"))
    if len(forms) == 1:
        name = _save(writer, label, form=forms[0])
        alt = quoted(cell.value("fig-alt"))
        writer.put(f"::: {{#{label}}}\n![]({name}){{fig-alt={alt}}}\n", at)
        writer.put(f"{one_line(cell.value('fig-cap'))}\n:::\n", cell.line_of("fig-cap"))


def _table(writer: _Writer, cell: Cell, *, forms: list[tuple[str, str]], at: Line) -> None:
    label, caption = cell.value("label"), cell.value("tbl-cap")
    if len(forms) != 1:
        message = (
            f"table '{label}' has {len(forms)} Markdown outputs; the cell must show exactly one"
        )
        writer.problems.append(at.problem(message))
    if not caption.strip():
        writer.problems.append(at.problem(f"table '{label}' has no '#| tbl-cap:'; write one"))
    if len(forms) == 1:
        writer.put(f"::: {{#{label}}}\n\n{forms[0][1].strip()}\n", at)
        writer.put(f"{one_line(caption)}\n:::\n", cell.line_of("tbl-cap"))


def _plain_output(writer: _Writer, cell: Cell, *, form: tuple[str, str], name: str) -> None:
    kind, content = form
    at = cell.line_of("label")
    if kind in _SUFFIX:
        alt = cell.value("fig-alt")
        if not alt.strip():
            writer.problems.append(at.problem("a picture without '#| fig-alt:'; write one"))
        path = _save(writer, name, form=form)
        writer.put(f"![{one_line(cell.value('fig-cap'))}]({path}){{fig-alt={quoted(alt)}}}\n", at)
    elif kind == "text/markdown":
        writer.put(f"::: {{.cell-output .cell-output-markdown}}\n\n{content.strip()}\n\n:::\n", at)
    else:
        fence = fence_for(content)
        body = content.strip("\n")
        writer.put(f"::: {{.cell-output}}\n{fence}\n{body}\n{fence}\n:::\n", at)


def _save(writer: _Writer, name: str, *, form: tuple[str, str]) -> str:
    kind, content = form
    path = f"figures/{name}{_SUFFIX[kind]}"
    is_png = kind == "image/png"
    writer.files[path] = base64.b64decode(content) if is_png else content.encode()
    return path


def _slug(file: str) -> str:
    stem = PurePosixPath(file.split(",")[0]).stem
    return re.sub(r"\W+", "-", f"{stem}-{file.rsplit(' ', 1)[-1]}")


def fill_page(page: Page, variables: Mapping[str, str]) -> Page:
    """The page with every shortcode filled. Raises `InputError` with all that cannot be."""
    prose = list(outside_code(page.lines))
    problems = [p for line in prose for p in check(line, variables)]
    if problems:
        raise InputError(problems)
    inside = {id(line) for line in prose}
    filled = (
        replace(line, text=fill_text(line.text, variables)) if id(line) in inside else line
        for line in page.lines
    )
    return replace(page, lines=tuple(filled))
