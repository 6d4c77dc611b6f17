"""A project for another report: this one's engine, and an invented study until yours is there.

What is written comes from two places. The engine (`ENGINE`) is copied as git has it, but for the
rooms that only this study's data can fill; Makefile, `pyproject.toml` and the book's looks are this
repository's, less what only this study needs. The study is `assets/project`: a page of an invented
report, its ledger and codebook, three notebooks, tests. Its texts stand in English in double
brackets, `[[The picture]]`, and are put into another language by `assets/<language>.po`; what
stands before a colon and a space in `[[find: …]]` tells equal texts apart. Notebooks are written as
Markdown with fenced code, a word after `python` is the cell's tag.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from bookmaker.project.directories import replacing
from helpers import paths, po_files
from helpers.editions import CODE, KNOWN
from helpers.errors import ArgumentError, BookError
from helpers.interface import CATALOGUE
from helpers.translation.source_texts import PATTERNS, texts_in

ASSETS = Path(__file__).parent / "assets"
PROJECT = ASSETS / "project"

# Copied as they are.
ENGINE = ("src", "pipeline", ".githooks", ".gitignore", "LICENSE", "citations.csl")
LOCK = "requirements.lock"
_PACKAGES = '["bookmaker", "helpers", "warmkernels"]'
# Topics of chapters that any ledger can fill; the others ask for this study's questions and places.
TOPICS = ("answers", "scorecard")
LEFT_OUT = ("src/helpers/workshop/leaflet/",)

# Targets of the Makefile that need nothing of this study.
TARGETS = frozenset(
    ("help", "book", "test", "quick", "check", "lab", "preview", "publish", "reproduce")
) | {"export", "dossier", "sheet", "weights", "axe", "lint", "lock", "clean", "distclean", "always"}

# From here on `_quarto.yml` says how any book of this engine looks.
_LOOKS = "\nexecute:\n"
_KEYWORDS = re.compile(r"(keywords: &keywords\n)(?: +- .*\n)+")
_MARKED = re.compile(r"\[\[(.+?)\]\]")
_FENCE = re.compile(r"^```python *(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def write_study(directory: Path, language: str = CODE, title: str = "") -> Path:
    """Write the project, whole or not at all, and return its directory.

    `language` is that of the book and its labels, one of `KNOWN`; `title` that of the book. Raises
    `ArgumentError` for a language there is not and for a directory that holds something or lies in
    this repository, `BookError` where git does not say what belongs to the engine.
    """
    directory = directory.absolute()
    _require_place(directory)
    say = partial(translated, language=language, known=_translations(language))
    marks = {"@LANGUAGE@": language, "@TITLE@": title or say("[[A report, checked]]")}
    if re.search(r'["\\\n]', marks["@TITLE@"]):
        raise ArgumentError(f"{title!r}: write a title without quotes, backslashes and line breaks")
    files = engine_files()
    with replacing(directory) as fresh:
        for name in files:
            _copy(paths.ROOT / name, fresh / name)
        for name, text in study_files(say, marks):
            _write(fresh / name, text)
        _write(fresh / "Makefile", makefile((paths.ROOT / "Makefile").read_text("utf-8"), language))
        _write(fresh / "pyproject.toml", _pyproject(marks["@TITLE@"]))
        if language != CODE:
            _write(fresh / "locale" / language / f"{CATALOGUE}.po", _interface(fresh, language))
        # Last, for make compares the ages of the lock and of the environment made from it.
        _copy(paths.ROOT / LOCK, fresh / LOCK)
    return directory


def engine_files(root: Path = paths.ROOT) -> list[str]:
    """What belongs to the engine, by its path, as git has it; the lock is copied by itself."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--", *ENGINE]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        listed = ""
    found = [name for name in listed.split("\0") if name and not _is_of_this_study(name)]
    if not found:
        raise BookError(
            "git does not say which files belong to the engine: run this in a clone of the "
            "repository (git clone), not in downloaded files"
        )
    return [name for name in found if (root / name).is_file()]


def _is_of_this_study(name: str) -> bool:
    parts = PurePosixPath(name).parts
    is_topic = parts[:3] == ("src", "helpers", "chapters") and len(parts) > 4
    return name.startswith(LEFT_OUT) or (is_topic and parts[3] not in TOPICS)


