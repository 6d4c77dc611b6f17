"""Links from figures and tables to their files, and the page that lists them all.

Both are Markdown that staging adds to the project, so each renderer publishes them alike. They are
for the site only: a link to a file beside the page leads nowhere in print.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from helpers.publishing.edition import Edition
from helpers.publishing.figure_files import (
    FOLDERS,
    Listed,
    listed_in,
    name_output,
    picture_shape,
    stage_files,
)
from helpers.publishing.figure_words import figure_words
from helpers.publishing.interactive_files import FOLDER, SCRIPT, write_library
from helpers.publishing.notebook_pages import STAGED_TAG, joined, quoted

PAGE = "figures.qmd"

# Not in EPUB, which Quarto counts as HTML.
_SITE_ONLY = '.content-visible when-format="html:js"'
_TITLE = re.compile(r"^\s*# (?P<title>.*?)\s*(\{[^}]*\})?\s*$", re.MULTILINE)


@dataclass
class StagedFloats:
    """The figures and tables of a project while it is staged, chapter after chapter."""

    edition: Edition
    directory: Path
    listed: list[Listed] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def resources(self) -> list[str]:
        """The directories of files that stand in the project now."""
        return [f"{name}/" for name in FOLDERS if (self.directory / name).is_dir()]

    def add(self, notebook: dict[str, Any], source: str) -> None:
        """Copy the files of a notebook's figures and tables and link them below each of them."""
        self.titles[source] = title_of(notebook)
        start, cells = len(self.listed), []
        for cell in notebook["cells"]:
            cells.append(cell)
            listed = listed_in(cell, source)
            if listed:
                cells += self._publish(cell, listed)
        if any(listed.file("interactive") for listed in self.listed[start:]):
            cells.append(_added_cell(_script(source), "script"))
        notebook["cells"] = cells

    def _publish(self, cell: dict[str, Any], listed: Listed) -> list[dict[str, Any]]:
        files = stage_files(self.edition, listed, directory=self.directory)
        self.listed.append(replace(listed, files=files))
        name_output(cell, listed)
        text = files_line(self.listed[-1], listed.source, language=self.edition.language)
        return [_added_cell(text, listed.label)] if text else []

    def finish(self, *, index: bool) -> None:
        """Write the library of interactive charts, and the index where the book lists it."""
        write_library(self.directory)
        if index:
            text = index_page(
                self.listed,
                self.titles,
                language=self.edition.language,
                directory=self.directory,
            )
            (self.directory / PAGE).write_text(text, encoding="utf-8")


def _added_cell(text: str, name: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": f"{STAGED_TAG}-{name}",
        "metadata": {"tags": [STAGED_TAG]},
        "source": text.splitlines(keepends=True),
    }


def files_line(listed: Listed, page: str, *, language: str) -> str:
    """The links to the files of a figure or table from a page; empty when it has none."""
    words = figure_words(language)
    links = [
        _link(words[kind], listed.file(kind), listed=listed, page=page)
        for kind in ("csv", "svg", "png")
        if listed.file(kind)
    ]
    if not links:
        return ""
    attributes = [".figure-files", 'data-furniture="true"']
    if listed.file("interactive"):
        attributes += _interactive(listed, page, words=words)
    body = f"::: {{{' '.join(attributes)}}}\n{' '.join(links)}\n:::"
    return f":::: {{{_SITE_ONLY}}}\n{body}\n::::\n"


def _link(word: str, name: str, *, listed: Listed, page: str) -> str:
    # Pages have many links called "SVG"; what each is of can be read aloud.
    label = quoted(f"{word}: {listed.title}")
    download = ' download=""' if name.endswith(".csv") else ""
    return f"[{word}]({_relative(name, page)}){{aria-label={label}{download}}}"


def _interactive(listed: Listed, page: str, *, words: Mapping[str, str]) -> list[str]:
    values = {
        "name": listed.label,
        "folder": _relative(FOLDER, page),
        "title": listed.title,
        "show": words["interactive-show"],
        "hide": words["interactive-hide"],
        "failed": words["interactive-failed"],
    }
    return [f"data-{key}={quoted(value)}" for key, value in values.items()]


def _script(page: str) -> str:
    address = _relative(f"{FOLDER}/{SCRIPT}", page)
    block = f'```{{=html}}\n<script src="{address}" defer></script>\n```'
    return f"::: {{{_SITE_ONLY}}}\n{block}\n:::\n"


def _relative(name: str, page: str) -> str:
    return posixpath.relpath(name, posixpath.dirname(page) or ".")


def title_of(notebook: Mapping[str, Any]) -> str:
    """The title of a notebook's page as Markdown; empty when it has none."""
    for cell in notebook["cells"]:
        match = _TITLE.search(joined(cell["source"])) if cell["cell_type"] == "markdown" else None
        if match:
            return match["title"]
    return ""


def index_page(
    listed: Iterable[Listed], titles: Mapping[str, str], *, language: str, directory: Path
) -> str:
    """The page of all figures and tables, by chapter; `titles` are those of the chapters."""
    words = figure_words(language)
    parts = [f"::: {{{_SITE_ONLY}}}", words["index-lead"]]
    for source, members in groupby(listed, key=lambda each: each.source):
        stem = posixpath.splitext(posixpath.basename(source))[0]
        parts.append(f"## [{titles[source]}]({source}) {{#index-{stem}}}")
        # Pictures first: a table has none to show.
        ordered = sorted(members, key=lambda each: not each.is_figure)
        for _, alike in groupby(ordered, key=lambda each: each.is_figure):
            cards = [_card(each, language=language, directory=directory) for each in alike]
            parts += [":::: {.figure-cards}", *cards, "::::"]
    heading = f"# {words['index-title']} {{#figures-and-tables .unnumbered}}"
    return "\n\n".join([heading, *parts, ":::"]) + "\n"


def _card(listed: Listed, *, language: str, directory: Path) -> str:
    place = f"{listed.source}#{listed.label}"
    lines = ["::: {.figure-card}"]
    if thumb := listed.file("thumb"):
        width, height = (side // 2 for side in picture_shape(directory / thumb))
        size = f'width="{width}" height="{height}" loading="lazy"'
        alt = re.sub(r"([\[\]])", r"\\\1", listed.title)
        # The backslash keeps Quarto from making a figure of a picture alone in its paragraph.
        lines += [f"[![{alt}]({thumb}){{{size}}}]({place})\\", ""]
    lines += [f"@{listed.label}: {listed.title}", ""]
    files = files_line(replace(listed, files=_still(listed)), PAGE, language=language)
    return "\n".join([*lines, *files.splitlines()[1:-1], ":::"])


def _still(listed: Listed) -> tuple[str, ...]:
    """The files without the interactive chart, which belongs under the figure itself."""
    return tuple(name for name in listed.files if name != listed.place("interactive"))
