"""The files that a piece of code can reach: never fewer than a run would use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import inputs, paths
from helpers.imported import imports, reached

FILES = {
    "a/__init__.py": "",
    "a/b.py": "import a.late\n",
    "a/late.py": "",
    "a/c/__init__.py": "from a.c.d import x\n",
    "a/c/d.py": "def f():\n    from a import b\n",
    "a/other.py": "",
    "lazy/__init__.py": (
        "from importlib import import_module\n"
        "HOMES = {'name': 'lazy.home'}\n"
        "def __getattr__(name): return import_module(HOMES[name])\n"
    ),
    "lazy/home.py": "import a.other\n",
    "lazy/room.py": "",
    "a/opens.py": "TEMPLATE = __file__\n",
    "a/template.html": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two packages, one of which imports its names when they are asked for."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import a.b", {"a/__init__.py", "a/b.py", "a/late.py"}),
        ("x = 1\nif x: import a.late as y; y", {"a/__init__.py", "a/late.py"}),
        ("from a import (\n    late,  # (why)\n    other as o,\n)", {"late", "other"}),
        ("from a import late, \\\n    other", {"late", "other"}),
        ("from a \\\n    import late", {"late"}),
        ("from a.c.d import x", {"a/c/__init__.py", "a/c/d.py", "a/b.py", "a/late.py"}),
        ("from lazy import name", {"lazy/__init__.py", "lazy/home.py", "a/other.py"}),
        ("from lazy import room", {"lazy/room.py", "lazy/home.py"}),
        ("import numpy as np\nfrom pandas import a", set()),
    ],
)
def test_imports_are_followed(root: Path, code: str, found: set[str]) -> None:
    """In functions and brackets, of packages on the way, of names imported when asked for."""
    have = reached([code], root)
    assert {name if "/" in name else f"a/{name}.py" for name in found} <= have
    assert have == set() if not found else "a/template.html" not in have


@pytest.mark.parametrize(
    "code",
    [
        "import lazy",
        "import lazy as l",
        "from a import *",
        "from . import a",
        "if True: from .a import b",
        "import a.opens",
        "__import__('a')",
        "%run a.py",
        "exec('import a')",
        "open('../src/a/template.html')",
    ],
)
def test_where_only_a_run_knows_everything_can_be_reached(root: Path, code: str) -> None:
    """Templates among it."""
    assert reached([code], root) == set(FILES)


def test_a_new_file_that_would_be_imported_instead_is_noticed(root: Path) -> None:
    """Of a package in the place of a module, and of one with the name of a library."""
    before = reached(["import a.b, json"], root)
    (root / "a/b").mkdir()
    (root / "a/b/__init__.py").write_text("", encoding="utf-8")
    (root / "json.py").write_text("", encoding="utf-8")
    (root / ".#open.py").symlink_to("somebody@somewhere")
    assert reached(["import a.b, json"], root) - before == {"a/b/__init__.py", "json.py"}


def test_what_a_chapter_imports_is_reached() -> None:
    """Compared with the modules that Python has loaded after the imports of each notebook."""
    src = paths.ROOT / "src"
    for notebook in inputs.notebooks():
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        found = {path.relative_to(src).as_posix() for path in inputs.used(notebook.stem).files()}
        assert 0 < len(found) < len(list(inputs.ANALYSIS.files()))
        assert set(loaded(tuple(sorted(imports(code))))) <= found, notebook.name


def loaded(modules: tuple[str, ...]) -> list[str]:
    """Files below `src` that Python has loaded when it has imported these, or their packages."""
    script = (
        "import sys, importlib, pathlib\n"
        f"for name in {modules!r}:\n"
        "    module, _, last = name.rpartition('.')\n"
        "    getattr(importlib.import_module(module or last), last, None)\n"
        f"src = pathlib.Path({str(paths.ROOT / 'src')!r})\n"
        "files = [getattr(m, '__file__', None) for m in [*sys.modules.values()]]\n"
        "own = [pathlib.Path(f) for f in files if f and pathlib.Path(f).is_relative_to(src)]\n"
        "print(*sorted(f.relative_to(src).as_posix() for f in own))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.split()
