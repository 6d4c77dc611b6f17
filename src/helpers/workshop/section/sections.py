"""Where a section is, and how it comes and goes: all of it, or nothing.

The pattern is in `assets`: a notebook and a test of the section `my_question`, which get the name
that was asked for. The notebook's metadata say that it is a section, so that no chapter of the book
is ever taken for one; what differs from the pattern is somebody's work.
"""

from __future__ import annotations

import difflib
import json
import keyword
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookmaker.project.description import FILE
from bookmaker.project.directories import write_whole
from bookmaker.project.notebooks import joined, read_notebook
from helpers import inputs, paths, po_files
from helpers.editions import LANGUAGES
from helpers.errors import BookError
from helpers.workshop.build import shown
from helpers.workshop.execution import remove as delete
from helpers.workshop.section.page import make_page

_ASSETS = Path(__file__).parent / "assets"
_PATTERN = "my_question"
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST = 30
# A notebook in the list of chapters, with what stands before it.
_LISTED = re.compile(r"^(?P<indent> *- )notebooks/\d\d_\w+\.ipynb\n", re.MULTILINE)
# What pages call their parts, figures, tables and cells.
_IDS = re.compile(r"(?:\{#|#\| label: )([\w-]+)")
_USAGE = "make section NAME=my_question"

# Makes the page of a notebook in a directory; returns the page.
Make = Callable[[Path, Path], Path]


class SectionError(BookError):
    """A section cannot begin under this name, or cannot go without a loss."""


@dataclass(frozen=True)
class Section:
    """A section by its name, and by the number that gives its notebook a place among the others."""

    name: str
    number: int

    @property
    def stem(self) -> str:
        """What its notebook, its numbers and its catalogues are called."""
        return f"{self.number:02}_{self.name}"

    @property
    def source(self) -> str:
        """Its page as `_quarto.yml` names it."""
        return f"notebooks/{self.stem}.ipynb"

    @property
    def notebook(self) -> Path:
        """Its notebook."""
        return paths.ROOT / self.source

    @property
    def test(self) -> Path:
        """Its test."""
        return paths.ROOT / "tests" / "notebooks" / f"test_{self.name}.py"

    @property
    def page(self) -> Path:
        """The directory of its page by itself."""
        return paths.OUTPUTS / "section" / self.name

    @property
    def catalogues(self) -> list[Path]:
        """Its translations, where somebody has begun them."""
        found = (paths.ROOT / "locale" / each / f"{self.stem}.po" for each in LANGUAGES)
        return [path for path in found if path.is_file()]

    def begun(self) -> dict[Path, str]:
        """Its files as they are begun."""
        return {
            self.notebook: self._filled("section.json"),
            self.test: self._filled("test_section.txt"),
        }

    def _filled(self, asset: str) -> str:
        text = (_ASSETS / asset).read_text(encoding="utf-8")
        for pattern, own in (
            (f"NN_{_PATTERN}", self.stem),
            (_PATTERN, self.name),
            (_PATTERN.replace("_", "-"), self.name.replace("_", "-")),
        ):
            text = text.replace(pattern, own)
        return text


def start(name: str, *, make: Make = make_page) -> str:
    """Begin a section and make its page; returns where all of it is and what to do next.

    Raises `SectionError` for a name that cannot be one, or is taken, and what `make` raises, which
    makes the page. Nothing of the section stays then.
    """
    _require_name(name)
    section = Section(name, _next_number())
    _require_free(section)
    description = paths.ROOT / FILE
    before, begun = _read(description), section.begun()
    written = {**begun, description: _listed(before, section)}
    try:
        # The page first: it takes seconds, in which a command is interrupted.
        with tempfile.TemporaryDirectory() as folder:
            notebook = Path(folder, section.source)
            write_whole(notebook, begun[section.notebook])
            page = make(notebook, section.page)
        for path, text in written.items():
            write_whole(path, text)
    except BaseException:
        _delete(section)
        write_whole(description, before)
        raise
    return _next_steps(section, page)


