"""YAML with the line of every key, so that a message can name the row to mend."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from yaml import MappingNode

from bookmaker.project import yaml_text
from helpers.errors import InputError, Problem


class Entry(dict):
    """A mapping of the file; `row` is its first line, `rows` the line of each key."""

    def __init__(self, row: int = 0) -> None:
        super().__init__()
        self.row, self.rows = row, {}


class _Reader(yaml_text.Reader):
    def entry(self, node: MappingNode) -> Iterator[Entry]:
        made = Entry(node.start_mark.line + 1)
        yield made
        made.rows |= {str(key.value): key.start_mark.line + 1 for key, _ in node.value}
        made.update(self.construct_mapping(node, deep=True))


_Reader.add_constructor("tag:yaml.org,2002:map", _Reader.entry)


def read_yaml(path: Path) -> tuple[Entry, list[Problem]]:
    """The mapping a file holds, and what is wrong with its keys.

    Raises `InputError` for a file that is missing, not UTF-8, not YAML or no mapping.
    """
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    content, problems = _read(path.absolute(), stamp)
    return content, list(problems)


@cache
def _read(path: Path, _stamp: int) -> tuple[Entry, tuple[Problem, ...]]:
    text = yaml_text.read_text(path)
    content, problems = yaml_text.parse(text, path.name, reader=_Reader)
    if not isinstance(content, Entry):
        raise InputError(
            [Problem(path.name, "", "", "is empty or no mapping; restore it from git")]
        )
    return content, tuple(problems)
