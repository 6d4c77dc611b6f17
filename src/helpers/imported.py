"""The files of the checkout that a piece of code can reach: what it imports, what those import, …

It is read from the sources, so that nothing has to run, and says rather too much than too little:
imports in functions and below `TYPE_CHECKING` count. Which file a name means is looked up anew each
time, so that a new file that would be imported in the place of another is noticed. Where only a run
knows what is imported or opened, everything can be reached.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

# A statement begins a line, or follows a colon or a semicolon; what only looks like one does no
# harm. A bracket may hold comments.
_GAP = r"(?:[ \t]|\\\n)"
_IMPORT = re.compile(
    rf"(?:^|[;:]){_GAP}*(?:import{_GAP}+(?P<modules>(?:\\\n|[^\n;#])+)"
    rf"|from{_GAP}+(?P<module>[\w.]+){_GAP}+import{_GAP}*"
    r"(?P<names>\((?:[^)#]|#[^\n]*\n)*\)|(?:\\\n|[^\n;#])+))",
    re.MULTILINE,
)
_COMMENT = re.compile(r"#[^\n]*")
_NAME = re.compile(r"[\w.*]+")
# Imports by names that only a run knows, code of no module, and files of the checkout's own code
# that are opened: templates, or anything else.
_UNKNOWN = re.compile(
    r"\b(?:import_module|__import__|runpy|pkgutil|spec_from_\w+|__file__|resources)\b|\bexec\("
    r"|^[ \t]*[%!]|[\"'/]src[\"'/]",
    re.MULTILINE,
)
# Its modules are imported as the names of their package, which name their homes.
_IN_QUOTES = re.compile(r"[\"']([a-z]\w*(?:\.\w+)+)[\"']")
# They say where code lies and what state it has, and use none of it.
_KNOWN = ("helpers/paths.py", "helpers/inputs.py", "helpers/imported.py")


def reached(codes: Iterable[str], root: Path) -> set[str]:
    """Files below `root`, from where modules are imported, that can decide what the codes do."""
    there = set(_names_below(root))
    modules = sorted(name for name in there if name.endswith(".py"))
    found = _reached(tuple(codes), root, tuple((name, _version(root, name)) for name in modules))
    return there if found is None else set(found)


def _names_below(root: Path) -> Iterator[str]:
    start = len(str(root)) + 1
    for folder, _, files in os.walk(root):
        for file in () if folder.endswith("__pycache__") else files:
            # Links to nowhere that editors put beside what is open have such names.
            if not file.startswith("."):
                yield f"{folder}/{file}"[start:].replace(os.sep, "/")


def _version(root: Path, name: str) -> tuple[int, ...]:
    stat = (root / name).stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


@lru_cache(maxsize=64)
def _reached(
    codes: tuple[str, ...], root: Path, versions: tuple[tuple[str, tuple[int, ...]], ...]
) -> frozenset[str] | None:
    """The names of the modules; None where that cannot be known."""
    there = dict(versions)
    waiting = [name for code in codes for name in imports(code)]
    is_known = all(map(_is_known, codes))
    found: set[str] = set()
    seen: set[str] = set()
    while waiting and is_known:
        name = waiting.pop()
        for file, is_named in () if name in seen else _files(name, there):
            code = _read(root / file, *there[file])
            # What a package has by names of its own is asked for by the whole name of a module.
            is_exempt = file in _KNOWN or (file.endswith("/__init__.py") and not is_named)
            is_known = is_known and (is_exempt or _is_known(code))
            waiting += () if file in found else [*imports(code), *_named_modules(code)]
            found.add(file)
        seen.add(name)
    return frozenset(found) if is_known else None


@cache
def imports(code: str) -> frozenset[str]:
    """Every dotted name that a code imports.

    >>> sorted(imports("import a.b as c, d\\nif x: from e import (f,  # (why)\\n    g as h)"))
    ['a.b', 'd', 'e.f', 'e.g']
    """
    found = set()
    for match in _IMPORT.finditer(code):
        before = f"{match['module']}." if match["module"] else ""
        listed = _COMMENT.sub("", match["modules"] or match["names"])
        found |= {f"{before}{name[0]}" for name in map(_NAME.search, listed.split(",")) if name}
    return frozenset(found)


@cache
def _is_known(code: str) -> bool:
    """Whether its imports say which modules they mean, and it opens nothing of the checkout."""
    return not _UNKNOWN.search(code) and not any(
        name.startswith(".") or name.endswith("*") for name in imports(code)
    )


def _named_modules(code: str) -> list[str]:
    """Modules that a package imports when one of its names is asked for."""
    return _IN_QUOTES.findall(code) if "import_module" in code else []


def _files(name: str, there: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The modules of a dotted name and of the packages it is in; whether it is the name's own."""
    parts = name.split(".")
    for size in range(1, len(parts) + 1):
        place = "/".join(parts[:size])
        for file in (f"{place}.py", f"{place}/__init__.py"):
            if file in there:
                yield file, size == len(parts)


@cache
def _read(path: Path, *_of: int) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
