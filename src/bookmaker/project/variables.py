"""Numbers for the prose: each notebook's JSON of names and texts, joined into `_variables.yml`.

A name is a fact of the whole book, so two notebooks may both give it, but never two values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from bookmaker.errors import InputError, Problem
from bookmaker.project import yaml_text

FILE = "_variables.yml"
# With LibYAML, where PyYAML was built with it: a fifth of the time.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_numbers(files: Iterable[Path]) -> dict[str, str]:
    """Join the numbers of all notebooks, sorted by name.

    Raises `InputError` listing every file that is not a flat JSON object of texts, every name that
    is not snake_case and every name with two different values.
    """
    values: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    for path in sorted(files):
        for name, value in _entries(path, problems):
            held, holder = values.setdefault(name, (value, path.name))
            if held != value:
                message = f"is '{value}' here and '{held}' in {holder}; keep one or rename one"
                problems.append(Problem(path.name, "", name, message))
    if problems:
        raise InputError(problems)
    return {name: values[name][0] for name in sorted(values)}


def _entries(path: Path, problems: list[Problem]) -> list[tuple[str, str]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        problems.append(Problem(path.name, "", "", f"is not JSON: {error}"))
        return []
    if not isinstance(content, dict):
        problems.append(Problem(path.name, "", "", "is not an object of names and texts"))
        return []
    entries = []
    for name, value in content.items():
        if not isinstance(value, str) or not value.strip():
            message = f"is {value!r}; write the number as non-empty formatted text"
            problems.append(Problem(path.name, "", name, message))
        elif not _NAME.fullmatch(name):
            message = "is not a variable name; use small Latin letters, digits and underscores"
            problems.append(Problem(path.name, "", name, message))
        else:
            entries.append((name, value))
    return entries


def write_variables(values: dict[str, str], path: Path) -> None:
    """Write `_variables.yml`; every value is quoted, so that '30.0' stays text."""
    text = yaml.dump(values, Dumper=_DUMPER, allow_unicode=True, default_style='"', width=10_000)
    path.write_text(text if values else "{}\n", encoding="utf-8")


def read_variables(directory: Path) -> dict[str, str]:
    """Variables of a staged project; none when the file is absent."""
    path = directory / FILE
    if not path.is_file():
        return {}
    content = yaml_text.load_file(path) or {}
    return {str(name): str(value) for name, value in content.items()}
