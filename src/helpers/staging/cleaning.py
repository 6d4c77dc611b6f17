"""An executed notebook made fit for the book: same text and results, nothing of the machine.

What goes: papermill's own cell (its content moves into the parameters cell), standard error,
timings, execution counts and other metadata. HTML and JavaScript forms of outputs go too: their
mere presence makes Quarto link requirejs and jquery from another host, on every page, and tell
that host who reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bookmaker.project import shortcodes
from bookmaker.project.lines import Line, lines_of
from bookmaker.project.notebooks import FORMS, cell_file, joined, split_head
from helpers.errors import Problem
from helpers.staging.executed import is_injected

_UNNUMBERED = re.compile(r"# .*\{[^}]*(\.unnumbered|(?<=[{ ])-(?=[ }]))")
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def clean(
    notebook: Mapping[str, Any], variables: Mapping[str, str], *, source: str
) -> tuple[dict[str, Any], list[Problem]]:
    """The notebook for the book, and what is wrong with it.

    Shortcodes in `#|` option lines are filled, because Quarto leaves those of `fig-alt` alone;
    those in Markdown cells stay for the renderer, but must have a value. Problems name the cell by
    its number in the source notebook.
    """
    problems: list[Problem] = []
    cells = []
    # Without papermill's cell the numbers are those of the notebook that its author edits.
    own = [cell for cell in notebook["cells"] if not is_injected(cell)]
    for number, cell in enumerate(own, start=1):
        cells.append(_cell(cell, variables, file=cell_file(source, number), problems=problems))
    _move_parameters(notebook["cells"], cells)
    _keep_heading_attributes(cells)
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"
        # Quarto loses the line ends of a source that is one string instead of a list of lines.
        cell["source"] = cell["source"].splitlines(keepends=True)
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, problems


def _has_tag(cell: Mapping[str, Any], tag: str) -> bool:
    return tag in cell.get("metadata", {}).get("tags", ())


def _cell(
    cell: Mapping[str, Any], variables: Mapping[str, str], *, file: str, problems: list[Problem]
) -> dict[str, Any]:
    source = joined(cell.get("source", ""))
    tags = cell.get("metadata", {}).get("tags", [])
    fresh = {"cell_type": cell["cell_type"], "id": "", "metadata": {"tags": tags} if tags else {}}
    if cell["cell_type"] != "code":
        problems += shortcodes.check_lines(lines_of(source, file), variables)
        return {**fresh, "source": source}
    filled = _fill_options(source, variables, file=file, problems=problems)
    outputs = _outputs(cell.get("outputs", []), file, problems=problems)
    return {**fresh, "execution_count": None, "outputs": outputs, "source": filled}


def _fill_options(
    source: str, variables: Mapping[str, str], *, file: str, problems: list[Problem]
) -> str:
    head, code = split_head(source)
    found = [
        problem
        for row, text in enumerate(head, start=1)
        for problem in shortcodes.check(Line(text, file, row), variables)
    ]
    problems += found
    filled = head if found else [shortcodes.fill_text(text, variables) for text in head]
    return "\n".join([*filled, *code])


def _outputs(outputs: list, file: str, *, problems: list[Problem]) -> list[dict[str, Any]]:
    kept = []
    for output in outputs:
        kind = output["output_type"]
        if kind == "error":
            message = f"ended in {output.get('ename')}: {output.get('evalue')}; mend and run again"
            problems.append(Problem(file, "", "", message))
        elif kind == "stream" and output.get("name") == "stdout":
            kept.append({"name": "stdout", "output_type": kind, "text": _lines(output["text"])})
        elif kind in ("display_data", "execute_result"):
            data = kept_forms(output.get("data", {}))
            listed = {form: _lines(content) for form, content in data.items()}
            kept += (
                [{"data": listed, "metadata": {}, "output_type": "display_data"}] if data else []
            )
    return kept


def _lines(text: Any) -> list[str]:
    return joined(text).splitlines(keepends=True)


def kept_forms(data: Mapping[str, Any]) -> dict[str, str]:
    """The forms of an output that need no script and no other host.

    An output that has only an HTML form keeps it as raw HTML within Markdown, which Quarto does
    not take for a widget. Plain text stays only where it is all there is.

    >>> kept_forms({"text/html": "<b>1</b>", "text/plain": "1", "text/markdown": "**1**"})
    {'text/markdown': '**1**'}
    """
    kept = {form: joined(data[form]) for form in FORMS if form in data}
    if len(kept) > 1:
        kept.pop("text/plain", None)
    if "text/html" in data and not set(kept) - {"text/plain"}:
        return {"text/markdown": f"```{{=html}}\n{joined(data['text/html']).strip()}\n```"}
    return kept


def _keep_heading_attributes(cells: list[dict[str, Any]]) -> None:
    """Put an empty line before an unnumbered title.

    Quarto 1.9 takes a heading in the very first line for the page's title and forgets its
    attributes: the unnumbered methodology would become chapter 1.
    """
    first = next((cell for cell in cells if cell["cell_type"] == "markdown"), None)
    if first and _UNNUMBERED.match(first["source"]):
        first["source"] = "\n" + first["source"]


def _move_parameters(executed: list, cells: list[dict[str, Any]]) -> None:
    injected = next((c for c in executed if is_injected(c)), None)
    target = next((c for c in cells if _has_tag(c, "parameters")), None)
    if injected is None:
        return
    code = joined(injected["source"]).removeprefix("# Parameters\n").strip("\n")
    if target is None:
        cells.insert(1, {"cell_type": "code", "id": "", "metadata": {"tags": ["parameters"]}})
        target = cells[1]
        target |= {"execution_count": None, "outputs": [], "source": ""}
    head, _ = split_head(target["source"])
    target["source"] = "\n".join([*head, code])
