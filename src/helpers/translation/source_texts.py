"""The texts that the code itself says, read from its source by Babel's extraction.

A text is the written-out argument of `text`, `text_in` or `marked`, as a function or as a method of
whatever object: `study.text("share, %")`. What is no written-out text, `text(TITLES[key])`, is
taken to be `marked` where it is. Nothing is imported for it, so that a text is found wherever it
stands and however it is used. Templates of pages, `*.jinja`, say theirs in the same way:
`{{ text("Where") }}`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO

from babel.messages.extract import extract
from jinja2 import Environment, nodes

from helpers.errors import InputError, Problem
from helpers.inputs import digest_of

# Which argument is the text, and which its context, as Babel wants it.
KEYWORDS = {"text": (1,), "marked": (1,), "text_in": ((1, "c"), 2)}
# Names of the files that say something.
PATTERNS = ("*.py", "*.jinja")
_CALL = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\(")


def texts_in(path: Path, file: str) -> Iterator[tuple[str, str]]:
    """Context (mostly empty) and English text of every text in a file, in their order.

    Raises `InputError` for a text that is put together before it is translated: no catalogue could
    hold it.
    """
    yield from _texts_in(path, file, digest_of(path))


@cache
def _texts_in(path: Path, file: str, digest: str) -> tuple[tuple[str, str], ...]:  # noqa: ARG001
    if not _CALL.search(path.read_text(encoding="utf-8")):
        return ()
    method = _template_calls if path.suffix == ".jinja" else _calls
    with path.open("rb") as source:
        found = extract(method, source, KEYWORDS, options={"file": file})
        return tuple((context or "", text) for _, text, _, context in found)


def _calls(
    source: BinaryIO,
    keywords: Collection[str],
    tags: Collection[str],  # noqa: ARG001 (Babel's signature)
    options: Mapping[str, str],
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Line, function, arguments and comments of every call, as Babel wants them of a method.

    Babel's own method for Python reads tokens: of `text("a" if few else "b")` it makes "ab", and an
    f-string it passes over without a word.
    """
    tree = ast.parse(source.read())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in keywords:
            for arguments in _arguments(call, name, options["file"]):
                yield call.lineno, name, arguments, []


def _template_calls(
    source: BinaryIO,
    keywords: Collection[str],
    tags: Collection[str],  # noqa: ARG001 (Babel's signature)
    options: Mapping[str, str],
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """The same for a template, whose texts are all written out."""
    for call in Environment().parse(source.read().decode()).find_all(nodes.Call):
        name = getattr(call.node, "name", "")
        if name in keywords:
            arguments = tuple(getattr(each, "value", None) for each in call.args)
            if not all(isinstance(each, str) for each in arguments):
                message = "write the text out, or translate it before the template is filled"
                raise InputError([Problem(options["file"], str(call.lineno), "", message)])
            yield call.lineno, name, arguments, []


def _arguments(call: ast.Call, name: str, file: str) -> Iterator[tuple[str, ...]]:
    if name != "text_in":
        for text in _written(call.args[0], file) if call.args else ():
            yield (text,)
    elif len(call.args) > 1:
        for text in _written(call.args[1], file):
            context = call.args[0]
            if not (isinstance(context, ast.Constant) and isinstance(context.value, str)):
                raise _refused(call, file, "write the context out, too")
            yield context.value, text


def _written(node: ast.expr, file: str) -> Iterator[str]:
    """The texts that an argument writes out; none for a name, a table's entry, a number."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _written(node.body, file)
        yield from _written(node.orelse, file)
    elif _is_put_together(node):
        raise _refused(
            node,
            file,
            'the text is put together before it is translated; write the template out, "{n} of '
            '{m}", and fill it in afterwards with .format(n=…, m=…)',
        )


def _is_put_together(node: ast.expr) -> bool:
    """Whether it is an f-string, or a written-out text with +, % or .format()."""
    if isinstance(node, ast.BinOp):
        return any(_is_text(each) or _is_put_together(each) for each in (node.left, node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _is_text(node.func.value)
    return isinstance(node, ast.JoinedStr)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _refused(node: ast.expr, file: str, message: str) -> InputError:
    return InputError([Problem(file, str(node.lineno), "", message)])