def show(name: str, *, make: Make = make_page) -> str:
    """Make the page of a section anew, by itself; returns where it is.

    Raises `SectionError` when there is no such section, and what `make` raises.
    """
    section = _section(name)
    return f"Its page by itself: {shown(make(section.notebook, section.page))}"


def remove(name: str, *, is_forced: bool = False) -> str:
    """Take a section away with its test, its line of `_quarto.yml` and all that was made of it.

    Returns what went. Raises `SectionError` when there is no such section, and, unless
    `is_forced`, when it holds somebody's work, with the places where that is.
    """
    section = _section(name)
    if not is_forced and (work := list(_work(section))):
        lost = "\n".join(f"  {each}" for each in work)
        raise SectionError(
            f"The section {name} is not as it was begun. This would be lost:\n{lost}\n"
            f"Nothing was removed. To remove it all the same: "
            f"make section NAME={name} REMOVE=1 FORCE=1"
        )
    description = paths.ROOT / FILE
    line = re.compile(rf"^ *- {re.escape(section.source)}\n", re.MULTILINE)
    write_whole(description, line.sub("", _read(description)))
    gone = _delete(section)
    names = ", ".join(shown(path) for path in gone)
    return f"Removed: {names}, its line of {FILE}. The next build of the book leaves it out."


def _require_name(name: str) -> None:
    if not name:
        raise SectionError(f"say what the section is called: {_USAGE}")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise SectionError(
            f"{name!r} cannot be the name of a section: small Latin letters, digits and single "
            f"underscores, a letter first, at most {_LONGEST} signs; as in {_USAGE}"
        )
    if keyword.iskeyword(name):
        raise SectionError(f"{name!r} is a word of Python; choose another name, as in {_USAGE}")


