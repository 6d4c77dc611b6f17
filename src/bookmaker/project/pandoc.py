"""Pandoc: Markdown to its syntax tree, the tree to HTML or Typst, and a walk over the tree.

A page is read once and written once per format; where there is a memory, only when it changes.
The tree is plain JSON: a node is `{"t": type, "c": content}`, an attribute triple is
`[id, classes, [[key, value], …]]`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

import pypandoc

from bookmaker.errors import BookError
from bookmaker.project.remembered import NOTHING, Memory

Node = dict[str, Any]
MARKDOWN = "markdown"
# Nodes with none below them, most of a tree.
_LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
_LEAVES |= {"Code", "CodeBlock", "Math", "RawInline", "RawBlock", "HorizontalRule"}
_LEAVES |= {"AlignDefault", "AlignLeft", "AlignRight", "AlignCenter", "ColWidth", "ColWidthDefault"}
# Pandoc has no words of its own in Kazakh; the book brings its own and needs none of Pandoc's.
_UNTRANSLATED = re.compile(
    r"\[WARNING\] (Could not load translations for .*(\n  .*)*|The term .* has no translation.*)\n?"
)


# A chapter is read in a second; there are texts of fifty signs that would take for ever, such as
# twelve brackets in each other.
READING_SECONDS = 10
SEEKING_SECONDS = 1
# A clock shows this many times the seconds of a processor on a machine that is very busy.
PATIENCE = 10
# A whole book as EPUB or DOCX takes some ten seconds.
WRITING_SECONDS = 300
# The whole book takes a third of this. To look for garbage before there is much would take a fifth
# of the time in which a whole book is written.
MEMORY = ("+RTS", "-M1500m", "-O256m", "-RTS")
HEAP_EXHAUSTED = 251
# Objects and lists within each other; the pages have 22 at most.
MOST_LEVELS = 80
# Where words are bytes by the locale, Pandoc loses titles and paths with other letters.
LOCALE = {} if sys.platform in ("win32", "darwin") else {"LC_ALL": "C.UTF-8"}


NESTED = "; it nests brackets, quotation marks, lists or boxes too deeply: write it more simply"
_PARAGRAPH = re.compile(r".+?(?:\n\s*\n|\Z)", re.DOTALL)
_TO_JSON = ("--from", MARKDOWN, "--to", "json")


class PandocError(BookError):
    """Pandoc refused its input; the message is Pandoc's own."""


class UnendingError(PandocError):
    """Pandoc took too long, or too much memory; `said` is what it wrote to stderr until then."""

    def __init__(self, message: str, said: str = "") -> None:
        super().__init__(message)
        self.said = said


@cache
def command() -> str:
    """The Pandoc that comes with pypandoc_binary, also where the system has one of its own.

    Another version would set other HTML: the lock decides, not the machine.
    """
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    bundled = Path(pypandoc.__file__).parent / "files" / name
    return str(bundled) if bundled.is_file() else pypandoc.get_pandoc_path()


@cache
def version() -> str:
    """Version of the Pandoc in use."""
    return run("", ["--version"]).split("\n")[0].split()[-1]


def run(text: str, arguments: Sequence[str], **options: Any) -> str:
    """Run Pandoc on a text; options as in `call`. Raises `PandocError` when it fails or warns.

    A warning is an error here: it is how Pandoc tells of a citation or a picture it cannot find.
    """
    done = call(text, arguments, **options)
    said = _UNTRANSLATED.sub("", done.stderr.decode(errors="replace")).strip()
    if done.returncode or said:
        raise PandocError(f"pandoc {' '.join(arguments)}: {said}")
    return done.stdout.decode()


