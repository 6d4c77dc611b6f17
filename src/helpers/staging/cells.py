"""What a chapter's code cells may hold: a few lines that a student reads and varies.

A cell has at most `MOST_LINES` lines, no functions, no classes and no loops, and stores no outputs.
A chapter has at most `MOST_IMPORTS` lines of imports, and they name only what is public: the names
of `__all__` in `helpers` and in the packages of `helpers.chapters`, and what `ALLOWED` lists. So a
helper can be rewritten without a look into the notebooks.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any

from bookmaker.project.notebooks import cell_file, joined, read_notebook
from helpers.errors import Problem

MOST_LINES = 15
MOST_IMPORTS = 4

# Packages that students know from elsewhere.
ALLOWED = frozenset({"dataclasses", "fractions", "matplotlib", "numpy", "pandas", "seaborn"})

_PACKAGE = Path(__file__).parents[1]
_TOPICS = "helpers.chapters"
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ROW_LOOPS = frozenset({"iterrows", "itertuples"})
# The name of a list of voices is an id of the page; Quarto would make another of the label.
_VOICES_LABEL = re.compile(r"^#\| label: quotes-", re.MULTILINE)


def check_notebooks(paths: Iterable[Path]) -> list[Problem]:
    """Everything in the code cells of notebooks that does not belong there, by cell and line."""
    return [problem for path in paths for problem in _check(path)]


def _check(path: Path) -> Iterator[Problem]:
    name = f"{path.parent.name}/{path.name}"
    n_imports = 0
    topics: dict[str, str] = {}
    for number, cell in enumerate(read_notebook(path, name)["cells"], start=1):
        if cell["cell_type"] != "code":
            continue
        source, file = joined(cell["source"]), cell_file(name, number)
        yield from _cell_problems(cell, source, file)
        try:
            tree = ast.parse(source)
        except SyntaxError as error:
            message = f"is not Python ({error.msg}); commands with ! or % do not belong in a cell"
            yield Problem(file, str(error.lineno or ""), "", message)
            continue
        for node in ast.walk(tree):
            row = str(getattr(node, "lineno", ""))
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                n_imports += node.end_lineno - node.lineno + 1
                topics |= _topics(node)
                messages = _import_messages(node)
            else:
                messages = _node_messages(node, topics)
            yield from (Problem(file, row, "", message) for message in messages)
    if n_imports > MOST_IMPORTS:
        message = (
            f"{n_imports} lines of imports, at most {MOST_IMPORTS}; import a topic of {_TOPICS} "
            "instead of its names"
        )
        yield Problem(name, "", "", message)


def _cell_problems(cell: Mapping[str, Any], source: str, file: str) -> Iterator[Problem]:
    n_lines = len(source.splitlines())
    if n_lines > MOST_LINES:
        message = f"{n_lines} lines, at most {MOST_LINES}; cut it in two, or move it into a helper"
        yield Problem(file, str(MOST_LINES + 1), "", message)
    if _VOICES_LABEL.search(source):
        message = "a list of voices has its name for an id; take the label out"
        yield Problem(file, "", "", message)
    if cell.get("outputs") or cell.get("execution_count") is not None:
        message = "stores what it gave when it ran; clear the outputs of all cells and save"
        yield Problem(file, "", "", message)


def _node_messages(node: ast.AST, topics: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with a piece of code that is no import; `topics` are packages by name here."""
    if isinstance(node, _DEFINITIONS):
        yield "defines a function or class; move it into a helper"
    elif isinstance(node, _LOOPS) or getattr(node, "attr", "") in _ROW_LOOPS:
        yield "loops over rows; let pandas do it, or move it into a helper"
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        package = topics.get(node.value.id)
        if package and node.attr not in public_names(package):
            yield _private(f"{node.value.id}.{node.attr}", package)


def _topics(node: ast.Import | ast.ImportFrom) -> dict[str, str]:
    """The topics that an import brings, by the name they have in the notebook."""
    if not isinstance(node, ast.ImportFrom) or node.module != _TOPICS:
        return {}
    return {each.asname or each.name: f"{_TOPICS}.{each.name}" for each in node.names}


def _import_messages(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (_foreign(each.name) for each in node.names if not _is_allowed(each.name))
        return
    module = node.module or ""
    for name in (each.name for each in node.names):
        what = f"from {'.' * node.level}{module} import {name}"
        if module == _TOPICS:
            if not (_PACKAGE / "chapters" / name / "__init__.py").is_file():
                yield f"'{what}': there is no such topic; choose one of {', '.join(topics())}"
        elif module == "helpers" or module in {f"{_TOPICS}.{each}" for each in topics()}:
            if name not in public_names(module):
                yield _private(what, module)
        elif node.level or not _is_allowed(module) or name.startswith("_"):
            yield _foreign(what)


def _is_allowed(module: str) -> bool:
    first, *rest = module.split(".")
    return first in ALLOWED and not any(part.startswith("_") for part in rest)


def _private(what: str, package: str) -> str:
    names = ", ".join(sorted(public_names(package))) or "none yet"
    return f"'{what}' is private; public names of {package}: {names} (its __init__.py lists them)"


def _foreign(what: str) -> str:
    known = ", ".join(["helpers", _TOPICS, *sorted(ALLOWED)])
    return (
        f"'{what}' is not for chapters; import from {known} (a package that students know from "
        "elsewhere goes into ALLOWED of helpers/staging/cells.py)"
    )


def topics() -> list[str]:
    """The topics of the chapters."""
    return sorted(path.parent.name for path in (_PACKAGE / "chapters").glob("*/__init__.py"))


@cache
def public_names(package: str) -> Set[str]:
    """The names in a package's `__all__`, read from its source: nothing is imported for it."""
    path = _PACKAGE.parent.joinpath(*package.split("."), "__init__.py")
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return frozenset(ast.literal_eval(node.value))
    return frozenset()
