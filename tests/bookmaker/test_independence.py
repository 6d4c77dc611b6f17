"""The package stands by itself: whoever has a staged project needs nothing else of this one."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import bookmaker
from tests.cases.small_books import write_project

MODULES = [each.name for each in pkgutil.walk_packages(bookmaker.__path__, "bookmaker.")]

# A module that stands as None in `sys.modules` cannot be imported.
ALONE = "import sys; sys.modules['helpers'] = None\n"


def run(code: str, *arguments: str) -> str:
    """Run Python without the study's package; returns what went wrong."""
    command = [sys.executable, "-c", ALONE + code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def test_every_module_is_imported_without_the_study() -> None:
    """None of them asks for it, not even when it is there."""
    assert len(MODULES) > 25
    assert run("".join(f"import {name}\n" for name in MODULES)) == ""


def test_a_small_book_is_rendered_without_the_study(tmp_path: Path) -> None:
    """All formats, imports within functions included."""
    page = '# A\n\n![B](x.svg){#fig-a fig-alt="c"}\n\nSee @fig-a.'
    formats = ["pdf", "epub", "docx"]
    site = write_project(tmp_path / "site", {"index.qmd": page}, lang="kk", downloads=formats)
    code = """
from pathlib import Path
from bookmaker.rendering import render
render(Path(sys.argv[1]), Path(sys.argv[2]), "embedded")
"""
    assert run(code, str(site), str(tmp_path / "book")) == ""
    written = {path.name for path in (tmp_path / "book").iterdir()}
    assert {"index.html", "small.pdf", "small.epub", "small.docx"} <= written


def test_the_set_up_needs_the_standard_library_alone() -> None:
    """What it imports of the book runs before anything is installed."""
    code = "import bookmaker.errors, bookmaker.quarto_command, helpers.workshop.environment"
    command = [sys.executable, "-S", "-c", code]
    source = str(Path(bookmaker.__path__[0]).parent)
    done = subprocess.run(
        command, env={"PYTHONPATH": source}, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
