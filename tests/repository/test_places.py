"""Every place that a text of the repository names is there: folders, files, modules, functions."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from helpers.paths import ROOT

# Code names places in docstrings and comments, Markdown in code marks; both go stale after a move.
_PATH = re.compile(
    r"(?<![\w/.{}*-])(?:src|data|notebooks|pipeline|tests|benchmarks|locale|helpers|bookmaker)"
    r"/[\w./*-]*\w[*/]?(?![\w.])(?<!\.html)"
)
_DOTTED = re.compile(r"(?<![\w/.@-])(?:helpers|bookmaker)(?:\.[A-Za-z_]\w*)+(?![\w/])")
# Written when the project runs, or put there by its owners.
_MADE = ("data/restricted/",)


def texts() -> list[Path]:
    """Everything in git that people read as text and that is not data or a fixture."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    suffixes = {".md", ".py", ".toml", ".yml", ".qmd", ".js", ".css", ".scss", ".typ", ""}
    unwanted = ("tests/cases/", "data/published/", "CHANGELOG.md", "LICENSE", "tests/")
    # Its places are those of the project that it becomes.
    unwanted += ("src/helpers/workshop/new_study/assets/",)
    return [
        ROOT / name
        for name in listed
        if name and not name.startswith(unwanted) and Path(name).suffix in suffixes
    ]


def stale(text: str, name: str, root: Path = ROOT) -> list[str]:
    """A sentence for each place named in a text that is not there.

    >>> stale("see `src/helpers/nowhere.py`", "README.md")
    ["README.md, line 1: 'src/helpers/nowhere.py' is not there; name its new place"]
    """
    found = []
    for row, line in enumerate(text.splitlines(), start=1):
        places = [m[0] for m in _PATH.finditer(line) if not _is_there(m[0], root)]
        places += [m[0] for m in _DOTTED.finditer(line) if not _is_defined(m[0], root)]
        found += [
            f"{name}, line {row}: '{place}' is not there; name its new place" for place in places
        ]
    return found


def _is_there(place: str, root: Path) -> bool:
    if place.startswith(_MADE) or "NN_" in place:
        return True
    below = root / "src" if place.startswith(("helpers/", "bookmaker/")) else root
    pattern = place.rstrip("/")
    if "*" in pattern:
        return any(below.glob(pattern))
    return (below / pattern).exists()


def _is_defined(dotted: str, root: Path) -> bool:
    """Whether a module, or a name defined or imported in one, is called so."""
    path, parts = root / "src", dotted.split(".")
    for position, part in enumerate(parts):
        if (path / part).is_dir():
            path = path / part
        elif (path / f"{part}.py").is_file():
            path = path / f"{part}.py"
        else:
            module = path / "__init__.py" if path.is_dir() else path
            return position > 0 and module.is_file() and part in _names(module)
    return True


@cache
def _names(module: Path) -> frozenset[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)  # names that a lazy door lists
    return frozenset(names)


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_places_named_in_texts_are_there(path: Path) -> None:
    """A module that moves takes what is written about it along."""
    name = path.relative_to(ROOT).as_posix()
    assert stale(path.read_text(encoding="utf-8"), name) == []


def test_a_stale_place_is_named_with_its_line() -> None:
    """The message leads to the line and says what to do."""
    text = "one\n`src/helpers/answer_charts.py`, `helpers.audit.nothing`, `helpers.audit.audit`"
    assert stale(text, "README.md") == [
        "README.md, line 2: 'src/helpers/answer_charts.py' is not there; name its new place",
        "README.md, line 2: 'helpers.audit.nothing' is not there; name its new place",
    ]
