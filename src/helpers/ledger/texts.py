"""Every text of the data files is words: whoever sends a row sends no markup and no code.

Labels, notes, paraphrases and quoted words go into pages, pictures, tables and files of every kind.
None of these need to fear them: what Pandoc reads as more than words with emphasis is named here,
with its place, before anything is built. Formulas and conditions are no texts; they are parsed
where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from bookmaker.project import admission, yaml_text
from bookmaker.project.remembered import NOTHING, Memory
from helpers import paths
from helpers.errors import InputError, Problem
from helpers.ledger import csv_files

# Data that people send, by folder.
FOLDERS = ("data/published", "data/instruments")
# Formulas of numbers, and what XLSForm computes and asks.
_EXPRESSIONS = frozenset(("formula", "relevant", "constraint", "calculation", "choice_filter"))
# A number that is filled in, or computed of others.
_FILLED = re.compile(r"\{\{<\s*var\s+\w+\s*>\}\}|\{\w[\w +*/()-]*\}")


class _Text(NamedTuple):
    file: str
    row: str
    column: str
    text: str


def text_problems(root: Path = paths.ROOT, *, memory: Memory = NOTHING) -> list[Problem]:
    """What in the texts of the data files is more than words, by file, row and column or key.

    Files whose texts have been judged, by what is in `memory`, are not judged again.

    Raises `InputError` for a file that cannot be read, and for a text that takes Pandoc too long.
    """
    files = [path for folder in FOLDERS for path in sorted((root / folder).glob("*.*"))]
    stamps = tuple((path, path.stat().st_mtime_ns) for path in files)
    files = _asked(root, stamps)
    groups = [[_FILLED.sub("0", each.text) for each in texts] for texts in files]
    try:
        judged = admission.judged(groups, admission.words_faults, memory=memory)
    except admission.UnreadableError as error:
        slow = [each for texts in files for each in texts][error.place]
        problem = Problem(slow.file, slow.row, slow.column, f"{slow.text[:40]!r}: {error}")
        raise InputError([problem]) from None
    return [
        _problem(each, [admission.Mark(*fault) for fault in faults])
        for texts, said in zip(files, judged, strict=True)
        for each, faults in zip(texts, said, strict=True)
        if faults
    ]


@lru_cache(maxsize=4)
def _asked(root: Path, stamps: tuple[tuple[Path, int], ...]) -> list[list[_Text]]:
    """The texts of each file that may be more than words."""
    files = [_texts(path, path.relative_to(root).as_posix()) for path, _ in stamps]
    return [[each for each in texts if not admission.is_plain(each.text)] for texts in files]


def _problem(each: _Text, faults: list[admission.Mark]) -> Problem:
    shown = each.text if len(each.text) <= 80 else f"{each.text[:79]}…"
    found = ", ".join(dict.fromkeys(map(str, faults)))
    message = f"{shown!r} has {found}; a text is words, with *emphasis* at most: take the rest out"
    return Problem(each.file, each.row, each.column, message)


def _texts(path: Path, file: str) -> Iterator[_Text]:
    if path.suffix == ".csv":
        rows = csv_files.records(path)
        _, header = next(rows, (1, []))
        for number, cells in rows:
            for column, text in zip_longest(header, cells, fillvalue=""):
                if text and column not in _EXPRESSIONS:
                    yield _Text(file, str(number), column, text)
    elif path.suffix == ".yaml":
        for key, text in _leaves(yaml_text.load_file(path), ""):
            yield _Text(file, "", key, text)


def _leaves(content: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every text below, keys included."""
    if isinstance(content, str):
        yield key, content
    elif isinstance(content, bytes):
        yield key, content.decode(errors="replace")
    elif isinstance(content, dict | list | tuple | set):
        items = content.items() if isinstance(content, dict) else enumerate(content, start=1)
        for name, value in items:
            below = f"{key}.{name}" if key else str(name)
            if isinstance(name, str):
                yield below, name
            # Something may be called so that has labels.
            if name not in _EXPRESSIONS or not isinstance(value, str):
                yield from _leaves(value, below)