def call(
    text: str,
    arguments: Sequence[str],
    *,
    directory: Any = None,
    environment: Mapping[str, str] | None = None,
    seconds: float = WRITING_SECONDS,
) -> subprocess.CompletedProcess[bytes]:
    """Pandoc's answer to a text, whatever it is, in bounded time and memory.

    `environment` is added to that of this process. Raises `UnendingError` beyond the bounds.
    """
    own = {**os.environ, **LOCALE, **(environment or {})}
    with subprocess.Popen(
        [command(), *MEMORY, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=directory,
        env=own,
    ) as process:
        counts = _bound(process.pid, seconds)
        try:
            given = process.communicate(text.encode(), seconds * (PATIENCE if counts else 1))
        except subprocess.TimeoutExpired:
            process.kill()
            given = process.communicate()
    said = given[1].decode(errors="replace")
    if process.returncode == HEAP_EXHAUSTED:
        raise UnendingError(f"Pandoc needs more memory than there is for it{NESTED}", said)
    if process.returncode < 0:
        raise UnendingError(f"Pandoc is not done in {seconds} seconds{NESTED}", said)
    return subprocess.CompletedProcess(process.args, process.returncode, *given)


def _bound(process: int, seconds: float) -> bool:
    """Let a process have so many seconds of a processor; whether that can be done here.

    Seconds of a clock would be too few on a machine that has much else to do.
    """
    try:
        import resource

        whole = ceil(seconds)
        resource.prlimit(process, resource.RLIMIT_CPU, (whole, whole + 1))
    except (ImportError, AttributeError, OSError):
        return False
    return True


@cache
def data_file(name: str) -> bytes:
    """A file that Pandoc brings along, as it is."""
    arguments = [command(), "--print-default-data-file", name]
    return subprocess.run(arguments, capture_output=True, check=True).stdout


def read(text: str, *, seconds: float = READING_SECONDS, memory: Memory = NOTHING) -> Node:
    """Markdown to a Pandoc document, asked of `memory` first.

    Raises `UnendingError` for a text that Pandoc cannot read in time, with the text's line where it
    begins, or that is nested deeper than what walks its tree can follow.
    """
    try:
        decided_by = ["shallow", version(), *_TO_JSON, text]
        return json.loads(memory.text(decided_by, lambda: _read(text, seconds)))
    except (UnendingError, RecursionError) as error:
        row, line = slow_line(text)
        why = str(error) if isinstance(error, UnendingError) else f"the text is too deep{NESTED}"
        raise UnendingError(f"line {row}, {line!r}: {why}") from None


def _read(text: str, seconds: float) -> str:
    written = run(text, _TO_JSON, seconds=seconds)
    require_shallow(json.loads(written))
    return written


def require_shallow(tree: Any) -> None:
    """Raise `UnendingError` for a tree that is nested deeper than what walks it can follow."""
    level = [tree]
    for _ in range(MOST_LEVELS):
        level = [
            below
            for each in level
            for below in (each.values() if isinstance(each, dict) else each)
            if isinstance(below, list | dict)
        ]
        if not level:
            return
    raise UnendingError(f"lists, quotes or boxes within each other{NESTED}")


def slow_line(text: str, *, seconds: float = SEEKING_SECONDS) -> tuple[int, str]:
    """Number and beginning of the line where the paragraph starts that Pandoc is slow to read."""
    parts = [(each.start(), each[0]) for each in _PARAGRAPH.finditer(text)]
    while len(parts) > 1:
        half = parts[: len(parts) // 2]
        parts = half if _is_slow("".join(part for _, part in half), seconds) else parts[len(half) :]
    start, part = parts[0] if parts else (0, text)
    return text.count("\n", 0, start) + 1, part.strip()[:40]


def _is_slow(text: str, seconds: float) -> bool:
    try:
        require_shallow(json.loads(call(text, _TO_JSON, seconds=seconds).stdout))
    except (UnendingError, RecursionError):
        return True
    return False


def document(blocks: list, *, meta: dict[str, str] | None = None, like: Node | None = None) -> Node:
    """A Pandoc document of blocks, with texts as metadata."""
    api = (like or {}).get("pandoc-api-version", [1, 23, 1])
    values = {k: {"t": "MetaString", "c": v} for k, v in (meta or {}).items()}
    return {"pandoc-api-version": api, "meta": values, "blocks": blocks}


def write(content: Node | str, arguments: Sequence[str], **options: Any) -> str:
    """A Pandoc document, or its JSON, to another format, given as Pandoc's own arguments; options
    as in `run`."""
    text = content if isinstance(content, str) else json.dumps(content)
    return run(text, ["--from", "json", *arguments], **options)


def deciding(content: str, arguments: Sequence[str], directory: Path) -> Iterator[str | bytes]:
    """What decides how Pandoc writes a document's JSON: the files that arguments name with it.

    Pictures are not among them, nor what filters read.
    """
    yield from ("pandoc", version(), content, *arguments)
    for argument in arguments:
        path = directory / (argument.partition("=")[2] or argument)
        if path.is_file():
            yield path.read_bytes()


def walk(tree: Any, visit: Callable[[Node], Any], *types: str) -> Any:
    """The tree with every node of the given types shown to `visit`, children first.

    Without types every node is shown. `visit` returns None to keep the node, a node to put in its
    place, or a list to splice in. What stays as it is belongs to both trees: change none of them in
    place.

    >>> walk([{"t": "Str", "c": "a"}, {"t": "Space"}], lambda n: [], "Space")
    [{'t': 'Str', 'c': 'a'}]
    """
    passed_over = _LEAVES.difference(types) if types else frozenset()
    shown = frozenset(types)
    walked = _walked_below if isinstance(tree, dict) else _walked
    return walked(tree, visit, shown, passed_over)


def _walked(
    tree: list, visit: Callable[[Node], Any], shown: frozenset[str], passed_over: frozenset[str]
) -> list:
    copied: list[Any] | None = None
    for place, item in enumerate(tree):
        # Types of JSON have no others below them; asking for them by name is half of the time.
        kind, new, result = type(item), item, None
        if kind is dict:
            name = item.get("t")
            if name not in passed_over:
                new = _walked_below(item, visit, shown, passed_over)
                if name in shown or (name and not shown):
                    result = visit(new)
        elif kind is list and _has_nodes(item):
            new = _walked(item, visit, shown, passed_over)
        if copied is None:
            if new is item and result is None:
                continue
            copied = tree[:place]
        if result is None:
            copied.append(new)
        elif isinstance(result, list):
            copied += result
        else:
            copied.append(result)
    return tree if copied is None else copied


def _walked_below(
    node: Node, visit: Callable[[Node], Any], shown: frozenset[str], passed_over: frozenset[str]
) -> Node:
    fresh = node
    for key, value in node.items():
        kind, new = type(value), value
        if kind is list and _has_nodes(value):
            new = _walked(value, visit, shown, passed_over)
        elif kind is dict:
            new = _walked_below(value, visit, shown, passed_over)
        if new is not value:
            fresh = dict(node) if fresh is node else fresh
            fresh[key] = new
    return fresh


def _has_nodes(content: list) -> bool:
    """Whether there can be nodes in a list: not in attributes, classes, addresses, raw text."""
    return bool(content) and type(content[0]) is not str


def nodes(tree: Any, *types: str) -> Iterator[Node]:
    """Every node of the given types, in document order."""
    # A generator within a generator for each level, and a look below each word, would be most of
    # the time.
    wanted, passed_over = frozenset(types), _LEAVES.difference(types)
    waiting = [tree]
    while waiting:
        item = waiting.pop()
        if type(item) is dict:
            if item.get("t") in wanted:
                yield item
            content = item.get("c")
            # What has no type, such as a citation, has its parts by name.
            item = content if type(content) is list else list(item.values())
        waiting += [
            each
            for each in reversed(item)
            if (type(each) is dict and each.get("t") not in passed_over)
            or (type(each) is list and each and type(each[0]) is not str)
        ]


def text_of(tree: Any) -> str:
    """The words of inlines, without marks, notes and pictures' addresses.

    >>> text_of([{"t": "Str", "c": "a"}, {"t": "Space"}, {"t": "Code", "c": [[], "b"]}])
    'a b'
    """
    if isinstance(tree, list):
        return "".join([text_of(item) for item in tree]) if _has_nodes(tree) else ""
    if not isinstance(tree, dict):
        return ""
    kind, content = tree.get("t"), tree.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math"):
        return content[1]
    if kind in ("Note", "RawInline", "RawBlock"):
        return ""
    if kind == "Quoted":
        return f"“{text_of(content[1])}”"
    return text_of(content)


def texts(words: str) -> list[Node]:
    """Inlines of a plain text.

    >>> texts("Figure 1")
    [{'t': 'Str', 'c': 'Figure'}, {'t': 'Space'}, {'t': 'Str', 'c': '1'}]
    """
    inlines: list[Node] = []
    for word in words.split(" "):
        inlines += [{"t": "Space"}] if inlines else []
        inlines += [{"t": "Str", "c": word}] if word else []
    return inlines


def div(identifier: str, classes: Sequence[str], blocks: list, **attributes: str) -> Node:
    """A Div; attribute names are written with underscores for hyphens."""
    pairs = [[key.replace("_", "-"), value] for key, value in attributes.items()]
    return {"t": "Div", "c": [[identifier, list(classes), pairs], blocks]}


def span(classes: Sequence[str], inlines: list, *, identifier: str = "") -> Node:
    """A Span."""
    return {"t": "Span", "c": [[identifier, list(classes), []], inlines]}


def raw(output: str, text: str) -> Node:
    """A block that only one output format sees, verbatim."""
    return {"t": "RawBlock", "c": [output, text]}
