"""The scan for personal data: what was read, and what was found where, without saying it.

Every value of the data files and of the results' CSVs goes through `confidential.detecting`: the
cells of a CSV, the texts of YAML and JSON, the lines of other texts. A finding is known when the
same words stand in CITATION.cff, which names the authors of the report and their organisations;
any other is to be looked at by somebody before the package is handed in.

    {"files": [{"file", "sha256", "values"}],
     "findings": [{"file", "place", "kind", "characters", "known"}],
     "restricted_values_sought": 0}

Where questionnaires lie on the machine, the whole dossier is also searched for what they hold, by
`disclosure.scan`, and refused when any of it is there.

What this scan cannot see is listed in `confidential.detecting`.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bookmaker.project import yaml_text
from helpers.confidential.detecting import find

# Addresses of standards and of this book's licences, which are nobody's own.
_PUBLIC = ("https://json-schema.org/", "https://creativecommons.org/")
_WORD = re.compile(r"[^\W\d_]{3,}")
_TEXTS = (".csv", ".yaml", ".yml", ".json", ".md", ".txt")
AUTHORS = "named in CITATION.cff"
STANDARD = "address of a standard or licence"


def scan(root: Path, names: Iterable[str], citation: str) -> dict[str, Any]:
    """Scan files below `root`; `citation` is the text of CITATION.cff. Ready for JSON.

    Files of other kinds, such as pictures, are left out and so not listed.
    """
    files, findings = [], []
    for name in names:
        if not name.endswith(_TEXTS):
            continue
        content = (root / name).read_bytes()
        values = list(_values(name, content.decode("utf-8-sig")))
        digest = hashlib.sha256(content).hexdigest()
        files.append({"file": name, "sha256": digest, "values": len(values)})
        findings += [
            {"file": name, "place": place, **found}
            for place, value in values
            for found in _found(value, citation)
        ]
    return {"files": files, "findings": findings}


def _found(value: str, citation: str) -> Iterator[dict[str, Any]]:
    for each in find(value):
        known = _explained(each.kind, value[each.start : each.end], citation)
        yield {"kind": each.kind, "characters": each.end - each.start, "known": known}


def _explained(kind: str, words: str, citation: str) -> str:
    if kind == "url":
        return STANDARD if words.startswith(_PUBLIC) else ""
    # Initials are left out: the citation has whole names.
    names = _WORD.findall(words)
    is_named = kind in ("person", "organisation") and names and set(names) <= _names_in(citation)
    return AUTHORS if is_named else ""


@cache
def _names_in(citation: str) -> frozenset[str]:
    return frozenset(_WORD.findall(citation))


def _values(name: str, text: str) -> Iterator[tuple[str, str]]:
    """The values of a file with their places."""
    if name.endswith(".csv"):
        rows = csv.reader(text.splitlines(keepends=True))
        for number, row in enumerate(rows, start=1):
            yield from ((f"row {number}, column {n}", cell) for n, cell in enumerate(row, 1))
    elif name.endswith((".yaml", ".yml")):
        yield from _leaves(yaml_text.load(text, name, refusal="{cause}"))
    elif name.endswith(".json"):
        yield from _leaves(json.loads(text))
    else:
        yield from ((f"line {n}", line) for n, line in enumerate(text.splitlines(), 1))


def _leaves(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, below in value.items():
            inside = f"{place}.{key}" if place else str(key)
            yield inside, str(key)
            yield from _leaves(below, inside)
    elif isinstance(value, list):
        for number, below in enumerate(value, start=1):
            yield from _leaves(below, f"{place}[{number}]")
    elif value is not None:
        yield place, str(value)


def unknown(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings that nothing explains."""
    return [each for each in result["findings"] if not each["known"]]
