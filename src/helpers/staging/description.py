"""The book's description in an edition's language, and the files it names.

`_quarto.yml` is the one description; its texts are translated, and what an edition alone needs is
laid over it from `_quarto-<language>.yml`, a Quarto profile. Bibliography, styles and resources
that it names are copied to the same places in the staged project.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bookmaker.project.description import FILE, read_description
from bookmaker.project.language import for_quarto
from bookmaker.project.lines import read_text
from bookmaker.project.remembered import NOTHING, Memory
from helpers import inputs, paths
from helpers.errors import Problem
from helpers.paths import Directories
from helpers.staging.admission import source_problems
from helpers.translation.catalogues import Catalogue
from helpers.translation.pages import BOOK, translated_book

# Typst's bibliography reads BibLaTeX strictly; Pandoc's would take any text for a year.
_YEAR = re.compile(r"^\s*year\s*=\s*[{\"](?P<year>(?!-?\d{4}[}\"])[^}\"]*)[}\"]", re.MULTILINE)

# What a book from questionnaires has besides.
QUESTIONNAIRES = "_quarto-microdata.yml"

# Keys that name files of the project which no page mentions.
_FILE_KEYS = (
    "bibliography",
    "csl",
    "css",
    "theme",
    "favicon",
    "include-in-header",
    "template",
    "template-partials",
    "filters",
)


def bibliography_problems(path: Path) -> list[Problem]:
    """Entries that Pandoc would read and Quarto's Typst would not: years that are no year."""
    text = read_text(path, path.name)
    return [
        Problem(
            path.name,
            str(text.count("\n", 0, match.start("year")) + 1),
            "year",
            f"'{match['year']}' is not a year; leave the field out for a work without a date",
        )
        for match in _YEAR.finditer(text)
    ]


def copy_files(
    description: Mapping[str, Any], root: Path, *, directory: Path, memory: Memory = NOTHING
) -> list[Problem]:
    """Copy every file and resource a description names; returns what is missing or unfit."""
    names = _named_files(description)
    problems = _copy(root, directory, names=names, memory=memory)
    for pattern in _resources(description):
        origins = [path for path in _matches(root, pattern) if path.is_file()]
        for origin in origins:
            _copy_one(root, directory, name=origin.relative_to(root).as_posix())
        if not origins and not _matches(directory, pattern):
            message = f"resource {pattern} matches no file; write one, or take it out"
            problems.append(Problem(FILE, "", "project.resources", message))
    return problems


def with_resources(description: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The description with more resources to put beside the pages.

    >>> with_resources({"project": {"type": "book"}}, ["figures/"])
    {'project': {'type': 'book', 'resources': ['figures/']}}
    """
    known = _resources(description)
    resources = [*known, *(name for name in names if name not in known)]
    settings = {**(description.get("project") or {}), "resources": resources}
    return {**description, "project": settings}


def _resources(description: Mapping[str, Any]) -> list[str]:
    value = (description.get("project") or {}).get("resources") or []
    return [value] if isinstance(value, str) else list(value)


def _matches(base: Path, pattern: str) -> list[Path]:
    """Files of a pattern; one that ends in a slash means everything in that directory."""
    return sorted(base.glob(f"{pattern}**/*" if pattern.endswith("/") else pattern))


def _named_files(description: Mapping[str, Any]) -> list[str]:
    formats = description.get("format")
    sections = [description, description.get("book")]
    sections += formats.values() if isinstance(formats, Mapping) else ()
    found = []
    for section in (s for s in sections if isinstance(s, Mapping)):
        for key in _FILE_KEYS:
            value = section.get(key)
            # A theme may be one for light and one for dark.
            parts = value.values() if isinstance(value, Mapping) else [value]
            names = [n for part in parts for n in (part if isinstance(part, list) else [part])]
            # A filter may say where it comes in.
            names = [n.get("path") if isinstance(n, Mapping) else n for n in names]
            # A theme is a built-in name or a file; only files have a suffix.
            found += [name for name in names if isinstance(name, str) and "." in name]
    return sorted(set(found))


def _copy(root: Path, directory: Path, *, names: Iterable[str], memory: Memory) -> list[Problem]:
    problems = []
    for name in names:
        if (root / name).is_file():
            _copy_one(root, directory, name=name)
            if name.endswith(".bib"):
                problems += bibliography_problems(root / name)
                problems += source_problems(root / name, memory=memory)
        else:
            message = f"file {name} is missing; write it, or take it out"
            problems.append(Problem(FILE, "", "", message))
    return problems


def _copy_one(root: Path, directory: Path, *, name: str) -> None:
    (directory / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(root / name, directory / name)


def describe(edition: Directories) -> dict[str, Any]:
    """The edition's `_quarto.yml`: translated, its language's own on top, `lang` set."""
    description = read_description(edition.root / FILE)
    if paths.DATA == "microdata":
        added = read_description(edition.root / QUESTIONNAIRES)
        description = with_part(description, added, [path.name for path in inputs.notebooks()])
    texts = Catalogue.open(edition.language, BOOK, edition.root)
    description = translated_book(description, texts.text)
    profile = edition.root / f"_quarto-{edition.language}.yml"
    if profile.is_file():
        description = merged(description, read_description(profile))
    description.pop("profile", None)
    words = {**for_quarto(edition.language), **(description.get("language") or {})}
    # Quarto's pages have it from the variable, see `bookmaker/filters/paper.lua`.
    variables = {**(description.get("variables") or {}), "lang": edition.language}
    return {
        **description,
        "lang": edition.language,
        "variables": variables,
        **({"language": words} if words else {}),
    }


def with_part(
    description: Mapping[str, Any], added: Mapping[str, Any], names: Iterable[str]
) -> dict[str, Any]:
    """The description with the parts of another before its last; of chapters those named.

    >>> book = {"book": {"chapters": ["index.qmd", "use.qmd"]}}
    >>> part = {"part": "More", "chapters": ["a/one.ipynb", "a/two.ipynb"]}
    >>> with_part(book, {"book": {"chapters": [part]}}, ["one.ipynb"])["book"]["chapters"]
    ['index.qmd', {'part': 'More', 'chapters': ['a/one.ipynb']}, 'use.qmd']
    """
    known = set(names)
    parts = [
        {**part, "chapters": [c for c in part["chapters"] if c.rpartition("/")[2] in known]}
        for part in added["book"]["chapters"]
    ]
    *first, last = description["book"]["chapters"]
    chapters = [*first, *(part for part in parts if part["chapters"]), last]
    return {**description, "book": {**description["book"], "chapters": chapters}}


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Two descriptions as one: mappings key by key, everything else replaced.

    >>> merged({"book": {"title": "A", "date": "1"}}, {"book": {"title": "B"}})
    {'book': {'title': 'B', 'date': '1'}}
    """
    result = dict(base)
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(result.get(key), Mapping)
        result[key] = merged(result[key], value) if both else value
    return result
