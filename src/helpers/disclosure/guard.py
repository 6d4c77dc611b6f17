"""Going round the gate fails the build: what keeps a book's processes away from questionnaires.

check_notebooks      before a notebook runs: cells that import what opens rows, or name them
kernel_environment   while it runs: a kernel that is told no path, may import nothing that opens
                     files past Python, and stops at any other opening (`closed.sitecustomize`)
pyproject.toml       a contract of import-linter: rooms of the book do not import what opens rows
scan                 after it is rendered: canaries of the rows in every product (`scan`)
"""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from helpers import paths
from helpers.disclosure.closed.sitecustomize import NATIVE, OPENING, VARIABLE, close
from helpers.errors import InputError, Problem

__all__ = ["check_notebooks", "check_sources", "close", "kernel_environment", "require_guarded"]

# What a cell of the book has no use for, and with which rows can be reached.
_FORBIDDEN = (*OPENING, "helpers.microdata", "helpers.release", *sorted(NATIVE))
_MACHINERY = ("subprocess", "importlib", "ctypes", "sqlite3", "pickle", "shutil", "runpy", "mmap")
_CALLS = ("open", "exec", "eval", "compile", "__import__")
# A shell, a library or a module by another door than `import`.
_DOORS = (
    *("system", "popen", "fork", "forkpty", "ctypes", "ctypeslib", "CDLL", "get_ipython"),
    *("modules", "__builtins__", "__loader__", "fromfile", "memmap", "link", "symlink"),
)
_DOORS_START = ("exec", "spawn", "posix_spawn", "read_", "scan_")
_NAMES = ("RESTRICTED", "read_wave")
_WORDS = ("restricted", ".parquet", "civic_voice_closed")

# Nothing of the book imports these; made-up rows are written as questionnaires are, and what is
# exported is written with the same libraries.
_ROWS = (*OPENING, "helpers.release.making")
_WRITING = ("export", "synthetic")

# Reads other people's ledgers from workbooks, out of bytes that Python has opened, which the closed
# kernel sees.
_WORKBOOKS = ("helpers", "ledger", "workbooks")

# Where the rows are opened, counted and taken in; everything else reads the release.
_ALLOWED = (
    "paths",
    "__main__",
    "coding",
    "confidential",
    "disclosure",
    "intake",
    "microdata",
    "register",
    "release",
)


def kernel_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Variables that close a process, and the processes it starts, to questionnaires.

    Both the directory in use and the repository's own are closed, and neither is told.
    """
    here = Path(__file__).parent / "closed"
    # The pipeline adds the outputs for its workers; what changes there would end a template of
    # kernels, and notebooks import nothing from there.
    given = environment.get("PYTHONPATH", "").split(os.pathsep)
    search = [str(here), *(each for each in given if each and Path(each) != paths.OUTPUTS)]
    directories = dict.fromkeys(
        str(each) for each in (paths.RESTRICTED, paths.ROOT / "data" / "restricted")
    )
    return {
        "PYTHONPATH": os.pathsep.join(search),
        VARIABLE: os.pathsep.join(directories),
        "CIVIC_VOICE_RESTRICTED": os.devnull,
    }


def require_guarded(notebooks: Iterable[Path]) -> None:
    """Raise `InputError` with every problem of `check_notebooks` and `check_sources`."""
    problems = [*check_notebooks(notebooks), *check_sources()]
    if problems:
        raise InputError(problems)


def check_notebooks(notebooks: Iterable[Path]) -> list[Problem]:
    """Cells that reach for questionnaires, or could: one problem each, by file and cell."""
    problems = []
    for path in notebooks:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for number, cell in enumerate(cells, start=1):
            if cell["cell_type"] == "code":
                source = "".join(cell["source"])
                problems += [
                    Problem(path.name, str(number), "cell", f"{what}; read study.release instead")
                    for what in _reaches(source)
                ]
    return problems


def check_sources(source: Path = paths.ROOT / "src") -> list[Problem]:
    """Modules of the book's rooms that name the restricted directory or open its tables."""
    problems = []
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        if parts[0] == "helpers" and parts[1] in _ALLOWED:
            continue
        closed = _ROWS if parts[1:2] and parts[1] in _WRITING else (*_ROWS, *sorted(NATIVE))
        if parts == _WORKBOOKS:
            closed = tuple(name for name in closed if name != "python_calamine")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _rows_named(node, closed):
                message = f"{name} is for rooms that count rows; read study.release instead"
                problems.append(Problem("/".join(parts), str(node.lineno), "", message))
    return problems


def _rows_named(node: ast.AST, closed: tuple[str, ...]) -> list[str]:
    """What a module of the book names or imports with which it could open rows."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [name for name in _imported(node) if _is_within(name, closed)][:1]
    is_named = isinstance(node, (ast.Attribute, ast.Name)) and _name(node) in _NAMES
    return [_name(node)] if is_named else []


def _reaches(source: str) -> Iterator[str]:
    """What a cell does that no cell of the book may."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        yield "it is no plain Python (a shell or magic command?)"
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (f"imports {name}" for name in _imported(node) if _is_forbidden(name))
        elif isinstance(node, ast.Call) and _name(node.func) in _CALLS:
            yield f"calls {_name(node.func)}"
        elif isinstance(node, (ast.Attribute, ast.Name)) and _names_reader(node):
            yield f"names {_name(node)}"
        elif isinstance(node, ast.Constant) and _names_files(node.value):
            yield "names restricted files"


def _names_files(value: object) -> bool:
    return isinstance(value, str) and any(word in value.casefold() for word in _WORDS)


def _names_reader(node: ast.Attribute | ast.Name) -> bool:
    name = _name(node)
    is_door = isinstance(node, ast.Attribute) and name.startswith(_DOORS_START)
    return name in (*_NAMES, *_DOORS) or is_door


def _name(node: ast.AST) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    return [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]


def _is_forbidden(module: str) -> bool:
    return _is_within(module, (*_FORBIDDEN, *_MACHINERY))


def _is_within(module: str, wanted: Iterable[str]) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in wanted)
