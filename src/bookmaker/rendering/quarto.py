"""The real Quarto, where it is installed: same staged project, same place for the book.

Quarto writes beside its sources and empties its output directory, so it works on a copy. All
formats are rendered in one call, because `--to` for one format removes the other.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import yaml

from bookmaker.errors import BookError
from bookmaker.project.description import (
    FILE,
    FOOTER_SIDES,
    Book,
    read_book,
    read_description,
    read_staged,
)
from bookmaker.project.directories import read_editions, replacing
from bookmaker.quarto_command import find_quarto, version_of
from bookmaker.rendering import embedded
from bookmaker.rendering.languages import with_languages, write_script
from bookmaker.rendering.policy import with_policy, without_scripts

_OUTPUT = "_book"
_UNRESOLVED = re.compile(r"Unable to resolve crossref (?P<name>@\S+)|\?var:(?P<variable>\w+)")


class QuartoError(BookError):
    """Quarto refused the project; the message ends with what Quarto said."""


def render(site: Path, target: Path, *, command: Path | None = None) -> list[Path]:
    """Render the staged project in `site` into `target`; returns its pages and downloads.

    Raises `QuartoError` when there is no Quarto, when it fails, or when it left a reference or a
    variable unresolved, which Quarto itself takes for a warning. Raises `InputError`, with file and
    line, for dead links and whatever else no renderer shows as it is meant.
    """
    command = command or find_quarto()
    if command is None:
        raise QuartoError("no Quarto 1.6 or newer on the PATH; install it, or render embedded")
    book = read_staged(site)
    embedded.check_project(book)
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "book"
        shutil.copytree(site, project)
        add_colophon(project, f"{book.words['rendered-by']} Quarto {version_of(command)}")
        _run(command, project)
        _finish(project / _OUTPUT, book)
        with replacing(target) as directory:
            shutil.copytree(project / _OUTPUT, directory, dirs_exist_ok=True)
    names = [chapter.href for chapter in book.chapters]
    names += [f"{book.output_file}.{suffix}" for suffix in book.downloads]
    return [target / name for name in names]


def _run(command: Path, project: Path) -> None:
    # Typst takes the PDF's date from here: the same book gives the same file.
    environment = {"SOURCE_DATE_EPOCH": "0", **os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        [command, "render", project],
        capture_output=True,
        text=True,
        check=False,
        cwd=project,
        env=environment,
    )
    said = f"{done.stdout}\n{done.stderr}"
    if done.returncode:
        raise QuartoError(f"quarto render failed:\n{said[-3000:]}")
    unresolved = sorted({m["name"] or m["variable"] for m in _UNRESOLVED.finditer(said)})
    if unresolved:
        raise QuartoError(f"quarto left unresolved: {', '.join(unresolved)}")


def _finish(pages: Path, book: Book) -> None:
    """Add to Quarto's pages what it cannot: the other editions, and what a page may run."""
    editions = read_editions(book.directory)
    for chapter in book.chapters:
        path = pages / chapter.href
        text = with_languages(
            path.read_text(encoding="utf-8"),
            chapter.href,
            book.language,
            editions=editions,
            label=book.words["language-label"],
        )
        path.write_text(with_policy(text), encoding="utf-8")
    write_script(pages)
    if "epub" in book.downloads:
        without_scripts(pages / f"{book.output_file}.epub")


def add_colophon(project: Path, text: str) -> None:
    """Say in the book what rendered it: in every page's footer, and in print on the first page."""
    description: dict[str, Any] = read_description(project / FILE)
    description.setdefault("project", {})["output-dir"] = _OUTPUT
    footer = dict(zip(FOOTER_SIDES, read_book(project).footer, strict=True))
    last = "right" if footer["right"] else "center"
    footer[last] = f"{footer[last]} {text}".strip()
    description["book"]["page-footer"] = footer
    dumped = yaml.safe_dump(description, allow_unicode=True, sort_keys=False)
    (project / FILE).write_text(dumped, encoding="utf-8")
    front = project / description["book"]["chapters"][0]
    block = f'\n\n::: {{.content-visible when-format="typst"}}\n{text}\n:::\n'
    front.write_text(front.read_text(encoding="utf-8") + block, encoding="utf-8")