def study_files(say: Any, marks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Path and text of each file of the invented study, notebooks as such."""
    for path in sorted(PROJECT.rglob("*")):
        if not path.is_file():
            continue
        # Tests end in .txt here, where pytest would take them for this repository's.
        name = path.relative_to(PROJECT).as_posix().removesuffix(".txt")
        text = say(path.read_text(encoding="utf-8"))
        for mark, value in marks.items():
            text = text.replace(mark, value)
        if name.startswith("notebooks/"):
            name, text = f"{name.removesuffix('.md')}.ipynb", notebook(text)
        elif name == "_quarto.yml":
            text += _looks()
        yield name, text


def translated(text: str, language: str, known: Mapping[str, str]) -> str:
    """A text with each `[[…]]` in the language.

    >>> translated("# [[The picture]]", "ru", {"The picture": "Картина"})
    '# Картина'
    """

    def said(match: re.Match[str]) -> str:
        english = match[1]
        return known[english] if language != CODE else english.removeprefix("find: ")

    return _MARKED.sub(said, text)


def notebook(text: str) -> str:
    """A notebook's file from Markdown with fenced code; no outputs.

    >>> made = json.loads(notebook("# A\\n\\n```python\\n1\\n```\\n"))
    >>> [cell["cell_type"] for cell in made["cells"]]
    ['markdown', 'code']
    """
    cells: list[dict[str, Any]] = []
    end = 0
    for match in _FENCE.finditer(text):
        cells += _prose(text[end : match.start()])
        tags = {"tags": [match[1]]} if match[1] else {}
        code = {"execution_count": None, "outputs": [], "source": match[2].rstrip("\n")}
        cells.append({"cell_type": "code", "metadata": tags, **code})
        end = match.end()
    cells += _prose(text[end:])
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    content = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _prose(text: str) -> list[dict[str, Any]]:
    source = text.strip("\n")
    return [{"cell_type": "markdown", "metadata": {}, "source": source}] if source else []


def makefile(text: str, language: str) -> str:
    """This repository's Makefile with the targets that any study has, for one language."""
    text = text.replace(" ".join(KNOWN), language)
    blocks = [block for block in text.split("\n\n") if _target(block) in ("", *TARGETS)]
    made = "\n\n".join(blocks)
    return re.sub(r"^test: .*$", "test: book ## build the book and test it", made, flags=re.M)


def _target(block: str) -> str:
    named = re.search(r"^\.PHONY: (\w+)$", block, re.MULTILINE)
    return named[1] if named else ""


def _pyproject(title: str) -> str:
    """This repository's `pyproject.toml`: other name, and tests of the study alone."""
    text = (paths.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for pattern, line in {
        r"^name = .*$": 'name = "study"',
        r"^description = .*$": f'description = "{title}"',
        r"^testpaths = .*$": 'testpaths = ["tests"]',
    }.items():
        text, n_found = re.subn(pattern, lambda _, line=line: line, text, count=1, flags=re.M)
        if not n_found:
            raise BookError(f"pyproject.toml has no line like {pattern}, which a study needs")
    # Else ruff takes a room that was left out for somebody else's package.
    return f"{text}\n[tool.ruff.lint.isort]\nknown-first-party = {_PACKAGES}\n"


def _looks() -> str:
    """What `_quarto.yml` says of the formats, without this study's keywords."""
    _, found, looks = (paths.ROOT / "_quarto.yml").read_text("utf-8").partition(_LOOKS)
    if not found:
        raise BookError("_quarto.yml has no key execute; the formats are expected below it")
    return _LOOKS.lstrip() + _KEYWORDS.sub(r"\1      - survey research\n", looks)


def _translations(language: str) -> dict[str, str]:
    if language not in KNOWN:
        raise ArgumentError(f"{language!r} is no language; choose one of {', '.join(KNOWN)}")
    entries = po_files.read(ASSETS / f"{language}.po").entries
    return {entry.id: entry.string for entry in entries}


def _interface(fresh: Path, language: str) -> str:
    """What the copied code says, in the language, from this repository's catalogue."""
    there = {
        (context, text)
        for pattern in PATTERNS
        for path in (fresh / "src").rglob(pattern)
        for context, text in texts_in(path, path.name)
    }
    whole = po_files.read(paths.ROOT / "locale" / language / f"{CATALOGUE}.po")
    kept = [each for each in whole.entries if (each.context or "", each.id) in there]
    return po_files.text_of(po_files.PoFile(tuple(kept), head=whole.head), language)


def _require_place(directory: Path) -> None:
    if directory.resolve().is_relative_to(paths.ROOT.resolve()):
        raise ArgumentError(f"{directory} lies in this repository; name a directory outside of it")
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise ArgumentError(f"{directory} is there and not empty; name a new directory")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def said_of(directory: Path) -> Iterable[str]:
    """What to do next, a line each."""
    yield f"A study is in {directory}: an invented report, until yours is there."
    yield f"  cd {directory}"
    yield "  make book   # sets up .venv once, a few minutes; then outputs/book/index.html"
    yield "  make test"
    yield "README.md there says what to put where, and in which order."
