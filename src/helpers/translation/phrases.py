"""The texts that the code itself says, read from its source: calls of `phrases` and `phrase`.

Nothing is imported for it, so that a text is found wherever it stands and however it is used.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from helpers.errors import InputError, Problem


def calls_in(path: Path, file: str) -> Iterator[tuple[str, str]]:
    """Name and English text of every text in a module.

    Raises `InputError` for a call whose room, key or text is not written out.
    """
    source = path.read_text(encoding="utf-8")
    if "phrase" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id == "phrases":
            room, texts = _written_out(node, file)
            for key, text in texts.items():
                yield f"{room}.{key}", text
        elif node.func.id == "phrase":
            name, text = _written_out(node, file)
            yield name, text


def _written_out(call: ast.Call, file: str) -> list:
    try:
        return [ast.literal_eval(argument) for argument in call.args]
    except ValueError:
        message = f"{call.func.id}(): write its name and its English texts out"
        raise InputError([Problem(file, str(call.lineno), "", message)]) from None
