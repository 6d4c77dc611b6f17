"""YAML with the line of every key, so that a message can name the row to mend."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from helpers.errors import InputError, Problem


class Entry(dict):
    """A mapping of the file; `row` is its first line, `rows` the line of each key."""

    def __init__(self, row: int = 0) -> None:
        super().__init__()
        self.row, self.rows = row, {}


class _Loader(yaml.SafeLoader):
    """Collects keys written twice and keys that are no text, which YAML lets pass silently."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.faults: list[tuple[int, str, str]] = []

    def entry(self, node: yaml.MappingNode):
        made = Entry(node.start_mark.line + 1)
        yield made
        for key, _ in node.value:
            name, kind, row = str(key.value), key.tag.rpartition(":")[2], key.start_mark.line + 1
            if name in made.rows:
                self.faults.append((row, name, "is written twice; keep one"))
            if kind != "str":
                self.faults.append((row, name, f"YAML reads it as {kind}; put it in quotes"))
            made.rows[name] = row
        made.update(self.construct_mapping(node, deep=True))


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.entry)


def read_yaml(path: Path) -> tuple[Entry, list[Problem]]:
    """The mapping a file holds, and what is wrong with its keys.

    Raises `InputError` for a file that is missing, not UTF-8, not YAML or no mapping.
    """
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    content, problems = _read(path.absolute(), stamp)
    return content, list(problems)


@cache
def _read(path: Path, _stamp: int) -> tuple[Entry, tuple[Problem, ...]]:
    try:
        loader = _Loader(path.read_text(encoding="utf-8-sig"))
        content = loader.get_single_data()
    except OSError as error:
        raise _whole(path, "", f"cannot be read: {error.strerror}; restore it from git") from None
    except UnicodeDecodeError:
        raise _whole(path, "", "is not UTF-8; save the file as UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        row = str(mark.line + 1) if mark else ""
        raise _whole(path, row, f"not YAML: {getattr(error, 'problem', error)}; mend it") from None
    if not isinstance(content, Entry):
        raise _whole(path, "", "is empty or no mapping; restore it from git")
    faults = sorted(loader.faults)
    return content, tuple(Problem(path.name, str(row), key, fault) for row, key, fault in faults)


def _whole(path: Path, row: str, message: str) -> InputError:
    return InputError([Problem(path.name, row, "", message)])