def _next_number() -> int:
    taken = [int(path.name[:2]) for path in paths.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")]
    if (number := max(taken, default=-1) + 1) > 99:
        raise SectionError("notebooks/ has a notebook 99 already; give it a smaller number")
    return number


def _require_free(section: Section) -> None:
    name = section.name
    for path in paths.NOTEBOOKS.glob(f"[0-9][0-9]_{name}.ipynb"):
        if not _is_section(path):
            raise SectionError(f"{shown(path)} is a chapter of the book; choose another name")
        raise SectionError(
            f"{shown(path)} is there already. Choose another name, make its page anew "
            f"(make section NAME={name} PAGE=1), or take it away "
            f"(make section NAME={name} REMOVE=1)"
        )
    if section.test.exists():
        raise SectionError(f"{shown(section.test)} is there already; choose another name")
    own = set(_IDS.findall(section.begun()[section.notebook]))
    for path in (*sorted(paths.NOTEBOOKS.glob("*.ipynb")), *sorted(paths.ROOT.glob("*.qmd"))):
        for taken in sorted(own.intersection(_IDS.findall(_read(path)))):
            raise SectionError(
                f"{shown(path)} has the id {taken}, which the section would have, too; "
                "choose another name"
            )


def _listed(text: str, section: Section) -> str:
    """The description with the section after the last notebook; all else stays as it is."""
    if not (listed := list(_LISTED.finditer(text))):
        raise SectionError(
            f"{FILE} lists no notebook below `book: chapters`, after which the section would "
            "stand; list one, as `- notebooks/NN_name.ipynb`"
        )
    end = listed[-1].end()
    return f"{text[:end]}{listed[-1]['indent']}{section.source}\n{text[end:]}"


def _section(name: str) -> Section:
    """The section of this name that is there. Raises `SectionError` where there is none."""
    _require_name(name)
    for path in paths.NOTEBOOKS.glob(f"[0-9][0-9]_{name}.ipynb"):
        if not _is_section(path):
            raise SectionError(
                f"{shown(path)} is a chapter of the book and was not begun by make section; "
                "nothing was done to it"
            )
        return Section(name, int(path.name[:2]))
    notebooks = sorted(paths.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    known = ", ".join(path.stem[3:] for path in notebooks if _is_section(path))
    raise SectionError(
        f"there is no section {name!r}: no notebooks/NN_{name}.ipynb. Sections are: "
        f"{known or 'none'}"
    )


def _is_section(notebook: Path) -> bool:
    from helpers.chapters.exercises.section import is_section

    return is_section(read_notebook(notebook, shown(notebook)))


def _work(section: Section) -> Iterator[str]:
    """Where a section is not as it was begun, a line each."""
    begun = section.begun()
    cells = [_cells(text) for text in (begun[section.notebook], _read(section.notebook))]
    if changed := _changed(*cells, "cells"):
        yield f"{section.source}: {changed}"
    if section.test.is_file():
        lines = [text.splitlines() for text in (begun[section.test], _read(section.test))]
        if changed := _changed(*lines, "lines"):
            yield f"{shown(section.test)}: {changed}"
    for path in section.catalogues:
        file = po_files.read(path)
        if n := sum(bool(entry.string) for entry in (*file.entries, *file.obsolete)):
            yield f"{shown(path)}: translations: {n}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _cells(text: str) -> list[tuple[Any, ...]]:
    """What somebody writes of a notebook: not what its cells gave, nor how a program saved it."""
    cells = json.loads(text)["cells"]
    return [
        (cell["cell_type"], joined(cell["source"]), *(cell["metadata"].get("tags") or ()))
        for cell in cells
    ]


def _changed(before: list, after: list, what: str) -> str:
    """Which cells or lines are new or others, by number, and how many are gone; empty for none."""
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    numbers = [n + 1 for kind, _, _, a, b in steps if kind != "equal" for n in range(a, b)]
    n_gone = sum(j - i for kind, i, j, _, _ in steps if kind == "delete")
    parts = [f"{what} {', '.join(map(str, numbers))}"] if numbers else []
    parts += [f"{n_gone} taken out"] if n_gone else []
    return "; ".join(parts)


def _delete(section: Section) -> list[Path]:
    """Delete all that is the section's but its line of the description; returns what was there."""
    own = section.name.replace("_", "-")
    gone = [section.notebook, section.test, *section.catalogues, section.page]
    for language in LANGUAGES:
        gone += (paths.OUTPUTS / name for name in inputs.written(language, section.stem).files())
    # Cells that ran in JupyterLab wrote there, too.
    for name in (section.stem, f"fig-{own}", f"tbl-{own}"):
        gone += sorted(paths.OUTPUTS.glob(f"*/*/{name}.*"))
    gone = [path for path in dict.fromkeys(gone) if path.exists()]
    # What programs keep beside them.
    kept = section.notebook.parent.glob(f".ipynb_checkpoints/{section.stem}-*")
    compiled = section.test.parent.glob(f"__pycache__/{section.test.stem}.*")
    # The notebook last: while it is there, an interrupted removal can be repeated.
    for path in (*kept, *compiled, *reversed(gone)):
        delete(path)
    for folder in (section.page.parent, section.notebook.parent / ".ipynb_checkpoints"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return gone


def _next_steps(section: Section, page: Path) -> str:
    return f"""The section is begun:
  {section.source}: the notebook, a pattern that runs
  {shown(section.test)}: its test
  {FILE}: its place in the book, below the last notebook
  {shown(page)}: its page by itself; open it in a browser

Write next:
  1. make lab: open {section.stem}.ipynb. Put your question into its first cell, then change the
     figure, the table and the sentences; run the cells, clear their outputs and save.
     Numbers in sentences are names in double braces, as {{{{< var training_finance >}}}}: those of
     the ledger, and your own, which the last cell writes.
  2. make section NAME={section.name} PAGE=1: its page anew, in seconds.
  3. {shown(section.test)}: put your own table into its last test; make test
     ARGS=tests/notebooks says whether it holds.
  4. make preview: the page within the book, with links to other chapters, after each save.
  5. make translations: puts it before the translators. Until they are done, the Russian and Kazakh
     books show it in English, and make test names what is left.
To take it away again: make section NAME={section.name} REMOVE=1"""
