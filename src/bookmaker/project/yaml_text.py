"""YAML as people send it, read so that nothing of it is silent and nothing takes long.

Of YAML's own accord a hundred bytes can stand for gigabytes (aliases of aliases), the last of two
equal keys wins, and the key `no` is false. Here a text that unfolds, nests or grows beyond what any
file of the book needs is refused while it is read, and such keys are named with their row.
"""

from __future__ import annotations

import pickle
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from bookmaker.errors import InputError, Problem
from bookmaker.project import lines

try:
    from yaml.cyaml import CParser
except ImportError:  # PyYAML can be built without LibYAML.
    CParser = None

# YAML is read slowly, some 500 kB a second; a codebook of a thousand questions has half of this.
MOST_BYTES = 2_000_000
# The deepest of our files, and of Quarto's, has eight levels.
MOST_LEVELS = 40
# Entries, every alias written out; a codebook of a thousand questions has half of this.
MOST_ENTRIES = 100_000
# A number of more digits takes long to be made, and Python refuses to write it.
MOST_DIGITS = 100


class _Watched:
    """What is watched while a text is read, whoever finds its parts."""

    def _watch(self) -> None:
        self.faults: list[tuple[int, str, str]] = []
        self._level = self._composed = 0
        # By node: its entries, aliases written out. Nodes live as long as their reader.
        self._entries: dict[yaml.Node, int] = {}

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node:
        """Compose a node, counting levels and entries before anything is made of them."""
        mark = self.peek_event().start_mark
        self._level += 1
        self._composed += 1
        if self._level > MOST_LEVELS:
            self._refuse(f"nested more than {MOST_LEVELS} levels deep", mark)
        is_alias = self.check_event(yaml.AliasEvent)
        node = super().compose_node(parent, index)
        self._level -= 1
        if is_alias and node not in self._entries:
            self._refuse("an alias stands inside what it is an alias of", mark)
        if not is_alias:
            self._entries[node] = 1 + sum(self._entries[each] for each in _below(node))
        if max(self._entries[node], self._composed) > MOST_ENTRIES:
            self._refuse(f"unfolds to more than {MOST_ENTRIES:,} entries", mark)
        return node

    def compose_scalar_node(self, anchor: str | None) -> yaml.ScalarNode:
        """Compose a text or number."""
        node = super().compose_scalar_node(anchor)
        if node.tag.endswith((":int", ":float")) and len(node.value) > MOST_DIGITS:
            self._refuse(f"a number of more than {MOST_DIGITS} digits", node.start_mark)
        return node

    def compose_mapping_node(self, anchor: str | None) -> yaml.MappingNode:
        """Compose a mapping and note what is wrong with its keys."""
        node = super().compose_mapping_node(anchor)
        seen = set()
        for key, _ in node.value:
            name, kind = str(key.value), key.tag.rpartition(":")[2]
            if name in seen:
                self._note(key, f"{name!r} is written twice; keep one")
            if kind not in ("str", "merge"):
                self._note(key, f"YAML reads {name} as {kind}, not as text; put it in quotes")
            seen.add(name)
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Make what a node stands for; a date may look like one and be none: 2026-02-31."""
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as error:
            return self._refuse(str(error), node.start_mark)

    def _note(self, key: yaml.Node, message: str) -> None:
        self.faults.append((key.start_mark.line + 1, str(key.value), message))

    def _refuse(self, message: str, mark: yaml.Mark) -> NoReturn:
        raise yaml.MarkedYAMLError(problem=message, problem_mark=mark)


class Reader(_Watched, yaml.SafeLoader):
    """Reads one text; `faults` are keys written twice and keys that are no text, by row."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._watch()


class _Quick(_Watched, Composer, CParser or yaml.parser.Parser, SafeConstructor, Resolver):
    """The same with LibYAML's parser, which takes a sixth of the time and words errors otherwise.

    The order of the classes has PyYAML's composer, which can be watched, ask LibYAML for the parts.
    """

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self._watch()


@lru_cache(maxsize=128)
def _read_quickly(text: str) -> bytes | None:
    """What a text holds that is right in every way, pickled: who reads the same text again gets
    content of its own. A book's description is read five times for one page.
    """
    if CParser is None:
        return None
    try:
        loader = _Quick(text)
        content = loader.get_single_data()
    except (yaml.YAMLError, ValueError):
        return None
    return None if loader.faults else pickle.dumps(content)


def parse(
    text: str,
    file: str,
    *,
    first_row: int = 1,
    refusal: str = "not YAML: {cause}; mend it",
    reader: type[Reader] = Reader,
) -> tuple[Any, list[Problem]]:
    """What a text of `file` holds, and what is wrong with its keys.

    `first_row` is the text's first line in the file. Raises `InputError` with the row for a text
    that is not YAML or is too large, too deep, or unfolds to too much; `refusal` words it.
    """
    if len(text) > MOST_BYTES:
        message = refusal.format(cause=f"larger than {MOST_BYTES:,} characters")
        raise InputError([Problem(file, "", "", message)])
    if reader is Reader:
        content = _read_quickly(text)
        if content is not None:
            return pickle.loads(content), []
    try:
        loader = reader(text)
        content = loader.get_single_data()
    except yaml.YAMLError as error:
        row = _row(error, text, first_row)
        cause = getattr(error, "problem", None) or getattr(error, "reason", error)
        raise InputError([Problem(file, row, "", refusal.format(cause=cause))]) from None
    above = first_row - 1
    return content, [
        Problem(file, str(row + above), key, fault) for row, key, fault in sorted(loader.faults)
    ]


def load(text: str, file: str, **options: Any) -> Any:
    """What a text of `file` holds; options as in `parse`.

    Raises `InputError` for what `parse` refuses and for every key written twice or no text.

    >>> load("a: [1, 2]", "a.yml")
    {'a': [1, 2]}
    """
    content, problems = parse(text, file, **options)
    if problems:
        raise InputError(problems)
    return content


def load_file(path: Path, **options: Any) -> Any:
    """What a file holds; options as in `parse`. Raises `InputError` as `load` and `read_text`."""
    return load(read_text(path), path.name, **options)


def load_mapping(path: Path, **options: Any) -> dict[str, Any]:
    """What a file holds, as `load_file`. Raises `InputError` for anything but keys with values."""
    content = load_file(path, **options)
    if not isinstance(content, dict):
        raise InputError([Problem(path.name, "1", "", "is not a mapping of keys to values")])
    return content


def read_text(path: Path, *, mend: str = "restore it from git") -> str:
    """A YAML file's text. Raises `InputError` when it cannot be read, is no UTF-8 or too large."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            message = f"larger than {MOST_BYTES:,} bytes; {mend}"
            raise InputError([Problem(path.name, "", "", message)])
        return lines.read_text(path, path.name)
    except OSError as error:
        message = f"cannot be read: {error.strerror}; {mend}"
        raise InputError([Problem(path.name, "", "", message)]) from None


def _below(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _row(error: Exception, text: str, first_row: int) -> str:
    mark, position = getattr(error, "problem_mark", None), getattr(error, "position", None)
    if mark:
        return str(mark.line + first_row)
    # A sign that no YAML may hold is found before there are marks.
    return "" if position is None else str(text.count("\n", 0, position) + first_row)
